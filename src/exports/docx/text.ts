import { AlignmentType, type IRunOptions, LineRuleType, Paragraph, TextRun } from 'docx'
import type { OfficeLayout } from '../../domain/office-paper.ts'
import { clean } from '../clean.ts'

/** How a line of the paper looks; sizes in points. */
export interface Look {
  size: number
  bold?: boolean
  italics?: boolean
  underline?: boolean
  align?: 'left' | 'center' | 'right' | 'both'
  /** The first line is indented. */
  indent?: boolean
  /** Points above and below. */
  before?: number
  after?: number
  /** Stays on the page of what follows. */
  keepNext?: boolean
  /** Of a line in points; the line of the size where it is left out. */
  line?: number
}

const TWIPS_A_POINT = 20
const TWIPS_AN_INCH = 1440
const MM_AN_INCH = 25.4

/** In twips, as Word measures. */
export const points = (size: number): number => Math.round(size * TWIPS_A_POINT)
export const millimetres = (size: number): number => Math.round((size * TWIPS_AN_INCH) / MM_AN_INCH)

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  both: AlignmentType.BOTH,
} as const

export function paragraph(text: string, look: Look, layout: OfficeLayout): Paragraph {
  return new Paragraph({ ...placeOf(look, layout), children: runsOf(text, look) })
}

/** Empty space of so many points: a paragraph that is no higher, whatever its font. */
export const gap = (height: number, layout: OfficeLayout, keepNext = false): Paragraph =>
  paragraph('', { size: 1, line: height, keepNext }, layout)

/** Where a paragraph stands, without its words. */
export function placeOf(look: Look, layout: OfficeLayout) {
  const spacing = {
    before: points(look.before ?? 0),
    after: points(look.after ?? 0),
    ...(look.line && { line: points(look.line), lineRule: LineRuleType.EXACT }),
  }
  return {
    alignment: alignments[look.align ?? 'left'],
    spacing,
    ...(look.indent && { indent: { firstLine: millimetres(layout.firstLine) } }),
    ...(look.keepNext && { keepNext: true, keepLines: true }),
  }
}

/** A text in one look; a line end begins a new line. */
export function runsOf(text: string, look: Look): TextRun[] {
  const style: IRunOptions = {
    size: look.size * 2,
    ...(look.bold && { bold: true }),
    ...(look.italics && { italics: true }),
    ...(look.underline && { underline: {} }),
  }
  return clean(text)
    .split('\n')
    .map((line, n) => new TextRun({ ...style, text: line, ...(n > 0 && { break: 1 }) }))
}
