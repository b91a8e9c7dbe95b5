import { beforeAll, describe, expect, test } from 'vitest'
import type { OfficePaper } from '../../src/domain/office-paper.ts'
import { printDocx } from '../../src/exports/docx.ts'
import { printPdf } from '../../src/exports/pdf.ts'
import { openHouse } from '../support/house.ts'
import { openMeeting, said } from '../support/meetings.ts'
import { convert, readers } from './office.ts'
import { collisions, outside, type Pdf, readPdf } from './pdf.ts'
import { demoWeek } from './week.ts'

const printing = { zone: 'Asia/Ho_Chi_Minh', at: Date.parse('2022-09-07T08:00:00+07:00'), author: 'Huyện ủy' }

/** Every Vietnamese letter with every tone. */
const letters =
  'aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ' +
  'AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆGHIÌÍỈĨỊKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVXYỲÝỶỸỴ'
/** Letter by letter, so that no line is too long; also as the marks typed apart. */
const alphabet = [...letters].join(' ')

const paper: OfficePaper = {
  title: 'Bảng chữ cái',
  code: 'BCT-2022-W36',
  form: 'party',
  day: '2022-09-07',
  head: {
    upper: 'ĐẢNG BỘ TỈNH QUẢNG TRỊ',
    issuer: 'HUYỆN ỦY HƯỚNG HÓA',
    number: 'Số 45-BC/HU',
    motto: 'ĐẢNG CỘNG SẢN VIỆT NAM',
    placeAndDay: 'Hướng Hóa, ngày 07 tháng 9 năm 2022',
  },
  kind: 'BÁO CÁO',
  subject: 'thử mọi chữ',
  draft: null,
  opening: [alphabet],
  sections: [
    { name: 'I', heading: 'I. Tách dấu', paragraphs: [alphabet.normalize('NFD')], columns: [], rows: [] },
  ],
  closing: ['Trên đây là báo cáo.'],
  recipients: { heading: 'Nơi nhận:', lines: ['Lưu Văn phòng'] },
  signature: { lines: ['T/L BAN THƯỜNG VỤ', 'CHÁNH VĂN PHÒNG'] },
  annexes: [],
}

/** From DOCX by LibreOffice, and as the office itself prints them. */
const byOffice = {} as Record<'notice' | 'week' | 'english' | 'letters', Pdf>
const own = {} as Record<'week' | 'english' | 'letters', Pdf>

