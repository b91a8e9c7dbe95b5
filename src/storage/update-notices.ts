import type { Actor, Role } from '../domain/access.ts'
import { dayOf } from '../domain/day.ts'
import type { NoticeKind } from '../domain/follow-up.ts'
import type { Writer } from './client.ts'
import { tell } from './notices.ts'
import { recipientIds } from './recipients.ts'
import type { Moment, StoredUpdate } from './updates.ts'

interface Subject {
  unitId: string
  title: string
}

/** A clerk's report waits for the heads of the unit. */
export async function tellOfHandIn(
  tx: Writer,
  actor: Actor,
  row: StoredUpdate,
  target: Subject,
  at: Moment,
): Promise<void> {
  await tellUnit(tx, actor, row, target, at, 'update_awaiting', ['head'])
}

/** Everybody who reports for the unit reads what the office entered for it, and may correct it. */
export async function tellOfBehalf(
  tx: Writer,
  actor: Actor,
  row: StoredUpdate,
  target: Subject,
  at: Moment,
): Promise<void> {
  await tellUnit(tx, actor, row, target, at, 'update_on_behalf', ['head', 'clerk'])
}

async function tellUnit(
  tx: Writer,
  actor: Actor,
  row: StoredUpdate,
  target: Subject,
  at: Moment,
  kind: NoticeKind,
  roles: Role[],
) {
  const today = dayOf(at.now, at.zone)
  const people = await recipientIds(tx, row.tenant, [target.unitId], roles, today)
  const detail = { title: target.title, by: actor.posts[0]?.title ?? actor.username, day: row.asOf }
  const notice = { kind, path: `/updates/${row.receipt}`, detail }
  await tell(tx, row.tenant, people, notice, { now: at.now, except: actor.userId })
}
