import { and, asc, count, eq, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Instant } from '../../domain/day.ts'
import type { Campaign } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { readCursor, writeCursor } from '../cursors.ts'
import { askCampaign } from '../overview.ts'
import { targets, units, updates } from '../schema.ts'
import { unitOfTarget } from '../tallies.ts'
import { chosenBy, type DeskFilters, ROWS_A_PAGE } from './filters.ts'
import type { Page } from './overdue.ts'

/** Every update has its target and its unit; the left joins only keep the index of waiting updates in front. */
type Whole<Row> = { [Column in keyof Row]: Column extends Nullable ? Row[Column] : NonNullable<Row[Column]> }
type Nullable = 'valueLow' | 'valueHigh' | 'measure' | 'endorsedBy'
export type WaitingRow = Whole<Awaited<ReturnType<typeof selectWaiting>>[number]>

/** Updates that wait for a decision, the oldest first. */
export async function listWaiting(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  filters: DeskFilters,
): Promise<Page<WaitingRow>> {
  const rows = (await selectWaiting(read, actor, campaign, filters)) as WaitingRow[]
  const page = rows.slice(0, ROWS_A_PAGE)
  const last = rows.length > ROWS_A_PAGE ? page.at(-1) : undefined
  return { rows: page, next: last ? writeCursor([last.receivedAt, last.id]) : null }
}

async function selectWaiting(read: Reader, actor: Actor, campaign: Campaign, filters: DeskFilters) {
  const after = readCursor(filters.after, ['instant', 'id'])
  const [receivedAt, id] = (after ?? []) as [Instant, string]
  return await read
    .select({
      id: updates.id,
      receipt: updates.receipt,
      receivedAt: updates.receivedAt,
      asOf: updates.asOf,
      valueLow: updates.valueLow,
      valueHigh: updates.valueHigh,
      hasValue: updates.hasValue,
      qualifier: updates.qualifier,
      declared: updates.declared,
      enteredBy: updates.enteredBy,
      endorsedBy: updates.endorsedBy,
      code: targets.code,
      title: targets.title,
      group: targets.groupNumber,
      decimals: targets.decimals,
      measure: targets.measure,
      upperUnitId: targets.upperUnitId,
      unitId: targets.unitId,
      unitCode: units.code,
      unitName: units.name,
      unitPath: units.path,
    })
    .from(updates)
    .leftJoin(targets, and(eq(targets.tenant, updates.tenant), eq(targets.id, updates.targetId)))
    .leftJoin(units, unitOfTarget)
    .where(
      and(
        isWaiting(actor, campaign),
        chosenBy(actor, campaign, filters),
        after && sql`(${updates.receivedAt}, ${updates.id}) > (${receivedAt}, ${id})`,
      ),
    )
    .orderBy(asc(updates.receivedAt), asc(updates.id))
    .limit(ROWS_A_PAGE + 1)
}

export async function countWaiting(read: Reader, actor: Actor, campaign: Campaign): Promise<number> {
  const [row] = await askCampaign<{ n: number }>(read, actor, campaign, 'desk-waiting', selectCount, {})
  return row?.n ?? 0
}

function selectCount(read: Reader, mine?: SQL) {
  const waiting = and(
    eq(updates.tenant, sql.placeholder('tenant')),
    eq(updates.campaignId, sql.placeholder('campaign')),
    eq(updates.state, 'submitted'),
  )
  const query = read.select({ n: count() }).from(updates)
  // Who reads everything needs no unit: the index alone is counted.
  if (!mine) return query.where(waiting)
  return query
    .leftJoin(units, and(eq(units.tenant, updates.tenant), eq(units.id, updates.unitId)))
    .where(and(waiting, mine))
}

const isWaiting = (actor: Actor, campaign: Campaign) =>
  and(eq(updates.tenant, actor.tenant), eq(updates.campaignId, campaign.id), eq(updates.state, 'submitted'))
