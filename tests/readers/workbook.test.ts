import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { readBook, type Sheet, serial } from './book.ts'
import { headings } from './headings.ts'
import { convert, csvKinds, readers } from './office.ts'
import { demoWeek, formulas, hostileWeek } from './week.ts'

type Week = 'provisional' | 'frozen' | 'hostile'
/** As LibreOffice opened and saved it, and as SheetJS reads it. */
const byOffice = {} as Record<Week, Sheet[]>
const byLibrary = {} as Record<Week, Sheet[]>
/** The two flavours of CSV, opened by LibreOffice. */
const excel = {} as Record<'frozen' | 'hostile', Sheet>
let machine: Sheet
const weeks: Week[] = ['provisional', 'frozen', 'hostile']
const both = [byLibrary, byOffice]

describe.skipIf(!readers)('a week in spreadsheets', () => {
  beforeAll(async () => {
    const { provisional, frozen } = await demoWeek(['.xlsx', '-excel.csv', '.csv'])
    const hostile = await hostileWeek(['.xlsx', '-excel.csv'])
    const books = {
      provisional: provisional['.xlsx']!,
      frozen: frozen['.xlsx']!,
      hostile: hostile['.xlsx']!,
    }
    const [opened, semicolons, commas] = [
      await convert(books, 'xlsx'),
      await convert(
        { frozen: frozen['-excel.csv']!, hostile: hostile['-excel.csv']! },
        'xlsx',
        csvKinds.excel,
      ),
      await convert({ targets: unzipSync(frozen['.csv']!)['targets.csv']! }, 'xlsx', csvKinds.machine),
    ]
    for (const week of weeks) {
      byOffice[week] = readBook(opened[week])
      byLibrary[week] = readBook(books[week])
    }
    excel.frozen = readBook(semicolons.frozen)[0]!
    excel.hostile = readBook(semicolons.hostile)[0]!
    machine = readBook(commas.targets)[0]!
    expect(strFromU8(frozen['-excel.csv']!.subarray(0, 3), true)).toBe('\u00ef\u00bb\u00bf')
  }, 240_000)

  test.each(['provisional', 'frozen'] as const)('the %s one has every sheet and column', (week) => {
    for (const books of both) {
      const sheets = books[week]
      expect(sheets.map(({ name }) => name)).toEqual(Object.keys(headings))
      for (const sheet of sheets) expect(headingsIn(sheet), sheet.name).toEqual(headings[sheet.name])
    }
  })

  test.each(weeks)('LibreOffice and SheetJS find the same in every cell of the %s one', (week) => {
    for (const [n, sheet] of byLibrary[week].entries()) {
      const office = byOffice[week][n]!
      expect(said(office), sheet.name).toEqual(said(sheet))
    }
  })

  test.each(weeks)('no cell of the %s one is a formula or an error', (week) => {
    for (const books of both) expect(books[week].flatMap((sheet) => sheet.formulas)).toEqual([])
  })

  test('what people typed like a formula is the same text in every reader', () => {
    for (const books of both) {
      const texts = books.hostile.flatMap(({ cells }) =>
        [...cells.values()].map(({ value }) => String(value)),
      )
      for (const text of formulas) {
        expect(texts, text).toContain(text)
        expect(
          texts.some((one) => one !== text && one.endsWith(text)),
          text,
        ).toBe(true)
      }
    }
    expect(excel.hostile.formulas).toEqual([])
    const titles = excel.hostile.rows.map((row) => row[4])
    for (const text of formulas)
      expect([text, `'${text}`]).toContain(titles.find((one) => String(one).endsWith(text)))
  })

  test('numbers are numbers, percentages percentages and days days', () => {
    for (const books of both) {
      const [sheet, row] = [sheetOf(books.frozen, 'Biểu 04'), 'Thu ngân sách nhà nước trên địa bàn']
      const found = [...sheet.cells].filter(([, { value }]) => value === row).map(([address]) => address)
      const at = found
        .map((address) => address.slice(1))
        .find((n) => sheet.cells.get(`K${n}`)?.value === 660.191)
      expect(sheet.cells.get(`K${at}`)).toEqual({ kind: 'number', value: 660.191, format: '#,##0.###' })
      expect(sheet.cells.get(`E${at}`)).toEqual({ kind: 'number', value: 730.223, format: '#,##0.###' })
      expect(cellUnder(sheet, '% KH', at!)).toEqual({ kind: 'number', value: 0.9041, format: '0.00%' })
      expect(cellUnder(sheet, 'Đến ngày', at!)).toEqual({
        ...{ kind: 'day', value: serial('2022-08-31'), format: 'dd/mm/yyyy' },
      })
    }
  })

  test('a range is text beside its hidden ends', () => {
    for (const books of both) {
      const { cells, widths } = sheetOf(books.frozen, 'Biểu 04')
      const [address] = [...cells].find(([, { value }]) => value === '40–49%')!
      const column = address.replace(/\d/g, '').charCodeAt(0) - 65
      const beside = [1, 2].map((n) => cells.get(address.replace(/^./, String.fromCharCode(65 + column + n))))
      expect(beside).toEqual([
        { kind: 'number', value: 0.4, format: '0.00%' },
        { kind: 'number', value: 0.49, format: '0.00%' },
      ])
      expect(widths.slice(column, column + 3).map((width) => width > 0)).toEqual([true, false, false])
    }
  })

  test('the total stands first and every block adds up', () => {
    for (const books of both) {
      const rows = sheetOf(books.frozen, 'Biểu 01').rows.slice(4, -2)
      const [total, ...rest] = rows as [(string | number | null)[], ...(string | number | null)[][]]
      expect(total.slice(1, 14)).toEqual(['Tổng cộng', 194, 182, 22, 18, 3, 1, 172, 150, 7, 11, 11, 0])
      const blocks = rest.flatMap((row, n) => (row[0] === null ? [n] : []))
      expect(blocks.length).toBeGreaterThan(3)
      const sums = blocks.map((from, n) => rest.slice(from + 1, blocks[n + 1] ?? rest.length))
      for (const [n, units] of sums.entries()) expect(figures(rest[blocks[n]!]!)).toEqual(added(units))
      expect(figures(total)).toEqual(added(blocks.map((at) => rest[at]!)))
    }
  })

  test('DuLieu is plain: ascii names, ISO days, nothing merged', () => {
    for (const books of both) {
      const sheet = sheetOf(books.frozen, 'DuLieu')
      expect(sheet.merges).toBe(0)
      expect(sheet.rows).toHaveLength(195)
      expect(sheet.rows[0]!.every((name) => /^[a-z_]+$/.test(String(name)))).toBe(true)
      const days = [...sheet.cells.values()].filter(({ kind }) => kind === 'day')
      expect(days.length).toBeGreaterThan(400)
      expect(new Set(days.map(({ format }) => format))).toEqual(new Set(['yyyy-mm-dd']))
    }
  })

  test('both flavours of CSV give LibreOffice the figures of the workbook', () => {
    const data = records(sheetOf(byLibrary.frozen, 'DuLieu').rows)
    const plain = records(machine.rows)
    const names = [
      'plan',
      'value_low',
      'value_high',
      'percent_low',
      'points_behind',
      'due_on',
      'as_of',
      'days_late',
    ]
    const pick = (rows: typeof data) => rows.map((row) => [row.code, ...names.map((name) => row[name])])
    expect(pick(plain)).toEqual(pick(data))
    const words = records(excel.frozen.rows)
    expect(words.map((row) => [row.Mã, row['Kế hoạch']])).toEqual(data.map((row) => [row.code, row.plan]))
  })
})

