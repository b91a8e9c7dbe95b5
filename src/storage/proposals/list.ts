import {
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  notInArray,
  or,
  type Placeholder,
  type SQL,
  sql,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Actor, readablePaths } from '../../domain/access.ts'
import { type ProposalStatus, waitingProposals } from '../../domain/follow-up.ts'
import { openDeeds, type ProposalDeed } from '../../domain/proposal.ts'
import { listCampaigns } from '../campaigns.ts'
import { prepared, type Reader, type RowOf } from '../client.ts'
import { cutPage, readCursor } from '../cursors.ts'
import { ROWS_A_PAGE } from '../desk/filters.ts'
import type { Page } from '../desk/overdue.ts'
import { campaigns, proposals, units } from '../schema.ts'
import { containsWords, inSubtrees } from '../search.ts'
import { lastSign } from './last-sign.ts'

export interface ProposalFilters {
  q: string
  status: ProposalStatus | null
  /** The code of the unit that asks. */
  unit: string
  after?: string | undefined
}

const waitsFor = alias(units, 'waits_for_units')

function selectRows(read: Reader) {
  return read
    .select({
      id: proposals.id,
      code: proposals.code,
      title: proposals.title,
      kind: proposals.kind,
      addressedTo: proposals.addressedTo,
      raisedOn: proposals.raisedOn,
      wantedBy: proposals.wantedBy,
      status: proposals.status,
      answeredOn: proposals.answeredOn,
      lastSign,
      unitId: proposals.unitId,
      unitCode: units.code,
      unitName: units.name,
      unitPath: units.path,
      parentId: units.parentId,
      waitsForUnitId: proposals.waitsForUnitId,
      waitsForPath: waitsFor.path,
      waitsForName: waitsFor.name,
    })
    .from(proposals)
    .innerJoin(units, and(eq(units.tenant, proposals.tenant), eq(units.id, proposals.unitId)))
    .leftJoin(waitsFor, and(eq(waitsFor.tenant, proposals.tenant), eq(waitsFor.id, proposals.waitsForUnitId)))
}

export type ListedProposal = Row & {
  isOwner: boolean
  /** The pages of the unit that asks are open to this person. */
  readsUnit: boolean
  /** The unit that owes the answer, where that is not the one directly above. */
  sentTo: string | null
  deeds: ProposalDeed[]
}

/** The units for which somebody keeps or answers proposals: those of their posts but an inspector's and an administrator's. */
export function deskUnits(actor: Actor): string[] {
  const posts = actor.posts.filter(({ role }) => role !== 'admin' && role !== 'inspector')
  return [...new Set(posts.map(({ unitId }) => unitId))]
}

const STATUSES = {
  waiting: [...waitingProposals],
  answered: ['answered', 'partly', 'refused', 'resolved', 'closed'],
} as const satisfies Record<string, readonly ProposalStatus[]>

/** Which proposals a list is about. */
export interface Choice {
  /** Raised by these units. */
  raisedBy?: readonly string[]
  /** Waits for these units, or was raised directly below them and waits for a unit directly below them. */
  owedBy?: readonly string[]
  statuses?: keyof typeof STATUSES
  /** Only these. */
  codes?: readonly string[]
}

/** Proposals that this person may read: what waits, the longest first; else the newest first. */
export async function listProposals(
  read: Reader,
  actor: Actor,
  choice: Choice,
  filters: ProposalFilters,
): Promise<Page<ListedProposal>> {
  const owners = await ownerIds(read, actor.tenant)
  const oldestFirst = choice.statuses === 'waiting'
  const place = readCursor(filters.after, ['day', 'text'])
  const key = sql`(${proposals.raisedOn}, ${proposals.code})`
  const beyond = place && sql`(${place[0]}, ${place[1]})`
  const order = oldestFirst ? asc : desc
  const rows = await selectRows(read)
    .where(
      and(
        chosen(read, actor, choice),
        filters.status ? eq(proposals.status, filters.status) : undefined,
        filters.unit === '' ? undefined : eq(units.code, filters.unit),
        containsWords(sql`(${proposals.folded} || ' ' || ${units.folded})`, filters.q),
        beyond && (oldestFirst ? sql`${key} > ${beyond}` : sql`${key} < ${beyond}`),
      ),
    )
    .orderBy(order(proposals.raisedOn), order(proposals.code))
    .limit(ROWS_A_PAGE + 1)
  const { page, next } = cutPage(rows, ROWS_A_PAGE, ({ raisedOn, code }) => [raisedOn, code])
  return { rows: page.map((row) => withDeeds(actor, row, owners)), next }
}

export async function countProposals(read: Reader, actor: Actor, choice: Choice): Promise<number> {
  const [row] = await read
    .select({ n: count() })
    .from(proposals)
    .innerJoin(units, and(eq(units.tenant, proposals.tenant), eq(units.id, proposals.unitId)))
    .where(chosen(read, actor, choice))
  return row?.n ?? 0
}

/**
 * How many an office waits for itself, and how many wait for it. Every page of its desk says so: for those who hold a
 * post there, and so may read them all, the queries are kept ready.
 */
