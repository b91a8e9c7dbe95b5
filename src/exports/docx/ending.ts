import type { FileChild, Paragraph } from 'docx'
import { type OfficeLayout, type OfficePaper, recipientLines } from '../../domain/office-paper.ts'
import { pairOf, textWidth } from './head.ts'
import { gap, type Look, paragraph } from './text.ts'

/** Room for a signature and a seal. */
const SIGNING_POINTS = 64

/** To whom it goes at the left, who signs at the right: one block, never torn apart. */
export function endingOf(paper: OfficePaper, layout: OfficeLayout): FileChild[] {
  const { signature, cosignature } = paper
  const left = cosignature ? signedBy(cosignature, layout) : recipientsOf(paper, layout)
  const half = Math.round(textWidth(layout) / 2)
  const both: [Paragraph[], Paragraph[]] = [left, signedBy(signature, layout)]
  return [gap(6, layout, true), pairOf(both, [half, textWidth(layout) - half])]
}

function recipientsOf({ recipients }: OfficePaper, layout: OfficeLayout) {
  const { look, heading, lines } = layout.recipients
  const headed: Look =
    look === 'underlined' ? { size: heading, underline: true } : { size: heading, bold: true, italics: true }
  return [
    paragraph(recipients.heading, headed, layout),
    ...recipientLines(recipients.lines).map((text) => paragraph(`- ${text}`, { size: lines }, layout)),
  ]
}

function signedBy({ lines, name }: OfficePaper['signature'], layout: OfficeLayout) {
  const signed: Look = { size: layout.body, bold: true, align: 'center', keepNext: true }
  return [
    ...lines.map((text) => paragraph(text, signed, layout)),
    paragraph(name ?? '', { ...signed, keepNext: false, before: SIGNING_POINTS }, layout),
  ]
}