const sheetOf = (sheets: Sheet[], name: string) => sheets.find((sheet) => sheet.name === name)!

/** The headings of the columns that are seen. */
function headingsIn({ name, rows, widths }: Sheet): string[] {
  const first = name === 'DuLieu' ? 0 : 2
  const isDouble = headings[name]!.some((heading) => heading.includes(' > '))
  const seen = (row: number) => rows[row]!.filter((_, col) => widths[col] !== 0).map(String)
  if (!isDouble) return seen(first)
  const above = seen(first)
  return seen(first + 1).map((heading, col) =>
    above[col] === heading || above[col] === 'null' ? heading : `${above[col]} > ${heading}`,
  )
}

/** What the cells say, and as what; each reader has its own way to write a format. */
const said = ({ cells }: Sheet) =>
  Object.fromEntries(
    [...cells]
      .filter(([, { value }]) => value !== '')
      .map(([address, { kind, value }]) => [
        address,
        `${kind} ${typeof value === 'number' ? value : value.trim()}`,
      ])
      .sort(([a], [b]) => a!.localeCompare(b!)),
  )

function cellUnder({ rows, cells }: Sheet, heading: string, row: string) {
  const column = rows[3]!.indexOf(heading)
  return cells.get(`${String.fromCharCode(65 + column)}${row}`)
}

/** The counts of a row of Biểu 01, without names and rates. */
const figures = (row: (string | number | null)[]) => row.slice(2, 14).map(Number)
const added = (rows: (string | number | null)[][]) =>
  rows.map(figures).reduce((sum, row) => sum.map((value, n) => value + row[n]!))

function records([header, ...rows]: (string | number | null)[][]): Record<string, string | number | null>[] {
  return rows.map((row) => Object.fromEntries(header!.map((name, n) => [String(name), row[n] ?? null])))
}
