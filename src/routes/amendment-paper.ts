import { Hono } from 'hono'
import { AnnexPaperPage } from '../../views/amendments/paper.tsx'
import { annexPaper } from '../../views/papers/annex.ts'
import { docxType, printDocx } from '../exports/docx.ts'
import { printPdf } from '../exports/pdf.ts'
import { loadLetterhead } from '../storage/summaries/letterhead.ts'
import { annexPath, findOne, type Here, measuredOf, pageOf } from './amendment-place.ts'
import { show } from './answers.ts'
import type { House, Visit } from './visit.ts'

/** The annex that both sides sign: on the screen, as a document, as PDF. */
export const amendmentPaperRoutes = new Hono<House>()

const BASE = '/:code/amendments/:number{[0-9]+}'

amendmentPaperRoutes.get(`${BASE}/print`, async (c) => {
  const here = await findOne(c)
  if (!here) return await c.notFound()
  const { reader } = c.var
  const path = annexPath(here)
  const body = AnnexPaperPage({
    reader,
    code: here.found.row.code,
    number: here.annex.number,
    paper: await paperOf(c, here),
    href: reader.at(path),
    docxHref: reader.at(`${path}/print.docx`),
    pdfHref: reader.at(`${path}/print.pdf`),
  })
  return await show(c, pageOf(c, here), body)
})

amendmentPaperRoutes.get(`${BASE}/print.docx`, (c) => sendPaper(c, 'docx'))
amendmentPaperRoutes.get(`${BASE}/print.pdf`, (c) => sendPaper(c, 'pdf'))

const kinds = {
  docx: { type: docxType, print: printDocx },
  pdf: { type: 'application/pdf', print: printPdf },
} as const

async function sendPaper(c: Visit, format: keyof typeof kinds) {
  const here = await findOne(c)
  if (!here) return await c.notFound()
  const { type, print } = kinds[format]
  const { zone, now } = c.var
  const bytes = await print(await paperOf(c, here), { zone, at: now, author: here.found.upper.name })
  const name = here.found.row.code.replace(/[^A-Za-z0-9._-]/g, '_')
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}-PL${here.annex.number}.${format}"`,
    'Cache-Control': 'private, no-cache',
  })
}

async function paperOf(c: Visit, here: Here) {
  const { db, actor, reader, today } = c.var
  const { found, annex } = here
  return annexPaper(
    {
      ...found.row,
      commitmentNumber: found.row.number,
      commitmentSignedOn: found.row.signedOn,
      unitName: found.unit.name,
      upperName: found.upper.name,
      letterhead: await loadLetterhead(db.read, actor.tenant, found.upper.id),
      annex,
      lines: annex.lines.map((line) => ({ line, measured: measuredOf(here, line) })),
      today,
    },
    reader,
  )
}
