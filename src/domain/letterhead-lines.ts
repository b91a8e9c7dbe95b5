import { faultOfLines, type LinesFault, linesOf, recipientLimits, signatureLimits } from './issue.ts'
import type { Letterhead } from './letterhead.ts'

/** The longest line of a letterhead, in characters. */
export const LONGEST_HEAD_LINE = 200

/** A letterhead as it is typed: a line each, signature and recipients one below the other. */
export interface TypedLetterhead {
  form: string
  upper_line: string
  issuer: string
  number: string
  place: string
  asks: string
  signature: string
  recipients: string
}

export type HeadFault =
  | { field: 'upper_line' | 'issuer' | 'number' | 'place' | 'asks'; fault: 'too_long' }
  | { field: 'signature' | 'recipients'; fault: LinesFault }

const singles = [
  ['upper_line', 'upper'],
  ['issuer', 'issuer'],
  ['number', 'number'],
  ['place', 'place'],
  ['asks', 'asks'],
] as const

const inOneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** As the list prints it: dashes before and signs after are not typed along. */
const plainRecipient = (line: string) =>
  inOneLine(line)
    .replace(/^[-–+•]\s*/, '')
    .replace(/\s*[;.]$/, '')

/** What was typed as a letterhead; a line left blank is what the unit's own name says. */
export function readLetterhead(
  typed: TypedLetterhead,
  own: Letterhead,
): { letterhead: Letterhead; faults: HeadFault[] } {
  const faults: HeadFault[] = []
  const letterhead = {
    ...own,
    form: typed.form === 'party' || typed.form === 'state' ? typed.form : own.form,
  }
  for (const [field, line] of singles) {
    const text = inOneLine(typed[field])
    if (text.length > LONGEST_HEAD_LINE) faults.push({ field, fault: 'too_long' })
    letterhead[line] = text || own[line]
  }
  const lists = [
    ['signature', inOneLine, signatureLimits],
    ['recipients', plainRecipient, recipientLimits],
  ] as const
  for (const [field, plain, limits] of lists) {
    const lines = linesOf(typed[field]).map(plain).filter(Boolean)
    letterhead[field] = lines.length ? lines : own[field]
    const fault = faultOfLines(letterhead[field], limits)
    if (fault) faults.push({ field, fault })
  }
  return { letterhead, faults }
}

export const typedOf = (letterhead: Letterhead): TypedLetterhead => ({
  form: letterhead.form,
  upper_line: letterhead.upper,
  issuer: letterhead.issuer,
  number: letterhead.number,
  place: letterhead.place,
  asks: letterhead.asks,
  signature: letterhead.signature.join('\n'),
  recipients: letterhead.recipients.join('\n'),
})

/** The lines that differ from what the name says: only those are kept, so that the others follow a new name. */
export function ownWords(letterhead: Letterhead, own: Letterhead): Partial<Letterhead> {
  const names = Object.keys(own) as (keyof Letterhead)[]
  const differing = names.filter((name) => JSON.stringify(letterhead[name]) !== JSON.stringify(own[name]))
  return Object.fromEntries(differing.map((name) => [name, letterhead[name]]))
}
