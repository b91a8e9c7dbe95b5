import { and, asc, desc, eq, exists, gt, inArray, min, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Actor, readablePaths, type Sides } from '../../domain/access.ts'
import type { Instant } from '../../domain/day.ts'
import { type ReminderChannel, reminderChannels } from '../../domain/follow-up.ts'
import { groupBy } from '../../domain/grouping.ts'
import { RECEIVED } from '../../domain/update.ts'
import { type Campaign, listCampaigns } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { cutPage, readCursor } from '../cursors.ts'
import { signersOf } from '../found-updates.ts'
import { readsAll } from '../overview.ts'
import { reminderRounds, reminders, targets, units, updates } from '../schema.ts'
import { inSubtrees } from '../search.ts'

export type RoundRow = typeof reminderRounds.$inferSelect

export interface RoundAnswer {
  text: string
  by: string
  at: Instant
}

/** What one unit got, and what it made of it. */
export interface RoundPart {
  unit: { id: string; code: string; name: string }
  sides: Sides
  /** The channels by which it was really reached. */
  channels: ReminderChannel[]
  body: string
  zalo: string | null
  targets: { id: string; code: string; title: string; reportedAt: Instant | null }[]
  answer: RoundAnswer | null
}

export interface FoundRound {
  row: RoundRow
  campaign: Campaign
  by: string
  /** Of the units that this person reads from inside; there is at least one. */
  parts: RoundPart[]
}

/** A round with the parts that this person may see; undefined where there is none. */
export async function findRound(read: Reader, actor: Actor, id: string): Promise<FoundRound | undefined> {
  const { tenant } = actor
  const [row] = await read
    .select()
    .from(reminderRounds)
    .where(and(eq(reminderRounds.tenant, tenant), eq(reminderRounds.id, id)))
  const upper = alias(units, 'upper_units')
  const campaign = row && (await listCampaigns(read, tenant)).find((one) => one.id === row.campaignId)
  if (!campaign) return undefined
  const sent = await read
    .select({
      reminder: reminders,
      target: { id: targets.id, code: targets.code, title: targets.title, upperUnitId: targets.upperUnitId },
      unit: { id: units.id, code: units.code, name: units.name, path: units.path },
    })
    .from(reminders)
    .innerJoin(targets, and(eq(targets.tenant, reminders.tenant), eq(targets.id, reminders.targetId)))
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .leftJoin(upper, and(eq(upper.tenant, units.tenant), eq(upper.id, units.parentId)))
    .where(and(eq(reminders.tenant, tenant), eq(reminders.roundId, id), inSubtrees(readablePaths(actor))))
    .orderBy(asc(upper.path), asc(units.sortOrder), asc(units.code), asc(targets.code), asc(reminders.id))
  if (sent.length === 0) return undefined
  const reported = await listReported(
    read,
    tenant,
    sent.map(({ target }) => target.id),
    row.sentAt,
  )
  const people = await signersOf(read, tenant, [row.sentBy, ...sent.map((one) => one.reminder.answeredBy)])
  const parts = [...groupBy(sent, ({ unit }) => unit.id).values()].map((own) =>
    partOf(own, campaign, reported, (userId) => people(userId)?.title ?? ''),
  )
  return { row, campaign, by: people(row.sentBy)?.title ?? '', parts }
}

interface Sent {
  reminder: typeof reminders.$inferSelect
  target: { id: string; code: string; title: string; upperUnitId: string }
  unit: { id: string; code: string; name: string; path: string }
}

function partOf(
  own: Sent[],
  campaign: Campaign,
  reported: Map<string, Instant>,
  titleOf: (userId: string | null) => string,
): RoundPart {
  const [{ unit, target }] = own as [Sent]
  const { id, code, name, path } = unit
  const answered = own.find(({ reminder }) => reminder.answer !== null)?.reminder
  const bodyOf = (channel: ReminderChannel) =>
    own.find((one) => one.reminder.channel === channel)?.reminder.body
  return {
    unit: { id, code, name },
    sides: { unitId: id, unitPath: path, upperUnitId: target.upperUnitId, ownerUnitId: campaign.ownerUnitId },
    channels: reminderChannels.filter((channel) => bodyOf(channel) !== undefined),
    body: bodyOf('app') ?? own[0]!.reminder.body,
    zalo: bodyOf('zalo') ?? null,
    targets: [...groupBy(own, (one) => one.target.id).values()].map(([one]) => ({
      id: one!.target.id,
      code: one!.target.code,
      title: one!.target.title,
      reportedAt: reported.get(one!.target.id) ?? null,
    })),
    answer: answered
      ? { text: answered.answer ?? '', by: titleOf(answered.answeredBy), at: answered.answeredAt ?? 0 }
      : null,
  }
}

