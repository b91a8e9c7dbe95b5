import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { Cell, Section } from '../../src/domain/paper.ts'
import type { Plain } from '../../src/domain/snapshot/tables.ts'
import { excelCsv, machineCsv } from '../../src/exports/csv.ts'

const zone = 'Asia/Ho_Chi_Minh'

const sectionWith = (...cells: Cell[]): Section => ({
  name: 'DuLieu',
  heading: 'DuLieu',
  columns: cells.map((_, n) => ({ key: `c${n}`, heading: `Cột ${n}`, kind: 'text' })),
  rows: [{ cells }],
})
const tableWith = (...row: Plain[]) => ({
  name: 'targets',
  columns: row.map((_, n) => ({ name: `c${n}`, type: 'text' as const })),
  rows: [row],
})

test('for Excel: a mark, semicolons, decimal commas, days as they are written here, CRLF', () => {
  const text = excelCsv(
    sectionWith(
      'Xã Tân Liên',
      { amount: 660_191, decimals: 3 },
      { percent: 9041, decimals: 2 },
      { day: '2022-08-31' },
    ),
    zone,
  )
  expect(text).toBe('\uFEFFCột 0;Cột 1;Cột 2;Cột 3\r\nXã Tân Liên;660,191;90,41;31/08/2022\r\n')
})

test.each(['=1+1', '+84', '-cmd', '@SUM(A1)', '\tx', '\rx', '＝1+1', '＠x'])(
  'free text that would run as a formula is disarmed for Excel: %j',
  (text) => {
    const [, row] = parse(excelCsv(sectionWith(text), zone), { delimiter: ';', bom: true }) as string[][]
    expect(row).toEqual([`'${text}`])
  },
)

test('a negative number is no formula', () => {
  expect(excelCsv(sectionWith({ amount: -238, decimals: 1 }), zone)).toContain('\r\n-23,8\r\n')
})

test('a missing value is empty in both', () => {
  expect(excelCsv(sectionWith(null, { none: 'chưa có số liệu' }, 'x'), zone)).toContain('\r\n;;x\r\n')
  expect(machineCsv(tableWith(null, 'x'))).toBe('c0,c1\n,x\n')
})

test('for programs: no mark, commas, a dot, LF, and any text comes back as it was', () => {
  const texts = ['a,b', 'say "no"', 'two\nlines', ' spaced ', '=1+1', 'đủ dấu tiếng Việt', '']
  const text = machineCsv(tableWith(...texts))
  expect(text.startsWith('c0,')).toBe(true)
  expect(text.endsWith('\n')).toBe(true)
  expect((parse(text) as string[][])[1]).toEqual(texts)
})
