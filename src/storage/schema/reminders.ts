import type { Day } from '../../domain/day.ts'
import type { LadderStep, ReminderChannel } from '../../domain/follow-up.ts'
import {
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
} from '../columns.ts'
import { campaigns } from './campaigns.ts'
import { targets } from './targets.ts'

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
