import { createHash } from 'node:crypto'
import { type Conservation, conserve } from '../../domain/conservation.ts'
import { addDays, type Day } from '../../domain/day.ts'
import { groupBy } from '../../domain/grouping.ts'
import { inherit } from '../../domain/inheritance.ts'
import {
  decideFates,
  type FateProblem,
  type FateRow,
  type Heir,
  type Inherited,
  usualFates,
} from '../../domain/succession.ts'
import { tailOfCode } from '../../domain/unit-code.ts'
import type { Reader } from '../client.ts'
import { codesLike, type Estate, loadEstate, loadPlaces, type UnitRow } from './load.ts'
import type { NewUnit, OrderProblem, SuccessionOrder } from './order.ts'
import { type Move, movesOf } from './people.ts'
import { codesAmiss, isBelow, problem, unitsAmiss, wordsAmiss } from './plan-problems.ts'

/** A successor with its place in the tree. */
export interface Settled extends NewUnit {
  parentId: string | null
  path: string
  sortOrder: number
}

/** The draft that a successor of one campaign begins with. */
export interface Draft {
  code: string
  successor: string
  campaignId: string
  /** The one whose words it takes; all that it follows. */
  lead: string
  previous: string[]
}

/** Everything a change would do, before anything is written. */
export interface Plan {
  order: SuccessionOrder
  estate: Estate
  successors: Settled[]
  heirsOf: Map<string, Heir[]>
  rows: FateRow[]
  made: Inherited[]
  drafts: Draft[]
  moves: Move[]
  conservation: Conservation
  problems: OrderProblem[]
  fateProblems: FateProblem[]
  /** Of everything it says: who confirms it has seen this. */
  fingerprint: string
}

export async function planSuccession(read: Reader, tenant: string, order: SuccessionOrder): Promise<Plan> {
  const from = [...new Set(order.links.map((link) => link.from))]
  const estate = await loadEstate(read, tenant, from, order.effectiveOn)
  const heirsOf = heirsIn(order)
  const problems = [
    ...wordsAmiss(order),
    ...unitsAmiss(order, estate),
    ...(await codesAmiss(read, tenant, order)),
  ]
  const successors = await placeSuccessors(read, tenant, order, estate, problems)
  const usual = usualFates(estate.passing, heirsOf).map((row) =>
    row.fate === 'end' ? { ...row, reason: order.reason } : row,
  )
  const decided = decideFates(usual, order.overrides)
  const inherited = inherit(estate.passing, decided.rows)
  const drafts = await draftsOf(read, tenant, order, estate, inherited.targets)
  const people = movesOf(order, estate, heirsOf)
  const plan = {
    order,
    estate,
    successors,
    heirsOf,
    rows: decided.rows,
    made: inherited.targets,
    drafts,
    moves: people.moves,
    conservation: conserve(estate.passing, decided.rows, inherited.targets),
    problems: [...problems, ...people.problems],
    fateProblems: [...decided.problems, ...inherited.problems],
  }
  return { ...plan, fingerprint: fingerprintOf(plan) }
}

/** Whether it can be carried out: nothing is amiss, no sum differs, and no report would be lost. */
export const isSound = ({ order, problems, fateProblems, conservation, estate }: Plan): boolean =>
  problems.length + fateProblems.length === 0 &&
  conservation.isKept &&
  (estate.waiting.length === 0 || order.leaveWaiting)

function heirsIn({ links }: SuccessionOrder): Map<string, Heir[]> {
  const all = groupBy(links, ({ from }) => from)
  return new Map(
    [...all].map(([from, own]) => [
      from,
      own.flatMap(({ to, share }) => (to === null ? [] : [{ successor: to, share }])),
    ]),
  )
}

async function placeSuccessors(
  read: Reader,
  tenant: string,
  order: SuccessionOrder,
  estate: Estate,
  problems: OrderProblem[],
): Promise<Settled[]> {
  const wanted = order.successors.flatMap(({ parent }) => parent ?? [])
  const parents = await loadPlaces(read, tenant, wanted)
  const ends = new Set(estate.units.map(({ id }) => id))
  return order.successors.map((unit) => {
    const named = parents.find(({ code }) => code === unit.parent)
    if (unit.parent !== null && !named) problems.push(problem('unknown_parent', unit.parent))
    const isOver = named && (ends.has(named.id) || (named.validTo ?? '9') < order.effectiveOn)
    if (isOver) problems.push(problem('parent_ends', named.code))
    // What stands below a unit that ends moves away from there by the same decision.
    else if (named && estate.units.some(({ path }) => isBelow(named.path, path)))
      problems.push(problem('below_own', named.code))
    const first = firstOf(order, estate, unit.code)
    return { ...unit, ...placeOf(unit, named, first) }
  })
}

