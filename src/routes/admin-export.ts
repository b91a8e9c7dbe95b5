import { Hono } from 'hono'
import { ExportPage } from '../../views/admin/export.tsx'
import type { TextRow } from '../domain/import-text.ts'
import { momentText } from '../domain/snapshot/text.ts'
import { printImportBook } from '../exports/import-book.ts'
import { openZip } from '../exports/zip-file.ts'
import { holdingsAsCsv, tellHoldings } from '../press/holdings.ts'
import { recordAs } from '../storage/audit.ts'
import { countHeld } from '../storage/import/count.ts'
import { countUntold } from '../storage/import/stored-follow-up.ts'
import { administratorsOnly } from './admin.ts'
import { show } from './answers.ts'
import type { House, Visit } from './visit.ts'

export const adminExportRoutes = new Hono<House>()

adminExportRoutes.use(administratorsOnly)

const here = '/admin/import'
/** A workbook is made whole in memory. */
const MOST_ROWS_OF_A_BOOK = 50_000

adminExportRoutes.get('/', async (c) => {
  const { reader, db, actor } = c.var
  const counts = await countHeld(db.read, actor.tenant)
  const untold = Object.values(await countUntold(db.read, actor.tenant)).reduce((sum, n) => sum + n, 0)
  const rows = Object.values(counts).reduce((sum, n) => sum + n, 0)
  const body = ExportPage({
    reader,
    counts,
    untold,
    mostRows: MOST_ROWS_OF_A_BOOK,
    isLong: rows > MOST_ROWS_OF_A_BOOK,
  })
  return await show(c, { title: reader.t('import.exportTitle'), here }, body)
})

/** A copy of everything leaves the house: that is a deed, and comes from a form. */
adminExportRoutes.post('/files.zip', async (c) => {
  const { db, config, now, zone } = c.var
  await noteExport(c, 'csv')
  const zip = openZip(undefined)
  const encoder = new TextEncoder()
  for await (const { name, pieces } of holdingsAsCsv(db.read, config)) {
    const content: Uint8Array[] = []
    for await (const piece of pieces) content.push(encoder.encode(piece))
    await zip.add(name, content)
  }
  return send(c, 'application/zip', `so-cam-ket-${momentText(now, zone).slice(0, 10)}.zip`, zip.close())
})

adminExportRoutes.post('/files.xlsx', async (c) => {
  const { db, config, now, zone, actor } = c.var
  const counts = await countHeld(db.read, actor.tenant)
  if (Object.values(counts).reduce((sum, n) => sum + n, 0) > MOST_ROWS_OF_A_BOOK) return await c.notFound()
  await noteExport(c, 'xlsx')
  const files = []
  for await (const { file, columns, rows } of tellHoldings(db.read, config)) {
    const all: TextRow[] = []
    for await (const part of rows()) all.push(...part)
    files.push({ file, columns, rows: all })
  }
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return send(c, type, `so-cam-ket-${momentText(now, zone).slice(0, 10)}.xlsx`, await printImportBook(files))
})

async function noteExport(c: Visit, format: 'csv' | 'xlsx') {
  const { db, actor, now } = c.var
  const rows = await countHeld(db.read, actor.tenant)
  await db.tx((tx) =>
    recordAs(tx, actor, now, {
      ...{ deed: 'export.files', subjectKind: 'tenant', subject: actor.tenant },
      detail: { format, rows },
    }),
  )
}

function send(c: Visit, type: string, name: string, bytes: Uint8Array) {
  c.header('Content-Type', type)
  c.header('Content-Disposition', `attachment; filename="${name}"`)
  c.header('Cache-Control', 'private, no-store')
  return c.body(new Uint8Array(bytes))
}
