import { readFileSync } from 'node:fs'
import { ImportDone, ImportUnreadable, ImportWaiting } from '../../views/admin/import.tsx'
import { ImportPreview } from '../../views/admin/import-preview.tsx'
import type { ImportErrand } from '../press/errand.ts'
import { errandsOf, type RunningErrand } from '../press/errands.ts'
import { type Check, checkBatch, type Written, writeBatch } from '../press/import-errand.ts'
import { countAllTargets, type ImportBatch } from '../storage/import-batches.ts'
import { redirect, show } from './answers.ts'
import { addressOf, queryText } from './queries.ts'
import type { Visit } from './visit.ts'

export const here = '/admin/import'
export const importAddress = (id: string, rest = '') => `${here}/${id}${rest}`

/** What is smaller, in a house that is no province, is read between two pages. */
const APART_BYTES = 64 * 1024

/** Why what was confirmed was not written. */
type Trouble = Exclude<Written['outcome'], 'written' | 'gone'>

/** What was seen when it was confirmed. */
interface Seen {
  digest: string
  signed: boolean
}

const nothingSeen: Seen = { digest: '', signed: false }
type Running = RunningErrand<ImportErrand>

async function isSmall(c: Visit, { size }: ImportBatch): Promise<boolean> {
  const { db, config } = c.var
  return size <= APART_BYTES && (await countAllTargets(db.read, config.tenant)) < config.apartFrom
}

const errandOf = (
  c: Visit,
  batch: ImportBatch,
  kind: ImportErrand['kind'],
  seen = nothingSeen,
): ImportErrand => ({
  ...{ kind, ...seen, batch: batch.id, version: batch.version, now: c.var.now },
  actorId: kind === 'write' ? c.var.actor.userId : null,
  actor: kind === 'write' ? c.var.actor.username : '',
})

const nothing = () => {}

/**
 * What an import would do; of a long file it is found out beside the server, and waited for. It stays as it was found
 * while others go on working: what is confirmed is compared again.
 */
export async function checkOrWait(
  c: Visit,
  batch: ImportBatch,
  anew = false,
): Promise<{ check: Check } | { errand: Running }> {
  const { db, config } = c.var
  if (await isSmall(c, batch)) return { check: await checkBatch(db, config, batch, nothing) }
  const name = `${batch.id} ${batch.version}`
  if (anew) looks.set(name, (looks.get(name) ?? 0) + 1)
  const errand = errandsOf(config).start(
    { ...errandOf(c, batch, 'check'), now: 0 },
    { basis: `look ${looks.get(name) ?? 0}`, by: c.var.actor.userId },
  )
  if (errand.state !== 'done') return { errand }
  return { check: JSON.parse(readFileSync(errand.file, 'utf8')) as Check }
}

/** How often files had to be looked at anew because the house had moved on, by their batch. */
const looks = new Map<string, number>()

/** The page of what was brought, however far it is. */
export async function showBatch(c: Visit, batch: ImportBatch, trouble?: Trouble): Promise<Response> {
  if (batch.state !== 'checked') return await showDone(c, batch)
  const writing = runningWrite(c, batch)
  if (writing && !trouble) return await showWriting(c, batch, writing)
  const found = await checkOrWait(c, batch, trouble === 'changed')
  if ('errand' in found) return await showWaiting(c, batch, found.errand)
  const { reader } = c.var
  const title = reader.t('import.preview')
  const status = trouble === 'unticked' ? 422 : trouble ? 409 : 200
  if ('gone' in found.check) return redirect(c, importAddress(batch.id))
  if ('fault' in found.check) {
    return await show(c, { title, here }, ImportUnreadable({ reader, batch, ...found.check }), status)
  }
  const from = Math.max(0, Number(/^\d{1,6}$/.exec(queryText(c, 'from'))?.[0] ?? 0))
  const path = importAddress(batch.id)
  const body = ImportPreview({
    reader,
    batch,
    check: found.check,
    trouble,
    from,
    addressAt: (at: number) => addressOf(c, path, { from: at || null }),
  })
  return await show(c, { title, here, wide: true }, body, status)
}

async function showDone(c: Visit, batch: ImportBatch) {
  const { reader } = c.var
  const title = reader.t(batch.state === 'done' ? 'import.previewDone' : 'import.previewDiscarded')
  return await show(
    c,
    { title, here },
    ImportDone({ reader, batch, auditHref: reader.at('/admin/audit?deed=import') }),
  )
}

async function showWaiting(c: Visit, batch: ImportBatch, running: Running) {
  const { reader, log } = c.var
  const { state, progress, failure, errand } = running
  if (state === 'failed') log.error({ failure, errand: errand.kind }, 'an import could not be carried out')
  const isOn = state === 'waiting' || state === 'running'
  if (isOn) c.header('Refresh', '2')
  const title = reader.t(errand.kind === 'check' ? 'import.reading' : 'import.writing')
  const body = ImportWaiting({ reader, batch, kind: errand.kind, state: isOn ? state : 'failed', progress })
  return await show(c, { title, here }, body)
}

/** What was confirmed last of these files, by their batch. */
const writes = new WeakMap<object, Map<string, Running>>()

function runningWrite(c: Visit, batch: ImportBatch): Running | undefined {
  return writes.get(c.var.config)?.get(`${batch.id} ${batch.version}`)
}

/** Writes what was confirmed: a short import at once, a long one beside the server. */
export async function writeOrWait(c: Visit, batch: ImportBatch, seen: Seen): Promise<Response> {
  const { db, config } = c.var
  const errand = errandOf(c, batch, 'write', seen)
  if (await isSmall(c, batch)) {
    return await showWritten(c, batch, await writeBatch(db, config, errand, nothing))
  }
  const basis = `write ${batch.version} ${seen.digest} ${attempts.get(batch.id) ?? 0}`
  const wish = { basis, by: c.var.actor.userId }
  const running = runningWrite(c, batch) ?? errandsOf(config).start(errand, wish)
  const mine = writes.get(config) ?? new Map<string, Running>()
  writes.set(config, mine.set(`${batch.id} ${batch.version}`, running))
  return redirect(c, importAddress(batch.id))
}

/** How often a writing has ended, by its batch: what was refused once may go well the next time. */
const attempts = new Map<string, number>()

async function showWriting(c: Visit, batch: ImportBatch, running: Running) {
  if (running.state !== 'done') {
    if (running.state === 'failed') forget(c, batch)
    return await showWaiting(c, batch, running)
  }
  forget(c, batch)
  return await showWritten(c, batch, JSON.parse(readFileSync(running.file, 'utf8')) as Written)
}

const forget = (c: Visit, { id, version }: ImportBatch) => {
  writes.get(c.var.config)?.delete(`${id} ${version}`)
  attempts.set(id, (attempts.get(id) ?? 0) + 1)
}

async function showWritten(c: Visit, batch: ImportBatch, { outcome }: Written) {
  if (outcome === 'written' || outcome === 'gone') return redirect(c, importAddress(batch.id))
  return await showBatch(c, batch, outcome)
}
