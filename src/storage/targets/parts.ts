import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { type Actor, mayRead, mayReadInside, type Sides } from '../../domain/access.ts'
import type { Day } from '../../domain/day.ts'
import { groupBy } from '../../domain/grouping.ts'
import { toldUntil, wasThere } from '../../domain/ordered.ts'
import { metOf } from '../../domain/percent.ts'
import type { WholePart } from '../../domain/rollup.ts'
import { type Clocked, type Latest, type Moment, settle } from '../../domain/standing.ts'
import type { TargetFacts } from '../../domain/target.ts'
import { type Campaign, listCampaigns } from '../campaigns.ts'
import { prepared, type Reader } from '../client.ts'
import { loadFacts } from '../facts.ts'
import { coordinators, targets, units, updates } from '../schema.ts'
import type { TargetRow } from '../targets.ts'

/** A target below another, as of the day that is looked at. */
export interface PartOf {
  row: TargetRow
  unit: { id: string; code: string; name: string; path: string; folded: string }
  campaign: Campaign
  sides: Sides
  whole: WholePart
  clocked: Clocked
  figure: Pick<Latest, 'value' | 'asOf' | 'updateId'> | null
  /** This person may open it, and what stands behind its figure. */
  opens: boolean
  inside: boolean
}

/** What went to another unit or was called off is not waited for any more. */
export const isStopped = ({ clocked }: Pick<PartOf, 'clocked'>): boolean =>
  clocked.baseClass === 'transferred' || clocked.baseClass === 'cancelled'

/** Everything below these targets that is signed, in the order of the office, by the target above. */
export async function listParts(
  read: Reader,
  actor: Actor,
  parentIds: readonly string[],
  moment?: Moment,
): Promise<Map<string, PartOf[]>> {
  const rows = (await selectAll(read, actor.tenant, parentIds)).filter(
    ({ row }) => !moment || wasThere(row, toldUntil(moment)),
  )
  if (rows.length === 0) return new Map()
  const campaigns = new Map((await listCampaigns(read, actor.tenant)).map((one) => [one.id, one]))
  const helped = await listHelped(read, actor)
  const ids = rows.map(({ row }) => row.id)
  const facts = moment && (await loadFacts(read, actor.tenant, { ids }, moment.zone))
  const parts = rows.map(({ row, unit }): PartOf => {
    const campaign = campaigns.get(row.campaignId)!
    const sides = {
      ...{ unitId: unit.id, unitPath: unit.path, upperUnitId: row.upperUnitId },
      ownerUnitId: campaign.ownerUnitId,
    }
    return {
      ...{ row, unit, campaign, sides },
      ...(facts && moment ? pastOf(row, facts.get(row.id)!, campaign, moment) : nowOf(row)),
      opens: mayRead(actor, sides) || helped.has(row.id),
      inside: mayReadInside(actor, sides),
    }
  })
  return groupBy(parts, ({ row }) => row.parentId!)
}

interface Selected {
  row: TargetRow
  unit: PartOf['unit']
}

/**
 * The rows first and their units afterwards: joined and sorted in one go, a planner may walk all units of the house and
 * look through all the parts for each of them.
 */
async function selectAll(read: Reader, tenant: string, parentIds: readonly string[]): Promise<Selected[]> {
  if (parentIds.length === 0) return []
  const rows =
    parentIds.length === 1
      ? await prepared<TargetRow>(read, 'parts-below', selectBelow, { tenant, parent: parentIds[0] })
      : await read
          .select()
          .from(targets)
          .where(and(eq(targets.tenant, tenant), inArray(targets.parentId, [...parentIds]), isSigned))
  const found = await unitsById(read, tenant, [...new Set(rows.map(({ unitId }) => unitId))])
  return rows
    .map((row) => ({ row, ...found.get(row.unitId)! }))
    .sort(
      (a, b) => a.order - b.order || byText(a.unit.code, b.unit.code) || a.row.sortOrder - b.row.sortOrder,
    )
}

