import { and, count, eq, inArray, lte, notExists, type SQL, sql } from 'drizzle-orm'
import { type Actor, hasDesk, mayReadCampaign, readablePaths } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import { weekOf } from '../domain/week.ts'
import type { Campaign } from './campaigns.ts'
import { prepared, type Reader } from './client.ts'
import { hasBegun } from './ordered.ts'
import { targets, units, updates } from './schema.ts'
import { inSubtrees } from './search.ts'

/** What the navigation says needs this person. */
export interface ToDo {
  /** Overdue targets of the campaign, for those who act for side A. */
  overdue: number
  /** Open targets of one's own units, of any campaign, without a report this week. */
  toReport: number
}

export async function countToDo(read: Reader, actor: Actor, campaign: Campaign, today: Day): Promise<ToDo> {
  return {
    overdue: hasDesk(actor) ? await countOverdue(read, actor, campaign, today) : 0,
    toReport: await countToReport(read, actor, today),
  }
}

/** True where this person reads the whole campaign, so that no unit has to be looked at. */
export function readsAll(actor: Actor, campaign: Pick<Campaign, 'ownerPath'>): boolean {
  return mayReadCampaign(actor, campaign)
}

type Built = { prepare(name: string): { execute(values: Record<string, unknown>): unknown } }

/**
 * Asks something of a whole campaign with the blanks `tenant` and `campaign`: kept ready for those who read all of it,
 * built anew with their subtrees (`mine`) for others; only then must the query hold units.
 */
export async function askCampaign<Row>(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  name: string,
  build: (read: Reader, mine?: SQL) => Built,
  values: Record<string, unknown>,
): Promise<Row[]> {
  const all = { tenant: actor.tenant, campaign: campaign.id, ...values }
  if (readsAll(actor, campaign)) return await prepared(read, name, (on) => build(on), all)
  const query = build(read, inSubtrees(readablePaths(actor)))
  return (await query.prepare(`${name}-below`).execute(all)) as Row[]
}

/** Overdue targets of a campaign that this person may read. */
async function countOverdue(read: Reader, actor: Actor, campaign: Campaign, today: Day): Promise<number> {
  const [row] = await askCampaign<{ n: number }>(read, actor, campaign, 'overview-overdue', selectOverdue, {
    today,
  })
  return row?.n ?? 0
}

function selectOverdue(read: Reader, mine?: SQL) {
  const query = read.select({ n: count() }).from(targets)
  const isLate = and(
    eq(targets.tenant, sql.placeholder('tenant')),
    eq(targets.campaignId, sql.placeholder('campaign')),
    lte(targets.lateFrom, sql.placeholder('today')),
  )
  if (!mine) return query.where(isLate)
  const unit = and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId))
  return query.leftJoin(units, unit).where(and(isLate, mine))
}

async function countToReport(read: Reader, actor: Actor, today: Day): Promise<number> {
  const own = actor.posts.filter((post) => post.role === 'head' || post.role === 'clerk')
  const week = weekOf(today).from
  let toReport = 0
  for (const unit of new Set(own.map((post) => post.unitId))) {
    const values = { tenant: actor.tenant, unit, week, today }
    const [row] = await prepared<{ n: number }>(read, 'overview-to-report', selectToReport, values)
    toReport += row?.n ?? 0
  }
  return toReport
}

function selectToReport(read: Reader) {
  return read
    .select({ n: count() })
    .from(targets)
    .where(
      and(
        eq(targets.tenant, sql.placeholder('tenant')),
        eq(targets.unitId, sql.placeholder('unit')),
        eq(targets.baseClass, 'open'),
        hasBegun(sql.placeholder('today')),
        notExists(
          read
            .select({ one: sql`1` })
            .from(updates)
            .where(
              and(
                eq(updates.tenant, targets.tenant),
                eq(updates.targetId, targets.id),
                // What was returned is work again, and what waits for the head still has to be endorsed.
                eq(updates.weekFrom, sql.placeholder('week')),
                inArray(updates.state, ['submitted', 'accepted']),
              ),
            ),
        ),
      ),
    )
}
