import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import { wasNotedAtOnce } from '../domain/direction.ts'
import type { DirectionStatus } from '../domain/follow-up.ts'
import { recordAs } from './audit.ts'
import type { Reader, Writer } from './client.ts'
import { helperIds } from './directions/deeds.ts'
import { loadPast } from './directions/past.ts'
import {
  type DirectionRow,
  describeDirections,
  isLate,
  isReported,
  isVisible,
  type ListedDirection,
  openStatuses,
  owner,
  runningDue,
  selectDirections,
} from './directions/rows.ts'
import { addStep } from './follow-up-steps.ts'
import { nextNumber, numbered } from './numbering.ts'
import { directions, directionUnits } from './schema.ts'
import type { Moment } from './updates.ts'

export interface NewDirection {
  /** From the form: the same id is the same direction, however often it arrives. */
  id: string
  /** The office that keeps it and hands it out. */
  ownerUnitId: string
  issuedByPost: string
  issuedOn: Day
  occasion: string
  document: string
  /** What was said, word for word. */
  body: string
  /** The unit the office has in mind; its own where nobody is named. */
  leadUnitId: string
  coordinatorIds: string[]
  dueOn: Day | null
  /** The weekly meeting at which it was given. */
  meetingId: string | null
  /** To be taken to heart, without a task. */
  asNote: boolean
}

const sameWords = ['ownerUnitId', 'issuedByPost', 'issuedOn', 'occasion', 'document', 'body'] as const

/** Writes down what was ordered, once, under the next number of its year; another text under its id is a conflict. */
export async function recordDirection(
  tx: Writer,
  actor: Actor,
  input: NewDirection,
  at: Moment,
): Promise<{ id: string; code: string } | 'conflict'> {
  const { tenant, userId } = actor
  const stored = await findRow(tx, tenant, input.id)
  if (stored) {
    return (await isSame(tx, stored, input)) ? { id: stored.id, code: stored.code } : 'conflict'
  }
  const { asNote, coordinatorIds, ...columns } = input
  const status: DirectionStatus = asNote ? 'noted' : 'recorded'
  const code = await insertNumbered(tx, { ...columns, tenant, status, recordedBy: userId })
  // Another request with this id was faster: the same question again, now with a row to compare with.
  if (!code) return await recordDirection(tx, actor, input, at)

  const helpers = [...new Set(coordinatorIds)].filter((unitId) => unitId !== input.leadUnitId)
  if (helpers.length) {
    await tx
      .insert(directionUnits)
      .values(helpers.map((unitId) => ({ tenant, directionId: input.id, unitId })))
  }
  await addStep(
    tx,
    tenant,
    { kind: 'direction', id: input.id },
    { step: status, onDay: input.issuedOn, document: input.document },
    { userId, now: at.now },
  )
  await recordAs(tx, actor, at.now, {
    deed: `direction.${status}`,
    subjectKind: 'direction',
    subject: input.id,
    detail: { code, ...columns, coordinatorIds: helpers },
  })
  return { id: input.id, code }
}

/** What was said never changes, whatever became of it. */
async function isSame(tx: Writer, stored: DirectionRow, input: NewDirection): Promise<boolean> {
  if (!sameWords.every((name) => stored[name] === input[name])) return false
  const { leadUnitId, dueOn, meetingId, asNote, coordinatorIds } = input
  const helpers = await helperIds(tx, stored.tenant, stored.id)
  const steps = await loadPast(tx, stored.tenant, [stored.id])
  const wanted = new Set(coordinatorIds.filter((unitId) => unitId !== leadUnitId))
  return (
    stored.leadUnitId === leadUnitId &&
    stored.dueOn === dueOn &&
    stored.meetingId === meetingId &&
    wasNotedAtOnce(stored.status, steps(stored.id)) === asNote &&
    helpers.length === wanted.size &&
    helpers.every((unitId) => wanted.has(unitId))
  )
}