describe.skipIf(!readers)('documents to be signed', () => {
  beforeAll(async () => {
    const { frozen } = await demoWeek(['.docx', '-en.docx', '.pdf', '-en.pdf'])
    const documents = {
      'notice.docx': await notice(),
      'week.docx': frozen['.docx']!,
      'english.docx': frozen['-en.docx']!,
      'letters.docx': await printDocx(paper, printing),
    }
    const printed = await convert(documents, 'pdf')
    for (const name of ['notice', 'week', 'english', 'letters'] as const) {
      byOffice[name] = await readPdf(printed[`${name}.docx`])
    }
    own.week = await readPdf(frozen['.pdf']!)
    own.english = await readPdf(frozen['-en.pdf']!)
    own.letters = await readPdf(await printPdf(paper, printing))
  }, 240_000)

  test('every Vietnamese letter is found again in both', () => {
    for (const pdf of [own.letters, byOffice.letters]) {
      const found = textOf(pdf)
      expect(found.split(alphabet).length, 'once typed whole, once with marks apart').toBe(3)
    }
  })

  test('the fonts are in the file, and none stands in for another', () => {
    for (const { fonts } of [...Object.values(own), ...Object.values(byOffice)]) {
      expect(fonts.length).toBeGreaterThan(0)
      expect(fonts.filter(({ name, isEmbedded }) => !isEmbedded || !/\+Tinos-/.test(name))).toEqual([])
    }
  })

  test.each(['week', 'english'] as const)('the PDF of the %s document says what its DOCX says', (name) => {
    expect(wordsOf(own[name])).toEqual(wordsOf(byOffice[name]))
  })

  test('stands upright on A4, nothing over anything else and nothing off the page', () => {
    for (const [name, { pages }] of [...Object.entries(own), ...Object.entries(byOffice)]) {
      for (const [n, page] of pages.entries()) {
        expect([Math.round(page.width), Math.round(page.height)], name).toEqual([595, 842])
        expect([collisions(page), outside(page)], `${name} ${n + 1}`).toEqual([[], []])
      }
    }
  })

  test('the week is a draft of a few pages and its annexes, numbered from the second', () => {
    for (const { pages } of [own.week, byOffice.week]) {
      expect(pages.length).toBeGreaterThan(2)
      expect(pages.length).toBeLessThan(8)
      expect(pages[0]!.text).toContain('DỰ THẢO')
      for (const [n, page] of pages.entries()) {
        const top = page.words.filter(({ bottom }) => bottom < 60).map(({ text }) => text)
        if (n > 0) expect(top, `page ${n + 1}`).toEqual([String(n + 1)])
        expect(page.text, `page ${n + 1}`).toMatch(/BCT-2022-W36 · [0-9a-f]{8}/)
      }
    }
  })

  test('a signature never stands without the text before it', () => {
    const endings = {
      notice: /thời hạn: ngày 30\/9\/2022.*CHÁNH VĂN PHÒNG/,
      week: /Trên đây là .*Nơi nhận:.*CHÁNH VĂN PHÒNG|Trên đây là .*CHÁNH VĂN PHÒNG/,
    }
    for (const [pdf, ending] of [
      [byOffice.notice, endings.notice],
      [byOffice.week, endings.week],
      [own.week, endings.week],
    ] as const) {
      expect(
        pdf.pages.filter(({ text }) => text.includes('CHÁNH VĂN PHÒNG')).map(({ text }) => text),
      ).toEqual([expect.stringMatching(ending)])
    }
  })

  test('a table that runs on has its headings again, and no heading stands last on a page', () => {
    for (const { pages } of [own.week, byOffice.week]) {
      for (const page of pages) {
        const body = page.words.filter(({ bottom }) => bottom < page.height - 50)
        const lowest = Math.max(...body.map(({ top }) => top))
        const last = body.filter(({ top }) => top > lowest - 2).map(({ text }) => text)
        expect(last.join(' ')).not.toMatch(/^(Phụ lục \d+|[IVX]+\. .*|TT .*)$/)
      }
      const annexes = pages.slice(pages.findIndex(({ text }) => text.includes('CHÁNH VĂN PHÒNG')) + 1)
      expect(annexes.length).toBeGreaterThan(0)
      for (const page of annexes) expect(page.text).toMatch(/TT .{0,60}(Đơn vị|Nội dung)/)
    }
  })
})

async function notice(): Promise<Buffer> {
  const house = await openHouse()
  const meeting = await openMeeting(house)
  await house.as('supervisor').post(`${meeting}/2`, said)
  const answer = await house.as('inspector').get(`${meeting}.docx`)
  const bytes = Buffer.from(await answer.arrayBuffer())
  await house.close()
  return bytes
}

const textOf = ({ pages }: Pdf) => pages.map(({ text }) => text).join(' ')

/** All words without the page numbers, however the lines are broken. */
const wordsOf = (pdf: Pdf): string[] => {
  const numbers = pdf.pages.flatMap((page) =>
    page.words.filter(({ bottom, text }) => bottom < 60 && /^\d+$/.test(text)),
  )
  return pdf.pages
    .flatMap(({ words }) => words.filter((word) => !numbers.includes(word)))
    .filter(({ text }) => !/^(BCT-|[·*•-]+$|[0-9a-f]{8}$)/.test(text))
    .map(({ text }) => text)
    .sort()
}
