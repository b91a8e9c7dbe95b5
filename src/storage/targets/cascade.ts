import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { type Actor, mayRead, mayReadInside } from '../../domain/access.ts'
import { type Part, type Rollup, rollUp } from '../../domain/rollup.ts'
import { type Moment, settle } from '../../domain/standing.ts'
import type { Contribution, Span } from '../../domain/target.ts'
import { prepared, type Reader } from '../client.ts'
import { loadFacts } from '../facts.ts'
import { coordinators, targets, units } from '../schema.ts'
import type { FoundTarget, TargetRow } from '../targets.ts'

/** A target above or below another; its figures only where the reader may open it. */
export interface Relative {
  code: string
  title: string
  unitName: string
  measure: string | null
  decimals: number
  contribution: Contribution | null
  plan: number | null
  mayOpen: boolean
  latest: { value: Span; asOf: NonNullable<TargetRow['latestAsOf']> } | null
}

export interface Cascade {
  /** From the highest level down to the one above this target. */
  parents: Relative[]
  /** Those below that this person may open, in the order of the office. */
  children: Relative[]
  /** Children that this person may not open. */
  hidden: number
  /** The sum of the additive children with the same measure; null where there is none, or from outside. */
  sum: Rollup | null
}

const MOST_LEVELS = 8

/** Where a target comes from and what it is made of. With a moment, the figures of the children as of then. */
export async function listCascade(
  read: Reader,
  found: FoundTarget,
  actor: Actor,
  moment?: Moment,
): Promise<Cascade> {
  const parents = await listParents(read, found.row)
  const below = await listKin(read, 'children', targets.parentId, found.row.tenant, found.row.id)
  const helped = await listHelped(
    read,
    actor,
    [...parents, ...below].map(({ row }) => row.id),
  )
  const opens = ({ row, unit }: Kin) =>
    mayRead(actor, {
      unitId: unit.id,
      unitPath: unit.path,
      upperUnitId: row.upperUnitId,
      ownerUnitId: row.upperUnitId,
    }) || helped.has(row.id)
  const parts = await partsOf(read, found, below, moment)
  const additive = parts.filter(({ contribution }) => contribution === 'additive')
  const children = below.filter(opens)
  return {
    // A past day is worked out for the children only; the figures above it would be those of today.
    parents: parents.map((kin) => ({ ...relativeOf(kin, opens(kin)), ...(moment && { latest: null }) })),
    children: children.map((kin) => ({
      ...relativeOf(kin, true),
      latest: parts.find(({ code }) => code === kin.row.code)!.figure,
    })),
    hidden: below.length - children.length,
    sum: additive.length && mayReadInside(actor, found.sides) ? rollUp(additive) : null,
  }
}

interface Kin {
  row: TargetRow
  unit: { id: string; name: string; path: string }
}

/** The target of an id, or the targets below it. */
function listKin(
  read: Reader,
  name: string,
  by: typeof targets.id | typeof targets.parentId,
  tenant: string,
  id: string,
): Promise<Kin[]> {
  return prepared<Kin>(
    read,
    `kin-${name}`,
    (on) =>
      on
        .select({ row: targets, unit: { id: units.id, name: units.name, path: units.path } })
        .from(targets)
        .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
        .where(and(eq(targets.tenant, sql.placeholder('tenant')), eq(by, sql.placeholder('id'))))
        .orderBy(asc(units.sortOrder), asc(units.code), asc(targets.sortOrder)),
    { tenant, id },
  )
}

async function listParents(read: Reader, child: TargetRow): Promise<Kin[]> {
  const parents: Kin[] = []
  let { parentId } = child
  while (parentId && parents.length < MOST_LEVELS) {
    const [kin] = await listKin(read, 'parent', targets.id, child.tenant, parentId)
    if (!kin) break
    parents.unshift(kin)
    parentId = kin.row.parentId
  }
  return parents
}

/** Which of these the units of this person help with. */
async function listHelped(read: Reader, actor: Actor, ids: string[]): Promise<Set<string>> {
  const own = actor.posts.filter(({ role }) => role !== 'admin').map(({ unitId }) => unitId)
  if (!ids.length || !own.length) return new Set()
  const rows = await read
    .select({ targetId: coordinators.targetId })
    .from(coordinators)
    .where(
      and(
        eq(coordinators.tenant, actor.tenant),
        inArray(coordinators.targetId, ids),
        inArray(coordinators.unitId, own),
      ),
    )
  return new Set(rows.map(({ targetId }) => targetId))
}

type Counted = Part & { figure: Relative['latest'] }

/** The stored figures, or those of a past day worked out anew; what has another measure is never added. */
async function partsOf(
  read: Reader,
  { row: parent, campaign }: FoundTarget,
  below: Kin[],
  moment?: Moment,
): Promise<Counted[]> {
  const ids = below.map(({ row }) => row.id)
  const facts = moment && ids.length ? await loadFacts(read, parent.tenant, { ids }, moment.zone) : undefined
  return below.map(({ row }) => {
    const past = facts && moment && settle(facts.get(row.id)!, campaign, moment)
    const figure = past ? past.latest : figureOf(row)
    const value = figure && { value: figure.value, asOf: figure.asOf }
    const { updateId = '', rangeKind = 'uncertain' } = figure ?? {}
    return {
      code: row.code,
      contribution: row.measure === parent.measure ? row.contribution : 'informational',
      decimals: row.decimals,
      plan: past ? past.plan : (row.planNow ?? row.plan),
      latest: value && { updateId, value: value.value, rangeKind },
      figure: value,
    }
  })
}

function figureOf(row: TargetRow) {
  if (!row.latestAsOf || !row.latestUpdateId) return null
  return {
    updateId: row.latestUpdateId,
    value: { low: row.latestLow, high: row.latestHigh },
    rangeKind: row.latestRangeKind ?? ('uncertain' as const),
    asOf: row.latestAsOf,
  }
}

function relativeOf({ row, unit }: Kin, mayOpen: boolean): Relative {
  const figure = mayOpen ? figureOf(row) : null
  return {
    code: row.code,
    title: row.title,
    unitName: unit.name,
    measure: row.measure,
    decimals: row.decimals,
    contribution: row.contribution,
    plan: row.planNow ?? row.plan,
    mayOpen,
    latest: figure && { value: figure.value, asOf: figure.asOf },
  }
}
