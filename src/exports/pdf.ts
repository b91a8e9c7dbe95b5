import type { Instant } from '../domain/day.ts'
import type { OfficePaper } from '../domain/office-paper.ts'
import { toldPaper } from './pdf/told.ts'
import { typeset } from './pdf/typeset.ts'

export interface PdfPrinting {
  zone: string
  /** Stamped into the file in place of the clock, so that the same paper gives the same bytes. */
  at: Instant
  author: string
}

/** A paper in its office's form, ready to be read anywhere: A4, its fonts within, numbered from its second page. */
export async function printPdf(paper: OfficePaper, printing: PdfPrinting): Promise<Uint8Array> {
  return await typeset(toldPaper(paper, printing), printing.at)
}