const isSigned = ne(targets.baseClass, 'unsigned')
const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b))

const selectBelow = (read: Reader) =>
  read
    .select()
    .from(targets)
    .where(
      and(
        eq(targets.tenant, sql.placeholder('tenant')),
        eq(targets.parentId, sql.placeholder('parent')),
        isSigned,
      ),
    )

const SOME = 400

async function unitsById(read: Reader, tenant: string, ids: readonly string[]) {
  const found = new Map<string, { unit: PartOf['unit']; order: number }>()
  for (let at = 0; at < ids.length; at += SOME) {
    const rows = await read
      .select({
        unit: { id: units.id, code: units.code, name: units.name, path: units.path, folded: units.folded },
        order: units.sortOrder,
      })
      .from(units)
      .where(and(eq(units.tenant, tenant), inArray(units.id, ids.slice(at, at + SOME))))
    for (const row of rows) found.set(row.unit.id, row)
  }
  return found
}

/** The targets with which this person's units help. */
export async function listHelped(read: Reader, actor: Actor): Promise<Set<string>> {
  const own = actor.posts.filter(({ role }) => role !== 'admin').map(({ unitId }) => unitId)
  if (!own.length) return new Set()
  const rows = await read
    .select({ targetId: coordinators.targetId })
    .from(coordinators)
    .where(and(eq(coordinators.tenant, actor.tenant), inArray(coordinators.unitId, own)))
  return new Set(rows.map(({ targetId }) => targetId))
}

type Told = Pick<PartOf, 'whole' | 'clocked' | 'figure'>

function nowOf(row: TargetRow): Told {
  const figure =
    row.latestAsOf && row.latestUpdateId
      ? {
          updateId: row.latestUpdateId,
          value: { low: row.latestLow, high: row.latestHigh },
          rangeKind: row.latestRangeKind ?? ('uncertain' as const),
          asOf: row.latestAsOf,
        }
      : null
  const clocked = { ...row, figureOn: row.latestAsOf }
  return { whole: wholeOf(row, row.planNow ?? row.plan, figure, clocked), clocked, figure }
}

function pastOf(row: TargetRow, facts: TargetFacts, campaign: Campaign, moment: Moment): Told {
  const settled = settle(facts, campaign, moment)
  return {
    whole: wholeOf(row, settled.plan, settled.latest, settled),
    clocked: settled,
    figure: settled.latest,
  }
}

type Figure = Pick<Latest, 'updateId' | 'value' | 'rangeKind' | 'asOf'>

function wholeOf(row: TargetRow, plan: number | null, figure: Figure | null, clocked: Clocked): WholePart {
  const { code, decimals, measure, valueKind, weight } = row
  return {
    ...{ code, decimals, measure, valueKind, weight, plan },
    contribution: isStopped({ clocked }) ? null : row.contribution,
    asOf: figure?.asOf ?? null,
    met: metOf(row, plan, figure?.value ?? null),
    latest: figure && { updateId: figure.updateId, value: figure.value, rangeKind: figure.rangeKind },
  }
}

/** The receipts of these reports, by id. */
export async function receiptsOf(read: Reader, tenant: string, ids: readonly string[]) {
  if (!ids.length) return new Map<string, string>()
  const rows = await read
    .select({ id: updates.id, receipt: updates.receipt })
    .from(updates)
    .where(and(eq(updates.tenant, tenant), inArray(updates.id, [...ids])))
  return new Map(rows.flatMap(({ id, receipt }) => (receipt ? [[id, receipt] as const] : [])))
}

/** The day of the newest and of the oldest figure among these. */
export function daysOf(parts: readonly PartOf[]): { from: Day; to: Day } | null {
  const days = parts.flatMap(({ figure }) => figure?.asOf ?? []).sort()
  return days.length ? { from: days[0]!, to: days.at(-1)! } : null
}
