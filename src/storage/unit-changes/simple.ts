import { and, eq } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { addDays, type Day } from '../../domain/day.ts'
import { lockChain, recordAs } from '../audit.ts'
import type { Reader, Writer } from '../client.ts'
import { unitEvents, unitLinks, units } from '../schema.ts'
import { inSubtree } from '../search.ts'
import type { Moment } from '../updates.ts'
import { closeEvent, openEvent } from './events.ts'
import { openLedger } from './ledger.ts'
import { listBegins, type UnitRow } from './load.ts'
import { type Change, moveSubtree, nextVersion } from './versions.ts'

/** A new name, or another place in the tree: the unit stays what it is. */
export interface SimpleOrder {
  id: string
  kind: 'rename' | 'reparent'
  /** The code of the unit, and the version of it that was seen. */
  unit: string
  version: number
  effectiveOn: Day
  decision: string
  rename: { name: string; shortName: string; kind: UnitRow['kind'] } | null
  /** The code of the new unit above; null for the top. */
  reparent: { parent: string | null; block: string | null; sortOrder: number } | null
}

export type SimpleFault =
  | 'decision_missing'
  | 'unknown_unit'
  | 'ended_unit'
  | 'name_missing'
  | 'unchanged'
  | 'unknown_parent'
  | 'below_itself'
  | 'parent_ends'
  | 'too_early'

export interface SimplePlan {
  order: SimpleOrder
  unit: UnitRow | null
  parent: UnitRow | null
  problems: SimpleFault[]
  /** The first day on which the unit could change again. */
  earliest: Day | null
  /** How many units stand below it and move along. */
  below: number
}

async function planSimple(read: Reader, tenant: string, order: SimpleOrder): Promise<SimplePlan> {
  const unit = await findByCode(read, tenant, order.unit)
  const wanted = order.reparent?.parent ?? null
  const parent = wanted === null ? null : await findByCode(read, tenant, wanted)
  const below = unit ? await countBelow(read, tenant, unit) : 0
  const begins = unit ? await listBegins(read, tenant, [unit]) : []
  const last = begins
    .map(({ on }) => on)
    .sort()
    .at(-1)
  const earliest = last ? addDays(last, 1) : null
  return { order, unit, parent, below, earliest, problems: problemsOf(order, unit, parent, earliest) }
}

function problemsOf(
  order: SimpleOrder,
  unit: UnitRow | null,
  parent: UnitRow | null,
  earliest: Day | null,
): SimpleFault[] {
  if (!unit) return ['unknown_unit']
  const { rename, reparent, effectiveOn } = order
  const faults: [SimpleFault, boolean][] = [
    ['decision_missing', order.decision.trim() === ''],
    ['ended_unit', unit.validTo !== null && unit.validTo < effectiveOn],
    ['too_early', earliest !== null && effectiveOn < earliest],
    ['name_missing', rename !== null && (rename.name.trim() === '' || rename.shortName.trim() === '')],
    ['unchanged', isUnchanged(order, unit, parent)],
    ['unknown_parent', reparent !== null && reparent.parent !== null && !parent],
    ['below_itself', parent?.path.startsWith(unit.path) === true],
    ['parent_ends', parent !== null && parent.validTo !== null && parent.validTo < effectiveOn],
  ]
  return faults.flatMap(([fault, applies]) => (applies ? [fault] : []))
}

function isUnchanged({ rename, reparent }: SimpleOrder, unit: UnitRow, parent: UnitRow | null): boolean {
  if (rename)
    return rename.name === unit.name && rename.shortName === unit.shortName && rename.kind === unit.kind
  return reparent !== null && (parent?.id ?? null) === unit.parentId
}

async function findByCode(read: Reader, tenant: string, code: string): Promise<UnitRow | null> {
  const [row] = await read
    .select()
    .from(units)
    .where(and(eq(units.tenant, tenant), eq(units.code, code)))
  return row ?? null
}

async function countBelow(read: Reader, tenant: string, unit: UnitRow): Promise<number> {
  return (await read.$count(units, and(eq(units.tenant, tenant), inSubtree(unit.path)))) - 1
}

export type SimpleApplied =
  | { kind: 'done' }
  | { kind: 'repeated' }
  | { kind: 'stale'; plan: SimplePlan }
  | { kind: 'refused'; plan: SimplePlan }
  | { kind: 'too_early'; plan: SimplePlan }

/** Carries it out if the unit is still as it was seen. */
export async function applySimple(
  tx: Writer,
  actor: Actor,
  order: SimpleOrder,
  at: Moment & { today: Day },
): Promise<SimpleApplied> {
  const { tenant } = actor
  await lockChain(tx, tenant)
  const known = and(eq(unitEvents.tenant, tenant), eq(unitEvents.id, order.id))
  if ((await tx.$count(unitEvents, known)) > 0) return { kind: 'repeated' }
  const plan = await planSimple(tx, tenant, order)
  const { unit, parent } = plan
  if (unit && unit.version !== order.version) return { kind: 'stale', plan }
  if (!unit || plan.problems.length) return { kind: 'refused', plan }
  if (order.effectiveOn > at.today) return { kind: 'too_early', plan }

  const ledger = openLedger(tx, tenant)
  const change = changeOf(order, parent)
  await openEvent(tx, actor, order, at.now)
  await tx
    .insert(unitLinks)
    .values({ tenant, eventId: order.id, number: 1, fromUnitId: unit.id, toUnitId: unit.id, share: '1' })
  await nextVersion(tx, tenant, ledger, unit, change, { on: order.effectiveOn, decision: order.decision })
  if (order.reparent)
    await moveSubtree(tx, tenant, ledger, unit, `${parent?.path ?? ''}${unit.code.toLowerCase()}/`)
  await closeEvent(tx, tenant, order.id, await ledger.close(), null)
  const before = Object.fromEntries(Object.keys(change).map((name) => [name, unit[name as keyof UnitRow]]))
  const { decision, effectiveOn } = order
  await recordAs(tx, actor, at.now, {
    deed: `unit.${order.kind}`,
    subjectKind: 'unit',
    subject: unit.code,
    detail: {
      decision,
      effectiveOn,
      before,
      after: { ...change, ...(order.reparent && { parent: order.reparent.parent }) },
    },
  })
  return { kind: 'done' }
}

function changeOf({ rename, reparent }: SimpleOrder, parent: UnitRow | null): Change {
  if (rename) return rename
  return { parentId: parent?.id ?? null, block: reparent?.block ?? null, sortOrder: reparent?.sortOrder ?? 1 }
}
