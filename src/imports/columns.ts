import * as z from 'zod'
import { readCurve } from '../domain/curve.ts'
import { type Day, isDay } from '../domain/day.ts'
import { isEmail } from '../domain/email.ts'
import type { ImportFault } from '../domain/import.ts'

/** Readers of one cell each. A message is the name of a fault, which the screen words in the reader's language. */
const fault = (why: ImportFault) => ({ error: why })

export const text = z.string().trim().min(1, fault('required'))
export const freeText = z.string().trim().default('')
export const maybeText = z
  .string()
  .trim()
  .optional()
  .transform((cell) => cell || null)
/** An address as letters can be sent to: no spaces, one sign in the middle, a dot after it. */
export const maybeEmail = maybeText.refine((cell) => cell === null || isEmail(cell), fault('not_readable'))
export const list = z
  .string()
  .optional()
  .transform((cell) =>
    (cell ?? '')
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean),
  )

export const curveText = freeText.refine(
  (cell) => cell === '' || !('error' in readCurve(cell)),
  fault('curve'),
)

export const code = text.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, fault('not_readable'))

export const day = text.refine(isDay, fault('not_a_day')).transform((cell) => cell as Day)
export const maybeDay = maybeText
  .refine((cell) => cell === null || isDay(cell), fault('not_a_day'))
  .transform((cell) => cell as Day | null)

const OFFSET_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/
/** Date.parse alone would read 30 February as 2 March. */
const isInstant = (cell: string) =>
  OFFSET_TIME.test(cell) && isDay(cell.slice(0, 10)) && !Number.isNaN(Date.parse(cell))

export const instant = text.refine(isInstant, fault('not_an_instant')).transform((cell) => Date.parse(cell))
export const maybeInstant = maybeText
  .refine((cell) => cell === null || isInstant(cell), fault('not_an_instant'))
  .transform((cell) => (cell === null ? null : Date.parse(cell)))

export const count = text.regex(/^\d{1,9}$/, fault('not_a_number')).transform(Number)
export const maybeCount = maybeText
  .refine((cell) => cell === null || /^\d{1,9}$/.test(cell), fault('not_a_number'))
  .transform((cell) => (cell === null ? null : Number(cell)))
/** How many decimals the figures of a target are kept with. */
export const decimalsOrNone = maybeText
  .refine((cell) => cell === null || /^[0-6]$/.test(cell), fault('not_a_number'))
  .transform((cell) => (cell === null ? null : Number(cell)))
/** A setting of a campaign, with the value it takes where the column or the cell is empty. */
export const countOr = (fallback: number) => maybeCount.transform((cell) => cell ?? fallback)
export const flagOr = (fallback: boolean) =>
  maybeText
    .refine((cell) => cell === null || /^[01]$/.test(cell), fault('unknown_choice'))
    .transform((cell) => (cell === null ? fallback : cell === '1'))
export const time = text.regex(/^([01]\d|2[0-3]):[0-5]\d$/, fault('not_a_number'))
export const weekday = text.regex(/^[1-7]$/, fault('not_a_number')).transform(Number)

export const choice = <const Options extends readonly [string, ...string[]]>(options: Options) =>
  z.enum(options, fault('unknown_choice'))
export const maybeChoice = <const Options extends readonly [string, ...string[]]>(options: Options) =>
  maybeText
    .refine((cell) => cell === null || options.includes(cell), fault('unknown_choice'))
    .transform((cell) => cell as Options[number] | null)
