import { and, asc, eq, notInArray, sql } from 'drizzle-orm'
import { type Actor, maySupervise } from '../../domain/access.ts'
import { isPending } from '../../domain/commitment.ts'
import { readCurve } from '../../domain/curve.ts'
import type { Day } from '../../domain/day.ts'
import { stepsDone, stepsIn } from '../../domain/milestone.ts'
import type { TargetPromise } from '../../domain/promise.ts'
import type { Amount } from '../../domain/target.ts'
import type { EvaluationResult } from '../../domain/year-end.ts'
import { recordAs } from '../audit.ts'
import { codesFor, nextCode } from '../campaigns/copy.ts'
import { type Campaign, listTaskGroups } from '../campaigns.ts'
import type { Reader, Writer } from '../client.ts'
import { lockCommitment, touchDraft } from '../commitments/held.ts'
import { firstStep } from '../commitments/steps.ts'
import { loadEvaluations } from '../evaluations.ts'
import { loadFacts } from '../facts.ts'
import { newId } from '../ids.ts'
import { commitmentSteps, commitments, evaluations, units } from '../schema.ts'
import { loadPromise } from '../targets/form.ts'
import { insertTargets } from '../targets/write.ts'
import type { TargetRow } from '../targets.ts'
import type { Moment } from '../updates.ts'
import { type FoundYearEnd, findFollowers, rightsOn } from './find.ts'

/** A target that goes on, with what is left of it. */
export interface CarriedLine {
  row: TargetRow
  product: string
  plan: Amount | null
  dueOn: Day | null
  /** What the figures say, for those nobody has evaluated yet. */
  suggested: { result: EvaluationResult; effect: string }
}

export type Carried =
  | { kind: 'kept'; code: string }
  /** Some of them went on meanwhile. */
  | { kind: 'moved' }
  | Closed
  | { kind: 'no_group' }

type CommitmentRow = typeof commitments.$inferSelect

/** Takes unfinished targets into the unit's draft of a later campaign, which is made where there is none; each once. */
export async function carryOver(
  tx: Writer,
  actor: Actor,
  found: FoundYearEnd,
  into: Campaign,
  lines: readonly CarriedLine[],
  at: Moment,
): Promise<Carried> {
  const { tenant } = actor
  // One at a time for a commitment, or two at once would both find nothing carried.
  await lockCommitment(tx, found.row)
  const ids = lines.map(({ row }) => row.id)
  const followers = await findFollowers(tx, tenant, ids)
  const there = await findNext(tx, actor, found, into)
  if (followers.size > 0) {
    const isAllThere = ids.every((id) => followers.get(id)?.campaignId === into.id)
    return isAllThere && there?.reads ? { kind: 'kept', code: there.row.code } : { kind: 'moved' }
  }
  const closed = there && closedTo(there)
  if (closed) return closed
  if (there && !(await touchDraft(tx, there.row))) return { kind: 'moved' }
  const groups = (await listTaskGroups(tx, tenant, into.id)).map(({ number }) => number)
  if (!groups.length) return { kind: 'no_group' }
  const draft = there?.row ?? (await makeDraft(tx, actor, found, into, at))
  const done = await doneSteps(tx, tenant, ids, at)
  const fresh = await Promise.all(
    lines.map(async (line) => ({
      line,
      id: newId(at.now),
      promise: await nextPromise(tx, line, { from: found.campaign, into, groups, done }),
    })),
  )
  const codes = await insertTargets(
    tx,
    draft,
    fresh.map(({ line, id, promise }) => ({ id, promise, state: 'planned', previousId: line.row.id })),
    at,
  )
  await linkEvaluations(tx, actor, fresh, at)
  await recordAs(tx, actor, at.now, {
    ...{ deed: 'year_end.carried', subjectKind: 'commitment', subject: found.row.code },
    detail: {
      to: draft.code,
      before: lines.map(({ row }) => row.code),
      after: fresh.map(({ promise: { product, plan, dueOn } }, n) => ({
        ...{ code: codes[n], product, plan, dueOn },
      })),
    },
  })
  return { kind: 'kept', code: draft.code }
}

/** The unit's commitment of a later campaign, and what this person may do with it. */
export interface NextCommitment {
  row: CommitmentRow
  reads: boolean
  writes: boolean
}

/**
 * Why nothing goes into the unit's commitment of the later campaign: it is signed, it lies with somebody to be agreed to or
 * signed, or it is a draft that others write; without its code where it is hidden from this person.
 */
export interface Closed {
  kind: 'bound' | 'pending' | 'not_theirs'
  code: string | null
}

export function closedTo({ row, reads, writes }: NextCommitment): Closed | null {
  const code = reads ? row.code : null
  if (row.state !== 'draft') return { kind: isPending(row.state) ? 'pending' : 'bound', code }
  return writes ? null : { kind: 'not_theirs', code }
}

/**
 * The commitment in which a unit's targets of this one go on: the one made from it, else a draft like it, else whatever the
 * unit has there that was made from no other; a second one is never made beside it.
 */
