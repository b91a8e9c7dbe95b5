import { and, asc, eq, inArray, isNotNull, ne, type SQL, sql } from 'drizzle-orm'
import type { Instant } from '../domain/day.ts'
import { dayOf } from '../domain/day.ts'
import type { TargetFacts, UpdateFact } from '../domain/target.ts'
import { RECEIVED } from '../domain/update.ts'
import { prepared, type Reader } from './client.ts'
import { rowsAsJson } from './columns.ts'
import {
  selectExtensions,
  selectPlans,
  selectReferences,
  selectTargets,
  selectTold,
} from './facts-promises.ts'
import { addMilestones, addStepsDone, selectMilestones } from './facts-steps.ts'
import { reviews, targets, updates } from './schema.ts'

/** All targets of a campaign, those of some of its units, or these targets. */
export type Which = { campaignId: string; unitIds?: string[] } | { ids: string[] }

const SOME = 400

/** A campaign told in parts asks for so many units again and again. */
const PART_UNITS = 10
const partUnits = Array.from({ length: PART_UNITS }, (_, n) => sql.placeholder(`unit${n}`))

/**
 * The whole history of each target, by target id: what the arithmetic is done on. A past week is told as it was by
 * settling the same facts at a past instant.
 */
export async function loadFacts(
  read: Reader,
  tenant: string,
  which: Which,
  zone: string,
): Promise<Map<string, TargetFacts>> {
  if ('ids' in which && which.ids.length > SOME) {
    const parts = new Map<string, TargetFacts>()
    for (let at = 0; at < which.ids.length; at += SOME) {
      const part = await loadFacts(read, tenant, { ids: which.ids.slice(at, at + SOME) }, zone)
      for (const [id, facts] of part) parts.set(id, facts)
    }
    return parts
  }
  const ask = askerOf(read, tenant, which)
  const facts = await gatherPromises(ask, zone, 'unitIds' in which ? selectTold : selectTargets)
  if ('campaignId' in which) {
    await addHistories(ask, facts)
    await addStepsDone(read, tenant, facts)
  } else await addUpdates(ask, facts)
  return facts
}

/** The same without the reports: what was promised, by when, and what is expected. */
export async function loadPromises(read: Reader, tenant: string, which: OpenOfUnit, zone: string) {
  return await gatherPromises(askerOf(read, tenant, which), zone)
}

interface OpenOfUnit {
  openOfUnit: string
}

/** Runs one of the queries below for the targets in question. */
type Ask = <Query extends (read: Reader, chosen: SQL | undefined) => Rows>(
  name: string,
  query: Query,
) => Promise<Awaited<ReturnType<Query>>>
type Rows = PromiseLike<unknown[]> & {
  prepare(name: string): { execute(values: Record<string, unknown>): unknown }
}

/** A page or a deed asks for one target, or for a unit's: those queries are built once. For many they are built each time. */
function askerOf(read: Reader, tenant: string, which: Which | OpenOfUnit): Ask {
  if ('openOfUnit' in which) {
    const open = and(
      eq(targets.tenant, sql.placeholder('tenant')),
      eq(targets.unitId, sql.placeholder('unit')),
      inArray(targets.baseClass, ['open', 'divided']),
    )
    const values = { tenant, unit: which.openOfUnit }
    return (name, query) => prepared(read, `unit-facts-${name}`, (on) => query(on, open), values) as never
  }
  if ('ids' in which && which.ids.length === 1) {
    const one = and(eq(targets.tenant, sql.placeholder('tenant')), eq(targets.id, sql.placeholder('id')))
    const values = { tenant, id: which.ids[0] }
    return (name, query) => prepared(read, `facts-${name}`, (on) => query(on, one), values) as never
  }
  if ('unitIds' in which && which.unitIds?.length && which.unitIds.length <= PART_UNITS) {
    const { campaignId, unitIds } = which
    const part = and(
      eq(targets.tenant, sql.placeholder('tenant')),
      eq(targets.campaignId, sql.placeholder('campaign')),
      inArray(targets.unitId, partUnits),
    )
    // A short part names its first unit again and again.
    const units = partUnits.map(({ name }, n) => [name, unitIds[n] ?? unitIds[0] ?? ''])
    const values = { tenant, campaign: campaignId, ...Object.fromEntries(units) }
    return (name, query) => prepared(read, `part-facts-${name}`, (on) => query(on, part), values) as never
  }
  const many = and(
    eq(targets.tenant, tenant),
    'ids' in which ? inArray(targets.id, which.ids) : signedIn(which.campaignId),
    'unitIds' in which && which.unitIds ? inArray(targets.unitId, which.unitIds) : undefined,
  )
  return async (_, query) => (await query(read, many)) as never
}

/** What nobody has signed yet is told of by its own commitment only. */
const signedIn = (campaignId: string) =>
  and(eq(targets.campaignId, campaignId), ne(targets.baseClass, 'unsigned'))

