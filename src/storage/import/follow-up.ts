import { and, asc, eq, sql } from 'drizzle-orm'
import { type Day, instantOf } from '../../domain/day.ts'
import { fold } from '../../domain/fold.ts'
import { type PartStatus, partStatuses } from '../../domain/follow-up.ts'
import { groupBy } from '../../domain/grouping.ts'
import type { ExtensionRow, GivenColumns, ImportData } from '../../domain/import.ts'
import type { Writer } from '../client.ts'
import {
  campaigns,
  directionParts,
  directions,
  directionUnits,
  extensions,
  proposals,
  proposalTargets,
  reminders,
  units,
} from '../schema.ts'
import type { Codes } from './codes.ts'
import { addMissing, keptOf, stableId, upsert } from './upsert.ts'

/** Extensions, proposals, directions and reminders. Gives the targets whose deadline may have moved. */
export async function importFollowUp(
  tx: Writer,
  tenant: string,
  data: ImportData,
  codes: Codes,
  given: GivenColumns,
): Promise<string[]> {
  const written = await importExtensions(tx, tenant, data.extensions, codes, given)
  await importProposals(tx, tenant, data, codes, given)
  await importDirections(tx, tenant, data, codes, given)
  const sent = await loadReminders(tx, tenant, data.reminders.length)
  await addMissing(
    tx,
    reminders,
    data.reminders
      .map((row) => ({
        tenant,
        id: stableId(tenant, 'reminder', row.target, row.sent_at, row.channel),
        targetId: codes.targets.of(row.target),
        sentBy: codes.users.of(row.sent_by),
        sentAt: row.sent_at,
        channel: row.channel,
        body: row.text,
      }))
      .filter((row) => !sent.has(`${row.targetId} ${row.sentAt} ${row.channel}`)),
  )
  return written
}

/** Those that were sent from here have ids of their own. */
async function loadReminders(tx: Writer, tenant: string, brought: number) {
  if (brought === 0) return new Set<string>()
  const rows = await tx
    .select({ targetId: reminders.targetId, sentAt: reminders.sentAt, channel: reminders.channel })
    .from(reminders)
    .where(eq(reminders.tenant, tenant))
  return new Set(rows.map(({ targetId, sentAt, channel }) => `${targetId} ${sentAt} ${channel}`))
}

/** What was decided stays as it was decided: a file neither undoes it nor decides it otherwise. */
async function importExtensions(
  tx: Writer,
  tenant: string,
  rows: ExtensionRow[],
  codes: Codes,
  given: GivenColumns,
): Promise<string[]> {
  const { id, targetId, requestedAt, decision } = extensions
  const there = rows.length
    ? await tx
        .select({ id, targetId, requestedAt, decision })
        .from(extensions)
        .where(eq(extensions.tenant, tenant))
    : []
  const known = new Map(there.map((row) => [`${row.targetId} ${row.requestedAt}`, row]))
  const knownOf = (row: ExtensionRow) => known.get(`${codes.targets.of(row.target)} ${row.requested_at}`)
  const written = await upsert(
    tx,
    extensions,
    [extensions.tenant, extensions.id],
    rows
      .filter((row) => !knownOf(row)?.decision)
      .map((row) => ({
        tenant,
        id: knownOf(row)?.id ?? stableId(tenant, 'extension', row.target, row.requested_at),
        targetId: codes.targets.of(row.target),
        requestedBy: codes.users.of(row.requested_by),
        requestedAt: row.requested_at,
        proposedDueOn: row.proposed_due_on,
        reasonCode: row.reason_code,
        reason: row.reason,
        decision: row.decision,
        decidedBy: row.decided_by ? codes.users.of(row.decided_by) : null,
        decidedAt: row.decided_at,
        newDueOn: row.new_due_on,
        comment: row.comment ?? null,
        document: row.document ?? null,
      })),
    { keeps: given.extensions ? keptOf(given, 'extensions') : ['comment', 'document'] },
  )
  return written.map((row) => String(row.targetId))
}

async function importProposals(
  tx: Writer,
  tenant: string,
  data: ImportData,
  codes: Codes,
  given: GivenColumns,
) {
  const there = await idsThere(tx, tenant, proposals)
  await upsert(
    tx,
    proposals,
    [proposals.tenant, proposals.id],
    data.proposals.map((row) => ({
      tenant,
      id: codes.proposals.of(row.code),
      code: row.code,
      unitId: codes.units.of(row.unit),
      addressedTo: row.addressed_to,
      raisedOn: row.raised_on,
      kind: row.kind,
      title: row.title,
      body: row.text,
      amountText: row.amount,
      amountMeasure: row.amount_measure,
      wantedBy: row.wanted_by,
      status: row.status,
      answeredOn: row.answered_on,
      answer: row.answer,
      folded: fold(`${row.code} ${row.title} ${row.text}`),
    })),
    { keeps: keptOf(given, 'proposals', { amount: ['amountText'] }) },
  )
  await waitForAddressee(
    tx,
    tenant,
    data.proposals.filter((row) => !there.has(codes.proposals.of(row.code))),
    codes,
  )
  await addMissing(
    tx,
    proposalTargets,
    data.proposals.flatMap((row) =>
      row.blocked_targets.map((target) => ({
        tenant,
        proposalId: codes.proposals.of(row.code),
        targetId: codes.targets.of(target),
      })),
    ),
  )
}

