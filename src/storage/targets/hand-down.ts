import { and, asc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import { type Actor, supervisedFrom } from '../../domain/access.ts'
import { pendingStates } from '../../domain/commitment.ts'
import type { Day } from '../../domain/day.ts'
import { groupBy } from '../../domain/grouping.ts'
import type { TargetPromise } from '../../domain/promise.ts'
import { recordAs } from '../audit.ts'
import { forUpdate, type Reader, type Writer } from '../client.ts'
import { touchDrafts } from '../commitments/held.ts'
import { newId } from '../ids.ts'
import { campaigns, commitmentSteps, commitments, targets, units } from '../schema.ts'
import type { TargetRow } from '../targets.ts'
import type { Moment } from '../updates.ts'
import { unsignedRow } from './unsigned-row.ts'

/** A draft of a unit below into which a target can be handed down. */
export interface OpenDraft {
  id: string
  code: string
  campaignId: string
  upperUnitId: string
  effectiveFrom: Day
  effectiveTo: Day
  unit: { id: string; code: string; name: string }
  /** What it has of this target already. */
  given: {
    code: string
    plan: number | null
    decimals: number
    contribution: TargetRow['contribution']
  } | null
}

/** The unit began it itself: its targets are its own to write. */
const isOwn = sql`exists (select 1 from ${commitmentSteps} where ${commitmentSteps.tenant} = ${commitments.tenant}
  and ${commitmentSteps.commitmentId} = ${commitments.id} and ${commitmentSteps.number} = 1
  and ${commitmentSteps.fromState} = 'draft')`

/** `mayDrawUp` for a list: side A, or the owner of the campaign; side B is never its own. */
const isOfOffice = (offices: string[]) =>
  or(
    ...[commitments.upperUnitId, campaigns.ownerUnitId].map((id) =>
      and(inArray(id, offices), ne(id, commitments.unitId)),
    ),
  )

/** The drafts that this person's offices drew up, in the order of the office, of one campaign or of all. */
export async function listOpenDrafts(
  read: Reader,
  actor: Actor,
  parent: Pick<TargetRow, 'id' | 'unitId'>,
  campaignId: string | null = null,
): Promise<OpenDraft[]> {
  const offices = supervisedFrom(actor)
  if (!offices.length) return []
  const rows = await read
    .select({
      id: commitments.id,
      code: commitments.code,
      campaignId: commitments.campaignId,
      upperUnitId: commitments.upperUnitId,
      effectiveFrom: commitments.effectiveFrom,
      effectiveTo: commitments.effectiveTo,
      unit: { id: units.id, code: units.code, name: units.name },
      given: {
        code: targets.code,
        plan: targets.plan,
        decimals: targets.decimals,
        contribution: targets.contribution,
      },
    })
    .from(commitments)
    .innerJoin(units, and(eq(units.tenant, commitments.tenant), eq(units.id, commitments.unitId)))
    .innerJoin(
      campaigns,
      and(eq(campaigns.tenant, commitments.tenant), eq(campaigns.id, commitments.campaignId)),
    )
    .leftJoin(
      targets,
      and(
        eq(targets.tenant, commitments.tenant),
        eq(targets.commitmentId, commitments.id),
        eq(targets.parentId, parent.id),
      ),
    )
    .where(
      and(
        eq(commitments.tenant, actor.tenant),
        eq(commitments.state, 'draft'),
        ne(commitments.unitId, parent.unitId),
        campaignId === null ? undefined : eq(commitments.campaignId, campaignId),
        isOfOffice(offices),
        sql`not ${isOwn}`,
      ),
    )
    .orderBy(asc(units.path), asc(commitments.code), asc(targets.code))
  // A draft that has two of them is one draft.
  return [...groupBy(rows, ({ id }) => id).values()].map(([first]) => first!)
}

/** Parts of a target that nobody has signed yet, in whatever this person's offices draw up or were sent. */
export async function listUnsignedParts(read: Reader, actor: Actor, parentId: string) {
  const offices = supervisedFrom(actor)
  if (!offices.length) return []
  return await read
    .select({ plan: targets.plan, decimals: targets.decimals, contribution: targets.contribution })
    .from(targets)
    .innerJoin(
      commitments,
      and(eq(commitments.tenant, targets.tenant), eq(commitments.id, targets.commitmentId)),
    )
    .innerJoin(campaigns, and(eq(campaigns.tenant, targets.tenant), eq(campaigns.id, targets.campaignId)))
    .where(
      and(
        eq(targets.tenant, actor.tenant),
        eq(targets.parentId, parentId),
        inArray(commitments.state, [...pendingStates]),
        isOfOffice(offices),
        or(ne(commitments.state, 'draft'), sql`not ${isOwn}`),
      ),
    )
}

export interface HandedDown {
  draft: OpenDraft
  promise: TargetPromise
}

interface Wish {
  /** From the form: the same id is the same deed, however often it arrives. */
  id: string
  parent: TargetRow
  handed: readonly HandedDown[]
}

const SOME = 200

/** Puts a part of a target into each of these drafts, where it is not there by now; answers with how many. */
export async function handDown(
  tx: Writer,
  actor: Actor,
  { id, parent, handed }: Wish,
  at: Moment,
): Promise<number | 'repeated'> {
  const { tenant } = actor
  await forUpdate(
    tx
      .select({ id: targets.id })
      .from(targets)
      .where(and(eq(targets.tenant, tenant), eq(targets.id, parent.id))),
  )
  if (await isHandedDown(tx, tenant, id)) return 'repeated'
  const fresh = await stillFree(tx, tenant, parent.id, handed)
  const places = await placesOf(tx, tenant, fresh)
  const rows = fresh.map(({ draft, promise }, n) => ({
    ...unsignedRow(placeOf(tenant, draft), promise, n ? newId(at.now) : id, (places.get(draft.id) ?? 0) + 1),
    parentId: parent.id,
  }))
  for (let from = 0; from < rows.length; from += SOME) {
    await tx.insert(targets).values(rows.slice(from, from + SOME))
  }
  if (rows.length === 0) return 0
  await recordAs(tx, actor, at.now, {
    deed: 'target.handed_down',
    subjectKind: 'target',
    subject: parent.code,
    detail: {
      before: null,
      after: { targets: rows.length, contribution: rows[0]!.contribution },
      codes: rows.map(({ code }) => code),
    },
  })
  return rows.length
}

/** The first target of a deed stands under the id of its form. */
export async function isHandedDown(read: Reader, tenant: string, id: string): Promise<boolean> {
  const [stored] = await read
    .select({ id: targets.id })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.id, id)))
  return stored !== undefined
}

