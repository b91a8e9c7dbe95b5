/** The house of the bench: one district office, its units in a row, and everybody signed in beforehand. */
export const TENANT = 'main'
export const ZONE = 'Asia/Ho_Chi_Minh'
export const CLOCK = '2022-09-07T08:00:00+07:00'

/** The parts of a row that a copy changes: eight hexadecimal digits of the unit, and its number as people read it. */
export const unitMark = (unit: number) => `b0b${unit.toString(16).padStart(5, '0')}`
export const unitNumber = (unit: number) => String(unit).padStart(5, '0')

export const unitCode = (unit: number) => `DV${unitNumber(unit)}`
export const targetCode = (unit: number, target: number) =>
  `CK-2022-${unitCode(unit)}-${String(target).padStart(2, '0')}`
export const tokenOf = (who: 'supervisor' | number) => `bench-${who}`

const kinds = {
  unit: 1,
  user: 2,
  post: 3,
  commitment: 4,
  target: 5,
  update: 6,
  review: 7,
  reminder: 8,
  extension: 9,
  proposal: 10,
  direction: 11,
  part: 12,
  meeting: 13,
} as const

export function idOf(kind: keyof typeof kinds, unit: number, target = 0, n = 0): string {
  const part = (value: number) => value.toString(16).padStart(2, '0')
  return `0183${part(n)}00-0000-7000-800${kinds[kind].toString(16)}-${unitMark(unit)}${part(target)}${part(n)}`
}

export const office = { unit: idOf('unit', 0), supervisor: idOf('user', 0), campaign: idOf('commitment', 0) }
