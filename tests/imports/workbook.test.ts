import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { KnownCodes } from '../../src/domain/import.ts'
import { openBundle } from '../../src/imports/bundle.ts'
import { readImport } from '../../src/imports/read-import.ts'
import type { Answers } from '../../src/imports/reading.ts'
import { limits } from '../../src/imports/unreadable.ts'
import { type BookWish, cell, rowsOf, workbook } from '../support/workbook.ts'

const known: KnownCodes = {
  units: new Map([['H-A', null]]),
  users: new Set(['head']),
  campaigns: new Set(),
  commitments: new Set(),
  targets: new Map([
    ['A-1', 3],
    ['A-2', 0],
  ]),
}

async function read(bytes: Uint8Array, answers: Answers = {}, name = 'a.xlsx') {
  const bundle = await openBundle([{ name, bytes }])
  return {
    ...(await readImport(bundle, known, { zone: 'Asia/Ho_Chi_Minh', ...answers })),
    unused: bundle.unused,
  }
}

const bookOf = (rows: string, more: Partial<BookWish> = {}) =>
  workbook({ sheets: { updates: rows }, ...more })
const HEAD = ['target', 'as_of', 'value', 'progress', 'submitted_by', 'submitted_at']
const update = (value: string | { xml: string }, asOf: string | { xml: string } = '31/8/2022') => [
  ...['A-1', asOf, value, 'in_progress', 'head', '31/8/2022 16:05'],
]
const why = ({ problems }: Awaited<ReturnType<typeof read>>) =>
  problems.map(({ row, column, why: fault }) => `${row} ${column} ${fault}`)

test('sheets are found by their names and by the titles of the template; others and hidden ones are told', async () => {
  const head = ['code', 'name', 'short_name', 'kind', 'sort_order']
  const rows = (code: string) => rowsOf(head, [code, 'Xã', 'Xã', 'commune', cell('1')])
  const book = workbook({
    sheets: {
      'Đơn vị': rows('H-C'),
      UPDATES: rowsOf(HEAD, update(cell('1'))),
      targets: rows('X'),
      Ghi: rows('Y'),
    },
    hidden: ['targets'],
  })
  const found = await read(book)
  expect(found.problems).toEqual([])
  expect(found.data.units.map(({ code }) => code)).toEqual(['H-C'])
  expect(found.data.updates).toHaveLength(1)
  expect(found.unused).toEqual(['targets', 'Ghi'])
})

test.each([
  ['730.223', 730223],
  ['730.22299999999996', 730223],
  ['7.30223E2', 730223],
  ['1.5E-2', 15],
  ['1E3', 1000000],
  ['0.30000000000000004', 300],
])('a numeric cell %s is the number that was typed', async (written, amount) => {
  const found = await read(bookOf(rowsOf(HEAD, update(cell(written)))))
  expect([found.problems, found.asked, found.data.updates[0]!.value]).toEqual([[], [], amount])
})

test('dates are read from cells that show dates, moments by the clocks of the zone', async () => {
  const rows = rowsOf(HEAD, [
    ...[
      'A-1',
      cell('44804', ' s="1"'),
      cell('1'),
      'in_progress',
      'head',
      cell('44804.670138888891', ' s="2"'),
    ],
  ])
  const found = await read(bookOf(rows, { formats: ['dd/mm/yyyy', 'dd/mm/yyyy hh:mm'] }))
  expect(found.problems).toEqual([])
  expect(found.data.updates[0]).toMatchObject({
    as_of: '2022-08-31',
    submitted_at: Date.parse('2022-08-31T16:05:00+07:00'),
  })
  const old = rowsOf(HEAD, update(cell('1'), cell('43342', ' s="1"')))
  const mac = await read(bookOf(old, { formats: ['d.m.yy'], workbook: '<workbookPr date1904="1"/>' }))
  expect(mac.data.updates[0]!.as_of).toBe('2022-08-31')
})

