import { sql } from 'drizzle-orm'
import type { EntryWarning } from '../../domain/checks.ts'
import type { Day } from '../../domain/day.ts'
import type { EvidenceMark } from '../../domain/follow-up.ts'
import type {
  Assessment,
  Cause,
  Declared,
  NullReason,
  Qualifier,
  RangeKind,
  UpdateState,
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
  json,
  primaryKey,
  table,
  tenant,
  text,
  uniqueIndex,
} from '../columns.ts'
import { users } from './people.ts'
import { targets } from './targets.ts'

/** One report of one target as of a day. Its id comes from the form, so a report sent twice stands once. */
export const updates = table(
  'updates',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    targetId: id('target_id').notNull(),
    unitId: id('unit_id').notNull(),
    campaignId: id('campaign_id').notNull(),
    /** Spoken of by people; given when the update leaves the draft. */
    receipt: text('receipt'),
    asOf: day('as_of').$type<Day>().notNull(),
    valueLow: amount('value_low'),
    valueHigh: amount('value_high'),
    /** True where the value is a span, so that an open end (null) is told from no value. */
    hasValue: bool('has_value').notNull(),
    qualifier: text('qualifier').$type<Qualifier>().notNull(),
    rangeKind: text('range_kind').$type<RangeKind>(),
    nullReason: text('null_reason').$type<NullReason>(),
    declared: text('declared').$type<Declared>().notNull(),
    assessment: text('assessment').$type<Assessment>(),
    completedOn: day('completed_on').$type<Day>(),
    results: text('results').notNull(),
    difficulties: text('difficulties').notNull(),
    cause: text('cause').$type<Cause>(),
    nextSteps: text('next_steps').notNull(),
    proposal: text('proposal').notNull(),
    correctionReason: text('correction_reason').notNull(),
    /** What was typed in the value field, so that a draft comes back as it was written. */
    typedValue: text('typed_value').notNull(),
    /** What looked wrong at entry, and what its author said to that. */
    warnings: json('warnings').$type<EntryWarning[]>(),
    warningAnswer: text('warning_answer').notNull().default(''),
    /** The steps of a milestone that are done, by their numbers; null where the target has none. */
    stepsDone: json('steps_done').$type<number[]>(),
    /** The days that the amount of a flow covers. */
    periodFrom: day('period_from').$type<Day>(),
    enteredBy: id('entered_by').notNull(),
    onBehalf: bool('on_behalf').notNull(),
    source: text('source').notNull(),
    endorsedBy: id('endorsed_by'),
    capturedAt: instant('captured_at'),
    createdAt: instant('created_at').notNull(),
    /** When the server had it from a person who may submit. */
    receivedAt: instant('received_at'),
    /** The Monday of the local week in which it was received. */
    weekFrom: day('week_from').$type<Day>(),
    revision: int('revision').notNull(),
    /** The update of which this is the next revision. */
    corrects: id('corrects'),
    state: text('state').$type<UpdateState>().notNull(),
    contentHash: text('content_hash').notNull(),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.targetId], foreignColumns: [targets.tenant, targets.id] }),
    foreignKey({ columns: [t.tenant, t.enteredBy], foreignColumns: [users.tenant, users.id] }),
    uniqueIndex('updates_receipt').on(t.tenant, t.receipt),
    index('updates_target').on(t.tenant, t.targetId, t.receivedAt),
    // The weeks of a campaign are told off this index alone.
    index('updates_week').on(t.tenant, t.campaignId, t.weekFrom, t.unitId, t.state, t.receivedAt),
    index('updates_state').on(t.tenant, t.campaignId, t.state, t.receivedAt, t.id),
    index('updates_unit').on(t.tenant, t.unitId, t.state),
  ],
)

/** One decision on one update, and the content that was in front of the reviewer. */
export const reviews = table(
  'reviews',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    updateId: id('update_id').notNull(),
    decision: text('decision').$type<'accepted' | 'returned'>().notNull(),
    comment: text('comment').notNull(),
    /** A later end of the grace, for a returned update. */
    dueOn: day('due_on').$type<Day>(),
    reviewerId: id('reviewer_id').notNull(),
    reviewedAt: instant('reviewed_at').notNull(),
    contentHash: text('content_hash').notNull(),
    /** What stands behind the report, as the reviewer found it. */
    evidenceMark: text('evidence_mark').$type<EvidenceMark>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    index('reviews_time').on(t.tenant, t.reviewedAt),
    // Rare, and looked for on every dashboard.
    index('reviews_contradicted').on(t.tenant, t.reviewedAt).where(sql`evidence_mark = 'contradicted'`),
    foreignKey({ columns: [t.tenant, t.updateId], foreignColumns: [updates.tenant, updates.id] }),
    foreignKey({ columns: [t.tenant, t.reviewerId], foreignColumns: [users.tenant, users.id] }),
    uniqueIndex('reviews_update').on(t.tenant, t.updateId),
  ],
)

/** A file behind an update, under the SHA-256 of its bytes; the bytes lie in the evidence folder. */
export const evidence = table(
  'evidence',
  {
    tenant: tenant(),
    updateId: id('update_id').notNull(),
    position: int('position').notNull(),
    hash: text('hash').notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    size: amount('size').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.updateId, t.position] }),
    foreignKey({ columns: [t.tenant, t.updateId], foreignColumns: [updates.tenant, updates.id] }),
    index('evidence_hash').on(t.tenant, t.hash),
  ],
)
