import { fold } from './fold.ts'
import { type Letterhead, letterheadOf } from './letterhead.ts'
import type { UnitKind } from './unit.ts'

/** What names a unit in addresses and files. */
export const UNIT_CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/

export const setUpLimits = { name: 200, title: 200 }

/** A Party committee, or an office of the state. */
export const officeForms = ['party', 'state'] as const
export type OfficeForm = (typeof officeForms)[number]

/** How long a link of the first start opens the house. */
export const FIRST_LINK_MS = 24 * 60 * 60_000

const levels: [RegExp, UnitKind][] = [
  [/^(ubnd |uy ban nhan dan )?(xa|phuong|dac khu) /, 'commune'],
  [/^(ubnd |uy ban nhan dan )?thi tran /, 'township'],
]

/** What kind of unit an office is, by its form and the first words of its name. */
export function kindOfOffice(form: OfficeForm, name: string): UnitKind {
  if (form === 'party') return 'party_committee'
  const plain = fold(name)
  return levels.find(([words]) => words.test(plain))?.[1] ?? 'agency'
}

/** The head of an office's papers as its name says it, in the form that was chosen. */
export function headOfOffice(form: OfficeForm, name: string, upperName: string | null): Letterhead {
  return { ...letterheadOf({ name, kind: kindOfOffice(form, name), upperName }), form }
}

/** The initials of the place: 'HH' for 'Huyện ủy Hướng Hóa'; with a number where those are taken. */
export function codeOfOffice(name: string, taken: readonly string[]): string {
  const { place } = letterheadOf({ name, kind: 'agency', upperName: null })
  const initials = fold(place)
    .split(/[^a-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
    .slice(0, 8)
  const code = initials || 'DV'
  const used = new Set(taken.map((one) => one.toLowerCase()))
  for (let n = 1; ; n++) {
    const next = n === 1 ? code : `${code}${n}`
    if (!used.has(next.toLowerCase())) return next
  }
}
