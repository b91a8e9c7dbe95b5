import { and, count, countDistinct, eq, gt, inArray, isNull, max, min, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { type Day, daysBetween } from '../../domain/day.ts'
import { waitingProposals } from '../../domain/follow-up.ts'
import { bySeverity, type Discussed, MOST_ON_AGENDA, silentSince } from '../../domain/meeting.ts'
import { RECEIVED } from '../../domain/update.ts'
import type { Campaign } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { commitments, proposals, targets, updates } from '../schema.ts'
import { type At, BINDING, listUnitStandings, type UnitStanding } from '../units.ts'

/** A unit that the meeting speaks of, and why. */
export type AgendaUnit = UnitStanding & Discussed

export interface Agenda {
  /** In the order in which the meeting takes them. */
  units: AgendaUnit[]
  /** Red as well, but beyond what one meeting can go through. */
  left: number
  /** Every unit that signed, in the office's order: who can be given something to do. */
  signed: UnitStanding[]
}

/** What a campaign's meeting has to go through today; units of `kept` stay on it although nothing of theirs is red. */
export async function loadAgenda(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  at: At,
  kept: ReadonlySet<string>,
): Promise<Agenda> {
  const { units: signed } = await listUnitStandings(read, actor, campaign, at)
  const behind = await countBehind(read, actor.tenant, campaign.id, at.today)
  const returned = await countReturned(read, actor.tenant, campaign.id)
  const silent = await countSilent(read, actor.tenant, campaign.id, at.today)
  const all = signed.map(
    (unit): AgendaUnit => ({
      ...unit,
      behind: behind.get(unit.id)?.n ?? 0,
      worstBehind: behind.get(unit.id)?.worst ?? 0,
      returned: returned.get(unit.id) ?? 0,
      silentProposals: silent.get(unit.id)?.n ?? 0,
      longestProposalDays: silent.get(unit.id)?.days ?? 0,
    }),
  )
  const red = bySeverity(all)
  const ids = new Set(red.slice(0, MOST_ON_AGENDA).map(({ id }) => id))
  const spokenOf = all.filter(({ id }) => kept.has(id) && !ids.has(id))
  return {
    units: [...red.slice(0, MOST_ON_AGENDA), ...spokenOf],
    left: Math.max(0, red.length - MOST_ON_AGENDA),
    signed,
  }
}

/** Open, not overdue, and behind schedule. */
export const isBehind = (today: Day): SQL =>
  and(
    eq(targets.baseClass, 'open'),
    eq(targets.level, 'behind'),
    or(isNull(targets.lateFrom), gt(targets.lateFrom, today)),
  )!

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

/** Waits for an answer for long, or past the day it was wanted by. */
export const isSilent = (today: Day): SQL =>
  and(
    inArray(proposals.status, [...waitingProposals]),
    or(sql`${proposals.raisedOn} <= ${silentSince(today)}`, sql`${proposals.wantedBy} < ${today}`),
  )!

/** By way of those who signed, so that each unit's own few proposals are looked at. */
async function countSilent(read: Reader, tenant: string, campaignId: string, today: Day) {
  const rows = await read
    .select({
      unitId: proposals.unitId,
      n: countDistinct(proposals.id),
      oldest: min(proposals.raisedOn),
    })
    .from(commitments)
    .innerJoin(
      proposals,
      and(eq(proposals.tenant, commitments.tenant), eq(proposals.unitId, commitments.unitId)),
    )
    .where(
      and(
        eq(commitments.tenant, tenant),
        eq(commitments.campaignId, campaignId),
        inArray(commitments.state, [...BINDING]),
        isSilent(today),
      ),
    )
    .groupBy(proposals.unitId)
  return new Map(
    rows.map(({ unitId, n, oldest }) => [
      unitId,
      { n, days: oldest ? daysBetween(oldest as Day, today) : 0 },
    ]),
  )
}
