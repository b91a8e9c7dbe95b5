import { readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { type Cell, type Kind, type Paper, spanCell } from '../../src/domain/paper.ts'
import { printXlsx } from '../../src/exports/xlsx.ts'

const printing = { zone: 'Asia/Ho_Chi_Minh', at: Date.parse('2022-09-09T17:00:00+07:00'), author: 'Huyện ủy' }

function paperWith(...columns: [Kind, Cell][]): Paper {
  return {
    title: 'Báo cáo tuần',
    code: 'BCT-2022-W36 & thử',
    mark: 'Số liệu tạm, chưa chốt',
    sections: [
      {
        name: 'Biểu 01',
        heading: 'Biểu 01',
        columns: columns.map(([kind], n) => ({ key: `c${n}`, heading: `Cột ${n}`, kind })),
        rows: [{ cells: columns.map(([, cell]) => cell) }],
      },
    ],
  }
}

async function readBack(...columns: [Kind, Cell][]) {
  const book = await readXlsx(await printXlsx(paperWith(...columns), printing), { readStyles: true })
  return book.sheets[0]!
}

test('numbers stay numbers, days days and moments moments', async () => {
  const sheet = await readBack(
    ['amount', { amount: 660_191, decimals: 3 }],
    ['percent', { percent: 9041, decimals: 2 }],
    ['count', { count: 194 }],
    ['day', { day: '2022-08-31' }],
    ['instant', { instant: Date.parse('2022-09-09T17:00:00+07:00') }],
  )
  expect(sheet.rows[3]).toEqual([
    660.191,
    0.9041,
    194,
    new Date('2022-08-31T00:00:00Z'),
    new Date('2022-09-09T17:00:00Z'),
  ])
  const formats = [0, 1, 2, 3].map((col) => sheet.cells?.get(`3,${col}`)?.style?.numFmt)
  expect(formats).toEqual(['#,##0.###', '0.00%', '#,##0', 'dd/mm/yyyy'])
})

test('a range is text beside its two ends as hidden numbers', async () => {
  const sheet = await readBack(['range', spanCell('40', '49', true)])
  expect(sheet.rows[3]).toEqual(['40–49%', 0.4, 0.49])
  expect(sheet.columns?.map(({ hidden }) => hidden ?? false)).toEqual([false, true, true])
})

test.each(['=1+1', '+84 233', '-cmd', '@SUM(A1)', '#N/A', 'TRUE', '_x0041_', 'a\u0001b', '2022-08-31'])(
  'free text stays text: %j',
  async (text) => {
    const sheet = await readBack(['text', text])
    expect(sheet.rows[3]?.[0]).toBe(text)
    expect(sheet.cells?.get('3,0')?.formula).toBeUndefined()
  },
)

test('long text is kept whole', async () => {
  const text = 'Rà soát, cấp giấy chứng nhận; '.repeat(200)
  expect((await readBack(['text', text])).rows[3]?.[0]).toBe(text)
})

test('prints on A4 landscape, one page wide, with its header, its code and its mark on every page', async () => {
  const book = await readXlsx(await printXlsx(paperWith(['text', 'x']), printing))
  const { pageSetup, headerFooter } = book.sheets[0]!
  expect(pageSetup).toMatchObject({
    paperSize: 'a4',
    orientation: 'landscape',
    fitToWidth: 1,
    printTitlesRow: '$3:$3',
  })
  expect(headerFooter).toMatchObject({
    oddFooter: '&LBCT-2022-W36 && thử&R&P/&N',
    oddHeader: '&RSố liệu tạm, chưa chốt',
  })
})

test('the same paper gives the same bytes', async () => {
  const paper = paperWith(['text', 'Xã Tân Liên'], ['range', spanCell('40', '49')])
  const [once, again] = [await printXlsx(paper, printing), await printXlsx(paper, printing)]
  expect(Buffer.from(once).equals(Buffer.from(again))).toBe(true)
})

test('rows are as high as their text, and a text too long for any row gets a wider column', async () => {
  const long = 'Rà soát, cấp giấy chứng nhận; '.repeat(10)
  const [short, high] = [await readBack(['text', 'Ngắn']), await readBack(['text', long])]
  expect(short.rowDefs?.get(3)?.height).toBe(15)
  expect(high.rowDefs?.get(3)?.height).toBeGreaterThan(200)
  expect(high.columns?.[0]?.width).toBe(short.columns?.[0]?.width)
  const longest = await readBack(['text', long.repeat(10)])
  expect(longest.rowDefs?.get(3)?.height).toBeLessThanOrEqual(409)
  expect(longest.columns?.[0]?.width).toBeGreaterThan(80)
})

test('a column is wide enough for its numbers, and a number longer than a spreadsheet keeps is text', async () => {
  const sheet = await readBack(
    ['amount', { amount: 123_456_789_012_345, decimals: 3 }],
    ['amount', { amount: 9_007_199_254_740_991, decimals: 2 }],
  )
  expect(sheet.rows[3]).toEqual([123_456_789_012.345, '90071992547409.91'])
  expect(sheet.columns?.[0]?.width).toBeGreaterThan(16)
})

test('a heading among the rows never ends a page, and a last page has company', async () => {
  const paper = paperWith(['text', 'x'])
  const [section] = paper.sections
  const rows = Array.from({ length: 100 }, (_, n) => ({
    cells: [`Hàng ${n}`],
    ...(n % 5 === 0 && { role: 'band' as const }),
  }))
  const book = await readXlsx(await printXlsx({ ...paper, sections: [{ ...section!, rows }] }, printing))
  const breaks = book.sheets[0]!.rowBreaks!
  expect(breaks.length).toBeGreaterThan(2)
  // Named by the row above it; the rows stand below a title, a line of its own and the headings.
  for (const above of breaks) expect((above - 3) % 5).not.toBe(0)
  expect(103 - (breaks.at(-1)! + 1)).toBeGreaterThan(2)
})
