import { and, asc, count, eq, lte, sql } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import type { Campaign } from './campaigns.ts'
import type { Reader } from './client.ts'
import { cutPage, readCursor } from './cursors.ts'
import type { Page } from './desk/overdue.ts'
import { targets, units } from './schema.ts'
import { ofCampaign, unitOfTarget } from './tallies.ts'

export interface StaleRow {
  code: string
  title: string
  unitCode: string
  unitName: string
  /** The day of its last figure; null: it never had one. */
  figureOn: Day | null
  staleOn: Day
}

/** Open numbers without a figure for longer than the campaign allows, the oldest first. */
export async function listStale(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  today: Day,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Page<StaleRow>> {
  const place = readCursor(after, ['day', 'text'])
  const rows = (await read
    .select({
      code: targets.code,
      title: targets.title,
      unitCode: units.code,
      unitName: units.name,
      figureOn: targets.latestAsOf,
      staleOn: targets.staleOn,
    })
    .from(targets)
    .leftJoin(units, unitOfTarget)
    .where(
      and(
        isStale(actor, campaign, today),
        place && sql`(${targets.staleOn}, ${targets.code}) > (${place[0]}, ${place[1]})`,
      ),
    )
    .orderBy(asc(targets.staleOn), asc(targets.code))
    .limit(limit + 1)) as StaleRow[]
  const { page, next } = cutPage(rows, limit, ({ staleOn, code }) => [staleOn, code])
  return { rows: page, next }
}

export async function countStale(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  today: Day,
): Promise<number> {
  const [row] = await read
    .select({ n: count() })
    .from(targets)
    .leftJoin(units, unitOfTarget)
    .where(isStale(actor, campaign, today))
  return row?.n ?? 0
}

const isStale = (actor: Actor, campaign: Campaign, today: Day) =>
  and(ofCampaign(actor, campaign), eq(targets.baseClass, 'open'), lte(targets.staleOn, today))
