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
  const known = new Set(codes.targetInfo.keys())
  const written = await importTargets(tx, tenant, data, codes, given)
  const helped = await importCoordinators(tx, tenant, data.targets, codes, { known, given })
  const figures = await importFigures(tx, tenant, data, codes)
  await moveOn(tx, tenant, written, [...helped, ...figures.revised, ...figures.compared])
  return [...written.keys(), ...figures.revised]
}

/** Targets by id, each with its commitment: whoever has a form of them open, or of their draft, is told that they changed. */
async function moveOn(
  tx: Writer,
  tenant: string,
  written: ReadonlyMap<string, string>,
  beside: readonly string[],
) {
  const drafts = new Set(written.values())
  const others = [...new Set(beside)].filter((id) => !written.has(id))
  for (let at = 0; at < others.length; at += SOME) {
    const moved = await tx
      .update(targets)
      .set({ version: sql`${targets.version} + 1` })
      .where(and(eq(targets.tenant, tenant), inArray(targets.id, others.slice(at, at + SOME))))
      .returning({ commitmentId: targets.commitmentId })
    for (const { commitmentId } of moved) drafts.add(commitmentId)
  }
  await touchDrafts(tx, tenant, [...drafts])
}

const SOME = 400

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

/** Later versions of plans and reference values; gives the targets whose plans, and whose bases, are others now. */
async function importFigures(tx: Writer, tenant: string, data: ImportData, codes: Codes) {
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
  const compared = await upsert(
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
  const idOf = ({ targetId }: Record<string, unknown>) => String(targetId)
  return { revised: revised.map(idOf), compared: compared.map(idOf) }
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
): Promise<Map<string, string>> {
  const keeps = given.targets ? keptOf(given, 'targets', called) : ['stateOn', 'stateDocument', 'orderedAt']
  const written = new Map<string, string>()
  for (const { part, isSilent } of byState(data.targets)) {
    const values = part.map((row) => {
      const sides = sidesOf(row.commitment, codes)
      const { isSigned } = codes.commitmentInfo.get(row.commitment)!
      codes.targetInfo.set(row.code, { ...sides, valueKind: row.value_kind, startOn: row.start_on })
      const state = row.state ?? (isSigned ? 'active' : 'planned')
      return { ...targetColumns(tenant, row, codes), ...sides, state }
    })
    const manner = { keeps, becomes: isSilent ? silentTarget : {} }
    for (const row of await upsert(tx, targets, [targets.tenant, targets.id], values, manner)) {
      written.set(String(row.id), String(row.commitmentId))
    }
  }
  return written
}

function sidesOf(commitment: string, codes: Codes) {
  const { unitId, upperUnitId, campaignId } = codes.commitmentInfo.get(commitment)!
  return { unitId, upperUnitId, campaignId }
}

/** Whoever a file no longer names does not help any more. Gives the targets that others help with than before. */
async function importCoordinators(
  tx: Writer,
  tenant: string,
  rows: TargetRow[],
  codes: Codes,
  { known, given }: { known: ReadonlySet<string>; given: GivenColumns },
): Promise<string[]> {
  if (given.targets?.has('coordinating_units') === false) return []
  const wanted = new Map(
    rows.map((row) => [
      codes.targets.of(row.code),
      new Set(row.coordinating_units.map((unit) => codes.units.of(unit))),
    ]),
  )
  const changed = new Set<string>()
  const ids = rows.flatMap((row) => (known.has(row.code) ? [codes.targets.of(row.code)] : []))
  for (let at = 0; at < ids.length; at += SOME) {
    const mine = and(
      eq(coordinators.tenant, tenant),
      inArray(coordinators.targetId, ids.slice(at, at + SOME)),
    )
    const there = await tx
      .select({ targetId: coordinators.targetId, unitId: coordinators.unitId })
      .from(coordinators)
      .where(mine)
    for (const one of there) {
      if (wanted.get(one.targetId)!.delete(one.unitId)) continue
      const { targetId, unitId } = coordinators
      await tx.delete(coordinators).where(and(mine, eq(targetId, one.targetId), eq(unitId, one.unitId)))
      changed.add(one.targetId)
    }
  }
  const added = [...wanted].flatMap(([targetId, units]) =>
    [...units].map((unitId) => ({ tenant, targetId, unitId })),
  )
  await addMissing(tx, coordinators, added)
  return [...changed, ...added.map(({ targetId }) => targetId)]
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