/** Tries the next number of the year until one is free; undefined where the id itself is taken. */
async function insertNumbered(
  tx: Writer,
  row: Omit<typeof directions.$inferInsert, 'code'>,
): Promise<string | undefined> {
  const stem = `CD-${row.issuedOn.slice(0, 4)}-`
  for (let next = await nextNumber(tx, directions, row.tenant, stem); ; next++) {
    const code = numbered(stem, next)
    const [added] = await tx
      .insert(directions)
      .values({ ...row, code })
      .onConflictDoNothing()
      .returning({ code: directions.code })
    if (added) return added.code
    if (await findRow(tx, row.tenant, row.id)) return undefined
  }
}

async function findRow(read: Reader, tenant: string, id: string) {
  const [row] = await read
    .select()
    .from(directions)
    .where(and(eq(directions.tenant, tenant), eq(directions.id, id)))
  return row
}

/** What was given at a meeting, in the order of its numbers. */
export async function listDirectionsOfMeeting(
  read: Reader,
  tenant: string,
  meetingId: string,
  today: Day,
): Promise<ListedDirection[]> {
  const rows = await selectDirections(read)
    .where(and(eq(directions.tenant, tenant), eq(directions.meetingId, meetingId)))
    .orderBy(asc(directions.code))
    .limit(200)
  return await describeDirections(read, tenant, rows, today)
}

/** What an office still follows up, what is late longest first. */
export async function listOpenDirections(
  read: Reader,
  actor: Actor,
  ownerUnitId: string,
  today: Day,
  most = 100,
): Promise<ListedDirection[]> {
  const rows = await selectDirections(read)
    .where(and(isOpenOf(read, actor, ownerUnitId)))
    .orderBy(asc(runningDue), asc(directions.code))
    .limit(most)
  return await describeDirections(read, actor.tenant, rows, today)
}

function isOpenOf(read: Reader, actor: Actor, ownerUnitId: string) {
  return and(
    eq(directions.tenant, actor.tenant),
    eq(directions.ownerUnitId, ownerUnitId),
    inArray(directions.status, [...openStatuses]),
    isVisible(read, actor),
  )
}

/** Past a deadline, the longest first: what a leader may have to step in for. */
export async function listOverdueDirections(
  read: Reader,
  actor: Actor,
  campaign: { ownerUnitId: string },
  today: Day,
  most: number,
): Promise<ListedDirection[]> {
  const rows = await selectDirections(read)
    .where(and(isOpenOf(read, actor, campaign.ownerUnitId), isLate(today)))
    .orderBy(asc(runningDue), asc(directions.code))
    .limit(most)
  return await describeDirections(read, actor.tenant, rows, today)
}

/** With a task that was reported and waits for a leader of this office to close it; the oldest first. */
export async function listReportedDirections(
  read: Reader,
  actor: Actor,
  today: Day,
  most: number,
): Promise<ListedDirection[]> {
  const offices = actor.posts.filter((post) => post.role === 'leader').map((post) => post.unitId)
  if (offices.length === 0) return []
  const rows = await selectDirections(read)
    .where(
      and(
        eq(directions.tenant, actor.tenant),
        inArray(directions.ownerUnitId, offices),
        inArray(directions.status, ['assigned', 'in_progress', 'reported']),
        isReported,
      ),
    )
    .orderBy(asc(directions.issuedOn), asc(directions.code))
    .limit(most)
  return await describeDirections(read, actor.tenant, rows, today)
}

/** How many wait to be handed out, are late, or wait to be closed. */
export async function countDirections(
  read: Reader,
  actor: Actor,
  ownerUnitId: string,
  today: Day,
): Promise<{ unassigned: number; overdue: number; reported: number }> {
  const of = (condition: SQL) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number)
  const [row] = await read
    .select({
      unassigned: of(eq(directions.status, 'recorded')),
      overdue: of(isLate(today)),
      reported: of(isReported),
    })
    .from(directions)
    .leftJoin(owner, and(eq(owner.tenant, directions.tenant), eq(owner.id, directions.ownerUnitId)))
    .where(isOpenOf(read, actor, ownerUnitId))
  return row!
}
