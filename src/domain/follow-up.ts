import type { Day } from './day.ts'

export const extensionDecisions = ['granted', 'refused', 'withdrawn', 'lapsed'] as const
export type ExtensionDecision = (typeof extensionDecisions)[number]

/** What the office advises the leader about a request. */
export const opinionStances = ['agree', 'disagree'] as const
export type OpinionStance = (typeof opinionStances)[number]

export const proposalStatuses = [
  'raised',
  'transmitted',
  'acknowledged',
  'answered',
  'partly',
  'refused',
  'resolved',
  'closed',
  'withdrawn',
  'merged',
] as const
export type ProposalStatus = (typeof proposalStatuses)[number]

/** Somebody still owes an answer. */
export const waitingProposals = ['raised', 'transmitted', 'acknowledged'] as const satisfies ProposalStatus[]

/** The unit that asked still has something to expect or to do. */
export const unsettledProposals = [...waitingProposals, 'answered', 'partly', 'refused'] as const
export type UnsettledProposal = (typeof unsettledProposals)[number]

export const proposalKinds = [
  'mechanism',
  'resolution',
  'funding',
  'planning',
  'procedure',
  'staffing',
  'obstacle',
  'other',
] as const
export type ProposalKind = (typeof proposalKinds)[number]

/** `in_progress` is acknowledged; `noted` is taken to heart without a task. */
export const directionStatuses = [
  'recorded',
  'assigned',
  'in_progress',
  'reported',
  'closed',
  'noted',
] as const
export type DirectionStatus = (typeof directionStatuses)[number]

/** Where a task that was handed to one unit stands. */
export const partStatuses = [
  'assigned',
  'in_progress',
  'reported',
  'closed',
] as const satisfies DirectionStatus[]
export type PartStatus = (typeof partStatuses)[number]

export const reminderChannels = ['app', 'email', 'zalo', 'letter'] as const
export type ReminderChannel = (typeof reminderChannels)[number]

/** One step in the life of a proposal or of a direction. */
export const followUpSteps = [
  'raised',
  'transmitted',
  'acknowledged',
  'forwarded',
  'answered',
  'partly',
  'refused',
  'resolved',
  'closed',
  'withdrawn',
  'merged',
  'recorded',
  'assigned',
  'reported',
  'returned',
  'noted',
] as const
export type FollowUpStep = (typeof followUpSteps)[number]

/** What the reviewer found behind a report; null where it was not looked at. */
export const evidenceMarks = ['verified', 'partial', 'none', 'contradicted'] as const
export type EvidenceMark = (typeof evidenceMarks)[number]

/** How a report reached the office that entered it for a unit. */
export const behalfSources = ['phone', 'paper', 'zalo'] as const
export type BehalfSource = (typeof behalfSources)[number]

/** A step of the automatic reminders of one deadline; `report` is about the week's report, not about a target. */
export const ladderSteps = ['before', 'due', 'after', 'weekly', 'escalated', 'report'] as const
export type LadderStep = (typeof ladderSteps)[number]

/** What a person is told in the house. */
export const noticeKinds = [
  'update_returned',
  'update_accepted',
  'update_awaiting',
  'update_on_behalf',
  'reminder',
  'reminder_answered',
  'ladder',
  'extension_requested',
  'extension_opinion',
  'extension_decided',
  'proposal_raised',
  'proposal_moved',
  'direction_assigned',
  'direction_reported',
  'direction_closed',
  'commitment_moved',
  'own_post',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** One line of a day's digest: a target or, for `report`, a unit. */
export interface LadderItem {
  step: LadderStep
  /** The target's code, or the unit's. */
  code: string
  title: string
  unitName: string
  dueOn: Day
  daysLate: number
}
