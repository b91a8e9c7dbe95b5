import { Hono } from 'hono'
import { AnnexPaperPage } from '../../views/amendments/paper.tsx'
import { annexPaper } from '../../views/papers/annex.ts'
import { loadLetterhead } from '../storage/summaries/letterhead.ts'
import { BASE } from './amendment-line.ts'
import { annexPath, findOne, type Here, measuredOf, pageOf } from './amendment-place.ts'
import { show } from './answers.ts'
import { type PaperFormat, sendPaper } from './office-paper.ts'
import type { House, Visit } from './visit.ts'

/** The annex that both sides sign: on the screen, as a document, as PDF. */
export const amendmentPaperRoutes = new Hono<House>()

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

amendmentPaperRoutes.get(`${BASE}/print.docx`, (c) => sendAs(c, 'docx'))
amendmentPaperRoutes.get(`${BASE}/print.pdf`, (c) => sendAs(c, 'pdf'))

async function sendAs(c: Visit, format: PaperFormat) {
  const here = await findOne(c)
  if (!here) return await c.notFound()
  const { row, upper } = here.found
  const name = `${row.code}-PL${here.annex.number}`
  return await sendPaper(c, await paperOf(c, here), format, { name, author: upper.name, at: c.var.now })
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
