import { and, asc, eq, gt, inArray, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Actor, mayRead, readablePaths } from '../domain/access.ts'
import {
  type CommitmentSides,
  type CommitmentState,
  isUnsigned,
  mayReadUnsigned,
  type Progress,
} from '../domain/commitment.ts'
import type { Day } from '../domain/day.ts'
import { progressOf } from '../domain/draft-terms.ts'
import type { UnitKind } from '../domain/unit.ts'
import { type Campaign, listCampaigns } from './campaigns.ts'
import type { Reader } from './client.ts'
import { howItBegan, isShownTo } from './commitments/visible.ts'
import { listOrders } from './directions/find.ts'
import { readsAll } from './overview.ts'
import { commitments, coordinators, targets, taskGroups, units } from './schema.ts'
import { containsWords, inSubtrees } from './search.ts'
import type { TargetRow } from './targets.ts'

export type CommitmentRow = typeof commitments.$inferSelect

/** A commitment in a list, with the targets its state is read from. */
export interface ListedCommitment {
  row: CommitmentRow
  unit: { code: string; name: string; path: string }
  targets: TargetRow[]
  orders: Orders
}

/** The directions that added targets to what was signed, by target id. */
type Orders = Awaited<ReturnType<typeof listOrders>>

/** The last row of the page before, in the order of the office. */
export interface After {
  sortOrder: number
  code: string
}

const PAGE = 30
/** Where the rows of a page can be ticked. */
const LONG_PAGE = 100

export interface Wanted {
  /** Looks at units, codes and numbers. */
  query?: string
  state?: CommitmentState | null
  /** The day by which what was signed has come into force. */
  today: Day
  after?: After | undefined
  isLong?: boolean
}

/** The commitments of a campaign that this person may read; those that were withdrawn only where they are asked for. */
export async function listCommitments(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  { query = '', state = null, today, after, isLong = false }: Wanted,
): Promise<{ list: ListedCommitment[]; next: After | null }> {
  const size = isLong ? LONG_PAGE : PAGE
  const rows = await read
    .select(listed)
    .from(commitments)
    .innerJoin(units, ofUnit)
    .where(
      and(
        eq(commitments.tenant, actor.tenant),
        eq(commitments.campaignId, campaign.id),
        state ? isIn(state, today) : ne(commitments.state, 'withdrawn'),
        isShownTo(actor, campaign.ownerUnitId),
        // All of them are below the owner: asked for, their paths would be gone through for each one.
        readsAll(actor, campaign) ? undefined : inSubtrees(readablePaths(actor)),
        matching(query),
        after &&
          or(
            sql`${units.sortOrder} > ${after.sortOrder}`,
            and(eq(units.sortOrder, after.sortOrder), sql`${commitments.code} > ${after.code}`),
          ),
      ),
    )
    .orderBy(asc(units.sortOrder), asc(commitments.code))
    .limit(size + 1)
  const page = rows.slice(0, size)
  const last = page.at(-1)
  return {
    list: await withTargets(read, actor.tenant, page),
    next: last && rows.length > size ? { sortOrder: last.sortOrder, code: last.row.code } : null,
  }
}

/** What was signed for a later day is in force from that day on. */
function isIn(state: CommitmentState, today: Day): SQL {
  const isSigned = eq(commitments.state, 'signed')
  if (state === 'signed') return and(isSigned, gt(commitments.effectiveFrom, today))!
  if (state !== 'active') return eq(commitments.state, state)
  return or(eq(commitments.state, 'active'), and(isSigned, lte(commitments.effectiveFrom, today)))!
}

/** What the units of this person's own posts have signed, the newest first. */
export async function listOwnCommitments(read: Reader, actor: Actor): Promise<ListedCommitment[]> {
  const own = ownUnits(actor)
  if (!own.length) return []
  const rows = await read
    .select(listed)
    .from(commitments)
    .innerJoin(units, ofUnit)
    .where(
      and(
        eq(commitments.tenant, actor.tenant),
        inArray(commitments.unitId, own),
        ne(commitments.state, 'withdrawn'),
      ),
    )
    .orderBy(sql`${commitments.effectiveFrom} desc`, asc(commitments.code))
    .limit(PAGE)
  return await withTargets(read, actor.tenant, rows)
}

/** Targets of others with which this person's own units help. */
export async function listHelpedTargets(read: Reader, actor: Actor) {
  const own = ownUnits(actor)
  if (!own.length) return []
  return await read
    .selectDistinct({
      code: targets.code,
      title: targets.title,
      unitName: units.name,
      campaignId: targets.campaignId,
      sortOrder: units.sortOrder,
    })
    .from(coordinators)
    .innerJoin(targets, and(eq(targets.tenant, coordinators.tenant), eq(targets.id, coordinators.targetId)))
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .where(
      and(
        eq(coordinators.tenant, actor.tenant),
        inArray(coordinators.unitId, own),
        // What nobody has signed is its own sides' matter.
        ne(targets.baseClass, 'unsigned'),
      ),
    )
    .orderBy(asc(units.sortOrder), asc(targets.code))
    .limit(100)
}