/** Below the unit that was named; else beside its first predecessor. */
function placeOf(unit: NewUnit, named: { id: string; path: string } | undefined, first: UnitRow | undefined) {
  const beside = first && { id: first.parentId, path: first.path.replace(/[^/]+\/$/, '') }
  const above = unit.parent === null ? beside : named
  return {
    block: unit.block ?? first?.block ?? null,
    parentId: above?.id ?? null,
    path: `${above?.path ?? ''}${unit.code.toLowerCase()}/`,
    sortOrder: unit.sortOrder ?? first?.sortOrder ?? 1,
  }
}

/** The predecessor that a successor takes its place and its papers from: the one that named it, else the first. */
function firstOf(order: SuccessionOrder, estate: Estate, successor: string): UnitRow | undefined {
  const codes = order.links.filter(({ to }) => to === successor).map(({ from }) => from)
  return estate.units.find(({ code }) => codes.includes(code))
}

/** One draft for each campaign in which a predecessor has a commitment, or passes on a target. */
async function draftsOf(
  read: Reader,
  tenant: string,
  order: SuccessionOrder,
  estate: Estate,
  made: readonly Inherited[],
): Promise<Draft[]> {
  const drafts: Draft[] = []
  const codeOf = new Map(estate.units.map(({ id, code }) => [id, code]))
  for (const unit of order.successors) {
    const from = new Set(order.links.filter(({ to }) => to === unit.code).map((link) => link.from))
    const papers = estate.commitments.filter(({ unitId }) => from.has(codeOf.get(unitId)!))
    const campaigns = new Set([
      ...papers.map(({ campaignId }) => campaignId),
      ...made.filter(({ successor }) => successor === unit.code).map(({ lead }) => lead.campaignId),
    ])
    for (const campaignId of campaigns) {
      const own = papers.filter((paper) => paper.campaignId === campaignId)
      if (!own.length) continue
      const { planYear } = estate.campaigns.find(({ id }) => id === campaignId)!
      const first = firstOf(order, estate, unit.code)
      const lead = own.find(({ unitId }) => unitId === first?.id) ?? own[0]!
      const parent = unit.parent ?? parentCodeOf(first)
      const wanted = `CK-${planYear}-${tailOfCode(unit.code, parent)}`
      const code = await freeCode(read, tenant, wanted, new Set(drafts.map((draft) => draft.code)))
      drafts.push({
        code,
        successor: unit.code,
        campaignId,
        lead: lead.id,
        previous: own.map(({ id }) => id),
      })
    }
  }
  return drafts
}

/** The code of the unit above, from the path, whose words are lower case. */
function parentCodeOf(unit: UnitRow | undefined): string | null {
  return unit?.path.split('/').at(-3)?.toUpperCase() ?? null
}

async function freeCode(read: Reader, tenant: string, wanted: string, more: ReadonlySet<string>) {
  const taken = await codesLike(read, tenant, wanted)
  for (let n = 1; ; n++) {
    const code = n === 1 ? wanted : `${wanted}-${n}`
    if (!taken.has(code) && !more.has(code)) return code
  }
}

/** All of it, what it was worked out from and what was chosen: whoever confirms it has seen just this. */
function fingerprintOf(plan: Omit<Plan, 'fingerprint'>): string {
  const plain = (_: string, value: unknown) => {
    if (value instanceof Map) return [...value]
    return typeof value === 'bigint' ? String(value) : value
  }
  // What was wished stands in the rows and the moves, in whatever order it was said.
  const order = { ...plan.order, overrides: [], people: [] }
  return createHash('sha256')
    .update(JSON.stringify({ ...plan, order }, plain))
    .digest('hex')
    .slice(0, 32)
}

/** Whether it can be carried out today; before its day it can only be looked at. */
export const isDue = ({ effectiveOn }: { effectiveOn: Day }, today: Day): boolean => effectiveOn <= today

/** The last day of the units that end. */
export const eveOf = ({ effectiveOn }: { effectiveOn: Day }): Day => addDays(effectiveOn, -1)
