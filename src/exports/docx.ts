import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'
import type { Instant } from '../domain/day.ts'
import type { Language } from '../domain/language.ts'
import { closingOf, layoutOf, type OfficeLayout, type OfficePaper } from '../domain/office-paper.ts'
import { plainText } from '../domain/paper.ts'
import { clean } from './clean.ts'
import { annexOf, runningText, sectionOf } from './docx/body.ts'
import { endingOf } from './docx/ending.ts'
import { headOf, titleOf } from './docx/head.ts'
import { settleDates } from './docx/settle.ts'
import type { Writing } from './docx/table.ts'
import { millimetres, paragraph } from './docx/text.ts'

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export interface DocxPrinting {
  zone: string
  /** Stamped into the file in place of the clock, so that the same paper gives the same bytes. */
  at: Instant
  author: string
}

const HEADER_MM = 10
const A4 = { width: 210, height: 297 }
const CODE_SIZE = 9

/** A paper in its office's form as a document to be read, corrected and signed: A4, numbered from its second page. */
export async function printDocx(paper: OfficePaper, printing: DocxPrinting): Promise<Uint8Array> {
  const layout = layoutOf(paper)
  const file = new Document({
    title: clean(paper.title),
    creator: clean(printing.author),
    lastModifiedBy: clean(printing.author),
    revision: 1,
    styles: stylesOf(layout, paper.language ?? 'vi'),
    sections: [
      {
        properties: { titlePage: true, page: pageOf(layout) },
        headers: { default: numberedHeader(layout), first: new Header({ children: [new Paragraph('')] }) },
        ...(paper.code && { footers: footersOf(paper, layout) }),
        children: contentOf(paper, layout, printing.zone),
      },
    ],
  })
  return settleDates(await Packer.pack(file, 'uint8array'), printing.at, printing.zone)
}

function contentOf(paper: OfficePaper, layout: OfficeLayout, zone: string): FileChild[] {
  const { opening, sections, annexes } = paper
  const closing = closingOf(paper)
  // A signature never stands alone on its page: the last of the report goes with it.
  const last = closing.map((text) => runningText(text, layout, true))
  const writing: Writing = { language: paper.language ?? 'vi', zone }
  return [
    ...headOf(paper, layout),
    ...titleOf(paper, layout),
    ...opening.map((text) => runningText(plainText(text), layout)),
    ...sections.flatMap((section, n) => sectionOf(section, layout, writing, n === sections.length - 1)),
    ...last,
    ...endingOf(paper, layout),
    ...annexes.flatMap((annex, n) => annexOf(annex, n, layout, writing)),
  ]
}

function pageOf({ margins }: OfficeLayout) {
  const margin = Object.fromEntries(Object.entries(margins).map(([side, size]) => [side, millimetres(size)]))
  return {
    size: { width: millimetres(A4.width), height: millimetres(A4.height) },
    margin: { ...margin, header: millimetres(HEADER_MM), footer: millimetres(HEADER_MM) },
  }
}

function numberedHeader(layout: OfficeLayout): Header {
  const number = new TextRun({ children: [PageNumber.CURRENT], size: layout.body * 2 })
  return new Header({
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [number] })],
  })
}

/** By which it is found again, on every page. */
function footersOf(paper: OfficePaper, layout: OfficeLayout) {
  const footer = () =>
    new Footer({ children: [paragraph(paper.code, { size: CODE_SIZE, align: 'right' }, layout)] })
  return { default: footer(), first: footer() }
}

const locales: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' }

function stylesOf(layout: OfficeLayout, language: Language) {
  const run = { font: layout.font, size: layout.body * 2, color: '000000' }
  return {
    default: {
      document: { run: { ...run, language: { value: locales[language] } } },
      heading1: { run: { ...run, bold: true } },
      heading2: { run: { ...run, italics: true } },
    },
  }
}
