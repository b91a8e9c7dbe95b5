import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { OfficePaper } from '../../src/domain/office-paper.ts'
import type { Section } from '../../src/domain/paper.ts'
import { printPdf } from '../../src/exports/pdf.ts'
import { nasty } from '../support/nasty.ts'
import { letters, markup, paperWith, printing } from '../support/office-paper.ts'
import { factsOf, fontsOf, hasPoppler, pagesOf, wordsOf } from '../support/poppler.ts'

const print = (changes: Partial<OfficePaper> = {}) => printPdf(paperWith(changes), printing)
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What only a reader of PDF can tell; skipped where there is none. */
const readable = test.skipIf(!hasPoppler)

test('the same paper gives the same bytes, whenever it is printed and whatever was printed before it', async () => {
  onTestFinished(() => void vi.useRealTimers())
  const printOn = (day: string) => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(day) })
    return print()
  }
  const once = hash(await printOn('2022-09-08T01:00:00Z'))
  const other = hash(await print({ subject: 'Một văn bản khác' }))
  expect(other).not.toBe(once)
  expect(hash(await printOn('2031-01-02T03:04:05Z'))).toBe(once)
})

test('another process, in another zone and language, gives the same bytes', { timeout: 60_000 }, async () => {
  const script = `
    import { createHash } from 'node:crypto'
    import { printPdf } from './src/exports/pdf.ts'
    import { paperWith, printing } from './tests/support/office-paper.ts'
    printPdf(paperWith(), printing).then((bytes) => console.log(createHash('sha256').update(bytes).digest('hex')))`
  const elsewhere = (settings: Record<string, string>) =>
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      encoding: 'utf8',
      env: { ...process.env, ...settings },
    }).trim()
  const here = hash(await print())
  expect(elsewhere({ TZ: 'America/New_York', LANG: 'de_DE.UTF-8' })).toBe(here)
  expect(elsewhere({ TZ: 'Asia/Tokyo', LANG: 'C', SOURCE_DATE_EPOCH: '1' })).toBe(here)
})

