import { isEmail } from './email.ts'
import type { Language } from './language.ts'

/** When a letter goes out: with the figures as soon as they are frozen, or with the paper once it is issued. */
export const moments = ['frozen', 'issued'] as const
export type Moment = (typeof moments)[number]

/** Somebody who is to have a campaign's summaries by mail, whether they work in this house or not. */
export interface RecipientWish {
  address: string
  /** Who reads there, such as 'Văn phòng Tỉnh ủy'. */
  name: string
  language: Language
  sends: Moment
}

export const LONGEST_NAME = 120

/** A list of readers, not of a crowd: every one of them has a letter of their own. */
export const MOST_RECIPIENTS = 100

export type RecipientFault =
  | { field: 'address'; fault: 'missing' | 'wrong' }
  | { field: 'name'; fault: 'missing' | 'long' }

/** What is to be mended before somebody can be put on the list. */
export function recipientFaults({ address, name }: RecipientWish): RecipientFault[] {
  const faults: RecipientFault[] = []
  if (name === '') faults.push({ field: 'name', fault: 'missing' })
  else if (name.length > LONGEST_NAME) faults.push({ field: 'name', fault: 'long' })
  if (address === '') faults.push({ field: 'address', fault: 'missing' })
  else if (!isEmail(address)) faults.push({ field: 'address', fault: 'wrong' })
  return faults
}
