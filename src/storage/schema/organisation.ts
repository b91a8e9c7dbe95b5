import type { Day } from '../../domain/day.ts'
import type { UnitKind } from '../../domain/unit.ts'
import {
  day,
  foreignKey,
  id,
  index,
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
