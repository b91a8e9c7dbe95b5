import { strFromU8, unzipSync } from 'fflate'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { OfficePaper } from '../../src/domain/office-paper.ts'
import { printDocx } from '../../src/exports/docx.ts'
import { letters, markup, paperWith, printing } from '../support/office-paper.ts'

async function unpacked(paper: OfficePaper) {
  const files = Object.entries(unzipSync(await printDocx(paper, printing)))
  return Object.fromEntries(files.map(([name, bytes]) => [name, strFromU8(bytes)]))
}

const documentOf = async (paper: OfficePaper) => (await unpacked(paper))['word/document.xml']!

/** The paragraphs as a reader sees them. */
const linesOf = (xml: string) =>
  [...xml.matchAll(/<w:p>(.*?)<\/w:p>|<w:p\/>/gs)].map(([, inside = '']) =>
    [...inside.matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, text = '']) => decode(text)).join(''),
  )

const decode = (text: string) =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => signs[name as keyof typeof signs])
const signs = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

test('the parts of a paper stand in their order, every letter as it was written', async () => {
  const lines = linesOf(await documentOf(paperWith())).filter(Boolean)
  expect(lines).toEqual([
    'ĐẢNG BỘ TỈNH QUẢNG TRỊ',
    'HUYỆN ỦY HƯỚNG HÓA',
    '*',
    'Số …-TB/HU',
    'ĐẢNG CỘNG SẢN VIỆT NAM',
    'Hướng Hóa, ngày 07 tháng 9 năm 2022',
    'DỰ THẢO',
    'THÔNG BÁO',
    'Kết luận của Thường trực Huyện ủy tại giao ban tuần 36',
    '-----',
    'Câu mở đầu.',
    'I. Kết quả thực hiện',
    'Có một nội dung.',
    ...['TT', 'Nội dung', 'Thời hạn', '1', markup, '30/9/2022'],
    'II. Kết luận',
    letters,
    'Trên đây là kết luận.',
    ...['Nơi nhận:', '- Thường trực Huyện ủy;', '- Lưu Văn phòng.'],
    ...['T/L BAN THƯỜNG VỤ', 'CHÁNH VĂN PHÒNG'],
  ])
})

test('every part of the file is well-formed, whatever was typed', async () => {
  const hostile = `a\u0000\u0001\u000b\u001f\ufffe${'\ud800'}b\r\nc\td <w:p> ]]> &amp;`
  const paper = paperWith({
    subject: hostile,
    opening: [hostile],
    signature: { lines: [hostile], name: hostile },
    code: hostile,
  })
  for (const [name, xml] of Object.entries(await unpacked(paper))) {
    expect(faultsOf(xml), name).toEqual([])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML may not hold
    expect(xml, name).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
  }
  expect(linesOf(await documentOf(paper))).toContain('a\ufffdbc d <w:p> ]]> &amp;')
})

/** Tags that open and close in order; entities that are known. */
function faultsOf(xml: string): string[] {
  const open: string[] = []
  const faults: string[] = []
  for (const [, close, name = '', self] of xml
    .replace(/<\?.*?\?>/gs, '')
    .matchAll(/<(\/)?([\w:]+)[^<>]*?(\/)?>/g)) {
    if (close && open.pop() !== name) faults.push(`</${name}>`)
    if (!close && !self) open.push(name)
  }
  const loose = xml.match(/&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[\da-f]+);)/gi) ?? []
  return [...faults, ...open, ...loose]
}

