import { and, eq, sql } from 'drizzle-orm'
import { type Actor, mayRead, mayReadInside } from '../../domain/access.ts'
import { type Combined, combine, type WholePart } from '../../domain/rollup.ts'
import type { Moment } from '../../domain/standing.ts'
import type { Contribution, Span } from '../../domain/target.ts'
import { prepared, type Reader } from '../client.ts'
import { targets, units } from '../schema.ts'
import type { FoundTarget, TargetRow } from '../targets.ts'
import { listHelped, listParts, type PartOf } from './parts.ts'

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
  /** The first of those below that this person may open, in the order of the office. */
  children: Relative[]
  /** How many more there are that this person may open. */
  more: number
  /** Children that this person may not open. */
  hidden: number
  /** What the additive children of the same measure come to; null where there is none, or from outside. */
  sum: Combined | null
}

const MOST_LEVELS = 8
/** More stand on their own page. */
const MOST_CHILDREN = 30

/** Where a target comes from and what it is made of. With a moment, the figures of the children as of then. */
export async function listCascade(
  read: Reader,
  found: FoundTarget,
  actor: Actor,
  moment?: Moment,
): Promise<Cascade> {
  const { row, sides } = found
  const parents = await listParents(read, actor, row)
  const below = (await listParts(read, actor, [row.id], moment)).get(row.id) ?? []
  const opened = below.filter(({ opens }) => opens)
  return {
    // A past day is worked out for the children only; the figures above it would be those of today.
    parents: parents.map((one) => ({ ...one, ...(moment && { latest: null }) })),
    children: opened.slice(0, MOST_CHILDREN).map((part) => childOf(row, part)),
    more: Math.max(0, opened.length - MOST_CHILDREN),
    hidden: below.length - opened.length,
    sum: mayReadInside(actor, sides) ? sumOf(row, below) : null,
  }
}

/** What they come to by the parent's own rule; a plain sum stands beside what is declared. Null where none adds to it. */
export function sumOf(parent: TargetRow, parts: readonly PartOf[]): Combined | null {
  if (parent.kind !== 'number') return null
  const whole = combine(parent.rollup ?? 'sum', parent.measure, addedOnce(parent, parts))
  return whole.expected > 0 ? whole : null
}

/** Where units below add up to a target, its own years are of the same amounts and stand beside. */
function addedOnce(parent: TargetRow, parts: readonly PartOf[]): WholePart[] {
  const isYear = ({ row }: PartOf) => row.commitmentId === parent.commitmentId
  const isShared = parts.some((part) => !isYear(part) && part.whole.contribution === 'additive')
  return parts.map((part) =>
    isShared && isYear(part) ? { ...part.whole, contribution: 'informational' } : part.whole,
  )
}

/** The targets above, from the highest level down; what this person may not open has its name alone. */
export async function listParents(read: Reader, actor: Actor, child: TargetRow): Promise<Relative[]> {
  const kin = await listAbove(read, child)
  const helped = kin.length ? await listHelped(read, actor) : new Set<string>()
  return kin.map(({ row, unit }) => {
    const { upperUnitId } = row
    const sides = { unitId: unit.id, unitPath: unit.path, upperUnitId, ownerUnitId: upperUnitId }
    const mayOpen = mayRead(actor, sides) || helped.has(row.id)
    const latest =
      mayOpen && row.latestAsOf && row.latestUpdateId
        ? { value: { low: row.latestLow, high: row.latestHigh }, asOf: row.latestAsOf }
        : null
    return { ...namesOf(row, unit.name), plan: row.planNow ?? row.plan, mayOpen, latest }
  })
}

interface Kin {
  row: TargetRow
  unit: { id: string; name: string; path: string }
}

/** The chain above a target, the highest first; it ends where a target of nobody's signature would stand. */
export async function listAbove(read: Reader, child: Pick<TargetRow, 'tenant' | 'parentId'>): Promise<Kin[]> {
  const above: Kin[] = []
  let { parentId } = child
  while (parentId && above.length < MOST_LEVELS) {
    const [kin] = await prepared<Kin>(read, 'kin-parent', selectParent, {
      tenant: child.tenant,
      id: parentId,
    })
    if (!kin || kin.row.baseClass === 'unsigned') break
    above.unshift(kin)
    parentId = kin.row.parentId
  }
  return above
}

const selectParent = (read: Reader) =>
  read
    .select({ row: targets, unit: { id: units.id, name: units.name, path: units.path } })
    .from(targets)
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .where(and(eq(targets.tenant, sql.placeholder('tenant')), eq(targets.id, sql.placeholder('id'))))

function namesOf({ code, title, measure, decimals, contribution }: TargetRow, unitName: string) {
  return { code, title, unitName, measure, decimals, contribution }
}

function childOf(parent: TargetRow, { row, unit, whole, figure }: PartOf): Relative {
  const counts = row.measure === parent.measure || parent.rollup === 'count_met'
  return {
    ...namesOf(row, unit.name),
    contribution: counts ? whole.contribution : whole.contribution && 'informational',
    plan: whole.plan,
    mayOpen: true,
    latest: figure && { value: figure.value, asOf: figure.asOf },
  }
}
