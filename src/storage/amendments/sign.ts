import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { type AmendmentLine, type LineFault, planDayOf, weightsAfter } from '../../domain/amendment.ts'
import { isInForce } from '../../domain/commitment.ts'
import { type Day, dayOf } from '../../domain/day.ts'
import { BY_ANNEX } from '../../domain/extension.ts'
import { WHOLE } from '../../domain/milestone.ts'
import { type PromiseText, promiseOfText } from '../../domain/promise-text.ts'
import type { EvidenceFile } from '../../domain/update.ts'
import { type Annex, moveAnnex, recordAnnex } from '../amendments.ts'
import { recordAs } from '../audit.ts'
import { forUpdate, type Writer } from '../client.ts'
import { lockCommitment } from '../commitments/held.ts'
import { lapseExtensions } from '../extensions.ts'
import { newId } from '../ids.ts'
import { tell } from '../notices.ts'
import { recipientIds } from '../recipients.ts'
import { amendments, commitments, extensions, targets } from '../schema.ts'
import { settleTargets } from '../settling.ts'
import { revisePlan } from '../targets/plan.ts'
import { insertTarget, updateTarget } from '../targets/write.ts'
import { addUpTo } from '../targets/years.ts'
import type { TargetRow } from '../targets.ts'
import type { Moment } from '../updates.ts'
import { type CarriedLine, linkEvaluations } from '../year-end/carry.ts'
import { findCarriedOf, lockCarried } from './carried.ts'
import { addScans } from './scans.ts'
import { faultsOfLines, type InForce, loadInForce, planOf, promiseAfter } from './standing.ts'

/** What stands on the signed annex. */
export interface AnnexSigning {
  document: string
  signedOn: Day
  effectiveFrom: Day
  files: EvidenceFile[]
}

type Signed =
  | 'done'
  | 'moved'
  | { kind: 'stale'; faults: Map<string, LineFault> }
  /** With it the weights would come to something else than 100. */
  | { kind: 'weights'; sum: number }

interface Asked {
  commitment: typeof commitments.$inferSelect
  unitName: string
  annex: Annex
  signing: AnnexSigning
  /** What the figures say of a target that goes on, where nobody has evaluated it yet. */
  suggest(row: TargetRow): CarriedLine['suggested']
}

/** Records that both sides signed an annex, and makes all of its changes at once, or none of them. */
export async function signAnnex(tx: Writer, actor: Actor, asked: Asked, at: Moment): Promise<Signed> {
  const { commitment, annex, signing } = asked
  const { files, ...paper } = signing
  // It may have ended since it was read: closed, or passed to a successor.
  const state = await lockCommitment(tx, commitment)
  if (!state || !isInForce(state)) return 'moved'
  const rows = await lockTargets(tx, commitment)
  await lockCarried(tx, commitment.tenant, annex.lines)
  const when = { commitment, effectiveFrom: signing.effectiveFrom, now: at.now, zone: at.zone }
  const faults = await faultsOfLines(tx, annex.lines, rows, when)
  if (faults.size) return { kind: 'stale', faults }
  const sum = weightsAfter(annex.lines, rows)
  if (sum !== null && sum !== WHOLE) return { kind: 'weights', sum }
  const signed = { state: 'signed', signedBy: actor.userId, signedAt: at.now, ...paper } as const
  if (!(await moveAnnex(tx, annex, signed))) return 'moved'
  const lines = await applyLines(tx, actor, asked, rows, at)
  await tx
    .update(commitments)
    .set({ version: sql`${commitments.version} + 1` })
    .where(and(eq(commitments.tenant, commitment.tenant), eq(commitments.id, commitment.id)))
  await keepLines(tx, annex, lines)
  await addScans(tx, actor, commitment, annex, files, at)
  const hashes = files.map(({ hash, name }) => ({ hash, name }))
  const told = lines.map(({ kind, code, before, after }) => ({ kind, code, before, after }))
  await recordAnnex(
    tx,
    actor,
    commitment,
    annex.number,
    {
      deed: 'signed',
      before: { state: 'draft', version: commitment.version },
      after: { state: 'signed', version: commitment.version + 1, ...paper, files: hashes, lines: told },
    },
    at,
  )
  await tellUnit(tx, actor, asked, at)
  return 'done'
}

