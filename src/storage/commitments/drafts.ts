import { and, count, eq } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { commitmentCodeOf } from '../../domain/campaign.ts'
import type { PartyKind } from '../../domain/commitment.ts'
import { type Day, dayOf } from '../../domain/day.ts'
import { groupBy } from '../../domain/grouping.ts'
import type { TargetPromise } from '../../domain/promise.ts'
import { recordAs } from '../audit.ts'
import { codesFor } from '../campaigns/copy.ts'
import type { Campaign } from '../campaigns.ts'
import { blanks, forUpdate, preparedDeed, type Reader, type Writer } from '../client.ts'
import { newId } from '../ids.ts'
import { tell } from '../notices.ts'
import { listRecipients } from '../recipients.ts'
import { campaigns, commitmentSteps, commitments, targets } from '../schema.ts'
import { unsignedRow } from '../targets/unsigned-row.ts'
import type { Moment } from '../updates.ts'
import { listTaken } from './eligible.ts'
import { firstStep } from './steps.ts'
import { commitmentPath } from './tell.ts'

/** What a new commitment says beside its targets. */
export interface Terms {
  partyKind: PartyKind
  sideAPost: string
  sideAName: string | null
  place: string | null
  effectiveFrom: Day
  effectiveTo: Day
}

/** A unit that is to promise, in what post its head signs, and what. */
export interface Drafted {
  unit: { id: string; code: string; name: string }
  sideBPost: string
  sideBName: string | null
  promises: TargetPromise[]
}

export interface DraftWish {
  /** From the form: the same id is the same drafts, however often it arrives. */
  id: string
  campaign: Campaign
  terms: Terms
  drafts: Drafted[]
  /** The unit opens it for itself. */
  isOwn: boolean
  /** The units are asked at once to look at them. */
  handsOver: boolean
}

export type Made =
  | { kind: 'kept'; codes: string[]; n: number }
  | { kind: 'repeated'; code: string; n: number }
  | { kind: 'taken' }

/** Draws up commitments in one go; units that have one of the campaign by now are passed over. */
export async function makeDrafts(tx: Writer, actor: Actor, wish: DraftWish, at: Moment): Promise<Made> {
  const { tenant } = actor
  const { campaign, isOwn } = wish
  await forUpdate(
    tx
      .select({ id: campaigns.id })
      .from(campaigns)
      .where(and(eq(campaigns.tenant, tenant), eq(campaigns.id, campaign.id))),
  )
  const stored = await findDrafted(tx, tenant, wish.id)
  if (stored) return { kind: 'repeated', ...stored }
  const taken = await listTaken(tx, tenant, campaign.id)
  const fresh = wish.drafts.filter(({ unit }) => !taken.has(unit.id))
  if (fresh.length === 0) return { kind: 'taken' }
  const ownerCode = campaign.ownerPath.split('/').filter(Boolean).at(-1)?.toUpperCase() ?? ''
  const codes = await codesFor(
    tx,
    tenant,
    fresh.map(({ unit }) => commitmentCodeOf(campaign.planYear, unit.code, ownerCode)),
  )
  const drafts = fresh.map((draft, n) => ({
    ...draft,
    id: n === 0 ? wish.id : newId(at.now),
    code: codes[n]!,
  }))
  await insertAll(drafts, (part) =>
    tx.insert(commitments).values(part.map((draft) => rowOf(tenant, draft, wish))),
  )
  await insertAll(drafts, (part) =>
    tx.insert(commitmentSteps).values(part.map(({ id }) => firstStep(actor, id, at, { isOwn }))),
  )
  let promised = 0
  for (const draft of drafts) {
    for (const row of targetsOf(tenant, draft, campaign, at)) {
      // One statement that is built once: of thousands of units, building them costs more than running them.
      await preparedDeed(tx, 'draft-target', (on) => on.insert(targets).values(blanks(row)), row)
      promised += 1
    }
  }
  await recordAs(tx, actor, at.now, recordOf(wish, drafts, promised))
  if (wish.handsOver) await handOver(tx, actor, drafts, at)
  return { kind: 'kept', codes, n: codes.length }
}

