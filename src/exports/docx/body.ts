import { type FileChild, HeadingLevel, Paragraph } from 'docx'
import type { OfficeLayout } from '../../domain/office-paper.ts'
import { plainText, type Section } from '../../domain/paper.ts'
import { tableOf, type Writing } from './table.ts'
import { gap, type Look, paragraph, placeOf, runsOf } from './text.ts'

/** One section: its heading, its running text, its table and the note below that; the last words may stay with what follows. */
export function sectionOf(
  section: Section,
  layout: OfficeLayout,
  writing: Writing,
  keepLast = false,
): FileChild[] {
  const { heading, level, paragraphs = [], rows, note } = section
  return [
    ...(heading ? [headingOf(heading, level === 2, layout)] : []),
    ...paragraphs.map((text, n) =>
      runningText(plainText(text), layout, (rows.length > 0 || keepLast) && n === paragraphs.length - 1),
    ),
    ...(rows.length ? [tableOf(section, layout, writing), gap(6, layout)] : []),
    ...(note ? [paragraph(note, { ...textLook(layout), italics: true }, layout)] : []),
  ]
}

export function runningText(text: string, layout: OfficeLayout, keepNext = false): Paragraph {
  return paragraph(text, { ...textLook(layout), keepNext }, layout)
}

const textLook = (layout: OfficeLayout): Look => ({
  size: layout.body,
  align: 'both',
  indent: true,
  line: layout.line,
  before: 3,
  after: 3,
})

function headingOf(text: string, isPart: boolean, layout: OfficeLayout): Paragraph {
  const look: Look = {
    ...textLook(layout),
    align: 'left',
    bold: !isPart,
    italics: isPart,
    before: 6,
    keepNext: true,
  }
  return new Paragraph({
    ...placeOf(look, layout),
    heading: isPart ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_1,
    children: runsOf(text, look),
  })
}

/** What comes after the signature: the first on a page of its own, each under its number. */
export function annexOf(
  annex: { heading: string; section: Section },
  n: number,
  layout: OfficeLayout,
  writing: Writing,
): FileChild[] {
  const look: Look = { size: layout.body, bold: true, align: 'center', keepNext: true }
  const { heading, ...section } = annex.section
  return [
    new Paragraph({
      ...placeOf({ ...look, before: n ? 18 : 0 }, layout),
      pageBreakBefore: n === 0,
      heading: HeadingLevel.HEADING_1,
      children: runsOf(annex.heading, look),
    }),
    ...(heading ? [paragraph(heading, { ...look, after: 6 }, layout)] : []),
    ...sectionOf({ ...section, heading: '' }, layout, writing),
  ]
}
