import { and, asc, eq, gte, inArray, isNull, lte, ne, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Day } from '../../domain/day.ts'
import type { UnitKind } from '../../domain/unit.ts'
import type { Campaign } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { cutPage, readCursor } from '../cursors.ts'
import { commitments, posts, units, users } from '../schema.ts'
import { containsWords, inSubtree } from '../search.ts'

/** A unit that may promise in a campaign. */
export interface Eligible {
  id: string
  code: string
  name: string
  kind: UnitKind
  /** Its commitment of this campaign, where it has one already. */
  commitment: string | null
}

/** Which units, by what they are; nothing chosen of a sort is all of it. */
export interface Scope {
  kinds: readonly string[]
  blocks: readonly string[]
}

const PAGE = 50

/**
 * The units right below the owner of a campaign that are there on a day, whoever draws up: a unit promises to the one above
 * it, and what is higher up is promised to by that one.
 */
const ofCampaign = (tenant: string, { ownerUnitId }: Campaign, day: Day): SQL =>
  and(
    eq(units.tenant, tenant),
    eq(units.parentId, ownerUnitId),
    or(isNull(units.validFrom), lte(units.validFrom, day)),
    or(isNull(units.validTo), gte(units.validTo, day)),
  )!

/** One commitment a unit and campaign stands; what was withdrawn or superseded stands in nobody's way. */
const standing = (tenant: string, campaignId: string): SQL =>
  and(
    eq(commitments.tenant, tenant),
    eq(commitments.campaignId, campaignId),
    notInArray(commitments.state, ['withdrawn', 'superseded']),
  )!

const commitmentOf = (tenant: string, campaignId: string) =>
  sql<string | null>`(select min(${commitments.code}) from ${commitments}
    where ${standing(tenant, campaignId)} and ${commitments.unitId} = "units"."id")`

const columnsOf = (tenant: string, campaignId: string) => ({
  id: units.id,
  code: units.code,
  name: units.name,
  kind: units.kind,
  commitment: commitmentOf(tenant, campaignId),
})

/** How many units there are of each kind and of each block. */
export async function countEligible(read: Reader, tenant: string, campaign: Campaign, day: Day) {
  const n = sql<number>`count(*)`.mapWith(Number)
  const of = ofCampaign(tenant, campaign, day)
  const kinds = await read.select({ kind: units.kind, n }).from(units).where(of).groupBy(units.kind)
  const blocks = await read.select({ block: units.block, n }).from(units).where(of).groupBy(units.block)
  return {
    kinds: kinds.sort((a, b) => b.n - a.n),
    blocks: blocks
      .flatMap(({ block, n }) => (block === null ? [] : [{ block, n }]))
      .sort((a, b) => b.n - a.n),
  }
}

/** A page of them in the office's order, by any words of their names. */
export async function searchEligible(
  read: Reader,
  tenant: string,
  campaign: Campaign,
  day: Day,
  asked: Scope & { query: string; after?: string },
): Promise<{ units: Eligible[]; next: string | null }> {
  const place = readCursor(asked.after, ['text', 'number', 'text'])
  const rows = await selectUnits(read, tenant, campaign.id)
    .where(
      and(
        ofCampaign(tenant, campaign, day),
        isOf(asked),
        asked.query.trim()
          ? or(containsWords(units.folded, asked.query), eq(units.code, asked.query.trim()))
          : undefined,
        place &&
          sql`(${upper.path}, ${units.sortOrder}, ${units.code}) > (${place[0]}, ${place[1]}, ${place[2]})`,
      ),
    )
    .orderBy(...inOrder)
    .limit(PAGE + 1)
  const { page, next } = cutPage(rows, PAGE, ({ above, sortOrder, code }) => [above ?? '', sortOrder, code])
  return { units: page.map(plainUnit), next }
}

const upper = alias(units, 'upper_units')

/** The order of the office: by the unit above, then by its own place. */
const inOrder = [asc(upper.path), asc(units.sortOrder), asc(units.code)]

