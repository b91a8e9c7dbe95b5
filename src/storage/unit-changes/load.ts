import { and, asc, eq, gte, inArray, isNull, like, max, ne, or } from 'drizzle-orm'
import type { Day } from '../../domain/day.ts'
import type { Milestone } from '../../domain/milestone.ts'
import { goesOn } from '../../domain/standing.ts'
import type { Passing } from '../../domain/succession.ts'
import type { Reader } from '../client.ts'
import { hasOtherAdmin } from '../people/find.ts'
import {
  campaigns,
  commitments,
  type extensions,
  posts,
  targets,
  units,
  unitVersions,
  users,
} from '../schema.ts'
import type { TargetRow } from '../targets.ts'
import { type Beside, loadBeside } from './load-beside.ts'

export type UnitRow = typeof units.$inferSelect
export type CommitmentRow = typeof commitments.$inferSelect
export type ExtensionRow = typeof extensions.$inferSelect

/** A post that ends with its unit. */
export interface EndingPost {
  row: typeof posts.$inferSelect
  username: string
}

/** Everything that hangs on the units that end. */
export interface Estate {
  units: UnitRow[]
  /** Those directly below them, which need another unit above. */
  children: UnitRow[]
  /** All that have not ended yet. */
  commitments: CommitmentRow[]
  targets: TargetRow[]
  passing: Passing[]
  extensions: ExtensionRow[]
  coordinators: { targetId: string; unitId: string }[]
  steps: (Milestone & { targetId: string })[]
  /** The steps that were done by the last accepted report, by the id of the target. */
  stepsDone: Map<string, number[]>
  posts: EndingPost[]
  campaigns: { id: string; code: string; planYear: number; ownerUnitId: string }[]
  /** Reports that nobody has decided on: their figures would be lost. */
  waiting: { receipt: string | null; code: string; asOf: Day; state: string }[]
  /** Since when each of the units, and of those below them, is what it is. */
  begins: { code: string; on: Day }[]
  /** Somebody at another unit administers the house, without an end. */
  hasOtherAdmin: boolean
  /** Targets that are suspended: they stay where they are. */
  suspended: number
}

const LIVING = ['draft', 'proposed', 'agreed', 'signed', 'active'] as const

