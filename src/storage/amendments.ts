import { and, asc, count, desc, eq, lt, sql } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import type { AmendmentLine } from '../domain/amendment.ts'
import { isInForce } from '../domain/commitment.ts'
import type { Day } from '../domain/day.ts'
import { recordAs } from './audit.ts'
import type { Reader, Writer } from './client.ts'
import { lockCommitment } from './commitments/held.ts'
import { amendments, commitmentFiles } from './schema.ts'
import type { Moment } from './updates.ts'

export type Annex = typeof amendments.$inferSelect

/** A commitment as far as its annexes are about it. */
interface Whose {
  tenant: string
  id: string
  code: string
}

const own = ({ tenant, id }: Whose) => and(eq(amendments.tenant, tenant), eq(amendments.commitmentId, id))

/** The annexes of a commitment in their order; drafts that were withdrawn have no number, and come last. */
export async function listAnnexes(read: Reader, whose: Whose): Promise<Annex[]> {
  const rows = await read.select().from(amendments).where(own(whose)).orderBy(asc(amendments.number))
  return [...rows.filter(({ number }) => number > 0), ...rows.filter(({ number }) => number < 0).reverse()]
}

export async function findAnnex(read: Reader, whose: Whose, number: number): Promise<Annex | undefined> {
  const [annex] = await read
    .select()
    .from(amendments)
    .where(and(own(whose), eq(amendments.number, number)))
  return annex
}

/** Those that changed what was signed, in the order in which they did. */
export async function listSignedAnnexes(read: Reader, whose: Whose): Promise<Annex[]> {
  return await read
    .select()
    .from(amendments)
    .where(and(own(whose), eq(amendments.state, 'signed')))
    .orderBy(asc(amendments.signedAt), asc(amendments.number))
}

/** The scans of one annex. */
export async function listAnnexFiles(read: Reader, { tenant, id }: Whose, amendmentId: string) {
  return await read
    .select({
      position: commitmentFiles.position,
      name: commitmentFiles.name,
      size: commitmentFiles.size,
      hash: commitmentFiles.hash,
    })
    .from(commitmentFiles)
    .where(
      and(
        eq(commitmentFiles.tenant, tenant),
        eq(commitmentFiles.commitmentId, id),
        eq(commitmentFiles.amendmentId, amendmentId),
      ),
    )
    .orderBy(asc(commitmentFiles.position))
}

/** What a draft says beside its lines. */
export interface AnnexTerms {
  reason: string
  effectiveFrom: Day
}

export type Drafted =
  | { kind: 'kept' | 'repeated'; number: number }
  /** Another annex of the commitment is being drafted: its lines and this one's could be about the same target. */
  | { kind: 'open'; number: number }
  /** The commitment has ended meanwhile: nothing changes it any more. */
  | { kind: 'ended'; number: 0 }

/** Begins an annex with the next number of its commitment. */
export async function draftAnnex(
  tx: Writer,
  actor: Actor,
  whose: Whose,
  { id, ...terms }: AnnexTerms & { id: string },
  at: Moment,
): Promise<Drafted> {
  const { tenant } = actor
  const state = await lockCommitment(tx, whose)
  const rows = await tx.select().from(amendments).where(own(whose)).orderBy(desc(amendments.number))
  const stored = rows.find((row) => row.id === id)
  if (stored) return { kind: 'repeated', number: stored.number }
  if (!state || !isInForce(state)) return { kind: 'ended', number: 0 }
  const open = rows.find((row) => row.state === 'draft')
  if (open) return { kind: 'open', number: open.number }
  const number = Math.max(0, rows[0]?.number ?? 0) + 1
  await tx.insert(amendments).values({
    ...{ tenant, id, number, commitmentId: whose.id, state: 'draft', lines: [] },
    ...terms,
    createdBy: actor.userId,
    createdAt: at.now,
  })
  await recordAnnex(tx, actor, whose, number, { deed: 'drafted', before: null, after: { ...terms } }, at)
  return { kind: 'kept', number }
}

/** Puts other lines or terms into a draft; false where somebody else was faster, or ended the commitment. */
export async function changeAnnex(
  tx: Writer,
  actor: Actor,
  whose: Whose,
  annex: Annex,
  change: Partial<AnnexTerms> & { lines?: AmendmentLine[] },
  at: Moment,
): Promise<boolean> {
  const state = await lockCommitment(tx, whose)
  if (!state || !isInForce(state) || !(await moveAnnex(tx, annex, change))) return false
  const keys = Object.keys(change) as (keyof typeof change)[]
  const before = Object.fromEntries(keys.map((key) => [key, annex[key]]))
  await recordAnnex(tx, actor, whose, annex.number, { deed: 'changed', before, after: change }, at)
  return true
}

/** Takes a draft back. Its number is free again: the annexes that were signed are numbered without gaps. */
export async function withdrawAnnex(
  tx: Writer,
  actor: Actor,
  whose: Whose,
  annex: Annex,
  at: Moment,
): Promise<boolean> {
  await lockCommitment(tx, whose)
  const [gone] = await tx
    .select({ n: count() })
    .from(amendments)
    .where(and(own(whose), lt(amendments.number, 0)))
  if (!(await moveAnnex(tx, annex, { state: 'withdrawn', number: -Number(gone?.n ?? 0) - 1 }))) return false
  const states = { before: { state: 'draft', lines: annex.lines }, after: { state: 'withdrawn' } }
  await recordAnnex(tx, actor, whose, annex.number, { deed: 'withdrawn', ...states }, at)
  return true
}

/** Changes a draft if it still is the version that was read. */
export async function moveAnnex(tx: Writer, annex: Annex, change: Partial<Annex>): Promise<boolean> {
  const moved = await tx
    .update(amendments)
    .set({ ...change, version: sql`${amendments.version} + 1` })
    .where(
      and(
        eq(amendments.tenant, annex.tenant),
        eq(amendments.id, annex.id),
        eq(amendments.version, annex.version),
        eq(amendments.state, 'draft'),
      ),
    )
    .returning({ id: amendments.id })
  return moved.length === 1
}

interface Recorded {
  deed: 'drafted' | 'changed' | 'withdrawn' | 'signed'
  before: unknown
  after: unknown
}

export async function recordAnnex(
  tx: Writer,
  actor: Actor,
  whose: Whose,
  number: number,
  { deed, before, after }: Recorded,
  at: Moment,
): Promise<void> {
  await recordAs(tx, actor, at.now, {
    deed: `amendment.${deed}`,
    subjectKind: 'commitment',
    subject: whose.code,
    detail: { annex: number, before, after },
  })
}