export async function countOfOffice(
  read: Reader,
  actor: Actor,
  office: string,
): Promise<{ above: number; below: number }> {
  if (!actor.posts.some(({ role, unitId }) => role !== 'admin' && unitId === office)) {
    return {
      above: await countProposals(read, actor, { statuses: 'waiting', raisedBy: [office] }),
      below: await countProposals(read, actor, { statuses: 'waiting', owedBy: [office] }),
    }
  }
  const values = { tenant: actor.tenant, office }
  const [above] = await prepared<RowOf<typeof selectRaised>>(read, 'office-raised', selectRaised, values)
  const [below] = await prepared<RowOf<typeof selectOwed>>(read, 'office-owed', selectOwed, values)
  return { above: above?.n ?? 0, below: below?.n ?? 0 }
}

const isWaiting = and(
  eq(proposals.tenant, sql.placeholder('tenant')),
  inArray(proposals.status, [...STATUSES.waiting]),
)

function selectRaised(read: Reader) {
  return read
    .select({ n: count() })
    .from(proposals)
    .where(and(isWaiting, eq(proposals.unitId, sql.placeholder('office'))))
}

function selectOwed(read: Reader) {
  const tenant = sql.placeholder('tenant')
  return read
    .select({ n: count() })
    .from(proposals)
    .innerJoin(units, and(eq(units.tenant, proposals.tenant), eq(units.id, proposals.unitId)))
    .where(and(isWaiting, owed(tenant, [sql.placeholder('office')]), arrived(read, tenant)))
}

/** What waits for an answer of this person's own units. */
export async function countWaitingFor(read: Reader, actor: Actor): Promise<number> {
  return await read.$count(proposals, waitingFor(read, actor))
}

/** The same, the longest first. */
export async function listOldestWaiting(read: Reader, actor: Actor, most: number): Promise<ListedProposal[]> {
  const owners = await ownerIds(read, actor.tenant)
  const rows = await selectRows(read)
    .where(waitingFor(read, actor))
    .orderBy(asc(proposals.raisedOn), asc(proposals.code))
    .limit(most)
  return rows.map((row) => withDeeds(actor, row, owners))
}

/** Units that own a campaign: what they ask stays in their own register until it is transmitted. */
export async function ownerIds(read: Reader, tenant: string): Promise<string[]> {
  return [...new Set((await listCampaigns(read, tenant)).map(({ ownerUnitId }) => ownerUnitId))]
}

type Row = Awaited<ReturnType<typeof selectRows>>[number]

function withDeeds(actor: Actor, row: Row, owners: string[]): ListedProposal {
  const isOwner = owners.includes(row.unitId)
  const readsUnit = readablePaths(actor).some((path) => row.unitPath.startsWith(path))
  const sentTo = row.waitsForUnitId === row.parentId ? null : row.waitsForName
  return { ...row, isOwner, readsUnit, sentTo, deeds: openDeeds(actor, { ...row, isOwner }, row.status) }
}

type UnitColumn = typeof proposals.unitId | typeof proposals.waitsForUnitId

const inSome = (column: UnitColumn, ids: readonly string[]): SQL =>
  ids.length ? inArray(column, [...ids]) : sql`1 = 0`

/** What the owner of a campaign has not transmitted yet waits for nobody above it. */
function arrived(read: Reader, tenant: string | Placeholder) {
  const owners = read
    .select({ id: campaigns.ownerUnitId })
    .from(campaigns)
    .where(eq(campaigns.tenant, tenant))
  return or(inArray(proposals.status, ['transmitted', 'acknowledged']), notInArray(proposals.unitId, owners))
}

function waitingFor(read: Reader, actor: Actor): SQL | undefined {
  return and(
    eq(proposals.tenant, actor.tenant),
    inSome(proposals.waitsForUnitId, deskUnits(actor)),
    inArray(proposals.status, [...STATUSES.waiting]),
    arrived(read, actor.tenant),
  )
}

function chosen(read: Reader, actor: Actor, { raisedBy, owedBy, statuses, codes }: Choice) {
  const posts = actor.posts.filter(({ role }) => role !== 'admin').map(({ unitId }) => unitId)
  return and(
    eq(proposals.tenant, actor.tenant),
    or(inSubtrees(readablePaths(actor)), inSome(proposals.waitsForUnitId, posts)),
    statuses && inArray(proposals.status, [...STATUSES[statuses]]),
    raisedBy && inSome(proposals.unitId, raisedBy),
    codes && (codes.length > 0 ? inArray(proposals.code, [...codes]) : sql`1 = 0`),
    owedBy && and(owed(actor.tenant, owedBy), arrived(read, actor.tenant)),
  )
}

/** An office follows what it owes, and what the units below it asked and it sent on to another of them. */
function owed(tenant: string | Placeholder, ids: readonly (string | Placeholder)[]): SQL | undefined {
  if (ids.length === 0) return sql`1 = 0`
  const own = sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )
  const among = sql`${proposals.waitsForUnitId} in (select below.id from ${units} below
    where below.tenant = ${tenant} and (below.id in (${own}) or below.parent_id in (${own})))`
  return and(among, or(sql`${proposals.waitsForUnitId} in (${own})`, sql`${units.parentId} in (${own})`))
}