/** What is there of these units, in the order of the office. */
export async function loadEstate(
  read: Reader,
  tenant: string,
  codes: readonly string[],
  on: Day,
): Promise<Estate> {
  const found = await read
    .select()
    .from(units)
    .where(and(eq(units.tenant, tenant), inArray(units.code, [...codes, ''])))
    .orderBy(asc(units.path))
  found.sort((a, b) => a.sortOrder - b.sortOrder || (a.path < b.path ? -1 : 1))
  const ids = [...found.map(({ id }) => id), NOBODY]
  const rows = await read
    .select()
    .from(targets)
    .where(and(eq(targets.tenant, tenant), inArray(targets.unitId, ids)))
    .orderBy(asc(targets.code))
  const open = rows.filter((row) => goesOn(row) || row.baseClass === 'unsigned')
  const places = new Map(found.map(({ id }, n) => [id, n]))
  open.sort(
    (a, b) =>
      a.groupNumber - b.groupNumber ||
      places.get(a.unitId)! - places.get(b.unitId)! ||
      a.sortOrder - b.sortOrder,
  )
  const targetIds = open.map(({ id }) => id)
  const beside = await loadBeside(read, tenant, targetIds)
  const codeOf = new Map(found.map(({ id, code }) => [id, code]))
  const children = await listChildren(read, tenant, ids, on)
  return {
    units: found,
    children,
    commitments: await listPapers(
      read,
      tenant,
      ids,
      open.map(({ commitmentId }) => commitmentId),
    ),
    targets: open,
    passing: open.map((row) => passingOf(row, codeOf.get(row.unitId)!, beside, on)),
    ...beside,
    posts: await listPosts(read, tenant, ids, on),
    campaigns: await listLed(read, tenant),
    begins: await listBegins(read, tenant, [...found, ...children]),
    hasOtherAdmin: await hasOtherAdmin(read, tenant, on, { unitIds: ids }),
    suspended: rows.filter(({ baseClass }) => baseClass === 'suspended').length,
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
function passingOf(row: TargetRow, unit: string, beside: Beside, on: Day): Passing {
  const own = <One extends { targetId: string }>(all: One[]) => all.filter((one) => one.targetId === row.id)
  const plans = own(beside.plans)
  const { latestLow: low, latestHigh: high, latestAsOf: asOf } = row
  return {
    id: row.id,
    code: row.code,
    unit,
    campaignId: row.campaignId,
    group: row.groupNumber,
    title: row.title,
    kind: row.kind,
    measure: row.measure,
    decimals: row.decimals,
    valueKind: row.valueKind,
    direction: row.direction,
    plan: plans.findLast(({ effectiveFrom }) => effectiveFrom <= on)?.plan ?? row.plan,
    planLow: row.planLow,
    planHigh: row.planHigh,
    laterPlans: plans
      .filter(({ effectiveFrom }) => effectiveFrom > on)
      .map(({ effectiveFrom, plan }) => ({ effectiveFrom, plan })),
    baseline: row.baseline,
    actual: asOf && {
      value: { low, high },
      asOf,
      qualifier: row.latestQualifier ?? 'exact',
      rangeKind: row.latestRangeKind ?? 'uncertain',
    },
    assessment: row.assessment,
    references: own(beside.references).map(({ asOf, value, source }) => ({ asOf, value, source })),
    startOn: row.startOn,
    dueOn: row.dueOn,
    extensionCount: row.extensionCount,
    curve: row.curve,
    parentId: row.parentId,
    contribution: row.contribution,
    steps: own(beside.steps).length,
  }
}

/** What has not ended yet, and whatever holds a target that is open all the same. */
async function listPapers(
  read: Reader,
  tenant: string,
  unitIds: string[],
  holding: string[],
): Promise<CommitmentRow[]> {
  const lives = or(
    inArray(commitments.state, [...LIVING]),
    inArray(commitments.id, [...new Set(holding), NOBODY]),
  )
  return await read
    .select()
    .from(commitments)
    .where(and(eq(commitments.tenant, tenant), inArray(commitments.unitId, unitIds), lives))
    .orderBy(asc(commitments.code))
}

async function listLed(read: Reader, tenant: string): Promise<Estate['campaigns']> {
  const { id, code, planYear, ownerUnitId } = campaigns
  return await read
    .select({ id, code, planYear, ownerUnitId })
    .from(campaigns)
    .where(eq(campaigns.tenant, tenant))
    .orderBy(asc(campaigns.code))
}

async function listChildren(read: Reader, tenant: string, ids: string[], on: Day): Promise<UnitRow[]> {
  return await read
    .select()
    .from(units)
    .where(
      and(
        eq(units.tenant, tenant),
        inArray(units.parentId, ids),
        or(isNull(units.validTo), gte(units.validTo, on)),
      ),
    )
    .orderBy(asc(units.path))
}

async function listPosts(read: Reader, tenant: string, ids: string[], on: Day): Promise<EndingPost[]> {
  return await read
    .select({ row: posts, username: users.username })
    .from(posts)
    .innerJoin(users, and(eq(users.tenant, posts.tenant), eq(users.id, posts.userId)))
    .where(
      and(eq(posts.tenant, tenant), inArray(posts.unitId, ids), or(isNull(posts.toOn), gte(posts.toOn, on))),
    )
    .orderBy(asc(users.username), asc(posts.id))
}

/** Since when a unit is called what it is called, and stands where it stands. */
export async function listBegins(
  read: Reader,
  tenant: string,
  all: readonly Pick<UnitRow, 'id' | 'code' | 'validFrom'>[],
): Promise<Estate['begins']> {
  const ids = [...all.map(({ id }) => id), NOBODY]
  const rows = await read
    .select({ unitId: unitVersions.unitId, on: max(unitVersions.validFrom) })
    .from(unitVersions)
    .where(and(eq(unitVersions.tenant, tenant), inArray(unitVersions.unitId, ids)))
    .groupBy(unitVersions.unitId)
  const versionOf = new Map(rows.map(({ unitId, on }) => [unitId, on]))
  return all.flatMap(({ id, code, validFrom }) =>
    [validFrom, versionOf.get(id)].flatMap((on) => (on ? [{ code, on }] : [])),
  )
}

/** Codes that a new unit may not take, and the units that may stand above it. */
export async function loadPlaces(read: Reader, tenant: string, codes: readonly string[]) {
  return await read
    .select({
      id: units.id,
      code: units.code,
      path: units.path,
      validTo: units.validTo,
    })
    .from(units)
    .where(and(eq(units.tenant, tenant), inArray(units.code, [...codes, ''])))
}

/** Whether a code that is made up from others is taken, by the beginning that all of its like share. */
export async function codesLike(read: Reader, tenant: string, beginning: string): Promise<Set<string>> {
  const rows = await read
    .select({ code: commitments.code })
    .from(commitments)
    .where(
      and(eq(commitments.tenant, tenant), like(commitments.code, `${beginning}%`), ne(commitments.code, '')),
    )
  return new Set(rows.map(({ code }) => code))
}
