import type { Day } from '../../domain/day.ts'
import type { UnitKind } from '../../domain/unit.ts'
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
  uniqueIndex,
} from '../columns.ts'

/** A node of the organisation tree as it stands now; its dated versions are in unit_versions. */
export const units = table(
  'units',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    kind: text('kind').$type<UnitKind>().notNull(),
    block: text('block'),
    parentId: id('parent_id'),
    /** Codes from the root, in lower case, each followed by '/': a subtree is a range of paths. */
    path: text('path').notNull(),
    sortOrder: int('sort_order').notNull(),
    validFrom: day('valid_from').$type<Day>(),
    validTo: day('valid_to').$type<Day>(),
    officialCode: text('official_code'),
    folded: text('folded').notNull(),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    uniqueIndex('units_code').on(t.tenant, t.code),
    uniqueIndex('units_path').on(t.tenant, t.path),
    index('units_parent').on(t.tenant, t.parentId, t.sortOrder),
  ],
)

/** What a unit was called, and where it stood, from one day to another; reports of a date print these names. */
export const unitVersions = table(
  'unit_versions',
  {
    tenant: tenant(),
    unitId: id('unit_id').notNull(),
    number: int('number').notNull(),
    validFrom: day('valid_from').$type<Day>(),
    validTo: day('valid_to').$type<Day>(),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    kind: text('kind').$type<UnitKind>().notNull(),
    block: text('block'),
    parentId: id('parent_id'),
    sortOrder: int('sort_order').notNull(),
    decision: text('decision'),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.unitId, t.number] }),
    foreignKey({ columns: [t.tenant, t.unitId], foreignColumns: [units.tenant, units.id] }),
  ],
)

/** A day that breaks the ordinary week: a holiday, or a Saturday worked to make up for one. */
export const calendarDays = table(
  'calendar_days',
  {
    tenant: tenant(),
    day: day('day').$type<Day>().notNull(),
    kind: text('kind').$type<'holiday' | 'working'>().notNull(),
    name: text('name').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.day] })],
)

/** One setting of the organisation, such as its name on the screens or the letterhead of its reports. */
export const settings = table(
  'settings',
  {
    tenant: tenant(),
    name: text('name').notNull(),
    value: json('value').$type<unknown>().notNull(),
    version: int('version').notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.name] })],
)

/** A dated decision about units: a new name, another place, a merger, a split, an end. */
export const unitEvents = table(
  'unit_events',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    kind: text('kind')
      .$type<'establish' | 'rename' | 'reparent' | 'merge' | 'split' | 'dissolve'>()
      .notNull(),
    effectiveOn: day('effective_on').$type<Day>().notNull(),
    /** The document it rests on. */
    decision: text('decision').notNull(),
    appliedAt: instant('applied_at').notNull(),
    appliedBy: id('applied_by'),
    /** Sums and counts before and after, as they were checked. */
    checks: json('checks').$type<unknown>(),
    /** What has to be put back to undo it; null once that is no longer possible. */
    undo: json('undo').$type<unknown>(),
    undoneAt: instant('undone_at'),
    undoneBy: id('undone_by'),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    index('unit_events_order').on(t.tenant, t.effectiveOn, t.id),
  ],
)

/** Which unit became which by a decision, and with what share; the same unit on both sides for a change of name or place. */
export const unitLinks = table(
  'unit_links',
  {
    tenant: tenant(),
    eventId: id('event_id').notNull(),
    /** Null for a unit that is established. */
    fromUnitId: id('from_unit_id'),
    /** Null for a unit that ends without a successor. */
    toUnitId: id('to_unit_id'),
    number: int('number').notNull(),
    /** An exact share of one: '1', '0.4' or '2/3'. */
    share: text('share').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.eventId, t.number] }),
    foreignKey({ columns: [t.tenant, t.eventId], foreignColumns: [unitEvents.tenant, unitEvents.id] }),
    index('unit_links_from').on(t.tenant, t.fromUnitId),
    index('unit_links_to').on(t.tenant, t.toUnitId),
  ],
)
