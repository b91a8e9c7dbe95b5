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
  /** Not told the week before, or told as waiting: what was entered late is new when it is first told. */
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
  const were = new Map(telling.before?.proposals.map((proposal) => [proposal.code, proposal]))
  return from.proposals
    .filter((proposal) => wasRaised(proposal, telling, day))
    .map((proposal) =>
      describeProposal(proposal, telling, {
        day,
        was: were.get(proposal.code),
        unitName: nameOf(proposal.unit),
      }),
    )
}

/** Raised by then, and entered: a week knows what had been entered, a look back also what was entered since. */
export function wasRaised(
  { raisedOn, raisedAt }: Pick<ProposalSource, 'raisedOn' | 'raisedAt'>,
  { until, back }: Pick<Telling, 'until' | 'back'>,
  day: Day,
): boolean {
  return raisedOn <= day && (raisedAt ?? until) <= (back?.known ?? until)
}

/** An answer that came or was entered later is not known yet, nor what was withdrawn or merged later. */
function wasSettled(
  { status, answeredOn, settledAt }: ProposalSource,
  { until, back }: Telling,
  day: Day,
): boolean {
  if (waiting.includes(status)) return false
  const known = answeredOn === null ? until : (back?.known ?? until)
  return (answeredOn === null || answeredOn <= day) && (settledAt ?? until) <= known
}

function describeProposal(
  proposal: ProposalSource,
  telling: Telling,
  {
    day,
    was,
    unitName,
  }: { day: Day; was: Pick<SnapshotProposal, 'is_waiting'> | undefined; unitName: string },
): SnapshotProposal {
  const { before, week } = telling
  const isAnswered = wasSettled(proposal, telling, day)
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
    is_new: before ? was === undefined : proposal.raisedOn >= week.from,
    is_newly_answered:
      isAnswered &&
      proposal.answeredOn !== null &&
      (before ? was?.is_waiting !== false : proposal.answeredOn >= week.from),
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
    .filter(({ issuedOn, recordedAt }) =>
      wasRaised({ raisedOn: issuedOn, raisedAt: recordedAt }, telling, day),
    )
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
    is_new: before ? was === undefined : direction.issuedOn >= week.from,
    is_newly_closed: before !== null && status === 'closed' && was?.status !== 'closed',
  }
}

/** A target of this campaign as it is told; of another one there is only what stands now. */
function targetThen({ targetCode, target }: DirectionTask, told: ReadonlyMap<string, ToldTarget>) {
  return told.get(targetCode ?? '')?.standing ?? target
}
