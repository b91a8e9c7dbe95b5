import { and, asc, eq, gte, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { type Actor, mayRead } from '../../domain/access.ts'
import type { Day } from '../../domain/day.ts'
import type { Milestone } from '../../domain/milestone.ts'
import type { PromisePlace, TargetPromise } from '../../domain/promise.ts'
import { listTaskGroups } from '../campaigns.ts'
import { prepared, type Reader } from '../client.ts'
import { commitments, coordinators, milestones, referenceValues, targets, units } from '../schema.ts'
import { containsWords } from '../search.ts'
import type { TargetRow } from '../targets.ts'

/** A unit or a target that a promise names. */
export interface Named {
  id: string
  code: string
  name: string
}

/** The promise of a stored target, with what it names by code. */
export async function loadPromise(read: Reader, row: TargetRow): Promise<TargetPromise> {
  const helping = await read
    .select({ code: units.code })
    .from(coordinators)
    .innerJoin(units, and(eq(units.tenant, coordinators.tenant), eq(units.id, coordinators.unitId)))
    .where(and(eq(coordinators.tenant, row.tenant), eq(coordinators.targetId, row.id)))
    .orderBy(asc(units.sortOrder), asc(units.code))
  const references = await read
    .select({ asOf: referenceValues.asOf, value: referenceValues.value, source: referenceValues.source })
    .from(referenceValues)
    .where(and(eq(referenceValues.tenant, row.tenant), eq(referenceValues.targetId, row.id)))
    .orderBy(asc(referenceValues.asOf))
  const [parent] = row.parentId
    ? await read
        .select({ code: targets.code })
        .from(targets)
        .where(and(eq(targets.tenant, row.tenant), eq(targets.id, row.parentId)))
    : []
  return {
    ...columnsOf(row),
    parent: parent?.code ?? null,
    coordinators: helping.map(({ code }) => code),
    references,
    steps: await listMilestones(read, row.tenant, row.id),
  }
}

function columnsOf(row: TargetRow) {
  const { title, product, origin, kind, measure, decimals, valueKind, direction } = row
  const { plan, planLow, planHigh, baseline, baselineOn, weight, startOn, headline } = row
  return {
    ...{ title, product, origin, kind, measure, decimals, valueKind, direction },
    ...{ plan, planLow, planHigh, baseline, baselineOn, weight, startOn, headline },
    group: row.groupNumber,
    order: row.sortOrder,
    dueOn: row.dueOriginal,
    curve: row.curve || 'linear',
    evidenceRequired: row.evidenceRequired,
    contribution: row.contribution,
    rollup: row.rollup,
  }
}

/** The steps of a milestone in their order; none for every other target. */
async function listMilestones(read: Reader, tenant: string, targetId: string): Promise<Milestone[]> {
  return await prepared<Milestone>(read, 'milestones-of', selectMilestones, { tenant, target: targetId })
}

function selectMilestones(read: Reader) {
  return read
    .select({
      number: milestones.number,
      title: milestones.title,
      dueOn: milestones.dueOn,
      weight: milestones.weight,
    })
    .from(milestones)
    .where(
      and(
        eq(milestones.tenant, sql.placeholder('tenant')),
        eq(milestones.targetId, sql.placeholder('target')),
      ),
    )
    .orderBy(asc(milestones.number))
}

/** What a promise of this commitment stands among, beside the target that is edited. */
export async function loadPlace(
  read: Reader,
  commitment: { tenant: string; id: string; campaignId: string },
  besides: string | null,
): Promise<PromisePlace & { named: { number: number; name: string }[] }> {
  const { tenant, id, campaignId } = commitment
  const named = await listTaskGroups(read, tenant, campaignId)
  const rows = await read
    .select({ order: targets.sortOrder })
    .from(targets)
    .where(
      and(
        eq(targets.tenant, tenant),
        eq(targets.commitmentId, id),
        besides ? ne(targets.id, besides) : undefined,
      ),
    )
  return { named, groups: named.map(({ number }) => number), orders: rows.map(({ order }) => order) }
}

const FOUND = 20

/** Units that are there on a day, by any words of their names; a house of 4,300 is searched, never listed. */
export async function searchUnits(read: Reader, tenant: string, query: string, today: Day): Promise<Named[]> {
  if (!query.trim()) return []
  return await read
    .select({ id: units.id, code: units.code, name: units.name })
    .from(units)
    .where(
      and(
        eq(units.tenant, tenant),
        or(containsWords(units.folded, query), eq(units.code, query.trim())),
        or(isNull(units.validFrom), lte(units.validFrom, today)),
        or(isNull(units.validTo), gte(units.validTo, today)),
      ),
    )
    .orderBy(asc(units.path))
    .limit(FOUND)
}

/** The units of these codes. */
export async function unitsOf(read: Reader, tenant: string, codes: readonly string[]): Promise<Named[]> {
  if (!codes.length) return []
  return await read
    .select({ id: units.id, code: units.code, name: units.name })
    .from(units)
    .where(and(eq(units.tenant, tenant), inArray(units.code, [...codes])))
    .orderBy(asc(units.sortOrder), asc(units.code))
}

/** A target above, as it is chosen: what it promises and whose it is. */
export interface Upper extends Named {
  unitName: string
}

/** Who promises below: its parents are targets of the units above it that this person may read. */
interface Below {
  unitId: string
  unitPath: string
  commitmentId: string
}

/** Signed targets of the units above by words of their titles or by their codes. */
export async function searchUppers(
  read: Reader,
  actor: Actor,
  below: Below,
  query: string,
): Promise<Upper[]> {
  if (!query.trim()) return []
  const rows = await selectUppers(read, actor.tenant)
    .where(and(isAbove(actor.tenant, below), containsWords(targets.folded, query)))
    .orderBy(asc(units.path), asc(targets.code))
    .limit(FOUND)
  return rows.filter((row) => maySee(actor, row)).map(upperOf)
}

/** The target above of this code; undefined where there is none, or not for this person. */
export async function findUpper(
  read: Reader,
  actor: Actor,
  below: Below,
  code: string,
): Promise<Upper | undefined> {
  const rows = await selectUppers(read, actor.tenant).where(
    and(isAbove(actor.tenant, below), eq(targets.code, code)),
  )
  return rows.filter((row) => maySee(actor, row)).map(upperOf)[0]
}

/** Whatever target has this code, as a stored promise names it. */
export async function namedTarget(read: Reader, tenant: string, code: string): Promise<Upper | undefined> {
  const rows = await read
    .select(upperColumns)
    .from(targets)
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .where(and(eq(targets.tenant, tenant), eq(targets.code, code)))
  return rows.map(upperOf)[0]
}

const upperColumns = {
  id: targets.id,
  code: targets.code,
  name: targets.title,
  unitName: units.name,
  unitId: units.id,
  unitPath: units.path,
  upperUnitId: targets.upperUnitId,
}

function selectUppers(read: Reader, tenant: string) {
  return read
    .select(upperColumns)
    .from(targets)
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .innerJoin(
      commitments,
      and(
        eq(commitments.tenant, tenant),
        eq(commitments.id, targets.commitmentId),
        ne(commitments.state, 'superseded'),
      ),
    )
    .$dynamic()
}

/** The unit itself may have several levels of promises; what is in the same commitment is not above. */
function isAbove(tenant: string, { unitPath, commitmentId }: Below) {
  const codes = unitPath.split('/').filter(Boolean)
  const paths = codes.map((_, n) => `${codes.slice(0, n + 1).join('/')}/`)
  return and(
    eq(targets.tenant, tenant),
    inArray(units.path, paths),
    ne(targets.commitmentId, commitmentId),
    // What nobody has signed is its own sides' matter.
    ne(targets.baseClass, 'unsigned'),
  )
}

type UpperRow = Upper & { unitId: string; unitPath: string; upperUnitId: string }

const maySee = (actor: Actor, { unitId, unitPath, upperUnitId }: UpperRow) =>
  mayRead(actor, { unitId, unitPath, upperUnitId, ownerUnitId: upperUnitId })

const upperOf = ({ id, code, name, unitName }: UpperRow): Upper => ({ id, code, name, unitName })