/** The commitment that a form of this id made, the first of as many as began in the same moment. */
export async function findDrafted(
  read: Reader,
  tenant: string,
  id: string,
): Promise<{ code: string; n: number } | undefined> {
  const began = and(
    eq(commitmentSteps.tenant, commitments.tenant),
    eq(commitmentSteps.commitmentId, commitments.id),
    eq(commitmentSteps.number, 1),
  )
  const { code, campaignId } = commitments
  const [stored] = await read
    .select({ code, campaignId, at: commitmentSteps.at })
    .from(commitments)
    .innerJoin(commitmentSteps, began)
    .where(and(eq(commitments.tenant, tenant), eq(commitments.id, id)))
  if (!stored) return undefined
  const [all] = await read
    .select({ n: count() })
    .from(commitments)
    .innerJoin(commitmentSteps, began)
    .where(
      and(
        eq(commitments.tenant, tenant),
        eq(campaignId, stored.campaignId),
        eq(commitmentSteps.at, stored.at),
      ),
    )
  return { code: stored.code, n: all?.n ?? 1 }
}

type Draft = Drafted & { id: string; code: string }

/** Rows of one statement: SQLite takes 32,766 values. */
const ROWS = 300

async function insertAll<Row>(rows: readonly Row[], insert: (part: Row[]) => PromiseLike<unknown>) {
  for (let at = 0; at < rows.length; at += ROWS) await insert(rows.slice(at, at + ROWS))
}

function rowOf(
  tenant: string,
  { id, code, unit, sideBPost, sideBName }: Draft,
  { campaign, terms }: DraftWish,
) {
  return {
    ...{ tenant, id, code, sideBPost, sideBName },
    ...terms,
    campaignId: campaign.id,
    unitId: unit.id,
    upperUnitId: campaign.ownerUnitId,
    state: 'draft' as const,
  }
}

function targetsOf(tenant: string, draft: Draft, campaign: Campaign, at: Moment) {
  const { id, code, unit } = draft
  const place = {
    tenant,
    id,
    code,
    campaignId: campaign.id,
    unitId: unit.id,
    upperUnitId: campaign.ownerUnitId,
  }
  return draft.promises.map((one, n) => unsignedRow(place, one, newId(at.now), n + 1))
}

function recordOf({ campaign, terms, isOwn, handsOver }: DraftWish, drafts: readonly Draft[], n: number) {
  const [first] = drafts
  return {
    deed: isOwn || drafts.length === 1 ? 'commitment.drafted' : 'commitment.drafted_in_bulk',
    subjectKind: isOwn || drafts.length === 1 ? 'commitment' : 'campaign',
    subject: isOwn || drafts.length === 1 ? first!.code : campaign.code,
    detail: {
      before: null,
      after: { campaign: campaign.code, ...terms, commitments: drafts.length, targets: n, handsOver },
      codes: drafts.map(({ code }) => code),
    },
  }
}

async function handOver(tx: Writer, actor: Actor, drafts: readonly Draft[], at: Moment) {
  const today = dayOf(at.now, at.zone)
  const { tenant } = actor
  for (let from = 0; from < drafts.length; from += ROWS) {
    const part = drafts.slice(from, from + ROWS)
    const ids = part.map(({ unit }) => unit.id)
    const people = groupBy(
      await listRecipients(tx, tenant, ids, ['head', 'clerk'], today),
      ({ unitId }) => unitId,
    )
    for (const { unit, code } of part) {
      const told = (people.get(unit.id) ?? []).map(({ userId }) => userId)
      const detail = { code, title: code, unit: unit.name, deed: 'hand' }
      const notice = { kind: 'commitment_moved' as const, path: commitmentPath(code), detail }
      await tell(tx, tenant, told, notice, { now: at.now, except: actor.userId })
    }
  }
}
