import { fold } from '../../domain/fold.ts'
import type { ImportData, TargetRow } from '../../domain/import.ts'
import type { Writer } from '../client.ts'
import { commitments, coordinators, planVersions, referenceValues, targets } from '../schema.ts'
import type { Codes } from './codes.ts'
import { addMissing, upsert } from './upsert.ts'

/** Signed documents, their targets, later versions of plans and reference values. */
export async function importPromises(tx: Writer, tenant: string, data: ImportData, codes: Codes) {
  const owners = new Map(codes.campaignOwners)
  for (const row of data.campaigns) owners.set(row.code, codes.units.of(row.owner_unit))
  for (const row of data.commitments) {
    const unitId = codes.units.of(row.unit)
    codes.commitmentInfo.set(row.code, {
      unitId,
      upperUnitId: owners.get(row.campaign)!,
      campaignId: codes.campaigns.of(row.campaign),
    })
  }
  await upsert(
    tx,
    commitments,
    [commitments.tenant, commitments.id],
    data.commitments.map((row) => ({
      tenant,
      id: codes.commitments.of(row.code),
      code: row.code,
      ...codes.commitmentInfo.get(row.code)!,
      partyKind: row.party_kind,
      number: row.number,
      signedOn: row.signed_on,
      sideAPost: row.side_a_post,
      sideBPost: row.side_b_post,
      effectiveFrom: row.effective_from,
      effectiveTo: row.effective_to,
      state: row.signed_on ? 'active' : 'draft',
    })),
  )
  await importTargets(tx, tenant, data, codes)
  await upsert(
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
}

async function importTargets(tx: Writer, tenant: string, data: ImportData, codes: Codes) {
  await upsert(
    tx,
    targets,
    [targets.tenant, targets.id],
    data.targets.map((row) => {
      const sides = codes.commitmentInfo.get(row.commitment)!
      codes.targetInfo.set(row.code, { ...sides, valueKind: row.value_kind, startOn: row.start_on })
      return { ...targetColumns(tenant, row, codes), ...sides }
    }),
  )
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
    dueOn: row.due_on,
    curve: row.curve,
    parentId: row.parent ? codes.targets.of(row.parent) : null,
    contribution: row.contribution,
    evidenceRequired: row.evidence_required,
    headline: row.headline,
    state: 'active',
    folded: fold(`${row.code} ${row.title} ${row.product}`),
  }
}
