import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { ImportHome, tellFileFault } from '../../views/admin/import.tsx'
import { importFiles } from '../domain/import.ts'
import { faultsCsv } from '../exports/import-faults.ts'
import { printTemplate } from '../exports/import-template.ts'
import { openZip } from '../exports/zip-file.ts'
import { type Brought, openBundle } from '../imports/bundle.ts'
import { limits, UnreadableFile } from '../imports/unreadable.ts'
import { isZip } from '../imports/unzip.ts'
import { newId } from '../storage/ids.ts'
import {
  answerNumbers,
  discardBatch,
  findBatch,
  type ImportBatch,
  keepBatch,
  listBatches,
} from '../storage/import-batches.ts'
import { administratorsOnly } from './admin.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, readForm, readId, versionIn } from './forms.ts'
import { checkOrWait, here, importAddress, showBatch, writeOrWait } from './import-page.ts'
import { queryText } from './queries.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

export const adminImportRoutes = new Hono<House>()

adminImportRoutes.use(administratorsOnly)

/** app.ts lets so many of the largest files through in one form. */
const FILES_A_FORM = 3
const limitOf = (c: Visit) => c.var.config.uploadLimitBytes * FILES_A_FORM

adminImportRoutes.get('/', (c) => showHome(c))

async function showHome(c: Visit, error?: string) {
  const { reader, db, actor } = c.var
  const { t } = reader
  const body = ImportHome({
    reader,
    id: newId(),
    limitMegabytes: Math.round(limitOf(c) / 1024 / 1024),
    limitRows: limits.rows,
    batches: await listBatches(db.read, actor.tenant),
    error,
  })
  const flash = queryText(c, 'done') === 'discarded' && {
    kind: 'done' as const,
    text: t('import.discardedFlash'),
  }
  const page = { title: t('import.title'), here, ...(flash && { flash }) }
  return error ? await refuse(c, page, body) : await show(c, page, body)
}

adminImportRoutes.get('/template.xlsx', async (c) => {
  c.header('Content-Type', XLSX)
  c.header('Content-Disposition', 'attachment; filename="so-cam-ket-mau-nhap.xlsx"')
  return c.body(new Uint8Array(await printTemplate(c.var.reader.language)))
})

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

adminImportRoutes.post('/', async (c) => {
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { reader, db, actor, now } = c.var
  const { t } = reader
  const files = form.files('files').filter(({ size, name }) => size > 0 || name !== '')
  if (files.length === 0) return await showHome(c, t('import.problem.no_file'))
  if (files.reduce((sum, { size }) => sum + size, 0) > limitOf(c)) {
    return await showHome(c, t('import.problem.too_large', { n: Math.round(limitOf(c) / 1024 / 1024) }))
  }
  const brought: Brought[] = []
  for (const file of files) {
    const name = file.name.split(/[\\/]/).at(-1)!.slice(0, 150).toWellFormed().normalize('NFC')
    brought.push({ name: name.replace(/\p{Cc}/gu, ''), bytes: new Uint8Array(await file.arrayBuffer()) })
  }
  const whole = brought.length > 1 && brought.find(isPacked)
  if (whole) return await showHome(c, t('import.problem.not_alone', { name: whole.name }))
  try {
    await openBundle(brought)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return await showHome(c, tellFileFault(reader, error.fault, error.hint))
  }
  const id = readId(form.text('id')) ?? newId()
  const { name, bytes } = await packed(brought)
  const hash = createHash('sha256').update(bytes).digest('hex')
  await db.tx((tx) => keepBatch(tx, actor, now, { id, name, bytes, hash }))
  return redirect(c, importAddress(id))
})

const isPacked = ({ bytes }: Brought) => isZip(bytes)

/** A workbook or a zip as it is; CSV files are put into a zip, packed beside this thread. */
async function packed(brought: Brought[]): Promise<{ name: string; bytes: Uint8Array }> {
  const [first, ...others] = brought as [Brought, ...Brought[]]
  if (others.length === 0 && isPacked(first)) return first
  const zip = openZip(undefined)
  for (const { name, bytes } of brought) await zip.add(name, [bytes])
  return { name: others.length ? `${first.name} + ${others.length}` : first.name, bytes: zip.close() }
}

const withBatch = async (c: Visit): Promise<ImportBatch | undefined> => {
  const id = readId(c.req.param('id') ?? '')
  return id ? await findBatch(c.var.db.read, c.var.actor.tenant, id) : undefined
}

adminImportRoutes.get('/:id', async (c) => {
  const batch = await withBatch(c)
  return batch ? await showBatch(c, batch) : await c.notFound()
})

adminImportRoutes.get('/:id/faults.csv', async (c) => {
  const batch = await withBatch(c)
  if (batch?.state !== 'checked') return await c.notFound()
  const checked = await checkOrWait(c, batch)
  if ('errand' in checked || !('problems' in checked.check)) return redirect(c, importAddress(batch.id))
  c.header('Content-Type', 'text/csv; charset=utf-8')
  c.header('Content-Disposition', 'attachment; filename="loi-nhap-du-lieu.csv"')
  return c.body(faultsCsv(c.var.reader.language, checked.check.problems, c.var.zone))
})

adminImportRoutes.post('/:id/numbers', async (c) => {
  const batch = await withBatch(c)
  const form = await readForm(c)
  if (!batch || !form) return batch ? await unreadable(c) : await c.notFound()
  if (batch.state !== 'checked') return redirect(c, importAddress(batch.id))
  const isSeen = versionIn(form) === batch.version
  const choices = { ...batch.choices, ...choicesIn(form) }
  const kept = isSeen && (await c.var.db.tx((tx) => answerNumbers(tx, c.var.actor.tenant, batch, choices)))
  return kept ? redirect(c, importAddress(batch.id)) : await showBatch(c, (await withBatch(c))!, 'changed')
})

const CELL = /^n:([a-z_]+):(\*|\d{1,7}):([a-z_]{1,40})$/

/** 'n:updates:7:value' for a cell, 'n:updates:*:value' for its column. */
function choicesIn(form: Form): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { name, value } of form.fields) {
    const [, file, row, column] = CELL.exec(name) ?? []
    const isKnown = (importFiles as readonly string[]).includes(file ?? '')
    if (isKnown && (value === 'vi' || value === 'en')) found[`${file}:${row}:${column}`] = value
  }
  return found
}

adminImportRoutes.post('/:id/confirm', async (c) => {
  const batch = await withBatch(c)
  const form = await readForm(c)
  if (!batch || !form) return batch ? await unreadable(c) : await c.notFound()
  // Sent twice it is done once; what came of it is on the same page.
  if (batch.state !== 'checked') return redirect(c, importAddress(batch.id))
  if (versionIn(form) !== batch.version) return await showBatch(c, batch, 'changed')
  const seen = { digest: form.text('digest'), signed: form.text('signed') === 'yes' }
  return await writeOrWait(c, batch, seen)
})

adminImportRoutes.post('/:id/discard', async (c) => {
  const batch = await withBatch(c)
  const form = await readForm(c)
  if (!batch || !form) return batch ? await unreadable(c) : await c.notFound()
  if (batch.state === 'discarded') return redirect(c, `${here}?done=discarded`)
  if (batch.state === 'done') return redirect(c, importAddress(batch.id))
  const { db, actor, now } = c.var
  const gone = versionIn(form) === batch.version && (await db.tx((tx) => discardBatch(tx, actor, now, batch)))
  return gone ? redirect(c, `${here}?done=discarded`) : await showBatch(c, (await withBatch(c))!, 'changed')
})
