import type { FileChild } from 'docx'
import { type OfficeLayout, type OfficePaper, recipientLines } from '../../domain/office-paper.ts'
import { pairOf, textWidth } from './head.ts'
import { gap, type Look, paragraph } from './text.ts'

/** Room for a signature and a seal. */
const SIGNING_POINTS = 64

/** To whom it goes at the left, who signs at the right: one block, never torn apart. */
export function endingOf(paper: OfficePaper, layout: OfficeLayout): FileChild[] {
  const { recipients, signature } = paper
  const { look, heading, lines } = layout.recipients
  const headed: Look =
    look === 'underlined' ? { size: heading, underline: true } : { size: heading, bold: true, italics: true }
  const left = [
    paragraph(recipients.heading, headed, layout),
    ...recipientLines(recipients.lines).map((text) => paragraph(`- ${text}`, { size: lines }, layout)),
  ]
  const signed: Look = { size: layout.body, bold: true, align: 'center', keepNext: true }
  const right = [
    ...signature.lines.map((text) => paragraph(text, signed, layout)),
    paragraph(signature.name ?? '', { ...signed, keepNext: false, before: SIGNING_POINTS }, layout),
  ]
  const half = Math.round(textWidth(layout) / 2)
  return [gap(6, layout, true), pairOf([left, right], [half, textWidth(layout) - half])]
}
