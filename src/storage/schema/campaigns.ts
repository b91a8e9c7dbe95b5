import type { AmendmentLine } from '../../domain/amendment.ts'
import type { CommitmentState, PartyKind } from '../../domain/commitment.ts'
import type { Day } from '../../domain/day.ts'
import {
  amount,
  bool,
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
import { units } from './organisation.ts'

/** A plan year or term for which an upper unit collects commitments, with the weekly calendar and thresholds it is judged by. */
export const campaigns = table(
  'campaigns',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    ownerUnitId: id('owner_unit_id').notNull(),
    planYear: int('plan_year').notNull(),
    startOn: day('start_on').$type<Day>().notNull(),
    endOn: day('end_on').$type<Day>().notNull(),
    weeklyDueWeekday: int('weekly_due_weekday').notNull(),
    weeklyDueTime: text('weekly_due_time').notNull(),
    cutOffWeekday: int('cut_off_weekday').notNull(),
    cutOffTime: text('cut_off_time').notNull(),
    dueSoonDays: int('due_soon_days').notNull(),
    returnGraceDays: int('return_grace_days').notNull(),
    atRiskPoints: int('at_risk_points').notNull(),
    behindPoints: int('behind_points').notNull(),
    maxAgeDays: int('max_age_days').notNull(),
    maximumExtensions: int('maximum_extensions').notNull(),
    weeklyFrom: day('weekly_from').$type<Day>(),
    clerkMaySubmit: bool('clerk_may_submit').notNull(),
    supervisorMayExtend: bool('supervisor_may_extend').notNull(),
    leagueTableOpen: bool('league_table_open').notNull(),
    /** Automatic reminders of deadlines, in working days; see the ladder. */
    remindsItself: bool('reminds_itself').notNull().default(true),
    remindBeforeDays: int('remind_before_days').notNull().default(3),
    remindAfterDays: int('remind_after_days').notNull().default(1),
    escalateAfterDays: int('escalate_after_days').notNull().default(10),
    /** Whether a week is frozen by itself at its cut-off. */
    freezesItself: bool('freezes_itself').notNull().default(true),
    state: text('state').$type<'active' | 'closed'>().notNull().default('active'),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.ownerUnitId], foreignColumns: [units.tenant, units.id] }),
    uniqueIndex('campaigns_code').on(t.tenant, t.code),
    index('campaigns_owner').on(t.tenant, t.ownerUnitId, t.startOn),
  ],
)

/** A numbered heading of a campaign under which targets are promised. */
export const taskGroups = table(
  'task_groups',
  {
    tenant: tenant(),
    campaignId: id('campaign_id').notNull(),
    number: int('number').notNull(),
    name: text('name').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.campaignId, t.number] }),
    foreignKey({ columns: [t.tenant, t.campaignId], foreignColumns: [campaigns.tenant, campaigns.id] }),
  ],
)

/** The signed document between an upper unit (side A) and a unit (side B). */
export const commitments = table(
  'commitments',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    code: text('code').notNull(),
    campaignId: id('campaign_id').notNull(),
    unitId: id('unit_id').notNull(),
    upperUnitId: id('upper_unit_id').notNull(),
    parentId: id('parent_id'),
    partyKind: text('party_kind').$type<PartyKind>().notNull(),
    number: text('number'),
    place: text('place'),
    signedOn: day('signed_on').$type<Day>(),
    sideAPost: text('side_a_post').notNull(),
    sideBPost: text('side_b_post').notNull(),
    sideAName: text('side_a_name'),
    sideBName: text('side_b_name'),
    effectiveFrom: day('effective_from').$type<Day>().notNull(),
    effectiveTo: day('effective_to').$type<Day>().notNull(),
    scanHash: text('scan_hash'),
    /** The one of the year before that this one goes on from, or one of a unit that ended. */
    previousId: id('previous_id'),
    state: text('state').$type<CommitmentState>().notNull(),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.campaignId], foreignColumns: [campaigns.tenant, campaigns.id] }),
    foreignKey({ columns: [t.tenant, t.unitId], foreignColumns: [units.tenant, units.id] }),
    foreignKey({ columns: [t.tenant, t.upperUnitId], foreignColumns: [units.tenant, units.id] }),
    uniqueIndex('commitments_code').on(t.tenant, t.code),
    index('commitments_unit').on(t.tenant, t.unitId),
    index('commitments_campaign').on(t.tenant, t.campaignId, t.unitId),
  ],
)

/** How a commitment came from draft to signature and to its end: who took it from which state to which, and why. */
export const commitmentSteps = table(
  'commitment_steps',
  {
    tenant: tenant(),
    commitmentId: id('commitment_id').notNull(),
    number: int('number').notNull(),
    fromState: text('from_state').$type<CommitmentState>(),
    toState: text('to_state').$type<CommitmentState>().notNull(),
    at: instant('at').notNull(),
    userId: id('user_id'),
    /** The post in which it was done, as it was called then. */
    post: text('post').notNull(),
    note: text('note').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.commitmentId, t.number] }),
    foreignKey({ columns: [t.tenant, t.commitmentId], foreignColumns: [commitments.tenant, commitments.id] }),
  ],
)

/** A change to what was signed, as an annex: what stood there before and what stands there after. */
export const amendments = table(
  'amendments',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    commitmentId: id('commitment_id').notNull(),
    number: int('number').notNull(),
    state: text('state').$type<'draft' | 'signed' | 'withdrawn'>().notNull(),
    /** Number and name of the signed annex. */
    document: text('document'),
    signedOn: day('signed_on').$type<Day>(),
    /** From when it counts. */
    effectiveFrom: day('effective_from').$type<Day>().notNull(),
    reason: text('reason').notNull(),
    lines: json('lines').$type<AmendmentLine[]>().notNull(),
    createdBy: id('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    signedBy: id('signed_by'),
    signedAt: instant('signed_at'),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.commitmentId], foreignColumns: [commitments.tenant, commitments.id] }),
    uniqueIndex('amendments_number').on(t.tenant, t.commitmentId, t.number),
  ],
)

/** A scan of the signed paper, or of a signed annex, under the SHA-256 of its bytes; they lie in the evidence folder. */
export const commitmentFiles = table(
  'commitment_files',
  {
    tenant: tenant(),
    commitmentId: id('commitment_id').notNull(),
    position: int('position').notNull(),
    /** Null for the commitment's own. */
    amendmentId: id('amendment_id'),
    hash: text('hash').notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    size: amount('size').notNull(),
    addedBy: id('added_by').notNull(),
    addedAt: instant('added_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.commitmentId, t.position] }),
    foreignKey({ columns: [t.tenant, t.commitmentId], foreignColumns: [commitments.tenant, commitments.id] }),
  ],
)
