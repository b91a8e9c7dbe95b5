import { and, eq } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Day, Instant } from '../../domain/day.ts'
import type { ReminderChannel } from '../../domain/follow-up.ts'
import { groupBy } from '../../domain/grouping.ts'
import { recordAs } from '../audit.ts'
import type { Reader, Writer } from '../client.ts'
import { signersOf } from '../found-updates.ts'
import { newId } from '../ids.ts'
import { mailTokenOf, queueMail } from '../mails.ts'
import { tell } from '../notices.ts'
import type { Recipient } from '../recipients.ts'
import { reminderRounds, reminders, targets } from '../schema.ts'
import type { RemindedUnit } from './selection.ts'

/** What one unit gets: the text filled in for it, and the people who are told. */
export interface UnitOrder {
  unit: RemindedUnit
  body: string
  zalo: string
  /** Where its notice leads. */
  path: string
  people: Recipient[]
}

export interface RoundOrder {
  id: string
  campaignId: string
  /** Always with 'app'. */
  channels: ReminderChannel[]
  text: string
  letterNumber: string | null
  letterOn: Day | null
  units: UnitOrder[]
}

/** Writes the one letter that a person gets for all of their units. */
export type WriteMail = (
  to: Recipient,
  units: readonly UnitOrder[],
  mailToken: string,
) => { subject: string; body: string }

/** Sends a round; false when a round of this id has been sent already. */
export async function sendRound(
  tx: Writer,
  actor: Actor,
  order: RoundOrder,
  writeMail: WriteMail,
  now: Instant,
): Promise<boolean> {
  const { tenant, userId: sentBy } = actor
  const { units, id, campaignId, channels, text: body, letterNumber, letterOn } = order
  const round = { tenant, id, campaignId, sentBy, sentAt: now, channels, body, letterNumber, letterOn }
  const written = await tx
    .insert(reminderRounds)
    .values(round)
    .onConflictDoNothing()
    .returning({ id: reminderRounds.id })
  if (written.length === 0) return false

  const shared = { tenant, sentBy, sentAt: now, roundId: id }
  const rows = units.flatMap((one) =>
    rowsOf(one, channels).map((row) => ({ ...shared, ...row, id: newId(now) })),
  )
  for (let at = 0; at < rows.length; at += SOME) await tx.insert(reminders).values(rows.slice(at, at + SOME))

  const by = (await signersOf(tx, tenant, [sentBy]))(sentBy)?.title ?? actor.username
  for (const one of units) await tellUnit(tx, actor, one, by, now)
  if (channels.includes('email')) await mailPeople(tx, tenant, order, writeMail, now)
  await recordAs(tx, actor, now, {
    deed: 'reminder.sent',
    subjectKind: 'reminder',
    subject: id,
    detail: {
      targets: units.flatMap(({ unit }) => unit.targets.map(({ item }) => item.code)),
      channels,
      text: body,
      letter: letterNumber,
    },
  })
  return true
}

/** Rows written at once: far from the blanks that a statement may have. */
const SOME = 500

const hasMail = ({ people }: UnitOrder) => people.some(({ email }) => email !== null)

/** One row for each target and each channel by which its unit was really reached. */
function rowsOf(one: UnitOrder, channels: readonly ReminderChannel[]) {
  const used = channels.filter((channel) => channel !== 'email' || hasMail(one))
  return one.unit.targets.flatMap(({ id: targetId }) =>
    used.map((channel) => ({ targetId, channel, body: channel === 'zalo' ? one.zalo : one.body })),
  )
}

/** Codes named in a notice of several targets. */
const CODES_TOLD = 5

async function tellUnit(
  tx: Writer,
  actor: Actor,
  { unit, people, path }: UnitOrder,
  by: string,
  now: Instant,
) {
  const items = unit.targets.map(({ item }) => item)
  const codes = items.slice(0, CODES_TOLD).map(({ code }) => code)
  const title =
    items.length === 1 ? items[0]!.title : `${codes.join(', ')}${items.length > CODES_TOLD ? ', …' : ''}`
  await tell(
    tx,
    actor.tenant,
    people.map(({ userId }) => userId),
    { kind: 'reminder', path, detail: { title, unit: unit.name, by, n: items.length } },
    { now, except: actor.userId },
  )
}

async function mailPeople(
  tx: Writer,
  tenant: string,
  { id, units }: RoundOrder,
  writeMail: WriteMail,
  now: Instant,
) {
  const heard = units.flatMap((one) =>
    [...new Map(one.people.map((person) => [person.userId, person])).values()].map((person) => ({
      person,
      one,
    })),
  )
  for (const [userId, own] of groupBy(heard, ({ person }) => person.userId)) {
    const { person } = own[0]!
    if (person.email === null) continue
    const token = await mailTokenOf(tx, tenant, userId)
    const mail = writeMail(
      person,
      own.map(({ one }) => one),
      token,
    )
    await queueMail(
      tx,
      tenant,
      { once: `reminder:${id}:${userId}`, userId, address: person.email, ...mail },
      now,
    )
  }
}

/** What was sent under an id, to tell the same form sent twice from another one. */
export async function findSent(read: Reader, tenant: string, id: string) {
  const [round] = await read
    .select()
    .from(reminderRounds)
    .where(and(eq(reminderRounds.tenant, tenant), eq(reminderRounds.id, id)))
  if (!round) return undefined
  const rows = await read
    .selectDistinct({ code: targets.code })
    .from(reminders)
    .innerJoin(targets, and(eq(targets.tenant, reminders.tenant), eq(targets.id, reminders.targetId)))
    .where(and(eq(reminders.tenant, tenant), eq(reminders.roundId, id)))
  return { round, codes: rows.map(({ code }) => code).sort() }
}
