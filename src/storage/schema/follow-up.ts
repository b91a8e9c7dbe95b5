import type { Day } from '../../domain/day.ts'
import type {
  DirectionStatus,
  ExtensionDecision,
  ProposalStatus,
  ReminderChannel,
} from '../../domain/follow-up.ts'
import {
  day,
  foreignKey,
  id,
  index,
  instant,
  int,
  primaryKey,
  table,
  tenant,
  text,
  uniqueIndex,
} from '../columns.ts'
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
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.targetId], foreignColumns: [targets.tenant, targets.id] }),
    index('extensions_target').on(t.tenant, t.targetId, t.requestedAt),
    index('extensions_pending').on(t.tenant, t.decision, t.requestedAt),
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
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.unitId], foreignColumns: [units.tenant, units.id] }),
    uniqueIndex('proposals_code').on(t.tenant, t.code),
    index('proposals_unit').on(t.tenant, t.unitId, t.status),
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
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.leadUnitId], foreignColumns: [units.tenant, units.id] }),
    uniqueIndex('directions_code').on(t.tenant, t.code),
    index('directions_lead').on(t.tenant, t.leadUnitId, t.status),
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
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.targetId], foreignColumns: [targets.tenant, targets.id] }),
    index('reminders_target').on(t.tenant, t.targetId, t.sentAt),
  ],
)
