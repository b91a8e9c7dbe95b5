import { and, count, desc, eq, inArray, lt } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import type { Day, Instant } from '../domain/day.ts'
import { recordAs } from './audit.ts'
import { forUpdate, type Reader, type Writer } from './client.ts'
import { cutPage, readCursor } from './cursors.ts'
import { directions, meetings } from './schema.ts'

export type Meeting = typeof meetings.$inferSelect

const MEETINGS_A_PAGE = 30

const ofCampaign = (tenant: string, campaignId: string) =>
  and(eq(meetings.tenant, tenant), eq(meetings.campaignId, campaignId))

/** The meetings of a campaign, the newest first, each with how much was concluded. */
export async function listMeetings(read: Reader, tenant: string, campaignId: string, after?: string) {
  const place = readCursor(after, ['text'])
  const rows: Meeting[] = await read
    .select()
    .from(meetings)
    .where(and(ofCampaign(tenant, campaignId), place && lt(meetings.week, String(place[0]))))
    .orderBy(desc(meetings.week))
    .limit(MEETINGS_A_PAGE + 1)
  const { page, next } = cutPage(rows, MEETINGS_A_PAGE, ({ week }) => [week])
  const counts = await countConclusions(
    read,
    tenant,
    page.map(({ id }) => id),
  )
  return {
    meetings: page.map((meeting) => ({ meeting, conclusions: counts.get(meeting.id) ?? 0 })),
    next,
  }
}

async function countConclusions(read: Reader, tenant: string, ids: string[]) {
  if (ids.length === 0) return new Map<string | null, number>()
  const rows = await read
    .select({ id: directions.meetingId, n: count() })
    .from(directions)
    .where(and(eq(directions.tenant, tenant), inArray(directions.meetingId, ids)))
    .groupBy(directions.meetingId)
  return new Map(rows.map(({ id, n }) => [id, n]))
}

export async function findMeeting(
  read: Reader,
  tenant: string,
  campaignId: string,
  week: string,
): Promise<Meeting | undefined> {
  const [row] = await read
    .select()
    .from(meetings)
    .where(and(ofCampaign(tenant, campaignId), eq(meetings.week, week)))
  return row
}

/** The one before this week, whenever that was. */
export async function findMeetingBefore(
  read: Reader,
  tenant: string,
  campaignId: string,
  week: string,
): Promise<Meeting | undefined> {
  const [row] = await read
    .select()
    .from(meetings)
    .where(and(ofCampaign(tenant, campaignId), lt(meetings.week, week)))
    .orderBy(desc(meetings.week))
    .limit(1)
  return row
}

export interface NewMeeting {
  /** From the form. */
  id: string
  campaignId: string
  week: string
  heldOn: Day
  title: string
  chairPost: string
}

/**
 * Opens the meeting of a week, once; the one that is there already is given back as it stands. Nothing where the id
 * belongs to another week.
 */
export async function openMeeting(
  tx: Writer,
  actor: Actor,
  input: NewMeeting,
  now: Instant,
): Promise<Meeting | undefined> {
  const { tenant } = actor
  const [added] = await tx
    .insert(meetings)
    .values({ ...input, tenant, openedBy: actor.userId, openedAt: now })
    .onConflictDoNothing()
    .returning()
  if (!added) return await findMeeting(tx, tenant, input.campaignId, input.week)
  const { id, ...detail } = input
  await recordAs(tx, actor, now, {
    deed: 'meeting.opened',
    subjectKind: 'meeting',
    subject: id,
    detail,
  })
  return added
}

/** The meeting as it stands, kept from being numbered until this transaction ends. */
export async function lockMeeting(tx: Writer, meeting: Meeting): Promise<Meeting> {
  const [row] = await forUpdate(
    tx
      .select()
      .from(meetings)
      .where(and(eq(meetings.tenant, meeting.tenant), eq(meetings.id, meeting.id))),
  )
  return row!
}

/**
 * The number of the notice, which closes the meeting's list of conclusions; null opens it again. False when somebody
 * else has numbered it meanwhile.
 */
export async function numberMeeting(
  tx: Writer,
  actor: Actor,
  meeting: Meeting,
  change: { number: string | null; version: number },
  now: Instant,
): Promise<boolean> {
  const stored = await lockMeeting(tx, meeting)
  if (stored.number === change.number) return true
  if (stored.version !== change.version) return false
  await tx
    .update(meetings)
    .set({ number: change.number, version: stored.version + 1 })
    .where(and(eq(meetings.tenant, stored.tenant), eq(meetings.id, stored.id)))
  await recordAs(tx, actor, now, {
    deed: 'meeting.numbered',
    subjectKind: 'meeting',
    subject: stored.id,
    detail: { week: stored.week, before: stored.number, after: change.number },
  })
  return true
}
