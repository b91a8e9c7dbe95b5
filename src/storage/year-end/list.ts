import { and, asc, eq, inArray, not, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { type Actor, readablePaths } from '../../domain/access.ts'
import type { CommitmentState } from '../../domain/commitment.ts'
import type { Campaign } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { cutPage, readCursor } from '../cursors.ts'
import { isDivided } from '../ordered.ts'
import { commitments, evaluations, targets, units } from '../schema.ts'
import { containsWords, inSubtrees } from '../search.ts'
import { BINDING } from '../units.ts'

/** How many promises were found to be what. */
export interface YearEndCounts {
  all: number
  done: number
  in_progress: number
  not_started: number
  carried: number
}

export interface YearEndRow extends YearEndCounts {
  code: string
  state: CommitmentState
  unitName: string
}

export interface YearEndAsked {
  query: string
  /** Only those that are not closed. */
  openOnly: boolean
  after: string | undefined
}

const PAGE = 40

/** The signed commitments of a campaign that this person may read, in the order of the office, a page at a time. */
export async function listYearEnd(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  { query, openOnly, after }: YearEndAsked,
): Promise<{ rows: YearEndRow[]; next: string | null }> {
  const [sortOrder, code] = readCursor(after, ['number', 'text']) ?? []
  const found = await read
    .select({
      id: commitments.id,
      code: commitments.code,
      state: commitments.state,
      unitName: units.name,
      sortOrder: units.sortOrder,
    })
    .from(commitments)
    .innerJoin(units, ofUnit)
    .where(
      and(
        isTold(actor, campaign),
        openOnly ? inArray(commitments.state, ['signed', 'active']) : undefined,
        query.trim()
          ? or(containsWords(units.folded, query), containsWords(sql`lower(${commitments.code})`, query))
          : undefined,
        sortOrder !== undefined && code !== undefined
          ? or(
              sql`${units.sortOrder} > ${sortOrder}`,
              and(sql`${units.sortOrder} = ${sortOrder}`, sql`${commitments.code} > ${code}`),
            )
          : undefined,
      ),
    )
    .orderBy(asc(units.sortOrder), asc(commitments.code))
    .limit(PAGE + 1)
  const { page, next } = cutPage(found, PAGE, (last) => [last.sortOrder, last.code])
  const counts = await countByCommitment(
    read,
    actor.tenant,
    page.map(({ id }) => id),
  )
  const rows = page.map(({ id, code: own, state, unitName }) => ({
    ...{ code: own, state, unitName },
    ...(counts.get(id) ?? NOTHING),
  }))
  return { rows, next }
}

/** The same counts over everything of the campaign that this person may read. */
export async function countYearEnd(read: Reader, actor: Actor, campaign: Campaign): Promise<YearEndCounts> {
  const [row] = await read
    .select(counted)
    .from(commitments)
    .innerJoin(units, ofUnit)
    .innerJoin(targets, and(eq(targets.tenant, commitments.tenant), eq(targets.commitmentId, commitments.id)))
    .leftJoin(evaluations, ofTarget)
    .where(and(isTold(actor, campaign), isOwed))
  return row ? numbersOf(row) : NOTHING
}

const NOTHING: YearEndCounts = { all: 0, done: 0, in_progress: 0, not_started: 0, carried: 0 }

const ofUnit = and(eq(units.tenant, commitments.tenant), eq(units.id, commitments.unitId))
const ofTarget = and(eq(evaluations.tenant, targets.tenant), eq(evaluations.targetId, targets.id))
const isOwed = and(notInArray(targets.state, ['transferred', 'cancelled']), not(isDivided))

const isTold = (actor: Actor, campaign: Campaign): SQL | undefined =>
  and(
    eq(commitments.tenant, actor.tenant),
    eq(commitments.campaignId, campaign.id),
    inArray(commitments.state, [...BINDING]),
    inSubtrees(readablePaths(actor)),
  )

const countOf = (result: string) =>
  sql<number>`count(*) filter (where ${evaluations.result} = ${sql.raw(`'${result}'`)})`

const counted = {
  all: sql<number>`count(*)`,
  done: countOf('done'),
  in_progress: countOf('in_progress'),
  not_started: countOf('not_started'),
  carried: sql<number>`count(${evaluations.carriedToId})`,
}

const numbersOf = (row: YearEndCounts): YearEndCounts => ({
  all: Number(row.all),
  done: Number(row.done),
  in_progress: Number(row.in_progress),
  not_started: Number(row.not_started),
  carried: Number(row.carried),
})

async function countByCommitment(read: Reader, tenant: string, ids: readonly string[]) {
  if (!ids.length) return new Map<string, YearEndCounts>()
  const rows = await read
    .select({ id: targets.commitmentId, ...counted })
    .from(targets)
    .leftJoin(evaluations, ofTarget)
    .where(and(eq(targets.tenant, tenant), inArray(targets.commitmentId, [...ids]), isOwed))
    .groupBy(targets.commitmentId)
  return new Map(rows.map(({ id, ...row }) => [id, numbersOf(row)]))
}