export async function findNext(
  read: Reader,
  actor: Actor,
  found: Pick<FoundYearEnd, 'row' | 'sides'>,
  into: Pick<Campaign, 'id' | 'ownerUnitId'>,
): Promise<NextCommitment | undefined> {
  const { row } = found
  const rows = await read
    .select()
    .from(commitments)
    .where(
      and(
        eq(commitments.tenant, row.tenant),
        eq(commitments.campaignId, into.id),
        eq(commitments.unitId, row.unitId),
        notInArray(commitments.state, ['withdrawn', 'superseded']),
      ),
    )
    .orderBy(asc(commitments.code))
  const own = rows.find(({ previousId }) => previousId === row.id)
  const alike = rows.filter(
    ({ partyKind, upperUnitId }) => partyKind === row.partyKind && upperUnitId === row.upperUnitId,
  )
  const free = (list: typeof rows) => list.filter(({ previousId }) => previousId === null)
  const isDraft = ({ state }: CommitmentRow) => state === 'draft'
  const next = own ?? free(alike).find(isDraft) ?? alike[0] ?? free(rows).find(isDraft) ?? free(rows)[0]
  return next && { row: next, ...(await rightsOn(read, actor, found, next, into.ownerUnitId)) }
}

async function makeDraft(
  tx: Writer,
  actor: Actor,
  { row, unit, campaign, sides }: FoundYearEnd,
  into: Campaign,
  at: Moment,
): Promise<CommitmentRow> {
  const { tenant } = row
  const [owner] = await tx
    .select({ code: units.code })
    .from(units)
    .where(and(eq(units.tenant, tenant), eq(units.id, into.ownerUnitId)))
  const years = into.planYear - campaign.planYear
  const wanted = nextCode(row.code, unit.code, owner?.code ?? '', campaign, { settings: into, years })
  const [code] = await codesFor(tx, tenant, [wanted])
  const id = newId(at.now)
  const { unitId, upperUnitId, partyKind, sideAPost, sideBPost } = row
  const [draft] = await tx
    .insert(commitments)
    .values({
      ...{ tenant, id, unitId, upperUnitId, partyKind, sideAPost, sideBPost },
      ...{ code: code!, campaignId: into.id, previousId: row.id, state: 'draft' as const },
      ...{ effectiveFrom: into.startOn, effectiveTo: into.endOn },
    })
    .returning()
  const isOwn = !maySupervise(actor, sides)
  await tx.insert(commitmentSteps).values(firstStep(actor, id, at, { isOwn, note: row.code }))
  return draft!
}

interface Carrying {
  from: Campaign
  into: Campaign
  groups: readonly number[]
  /** The steps that are done, by target; all of them go on again where the whole target is done. */
  done: ReadonlyMap<string, readonly number[]>
}

async function doneSteps(read: Reader, tenant: string, ids: readonly string[], { zone }: Moment) {
  const facts = await loadFacts(read, tenant, { ids: [...ids] }, zone)
  const said = await loadEvaluations(read, tenant, ids)
  return new Map(
    [...facts].map(([id, { updates }]) => [id, said.get(id)?.result === 'done' ? [] : stepsDone(updates)]),
  )
}

async function nextPromise(
  read: Reader,
  { row, product, plan, dueOn }: CarriedLine,
  { from, into, groups, done }: Carrying,
): Promise<TargetPromise> {
  const promise = await loadPromise(read, row)
  const curve = readCurve(promise.curve)
  const isPoint = row.valueKind === 'point' && row.latestLow !== null && row.latestLow === row.latestHigh
  const left = promise.steps.filter(({ number }) => !done.get(row.id)?.includes(number))
  const years = Number(into.startOn.slice(0, 4)) - Number(from.startOn.slice(0, 4))
  return {
    ...promise,
    ...{ product, plan, dueOn, startOn: into.startOn },
    group: groups.includes(promise.group) ? promise.group : groups[0]!,
    order: null,
    // Shares of another year's months say nothing of what is left.
    curve: 'shape' in curve && curve.shape === 'step' ? 'step' : 'linear',
    baseline: isPoint ? row.latestLow : null,
    baselineOn: isPoint ? row.latestAsOf : null,
    references: [],
    steps: stepsIn(left, { startOn: into.startOn, endOn: dueOn ?? into.endOn, years }),
    ...{ parent: null, contribution: null },
  }
}

async function linkEvaluations(
  tx: Writer,
  { tenant, userId }: Actor,
  fresh: readonly { line: CarriedLine; id: string }[],
  at: Moment,
) {
  const stored = await loadEvaluations(
    tx,
    tenant,
    fresh.map(({ line }) => line.row.id),
  )
  for (const { line, id } of fresh) {
    const targetId = line.row.id
    if (stored.has(targetId)) {
      await tx
        .update(evaluations)
        .set({ carriedToId: id, version: sql`${evaluations.version} + 1` })
        .where(and(eq(evaluations.tenant, tenant), eq(evaluations.targetId, targetId)))
    } else {
      const said = { ...line.suggested, evaluatedBy: userId, evaluatedAt: at.now }
      await tx.insert(evaluations).values({ tenant, targetId, carriedToId: id, ...said })
    }
  }
}
