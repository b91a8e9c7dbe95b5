import { type Day, dayOf, daysBetween } from '../day.ts'
import { type DirectionStatus, type ProposalStatus, waitingProposals } from '../follow-up.ts'
import type { CampaignSource, DirectionSource, ProposalSource, Telling } from './input.ts'

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

/** While nobody has reported it; what is noted is no task. */
const runs: readonly DirectionStatus[] = ['recorded', 'assigned', 'in_progress']

export function describeDirections(from: CampaignSource, telling: Telling): SnapshotDirection[] {
  const day = dayOf(telling.until, from.zone)
  return from.directions
    .filter((direction) => direction.issuedOn <= day)
    .map((direction) => describeDirection(direction, telling, day))
}

function describeDirection(
  direction: DirectionSource,
  { before, week }: Telling,
  day: Day,
): SnapshotDirection {
  const { code, status, dueOn } = direction
  const was = before?.directions.find((one) => one.code === code)
  const isLate = runs.includes(status) && dueOn !== null && dueOn < day
  return {
    code,
    issued_by_post: direction.issuedByPost,
    issued_on: direction.issuedOn,
    occasion: direction.occasion,
    document: direction.document,
    text: direction.text,
    lead_unit: direction.leadUnit,
    lead_unit_name: direction.leadUnitName,
    coordinating_units: direction.coordinators,
    due_on: dueOn,
    status,
    days_late: isLate ? daysBetween(dueOn, day) : 0,
    target: direction.target,
    is_new: direction.issuedOn > (before?.day ?? week.from),
    is_newly_closed: status === 'closed' && was !== undefined && was.status !== 'closed',
  }
}
