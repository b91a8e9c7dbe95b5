import type { Day } from '../../domain/day.ts'
import type { FollowUpStep, ProposalStatus } from '../../domain/follow-up.ts'
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
    index('proposals_status').on(t.tenant, t.status, t.raisedOn, t.code),
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