/** The first report of each target after a moment. */
async function listReported(read: Reader, tenant: string, targetIds: string[], after: Instant) {
  const rows = await read
    .select({ targetId: updates.targetId, at: min(updates.receivedAt) })
    .from(updates)
    .where(
      and(
        eq(updates.tenant, tenant),
        inArray(updates.targetId, [...new Set(targetIds)]),
        inArray(updates.state, [...RECEIVED]),
        gt(updates.receivedAt, after),
      ),
    )
    .groupBy(updates.targetId)
  return new Map(rows.map(({ targetId, at }) => [targetId, Number(at)]))
}

const ROUNDS_A_PAGE = 30

export interface ListedRound {
  id: string
  sentAt: Instant
  by: string
  /** By which at least one of its units was really reached. */
  channels: ReminderChannel[]
  letterNumber: string | null
  targets: number
  units: number
  answered: number
}

/** Rounds of a campaign that touch what this person reads, the newest first. */
export async function listRounds(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  after: string | undefined,
): Promise<{ rounds: ListedRound[]; next: string | null }> {
  const { tenant } = actor
  const mine = readsAll(actor, campaign) ? undefined : inSubtrees(readablePaths(actor))
  const place = readCursor(after, ['instant', 'id'])
  const rows = await read
    .select()
    .from(reminderRounds)
    .where(
      and(
        eq(reminderRounds.tenant, tenant),
        eq(reminderRounds.campaignId, campaign.id),
        place && sql`(${reminderRounds.sentAt}, ${reminderRounds.id}) < (${place[0]}, ${place[1]})`,
        mine && exists(selectSent(read, mine, eq(reminders.roundId, reminderRounds.id))),
      ),
    )
    .orderBy(desc(reminderRounds.sentAt), desc(reminderRounds.id))
    .limit(ROUNDS_A_PAGE + 1)
  const { page, next } = cutPage(rows, ROUNDS_A_PAGE, ({ sentAt, id }) => [sentAt, id])
  const counts = await countRounds(read, tenant, page, mine)
  const people = await signersOf(
    read,
    tenant,
    page.map(({ sentBy }) => sentBy),
  )
  return {
    rounds: page.map(({ id, sentAt, sentBy, letterNumber }) => {
      const { used, ...numbers } = counts.get(id) ?? nothingSent
      const channels = reminderChannels.filter((channel) => used[channel] > 0)
      return { id, sentAt, channels, letterNumber, by: people(sentBy)?.title ?? '', ...numbers }
    }),
    next,
  }
}

function selectSent(read: Reader, mine: SQL, ofRound: SQL) {
  return read
    .select({ one: sql`1` })
    .from(reminders)
    .innerJoin(targets, and(eq(targets.tenant, reminders.tenant), eq(targets.id, reminders.targetId)))
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .where(and(eq(reminders.tenant, reminderRounds.tenant), ofRound, mine))
}

const nothingSent = { targets: 0, units: 0, answered: 0, used: { app: 0, email: 0, zalo: 0, letter: 0 } }

const countBy = (channel: ReminderChannel) =>
  sql<number>`count(case when ${reminders.channel} = ${channel} then 1 end)`.mapWith(Number)

async function countRounds(read: Reader, tenant: string, rounds: RoundRow[], mine: SQL | undefined) {
  if (rounds.length === 0) return new Map<string, typeof nothingSent>()
  const answering = sql`case when ${reminders.answer} is not null then ${targets.unitId} end`
  const rows = await read
    .select({
      roundId: reminders.roundId,
      targets: sql<number>`count(distinct ${reminders.targetId})`.mapWith(Number),
      units: sql<number>`count(distinct ${targets.unitId})`.mapWith(Number),
      answered: sql<number>`count(distinct ${answering})`.mapWith(Number),
      used: {
        app: countBy('app'),
        email: countBy('email'),
        zalo: countBy('zalo'),
        letter: countBy('letter'),
      },
    })
    .from(reminders)
    .innerJoin(targets, and(eq(targets.tenant, reminders.tenant), eq(targets.id, reminders.targetId)))
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .where(
      and(
        eq(reminders.tenant, tenant),
        inArray(
          reminders.roundId,
          rounds.map(({ id }) => id),
        ),
        mine,
      ),
    )
    .groupBy(reminders.roundId)
  return new Map(rows.map(({ roundId, ...counts }) => [String(roundId), counts]))
}
