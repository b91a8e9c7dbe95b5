import { and, asc, count, eq, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import {
  type CommitmentDeed,
  type CommitmentState,
  commitmentRules,
  stateAfter,
} from '../../domain/commitment.ts'
import { type Day, dayOf, type Instant } from '../../domain/day.ts'
import type { EvidenceFile } from '../../domain/update.ts'
import { recordAs } from '../audit.ts'
import type { Reader, Writer } from '../client.ts'
import type { FoundCommitment } from '../commitments.ts'
import { forgetCarried } from '../evaluations.ts'
import { commitmentSteps, commitments, targets } from '../schema.ts'
import { settleTargets } from '../settling.ts'
import type { Moment } from '../updates.ts'
import { addFiles } from './files.ts'
import { tellStep } from './tell.ts'

/** What stands on the signed paper. */
export interface Signing {
  number: string
  signedOn: Day
  place: string
  sideAPost: string
  sideAName: string | null
  sideBPost: string
  sideBName: string | null
}

export interface Step {
  deed: CommitmentDeed
  note: string
  /** For the deed `sign`. */
  signing?: Signing & { files: EvidenceFile[] }
}

/** Takes one step if the commitment still is the version that was read; false where somebody was faster. */
export async function takeStep(
  tx: Writer,
  actor: Actor,
  { row, unit, progress, sides }: FoundCommitment,
  { deed, note, signing }: Step,
  at: Moment,
): Promise<boolean> {
  const { tenant, id, version } = row
  const to = stateAfter(deed, progress, dayOf(at.now, at.zone))
  const { files = [], ...paper } = signing ?? {}
  const moved = await tx
    .update(commitments)
    .set({ ...paper, state: to, version: sql`${commitments.version} + 1` })
    .where(and(eq(commitments.tenant, tenant), eq(commitments.id, id), eq(commitments.version, version)))
    .returning({ id: commitments.id })
  if (moved.length !== 1) return false
  // A comment takes it from nowhere to where it is.
  await addStep(tx, actor, id, { from: deed === 'ask' ? null : row.state, to, note }, at)
  if (files.length) await addFiles(tx, actor, row, files, at)
  if (deed === 'sign') await beginTargets(tx, tenant, id, at)
  const carried = deed === 'withdraw' ? await forgetTargets(tx, tenant, id) : []
  await recordAs(tx, actor, at.now, {
    deed: `commitment.${deed}`,
    subjectKind: 'commitment',
    subject: row.code,
    detail: {
      before: {
        state: row.state,
        ...(signing && paperOf(row)),
        ...(carried.length && { carried_from: carried }),
      },
      after: { state: to, ...(signing && paperOf({ ...row, ...paper })) },
      ...(note && { note }),
      ...(files.length && { files: files.map(({ hash, name }) => ({ hash, name })) }),
    },
  })
  await tellStep(tx, { row, unitName: unit.name, deed, note, sides }, { ...at, except: actor.userId })
  return true
}

const paperOf = ({
  number,
  signedOn,
  place,
  sideAPost,
  sideAName,
  sideBPost,
  sideBName,
}: FoundCommitment['row']) => ({
  ...{ number, signedOn, place, sideAPost, sideAName, sideBPost, sideBName },
})

const targetIds = async (tx: Writer, tenant: string, commitmentId: string) => {
  const own = and(eq(targets.tenant, tenant), eq(targets.commitmentId, commitmentId))
  const rows = await tx.select({ id: targets.id }).from(targets).where(own)
  return rows.map(({ id }) => id)
}

/** What was carried over into it is free to go on elsewhere. */
const forgetTargets = async (tx: Writer, tenant: string, commitmentId: string) =>
  await forgetCarried(tx, tenant, await targetIds(tx, tenant, commitmentId))

/** From its signature on what it promises is owed, and counts. */
async function beginTargets(tx: Writer, tenant: string, commitmentId: string, at: Moment) {
  const own = and(eq(targets.tenant, tenant), eq(targets.commitmentId, commitmentId))
  await tx
    .update(targets)
    .set({ state: 'active' })
    .where(and(own, eq(targets.state, 'planned')))
  const ids = await targetIds(tx, tenant, commitmentId)
  await settleTargets(tx, tenant, { ids }, at.now, at.zone)
}

/** The post in which somebody does something about a commitment: one at its sides before any other. */
const postOf = (actor: Actor): string => actor.posts[0]?.title ?? actor.username

/** The first line of a draft's life: a unit opens its own from a draft of its own, the office one from nothing. */
export const firstStep = (
  actor: Actor,
  id: string,
  at: { now: Instant },
  { isOwn = false, note = '' } = {},
) => ({
  ...{ tenant: actor.tenant, commitmentId: id, number: 1, userId: actor.userId, note, at: at.now },
  fromState: isOwn ? ('draft' as const) : null,
  toState: 'draft' as const,
  post: postOf(actor),
})

/** Adds a line to the life of a commitment. */
export async function addStep(
  tx: Writer,
  actor: Actor,
  commitmentId: string,
  { from, to, note = '' }: { from: CommitmentState | null; to: CommitmentState; note?: string },
  at: { now: Instant },
): Promise<void> {
  const { tenant, userId } = actor
  const [last] = await tx
    .select({ n: count() })
    .from(commitmentSteps)
    .where(and(eq(commitmentSteps.tenant, tenant), eq(commitmentSteps.commitmentId, commitmentId)))
  await tx.insert(commitmentSteps).values({
    ...{ tenant, commitmentId, userId, note },
    number: (last?.n ?? 0) + 1,
    fromState: from,
    toState: to,
    at: at.now,
    post: postOf(actor),
  })
}

/** Whether a step that is sent was taken by the same person before: sent twice it stands once. */
export async function wasTaken(
  read: Reader,
  { userId }: Actor,
  { row, progress }: FoundCommitment,
  { deed, note, signing }: Step,
  today: Day,
): Promise<boolean> {
  const last = (await listSteps(read, row.tenant, row.id)).at(-1)
  if (last?.userId !== userId || last.to !== row.state || last.note !== note) return false
  if (last.to !== stateAfter(deed, progress, today)) return false
  if (signing && (signing.number !== row.number || signing.signedOn !== row.signedOn)) return false
  return deed === 'hand' || deed === 'ask'
    ? last.number !== 1
    : commitmentRules[deed].from.includes(last.from ?? row.state)
}

/** The life of a commitment, from its beginning. */
export async function listSteps(read: Reader, tenant: string, commitmentId: string) {
  return await read
    .select({
      number: commitmentSteps.number,
      from: commitmentSteps.fromState,
      to: commitmentSteps.toState,
      at: commitmentSteps.at,
      userId: commitmentSteps.userId,
      post: commitmentSteps.post,
      note: commitmentSteps.note,
    })
    .from(commitmentSteps)
    .where(and(eq(commitmentSteps.tenant, tenant), eq(commitmentSteps.commitmentId, commitmentId)))
    .orderBy(asc(commitmentSteps.number))
}
