import { expect, test } from 'vitest'
import type { OfficePaper } from '../../src/domain/office-paper.ts'
import type { Section } from '../../src/domain/paper.ts'
import { printPdf } from '../../src/exports/pdf.ts'
import { paperWith, printing } from '../support/office-paper.ts'
import { hasPoppler, pagesOf, wordsOf } from '../support/poppler.ts'

const print = (changes: Partial<OfficePaper> = {}) => printPdf(paperWith(changes), printing)

/** Papers of every length are printed and read one by one. */
const sweep = { timeout: 120_000 }

/** What only a reader of PDF can tell; skipped where there is none. */
const readable = test.skipIf(!hasPoppler)

const table = (rows: number): Section => ({
  name: 'x',
  heading: 'I. Danh sách',
  columns: [
    { key: 'unit', heading: 'Tên đơn vị', kind: 'text' },
    { key: 'a', heading: 'Đúng hạn', group: 'Hoàn thành', kind: 'count' },
    { key: 'b', heading: 'Quá hạn', group: 'Hoàn thành', kind: 'count' },
  ],
  rows: Array.from({ length: rows }, (_, n) => ({ cells: [`Đơn vị ${n + 1}`, { count: n }, { count: 2 }] })),
})

readable(
  'a table repeats its header of two rows; pages are numbered from the second; every page has the code',
  async () => {
    const pages = pagesOf(await print({ sections: [table(90)], code: 'HH-2022-W36 · 9f2c41a7' }))
    expect(pages.length).toBeGreaterThan(2)
    for (const [n, page] of pages.slice(0, -1).entries()) {
      for (const heading of ['Tên đơn vị', 'Hoàn thành', 'Đúng hạn'])
        expect(page.split(heading)).toHaveLength(2)
      if (n > 0) expect(page.trimStart().split('\n')[0]!.trim()).toBe(String(n + 1))
    }
    expect(pages[0]).not.toMatch(/^\s+1\s*$/m)
    expect(pages.every((page) => page.includes('HH-2022-W36 · 9f2c41a7'))).toBe(true)
  },
)

readable(
  'neither a heading nor the header of a table stands alone at the foot of a page',
  sweep,
  async () => {
    for (let n = 1; n <= 45; n++) {
      const opening = Array.from({ length: n }, (_, at) => `Dòng ${at + 1}.`)
      const pages = pagesOf(await print({ opening, sections: [table(5)] }))
      const page = pages.find((one) => one.includes('Đơn vị 1 '))!
      expect(page, `${n}`).toMatch(/I\. Danh sách[\s\S]*Tên đơn vị/)
    }
  },
)

readable('the signature stands below the last words of the text on every length of it', sweep, async () => {
  for (let n = 1; n <= 60; n++) {
    const closing = Array.from({ length: n }, (_, at) => `Dòng thứ ${at + 1}.`)
    expectSigned(await print({ closing, annexes: [] }), `Dòng thứ ${n}.`)
  }
})

readable(
  '… also when one paragraph is longer than a page, or the last section is all there is',
  sweep,
  async () => {
    for (let n = 1; n <= 60; n += 3) {
      const text = `${'Khẩn trương rà soát, hoàn thiện hồ sơ, thủ tục đầu tư. '.repeat(n * 2)}Hết bài.`
      expectSigned(await print({ closing: [text] }), 'Hết bài.')
      const section = {
        name: 'x',
        heading: 'II. Kết luận',
        paragraphs: ['Một câu.', text],
        columns: [],
        rows: [],
      }
      expectSigned(await print({ closing: [], sections: [section] }), 'Hết bài.')
    }
  },
)

readable('… and below a short table or a note, where the text ends so', sweep, async () => {
  for (let n = 1; n <= 40; n++) {
    const opening = Array.from({ length: n }, (_, at) => `Dòng thứ ${at + 1}.`)
    expectSigned(await print({ opening, closing: [], sections: [table(3)] }), 'Đơn vị 3')
    expectSigned(
      await print({ opening, closing: [], sections: [{ ...table(3), note: 'Một ghi chú.' }] }),
      'ghi chú.',
    )
  }
})

readable('recipients that no page could hold go on over the next', async () => {
  const lines = Array.from({ length: 90 }, (_, n) => `Nơi thứ ${n + 1}`)
  const pdf = await print({ recipients: { heading: 'Nơi nhận:', lines } })
  expect(wordsOf(pdf).match(/Nơi thứ \d+/g)).toHaveLength(90)
})

function expectSigned(pdf: Uint8Array, words: string) {
  const pages = pagesOf(pdf)
  const signed = pages.findIndex((page) => page.includes('T/L BAN THƯỜNG VỤ'))
  expect(pages[signed], `${pages.length} pages`).toContain(words)
  expect(pages[signed]).toMatch(/CHÁNH VĂN PHÒNG/)
}

readable('a row that no page could hold is torn rather than lost', async () => {
  const text = `${'Nội dung rất dài. '.repeat(600)}Hết nội dung.`
  const columns = [{ key: 'x', heading: 'Nội dung', kind: 'text' }] as const
  const pdf = await print({
    sections: [
      { name: 'x', heading: '', columns: [...columns], rows: [{ cells: [text] }, { cells: ['sau'] }] },
    ],
  })
  expect(wordsOf(pdf).match(/rất/g)).toHaveLength(600)
  expect(pagesOf(pdf).at(-1)).toContain('sau')
})