async function lockTargets(tx: Writer, { tenant, id }: Asked['commitment']): Promise<TargetRow[]> {
  return await forUpdate(
    tx
      .select()
      .from(targets)
      .where(and(eq(targets.tenant, tenant), eq(targets.commitmentId, id))),
  )
}

/** Answers with the lines as they were made: what was added has its code by now. */
async function applyLines(
  tx: Writer,
  actor: Actor,
  asked: Asked,
  rows: readonly TargetRow[],
  at: Moment,
): Promise<AmendmentLine[]> {
  const done = [...asked.annex.lines]
  // What is added may move its term on, which was read before: what changes or ends comes first.
  const order = [...done.keys()].sort(
    (a, b) => Number(done[a]!.kind === 'add') - Number(done[b]!.kind === 'add'),
  )
  for (const place of order) {
    const line = done[place]!
    if (line.kind === 'add') {
      done[place] = { ...line, code: await addTarget(tx, actor, asked, line, at) }
      continue
    }
    const row = rows.find(({ code }) => code === line.code)!
    if (line.kind === 'end') await endTarget(tx, actor, asked, { row, line }, at)
    else await changeTarget(tx, actor, asked, { row, line }, at)
  }
  return done
}

/** Before its annex a target was not there: past weeks are told without it. */
async function addTarget(tx: Writer, actor: Actor, asked: Asked, line: AmendmentLine, at: Moment) {
  const { commitment } = asked
  const from = await findCarriedOf(tx, commitment.tenant, line)
  const promise = promiseOfText(line.after as PromiseText)
  if (!promise) throw new Error(`an annex of ${commitment.code} adds what cannot be read`)
  const orders = await tx
    .select({ order: targets.sortOrder })
    .from(targets)
    .where(and(eq(targets.tenant, commitment.tenant), eq(targets.commitmentId, commitment.id)))
  const isTaken = orders.some(({ order }) => order === promise.order)
  const id = newId(at.now)
  const placed = isTaken ? { ...promise, order: null } : promise
  const added = await insertTarget(
    tx,
    actor,
    commitment,
    { id, promise: placed, state: 'active', previousId: from?.id ?? null },
    at,
  )
  if (added.kind !== 'kept') throw new Error(`an annex of ${commitment.code} cannot add ${line.title}`)
  await tx
    .update(targets)
    .set({ orderedAt: at.now })
    .where(and(eq(targets.tenant, commitment.tenant), eq(targets.id, id)))
  if (from) {
    const line = { row: from, suggested: asked.suggest(from) }
    await linkEvaluations(tx, actor, [{ line, id }], at)
  }
  await addUpTo(tx, actor, commitment, promise, at)
  return added.code
}

interface Change {
  row: TargetRow
  line: AmendmentLine
}

/**
 * The words and the weight are put in place; a plan gets another version and a deadline a granted extension, as all other
 * decisions about them do: what was signed first and what was expected until then stay.
 */
async function changeTarget(tx: Writer, actor: Actor, asked: Asked, { row, line }: Change, at: Moment) {
  const { signing, annex } = asked
  const now = await loadInForce(tx, row, signing.effectiveFrom, at.zone)
  const after = promiseAfter(line, now.promise)
  if (!after) throw new Error(`a line about ${row.code} cannot be read`)
  const written = await changeWords(tx, actor, { row, line, now, after }, at)
  const plan = planOf(line, now.promise)
  if (plan !== null) {
    const effectiveFrom = planDayOf(line, signing.effectiveFrom)
    const revision = { effectiveFrom, plan, decision: signing.document, reason: annex.reason }
    const done = await revisePlan(tx, actor, written, revision, at)
    if (done === 'conflict') throw new Error(`the plan of ${row.code} was revised meanwhile`)
  }
  if ('due_on' in line.after) await moveDue(tx, actor, asked, { row, line }, at)
}

type Words = Change & { now: InForce; after: NonNullable<ReturnType<typeof promiseAfter>> }