const selectUnits = (read: Reader, tenant: string, campaignId: string) =>
  read
    .select({ ...columnsOf(tenant, campaignId), above: upper.path, sortOrder: units.sortOrder })
    .from(units)
    .leftJoin(upper, and(eq(upper.tenant, units.tenant), eq(upper.id, units.parentId)))
    .$dynamic()

type Placed = Eligible & { above: string | null; sortOrder: number }

const plainUnit = ({ above: _, sortOrder: __, ...unit }: Placed): Eligible => unit

function isOf({ kinds, blocks }: Scope): SQL | undefined {
  return and(
    kinds.length ? inArray(units.kind, [...kinds] as UnitKind[]) : undefined,
    blocks.length ? inArray(units.block, [...blocks]) : undefined,
  )
}

const SOME = 400

/** All units of a scope, or those of these codes, in the office's order; a house of 4,300 is read in one go. */
export async function listEligible(
  read: Reader,
  tenant: string,
  campaign: Campaign,
  day: Day,
  wanted: Scope | { codes: readonly string[] },
): Promise<Eligible[]> {
  const ask = (condition: SQL | undefined) =>
    selectUnits(read, tenant, campaign.id)
      .where(and(ofCampaign(tenant, campaign, day), condition))
      .orderBy(...inOrder)
  if (!('codes' in wanted)) return (await ask(isOf(wanted))).map(plainUnit)
  const found: Placed[] = []
  for (let at = 0; at < wanted.codes.length; at += SOME) {
    found.push(...(await ask(inArray(units.code, wanted.codes.slice(at, at + SOME)))))
  }
  return found.sort(byPlace).map(plainUnit)
}

function byPlace(a: Placed, b: Placed): number {
  const [above, below] = [a.above ?? '', b.above ?? '']
  if (above !== below) return above < below ? -1 : 1
  return a.sortOrder - b.sortOrder || (a.code < b.code ? -1 : 1)
}

/** Who heads these units on a day: the title of the post, and the name under the signature; by unit id. */
export async function listHeads(read: Reader, tenant: string, path: string, today: Day) {
  const rows = await read
    .select({ unitId: posts.unitId, title: posts.title, name: users.fullName })
    .from(posts)
    .innerJoin(users, and(eq(users.tenant, posts.tenant), eq(users.id, posts.userId)))
    .innerJoin(units, and(eq(units.tenant, posts.tenant), eq(units.id, posts.unitId)))
    .where(
      and(
        eq(posts.tenant, tenant),
        eq(posts.role, 'head'),
        inSubtree(path),
        or(isNull(posts.fromOn), lte(posts.fromOn, today)),
        or(isNull(posts.toOn), gte(posts.toOn, today)),
        isNull(users.disabledAt),
      ),
    )
    .orderBy(asc(posts.id))
  const heads = new Map<string, { title: string; name: string | null }>()
  for (const { unitId, title, name } of rows) if (!heads.has(unitId)) heads.set(unitId, { title, name })
  return heads
}

/** Units of these that have a commitment of the campaign already. */
export async function listTaken(read: Reader, tenant: string, campaignId: string): Promise<Set<string>> {
  const rows = await read
    .selectDistinct({ unitId: commitments.unitId })
    .from(commitments)
    .where(standing(tenant, campaignId))
  return new Set(rows.map(({ unitId }) => unitId))
}

/** How side A signed last, or how a unit did: what a new commitment most likely says again. */
export async function findLastTerms(
  read: Reader,
  tenant: string,
  of: { upperUnitId: string } | { unitId: string },
) {
  const [last] = await read
    .select({
      sideAPost: commitments.sideAPost,
      sideAName: commitments.sideAName,
      place: commitments.place,
      partyKind: commitments.partyKind,
    })
    .from(commitments)
    .where(
      and(
        eq(commitments.tenant, tenant),
        'unitId' in of ? eq(commitments.unitId, of.unitId) : eq(commitments.upperUnitId, of.upperUnitId),
        ne(commitments.state, 'withdrawn'),
      ),
    )
    .orderBy(sql`${commitments.effectiveFrom} desc`, asc(commitments.code))
    .limit(1)
  return last
}
