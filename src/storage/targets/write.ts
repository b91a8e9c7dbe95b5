import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { fold } from '../../domain/fold.ts'
import { plainPromise, type TargetPromise } from '../../domain/promise.ts'
import { type PromiseText, textOfPromise } from '../../domain/promise-text.ts'
import type { TargetState } from '../../domain/target.ts'
import { recordAs } from '../audit.ts'
import type { Reader, Writer } from '../client.ts'
import { lockCommitment, touchDraft } from '../commitments/held.ts'
import { coordinators, milestones, referenceValues, targets, units } from '../schema.ts'
import { settleTargets } from '../settling.ts'
import type { TargetRow } from '../targets.ts'
import type { Moment } from '../updates.ts'
import { refineFigures } from './decimals.ts'
import { loadPromise } from './form.ts'
import { type Freed, freeTarget } from './free.ts'

/** The commitment that a target belongs to, as far as its row repeats it. */
export interface Commitment {
  tenant: string
  id: string
  code: string
  campaignId: string
  unitId: string
  upperUnitId: string
}

export interface NewTarget {
  /** From the form: the same id is the same target, however often it arrives. */
  id: string
  promise: TargetPromise
  /** Planned where nothing else is said: it begins with its commitment. What an annex adds is active at once. */
  state?: TargetState
  /** The target of the year before that it goes on from. */
  previousId?: string | null
}

export type Inserted =
  | { kind: 'kept' | 'repeated'; id: string; code: string }
  /** Something else stands under this id, or in this place of the commitment. */
  | { kind: 'conflict' }

/** Adds one target, settled and recorded; its code is the commitment's with a number that was not there before. */
export async function insertTarget(
  tx: Writer,
  actor: Actor,
  commitment: Commitment,
  target: NewTarget,
  at: Moment,
): Promise<Inserted> {
  const { tenant } = actor
  await lockCommitment(tx, commitment)
  const stored = await findById(tx, tenant, target.id)
  if (stored) {
    const isSame = stored.commitmentId === commitment.id && (await saysTheSame(tx, stored, target.promise))
    return isSame ? { kind: 'repeated', id: stored.id, code: stored.code } : { kind: 'conflict' }
  }
  const taken = await placesOf(tx, commitment)
  const { order } = target.promise
  if (order !== null && taken.orders.has(order)) return { kind: 'conflict' }
  if (target.state !== 'active' && !(await touchDraft(tx, commitment))) return { kind: 'conflict' }
  const [row] = await insertRows(tx, commitment, [target], taken)
  await settleTargets(tx, tenant, { ids: [target.id] }, at.now, at.zone)
  const after = textOfPromise({ ...plainPromise(target.promise), order: row!.sortOrder })
  await recordTarget(tx, actor, 'target.added', row!.code, { commitment: commitment.code, after }, at)
  return { kind: 'kept', id: target.id, code: row!.code }
}

/** Adds many targets to a commitment at once, settled; the deed that made them records them. Answers with their codes. */
export async function insertTargets(
  tx: Writer,
  commitment: Commitment,
  all: readonly NewTarget[],
  at: Moment,
): Promise<string[]> {
  if (!all.length) return []
  await lockCommitment(tx, commitment)
  const rows = await insertRows(tx, commitment, all, await placesOf(tx, commitment))
  await settleTargets(tx, commitment.tenant, { ids: all.map(({ id }) => id) }, at.now, at.zone)
  return rows.map(({ code }) => code)
}

/** Promises one target of a draft otherwise; false where somebody else was faster. */
export async function editTarget(
  tx: Writer,
  actor: Actor,
  row: TargetRow,
  promise: TargetPromise,
  at: Moment,
): Promise<boolean> {
  return (await touchForTarget(tx, row)) && (await updateTarget(tx, actor, row, promise, at, 'target.edited'))
}

