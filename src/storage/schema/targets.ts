import { sql } from 'drizzle-orm'
import type { Day } from '../../domain/day.ts'
import type { BaseClass } from '../../domain/standing.ts'
import type {
  Assessment,
  Contribution,
  Direction,
  Origin,
  Qualifier,
  RangeKind,
  RollupKind,
  TargetKind,
  TargetState,
  ValueKind,
} from '../../domain/target.ts'
import {
  amount,
  bool,
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
import { campaigns, commitments } from './campaigns.ts'
import { units } from './organisation.ts'

/**
 * One promised item of a commitment. Below the promise itself stand the few derived columns that change only with an
 * event; what the clock alone changes (overdue, due soon, stale) is never stored, only the days it is held against.
 */
export const targets = table(
  'targets',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    code: text('code').notNull(),
    commitmentId: id('commitment_id').notNull(),
    campaignId: id('campaign_id').notNull(),
    unitId: id('unit_id').notNull(),
    upperUnitId: id('upper_unit_id').notNull(),
    groupNumber: int('group_number').notNull(),
    sortOrder: int('sort_order').notNull(),
    title: text('title').notNull(),
    product: text('product').notNull(),
    origin: text('origin').$type<Origin>().notNull(),
    kind: text('kind').$type<TargetKind>().notNull(),
    measure: text('measure'),
    decimals: int('decimals').notNull(),
    valueKind: text('value_kind').$type<ValueKind>(),
    direction: text('direction').$type<Direction>(),
    /** The plan that was signed; its later versions are in plan_versions. */
    plan: amount('plan'),
    planLow: amount('plan_low'),
    planHigh: amount('plan_high'),
    baseline: amount('baseline'),
    baselineOn: day('baseline_on').$type<Day>(),
    weight: int('weight'),
    startOn: day('start_on').$type<Day>().notNull(),
    dueOriginal: day('due_original').$type<Day>(),
    curve: text('curve').notNull(),
    parentId: id('parent_id'),
    contribution: text('contribution').$type<Contribution>(),
    evidenceRequired: bool('evidence_required').notNull(),
    /** Its place among the few key indicators that open every report; null for all others. */
    headline: int('headline'),
    /** When a direction added it to what was signed; null for what was signed. Before then it does not exist. */
    orderedAt: instant('ordered_at'),
    state: text('state').$type<TargetState>().notNull(),
    stateCause: text('state_cause'),
    /** Since when it is suspended, transferred or cancelled, and by which document. */
    stateOn: day('state_on').$type<Day>(),
    stateDocument: text('state_document'),
    /** How the targets below add up to it; null where they do not, and it is declared. */
    rollup: text('rollup').$type<RollupKind>(),
    /** The target of the year before, or of a unit that ended, from which it was carried over. */
    previousId: id('previous_id'),
    /** Code, title and product, folded for search. */
    folded: text('folded').notNull(),

    /** The deadline in force. */
    dueOn: day('due_on').$type<Day>(),
    extensionCount: int('extension_count').notNull().default(0),
    planNow: amount('plan_now'),
    latestUpdateId: id('latest_update_id'),
    latestLow: amount('latest_low'),
    latestHigh: amount('latest_high'),
    latestQualifier: text('latest_qualifier').$type<Qualifier>(),
    latestRangeKind: text('latest_range_kind').$type<RangeKind>(),
    latestAsOf: day('latest_as_of').$type<Day>(),
    assessment: text('assessment').$type<Assessment>(),
    level: text('level').$type<'ok' | 'risk' | 'behind'>().notNull().default('ok'),
    /** Points behind the curve in hundredths, best and worst end; negative is ahead. Null without pace. */
    behindLow: amount('behind_low'),
    behindHigh: amount('behind_high'),
    /** The expected level as a share of the plan, in hundredths of a percent. */
    expectedPercent: amount('expected_percent'),
    baseClass: text('base_class').$type<BaseClass>().notNull().default('open'),
    doneOn: day('done_on').$type<Day>(),
    /** When the final was accepted. */
    doneAt: instant('done_at'),
    lateFrom: day('late_from').$type<Day>(),
    lateFrozenOn: day('late_frozen_on').$type<Day>(),
    supplementUntil: day('supplement_until').$type<Day>(),
    staleOn: day('stale_on').$type<Day>(),
    waiting: bool('waiting').notNull().default(false),
    lastReportedOn: day('last_reported_on').$type<Day>(),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.commitmentId], foreignColumns: [commitments.tenant, commitments.id] }),
    foreignKey({ columns: [t.tenant, t.campaignId], foreignColumns: [campaigns.tenant, campaigns.id] }),
    foreignKey({ columns: [t.tenant, t.unitId], foreignColumns: [units.tenant, units.id] }),
    uniqueIndex('targets_code').on(t.tenant, t.code),
    uniqueIndex('targets_order').on(t.tenant, t.commitmentId, t.sortOrder),
    index('targets_campaign').on(t.tenant, t.campaignId, t.groupNumber, t.id),
    // The counts of the desk are read off this index alone.
    index('targets_late').on(t.tenant, t.campaignId, t.lateFrom, t.id, t.groupNumber, t.unitId),
    // Who is about to be late is counted off this index alone; most targets are on track and not in it.
    index('targets_warned')
      .on(t.tenant, t.campaignId, t.level, t.lateFrom, t.dueOn, t.unitId, t.behindHigh, t.id)
      .where(sql`level <> 'ok' and base_class = 'open'`),
    index('targets_due').on(t.tenant, t.campaignId, t.dueOn, t.id),
    // What goes on from a target of the year before.
    index('targets_previous').on(t.tenant, t.previousId).where(sql`previous_id is not null`),
    index('targets_unit').on(t.tenant, t.unitId, t.campaignId),
    // Most targets have no parent: left in, they would make the planner shun the index.
    index('targets_parent').on(t.tenant, t.parentId).where(sql`parent_id is not null`),
  ],
)

