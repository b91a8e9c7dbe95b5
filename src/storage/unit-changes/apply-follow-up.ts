import { and, eq, inArray, ne, notInArray, or } from 'drizzle-orm'
import {
  commitments,
  coordinators,
  directionParts,
  directions,
  directionUnits,
  proposals,
  proposalTargets,
  targets,
} from '../schema.ts'
import type { Work } from './apply.ts'
import { heirsOfUnit, madeKey } from './apply-targets.ts'

const OVER = ['resolved', 'closed', 'withdrawn', 'merged'] as const

/** What others have to do with the units that end goes on with those that follow. */
export async function passFollowUp(work: Work, made: Map<string, string>) {
  await passHelp(work)
  await passProposals(work, made)
  await passDirections(work, made)
  await passLeadership(work)
  await passChildren(work, made)
}

const idsOf = ({ plan }: Work) => plan.estate.units.map(({ id }) => id)

/** Where a thing can only be at one place: the first of those that follow. */
const firstHeir = (work: Work, unitId: string): string | undefined => heirsOfUnit(work, unitId)[0]

interface Follower {
  targetId: string
  unitId: string
}

/** The new targets, each with its unit, by the id of the old one. */
function followers({ plan, unitIds }: Work, made: Map<string, string>): Map<string, Follower[]> {
  const idOf = new Map(plan.estate.targets.map(({ id, code }) => [code, id]))
  const all = new Map<string, Follower[]>()
  for (const row of plan.rows) {
    if (row.fate === 'end') continue
    const from = idOf.get(row.target)!
    const next = { targetId: made.get(madeKey(row))!, unitId: unitIds.get(row.successor!)! }
    all.set(from, [...(all.get(from) ?? []), next])
  }
  return all
}

/** Targets of other units with which a unit helped. */
async function passHelp(work: Work) {
  const { tx, actor, plan, ledger } = work
  const ours = new Set(plan.estate.targets.map(({ id }) => id))
  const rows = await tx
    .select({ targetId: coordinators.targetId, unitId: coordinators.unitId, lead: targets.unitId })
    .from(coordinators)
    .innerJoin(targets, and(eq(targets.tenant, coordinators.tenant), eq(targets.id, coordinators.targetId)))
    .where(
      and(
        eq(coordinators.tenant, actor.tenant),
        inArray(coordinators.unitId, idsOf(work)),
        inArray(targets.baseClass, ['open', 'divided', 'unsigned', 'suspended']),
      ),
    )
  const wanted = new Map<string, { targetId: string; unitId: string }>()
  for (const { targetId, unitId, lead } of rows.filter((row) => !ours.has(row.targetId))) {
    for (const heir of heirsOfUnit(work, unitId)) {
      if (heir !== lead) wanted.set(`${targetId} ${heir}`, { targetId, unitId: heir })
    }
  }
  await ledger.add('coordinators', [...wanted.values()])
}

async function passProposals(work: Work, made: Map<string, string>) {
  const { tx, actor, ledger } = work
  const open = await tx
    .select({ id: proposals.id, unitId: proposals.unitId, waitsForUnitId: proposals.waitsForUnitId })
    .from(proposals)
    .where(and(eq(proposals.tenant, actor.tenant), notInArray(proposals.status, [...OVER])))
  for (const { id, ...sides } of open) {
    const moved = movedUnits(work, sides)
    if (moved) await ledger.change('proposals', { id }, moved)
  }
  const isOpen = new Set(open.map(({ id }) => id))
  const rows = await tx
    .select({ proposalId: proposalTargets.proposalId, targetId: proposalTargets.targetId })
    .from(proposalTargets)
    .where(eq(proposalTargets.tenant, actor.tenant))
  const follow = followers(work, made)
  const added = rows
    .filter(({ proposalId }) => isOpen.has(proposalId))
    .flatMap(({ proposalId, targetId }) =>
      (follow.get(targetId) ?? []).map((next) => ({ proposalId, targetId: next.targetId })),
    )
  await ledger.add('proposal_targets', onceEach(added))
}

const onceEach = <Row extends object>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [Object.values(row).join(' '), row])).values(),
]

/** The columns of a row that name a unit which ends, with the unit that follows it; null where none does. */
function movedUnits(work: Work, sides: Record<string, string | null>): Record<string, string> | null {
  const ends = new Set(idsOf(work))
  const moved = Object.entries(sides).flatMap(([name, id]): [string, string][] => {
    const heir = id !== null && ends.has(id) ? firstHeir(work, id) : undefined
    return heir ? [[name, heir]] : []
  })
  return moved.length ? Object.fromEntries(moved) : null
}

