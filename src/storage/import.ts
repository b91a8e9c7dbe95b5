import { and, eq, inArray } from 'drizzle-orm'
import type { Instant } from '../domain/day.ts'
import { type GivenColumns, type ImportData, importFiles } from '../domain/import.ts'
import { record } from './audit.ts'
import type { Writer } from './client.ts'
import { loadCodes } from './import/codes.ts'
import { importFollowUp } from './import/follow-up.ts'
import { type Foundations, importOrganisation } from './import/organisation.ts'
import { importPromises } from './import/promises.ts'
import { importReports } from './import/reports.ts'
import { targets } from './schema.ts'
import { settleTargets } from './settling.ts'

export interface ImportOrder {
  tenant: string
  now: Instant
  zone: string
  actorId: string | null
  actor: string
  /** Hears how many reports were written so far: they are nearly all of a long import. */
  progress?: (reports: number) => void
}

/**
 * Writes a checked import, all of it or nothing. A row whose code is known is brought up to date, an update or review
 * that is there is left alone, so the same files can be imported again. What `given` does not name of a file's columns
 * stays as it is; `detail` goes into the record of changes.
 */
export async function importData(
  tx: Writer,
  order: ImportOrder,
  data: ImportData,
  { given = {}, detail = {} }: { given?: GivenColumns; detail?: Record<string, unknown> } = {},
): Promise<void> {
  const { tenant, now, zone } = order
  const codes = await loadCodes(tx, tenant, now, zone)
  const foundations = await importOrganisation(tx, tenant, data, codes, given)
  const changed = new Set([
    ...(await importPromises(tx, tenant, data, codes, given)),
    ...(await importReports(tx, tenant, data, codes, order.progress)),
    ...(await importFollowUp(tx, tenant, data, codes, given)),
  ])
  await settle(tx, order, foundations, changed)
  await record(tx, {
    tenant,
    at: now,
    actorId: order.actorId,
    actor: order.actor,
    deed: 'import',
    subjectKind: 'tenant',
    subject: tenant,
    detail: { rows: Object.fromEntries(importFiles.map((file) => [file, data[file].length])), ...detail },
  })
}

const TARGETS_AT_ONCE = 400

/** What changed is judged anew; with the rules of a campaign or the days off, everything that rests on them. */
async function settle(tx: Writer, order: ImportOrder, foundations: Foundations, changed: Set<string>) {
  const { tenant, now, zone } = order
  const { campaignIds, calendar } = foundations
  if (calendar || campaignIds.length > 0) {
    const mine = eq(targets.tenant, tenant)
    const of = calendar ? mine : and(mine, inArray(targets.campaignId, campaignIds))
    for (const { id } of await tx.select({ id: targets.id }).from(targets).where(of)) changed.add(id)
  }
  const ids = [...changed]
  // By parts: the whole history of each is held while it is judged.
  for (let at = 0; at < ids.length; at += TARGETS_AT_ONCE) {
    await settleTargets(tx, tenant, { ids: ids.slice(at, at + TARGETS_AT_ONCE) }, now, zone)
  }
}