/** Those whose drafts nobody has put forward meanwhile, or given this target; these are moved on. */
async function stillFree(
  tx: Writer,
  tenant: string,
  parentId: string,
  handed: readonly HandedDown[],
): Promise<HandedDown[]> {
  const rows = await tx
    .select({ id: targets.commitmentId })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.parentId, parentId)))
  const given = new Set(rows.map(({ id }) => id))
  const fresh = handed.filter(({ draft }) => !given.has(draft.id))
  const touched = await touchDrafts(
    tx,
    tenant,
    fresh.map(({ draft }) => draft.id),
  )
  return fresh.filter(({ draft }) => touched.has(draft.id))
}

/** The last place, and the last number of a code, in each of these drafts. */
async function placesOf(tx: Writer, tenant: string, handed: readonly HandedDown[]) {
  const places = new Map<string, number>()
  const codes = new Map(handed.map(({ draft }) => [draft.id, draft.code]))
  for (let from = 0; from < handed.length; from += SOME) {
    const ids = handed.slice(from, from + SOME).map(({ draft }) => draft.id)
    const rows = await tx
      .select({ id: targets.commitmentId, order: targets.sortOrder, code: targets.code })
      .from(targets)
      .where(and(eq(targets.tenant, tenant), inArray(targets.commitmentId, ids)))
    for (const { id, order, code } of rows) {
      const prefix = `${codes.get(id)}-`
      const number = code.startsWith(prefix) ? Number(code.slice(prefix.length)) : 0
      places.set(id, Math.max(places.get(id) ?? 0, order, Number.isInteger(number) ? number : 0))
    }
  }
  return places
}

const placeOf = (tenant: string, { id, code, campaignId, unit, upperUnitId }: HandedDown['draft']) => ({
  ...{ tenant, id, code, campaignId, upperUnitId },
  unitId: unit.id,
})
