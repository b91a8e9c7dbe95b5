import { beforeAll, describe, expect, test } from 'vitest'
import type { Paper, Row } from '../../src/domain/paper.ts'
import { printXlsx } from '../../src/exports/xlsx.ts'
import { headings, headingWords } from './headings.ts'
import { convert, readers } from './office.ts'
import { collisions, outside, type Page, type Pdf, readPdf } from './pdf.ts'
import { demoWeek } from './week.ts'

const printing = { zone: 'Asia/Ho_Chi_Minh', at: Date.parse('2022-09-09T17:00:00+07:00'), author: 'Huyện ủy' }
const numbered = (count: number) =>
  Array.from({ length: count }, (_, n) => `từ${String(n).padStart(4, '0')}`).join(' ')
/** As long as a unit may write, and longer than the highest row of a sheet with columns as they are. */
const longest = numbered(700)

/** Six hundred rows with headings among them, long texts here and there, and one text longer than any row is high. */
function longPaper(): Paper {
  const rows = Array.from({ length: 600 }, (_, n): Row[] => {
    const text = n === 300 ? longest : `Nội dung ${n} ${'rà soát, cấp giấy chứng nhận '.repeat(n % 9)}`
    const row: Row = {
      cells: [{ count: n + 1 }, text, { amount: 123_456_789_012 + n, decimals: 3 }, `hết${n}`],
    }
    return n % 20 === 0 ? [{ cells: [null, `Khối ${n / 20}`, null, null], role: 'band' }, row] : [row]
  }).flat()
  const columns = [
    { key: 'no', heading: 'TT', kind: 'count', width: 5 },
    { key: 'text', heading: 'Nội dung', kind: 'text', width: 40 },
    { key: 'amount', heading: 'Thực hiện', kind: 'amount', width: 6 },
    { key: 'last', heading: 'Ghi chú', kind: 'text', width: 60 },
  ] as const
  const section = { name: "Bảng 'dài' này", heading: 'Bảng dài', columns: [...columns], rows }
  return { title: 'Báo cáo', code: 'BCT-2022-W36', sections: [section] }
}

let week: Pdf
let long: Pdf

describe.skipIf(!readers)('a workbook on paper', () => {
  beforeAll(async () => {
    const { frozen } = await demoWeek(['.xlsx'])
    const books = { 'week.xlsx': frozen['.xlsx']!, 'long.xlsx': await printXlsx(longPaper(), printing) }
    const printed = await convert(books, 'pdf')
    week = await readPdf(printed['week.xlsx'])
    long = await readPdf(printed['long.xlsx'])
  }, 240_000)

  test('lies across A4, with its code and page at the foot of every page', () => {
    const code = week.pages[0]!.text.match(/BCT-2022-W36 · [0-9a-f]{8}/)?.[0]
    expect(code).toBeDefined()
    for (const [n, page] of week.pages.entries()) {
      expect([Math.round(page.width), Math.round(page.height)]).toEqual([842, 595])
      const foot = wordsBetween(page, page.height - 36, page.height)
      expect(foot).toBe(`${code} ${n + 1}/${week.pages.length}`)
    }
  })

  test('is one page wide, every sheet from its first column to its last, under its headings on every page', () => {
    const names = sheetsOf(week.pages)
    expect([...new Set(names)]).toEqual(Object.keys(headings))
    for (const [n, page] of week.pages.entries()) {
      const words = new Set(page.text.split(' '))
      const missing = headingWords(names[n]!).filter((word) => !words.has(word))
      expect(missing, `page ${n + 1}, ${names[n]}`).toEqual([])
    }
    for (const { text } of long.pages) {
      expect(text.split(' ')).toEqual(expect.arrayContaining('TT Nội dung Thực hiện Ghi chú'.split(' ')))
    }
  })

  test('cuts off no text and lays none over another; no number is too wide for its column', () => {
    for (const { pages } of [week, long]) {
      for (const [n, page] of pages.entries()) {
        expect(collisions(page), `page ${n + 1}`).toEqual([])
        expect(outside(page), `page ${n + 1}`).toEqual([])
        expect(page.text).not.toContain('##')
      }
    }
    const words = new Set(long.pages.flatMap(({ text }) => text.split(' ')))
    expect(longest.split(' ').filter((word) => !words.has(word))).toEqual([])
    expect(Array.from({ length: 600 }, (_, n) => `hết${n}`).filter((word) => !words.has(word))).toEqual([])
  })

  test('leaves no heading alone at the foot of a page, and no page with a row or two', () => {
    for (const { pages } of [week, long]) {
      for (const [n, page] of pages.entries())
        expect(lastLine(page), `page ${n + 1}`).not.toMatch(/^(Khối \d+|\d\. )/)
    }
    const last = long.pages.at(-1)!
    expect(last.words.filter(({ text }) => text.startsWith('hết')).length).toBeGreaterThan(2)
  })

  test('carries its fonts', () => {
    expect(week.fonts.filter(({ isEmbedded }) => !isEmbedded)).toEqual([])
    expect(week.fonts.map(({ name }) => name.replace(/^.*\+/, '')).sort()).toEqual([
      'Tinos-Bold',
      'Tinos-Italic',
      'Tinos-Regular',
    ])
  })
})

/** Which sheet each page belongs to: a sheet begins with its title, DuLieu has names of its own. */
function sheetsOf(pages: Page[]): string[] {
  let current = ''
  return pages.map(({ text }) => {
    const found = Object.keys(headings).find((name) =>
      name === 'DuLieu' ? text.includes('points_behind') : text.startsWith(name),
    )
    current = found ?? current
    return current
  })
}

function wordsBetween({ words }: Page, top: number, bottom: number): string {
  return words
    .filter((word) => word.top >= top && word.bottom <= bottom)
    .toSorted((a, b) => a.left - b.left)
    .map(({ text }) => text)
    .join(' ')
}

/** What stands lowest above the foot. */
function lastLine(page: Page): string {
  const body = page.words.filter(({ bottom }) => bottom < page.height - 45)
  const lowest = Math.max(...body.map(({ top }) => top))
  return wordsBetween(page, lowest - 1, page.height - 45)
}