/** Moves the draft of a target on, if both still are what was read. */
async function touchForTarget(
  tx: Writer,
  { tenant, id, commitmentId, version }: TargetRow,
): Promise<boolean> {
  const draft = { tenant, id: commitmentId }
  await lockCommitment(tx, draft)
  const there = await findById(tx, tenant, id)
  return there?.version === version && (await touchDraft(tx, draft))
}

/** Puts other words and figures in the place of those that stand; false where somebody else was faster. */
export async function updateTarget(
  tx: Writer,
  actor: Actor,
  row: TargetRow,
  promise: TargetPromise,
  at: Moment,
  deed: 'target.edited' | 'target.amended',
): Promise<boolean> {
  const { tenant, id } = row
  const plain = { ...plainPromise(promise), order: promise.order ?? row.sortOrder }
  const before = textOfPromise(await loadPromise(tx, row))
  const named = await codesOf(tx, tenant, [plain])
  if (deed === 'target.amended' && plain.decimals > row.decimals) {
    await refineFigures(tx, row, plain.decimals)
  }
  const changed = await tx
    .update(targets)
    .set({ ...columnsOf(plain, row.code, named), version: sql`${targets.version} + 1` })
    .where(and(eq(targets.tenant, tenant), eq(targets.id, id), eq(targets.version, row.version)))
    .returning({ id: targets.id })
  if (changed.length !== 1) return false
  await removeBeside(tx, tenant, id)
  await insertBeside(tx, tenant, [{ id, promise: plain }], named)
  await settleTargets(tx, tenant, { ids: [id] }, at.now, at.zone)
  await recordTarget(tx, actor, deed, row.code, { before, after: textOfPromise(plain) }, at)
  return true
}

/** Takes a target out of a draft, and out of what led to it; false where somebody else was faster. */
export async function removeTarget(tx: Writer, actor: Actor, row: TargetRow, at: Moment): Promise<boolean> {
  const { tenant, id } = row
  if (!(await touchForTarget(tx, row))) return false
  const promise = textOfPromise(await loadPromise(tx, row))
  await removeBeside(tx, tenant, id)
  const before = { ...promise, ...(await freeTarget(tx, row)) }
  await tx.delete(targets).where(and(eq(targets.tenant, tenant), eq(targets.id, id)))
  await recordTarget(tx, actor, 'target.removed', row.code, { before }, at)
  return true
}

/** Whether a stored target already says all of this. */
export async function saysTheSame(read: Reader, row: TargetRow, promise: TargetPromise): Promise<boolean> {
  const order = promise.order ?? row.sortOrder
  const stored = textOfPromise(await loadPromise(read, row))
  return JSON.stringify(stored) === JSON.stringify(textOfPromise({ ...plainPromise(promise), order }))
}

async function recordTarget(
  tx: Writer,
  actor: Actor,
  deed: string,
  code: string,
  detail: { commitment?: string; before?: PromiseText & Freed; after?: PromiseText },
  at: Moment,
) {
  await recordAs(tx, actor, at.now, { deed, subjectKind: 'target', subject: code, detail })
}

async function findById(read: Reader, tenant: string, id: string): Promise<TargetRow | undefined> {
  const [row] = await read
    .select()
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.id, id)))
  return row
}

/** Places and numbers that are taken in a commitment. */
interface Taken {
  orders: Set<number>
  /** The highest number of any code. */
  last: number
}

async function placesOf(read: Reader, { tenant, id, code }: Commitment): Promise<Taken> {
  const rows = await read
    .select({ order: targets.sortOrder, code: targets.code })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.commitmentId, id)))
  const numbers = rows.map((row) =>
    Number(row.code.startsWith(`${code}-`) && row.code.slice(code.length + 1)),
  )
  const orders = rows.map(({ order }) => order)
  return { orders: new Set(orders), last: Math.max(0, ...orders, ...numbers.filter(Number.isInteger)) }
}

