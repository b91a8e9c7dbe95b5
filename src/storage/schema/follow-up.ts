import type { Day } from '../../domain/day.ts'
import type {
  DirectionStatus,
  ExtensionDecision,
  FollowUpStep,
  LadderStep,
  OpinionStance,
  PartStatus,
  ProposalStatus,
  ReminderChannel,
} from '../../domain/follow-up.ts'
import {
  amount,
  day,
  foreignKey,
  id,
  index,
  instant,
  int,
  json,
  primaryKey,
  table,
  tenant,
  text,
  uniqueIndex,
} from '../columns.ts'
import { campaigns } from './campaigns.ts'
import { units } from './organisation.ts'
import { targets } from './targets.ts'

/** A request to move a due date, and its decision. */
export const extensions = table(
  'extensions',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    targetId: id('target_id').notNull(),
    requestedBy: id('requested_by').notNull(),
    requestedAt: instant('requested_at').notNull(),
    proposedDueOn: day('proposed_due_on').$type<Day>().notNull(),
    reasonCode: text('reason_code').notNull(),
    reason: text('reason').notNull(),
    decision: text('decision').$type<ExtensionDecision>(),
    decidedBy: id('decided_by'),
    decidedAt: instant('decided_at'),
    newDueOn: day('new_due_on').$type<Day>(),
    /** What the office advises, before the leader decides. */
    opinionStance: text('opinion_stance').$type<OpinionStance>(),
    opinion: text('opinion'),
    opinionBy: id('opinion_by'),
    opinionAt: instant('opinion_at'),
    /** The words of the decision, and the document it rests on. */
    comment: text('comment'),
    document: text('document'),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.targetId], foreignColumns: [targets.tenant, targets.id] }),
    index('extensions_target').on(t.tenant, t.targetId, t.requestedAt),
    index('extensions_pending').on(t.tenant, t.decision, t.requestedAt),
  ],
)

/** A file that came with a request for more time, under the SHA-256 of its bytes. */
export const extensionFiles = table(
  'extension_files',
  {
    tenant: tenant(),
    extensionId: id('extension_id').notNull(),
    position: int('position').notNull(),
    hash: text('hash').notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    size: amount('size').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.extensionId, t.position] }),
    foreignKey({ columns: [t.tenant, t.extensionId], foreignColumns: [extensions.tenant, extensions.id] }),
  ],
)

/** What a unit asks of the level above, until it is answered. */
export const proposals = table(
  'proposals',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    code: text('code').notNull(),
    unitId: id('unit_id').notNull(),
    addressedTo: text('addressed_to').notNull(),
    raisedOn: day('raised_on').$type<Day>().notNull(),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    amountText: text('amount_text'),
    amountMeasure: text('amount_measure'),
    wantedBy: day('wanted_by').$type<Day>(),
    status: text('status').$type<ProposalStatus>().notNull(),
    answeredOn: day('answered_on').$type<Day>(),
    answer: text('answer'),
    folded: text('folded').notNull(),
    /** The unit of this tree that owes the answer: the one addressed, else the one above; null above the tree. */
    waitsForUnitId: id('waits_for_unit_id'),
    raisedBy: id('raised_by'),
    /** The report it was raised from. */
    updateId: id('update_id'),
    /** The proposal that says the same and goes on for both. */
    mergedInto: id('merged_into'),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.unitId], foreignColumns: [units.tenant, units.id] }),
    uniqueIndex('proposals_code').on(t.tenant, t.code),
    index('proposals_unit').on(t.tenant, t.unitId, t.status),
    index('proposals_waiting').on(t.tenant, t.waitsForUnitId, t.status, t.raisedOn),
    index('proposals_update').on(t.tenant, t.updateId),
  ],
)

/** A target that waits for the answer to a proposal. */
export const proposalTargets = table(
  'proposal_targets',
  {
    tenant: tenant(),
    proposalId: id('proposal_id').notNull(),
    targetId: id('target_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.proposalId, t.targetId] }),
    foreignKey({ columns: [t.tenant, t.proposalId], foreignColumns: [proposals.tenant, proposals.id] }),
    foreignKey({ columns: [t.tenant, t.targetId], foreignColumns: [targets.tenant, targets.id] }),
    index('proposal_targets_target').on(t.tenant, t.targetId),
  ],
)

/** What a leader ordered, until it is carried out. */
export const directions = table(
  'directions',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    code: text('code').notNull(),
    issuedByPost: text('issued_by_post').notNull(),
    issuedOn: day('issued_on').$type<Day>().notNull(),
    occasion: text('occasion').notNull(),
    document: text('document').notNull(),
    body: text('body').notNull(),
    leadUnitId: id('lead_unit_id').notNull(),
    dueOn: day('due_on').$type<Day>(),
    status: text('status').$type<DirectionStatus>().notNull(),
    targetId: id('target_id'),
    /** The office that recorded it and hands it out. */
    ownerUnitId: id('owner_unit_id'),
    recordedBy: id('recorded_by'),
    /** The weekly meeting at which it was given. */
    meetingId: id('meeting_id'),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    index('directions_owner').on(t.tenant, t.ownerUnitId, t.status, t.issuedOn),
    index('directions_meeting').on(t.tenant, t.meetingId),
    foreignKey({ columns: [t.tenant, t.leadUnitId], foreignColumns: [units.tenant, units.id] }),
    uniqueIndex('directions_code').on(t.tenant, t.code),
    index('directions_lead').on(t.tenant, t.leadUnitId, t.status),
  ],
)

