import { and, eq, inArray, sql } from 'drizzle-orm'
import { isUnsigned, unsignedStates } from '../../domain/commitment.ts'
import { fold } from '../../domain/fold.ts'
import type { CommitmentRow, GivenColumns, ImportData, TargetRow } from '../../domain/import.ts'
import type { Writer } from '../client.ts'
import { touchDrafts } from '../commitments/held.ts'
import { commitments, coordinators, planVersions, referenceValues, targets } from '../schema.ts'
import type { Codes } from './codes.ts'
import { addMissing, byState, keptOf, upsert } from './upsert.ts'

/** Signed documents, their targets, later versions of plans and reference values. Gives the targets it has changed. */
export async function importPromises(
  tx: Writer,
  tenant: string,
  data: ImportData,
  codes: Codes,
  given: GivenColumns,
): Promise<string[]> {
  const owners = new Map(codes.campaignOwners)
  for (const row of data.campaigns) owners.set(row.code, codes.units.of(row.owner_unit))
  for (const row of data.commitments) {
    const unitId = codes.units.of(row.unit)
    codes.commitmentInfo.set(row.code, {
      unitId,
      upperUnitId: owners.get(row.campaign)!,
      campaignId: codes.campaigns.of(row.campaign),
      isSigned: !isUnsigned(stateOf(row)) || codes.commitmentInfo.get(row.code)?.isSigned === true,
    })
  }
  await importCommitments(tx, tenant, data.commitments, codes, given)
  const changed = await importTargets(tx, tenant, data, codes, given)
  return [...changed, ...(await importFigures(tx, tenant, data, codes))]
}

async function importCommitments(
  tx: Writer,
  tenant: string,
  rows: CommitmentRow[],
  codes: Codes,
  given: GivenColumns,
) {
  const keeps = given.commitments
    ? keptOf(given, 'commitments', { state: [] })
    : ['place', 'sideAName', 'sideBName']
  for (const { part, isSilent } of byState(rows)) {
    await upsert(
      tx,
      commitments,
      [commitments.tenant, commitments.id],
      part.map((row) => ({
        tenant,
        id: codes.commitments.of(row.code),
        code: row.code,
        ...sidesOf(row.code, codes),
        partyKind: row.party_kind,
        number: row.number,
        signedOn: row.signed_on,
        sideAPost: row.side_a_post,
        sideBPost: row.side_b_post,
        effectiveFrom: row.effective_from,
        effectiveTo: row.effective_to,
        place: row.place ?? null,
        sideAName: row.side_a_name ?? null,
        sideBName: row.side_b_name ?? null,
        state: stateOf(row),
      })),
      { keeps, becomes: isSilent ? { state: signedByFile } : {} },
    )
  }
}

/** Later versions of plans, whose targets are given, and reference values. */
async function importFigures(tx: Writer, tenant: string, data: ImportData, codes: Codes): Promise<string[]> {
  const revised = await upsert(
    tx,
    planVersions,
    [planVersions.tenant, planVersions.targetId, planVersions.effectiveFrom],
    data.plan_revisions.map((row) => ({
      tenant,
      targetId: codes.targets.of(row.target),
      effectiveFrom: row.effective_from,
      plan: row.plan,
      decision: row.decision,
      reason: row.reason,
    })),
  )
  await upsert(
    tx,
    referenceValues,
    [referenceValues.tenant, referenceValues.targetId, referenceValues.asOf],
    data.reference_values.map((row) => ({
      tenant,
      targetId: codes.targets.of(row.target),
      asOf: row.as_of,
      value: row.value,
      source: row.source,
    })),
  )
  return revised.map(({ targetId }) => String(targetId))
}

const stateOf = (row: CommitmentRow) => row.state ?? (row.signed_on ? 'active' : 'draft')

/** The file knows of the signature; else the state is as it became here. */
const signedByFile = sql`case when ${commitments.state} in (${sql.join(
  unsignedStates.map((state) => sql`${state}`),
  sql`, `,
)}) and excluded.state = 'active' then excluded.state else ${commitments.state} end`
const begunByFile = sql`case when ${targets.state} = 'planned' then excluded.state else ${targets.state} end`

/** A row that says nothing of its state takes nothing back that was noted with it here. */
const silentTarget = {
  state: begunByFile,
  stateOn: sql`coalesce(excluded.state_on, ${targets.stateOn})`,
  stateDocument: sql`coalesce(excluded.state_document, ${targets.stateDocument})`,
}

