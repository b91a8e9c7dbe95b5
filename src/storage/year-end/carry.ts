import { and, asc, eq, inArray, notInArray, sql } from 'drizzle-orm'
import { type Actor, maySupervise } from '../../domain/access.ts'
import { isPending } from '../../domain/commitment.ts'
import type { EvaluationResult } from '../../domain/year-end.ts'
import { recordAs } from '../audit.ts'
import { codesFor, nextCode } from '../campaigns/copy.ts'
import { type Campaign, listTaskGroups } from '../campaigns.ts'
import type { Reader, Writer } from '../client.ts'
import { lockCommitment, touchDraft } from '../commitments/held.ts'
import { firstStep } from '../commitments/steps.ts'
import { loadEvaluations } from '../evaluations.ts'
import { newId } from '../ids.ts'
import { commitmentSteps, commitments, evaluations, units } from '../schema.ts'
import { insertTargets } from '../targets/write.ts'
import type { Moment } from '../updates.ts'
import { type FoundYearEnd, findAnnexed, findFollowers, rightsOn } from './find.ts'
import { doneSteps, nextPromise, type Rest } from './rest.ts'

/** A target that goes on, with what is left of it. */
export interface CarriedLine extends Rest {
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
  const annexed = await findAnnexed(tx, tenant, found.row.unitId)
  if (lines.some(({ row }) => annexed.has(row.code))) return { kind: 'moved' }
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

type Later = Pick<Campaign, 'id' | 'ownerUnitId'>
type Left = Pick<FoundYearEnd, 'row' | 'sides'>

/** The commitment in which a unit's targets of this one go on; a second one is never made beside it. */
export async function findNext(
  read: Reader,
  actor: Actor,
  found: Left,
  into: Later,
): Promise<NextCommitment | undefined> {
  return (await findNexts(read, actor, found, [into])).get(into.id)
}

/** The same for many campaigns, by their ids. */
export async function findNexts(
  read: Reader,
  actor: Actor,
  found: Left,
  later: readonly Later[],
): Promise<Map<string, NextCommitment>> {
  if (later.length === 0) return new Map()
  const { row } = found
  const rows = await read
    .select()
    .from(commitments)
    .where(
      and(
        eq(commitments.tenant, row.tenant),
        inArray(
          commitments.campaignId,
          later.map(({ id }) => id),
        ),
        eq(commitments.unitId, row.unitId),
        notInArray(commitments.state, ['withdrawn', 'superseded']),
      ),
    )
    .orderBy(asc(commitments.code))
  const nexts = later.flatMap(({ id, ownerUnitId }) => {
    const next = nextOf(
      row,
      rows.filter(({ campaignId }) => campaignId === id),
    )
    return next ? [{ next, ownerUnitId }] : []
  })
  const rights = await rightsOn(read, actor, found, nexts)
  return new Map(nexts.map(({ next }) => [next.campaignId, { row: next, ...rights.get(next.id)! }]))
}

/** The one made from it, else a draft like it, else whatever the unit has there that was made from no other. */
function nextOf(row: CommitmentRow, rows: readonly CommitmentRow[]): CommitmentRow | undefined {
  const own = rows.find(({ previousId }) => previousId === row.id)
  const alike = rows.filter(
    ({ partyKind, upperUnitId }) => partyKind === row.partyKind && upperUnitId === row.upperUnitId,
  )
  const free = (list: readonly CommitmentRow[]) => list.filter(({ previousId }) => previousId === null)
  const isDraft = ({ state }: CommitmentRow) => state === 'draft'
  return own ?? free(alike).find(isDraft) ?? alike[0] ?? free(rows).find(isDraft) ?? free(rows)[0]
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

/** Keeps with what is said of each where it goes on. */
export async function linkEvaluations(
  tx: Writer,
  { tenant, userId }: Actor,
  fresh: readonly { line: Pick<CarriedLine, 'row' | 'suggested'>; id: string }[],
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
