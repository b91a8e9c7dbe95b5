import type { Day } from '../../domain/day.ts'
import type { DirectionStatus, PartStatus } from '../../domain/follow-up.ts'
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
import { campaigns } from './campaigns.ts'
import { units } from './organisation.ts'

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