/** The part of a direction that was handed to one lead unit, with its own deadline and state. */
export const directionParts = table(
  'direction_parts',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    directionId: id('direction_id').notNull(),
    position: int('position').notNull(),
    leadUnitId: id('lead_unit_id').notNull(),
    body: text('body').notNull(),
    /** Null for a lasting duty. */
    dueOn: day('due_on').$type<Day>(),
    status: text('status').$type<PartStatus>().notNull(),
    /** The target it became; null where no figure is needed. */
    targetId: id('target_id'),
    assignedAt: instant('assigned_at').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    reportedAt: instant('reported_at'),
    closedAt: instant('closed_at'),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.directionId], foreignColumns: [directions.tenant, directions.id] }),
    foreignKey({ columns: [t.tenant, t.leadUnitId], foreignColumns: [units.tenant, units.id] }),
    uniqueIndex('direction_parts_position').on(t.tenant, t.directionId, t.position),
    index('direction_parts_lead').on(t.tenant, t.leadUnitId, t.status),
    index('direction_parts_target').on(t.tenant, t.targetId),
  ],
)

/** One step in the life of a proposal or of a direction: who, when, on what document, in what words. */
export const followUpSteps = table(
  'follow_up_steps',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    subjectKind: text('subject_kind').$type<'proposal' | 'direction'>().notNull(),
    subjectId: id('subject_id').notNull(),
    /** The part of a direction it is about. */
    partId: id('part_id'),
    step: text('step').$type<FollowUpStep>().notNull(),
    at: instant('at').notNull(),
    /** The day on its document, where that is another one. */
    onDay: day('on_day').$type<Day>(),
    byUserId: id('by_user_id').notNull(),
    /** To whom it was transmitted or forwarded. */
    toWhom: text('to_whom').notNull().default(''),
    document: text('document').notNull().default(''),
    body: text('body').notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    index('follow_up_steps_subject').on(t.tenant, t.subjectKind, t.subjectId, t.at),
  ],
)

/** The weekly meeting at which the chair goes through what is late: one for each week of a campaign. */
export const meetings = table(
  'meetings',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    campaignId: id('campaign_id').notNull(),
    week: text('week').notNull(),
    heldOn: day('held_on').$type<Day>().notNull(),
    title: text('title').notNull(),
    chairPost: text('chair_post').notNull(),
    /** The number of the notice of conclusions, typed by the clerk. */
    number: text('number'),
    openedBy: id('opened_by').notNull(),
    openedAt: instant('opened_at').notNull(),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.campaignId], foreignColumns: [campaigns.tenant, campaigns.id] }),
    uniqueIndex('meetings_week').on(t.tenant, t.campaignId, t.week),
  ],
)

/** A unit that helps with a direction. */
export const directionUnits = table(
  'direction_units',
  {
    tenant: tenant(),
    directionId: id('direction_id').notNull(),
    unitId: id('unit_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.directionId, t.unitId] }),
    foreignKey({ columns: [t.tenant, t.directionId], foreignColumns: [directions.tenant, directions.id] }),
    index('direction_units_unit').on(t.tenant, t.unitId),
  ],
)

/** Who was reminded of what, when and how. */
export const reminders = table(
  'reminders',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    targetId: id('target_id').notNull(),
    sentBy: id('sent_by').notNull(),
    sentAt: instant('sent_at').notNull(),
    channel: text('channel').$type<ReminderChannel>().notNull(),
    body: text('body').notNull(),
    /** The round in which it was written once for several. */
    roundId: id('round_id'),
    /** What the unit answered in the house. */
    answer: text('answer'),
    answeredBy: id('answered_by'),
    answeredAt: instant('answered_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.targetId], foreignColumns: [targets.tenant, targets.id] }),
    index('reminders_round').on(t.tenant, t.roundId),
    index('reminders_target').on(t.tenant, t.targetId, t.sentAt),
  ],
)

/** One act of reminding: what was written once and sent to several units. Its id comes from the form. */
export const reminderRounds = table(
  'reminder_rounds',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    campaignId: id('campaign_id').notNull(),
    sentBy: id('sent_by').notNull(),
    sentAt: instant('sent_at').notNull(),
    channels: json('channels').$type<ReminderChannel[]>().notNull(),
    body: text('body').notNull(),
    /** The number and the day of a formal letter, typed by the clerk. */
    letterNumber: text('letter_number'),
    letterOn: day('letter_on').$type<Day>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.campaignId], foreignColumns: [campaigns.tenant, campaigns.id] }),
    index('reminder_rounds_campaign').on(t.tenant, t.campaignId, t.sentAt, t.id),
  ],
)

/** What the automatic reminders have said of a deadline of a target, so that nothing is said twice. */
export const ladderSaid = table(
  'ladder_said',
  {
    tenant: tenant(),
    targetId: id('target_id').notNull(),
    dueOn: day('due_on').$type<Day>().notNull(),
    step: text('step').$type<LadderStep>().notNull(),
    /** 1 for the first time, more for a step that comes again every week. */
    nth: int('nth').notNull(),
    saidOn: day('said_on').$type<Day>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.targetId, t.dueOn, t.step, t.nth] }),
    foreignKey({ columns: [t.tenant, t.targetId], foreignColumns: [targets.tenant, targets.id] }),
    index('ladder_said_day').on(t.tenant, t.saidOn),
  ],
)
