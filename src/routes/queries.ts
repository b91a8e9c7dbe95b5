import type { Day } from '../domain/day.ts'
import { readDay } from '../i18n/days.ts'
import type { Visit } from './visit.ts'

const LONGEST = 200

/** A word of the address, in composed letters, without what no database takes. */
export function queryText(c: Visit, name: string): string {
  return plainText(c.req.query(name) ?? '')
}

/** The same for a part of the path, such as a code. */
export function plainText(text: string): string {
  const known = text.slice(0, LONGEST).toWellFormed().normalize('NFC')
  return known.replace(/\p{Cc}/gu, ' ').trim()
}

/** `?as-of=`: a past day as a person types it; today, later days and anything else mean now. */
export function askedDay(c: Visit): Day | undefined {
  const day = readDay(queryText(c, 'as-of'))
  return day && day < c.var.today ? day : undefined
}

/** The address of a page with the parameters that hold something, under the base path. */
export function addressOf(
  c: Visit,
  path: string,
  parameters: Record<string, string | number | null | undefined>,
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  return c.var.reader.at(query.size ? `${path}?${query}` : path)
}
