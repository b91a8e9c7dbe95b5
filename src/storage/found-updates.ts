import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm'
import { type Actor, mayReadDraft, mayReadInside, mayReview } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import type { EvidenceMark } from '../domain/follow-up.ts'
import { listCampaigns } from './campaigns.ts'
import type { Reader } from './client.ts'
import { type EvidenceRow, listEvidence } from './evidence.ts'
import { posts, proposals, reviews, targets, updates, users } from './schema.ts'
import { type FoundTarget, findTarget } from './targets.ts'

export type UpdateRow = typeof updates.$inferSelect

/** A person as the pages name them: by post, never by name. */
export interface Signer {
  userId: string
  title: string
}

export interface FoundReview {
  decision: 'accepted' | 'returned'
  comment: string
  dueOn: Day | null
  evidenceMark: EvidenceMark | null
  reviewedAt: number
  reviewer: Signer
}

/** One update with everything its pages show. */
export interface FoundUpdate {
  row: UpdateRow
  found: FoundTarget
  enteredBy: Signer
  endorsedBy: Signer | null
  review: FoundReview | null
  files: EvidenceRow[]
}

/** The update behind a receipt, if this person may see it: drafts belong to their unit alone. */
export async function findByReceipt(
  read: Reader,
  actor: Actor,
  receipt: string,
): Promise<FoundUpdate | undefined> {
  const [row] = await read
    .select()
    .from(updates)
    .where(and(eq(updates.tenant, actor.tenant), eq(updates.receipt, receipt)))
  return row && (await complete(read, actor, row))
}

export async function findUpdate(read: Reader, actor: Actor, id: string): Promise<FoundUpdate | undefined> {
  const [row] = await read
    .select()
    .from(updates)
    .where(and(eq(updates.tenant, actor.tenant), eq(updates.id, id)))
  return row && (await complete(read, actor, row))
}

async function complete(read: Reader, actor: Actor, row: UpdateRow): Promise<FoundUpdate | undefined> {
  const [target] = await read
    .select({ code: targets.code })
    .from(targets)
    .where(and(eq(targets.tenant, row.tenant), eq(targets.id, row.targetId)))
  const found = target && (await findTarget(read, actor, target.code))
  if (!found) return undefined
  // What never left the unit (a draft, a clerk's report that was not endorsed or was taken back) stays in it.
  const isUnsent = row.receivedAt === null
  if (!(isUnsent ? mayReadDraft(actor, found.sides) : mayReadInside(actor, found.sides))) return undefined
  const review = await findReview(read, row)
  const people = await signersOf(read, row.tenant, [
    row.enteredBy,
    row.endorsedBy,
    review?.reviewerId ?? null,
  ])
  return {
    row,
    found,
    enteredBy: people(row.enteredBy)!,
    endorsedBy: people(row.endorsedBy),
    review: review && { ...review, reviewer: people(review.reviewerId)! },
    files: await listEvidence(read, row.tenant, row.id),
  }
}

async function findReview(read: Reader, row: UpdateRow) {
  const [review] = await read
    .select({
      decision: reviews.decision,
      comment: reviews.comment,
      dueOn: reviews.dueOn,
      evidenceMark: reviews.evidenceMark,
      reviewedAt: reviews.reviewedAt,
      reviewerId: reviews.reviewerId,
    })
    .from(reviews)
    .where(and(eq(reviews.tenant, row.tenant), eq(reviews.updateId, row.id)))
  return review ?? null
}

/** People by the title of their first post, else by user name. */
export async function signersOf(read: Reader, tenant: string, ids: (string | null)[]) {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const rows = wanted.length
    ? await read
        .select({ userId: users.id, username: users.username, title: posts.title })
        .from(users)
        .leftJoin(posts, and(eq(posts.tenant, users.tenant), eq(posts.userId, users.id)))
        .where(and(eq(users.tenant, tenant), inArray(users.id, wanted)))
        .orderBy(asc(posts.id))
    : []
  const names = new Map<string, Signer>()
  for (const { userId, username, title } of rows) {
    if (!names.has(userId)) names.set(userId, { userId, title: title ?? username })
  }
  return (id: string | null): Signer | null =>
    id === null ? null : (names.get(id) ?? { userId: id, title: '' })
}

