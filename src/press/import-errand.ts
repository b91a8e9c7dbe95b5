import { createHash } from 'node:crypto'
import { type AskedNumber, type ImportFile, type ImportProblem, importFiles } from '../domain/import.ts'
import { openBundle } from '../imports/bundle.ts'
import { type ReadImport, readImport } from '../imports/read-import.ts'
import { type FileFault, UnreadableFile } from '../imports/unreadable.ts'
import { type Db, isRefused } from '../storage/client.ts'
import { loadKnownCodes } from '../storage/import/codes.ts'
import { type Change, type Comparison, compareImport, type FileCounts } from '../storage/import/compare.ts'
import { NoAdminLeft } from '../storage/import/last-admin.ts'
import { findBatch, finishBatch, type ImportBatch, loadBatchBytes } from '../storage/import-batches.ts'
import { lastDeed } from '../storage/summaries/size.ts'
import type { ImportErrand, ImportProgress } from './errand.ts'
import { importCompared, MovedOn } from './import-compared.ts'

/** What an import would do, as a page shows it; or why nothing of it can be read; or that somebody was faster. */
export type Check = { gone: true } | { fault: FileFault; hint: string } | CheckedImport

export interface CheckedImport {
  tables: { file: ImportFile; title: string }[]
  unused: string[]
  rows: Partial<Record<ImportFile, { all: number; faulty: number }>>
  counts: Record<ImportFile, FileCounts>
  changes: Change[]
  /** Rows that change what is signed or are added to it, and how many of them are new. */
  signed: number
  added: number
  problems: ImportProblem[]
  unlisted: number
  asked: AskedNumber[]
  /** Of the files, the answers and what they would change: what is confirmed is what was seen. */
  digest: string
}

/**
 * What came of a confirmed import; `changed` when the house has moved on since it was looked at, `unticked` when it
 * changes what is signed and nobody said that it may.
 */
export interface Written {
  outcome: 'written' | 'changed' | 'refused' | 'gone' | 'unticked' | 'lastAdmin'
}

export interface ImportHouse {
  tenant: string
  zone: string
}

type Say = (progress: ImportProgress) => void

export async function checkBatch(db: Db, house: ImportHouse, batch: ImportBatch, say: Say): Promise<Check> {
  try {
    const { found, comparison, digest, tables, unused } = await look(db, house, batch, say)
    const { rows, problems, unlisted, asked } = found
    const { counts, changes, signed, added } = comparison
    return { tables, unused, rows, counts, changes, signed, added, problems, unlisted, asked, digest }
  } catch (error) {
    if (error instanceof UnreadableFile) return { fault: error.fault, hint: error.hint }
    if (error instanceof Gone) return { gone: true }
    throw error
  }
}

class Gone extends Error {}

async function look(db: Db, { tenant, zone }: ImportHouse, batch: ImportBatch, say: Say) {
  say({ step: 'read', done: 0, of: 0 })
  const bytes = await loadBatchBytes(db.read, tenant, batch)
  if (!bytes) throw new Gone()
  const seq = await lastDeed(db.read, tenant)
  const bundle = await openBundle([{ name: batch.name, bytes }])
  const known = await loadKnownCodes(db.read, tenant)
  const found = await readImport(bundle, known, {
    zone,
    choices: batch.choices,
    progress: (done) => say({ step: 'read', done, of: 0 }),
  })
  say({ step: 'compare', done: 0, of: 0 })
  const comparison = await compareImport(db.read, { tenant, zone }, found.data, found.given)
  const tables = bundle.tables.map(({ file, title }) => ({ file, title }))
  return { found, comparison, digest: digestOf(batch, comparison), tables, unused: bundle.unused, seq }
}

function digestOf({ hash, choices }: ImportBatch, comparison: Comparison): string {
  const answers = Object.entries(choices).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([hash, answers, comparison.digest]))
    .digest('hex')
}

/**
 * Writes what was confirmed, once, in one transaction: it is read again, and compared again with the house as it is
 * when the transaction begins.
 */
export async function writeBatch(
  db: Db,
  house: ImportHouse,
  errand: ImportErrand,
  say: Say,
): Promise<Written> {
  const { tenant, zone } = house
  const batch = await findBatch(db.read, tenant, errand.batch)
  if (batch?.state !== 'checked' || batch.version !== errand.version) return { outcome: 'gone' }
  const looked = await look(db, house, batch, say).catch((error: unknown) => {
    if (error instanceof Gone) return null
    throw error
  })
  if (!looked) return { outcome: 'gone' }
  const { found, comparison, digest, seq } = looked
  const isWhole = found.problems.length + found.asked.length === 0
  if (!isWhole || digest !== errand.digest) return { outcome: 'changed' }
  if (comparison.signed > 0 && !errand.signed) return { outcome: 'unticked' }
  say({ step: 'write', done: 0, of: 0 })
  const { now, actorId, actor } = errand
  const of = found.data.updates.length
  const progress = (done: number) => say({ step: 'write', done, of })
  const order = { tenant, zone, now, actorId, actor, progress }
  try {
    return await db.tx(async (tx): Promise<Written> => {
      if (!(await finishBatch(tx, tenant, batch, rowsOf(found), errand.now))) return { outcome: 'gone' }
      await importCompared(tx, order, { found, comparison, seq }, detailOf(batch, comparison))
      return { outcome: 'written' }
    })
  } catch (error) {
    return { outcome: refusalOf(error) }
  }
}

function refusalOf(error: unknown): Written['outcome'] {
  if (error instanceof MovedOn) return 'changed'
  if (error instanceof NoAdminLeft) return 'lastAdmin'
  if (isRefused(error)) return 'refused'
  throw error
}

const rowsOf = ({ data }: ReadImport) =>
  Object.fromEntries(importFiles.map((file) => [file, data[file].length] as const).filter(([, n]) => n > 0))

/** Rows before and after, as far as a record should carry them. */
function detailOf({ id, name, hash }: ImportBatch, { counts, changes, signed }: Comparison) {
  const some = changes.map(({ file, key, before, after }) => ({ file, key, before, after }))
  return {
    batch: id,
    name,
    hash,
    counts: Object.fromEntries(Object.entries(counts).filter(isSomething)),
    signed,
    changed: some,
  }
}

const isSomething = ([, { fresh, changed, same }]: [string, FileCounts]) => fresh + changed + same > 0
