import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { fold } from '../../domain/fold.ts'
import { waitingProposals } from '../../domain/follow-up.ts'
import { isWaitingProposal, kindOfCause, titleOfText } from '../../domain/proposal.ts'
import { forUpdate, type Writer } from '../client.ts'
import { addStep } from '../follow-up-steps.ts'
import { newId } from '../ids.ts'
import { proposals, proposalTargets, units, updates } from '../schema.ts'
import type { Moment, StoredUpdate } from '../updates.ts'
import { byOf, findById, raiseProposal, recordProposal } from './raise.ts'
import { ownsCampaign, type ProposalRow, tellOffice } from './tell.ts'

export interface ReportedOn {
  row: StoredUpdate
  target: { id: string; code: string; title: string; unitId: string; upperUnitId: string }
}

/**
 * A received report that asks for something raises a proposal to the unit above: at most once for a report and its
 * revisions, and not while the same words about the same target still wait for an answer.
 */
export async function raiseFromUpdate(
  tx: Writer,
  actor: Actor,
  report: ReportedOn,
  at: Moment,
): Promise<void> {
  const { row, target } = report
  const body = row.proposal.trim()
  if (await ofUpdate(tx, row.tenant, row.id)) return
  const earlier = row.corrects ? await ofUpdate(tx, row.tenant, row.corrects) : undefined
  if (earlier) return await goOnWith(tx, actor, earlier, row, at)
  if (body === '' || (await stillWaits(tx, report, body))) return
  const upper = await unitName(tx, row.tenant, target.upperUnitId)
  await raiseProposal(
    tx,
    actor,
    {
      id: newId(at.now),
      unit: { id: target.unitId, name: await unitName(tx, row.tenant, target.unitId) },
      title: titleOfText(body),
      kind: kindOfCause(row.cause),
      body,
      addressedTo: upper,
      waitsForUnitId: target.upperUnitId,
      amountText: null,
      amountMeasure: null,
      wantedBy: null,
      targetIds: [target.id],
      updateId: row.id,
    },
    at,
  )
}

/** A report was taken back: what it asked for, and nobody has taken up, is withdrawn or reads as before it. */
export async function withdrawFromUpdate(
  tx: Writer,
  actor: Actor,
  row: StoredUpdate,
  at: Moment,
): Promise<void> {
  const raised = await ofUpdate(tx, row.tenant, row.id)
  if (!raised) return
  const before = row.corrects ? await findReport(tx, row.tenant, row.corrects) : undefined
  if (before?.proposal.trim()) return await goOnWith(tx, actor, raised, before, at)
  await withdrawUnread(tx, actor, raised, at)
}

/** The next revision of a report stands behind its proposal; the text may change until somebody has taken it up. */
async function goOnWith(tx: Writer, actor: Actor, raised: ProposalRow, row: StoredUpdate, at: Moment) {
  const body = row.proposal.trim()
  const isOpen = raised.status === 'raised'
  if (isOpen && body === '') return await withdrawUnread(tx, actor, raised, at)
  const text = { title: titleOfText(body), body, kind: kindOfCause(row.cause) }
  const isChanged = isOpen && body !== raised.body
  const folded = fold(`${raised.code} ${text.title} ${body}`)
  const change = isChanged ? { ...text, folded, updateId: row.id } : { updateId: row.id }
  await changeRow(tx, raised, change)
  if (isChanged) await recordProposal(tx, actor, raised, 'edited', at, { title: text.title, update: row.id })
}

async function withdrawUnread(tx: Writer, actor: Actor, raised: ProposalRow, at: Moment) {
  if (raised.status !== 'raised') return
  await changeRow(tx, raised, { status: 'withdrawn' })
  await addStep(
    tx,
    raised.tenant,
    { kind: 'proposal', id: raised.id },
    { step: 'withdrawn' },
    byOf(actor, at),
  )
  await recordProposal(tx, actor, raised, 'withdrawn', at, { update: raised.updateId })
  if (await ownsCampaign(tx, raised.tenant, raised.unitId)) return
  await tellOffice(tx, raised, 'withdrawn', { ...at, except: actor.userId })
}

async function changeRow(tx: Writer, row: ProposalRow, change: Partial<ProposalRow>) {
  await tx
    .update(proposals)
    .set({ ...change, version: sql`${proposals.version} + 1` })
    .where(and(eq(proposals.tenant, row.tenant), eq(proposals.id, row.id)))
}

/** Locked, so that a step the office takes meanwhile is seen and never written over. */
async function ofUpdate(tx: Writer, tenant: string, updateId: string): Promise<ProposalRow | undefined> {
  const [row] = await forUpdate(
    tx
      .select()
      .from(proposals)
      .where(and(eq(proposals.tenant, tenant), eq(proposals.updateId, updateId)))
      .limit(1),
  )
  return row
}

/** The same words about the same target wait already, or live on in the proposal they were merged into. */
async function stillWaits(tx: Writer, { row, target }: ReportedOn, body: string): Promise<boolean> {
  const rows = await tx
    .select({ proposal: proposals })
    .from(proposalTargets)
    .innerJoin(
      proposals,
      and(eq(proposals.tenant, proposalTargets.tenant), eq(proposals.id, proposalTargets.proposalId)),
    )
    .where(
      and(
        eq(proposalTargets.tenant, row.tenant),
        eq(proposalTargets.targetId, target.id),
        eq(proposals.unitId, target.unitId),
        inArray(proposals.status, [...waitingProposals, 'merged']),
      ),
    )
  for (const { proposal } of rows.filter((one) => fold(one.proposal.body) === fold(body))) {
    if (isWaitingProposal((await survivorOf(tx, proposal)).status)) return true
  }
  return false
}

/** The proposal that goes on for this one; itself where it was not merged. */
async function survivorOf(tx: Writer, row: ProposalRow): Promise<ProposalRow> {
  const next = row.mergedInto ? await findById(tx, row.tenant, row.mergedInto) : undefined
  return next ? await survivorOf(tx, next) : row
}

async function findReport(tx: Writer, tenant: string, id: string): Promise<StoredUpdate | undefined> {
  const [row] = await tx
    .select()
    .from(updates)
    .where(and(eq(updates.tenant, tenant), eq(updates.id, id)))
  return row
}

async function unitName(tx: Writer, tenant: string, id: string): Promise<string> {
  const [unit] = await tx
    .select({ name: units.name })
    .from(units)
    .where(and(eq(units.tenant, tenant), eq(units.id, id)))
  return unit?.name ?? ''
}
