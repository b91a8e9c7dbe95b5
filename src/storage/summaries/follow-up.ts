import { and, asc, eq } from 'drizzle-orm'
import type { DirectionSource, ProposalSource } from '../../domain/snapshot/input.ts'
import type { Reader } from '../client.ts'
import { directions, directionUnits, proposals, proposalTargets, targets, units } from '../schema.ts'
import { inSubtree } from '../search.ts'

/** Proposals of these units, in the order in which they were raised. */
export async function loadProposals(
  read: Reader,
  tenant: string,
  ownerPath: string,
  unitIds: ReadonlySet<string>,
): Promise<ProposalSource[]> {
  const rows = await read
    .select({ proposal: proposals, unit: units.code })
    .from(proposals)
    .innerJoin(units, and(eq(units.tenant, tenant), eq(units.id, proposals.unitId)))
    .where(and(eq(proposals.tenant, tenant), inSubtree(ownerPath)))
    .orderBy(asc(proposals.raisedOn), asc(proposals.code))
  const blocked = await read
    .select({ id: proposalTargets.proposalId, code: targets.code })
    .from(proposalTargets)
    .innerJoin(targets, and(eq(targets.tenant, tenant), eq(targets.id, proposalTargets.targetId)))
    .where(eq(proposalTargets.tenant, tenant))
    .orderBy(asc(targets.code))
  return rows
    .filter(({ proposal }) => unitIds.has(proposal.unitId))
    .map(({ proposal, unit }) => ({
      code: proposal.code,
      unit,
      addressedTo: proposal.addressedTo,
      raisedOn: proposal.raisedOn,
      kind: proposal.kind,
      title: proposal.title,
      text: proposal.body,
      amount: proposal.amountText,
      amountMeasure: proposal.amountMeasure,
      wantedBy: proposal.wantedBy,
      status: proposal.status,
      answeredOn: proposal.answeredOn,
      answer: proposal.answer,
      targets: blocked.filter(({ id }) => id === proposal.id).map(({ code }) => code),
    }))
}

/** Directions that these units lead, in the order in which they were given. */
export async function loadDirections(
  read: Reader,
  tenant: string,
  ownerPath: string,
  unitIds: ReadonlySet<string>,
): Promise<DirectionSource[]> {
  const rows = await read
    .select({ direction: directions, unit: units.code, unitName: units.name, target: targets.code })
    .from(directions)
    .innerJoin(units, and(eq(units.tenant, tenant), eq(units.id, directions.leadUnitId)))
    .leftJoin(targets, and(eq(targets.tenant, tenant), eq(targets.id, directions.targetId)))
    .where(and(eq(directions.tenant, tenant), inSubtree(ownerPath)))
    .orderBy(asc(directions.issuedOn), asc(directions.code))
  const helping = await read
    .select({ id: directionUnits.directionId, code: units.code })
    .from(directionUnits)
    .innerJoin(units, and(eq(units.tenant, tenant), eq(units.id, directionUnits.unitId)))
    .where(eq(directionUnits.tenant, tenant))
    .orderBy(asc(units.sortOrder), asc(units.code))
  return rows
    .filter(({ direction }) => unitIds.has(direction.leadUnitId))
    .map(({ direction, unit, unitName, target }) => ({
      code: direction.code,
      issuedByPost: direction.issuedByPost,
      issuedOn: direction.issuedOn,
      occasion: direction.occasion,
      document: direction.document,
      text: direction.body,
      leadUnit: unit,
      leadUnitName: unitName,
      coordinators: helping.filter(({ id }) => id === direction.id).map(({ code }) => code),
      dueOn: direction.dueOn,
      status: direction.status,
      target,
    }))
}
