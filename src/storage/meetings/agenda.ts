import { and, count, eq, exists, gt, inArray, isNull, max, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { type Day, daysBetween } from '../../domain/day.ts'
import { bySeverity, type Discussed, MOST_ON_AGENDA } from '../../domain/meeting.ts'
import { isUnansweredLong, silentSince } from '../../domain/proposal.ts'
import { RECEIVED } from '../../domain/update.ts'
import type { Campaign } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { awaitedColumns, mayBeSilent } from '../proposals/last-sign.ts'
import { ownerIds } from '../proposals/list.ts'
import { commitments, proposals, targets, updates } from '../schema.ts'
import { isOffSchedule } from '../tallies.ts'
import { type At, BINDING, listLate, listSigned, longestOf } from '../units.ts'
import { loadSilence } from './silence.ts'

/** A unit that the meeting speaks of, and why. */
export interface AgendaUnit extends Signed, Discussed {
  headPost: string
  lastReportedOn: Day | null
}

interface Signed {
  id: string
  code: string
  name: string
}

export interface Agenda {
  /** In the order in which the meeting takes them. */
  units: AgendaUnit[]
  /** Red as well, but beyond what one meeting can go through. */
  left: number
  /** Every unit that signed, in the office's order: who can be given something to do. */
  signed: Signed[]
}

/** What a campaign's meeting has to go through today; units of `kept` stay on it although nothing of theirs is red. */
export async function loadAgenda(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  at: At,
  kept: ReadonlySet<string>,
): Promise<Agenda> {
  const signed = await listSigned(read, actor, campaign)
  const discussed = await loadDiscussed(read, actor, campaign, at)
  const red = bySeverity(signed.map(({ id }, place) => discussed(id, place)))
  const first = red.slice(0, MOST_ON_AGENDA)
  const places = new Set(first.map(({ place }) => place))
  const spokenOf = signed.flatMap(({ id }, place) =>
    kept.has(id) && !places.has(place) ? [discussed(id, place)] : [],
  )
  const shown = [...first, ...spokenOf].map(({ place, ...why }) => ({ ...signed[place]!, ...why }))
  const reported = await lastReports(read, actor.tenant, campaign.id, shown)
  return {
    units: shown.map((unit) => ({ ...unit, lastReportedOn: reported.get(unit.id) ?? null })),
    left: red.length - first.length,
    signed,
  }
}

/** What is red of each unit, from one look at each kind; `place` is the unit's own in the office's order. */
async function loadDiscussed(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  at: At,
): Promise<(unitId: string, place: number) => Discussed & { place: number }> {
  const late = await listLate(read, actor, campaign, at.today)
  const longest = longestOf(late)
  const overdue = new Map<string, number>()
  for (const { unitId } of late) overdue.set(unitId, (overdue.get(unitId) ?? 0) + 1)
  const behind = await countBehind(read, actor.tenant, campaign.id, at.today)
  const returned = await countReturned(read, actor.tenant, campaign.id)
  const silent = await countSilent(read, actor.tenant, campaign.id, at)
  const silentWeeks = await loadSilence(read, actor.tenant, campaign, at)
  return (id, place) => ({
    place,
    overdue: overdue.get(id) ?? 0,
    longestDays: longest.get(id) ?? 0,
    behind: behind.get(id)?.n ?? 0,
    worstBehind: behind.get(id)?.worst ?? 0,
    returned: returned.get(id) ?? 0,
    silentWeeks: silentWeeks.get(id) ?? 0,
    silentProposals: silent.get(id)?.n ?? 0,
    longestProposalDays: silent.get(id)?.days ?? 0,
  })
}

async function lastReports(read: Reader, tenant: string, campaignId: string, of: readonly Signed[]) {
  if (of.length === 0) return new Map<string, Day>()
  const rows = await read
    .select({ unitId: targets.unitId, day: max(targets.lastReportedOn) })
    .from(targets)
    .where(
      and(
        eq(targets.tenant, tenant),
        inArray(
          targets.unitId,
          of.map(({ id }) => id),
        ),
        eq(targets.campaignId, campaignId),
      ),
    )
    .groupBy(targets.unitId)
  return new Map(rows.map(({ unitId, day }) => [unitId, day as Day | null]))
}

/** Open, not overdue, and behind schedule. */
export const isBehind = (today: Day): SQL =>
  and(isOffSchedule, eq(targets.level, 'behind'), or(isNull(targets.lateFrom), gt(targets.lateFrom, today)))!

async function countBehind(read: Reader, tenant: string, campaignId: string, today: Day) {
  const rows = await read
    .select({ unitId: targets.unitId, n: count(), worst: max(targets.behindHigh) })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.campaignId, campaignId), isBehind(today)))
    .groupBy(targets.unitId)
  return new Map(rows.map(({ unitId, n, worst }) => [unitId, { n, worst: Number(worst ?? 0) }]))
}

/** Nothing was sent for its target after it. */
export const isUnanswered = sql`not exists (select 1 from ${updates} later where later.tenant = ${updates.tenant}
  and later.target_id = ${updates.targetId} and later.received_at > ${updates.receivedAt}
  and later.state in (${sql.join(
    RECEIVED.map((state) => sql`${state}`),
    sql`, `,
  )}))`

const ofOpenTarget = and(
  eq(targets.tenant, updates.tenant),
  eq(targets.id, updates.targetId),
  eq(targets.baseClass, 'open'),
)

async function countReturned(read: Reader, tenant: string, campaignId: string) {
  const rows = await read
    .select({ unitId: updates.unitId, n: count() })
    .from(updates)
    .innerJoin(targets, ofOpenTarget)
    .where(
      and(
        eq(updates.tenant, tenant),
        eq(updates.campaignId, campaignId),
        eq(updates.state, 'returned'),
        isUnanswered,
      ),
    )
    .groupBy(updates.unitId)
  return new Map(rows.map(({ unitId, n }) => [unitId, n]))
}

/** By way of the proposals that wait, which are few beside those that were answered. */
async function countSilent(read: Reader, tenant: string, campaignId: string, { today, zone }: At) {
  const signed = read
    .select({ one: sql`1` })
    .from(commitments)
    .where(
      and(
        eq(commitments.tenant, proposals.tenant),
        eq(commitments.campaignId, campaignId),
        eq(commitments.unitId, proposals.unitId),
        inArray(commitments.state, [...BINDING]),
      ),
    )
  const rows = await read
    .select({ unitId: proposals.unitId, ...awaitedColumns })
    .from(proposals)
    .where(and(eq(proposals.tenant, tenant), mayBeSilent(today), exists(signed)))
  const owners = await ownerIds(read, tenant)
  const found = new Map<string, { n: number; days: number }>()
  for (const row of rows) {
    const since = silentSince({ ...row, isOwner: owners.includes(row.unitId) }, zone)
    if (since === null || !isUnansweredLong(since, row.wantedBy, today)) continue
    const { n, days } = found.get(row.unitId) ?? { n: 0, days: 0 }
    found.set(row.unitId, { n: n + 1, days: Math.max(days, daysBetween(since, today)) })
  }
  return found
}
