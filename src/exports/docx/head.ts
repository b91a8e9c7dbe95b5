import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx'
import type { OfficeLayout, OfficePaper } from '../../domain/office-paper.ts'
import { gap, type Look, millimetres, paragraph, points } from './text.ts'

const PAGE_WIDTH_MM = 210

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const noBorders = { top: none, bottom: none, left: none, right: none }
const borderless = { ...noBorders, insideHorizontal: none, insideVertical: none }

export const textWidth = ({ margins }: OfficeLayout): number =>
  millimetres(PAGE_WIDTH_MM - margins.left - margins.right)

/** Who issues it at the left, whose country and which day at the right. */
export function headOf(paper: OfficePaper, layout: OfficeLayout): FileChild[] {
  const { head } = paper
  const { head: sizes } = layout
  const width = textWidth(layout)
  const line = (text: string, look: Look) => paragraph(text, { align: 'center', ...look }, layout)
  const left = [
    ...(head.upper ? [line(head.upper, { size: sizes.upper })] : []),
    line(head.issuer, { size: sizes.issuer, bold: true }),
    ...(layout.mark === 'star'
      ? [line('*', { size: sizes.issuer })]
      : [rule((width * layout.headLeft) / 100)]),
    line(head.number, { size: layout.body }),
  ]
  const right = [
    line(head.motto, { size: sizes.motto, bold: true, underline: !head.mottoBelow }),
    ...(head.mottoBelow
      ? [line(head.mottoBelow, { size: sizes.mottoBelow, bold: true, underline: true })]
      : []),
    line(head.placeAndDay, { size: sizes.date, italics: true, before: layout.mark === 'star' ? 12 : 6 }),
  ]
  const widths = [Math.round((width * layout.headLeft) / 100)]
  widths.push(width - widths[0]!)
  return [pairOf([left, right], widths)]
}

/** 'DỰ THẢO', the kind of paper, its subject and the mark below it. */
export function titleOf(paper: OfficePaper, layout: OfficeLayout): Paragraph[] {
  const centred = { align: 'center', keepNext: true } as const
  const small = { ...centred, size: layout.body }
  return [
    ...(paper.draft ? [paragraph(paper.draft, { ...small, bold: true, before: 12 }, layout)] : []),
    paragraph(paper.kind, { ...centred, size: layout.kind, bold: true, before: 14 }, layout),
    paragraph(paper.subject, { ...centred, size: layout.subject, bold: true }, layout),
    ...(paper.subtitle ? [paragraph(`(${paper.subtitle})`, small, layout)] : []),
    ...(paper.mark ? [paragraph(paper.mark, { ...small, bold: true }, layout)] : []),
    ...(layout.titleMark === 'dashes'
      ? [paragraph('-----', { ...small, after: 8 }, layout)]
      : [rule(textWidth(layout)), gap(6, layout)]),
  ]
}

/** Two columns of paragraphs beside each other, without lines, never torn apart by a page. */
export function pairOf(columns: [Paragraph[], Paragraph[]], widths: number[]): Table {
  return new Table({
    width: { size: widths[0]! + widths[1]!, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: borderless,
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    rows: [
      new TableRow({
        cantSplit: true,
        children: columns.map(
          (children, n) =>
            new TableCell({
              children,
              borders: noBorders,
              width: { size: widths[n]!, type: WidthType.DXA },
            }),
        ),
      }),
    ],
  })
}

/** A short line in the middle of so much width: a third of it. */
function rule(width: number): Paragraph {
  const side = Math.round(width / 3)
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    indent: { left: side, right: side },
    spacing: { before: 0, after: points(2), line: points(4) },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    keepNext: true,
    children: [],
  })
}