/** The signed document with everything it says. */
export interface FoundCommitment {
  row: CommitmentRow
  campaign: Campaign
  unit: { id: string; code: string; name: string; kind: UnitKind; path: string }
  upper: { id: string; code: string; name: string; kind: UnitKind }
  /** The name of the body above side A, for the head of the paper. */
  above: string | null
  /** In the order in which they were promised. */
  targets: TargetRow[]
  orders: Orders
  groups: { number: number; name: string }[]
  sides: CommitmentSides
  progress: Progress
}

/** The commitment of this code, if this person may see it. */
export async function findCommitment(
  read: Reader,
  actor: Actor,
  code: string,
): Promise<FoundCommitment | undefined> {
  const found = await selectCommitment(read, actor.tenant, code)
  if (!found) return undefined
  const campaign = (await listCampaigns(read, actor.tenant)).find(({ id }) => id === found.row.campaignId)!
  const sides = {
    unitId: found.row.unitId,
    unitPath: found.unit.path,
    upperUnitId: found.row.upperUnitId,
    ownerUnitId: campaign.ownerUnitId,
    ...(await howItBegan(read, actor.tenant, found.row.id)),
  }
  const { state } = found.row
  if (!(isUnsigned(state) ? mayReadUnsigned(actor, state, sides) : mayRead(actor, sides))) return undefined
  const [listing] = await withTargets(read, actor.tenant, [found])
  const groups = await read
    .select({ number: taskGroups.number, name: taskGroups.name })
    .from(taskGroups)
    .where(and(eq(taskGroups.tenant, actor.tenant), eq(taskGroups.campaignId, campaign.id)))
    .orderBy(asc(taskGroups.number))
  const { targets: promised, orders } = listing!
  return {
    ...found,
    campaign,
    targets: promised,
    orders,
    groups,
    sides,
    progress: progressOf(found.row, campaign, promised),
  }
}

async function selectCommitment(read: Reader, tenant: string, code: string) {
  const upper = alias(units, 'upper')
  const above = alias(units, 'above')
  const [found] = await read
    .select({
      row: commitments,
      unit: { id: units.id, code: units.code, name: units.name, kind: units.kind, path: units.path },
      upper: { id: upper.id, code: upper.code, name: upper.name, kind: upper.kind },
      above: above.name,
    })
    .from(commitments)
    .innerJoin(units, ofUnit)
    .innerJoin(upper, and(eq(upper.tenant, commitments.tenant), eq(upper.id, commitments.upperUnitId)))
    .leftJoin(above, and(eq(above.tenant, upper.tenant), eq(above.id, upper.parentId)))
    .where(and(eq(commitments.tenant, tenant), eq(commitments.code, code)))
  return found
}

const listed = {
  row: commitments,
  unit: { code: units.code, name: units.name, path: units.path },
  sortOrder: units.sortOrder,
}

export const ofUnit = and(eq(units.tenant, commitments.tenant), eq(units.id, commitments.unitId))

/** Codes and numbers hold no diacritics, so lower case is folding enough. */
function matching(query: string): SQL | undefined {
  if (!query.trim()) return undefined
  return or(
    containsWords(units.folded, query),
    containsWords(sql`lower(${commitments.code})`, query),
    containsWords(sql`lower(${commitments.number})`, query),
  )
}

function ownUnits(actor: Actor): string[] {
  return actor.posts.filter(({ role }) => role === 'head' || role === 'clerk').map(({ unitId }) => unitId)
}

async function withTargets(
  read: Reader,
  tenant: string,
  rows: readonly Pick<ListedCommitment, 'row' | 'unit'>[],
): Promise<ListedCommitment[]> {
  if (!rows.length) return []
  const found = await read
    .select()
    .from(targets)
    .where(
      and(
        eq(targets.tenant, tenant),
        inArray(
          targets.commitmentId,
          rows.map(({ row }) => row.id),
        ),
      ),
    )
    .orderBy(asc(targets.sortOrder))
  const added = found.filter(({ orderedAt }) => orderedAt !== null).map(({ id }) => id)
  const orders = await listOrders(read, tenant, added)
  return rows.map(({ row, unit }) => ({
    row,
    unit,
    orders,
    targets: found.filter(({ commitmentId }) => commitmentId === row.id),
  }))
}