/** A later version of a plan, from a day, with the decision it rests on. */
export const planVersions = table(
  'plan_versions',
  {
    tenant: tenant(),
    targetId: id('target_id').notNull(),
    effectiveFrom: day('effective_from').$type<Day>().notNull(),
    plan: amount('plan').notNull(),
    decision: text('decision').notNull(),
    reason: text('reason').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.targetId, t.effectiveFrom] }),
    foreignKey({ columns: [t.tenant, t.targetId], foreignColumns: [targets.tenant, targets.id] }),
  ],
)

/** A figure beside the reports: the same period of last year, or where a plan comes from. */
export const referenceValues = table(
  'reference_values',
  {
    tenant: tenant(),
    targetId: id('target_id').notNull(),
    asOf: day('as_of').$type<Day>().notNull(),
    value: amount('value').notNull(),
    source: text('source').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.targetId, t.asOf] }),
    foreignKey({ columns: [t.tenant, t.targetId], foreignColumns: [targets.tenant, targets.id] }),
  ],
)

/** A unit that helps with a target and may read it. */
export const coordinators = table(
  'coordinators',
  {
    tenant: tenant(),
    targetId: id('target_id').notNull(),
    unitId: id('unit_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.targetId, t.unitId] }),
    foreignKey({ columns: [t.tenant, t.targetId], foreignColumns: [targets.tenant, targets.id] }),
    foreignKey({ columns: [t.tenant, t.unitId], foreignColumns: [units.tenant, units.id] }),
    index('coordinators_unit').on(t.tenant, t.unitId),
  ],
)

/** A step of a milestone, with its own deadline and its weight among the others. */
export const milestones = table(
  'milestones',
  {
    tenant: tenant(),
    targetId: id('target_id').notNull(),
    number: int('number').notNull(),
    title: text('title').notNull(),
    dueOn: day('due_on').$type<Day>(),
    /** Of 100 over all steps of the target. */
    weight: int('weight').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.targetId, t.number] }),
    foreignKey({ columns: [t.tenant, t.targetId], foreignColumns: [targets.tenant, targets.id] }),
  ],
)

/** What the end of the year says of a target, and where it goes on. */
export const evaluations = table(
  'evaluations',
  {
    tenant: tenant(),
    targetId: id('target_id').notNull(),
    result: text('result').$type<'done' | 'in_progress' | 'not_started'>().notNull(),
    /** What came of it, in words. */
    effect: text('effect').notNull(),
    carriedToId: id('carried_to_id'),
    evaluatedBy: id('evaluated_by').notNull(),
    evaluatedAt: instant('evaluated_at').notNull(),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.targetId] }),
    foreignKey({ columns: [t.tenant, t.targetId], foreignColumns: [targets.tenant, targets.id] }),
    // What was carried into a draft, when the draft goes.
    index('evaluations_carried').on(t.tenant, t.carriedToId).where(sql`carried_to_id is not null`),
  ],
)

/** What became of a target when its unit ended, merged or was split: one row a successor. */
export const targetSuccessions = table(
  'target_successions',
  {
    tenant: tenant(),
    eventId: id('event_id').notNull(),
    fromTargetId: id('from_target_id').notNull(),
    number: int('number').notNull(),
    /** Null where it ends. */
    toTargetId: id('to_target_id'),
    fate: text('fate').$type<'continue' | 'combine' | 'end'>().notNull(),
    /** An exact share of one: '1', '0.4' or '2/3'. */
    share: text('share').notNull(),
    reason: text('reason').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.eventId, t.fromTargetId, t.number] }),
    foreignKey({ columns: [t.tenant, t.fromTargetId], foreignColumns: [targets.tenant, targets.id] }),
    index('target_successions_to').on(t.tenant, t.toTargetId),
    index('target_successions_from').on(t.tenant, t.fromTargetId),
  ],
)