test('A4 with the margins of the form, exact lines, an indented first line, numbered from the second page', async () => {
  const files = await unpacked(paperWith())
  const xml = files['word/document.xml']!
  expect(xml.match(/<w:pgSz[^>]*>/)?.[0]).toContain('w:w="11906" w:h="16838"')
  expect(xml.match(/<w:pgMar[^>]*>/)?.[0]).toContain(
    'w:top="1134" w:right="850" w:bottom="1134" w:left="1701"',
  )
  expect(xml).toContain('<w:titlePg/>')
  const text = paragraphWith(xml, 'Câu mở đầu.')
  expect(text).toContain('w:line="360" w:lineRule="exact"')
  expect(text).toContain('<w:ind w:firstLine="567"/>')
  expect(text).toContain('<w:sz w:val="28"/>')
  expect(files['word/styles.xml']).toContain('w:ascii="Times New Roman"')
  const headers = Object.entries(files).filter(([name]) => /^word\/header\d/.test(name))
  expect(headers.filter(([, header]) => header.includes('PAGE'))).toHaveLength(1)
})

const paragraphWith = (xml: string, text: string) =>
  [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([whole]) => whole).find((one) => one.includes(text))!

test('headings are headings, a table repeats its header, and the signature is not torn from the text', async () => {
  const xml = await documentOf(paperWith())
  expect(paragraphWith(xml, 'II. Kết luận')).toContain('<w:pStyle w:val="Heading1"/>')
  expect(xml).toContain('<w:tblHeader/>')
  expect(xml).not.toMatch(/<w:tr>(?!<w:trPr>.*?<w:cantSplit\/>)/)
  expect(paragraphWith(xml, 'Trên đây')).toContain('<w:keepNext/>')
})

test('columns under a common heading share it, and the header has two rows', async () => {
  const columns = [
    { key: 'unit', heading: 'Đơn vị', kind: 'text' },
    { key: 'a', heading: 'Đúng hạn', group: 'Hoàn thành', kind: 'count' },
    { key: 'b', heading: 'Quá hạn', group: 'Hoàn thành', kind: 'count' },
  ] as const
  const rows = [{ cells: ['Xã Thanh', { count: 1 }, { count: 2 }], role: 'total' as const }]
  const xml = await documentOf(
    paperWith({ sections: [{ name: 'A', heading: 'A', columns: [...columns], rows }] }),
  )
  expect(linesOf(xml)).toEqual(expect.arrayContaining(['Hoàn thành', 'Đúng hạn', 'Quá hạn', 'Xã Thanh']))
  expect(linesOf(xml).filter((line) => line === 'Hoàn thành')).toHaveLength(1)
  expect(xml).toContain('<w:gridSpan w:val="2"/>')
  expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(2)
})

test('a state office has its own head and its own end; an annex begins a page', async () => {
  const annex = { name: 'PL1', heading: 'Danh sách', paragraphs: ['Nội dung'], columns: [], rows: [] }
  const xml = await documentOf(
    paperWith({
      form: 'state',
      head: {
        upper: 'UBND TỈNH QUẢNG TRỊ',
        issuer: 'UBND HUYỆN HƯỚNG HÓA',
        number: 'Số: 12/TB-UBND',
        motto: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        mottoBelow: 'Độc lập - Tự do - Hạnh phúc',
        placeAndDay: 'Hướng Hóa, ngày 07 tháng 9 năm 2022',
      },
      annexes: [{ heading: 'Phụ lục 1', section: annex }],
    }),
  )
  const lines = linesOf(xml)
  expect(lines).toEqual(expect.arrayContaining(['Độc lập - Tự do - Hạnh phúc', 'Trên đây là kết luận./.']))
  expect(lines).toEqual(expect.arrayContaining(['- Thường trực Huyện ủy;', '- Lưu Văn phòng.']))
  expect(lines).not.toContain('*')
  expect(paragraphWith(xml, 'Phụ lục 1')).toContain('<w:pageBreakBefore/>')
})

test('the same paper gives the same bytes, whenever it is printed', async () => {
  onTestFinished(() => void vi.useRealTimers())
  const printOn = async (day: string) => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(day) })
    return Buffer.from(await printDocx(paperWith(), printing))
  }
  const once = await printOn('2022-09-08T01:00:00Z')
  expect(once.equals(await printOn('2031-01-02T03:04:05Z'))).toBe(true)
  const core = (await unpacked(paperWith()))['docProps/core.xml']
  expect(core).toContain('2022-09-07T01:00:00.000Z')
})
