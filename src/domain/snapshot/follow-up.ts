import { type Day, dayOf, daysBetween } from '../day.ts'
import { directionAt } from '../direction.ts'
import { type DirectionStatus, type ProposalStatus, waitingProposals } from '../follow-up.ts'
import type { CampaignSource, DirectionSource, DirectionTask, ProposalSource, Telling } from './input.ts'
import type { ToldTarget } from './told.ts'

export interface SnapshotProposal {
  code: string
  unit: string
  unit_name: string
  addressed_to: string
  raised_on: Day
  kind: string
  title: string
  text: string
  amount: string | null
  amount_measure: string | null
  wanted_by: Day | null
  status: ProposalStatus
  is_waiting: boolean
  waiting_days: number | null
  answered_on: Day | null
  answer: string | null
  targets: string[]
  /** Raised or answered since the week before. */
  is_new: boolean
  is_newly_answered: boolean
}

export interface SnapshotDirection {
  code: string
  issued_by_post: string
  issued_on: Day
  occasion: string
  document: string
  text: string
  lead_unit: string
  lead_unit_name: string
  coordinating_units: string[]
  due_on: Day | null
  status: DirectionStatus
  days_late: number
  target: string | null
  is_new: boolean
  is_newly_closed: boolean
}

const waiting: readonly ProposalStatus[] = waitingProposals

export function describeProposals(
  from: CampaignSource,
  telling: Telling,
  nameOf: (unit: string) => string,
): SnapshotProposal[] {
  const day = dayOf(telling.until, from.zone)
  return from.proposals
    .filter((proposal) => proposal.raisedOn <= day)
    .map((proposal) => describeProposal(proposal, telling, day, nameOf(proposal.unit)))
}

/** An answer of a later day is not known yet, nor what was withdrawn or merged later. */
function describeProposal(
  proposal: ProposalSource,
  { before, week, until }: Telling,
  day: Day,
  unitName: string,
): SnapshotProposal {
  const isAnswered =
    !waiting.includes(proposal.status) &&
    (proposal.answeredOn === null || proposal.answeredOn <= day) &&
    (proposal.endedAt === null || proposal.endedAt <= until)
  const since = before?.day ?? week.from
  return {
    code: proposal.code,
    unit: proposal.unit,
    unit_name: unitName,
    addressed_to: proposal.addressedTo,
    raised_on: proposal.raisedOn,
    kind: proposal.kind,
    title: proposal.title,
    text: proposal.text,
    amount: proposal.amount,
    amount_measure: proposal.amountMeasure,
    wanted_by: proposal.wantedBy,
    status: isAnswered || waiting.includes(proposal.status) ? proposal.status : 'transmitted',
    is_waiting: !isAnswered,
    waiting_days: isAnswered ? null : daysBetween(proposal.raisedOn, day),
    answered_on: isAnswered ? proposal.answeredOn : null,
    answer: isAnswered ? proposal.answer : null,
    targets: proposal.targets,
    is_new: proposal.raisedOn > since,
    is_newly_answered: isAnswered && proposal.answeredOn !== null && proposal.answeredOn > since,
  }
}

export function describeDirections(
  from: CampaignSource,
  told: ReadonlyMap<string, ToldTarget>,
  telling: Telling,
): SnapshotDirection[] {
  const day = dayOf(telling.until, from.zone)
  const were = new Map(telling.before?.directions.map((direction) => [direction.code, direction]))
  return from.directions
    .filter((direction) => direction.issuedOn <= day)
    .map((direction) => describeDirection(direction, told, telling, { day, was: were.get(direction.code) }))
}

/** As it stood then: handed to whom by then, each task by its steps and by what its target said. */
function describeDirection(
  direction: DirectionSource,
  told: ReadonlyMap<string, ToldTarget>,
  { before, week, until }: Telling,
  { day, was }: { day: Day; was: Pick<SnapshotDirection, 'status'> | undefined },
): SnapshotDirection {
  const { code } = direction
  const tasks = direction.tasks.map((task) => ({ ...task, target: targetThen(task, told) }))
  const { handed, status, dueOn, daysLate } = directionAt({ ...direction, tasks }, until, day)
  const [lead, ...others] = handed.map(({ unit }) => unit)
  return {
    code,
    issued_by_post: direction.issuedByPost,
    issued_on: direction.issuedOn,
    occasion: direction.occasion,
    document: direction.document,
    text: direction.text,
    lead_unit: (lead ?? direction.intended).code,
    lead_unit_name: (lead ?? direction.intended).name,
    // Whoever leads beside the first stands before those who help.
    coordinating_units: [...new Set([...others.map((unit) => unit.code), ...direction.helpers])].filter(
      (unit) => unit !== lead?.code,
    ),
    due_on: dueOn,
    status,
    days_late: daysLate,
    target: handed[0]?.targetCode ?? null,
    is_new: direction.issuedOn > (before?.day ?? week.from),
    is_newly_closed: status === 'closed' && was !== undefined && was.status !== 'closed',
  }
}

/** A target of this campaign as it is told; of another one there is only what stands now. */
function targetThen({ targetCode, target }: DirectionTask, told: ReadonlyMap<string, ToldTarget>) {
  return told.get(targetCode ?? '')?.standing ?? target
}