const called = { parent: ['parentId'], due_on: ['dueOriginal'], state: [] }

async function importTargets(
  tx: Writer,
  tenant: string,
  data: ImportData,
  codes: Codes,
  given: GivenColumns,
): Promise<string[]> {
  const known = new Set(codes.targetInfo.keys())
  const keeps = given.targets ? keptOf(given, 'targets', called) : ['stateOn', 'stateDocument', 'orderedAt']
  const written: Record<string, unknown>[] = []
  for (const { part, isSilent } of byState(data.targets)) {
    const values = part.map((row) => {
      const sides = sidesOf(row.commitment, codes)
      const { isSigned } = codes.commitmentInfo.get(row.commitment)!
      codes.targetInfo.set(row.code, { ...sides, valueKind: row.value_kind, startOn: row.start_on })
      const state = row.state ?? (isSigned ? 'active' : 'planned')
      return { ...targetColumns(tenant, row, codes), ...sides, state }
    })
    const manner = { keeps, becomes: isSilent ? silentTarget : {} }
    written.push(...(await upsert(tx, targets, [targets.tenant, targets.id], values, manner)))
  }
  await replaceCoordinators(tx, tenant, data.targets, codes, known, given)
  await addMissing(
    tx,
    coordinators,
    data.targets.flatMap((row) =>
      [...new Set(row.coordinating_units)].map((unit) => ({
        tenant,
        targetId: codes.targets.of(row.code),
        unitId: codes.units.of(unit),
      })),
    ),
  )
  const changed = new Set(written.map(({ id }) => String(id)))
  const moved = data.targets.filter(({ code }) => changed.has(codes.targets.of(code)))
  await touchDrafts(tx, tenant, [...new Set(moved.map(({ commitment }) => codes.commitments.of(commitment)))])
  return [...changed]
}

function sidesOf(commitment: string, codes: Codes) {
  const { unitId, upperUnitId, campaignId } = codes.commitmentInfo.get(commitment)!
  return { unitId, upperUnitId, campaignId }
}

/** Whoever a file no longer names does not help any more. */
async function replaceCoordinators(
  tx: Writer,
  tenant: string,
  rows: TargetRow[],
  codes: Codes,
  known: ReadonlySet<string>,
  given: GivenColumns,
) {
  if (given.targets?.has('coordinating_units') === false) return
  const wanted = new Map(
    rows
      .filter((row) => known.has(row.code))
      .map((row) => [
        codes.targets.of(row.code),
        new Set(row.coordinating_units.map((unit) => codes.units.of(unit))),
      ]),
  )
  const ids = [...wanted.keys()]
  for (let at = 0; at < ids.length; at += 400) {
    const mine = and(eq(coordinators.tenant, tenant), inArray(coordinators.targetId, ids.slice(at, at + 400)))
    const there = await tx
      .select({ targetId: coordinators.targetId, unitId: coordinators.unitId })
      .from(coordinators)
      .where(mine)
    for (const { targetId, unitId } of there) {
      if (wanted.get(targetId)!.has(unitId)) continue
      await tx
        .delete(coordinators)
        .where(and(mine, eq(coordinators.targetId, targetId), eq(coordinators.unitId, unitId)))
    }
  }
}

function targetColumns(tenant: string, row: TargetRow, codes: Codes) {
  return {
    tenant,
    id: codes.targets.of(row.code),
    code: row.code,
    commitmentId: codes.commitments.of(row.commitment),
    groupNumber: row.group,
    sortOrder: row.sort_order,
    title: row.title.normalize('NFC'),
    product: row.product.normalize('NFC'),
    origin: row.origin,
    kind: row.kind,
    measure: row.measure,
    decimals: row.decimals,
    valueKind: row.value_kind,
    direction: row.direction,
    plan: row.plan,
    planLow: row.plan_low,
    planHigh: row.plan_high,
    baseline: row.baseline,
    baselineOn: row.baseline_on,
    weight: row.weight,
    startOn: row.start_on,
    dueOriginal: row.due_on,
    curve: row.curve,
    parentId: row.parent ? codes.targets.of(row.parent) : null,
    contribution: row.contribution,
    evidenceRequired: row.evidence_required,
    headline: row.headline,
    stateOn: row.state_on ?? null,
    stateDocument: row.state_document ?? null,
    orderedAt: row.ordered_at ?? null,
    folded: fold(`${row.code} ${row.title} ${row.product}`),
  }
}