async function gatherPromises(
  ask: Ask,
  zone: string,
  select: typeof selectTold | typeof selectTargets = selectTargets,
): Promise<Map<string, TargetFacts>> {
  const facts = new Map<string, TargetFacts>()
  for (const target of await ask('targets', select as typeof selectTold)) {
    facts.set(target.id, { target, planVersions: [], extensions: [], updates: [], references: [] })
  }
  for (const { targetId, ...plan } of await ask('plans', selectPlans)) {
    facts.get(targetId)?.planVersions.push(plan)
  }
  for (const { targetId, decidedAt, dueOn, annex } of await ask('extensions', selectExtensions)) {
    if (decidedAt === null || dueOn === null) continue
    const grantedOn = dayOf(decidedAt, zone)
    facts.get(targetId)?.extensions.push({ grantedOn, decidedAt, dueOn, ...(annex !== null && { annex }) })
  }
  for (const { targetId, ...reference } of await ask('references', selectReferences)) {
    facts.get(targetId)?.references.push(reference)
  }
  // Only milestones have steps; for all others nothing is asked.
  if ([...facts.values()].some(({ target }) => target.kind === 'milestone')) {
    addMilestones(facts, await ask('milestones', selectMilestones))
  }
  return facts
}

async function addUpdates(ask: Ask, facts: Map<string, TargetFacts>) {
  for (const row of await ask('updates', selectUpdates)) facts.get(row.targetId)?.updates.push(factOf(row))
}

/** As `addUpdates`, of whole campaigns: a row a target. */
async function addHistories(ask: Ask, facts: Map<string, TargetFacts>) {
  for (const { targetId, history } of await ask('histories', selectHistories)) {
    const rows = (typeof history === 'string' ? JSON.parse(history) : history) as HistoryRow[]
    const updates = rows.map(factOfList).sort(byReceipt)
    facts.get(targetId)?.updates.push(...updates)
  }
}

const byReceipt = (a: UpdateFact, b: UpdateFact) =>
  a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : Number(a.id > b.id))

/** Named one by one: a large campaign has a million of them, and a rest of a row costs more than all the others. */
const factOf = (row: UpdateRow): UpdateFact => ({
  id: row.id,
  asOf: row.asOf,
  value: row.hasValue ? { low: row.valueLow, high: row.valueHigh } : null,
  qualifier: row.qualifier,
  rangeKind: row.rangeKind,
  declared: row.declared,
  assessment: row.assessment,
  completedOn: row.completedOn,
  receivedAt: row.receivedAt as Instant,
  corrects: row.corrects,
  decision: row.decision,
  decidedAt: row.decidedAt,
  returnDueOn: row.returnDueOn,
  ...(row.stepsDone && { stepsDone: row.stepsDone }),
})

type UpdateRow = Awaited<ReturnType<typeof selectUpdates>>[number]
type Cells<Names extends readonly (keyof UpdateRow)[]> = {
  [N in keyof Names]: UpdateRow[Names[N] & keyof UpdateRow]
}
type HistoryRow = Cells<typeof historyNames>

const historyNames = [
  ...(['id', 'asOf', 'valueLow', 'valueHigh', 'hasValue', 'qualifier', 'rangeKind', 'declared'] as const),
  ...([
    'assessment',
    'completedOn',
    'receivedAt',
    'corrects',
    'decision',
    'decidedAt',
    'returnDueOn',
  ] as const),
] as const

/** By their places: taking a list apart by names costs more than reading it. */
const factOfList = (row: HistoryRow): UpdateFact => ({
  id: row[0],
  asOf: row[1],
  value: row[4] ? { low: row[2], high: row[3] } : null,
  qualifier: row[5],
  rangeKind: row[6],
  declared: row[7],
  assessment: row[8],
  completedOn: row[9],
  receivedAt: row[10] as Instant,
  corrects: row[11],
  decision: row[12],
  decidedAt: row[13],
  returnDueOn: row[14],
})

function selectHistories(read: Reader, chosen: SQL | undefined) {
  const columns = historyNames.map((name) => updateColumns[name])
  const received = and(
    eq(updates.tenant, targets.tenant),
    eq(updates.targetId, targets.id),
    inArray(updates.state, [...RECEIVED]),
    isNotNull(updates.receivedAt),
  )
  const reviewed = and(eq(reviews.tenant, updates.tenant), eq(reviews.updateId, updates.id))
  const history = sql`(select ${rowsAsJson(columns)} from ${updates} left join ${reviews} on ${reviewed} where ${received})`
  return read
    .select({ targetId: targets.id, history: sql<string | unknown[]>`${history}` })
    .from(targets)
    .where(chosen)
}

const updateColumns = {
  id: updates.id,
  targetId: updates.targetId,
  asOf: updates.asOf,
  valueLow: updates.valueLow,
  valueHigh: updates.valueHigh,
  hasValue: updates.hasValue,
  qualifier: updates.qualifier,
  rangeKind: updates.rangeKind,
  declared: updates.declared,
  assessment: updates.assessment,
  completedOn: updates.completedOn,
  receivedAt: updates.receivedAt,
  corrects: updates.corrects,
  decision: reviews.decision,
  decidedAt: reviews.reviewedAt,
  returnDueOn: reviews.dueOn,
}

/** What was received and stands, or was replaced by the unit itself, in the order in which it came. */
function selectUpdates(read: Reader, chosen: SQL | undefined) {
  return read
    .select({ ...updateColumns, stepsDone: updates.stepsDone })
    .from(targets)
    .innerJoin(updates, and(eq(updates.tenant, targets.tenant), eq(updates.targetId, targets.id)))
    .leftJoin(reviews, and(eq(reviews.tenant, updates.tenant), eq(reviews.updateId, updates.id)))
    .where(and(chosen, inArray(updates.state, [...RECEIVED]), isNotNull(updates.receivedAt)))
    .orderBy(asc(updates.receivedAt), asc(updates.id))
}
