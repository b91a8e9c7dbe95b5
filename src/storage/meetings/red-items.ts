import { and, asc, desc, eq, inArray, lte, or, sql } from 'drizzle-orm'
import { type Day, daysBetween, type Instant, minDay } from '../../domain/day.ts'
import { groupBy } from '../../domain/grouping.ts'
import { isUnansweredLong, silentSince } from '../../domain/proposal.ts'
import type { Cause } from '../../domain/target.ts'
import { askedUntil } from '../asked-extensions.ts'
import type { Reader } from '../client.ts'
import { awaitedColumns, mayBeSilent } from '../proposals/last-sign.ts'
import { ownerIds } from '../proposals/list.ts'
import { proposals, reminders, reviews, targets, updates } from '../schema.ts'
import { isBehind, isUnanswered } from './agenda.ts'

/** A target that the meeting must speak of. */
export interface RedTarget {
  code: string
  title: string
  dueOn: Day | null
  /** 0 while it is only behind. */
  daysLate: number
  /** A late final came and waits for the office. */
  waiting: boolean
  extensionCount: number
  /** Until when a request that waits asks for more time. */
  askedUntil: Day | null
  /** Points of the plan behind in hundredths, best and worst end; null without pace. */
  behindLow: number | null
  behindHigh: number | null
  isBehind: boolean
  /** What blocks it, in the words of its last accepted report. */
  cause: Cause | null
  difficulties: string
  reminders: number
  remindedAt: Instant | null
}

export interface ReturnedReport {
  receipt: string
  title: string
  comment: string
  returnedAt: Instant
  dueOn: Day | null
}

export interface SilentProposal {
  code: string
  title: string
  addressedTo: string
  raisedOn: Day
  wantedBy: Day | null
  /** Since when those who owe the answer are silent. */
  since: Day
}

export interface RedItems {
  targets: RedTarget[]
  returned: ReturnedReport[]
  proposals: SilentProposal[]
}

/** Everything red of these units, by unit id. There are a hundred of them at most. */
export async function loadRedItems(
  read: Reader,
  tenant: string,
  campaignId: string,
  unitIds: readonly string[],
  { today, zone }: { today: Day; zone: string },
): Promise<(unitId: string) => RedItems> {
  if (unitIds.length === 0) return () => ({ targets: [], returned: [], proposals: [] })
  const which = { tenant, campaignId, unitIds, today, zone }
  const red = groupBy(await selectTargets(read, which), ({ unitId }) => unitId)
  const returned = groupBy(await selectReturned(read, which), ({ unitId }) => unitId)
  const silent = groupBy(await listSilent(read, which), ({ unitId }) => unitId)
  return (unitId) => ({
    targets: (red.get(unitId) ?? []).map((row) => redTarget(row, today)),
    returned: (returned.get(unitId) ?? []).map(({ unitId: _, receipt, ...row }) => ({
      ...row,
      receipt: receipt ?? '',
    })),
    proposals: (silent.get(unitId) ?? []).map(({ unitId: _, ...row }) => row),
  })
}

interface Which {
  tenant: string
  campaignId: string
  unitIds: readonly string[]
  today: Day
  zone: string
}

const remindersOf = sql`${reminders.tenant} = ${targets.tenant} and ${reminders.targetId} = ${targets.id}`

async function selectTargets(read: Reader, { tenant, campaignId, unitIds, today }: Which) {
  return await read
    .select({
      unitId: targets.unitId,
      code: targets.code,
      title: targets.title,
      dueOn: targets.dueOn,
      lateFrom: targets.lateFrom,
      frozenOn: targets.lateFrozenOn,
      waiting: targets.waiting,
      extensionCount: targets.extensionCount,
      askedUntil,
      level: targets.level,
      behindLow: targets.behindLow,
      behindHigh: targets.behindHigh,
      cause: updates.cause,
      difficulties: updates.difficulties,
      // One round is one reminder, whatever its channels.
      reminders:
        sql<number>`(select count(distinct coalesce(${reminders.roundId}, ${reminders.id})) from ${reminders} where ${remindersOf})`.mapWith(
          Number,
        ),
      remindedAt:
        sql<Instant | null>`(select max(${reminders.sentAt}) from ${reminders} where ${remindersOf})`.mapWith(
          (value) => (value === null ? null : Number(value)),
        ),
    })
    .from(targets)
    .leftJoin(updates, and(eq(updates.tenant, targets.tenant), eq(updates.id, targets.latestUpdateId)))
    .where(
      and(
        eq(targets.tenant, tenant),
        inArray(targets.unitId, [...unitIds]),
        eq(targets.campaignId, campaignId),
        or(lte(targets.lateFrom, today), isBehind(today)),
      ),
    )
    .orderBy(
      asc(sql`coalesce(${targets.lateFrom}, '9999-12-31')`),
      desc(sql`coalesce(${targets.behindHigh}, 0)`),
      asc(targets.code),
    )
}

function redTarget(row: Awaited<ReturnType<typeof selectTargets>>[number], today: Day): RedTarget {
  const { unitId: _, lateFrom, frozenOn, level, ...rest } = row
  const isLate = lateFrom !== null && lateFrom <= today && row.dueOn !== null
  const until = frozenOn ? minDay(frozenOn, today) : today
  return {
    ...rest,
    difficulties: row.difficulties ?? '',
    isBehind: level === 'behind',
    daysLate: isLate ? daysBetween(row.dueOn!, until) : 0,
  }
}

async function selectReturned(read: Reader, { tenant, campaignId, unitIds }: Which) {
  return await read
    .select({
      unitId: updates.unitId,
      receipt: updates.receipt,
      title: targets.title,
      comment: reviews.comment,
      returnedAt: reviews.reviewedAt,
      dueOn: reviews.dueOn,
    })
    .from(updates)
    .innerJoin(targets, and(eq(targets.tenant, updates.tenant), eq(targets.id, updates.targetId)))
    .innerJoin(reviews, and(eq(reviews.tenant, updates.tenant), eq(reviews.updateId, updates.id)))
    .where(
      and(
        eq(updates.tenant, tenant),
        eq(updates.campaignId, campaignId),
        eq(updates.state, 'returned'),
        inArray(updates.unitId, [...unitIds]),
        eq(targets.baseClass, 'open'),
        isUnanswered,
      ),
    )
    .orderBy(asc(reviews.reviewedAt), asc(updates.id))
}

async function listSilent(read: Reader, { tenant, unitIds, today, zone }: Which) {
  const rows = await read
    .select({
      unitId: proposals.unitId,
      code: proposals.code,
      title: proposals.title,
      addressedTo: proposals.addressedTo,
      ...awaitedColumns,
    })
    .from(proposals)
    .where(and(eq(proposals.tenant, tenant), inArray(proposals.unitId, [...unitIds]), mayBeSilent(today)))
    .orderBy(asc(proposals.raisedOn), asc(proposals.code))
  const owners = await ownerIds(read, tenant)
  return rows.flatMap(({ status, lastSign, ...row }) => {
    const { unitId, raisedOn, wantedBy } = row
    const isOwner = owners.includes(unitId)
    const since = silentSince({ status, lastSign, raisedOn, isOwner }, zone)
    return since && isUnansweredLong(since, wantedBy, today) ? [{ ...row, since }] : []
  })
}
