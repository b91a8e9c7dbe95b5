export const extensionDecisions = ['granted', 'refused', 'withdrawn', 'lapsed'] as const
export type ExtensionDecision = (typeof extensionDecisions)[number]

export const proposalStatuses = [
  'raised',
  'transmitted',
  'acknowledged',
  'answered',
  'partly',
  'refused',
  'resolved',
] as const
export type ProposalStatus = (typeof proposalStatuses)[number]

export const directionStatuses = ['recorded', 'assigned', 'in_progress', 'closed'] as const
export type DirectionStatus = (typeof directionStatuses)[number]

export const reminderChannels = ['app', 'email', 'zalo', 'letter'] as const
export type ReminderChannel = (typeof reminderChannels)[number]
