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
