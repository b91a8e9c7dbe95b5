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

/** An address of this house with or without its base path, given without it; else the home page. */
export function localPath(c: Visit, next: string): string {
  const { basePath } = c.var.config
  const inside = basePath && next.startsWith(`${basePath}/`) ? next.slice(basePath.length) : next
  const isLocal = inside.length <= 500 && /^\/(?![/\\])[^\s\\\p{C}]*$/u.test(inside)
  return isLocal ? inside : '/'
}

/** `?as-of=`: a past day as a person types it; today, later days and anything else mean now. */
export function askedDay(c: Visit): Day | undefined {
  const day = readDay(queryText(c, 'as-of'))
  return day && day < c.var.today ? day : undefined
}

/** What was typed as a day and is none, or is yet to come: shown again beside the field, for the page tells of today. */
export function unusableDay(c: Visit): string | null {
  const typed = queryText(c, 'as-of')
  const day = readDay(typed)
  return typed !== '' && (!day || day > c.var.today) ? typed : null
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