/**
 * What is new waits for the unit that it is addressed to, where that is one above the unit that asks or one beside
 * those; else for the unit directly above, which 'UBND huyện' and its like mean. Later steps may have sent it elsewhere.
 */
async function waitForAddressee(tx: Writer, tenant: string, rows: ImportData['proposals'], codes: Codes) {
  if (rows.length === 0) return
  const tree = await loadTree(tx, tenant)
  for (const row of rows) {
    await tx
      .update(proposals)
      .set({ waitsForUnitId: addresseeOf(tree, codes.units.of(row.unit), row) })
      .where(and(eq(proposals.tenant, tenant), eq(proposals.id, codes.proposals.of(row.code))))
  }
}

async function loadTree(tx: Writer, tenant: string) {
  const rows = await tx
    .select({
      id: units.id,
      parentId: units.parentId,
      name: units.name,
      shortName: units.shortName,
      validFrom: units.validFrom,
      validTo: units.validTo,
    })
    .from(units)
    .where(eq(units.tenant, tenant))
    .orderBy(asc(units.sortOrder), asc(units.code))
  const named = rows.map((row) => ({ ...row, names: [fold(row.name), fold(row.shortName)] }))
  return { byId: new Map(named.map((row) => [row.id, row])), below: groupBy(named, (row) => row.parentId) }
}

type Tree = Awaited<ReturnType<typeof loadTree>>

/** The nearest first: the unit above, what stands below it, the unit above that one, and so on. */
function addresseeOf(
  { byId, below }: Tree,
  unitId: string,
  row: { addressed_to: string; raised_on: Day },
): string | null {
  const to = fold(row.addressed_to)
  const day = row.raised_on
  const first = byId.get(unitId)?.parentId ?? null
  for (let above = byId.get(first ?? ''); above; above = byId.get(above.parentId ?? '')) {
    const found = [above, ...(below.get(above.id) ?? [])].find(
      ({ id, names, validFrom, validTo }) =>
        id !== unitId && names.includes(to) && (validFrom ?? day) <= day && (validTo ?? day) >= day,
    )
    if (found) return found.id
  }
  return first
}

async function idsThere(tx: Writer, tenant: string, from: typeof proposals | typeof directions) {
  const table = from as typeof proposals
  const rows = await tx.select({ id: table.id }).from(table).where(eq(table.tenant, tenant))
  return new Set(rows.map(({ id }) => id))
}

const handedOut = new Set<string>(partStatuses)

async function importDirections(
  tx: Writer,
  tenant: string,
  data: ImportData,
  codes: Codes,
  given: GivenColumns,
) {
  const there = await idsThere(tx, tenant, directions)
  await upsert(
    tx,
    directions,
    [directions.tenant, directions.id],
    data.directions.map((row) => ({
      tenant,
      id: codes.directions.of(row.code),
      code: row.code,
      issuedByPost: row.issued_by_post,
      issuedOn: row.issued_on,
      occasion: row.occasion,
      document: row.document,
      body: row.text,
      leadUnitId: codes.units.of(row.lead_unit),
      dueOn: row.due_on,
      status: row.status,
      targetId: row.target ? codes.targets.of(row.target) : null,
    })),
    { keeps: keptOf(given, 'directions', { target: ['targetId'] }) },
  )
  await ownByOffice(
    tx,
    tenant,
    data.directions.map((row) => codes.directions.of(row.code)).filter((id) => !there.has(id)),
  )
  await addMissing(tx, directionParts, partsOf(tenant, data, codes))
  await addMissing(
    tx,
    directionUnits,
    data.directions.flatMap((row) =>
      row.coordinating_units.map((unit) => ({
        tenant,
        directionId: codes.directions.of(row.code),
        unitId: codes.units.of(unit),
      })),
    ),
  )
}

/** What was handed out became the task of its lead unit. */
function partsOf(tenant: string, data: ImportData, codes: Codes) {
  return data.directions
    .filter((row) => handedOut.has(row.status))
    .map((row) => ({
      tenant,
      id: codes.directions.of(row.code),
      directionId: codes.directions.of(row.code),
      position: 1,
      leadUnitId: codes.units.of(row.lead_unit),
      body: row.text,
      dueOn: row.due_on,
      status: row.status as PartStatus,
      targetId: row.target ? codes.targets.of(row.target) : null,
      assignedAt: instantOf(row.issued_on, '00:00', codes.zone),
    }))
}

/** The office that keeps a direction: the lead unit's own where it leads a campaign, else that of the unit above. */
async function ownByOffice(tx: Writer, tenant: string, ids: string[]) {
  const leads = sql`exists (select 1 from ${campaigns} where ${campaigns.tenant} = ${directions.tenant}
    and ${campaigns.ownerUnitId} = ${directions.leadUnitId})`
  const above = sql`(select ${units.parentId} from ${units} where ${units.tenant} = ${directions.tenant}
    and ${units.id} = ${directions.leadUnitId})`
  for (const id of ids) {
    await tx
      .update(directions)
      .set({ ownerUnitId: sql`case when ${leads} then ${directions.leadUnitId} else ${above} end` })
      .where(and(eq(directions.tenant, tenant), eq(directions.id, id)))
  }
}