async function passDirections(work: Work, made: Map<string, string>) {
  const { tx, actor, ledger } = work
  const { tenant } = actor
  const parts = await tx
    .select()
    .from(directionParts)
    .where(
      and(
        eq(directionParts.tenant, tenant),
        inArray(directionParts.leadUnitId, idsOf(work)),
        ne(directionParts.status, 'closed'),
      ),
    )
  await passTasks(work, 'direction_parts', parts, made)
  const all = await tx
    .select()
    .from(directions)
    .where(
      and(
        eq(directions.tenant, tenant),
        or(notInArray(directions.status, ['closed', 'noted']), inArray(directions.ownerUnitId, idsOf(work))),
      ),
    )
  const open = all.filter(({ status }) => status !== 'closed' && status !== 'noted')
  await passTasks(work, 'directions', open, made)
  // The register is kept by the office that follows, with what is closed in it.
  for (const { id, ownerUnitId } of all) {
    const moved = movedUnits(work, { ownerUnitId })
    if (moved) await ledger.change('directions', { id }, moved)
  }
  await passHelpers(work, new Set(open.map(({ id }) => id)))
}

/** A task goes along with its target; where that is done or has ended, to the unit that follows, for it is still owed. */
async function passTasks(
  work: Work,
  table: 'directions' | 'direction_parts',
  rows: readonly { id: string; leadUnitId: string; targetId: string | null }[],
  made: Map<string, string>,
) {
  const follow = followers(work, made)
  for (const { id, leadUnitId, targetId } of rows) {
    const moved = movedUnits(work, { leadUnitId })
    const next = targetId === null ? undefined : follow.get(targetId)?.[0]
    if (!moved) continue
    const set = next ? { leadUnitId: next.unitId, targetId: next.targetId } : moved
    await work.ledger.change(table, { id }, set)
  }
}

async function passHelpers(work: Work, isOpen: ReadonlySet<string>) {
  const { tx, actor, ledger } = work
  const helping = await tx.select().from(directionUnits).where(eq(directionUnits.tenant, actor.tenant))
  const there = new Set(helping.map(({ directionId, unitId }) => `${directionId} ${unitId}`))
  const ends = new Set(idsOf(work))
  const added = helping
    .filter(({ directionId, unitId }) => isOpen.has(directionId) && ends.has(unitId))
    .flatMap(({ directionId, unitId }) =>
      heirsOfUnit(work, unitId).map((heir) => ({ directionId, unitId: heir })),
    )
    .filter(({ directionId, unitId }) => !there.has(`${directionId} ${unitId}`))
  await ledger.add('direction_units', onceEach(added))
}

/** Campaigns that a unit led, and commitments in which it was side A. */
async function passLeadership(work: Work) {
  const { tx, actor, plan, ledger } = work
  const { tenant } = actor
  const ends = new Set(idsOf(work))
  for (const { id, ownerUnitId } of plan.estate.campaigns.filter((one) => ends.has(one.ownerUnitId))) {
    await ledger.change('campaigns', { id }, { ownerUnitId: firstHeir(work, ownerUnitId) })
  }
  const below = and(
    eq(commitments.tenant, tenant),
    inArray(commitments.upperUnitId, [...ends]),
    inArray(commitments.state, ['draft', 'proposed', 'agreed', 'signed', 'active']),
  )
  const papers = await tx
    .select({ id: commitments.id, upper: commitments.upperUnitId })
    .from(commitments)
    .where(below)
  for (const { id, upper } of papers) {
    const upperUnitId = firstHeir(work, upper)
    if (!upperUnitId) continue
    await ledger.change('commitments', { id }, { upperUnitId })
    const promised = await tx
      .select({ id: targets.id })
      .from(targets)
      .where(and(eq(targets.tenant, tenant), eq(targets.commitmentId, id)))
    for (const target of promised) await ledger.change('targets', { id: target.id }, { upperUnitId })
  }
}

/** Targets of others that add up to one which passes on. */
async function passChildren(work: Work, made: Map<string, string>) {
  const { tx, actor, plan, ledger } = work
  const follow = followers(work, made)
  const ours = new Set(plan.estate.targets.map(({ id }) => id))
  const mine = new Set(made.values())
  const ids = [...ours]
  for (let at = 0; at < ids.length; at += 400) {
    const rows = await tx
      .select({ id: targets.id, parentId: targets.parentId })
      .from(targets)
      .where(and(eq(targets.tenant, actor.tenant), inArray(targets.parentId, ids.slice(at, at + 400))))
    for (const { id, parentId } of rows.filter((row) => !ours.has(row.id) && !mine.has(row.id))) {
      const next = follow.get(parentId!) ?? []
      if (next.length === 1) await ledger.change('targets', { id }, { parentId: next[0]!.targetId })
    }
  }
}