readable('the parts of a paper stand in their order, every letter as it was written', async () => {
  const words = wordsOf(await print())
  const parts = [
    'ĐẢNG BỘ TỈNH QUẢNG TRỊ HUYỆN ỦY HƯỚNG HÓA * Số …-TB/HU ĐẢNG CỘNG SẢN VIỆT NAM',
    'Hướng Hóa, ngày 07 tháng 9 năm 2022 DỰ THẢO THÔNG BÁO',
    'Kết luận của Thường trực Huyện ủy tại giao ban tuần 36 ----- Câu mở đầu. I. Kết quả thực hiện',
    `Có một nội dung. TT Nội dung Thời hạn 1 ${markup} 30/9/2022 II. Kết luận`,
    'Trên đây là kết luận. Nơi nhận: - Thường trực Huyện ủy; - Lưu Văn phòng. T/L BAN THƯỜNG VỤ CHÁNH VĂN PHÒNG',
  ]
  const places = parts.map((part) => words.indexOf(part))
  expect(places.map((place, n) => (place < 0 ? parts[n] : ''))).toEqual(parts.map(() => ''))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

readable('every Vietnamese letter with every tone, in each look', async () => {
  const words = [...letters].join(' ')
  const look = (text: string, level?: 2): Section => ({
    name: text,
    heading: text,
    ...(level && { level }),
    columns: [],
    rows: [],
  })
  const pdf = await print({ sections: [look(words), look(words, 2), { ...look(''), paragraphs: [words] }] })
  expect(new Set(letters).size).toBeGreaterThanOrEqual(134)
  expect(wordsOf(pdf).split(words)).toHaveLength(4)
  const fonts = fontsOf(pdf)
  expect(fonts.map(({ name }) => name).sort()).toEqual(['Tinos-Bold', 'Tinos-Italic', 'Tinos-Regular'])
  expect(fonts.every(({ embedded, subset }) => embedded && subset)).toBe(true)
})

/** What would be an instruction, were a text ever taken for one. */
const instructions = [
  ...[
    '#let x = 1',
    '#x',
    '$x^2$',
    '`raw`',
    '```raw```',
    String.raw`a\b \n \u{41} \\`,
    '[trong ngoặc]',
    '{x}',
  ],
  ...[
    '// chú thích',
    '/* chú thích */',
    '@ref',
    '<label>',
    '= Tiêu đề',
    '- gạch',
    '+ số',
    '/ từ: nghĩa',
    '*đậm*',
  ],
  ...[
    '_nghiêng_',
    '~',
    '---',
    '-?',
    '"ngoặc"',
    "'",
    '#read("/etc/passwd")',
    'https://a.vn',
    '#sys.inputs',
    '\\',
  ],
]

readable('what looks like an instruction is printed as it was typed, wherever it stands', async () => {
  const all = instructions.join(' ')
  const pdf = await print({
    kind: all,
    subject: all,
    opening: instructions,
    sections: [
      {
        name: 'x',
        heading: all,
        paragraphs: [all, [all, { text: '#x', of: 'R1' }]],
        columns: [{ key: 'x', heading: all, kind: 'text' }],
        rows: [{ cells: [all] }],
        note: all,
      },
    ],
    closing: [all],
    recipients: { heading: all, lines: [all] },
    signature: { lines: [all], name: all },
  })
  const words = wordsOf(pdf)
  const spaceless = (text: string) => text.replace(/\s/g, '')
  expect(spaceless(words).split(spaceless(all)).length - 1).toBeGreaterThanOrEqual(13)
})

readable('line ends stay, and a word wider than its place is broken rather than cut', async () => {
  const long = 'x'.repeat(300)
  const pdf = await print({
    opening: ['Một\nhai\r\n\nba', long],
    sections: [
      {
        name: 'x',
        heading: '',
        columns: [
          { key: 'a', heading: 'TT', kind: 'count' },
          { key: 'b', heading: 'Chữ', kind: 'text' },
        ],
        rows: [{ cells: [`${long}y`, 'một\nhai'] }],
      },
    ],
  })
  const lines = pagesOf(pdf)
    .join('\n')
    .split('\n')
    .map((line) => line.trim())
  expect(lines).toEqual(expect.arrayContaining(['Một', 'hai', 'ba']))
  expect(wordsOf(pdf).match(/x/g)).toHaveLength(600)
})

test('whatever was typed is printed, even letters that the font does not have', {
  timeout: 60_000,
}, async () => {
  const hostile = `a\u0000\u0001\u000b\u001f\ufffe${'\ud800'}b\r\nc\td`
  for (const text of [hostile, '漢字 👩‍👩‍👧', '', '\n', ' ', ...nasty]) {
    const pdf = await print({ subject: text, opening: [text], closing: [text], code: text, title: text })
    expect(pdf.length, text.slice(0, 20)).toBeGreaterThan(5000)
  }
})

readable(
  'it says its title, its language, its author and its day, and is tagged for those who listen',
  async () => {
    const sections = paperWith().sections.map((section) => ({
      ...section,
      heading: 'I. Responsibilities\nof this week',
    }))
    const annexes = [{ heading: 'Annex 1: responsibilities', section: sections[0]! }]
    const pdf = await print({ language: 'en', title: 'Weekly report', sections, annexes })
    const facts = factsOf(pdf)
    expect(facts).toMatchObject({ Title: 'Weekly report', Author: 'Huyện ủy', Tagged: 'yes', Pages: '2' })
    expect(facts['Page size']).toContain('A4')
    expect(Date.parse(facts.CreationDate!)).toBe(printing.at)
    expect(Buffer.from(pdf).toString('latin1')).toMatch(/<pdfuaid:part>1<.*\/Lang ?\(en\)/s)
    expect(wordsOf(pdf)).toContain('30 Sep 2022')
  },
)

readable('a state office has its own head and its own end; annexes begin a page', async () => {
  const annex = { name: 'PL1', heading: 'Danh sách', paragraphs: ['Nội dung'], columns: [], rows: [] }
  const pages = pagesOf(
    await print({
      form: 'state',
      head: {
        upper: 'UBND TỈNH QUẢNG TRỊ',
        issuer: 'UBND HUYỆN HƯỚNG HÓA',
        number: 'Số: 12/TB-UBND',
        motto: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        mottoBelow: 'Độc lập - Tự do - Hạnh phúc',
        placeAndDay: 'Hướng Hóa, ngày 07 tháng 9 năm 2022',
      },
      annexes: [
        { heading: 'Phụ lục 1', section: annex },
        { heading: 'Phụ lục 2', section: annex },
      ],
    }),
  )
  expect(pages).toHaveLength(2)
  expect(pages[0]).toMatch(/Độc lập - Tự do - Hạnh phúc[\s\S]*Trên đây là kết luận\.\/\./)
  expect(pages[0]).toMatch(/- Thường trực Huyện ủy;[\s\S]*- Lưu Văn phòng\./)
  expect(pages[0]).not.toContain('*')
  expect(pages[1]).toMatch(/Phụ lục 1\s+Danh sách\s+Nội dung\s+Phụ lục 2/)
})
