import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { leadsTo } from '../../domain/direction.ts'
import type { PartStatus } from '../../domain/follow-up.ts'
import type { Reader, Writer } from '../client.ts'
import { addStep } from '../follow-up-steps.ts'
import { directionParts, followUpSteps, units } from '../schema.ts'
import type { Moment } from '../updates.ts'
import { followParts, lockDirection, type Outcome, recordDeed, setDirection, tellOf } from './deeds.ts'
import type { DirectionPart, DirectionRow } from './rows.ts'

/** A step of one task. */
export const taskSteps = ['acknowledged', 'reported', 'returned', 'closed'] as const
export type TaskStep = (typeof taskSteps)[number]

/** From which states a task can take a step; a leader may close one early, with words. */
const from: Record<TaskStep, readonly PartStatus[]> = {
  acknowledged: ['assigned'],
  reported: ['assigned', 'in_progress'],
  returned: ['reported'],
  closed: ['assigned', 'in_progress', 'reported'],
}

/** Whether the task still stands where this step begins. */
export const isOpenTo = (step: TaskStep, status: PartStatus): boolean => from[step].includes(status)

/** Takes one step with one task; the direction follows the slowest of its tasks. */
export async function stepTask(
  tx: Writer,
  actor: Actor,
  found: { id: string },
  part: DirectionPart['row'],
  step: { step: TaskStep; body: string; version: number },
  at: Moment,
): Promise<Outcome> {
  const { tenant, userId } = actor
  const row = await lockDirection(tx, tenant, found.id)
  const status = leadsTo[step.step]
  const [changed] = isOpenTo(step.step, part.status)
    ? await tx
        .update(directionParts)
        .set({ status, ...momentsOf(step.step, part, at), version: sql`${directionParts.version} + 1` })
        .where(
          and(
            eq(directionParts.tenant, tenant),
            eq(directionParts.id, part.id),
            eq(directionParts.status, part.status),
            eq(directionParts.version, step.version),
          ),
        )
        .returning()
    : []
  if (!changed) return (await isRepeated(tx, actor, part, step)) ? 'repeated' : 'stale'

  await followParts(tx, row)
  await addStep(
    tx,
    tenant,
    { kind: 'direction', id: row.id },
    { step: step.step, partId: part.id, body: step.body },
    { userId, now: at.now },
  )
  await recordDeed(tx, actor, row, step.step, { part: part.id, body: step.body }, at)
  await tellStep(tx, actor, row, part, step, at)
  return 'done'
}

function momentsOf(step: TaskStep, part: DirectionPart['row'], { now }: Moment) {
  if (step === 'acknowledged') return { acknowledgedAt: now }
  // A report says by itself that the task has been taken note of.
  if (step === 'reported') return { reportedAt: now, acknowledgedAt: part.acknowledgedAt ?? now }
  return step === 'returned' ? { reportedAt: null } : { closedAt: now }
}

/** The same step of the same person in the same words, sent twice, stands once. */
async function isRepeated(
  read: Reader,
  actor: Actor,
  part: { id: string },
  { step, body }: { step: TaskStep; body: string },
): Promise<boolean> {
  const [there] = await read
    .select({ status: directionParts.status })
    .from(directionParts)
    .innerJoin(
      followUpSteps,
      and(
        eq(followUpSteps.tenant, directionParts.tenant),
        eq(followUpSteps.subjectKind, 'direction'),
        eq(followUpSteps.subjectId, directionParts.directionId),
        eq(followUpSteps.partId, directionParts.id),
      ),
    )
    .where(
      and(
        eq(directionParts.tenant, actor.tenant),
        eq(directionParts.id, part.id),
        eq(followUpSteps.step, step),
        eq(followUpSteps.byUserId, actor.userId),
        eq(followUpSteps.body, body),
      ),
    )
    .limit(1)
  return there?.status === leadsTo[step]
}

async function tellStep(
  tx: Writer,
  actor: Actor,
  row: DirectionRow,
  part: DirectionPart['row'],
  { step, body }: { step: TaskStep; body: string },
  at: Moment,
): Promise<void> {
  if (step === 'acknowledged') return
  const [unit] = await tx
    .select({ name: units.name })
    .from(units)
    .where(and(eq(units.tenant, actor.tenant), eq(units.id, part.leadUnitId)))
  const detail = { unit: unit?.name ?? '', due: part.dueOn, words: body.slice(0, 500) }
  const office = row.ownerUnitId ? [row.ownerUnitId] : []
  if (step === 'reported') {
    const to = [{ unitIds: office, roles: ['supervisor', 'leader'] as const }]
    return await tellOf(tx, actor, row, { kind: 'direction_reported', detail }, to, at)
  }
  const isReturn = step === 'returned'
  const notice = isReturn
    ? ({ kind: 'direction_assigned', detail: { ...detail, part: 'returned' } } as const)
    : ({ kind: 'direction_closed', detail } as const)
  const roles = isReturn ? (['head', 'clerk'] as const) : (['head'] as const)
  await tellOf(tx, actor, row, notice, [{ unitIds: [part.leadUnitId], roles }], at)
}

/** Taken to heart without a task: nobody owes anything, nothing can be late. */
export async function noteDirection(
  tx: Writer,
  actor: Actor,
  found: { id: string },
  note: { version: number; body: string },
  at: Moment,
): Promise<Outcome> {
  const row = await lockDirection(tx, actor.tenant, found.id)
  if (row.status === 'noted') return 'repeated'
  if (row.status !== 'recorded' || row.version !== note.version) return 'stale'
  await setDirection(tx, row, { status: 'noted' })
  await addStep(
    tx,
    actor.tenant,
    { kind: 'direction', id: row.id },
    { step: 'noted', body: note.body },
    { userId: actor.userId, now: at.now },
  )
  await recordDeed(tx, actor, row, 'noted', { body: note.body }, at)
  return 'done'
}
