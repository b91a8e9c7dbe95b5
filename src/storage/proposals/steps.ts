import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { type Day, dayOf } from '../../domain/day.ts'
import { hasArrived, type ProposalOutcome } from '../../domain/proposal.ts'
import type { Writer } from '../client.ts'
import { addStep, listSteps, type NewStep } from '../follow-up-steps.ts'
import { proposals } from '../schema.ts'
import type { Moment } from '../updates.ts'
import { blockedIds, type FoundProposal, mergedCodes } from './find.ts'
import { byOf, columnsOf, type ProposalText, recordProposal, setBlocked } from './raise.ts'
import { type ProposalRow, tellAskers, tellOffice, tellWaitedFor } from './tell.ts'

/** Who took part, on what paper, in what words. */
export interface Paper {
  /** The day on the paper. */
  onDay: Day
  document: string
  body: string
}

export type Step =
  | ({ deed: 'transmit'; toWhom: string } & Paper)
  | ({ deed: 'acknowledge' } & Paper)
  /** To a unit of the tree, or to a body outside it. */
  | ({ deed: 'forward'; toWhom: string; unitId: string | null } & Paper)
  | ({ deed: 'answer'; outcome: ProposalOutcome } & Paper)
  | { deed: 'resolve' | 'close' | 'withdraw'; body: string }

const stepNames = {
  transmit: 'transmitted',
  acknowledge: 'acknowledged',
  forward: 'forwarded',
  resolve: 'resolved',
  close: 'closed',
  withdraw: 'withdrawn',
} as const

/** What a step writes into the proposal's life; `onDay` only where the paper bears another day. */
export function stepOf(step: Step, today: Day): NewStep {
  const name = step.deed === 'answer' ? step.outcome : stepNames[step.deed]
  if (!('onDay' in step)) return { step: name, body: step.body }
  return {
    step: name,
    onDay: step.onDay === today ? null : step.onDay,
    toWhom: 'toWhom' in step ? step.toWhom : '',
    document: step.document,
    body: step.body,
  }
}

function changeOf(step: Step): Partial<ProposalRow> {
  if (step.deed === 'forward') return { status: 'transmitted', waitsForUnitId: step.unitId }
  if (step.deed === 'answer') return { status: step.outcome, answeredOn: step.onDay, answer: step.body }
  return { status: stepNames[step.deed] }
}

/** Takes one step if the proposal still is the version that was read; false when somebody was faster. */
export async function takeStep(
  tx: Writer,
  actor: Actor,
  { row, unit, sides }: FoundProposal,
  step: Step,
  at: Moment,
): Promise<boolean> {
  const change = changeOf(step)
  const moved = await setProposal(tx, row, change)
  if (!moved) return false
  const life = stepOf(step, dayOf(at.now, at.zone))
  await addStep(tx, row.tenant, { kind: 'proposal', id: row.id }, life, byOf(actor, at))
  await recordProposal(tx, actor, row, life.step, at, { ...life, waitsFor: moved.waitsForUnitId })

  const telling = { ...at, except: actor.userId }
  await tellAskers(tx, moved, life.step, telling)
  if (step.deed === 'forward' || (step.deed === 'transmit' && sides.isOwner)) {
    await tellWaitedFor(tx, moved, unit.name, telling)
  }
  if (step.deed === 'withdraw' && hasArrived(sides, row.status)) {
    await tellOffice(tx, moved, life.step, telling)
  }
  if (step.deed === 'answer') await tellMerged(tx, moved, life.step, telling)
  return true
}

/** The answer of a proposal is the answer of all that were merged into it. */
async function tellMerged(
  tx: Writer,
  row: ProposalRow,
  step: NewStep['step'],
  at: Moment & { except: string },
): Promise<void> {
  const codes = mergedCodes(await listSteps(tx, row.tenant, { kind: 'proposal', id: row.id }))
  if (codes.length === 0) return
  const merged = await tx
    .select()
    .from(proposals)
    .where(and(eq(proposals.tenant, row.tenant), inArray(proposals.code, codes)))
  for (const one of merged) {
    await tellAskers(tx, one, step, at)
    await tellMerged(tx, one, step, at)
  }
}

/** Two proposals that say the same: this one ends, and the other goes on for both, with the targets of both. */
export async function mergeProposals(
  tx: Writer,
  actor: Actor,
  { row }: FoundProposal,
  into: ProposalRow,
  at: Moment,
): Promise<boolean> {
  const { tenant } = row
  const merged = await setProposal(tx, row, { status: 'merged', mergedInto: into.id })
  if (!merged) return false
  if (!(await setProposal(tx, into, {}))) throw new MergeLost()
  const own = await blockedIds(tx, tenant, row.id)
  await setBlocked(tx, into, [...(await blockedIds(tx, tenant, into.id)), ...own])
  const by = byOf(actor, at)
  const left: NewStep = { step: 'merged', toWhom: into.code }
  await addStep(tx, tenant, { kind: 'proposal', id: row.id }, left, by)
  await addStep(tx, tenant, { kind: 'proposal', id: into.id }, { step: 'merged', body: row.code }, by)
  await recordProposal(tx, actor, row, 'merged', at, { into: into.code })
  await tellAskers(tx, merged, 'merged', { ...at, except: actor.userId })
  return true
}

/** The proposal to merge into has moved meanwhile: the whole deed is undone. */
export class MergeLost extends Error {}

/** Replaces the text while it is in nobody else's hands; false when somebody was faster. */
export async function editProposal(
  tx: Writer,
  actor: Actor,
  row: ProposalRow,
  text: ProposalText,
  at: Moment,
): Promise<boolean> {
  const edited = await setProposal(tx, row, columnsOf(text, row.code))
  if (!edited) return false
  await setBlocked(tx, row, text.targetIds)
  await recordProposal(tx, actor, row, 'edited', at, { title: text.title, addressedTo: text.addressedTo })
  return true
}

async function setProposal(
  tx: Writer,
  { tenant, id, version }: ProposalRow,
  change: Partial<ProposalRow>,
): Promise<ProposalRow | undefined> {
  const [row] = await tx
    .update(proposals)
    .set({ ...change, version: sql`${proposals.version} + 1` })
    .where(and(eq(proposals.tenant, tenant), eq(proposals.id, id), eq(proposals.version, version)))
    .returning()
  return row
}