/** Answers with the row as its plan is to be read from here on. */
async function changeWords(tx: Writer, actor: Actor, { row, line, now, after }: Words, at: Moment) {
  const fields = Object.keys(line.before).filter((field) => field !== 'plan' && field !== 'due_on')
  if (fields.length === 0) return row
  const { decimals } = after
  const plan = row.plan === null ? null : row.plan * 10 ** (decimals - row.decimals)
  // The plan and the deadline that were signed first stay where they are.
  const written = { ...after, plan, dueOn: row.dueOriginal, order: now.promise.order }
  if (!(await updateTarget(tx, actor, row, written, at, 'target.amended'))) {
    throw new Error(`${row.code} was changed meanwhile`)
  }
  return { ...row, decimals, plan }
}

async function moveDue(
  tx: Writer,
  actor: Actor,
  { signing, annex }: Asked,
  { row, line }: Change,
  at: Moment,
) {
  const dueOn = line.after.due_on as Day
  const id = newId(at.now)
  await tx.insert(extensions).values({
    ...{ tenant: row.tenant, id, targetId: row.id, reason: annex.reason, reasonCode: BY_ANNEX },
    ...{ requestedBy: actor.userId, requestedAt: at.now, proposedDueOn: dueOn },
    ...{ decision: 'granted', decidedBy: actor.userId, decidedAt: at.now, newDueOn: dueOn },
    document: signing.document,
    comment: annex.reason,
  })
  await settleTargets(tx, row.tenant, { ids: [row.id] }, at.now, at.zone)
  await lapseExtensions(tx, row.tenant, row.id, at)
  // Whoever is about to decide a request that is left sees the new deadline first.
  await tx
    .update(extensions)
    .set({ version: sql`${extensions.version} + 1` })
    .where(
      and(eq(extensions.tenant, row.tenant), eq(extensions.targetId, row.id), isNull(extensions.decision)),
    )
  await recordAs(tx, actor, at.now, {
    deed: 'target.due_amended',
    subjectKind: 'target',
    subject: row.code,
    detail: {
      before: { dueOn: line.before.due_on ?? null },
      after: { dueOn },
      document: signing.document,
      extension: id,
    },
  })
}

async function endTarget(tx: Writer, actor: Actor, { signing }: Asked, { row, line }: Change, at: Moment) {
  const { tenant, id } = row
  const cause = line.after.reason ?? ''
  const after = {
    state: 'cancelled',
    stateOn: signing.effectiveFrom,
    stateDocument: signing.document,
  } as const
  await tx
    .update(targets)
    .set({ ...after, stateCause: cause, version: sql`${targets.version} + 1` })
    .where(and(eq(targets.tenant, tenant), eq(targets.id, id)))
  await settleTargets(tx, tenant, { ids: [id] }, at.now, at.zone)
  await lapseExtensions(tx, tenant, id, at)
  await recordAs(tx, actor, at.now, {
    deed: 'target.cancelled',
    subjectKind: 'target',
    subject: row.code,
    detail: { before: { state: row.state }, after: { ...after, cause } },
  })
}

async function keepLines(tx: Writer, annex: Annex, lines: AmendmentLine[]) {
  if (!lines.some(({ kind }) => kind === 'add')) return
  await tx
    .update(amendments)
    .set({ lines })
    .where(and(eq(amendments.tenant, annex.tenant), eq(amendments.id, annex.id)))
}

/** The unit and the leaders of side A hear what holds from now on. */
async function tellUnit(tx: Writer, actor: Actor, { commitment, unitName, annex }: Asked, at: Moment) {
  const { tenant, code, unitId, upperUnitId } = commitment
  const today = dayOf(at.now, at.zone)
  const people = [
    ...(await recipientIds(tx, tenant, [unitId], ['head', 'clerk'], today)),
    ...(await recipientIds(tx, tenant, [upperUnitId], ['leader'], today)),
  ]
  const path = `/commitments/${encodeURIComponent(code)}/amendments/${annex.number}`
  const detail = { code, title: code, unit: unitName, deed: 'amend', n: annex.number, words: annex.reason }
  await tell(
    tx,
    tenant,
    people,
    { kind: 'commitment_moved', path, detail },
    { now: at.now, except: actor.userId },
  )
}
