import { and, eq } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { type Day, dayOf } from '../../domain/day.ts'
import { fold } from '../../domain/fold.ts'
import type { ProposalKind } from '../../domain/follow-up.ts'
import { recordAs } from '../audit.ts'
import type { Reader, Writer } from '../client.ts'
import { addStep } from '../follow-up-steps.ts'
import { nextNumber, numbered } from '../numbering.ts'
import { proposals, proposalTargets } from '../schema.ts'
import type { Moment } from '../updates.ts'
import { ownsCampaign, type ProposalRow, tellWaitedFor } from './tell.ts'

export interface ProposalText {
  title: string
  kind: ProposalKind
  body: string
  addressedTo: string
  /** The unit of the tree that owes the answer; null for a body outside it. */
  waitsForUnitId: string | null
  /** As a decimal with a point. */
  amountText: string | null
  amountMeasure: string | null
  wantedBy: Day | null
  /** The targets that wait for the answer. */
  targetIds: string[]
}

export interface NewProposal extends ProposalText {
  /** From the form: the same id is the same proposal, however often it arrives. */
  id: string
  unit: { id: string; name: string }
  /** The report it was raised from. */
  updateId?: string | null
}

export type Raised =
  | { kind: 'kept' | 'repeated'; code: string }
  /** Another text stands under this id. */
  | { kind: 'conflict'; code: string }

/** Raises a proposal once, however often it is sent, under the next number of its month. */
export async function raiseProposal(
  tx: Writer,
  actor: Actor,
  proposal: NewProposal,
  at: Moment,
): Promise<Raised> {
  const { tenant } = actor
  const raisedOn = dayOf(at.now, at.zone)
  const stem = `KN-${raisedOn.slice(0, 7)}-`
  for (let next = await nextNumber(tx, proposals, tenant, stem); ; next++) {
    const stored = await findById(tx, tenant, proposal.id)
    if (stored) return await compare(tx, actor, stored, proposal)
    const code = numbered(stem, next)
    const [row] = await tx
      .insert(proposals)
      .values({
        ...columnsOf(proposal, code),
        tenant,
        id: proposal.id,
        code,
        unitId: proposal.unit.id,
        raisedOn,
        status: 'raised',
        raisedBy: actor.userId,
        updateId: proposal.updateId ?? null,
      })
      .onConflictDoNothing()
      .returning()
    // Somebody else took this id or this number meanwhile.
    if (!row) continue
    await setBlocked(tx, row, proposal.targetIds)
    await afterRaising(tx, actor, row, proposal.unit.name, at)
    return { kind: 'kept', code }
  }
}

async function afterRaising(tx: Writer, actor: Actor, row: ProposalRow, unitName: string, at: Moment) {
  const { tenant } = row
  await addStep(tx, tenant, { kind: 'proposal', id: row.id }, { step: 'raised' }, byOf(actor, at))
  const { title, addressedTo, updateId } = row
  await recordProposal(tx, actor, row, 'raised', at, { title, addressedTo, update: updateId })
  if (!(await ownsCampaign(tx, tenant, row.unitId))) {
    await tellWaitedFor(tx, row, unitName, { ...at, except: actor.userId })
  }
}

/** Records a deed of a proposal: 'raised', 'withdrawn'. */
export async function recordProposal(
  tx: Writer,
  actor: Actor,
  row: Pick<ProposalRow, 'id' | 'code'>,
  deed: string,
  at: Moment,
  detail: Record<string, unknown>,
): Promise<void> {
  await recordAs(tx, actor, at.now, {
    deed: `proposal.${deed}`,
    subjectKind: 'proposal',
    subject: row.id,
    detail: { code: row.code, ...detail },
  })
}

/** Who takes a step, and when. */
export const byOf = (actor: Actor, at: Moment) => ({ userId: actor.userId, now: at.now })

/** The same id again: the same proposal of the same person, or another text that must not replace it. */
async function compare(
  tx: Writer,
  actor: Actor,
  stored: ProposalRow,
  proposal: NewProposal,
): Promise<Raised> {
  const same =
    stored.raisedBy === actor.userId &&
    stored.unitId === proposal.unit.id &&
    (await saysTheSame(tx, stored, proposal))
  return { kind: same ? 'repeated' : 'conflict', code: stored.code }
}

/** Whether a stored proposal already says this text, about these targets. */
export async function saysTheSame(read: Reader, stored: ProposalRow, text: ProposalText): Promise<boolean> {
  const columns = columnsOf(text, stored.code)
  const same = (Object.keys(columns) as (keyof typeof columns)[]).every(
    (name) => columns[name] === stored[name],
  )
  if (!same) return false
  const blocked = await read
    .select({ id: proposalTargets.targetId })
    .from(proposalTargets)
    .where(and(eq(proposalTargets.tenant, stored.tenant), eq(proposalTargets.proposalId, stored.id)))
  const wanted = new Set(text.targetIds)
  return blocked.length === wanted.size && blocked.every(({ id }) => wanted.has(id))
}

/** The columns that the text of a proposal fills. */
export function columnsOf(text: ProposalText, code: string) {
  const { title, kind, body, addressedTo, waitsForUnitId, amountText, amountMeasure, wantedBy } = text
  const folded = fold(`${code} ${title} ${body}`)
  return { title, kind, body, addressedTo, waitsForUnitId, amountText, amountMeasure, wantedBy, folded }
}

/** Makes these the targets that wait for it. */
export async function setBlocked(
  tx: Writer,
  { tenant, id }: Pick<ProposalRow, 'tenant' | 'id'>,
  targetIds: readonly string[],
): Promise<void> {
  await tx
    .delete(proposalTargets)
    .where(and(eq(proposalTargets.tenant, tenant), eq(proposalTargets.proposalId, id)))
  const rows = [...new Set(targetIds)].map((targetId) => ({ tenant, proposalId: id, targetId }))
  if (rows.length) await tx.insert(proposalTargets).values(rows)
}

export async function findById(read: Reader, tenant: string, id: string): Promise<ProposalRow | undefined> {
  const [row] = await read
    .select()
    .from(proposals)
    .where(and(eq(proposals.tenant, tenant), eq(proposals.id, id)))
  return row
}