async function insertRows(
  tx: Writer,
  commitment: Commitment,
  all: readonly NewTarget[],
  { orders, last }: Taken,
): Promise<{ code: string; sortOrder: number }[]> {
  const { tenant, id: commitmentId, campaignId, unitId, upperUnitId } = commitment
  const plain = all.map((one) => ({ ...one, promise: plainPromise(one.promise) }))
  const named = await codesOf(
    tx,
    tenant,
    plain.map(({ promise }) => promise),
  )
  let number = last
  const rows = plain.map(({ id, promise, state = 'planned', previousId = null }) => {
    number += 1
    const order = promise.order !== null && !orders.has(promise.order) ? promise.order : number
    orders.add(order)
    const code = `${commitment.code}-${String(number).padStart(2, '0')}`
    const columns = columnsOf({ ...promise, order }, code, named)
    const place = { tenant, id, code, commitmentId, campaignId, unitId, upperUnitId }
    return { ...place, ...columns, dueOn: promise.dueOn, state, previousId }
  })
  for (let at = 0; at < rows.length; at += SOME) await tx.insert(targets).values(rows.slice(at, at + SOME))
  await insertBeside(tx, tenant, plain, named)
  return rows.map(({ code, sortOrder }) => ({ code, sortOrder }))
}

/** Rows of one statement: SQLite takes 32,766 values. */
const SOME = 200

/** The ids of the units and targets that promises name. */
interface Codes {
  units: Map<string, string>
  targets: Map<string, string>
}

async function codesOf(read: Reader, tenant: string, all: readonly TargetPromise[]): Promise<Codes> {
  const unitCodes = [...new Set(all.flatMap((promise) => promise.coordinators))]
  const targetCodes = [...new Set(all.flatMap(({ parent }) => parent ?? []))]
  const found = unitCodes.length
    ? await read
        .select({ id: units.id, code: units.code })
        .from(units)
        .where(and(eq(units.tenant, tenant), inArray(units.code, unitCodes)))
    : []
  const above = targetCodes.length
    ? await read
        .select({ id: targets.id, code: targets.code })
        .from(targets)
        .where(and(eq(targets.tenant, tenant), inArray(targets.code, targetCodes)))
    : []
  const byCode = (rows: { id: string; code: string }[]) => new Map(rows.map(({ id, code }) => [code, id]))
  return { units: byCode(found), targets: byCode(above) }
}

function columnsOf(promise: TargetPromise & { order: number | null }, code: string, named: Codes) {
  const { group, order, dueOn, coordinators: _, references: __, steps: ___, parent, ...same } = promise
  return {
    ...same,
    groupNumber: group,
    sortOrder: order ?? 0,
    dueOriginal: dueOn,
    parentId: parent === null ? null : (named.targets.get(parent) ?? null),
    folded: fold(`${code} ${promise.title} ${promise.product}`),
  }
}

async function removeBeside(tx: Writer, tenant: string, id: string) {
  for (const table of [coordinators, referenceValues, milestones]) {
    await tx.delete(table).where(and(eq(table.tenant, tenant), eq(table.targetId, id)))
  }
}

async function insertBeside(
  tx: Writer,
  tenant: string,
  all: readonly { id: string; promise: TargetPromise }[],
  named: Codes,
) {
  const helping = all.flatMap(({ id: targetId, promise }) =>
    promise.coordinators.flatMap((code) => {
      const unitId = named.units.get(code)
      return unitId ? [{ tenant, targetId, unitId }] : []
    }),
  )
  const references = all.flatMap(({ id: targetId, promise }) =>
    promise.references.map((reference) => ({ tenant, targetId, ...reference })),
  )
  const steps = all.flatMap(({ id: targetId, promise }) =>
    promise.steps.map((step) => ({ tenant, targetId, ...step })),
  )
  for (let at = 0; at < helping.length; at += SOME)
    await tx.insert(coordinators).values(helping.slice(at, at + SOME))
  for (let at = 0; at < references.length; at += SOME)
    await tx.insert(referenceValues).values(references.slice(at, at + SOME))
  for (let at = 0; at < steps.length; at += SOME)
    await tx.insert(milestones).values(steps.slice(at, at + SOME))
}
