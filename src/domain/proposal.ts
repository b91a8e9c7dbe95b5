import type { Actor } from './access.ts'
import {
  mayAnswerProposal,
  mayKeepProposal,
  mayReadProposal,
  type ProposalSides,
} from './access-follow-up.ts'
import { addDays, type Day, dayOf, type Instant } from './day.ts'
import {
  type FollowUpStep,
  type ProposalKind,
  type ProposalStatus,
  proposalStatuses,
  waitingProposals,
} from './follow-up.ts'
import type { Cause } from './target.ts'

/** What can be done to a proposal; each has a form of its own. */
export const proposalDeeds = [
  'transmit',
  'acknowledge',
  'forward',
  'answer',
  'resolve',
  'close',
  'withdraw',
  'merge',
  'edit',
] as const
export type ProposalDeed = (typeof proposalDeeds)[number]

export const proposalOutcomes = ['answered', 'partly', 'refused'] as const satisfies ProposalStatus[]
export type ProposalOutcome = (typeof proposalOutcomes)[number]

export const isWaitingProposal = (status: ProposalStatus): status is (typeof waitingProposals)[number] =>
  (waitingProposals as readonly ProposalStatus[]).includes(status)

const isAnsweredProposal = (status: ProposalStatus): boolean =>
  (proposalOutcomes as readonly ProposalStatus[]).includes(status)

/**
 * The level above has it in hand. What a unit raises is seen by the level above at once; what the owner of a campaign
 * raises stays in its own register until its office transmits it.
 */
export function hasArrived({ isOwner }: Pick<ProposalSides, 'isOwner'>, status: ProposalStatus): boolean {
  return status === 'transmitted' || status === 'acknowledged' || (status === 'raised' && !isOwner)
}

/** The steps by which a proposal comes into the hands of those who owe the answer, or they show that they have it. */
export const SIGNS = ['transmitted', 'forwarded', 'acknowledged'] as const satisfies FollowUpStep[]

export interface Sign {
  at: Instant
  /** The day on its paper, where that is another one. */
  onDay: Day | null
}

export interface Awaited {
  status: ProposalStatus
  raisedOn: Day
  isOwner: boolean
  /** The last sign, if one was noted. */
  lastSign: Sign | null
}

/**
 * Since when those who owe the answer are silent: the day on which it reached them, or of their last sign. Null while
 * it has not been sent to them, and once it is answered.
 */
export function silentSince({ status, raisedOn, isOwner, lastSign }: Awaited, zone: string): Day | null {
  if (!hasArrived({ isOwner }, status)) return null
  return lastSign ? (lastSign.onDay ?? dayOf(lastSign.at, zone)) : raisedOn
}

/** The steps that this person can take as a proposal stands now, the likeliest first. */
export function openDeeds(actor: Actor, sides: ProposalSides, status: ProposalStatus): ProposalDeed[] {
  if (!mayReadProposal(actor, sides)) return []
  const open = new Set([...answeringDeeds(actor, sides, status), ...keepingDeeds(actor, sides, status)])
  return proposalDeeds.filter((deed) => open.has(deed))
}

/** Whether a step is this person's to take at some time: what is not theirs does not exist for them. */
export function mayEver(actor: Actor, sides: ProposalSides, deed: ProposalDeed): boolean {
  return proposalStatuses.some((status) => openDeeds(actor, sides, status).includes(deed))
}

/** Of those who owe the answer. */
function answeringDeeds(actor: Actor, sides: ProposalSides, status: ProposalStatus): ProposalDeed[] {
  if (!mayAnswerProposal(actor, sides) || !hasArrived(sides, status)) return []
  return status === 'acknowledged'
    ? ['forward', 'answer', 'merge']
    : ['acknowledge', 'forward', 'answer', 'merge']
}

/** Of those who asked. An answer from outside the tree, or from above the owner of a campaign, reaches them on paper. */
function keepingDeeds(actor: Actor, sides: ProposalSides, status: ProposalStatus): ProposalDeed[] {
  if (!mayKeepProposal(actor, sides)) return []
  if (isAnsweredProposal(status)) return status === 'refused' ? ['close'] : ['resolve', 'close']
  if (!isWaitingProposal(status)) return []
  const deeds: ProposalDeed[] = sides.isOwner ? ['withdraw', 'merge'] : ['withdraw']
  if (status === 'raised') return ['transmit', 'edit', ...deeds]
  if (sides.waitsForUnitId !== null && !sides.isOwner) return deeds
  return status === 'acknowledged' ? ['answer', ...deeds] : ['acknowledge', 'answer', ...deeds]
}

const LONGEST_TITLE = 90

/** The first line of a text, cut at a word where it is long. */
export function titleOfText(text: string): string {
  const [line = ''] = text.trim().split('\n')
  const plain = line.replace(/\s+/g, ' ').trim()
  if (plain.length <= LONGEST_TITLE) return plain
  const cut = plain.slice(0, LONGEST_TITLE + 1)
  const atWord = cut.slice(0, Math.max(cut.lastIndexOf(' '), 0)).replace(/[\s,;:–-]+$/, '')
  return `${atWord || plain.slice(0, LONGEST_TITLE)}…`
}

const kindsByCause: Partial<Record<Cause, ProposalKind>> = {
  capital: 'funding',
  land: 'obstacle',
  waiting_upper: 'obstacle',
  procedure: 'procedure',
  staff: 'staffing',
}

/** What a report asks for, told by what holds it up. */
export const kindOfCause = (cause: Cause | null): ProposalKind =>
  (cause === null ? undefined : kindsByCause[cause]) ?? 'other'

/** So long may the level above think about a proposal before anybody asks. */
export const SILENT_DAYS = 14

/** Nobody has answered for two weeks, or by the day it was wanted; `since`: null while it was not sent yet. */
export function isUnansweredLong(since: Day | null, wantedBy: Day | null, today: Day): boolean {
  if (since === null) return false
  return since <= askedSince(today) || (wantedBy !== null && wantedBy < today)
}

/** The last day of silence that is long. */
export const askedSince = (today: Day): Day => addDays(today, -SILENT_DAYS)