test.each([
  ['660.191', { vi: '660191', en: '660.191' }],
  ['4,203', { vi: '4.203', en: '4203' }],
  ['−1.450', { vi: '-1450', en: '-1.450' }],
])('%s typed as text is asked about, and read as it is answered', async (typed, readings) => {
  const book = bookOf(rowsOf(HEAD, update(typed)))
  const found = await read(book)
  expect(found.asked).toMatchObject([{ file: 'updates', row: 2, column: 'value', read: typed, ...readings }])
  expect(found.problems).toEqual([])
  const scaled = (text: string) => Math.round(Number(text) * 1000)
  for (const style of ['vi', 'en'] as const) {
    const answers: Answers[] = [
      { numbers: style },
      { choices: { 'updates:2:value': style } },
      { choices: { 'updates:*:value': style } },
    ]
    for (const answer of answers) {
      const answered = await read(book, answer)
      expect([answered.asked, answered.data.updates[0]!.value]).toEqual([[], scaled(readings[style])])
    }
  }
})

test.each([
  ['4.203,1', 4203100],
  ['4,203.1', 4203100],
  ['4,5', 4500],
  ['0.655', 655],
  ['1.234.567', 1234567000],
  ['1 234,5', 1234500],
  ['12345.678', 12345678],
])('%s typed as text can be read in one way only', async (typed, amount) => {
  const found = await read(bookOf(rowsOf(HEAD, update(typed))))
  expect([found.problems, found.asked, found.data.updates[0]!.value]).toEqual([[], [], amount])
})

test('a CSV with semicolons is read as typed, one with commas as the format of the files', async () => {
  const line = (sign: string, value: string) =>
    [HEAD, ['A-1', '2022-08-31', value, 'in_progress', 'head', '2022-08-31T16:05:00+07:00']]
      .map((cells) => `${cells.join(sign)}\n`)
      .join('')
  const csv = (text: string) => new TextEncoder().encode(text)
  expect((await read(csv(line(';', '660.191')), {}, 'updates.csv')).asked).toHaveLength(1)
  const machine = await read(csv(line(',', '660.191')), {}, 'updates.csv')
  expect([machine.asked, machine.data.updates[0]!.value]).toEqual([[], 660191])
  const zip = zipSync({ 'folder/updates.csv': csv(line(',', '1.5')), '__MACOSX/._updates.csv': csv('x') })
  expect((await read(zip, {}, 'a.zip')).data.updates).toHaveLength(1)
})

test('rows that begin with # explain, and are not imported', async () => {
  const found = await read(bookOf(rowsOf(HEAD, ['# Mã chỉ tiêu', 'Ngày'], ['#VD', '1'], update(cell('1')))))
  expect([found.problems, found.data.updates.length, found.rows.updates?.all]).toEqual([[], 1, 1])
})

test('a formula gives what was last calculated; without it, and with an error, it is told', async () => {
  const formula = (value: string, type = '') => ({ xml: `<c r="@"${type}><f>1+1</f>${value}</c>` })
  const found = await read(
    bookOf(
      rowsOf(
        HEAD,
        update(formula('<v>2</v>')),
        update(formula(''), '30/8/2022'),
        update(formula('<v>#REF!</v>', ' t="e"'), '29/8/2022'),
      ),
    ),
  )
  expect(why(found)).toEqual(['3 value formula', '4 value cell_error'])
  expect(found.data.updates.map(({ value }) => value)).toEqual([2000])
})

test.each<[string, (string | { xml: string })[][], string[]]>([
  ['a NUL', [HEAD, update('1_x0000_')], ['2 value not_readable']],
  [
    'half a letter',
    [HEAD, [...update('1').slice(0, 4), '_xD800_', '31/8/2022 16:05']],
    ['2 submitted_by not_readable'],
  ],
  ['half a letter as a number', [HEAD, update('&#xD800;')], ['2 value not_readable']],
  ['a megabyte', [HEAD, update('x'.repeat(1_000_000))], ['2 value too_long']],
  [
    'the same header twice',
    [
      [...HEAD, 'value'],
      [...update('1'), '1'],
    ],
    ['1 value twice'],
  ],
  ['an unknown header', [[...HEAD, 'plan'], update(cell('1'))], ['1 plan unknown_column']],
  ['more cells than headers', [HEAD, [...update(cell('1')), 'x']], ['2  too_many_cells']],
  ['a day that is none', [HEAD, update(cell('1'), '31/9/2022')], ['2 as_of not_a_day']],
  [
    'two faults in a row',
    [HEAD, update('mười lăm', '31/9/2022')],
    ['2 as_of not_a_day', '2 value not_a_number'],
  ],
  ['an entity nobody defined', [HEAD, update('&xxe;')], ['2 value not_a_number']],
  ['a number beyond all figures', [HEAD, update('99999999999999999999')], ['2 value too_large']],
])('%s is told at its cell', async (_, rows, faults) => {
  const found = await read(bookOf(rowsOf(...rows)))
  expect(why(found)).toEqual(faults)
  for (const { read: shown } of found.problems) expect(shown.isWellFormed()).toBe(true)
})

