import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Day, Instant } from '../../domain/day.ts'
import { recordAs } from '../audit.ts'
import { forUpdate, type Writer } from '../client.ts'
import { tell } from '../notices.ts'
import { reminderRounds, reminders } from '../schema.ts'
import type { FoundRound, RoundPart, RoundRow } from './rounds.ts'

/** What the form said stands there: the moment of the answer it showed, null for none. */
export interface Answering {
  text: string
  seenAt: Instant | null
}

/**
 * Sets a unit's answer to a round; false when another answer came since the form was opened. The same text again
 * changes nothing.
 */
export async function answerRound(
  tx: Writer,
  actor: Actor,
  { row, by }: Pick<FoundRound, 'row' | 'by'>,
  { unit, targets }: RoundPart,
  { text, seenAt }: Answering,
  now: Instant,
): Promise<boolean> {
  const { tenant } = actor
  const mine = and(
    eq(reminders.tenant, tenant),
    eq(reminders.roundId, row.id),
    inArray(
      reminders.targetId,
      targets.map(({ id }) => id),
    ),
  )
  // Locked, so that the same answer sent twice at once finds itself.
  const [before] = await forUpdate(
    tx
      .select({ text: reminders.answer, at: reminders.answeredAt })
      .from(reminders)
      .where(mine)
      .orderBy(asc(reminders.id))
      .limit(1),
  )
  if (before?.text === text) return true
  const seen = before?.at ?? null
  if (seen !== seenAt) return false
  const changed = await tx
    .update(reminders)
    .set({ answer: text, answeredBy: actor.userId, answeredAt: now })
    .where(and(mine, seen === null ? isNull(reminders.answeredAt) : eq(reminders.answeredAt, seen)))
    .returning({ id: reminders.id })
  if (changed.length === 0) return false
  await tell(
    tx,
    tenant,
    [row.sentBy],
    {
      kind: 'reminder_answered',
      path: `/reminders/${row.id}`,
      detail: { title: unit.name, by: titleAt(actor, unit.id) },
    },
    { now, except: actor.userId },
  )
  await recordAs(tx, actor, now, {
    deed: 'reminder.answered',
    subjectKind: 'reminder',
    subject: row.id,
    detail: { unit: unit.code, answer: text, before: before?.text ?? null, to: by },
  })
  return true
}

const titleAt = (actor: Actor, unitId: string) =>
  actor.posts.find((post) => post.unitId === unitId)?.title ?? actor.username

/** Gives a letter the number that the registry assigned; false when it has another one already. */
export async function numberLetter(
  tx: Writer,
  actor: Actor,
  round: RoundRow,
  letter: { number: string; on: Day },
  now: Instant,
): Promise<boolean> {
  const { tenant } = actor
  const rows = await tx
    .update(reminderRounds)
    .set({ letterNumber: letter.number, letterOn: letter.on })
    .where(
      and(
        eq(reminderRounds.tenant, tenant),
        eq(reminderRounds.id, round.id),
        isNull(reminderRounds.letterNumber),
      ),
    )
    .returning({ id: reminderRounds.id })
  if (rows.length === 0) {
    const [standing] = await tx
      .select({ number: reminderRounds.letterNumber, on: reminderRounds.letterOn })
      .from(reminderRounds)
      .where(and(eq(reminderRounds.tenant, tenant), eq(reminderRounds.id, round.id)))
    return standing?.number === letter.number && standing.on === letter.on
  }
  await recordAs(tx, actor, now, {
    deed: 'reminder.numbered',
    subjectKind: 'reminder',
    subject: round.id,
    detail: { number: letter.number, on: letter.on },
  })
  return true
}
