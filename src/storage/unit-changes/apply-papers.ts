import { and, desc, eq } from 'drizzle-orm'
import { maxDay } from '../../domain/day.ts'
import { titleAt } from '../../domain/unit-code.ts'
import type { Writer } from '../client.ts'
import { commitmentSteps } from '../schema.ts'
import type { Work } from './apply.ts'
import type { CommitmentRow } from './load.ts'

const SIGNED: readonly CommitmentRow['state'][] = ['signed', 'active']

/** What was signed is superseded, what was still being agreed on is withdrawn; the successors begin with drafts. */
export async function passPapers(work: Work) {
  const { tx, actor, at, plan, ledger } = work
  const by = { at: at.now, userId: actor.userId, post: actor.posts[0]?.title ?? actor.username }
  const note = plan.order.decision
  for (const { id, state } of plan.estate.commitments) {
    const toState = SIGNED.includes(state) ? ('superseded' as const) : ('withdrawn' as const)
    await ledger.change('commitments', { id }, { state: toState })
    const number = (await lastStep(tx, actor.tenant, id)) + 1
    await ledger.add('commitment_steps', [
      { commitmentId: id, number, fromState: state, toState, note, ...by },
    ])
  }
  for (const draft of plan.drafts) {
    const lead = plan.estate.commitments.find(({ id }) => id === draft.lead)!
    const id = work.draftIds.get(draft.code)!
    await ledger.add('commitments', [{ ...columnsOf(work, lead, draft.successor), id, code: draft.code }])
    await ledger.add('commitment_steps', [
      { commitmentId: id, number: 1, fromState: null, toState: 'draft', note, ...by },
    ])
  }
}

function columnsOf({ plan, unitIds }: Work, lead: CommitmentRow, successor: string) {
  const unit = plan.successors.find(({ code }) => code === successor)!
  const before = plan.estate.units.find(({ id }) => id === lead.unitId)!
  const { effectiveOn } = plan.order
  // Where side A ends by the same decision, its one successor stands in its place.
  const above = plan.estate.units.find(({ id }) => id === lead.upperUnitId)
  const upper = above && unitIds.get(plan.heirsOf.get(above.code)?.[0]?.successor ?? '')
  const head = plan.moves.find(({ to }) => to?.successor === successor && to.role === 'head')
  return {
    campaignId: lead.campaignId,
    unitId: unitIds.get(successor)!,
    upperUnitId: upper ?? lead.upperUnitId,
    parentId: lead.parentId,
    partyKind: lead.partyKind,
    place: lead.place,
    sideAPost: lead.sideAPost,
    sideBPost: head?.to?.title ?? titleAt(lead.sideBPost, before.name, unit.name),
    effectiveFrom: effectiveOn,
    effectiveTo: maxDay(lead.effectiveTo, effectiveOn),
    previousId: lead.id,
    state: 'draft',
  }
}

async function lastStep(tx: Writer, tenant: string, commitmentId: string): Promise<number> {
  const [last] = await tx
    .select({ number: commitmentSteps.number })
    .from(commitmentSteps)
    .where(and(eq(commitmentSteps.tenant, tenant), eq(commitmentSteps.commitmentId, commitmentId)))
    .orderBy(desc(commitmentSteps.number))
    .limit(1)
  return last?.number ?? 0
}