test('merged cells of rows are told', async () => {
  const merges = '<mergeCells><mergeCell ref="C2:C3"/><mergeCell ref="A90:B91"/></mergeCells>'
  const found = await read(bookOf(rowsOf(HEAD, update(cell('1')), update('', '30/8/2022')) + merges))
  expect(why(found)).toEqual(['2 value merged'])
})

test('16,384 columns are one fault', async () => {
  const wide = `<sheetData><row r="1">${'<c t="inlineStr"><is><t>x</t></is></c>'.repeat(16_384)}</row></sheetData>`
  const found = await read(bookOf(wide))
  expect(found.problems).toMatchObject([{ row: 1, read: '16384', why: 'too_many_cells' }])
})

const laughs = `<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>`
const outside = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet/>`
const ok = rowsOf(HEAD, update(cell('1')))

test.each<[string, string, Uint8Array]>([
  ['billion laughs', 'document_type', bookOf(ok, { strings: laughs })],
  ['an entity from outside', 'document_type', bookOf(outside)],
  ['a zip bomb', 'bomb', bookOf(`<sheetData>${' '.repeat(40_000_000)}</sheetData>`)],
  ['a bomb that lies of its size', 'bomb', lying(bookOf(`<sheetData>${' '.repeat(40_000_000)}</sheetData>`))],
  [
    'sheets without number',
    'too_many_sheets',
    workbook({ sheets: Object.fromEntries(Array.from({ length: 61 }, (_, n) => [`s${n}`, ok])) }),
  ],
  ['half a file', 'damaged', bookOf(ok).slice(0, 900)],
  ['broken XML', 'damaged', bookOf('<?xml version="1.0"?><worksheet><sheetData><row><c')],
  ['no sheet of a known name', 'no_table', workbook({ sheets: { Sheet1: ok } })],
  ['two sheets of one kind', 'same_table', workbook({ sheets: { updates: ok, 'Cập nhật tiến độ': ok } })],
  ['an old workbook', 'old_workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0])],
  ['a workbook with a password', 'encrypted', locked()],
  ['a binary workbook', 'binary_workbook', bookOf(ok, { extra: { 'xl/workbook.bin': 'x' } })],
  [
    'a document',
    'unknown_kind',
    zipSync({ '[Content_Types].xml': new Uint8Array([1]), 'word/document.xml': new Uint8Array([1]) }),
  ],
  ['nothing', 'empty', new Uint8Array()],
])('%s is refused as a whole: %s', async (_, fault, bytes) => {
  await expect(read(bytes)).rejects.toMatchObject({ fault })
})

function locked() {
  return new Uint8Array(
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]),
  )
}

/** The directory says that each entry is as small unpacked as packed. */
function lying(bytes: Uint8Array): Uint8Array {
  const view = Buffer.from(bytes)
  for (let at = view.indexOf('PK\u0001\u0002'); at >= 0; at = view.indexOf('PK\u0001\u0002', at + 4)) {
    view.writeUInt32LE(view.readUInt32LE(at + 20), at + 24)
  }
  return view
}

test('more rows than an import may have are refused', async () => {
  const most = limits.rows
  limits.rows = 100
  try {
    const text = `day,kind,name\n${'2022-01-01,holiday,x\n'.repeat(100)}`
    const read101 = read(new TextEncoder().encode(text), {}, 'calendar.csv')
    await expect(read101).rejects.toMatchObject({ fault: 'too_many_rows' })
  } finally {
    limits.rows = most
  }
})
