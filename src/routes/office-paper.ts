import type { OfficePaper } from '../domain/office-paper.ts'
import { docxType, printDocx } from '../exports/docx.ts'
import { printPdf } from '../exports/pdf.ts'
import type { Visit } from './visit.ts'

const kinds = {
  docx: { type: docxType, print: printDocx },
  pdf: { type: 'application/pdf', print: printPdf },
} as const

export type PaperFormat = keyof typeof kinds

/** A paper for signing, printed when it is asked for from what is stored; `name` is of the file, without its ending. */
export async function sendPaper(
  c: Visit,
  paper: OfficePaper,
  format: PaperFormat,
  { name, author, at }: { name: string; author: string; at: number },
): Promise<Response> {
  const { type, print } = kinds[format]
  const bytes = await print(paper, { zone: c.var.zone, at, author })
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name.replace(/[^A-Za-z0-9._-]/g, '_')}.${format}"`,
    'Cache-Control': 'private, no-cache',
  })
}
