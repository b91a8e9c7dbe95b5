import { and, asc, eq, gte, inArray, lt, or } from 'drizzle-orm'
import type { Instant } from '../../domain/day.ts'
import type { PastStep } from '../../domain/direction.ts'
import { groupBy } from '../../domain/grouping.ts'
import { proposalOutcomes } from '../../domain/proposal.ts'
import type { DirectionSource, ProposalSource } from '../../domain/snapshot/input.ts'
import type { Reader } from '../client.ts'
import { loadPast } from '../directions/past.ts'
import { lead, owner, selectDirections, withTasks } from '../directions/rows.ts'
import {
  directions,
  directionUnits,
  followUpSteps,
  proposals,
  proposalTargets,
  targets,
  units,
} from '../schema.ts'
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
  const codes = groupBy(blocked, ({ id }) => id)
  const lives = await loadLives(read, tenant)
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
      raisedAt: lives.get(proposal.id)?.raisedAt ?? null,
      settledAt: lives.get(proposal.id)?.settledAt ?? null,
      targets: (codes.get(proposal.id) ?? []).map(({ code }) => code),
    }))
}

type Life = Pick<ProposalSource, 'raisedAt' | 'settledAt'>

/** When proposals were entered, and when they were answered or left the register, as far as these steps were kept. */
async function loadLives(read: Reader, tenant: string): Promise<Map<string, Life>> {
  const rows = await read
    .select({ id: proposals.id, step: followUpSteps.step, at: followUpSteps.at })
    .from(proposals)
    .innerJoin(
      followUpSteps,
      and(
        eq(followUpSteps.tenant, tenant),
        eq(followUpSteps.subjectKind, 'proposal'),
        eq(followUpSteps.subjectId, proposals.id),
        or(
          inArray(followUpSteps.step, ['raised', ...proposalOutcomes, 'resolved', 'closed', 'withdrawn']),
          // The one that goes on for both keeps a step of the merging too.
          and(eq(followUpSteps.step, 'merged'), eq(proposals.status, 'merged')),
        ),
      ),
    )
    .where(eq(proposals.tenant, tenant))
    .orderBy(asc(followUpSteps.at))
  const lives = groupBy(rows, ({ id }) => id)
  return new Map(
    [...lives].map(([id, steps]) => [
      id,
      {
        raisedAt: steps.find(({ step }) => step === 'raised')?.at ?? null,
        settledAt: steps.find(({ step }) => step !== 'raised')?.at ?? null,
      },
    ]),
  )
}

/** Directions that these units lead or the office itself has recorded, in the order in which they were given. */
export async function loadDirections(
  read: Reader,
  tenant: string,
  ownerPath: string,
  unitIds: ReadonlySet<string>,
): Promise<DirectionSource[]> {
  const rows = await selectDirections(read)
    .where(and(eq(directions.tenant, tenant), or(isBelow(ownerPath), eq(owner.path, ownerPath))))
    .orderBy(asc(directions.issuedOn), asc(directions.code))
  const helping = await read
    .select({ id: directionUnits.directionId, code: units.code })
    .from(directionUnits)
    .innerJoin(units, and(eq(units.tenant, tenant), eq(units.id, directionUnits.unitId)))
    .where(eq(directionUnits.tenant, tenant))
    .orderBy(asc(units.sortOrder), asc(units.code))
  const helpers = groupBy(helping, ({ id }) => id)
  const ours = rows.filter((one) => unitIds.has(one.leadId) || one.ownerPath === ownerPath)
  const described = await withTasks(read, tenant, ours)
  const steps = await loadPast(
    read,
    tenant,
    ours.map(({ row }) => row.id),
  )
  const intended = await nameUnits(read, tenant)
  return described.map(({ row, parts }) => ({
    code: row.code,
    issuedByPost: row.issuedByPost,
    issuedOn: row.issuedOn,
    recordedAt: row.recordedBy === null ? null : enteredAt(steps(row.id)),
    occasion: row.occasion,
    document: row.document,
    text: row.body,
    intended: intended(row.leadUnitId),
    helpers: (helpers.get(row.id) ?? []).map(({ code }) => code),
    dueOn: row.dueOn,
    status: row.status,
    steps: steps(row.id),
    tasks: parts.map((part) => ({
      ...part.row,
      unit: part.unit,
      target: part.target,
      targetCode: part.target?.code ?? null,
    })),
  }))
}

/** The first thing that is ever done with a direction is to record it, if only to note it. */
const enteredAt = (steps: readonly PastStep[]): Instant | null =>
  steps.find(({ step }) => step === 'recorded' || step === 'noted')?.at ?? null

async function nameUnits(read: Reader, tenant: string) {
  const ofOne = and(eq(units.tenant, directions.tenant), eq(units.id, directions.leadUnitId))
  const rows = await read
    .selectDistinct({ id: units.id, code: units.code, name: units.name })
    .from(directions)
    .innerJoin(units, ofOne)
    .where(eq(directions.tenant, tenant))
  const byId = new Map(rows.map(({ id, ...unit }) => [id, unit]))
  return (id: string) => byId.get(id)!
}

/** A range of the lead unit's path, which ends in '/'. */
const isBelow = (path: string) => and(gte(lead.path, path), lt(lead.path, `${path}~`))
