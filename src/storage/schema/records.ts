import type { Day } from '../../domain/day.ts'
import type { Language } from '../../domain/language.ts'
import type { Letterhead } from '../../domain/letterhead.ts'
import {
  amount,
  bytes,
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

/** The frozen state of a week, never edited; a re-issue annuls it and adds another. */
export const weeklySummaries = table(
  'weekly_summaries',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    campaignId: id('campaign_id').notNull(),
    week: text('week').notNull(),
    weekFrom: day('week_from').$type<Day>().notNull(),
    /** 1 for the first freeze of the week, more for a re-issue. */
    issue: int('issue').notNull(),
    state: text('state').$type<'frozen' | 'issued' | 'annulled'>().notNull(),
    frozenAt: instant('frozen_at').notNull(),
    /** Null for a freeze by the calendar or a command. */
    frozenBy: id('frozen_by'),
    hash: text('hash').notNull(),
    previousHash: text('previous_hash'),
    /** The canonical JSON (RFC 8785) that was hashed. */
    snapshot: text('snapshot').notNull(),
    number: text('number'),
    issuedAt: instant('issued_at'),
    issuedBy: id('issued_by'),
    /** The day that the paper carries. */
    issuedOn: day('issued_on').$type<Day>(),
    /** Section VII in the office's own words, from the freeze to the issue; null for what the figures suggest. */
    nextWeek: json('next_week').$type<string[]>(),
    /** Who signs, as it was signed. */
    signature: json('signature').$type<{ lines: string[]; name: string | null }>(),
    /** The head under which it was issued, whatever the settings say afterwards. */
    letterhead: json('letterhead').$type<Letterhead>(),
    annulledAt: instant('annulled_at'),
    annulledBy: id('annulled_by'),
    annulledReason: text('annulled_reason'),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.campaignId], foreignColumns: [campaigns.tenant, campaigns.id] }),
    uniqueIndex('weekly_summaries_week').on(t.tenant, t.campaignId, t.week, t.issue),
    index('weekly_summaries_order').on(t.tenant, t.campaignId, t.weekFrom),
  ],
)

/** A file of a frozen week, as it was made at the freeze and as it downloads ever after. */
export const weeklyFiles = table(
  'weekly_files',
  {
    tenant: tenant(),
    summaryId: id('summary_id').notNull(),
    format: text('format').notNull(),
    hash: text('hash').notNull(),
    bytes: bytes('bytes').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.summaryId, t.format] }),
    foreignKey({
      columns: [t.tenant, t.summaryId],
      foreignColumns: [weeklySummaries.tenant, weeklySummaries.id],
    }),
  ],
)

/** To whom the summaries of a campaign go by mail, whether they work in this house or not. */
export const weeklyRecipients = table(
  'weekly_recipients',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    campaignId: id('campaign_id').notNull(),
    address: text('address').notNull(),
    /** Who reads there, such as 'Văn phòng Tỉnh ủy'. */
    name: text('name').notNull(),
    language: text('language').$type<Language>().notNull(),
    /** The figures as soon as they are frozen, or the paper once it is issued. */
    sends: text('sends').$type<'frozen' | 'issued'>().notNull(),
    addedBy: id('added_by').notNull(),
    addedAt: instant('added_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.campaignId], foreignColumns: [campaigns.tenant, campaigns.id] }),
    uniqueIndex('weekly_recipients_address').on(t.tenant, t.campaignId, t.address, t.sends),
  ],
)

/** Who did what to which record, chained by hash so that a change or a gap shows. */
export const auditEvents = table(
  'audit_events',
  {
    tenant: tenant(),
    seq: amount('seq').notNull(),
    at: instant('at').notNull(),
    actorId: id('actor_id'),
    actor: text('actor').notNull(),
    deed: text('deed').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subject: text('subject').notNull(),
    detail: json('detail').$type<Record<string, unknown>>().notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.seq] }),
    index('audit_events_subject').on(t.tenant, t.subjectKind, t.subject, t.seq),
    index('audit_events_actor').on(t.tenant, t.actorId, t.seq),
  ],
)

/** The head of the audit chain: one row, updated in every transaction that writes, which makes it the chain's lock. */
export const auditHeads = table(
  'audit_heads',
  {
    tenant: tenant(),
    seq: amount('seq').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant] })],
)

/** A run of a job for a period, leased to one process so that it happens once; a run that failed is tried again. */
export const jobRuns = table(
  'job_runs',
  {
    tenant: tenant(),
    job: text('job').notNull(),
    period: text('period').notNull(),
    owner: text('owner').notNull(),
    /** While it is not done: nobody else takes it before. */
    leaseUntil: instant('lease_until').notNull(),
    doneAt: instant('done_at'),
    startedAt: instant('started_at'),
    attempts: int('attempts').notNull().default(1),
    /** Why the last attempt ended; null when it did what it should. */
    failure: text('failure'),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.job, t.period] })],
)

/** Files brought for an import, checked and shown before anything of them is written. */
export const importBatches = table(
  'import_batches',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    name: text('name').notNull(),
    createdBy: id('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    /** The workbook or the files, zipped. */
    bytes: bytes('bytes').notNull(),
    hash: text('hash').notNull(),
    /** What was answered where a figure could be read in two ways, by file, row and column. */
    choices: json('choices').$type<Record<string, string>>().notNull(),
    state: text('state').$type<'checked' | 'done' | 'discarded'>().notNull(),
    /** Rows by file once it is done. */
    rows: json('rows').$type<Record<string, number>>(),
    doneAt: instant('done_at'),
    version: int('version').notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] }), index('import_batches_order').on(t.tenant, t.createdAt)],
)