/** The code of the proposal that a report stands behind. */
export async function findRaisedProposal(
  read: Reader,
  { tenant, id }: Pick<UpdateRow, 'tenant' | 'id'>,
): Promise<string | null> {
  const [row] = await read
    .select({ code: proposals.code })
    .from(proposals)
    .where(and(eq(proposals.tenant, tenant), eq(proposals.updateId, id)))
    .limit(1)
  return row?.code ?? null
}

/** The newest draft of a target that its unit has not sent. */
export async function findDraft(
  read: Reader,
  tenant: string,
  targetId: string,
): Promise<UpdateRow | undefined> {
  const [row] = await read
    .select()
    .from(updates)
    .where(and(eq(updates.tenant, tenant), eq(updates.targetId, targetId), eq(updates.state, 'draft')))
    .orderBy(desc(updates.createdAt), desc(updates.id))
    .limit(1)
  return row
}

/** What has been sent for a target and still stands, the newest first: what the next report is held against. */
export async function listStanding(
  read: Reader,
  tenant: string,
  targetId: string,
  most = 200,
): Promise<UpdateRow[]> {
  return await read
    .select()
    .from(updates)
    .where(
      and(
        eq(updates.tenant, tenant),
        eq(updates.targetId, targetId),
        inArray(updates.state, ['awaiting_endorsement', 'submitted', 'accepted', 'returned']),
      ),
    )
    .orderBy(desc(sql`coalesce(${updates.receivedAt}, ${updates.createdAt})`), desc(updates.id))
    .limit(most)
}

/** Waiting updates of a campaign beside one, oldest first: where a reviewer stands in the queue. */
export async function queueAround(read: Reader, tenant: string, campaignId: string, row: UpdateRow) {
  const waiting = and(
    eq(updates.tenant, tenant),
    eq(updates.campaignId, campaignId),
    eq(updates.state, 'submitted'),
  )
  const total = await read.$count(updates, waiting)
  const mine = row.receivedAt ?? 0
  const before = await read.$count(
    updates,
    and(
      waiting,
      or(
        sql`${updates.receivedAt} < ${mine}`,
        and(eq(updates.receivedAt, mine), sql`${updates.id} < ${row.id}`),
      ),
    ),
  )
  return { total, position: before + 1 }
}

const LOOKED_THROUGH = 50

/** The next one to review after this one, else the oldest, among those this person may decide on. */
export async function findNextWaiting(read: Reader, actor: Actor, campaignId: string, row: UpdateRow) {
  const campaign = (await listCampaigns(read, actor.tenant)).find(({ id }) => id === campaignId)
  const waiting = await read
    .select({
      id: updates.id,
      receipt: updates.receipt,
      enteredBy: updates.enteredBy,
      endorsedBy: updates.endorsedBy,
      unitId: targets.unitId,
      upperUnitId: targets.upperUnitId,
    })
    .from(updates)
    .innerJoin(targets, and(eq(targets.tenant, updates.tenant), eq(targets.id, updates.targetId)))
    .where(
      and(
        eq(updates.tenant, actor.tenant),
        eq(updates.campaignId, campaignId),
        eq(updates.state, 'submitted'),
        sql`${updates.id} <> ${row.id}`,
      ),
    )
    .orderBy(
      asc(sql`case when ${updates.receivedAt} >= ${row.receivedAt ?? 0} then 0 else 1 end`),
      asc(updates.receivedAt),
      asc(updates.id),
    )
    .limit(LOOKED_THROUGH)
  // Where several levels share a campaign, not everything that waits is this person's to decide.
  const ownerUnitId = campaign?.ownerUnitId ?? ''
  return waiting.find((one) => mayReview(actor, one, { ...one, unitPath: '', ownerUnitId }))
}

/** Everything ever handed in for a target, recalled and void too: the chain of revisions is found among these. */
export async function listRevisions(read: Reader, tenant: string, targetId: string): Promise<UpdateRow[]> {
  return await read
    .select()
    .from(updates)
    .where(
      and(eq(updates.tenant, tenant), eq(updates.targetId, targetId), sql`${updates.receipt} is not null`),
    )
    .orderBy(desc(updates.createdAt), desc(updates.id))
    .limit(500)
}
