import type { Instant } from '../domain/day.ts'
import { type ImportData, importFiles } from '../domain/import.ts'
import { record } from './audit.ts'
import type { Writer } from './client.ts'
import { loadCodes } from './import/codes.ts'
import { importFollowUp } from './import/follow-up.ts'
import { importOrganisation } from './import/organisation.ts'
import { importPromises } from './import/promises.ts'
import { importReports } from './import/reports.ts'
import { settleTargets } from './settling.ts'

export interface ImportOrder {
  tenant: string
  now: Instant
  zone: string
  actorId: string | null
  actor: string
}

/**
 * Writes a checked import, all of it or nothing. A row whose code is known is brought up to date, an update or review
 * that is there is left alone, so the same files can be imported again.
 */
export async function importData(tx: Writer, order: ImportOrder, data: ImportData): Promise<void> {
  const { tenant, now, zone } = order
  const codes = await loadCodes(tx, tenant, now, zone)
  await importOrganisation(tx, tenant, data, codes)
  await importPromises(tx, tenant, data, codes)
  await importReports(tx, tenant, data, codes)
  await importFollowUp(tx, tenant, data, codes)
  const touched = new Set([
    ...data.targets.map((row) => row.code),
    ...[data.updates, data.extensions, data.plan_revisions].flatMap((rows) => rows.map((row) => row.target)),
  ])
  await settleTargets(tx, tenant, { ids: [...touched].map((code) => codes.targets.of(code)) }, now, zone)
  await record(tx, {
    tenant,
    at: now,
    actorId: order.actorId,
    actor: order.actor,
    deed: 'import',
    subjectKind: 'tenant',
    subject: tenant,
    detail: { rows: Object.fromEntries(importFiles.map((file) => [file, data[file].length])) },
  })
}
