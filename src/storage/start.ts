import { and, eq, gte, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm'
import type { Day } from '../domain/day.ts'
import type { Reader } from './client.ts'
import {
  calendarDays,
  campaigns,
  commitments,
  posts,
  taskGroups,
  units,
  updates,
  users,
  weeklySummaries,
} from './schema.ts'
import { findSetting } from './settings.ts'
import { BINDING } from './units.ts'

/** How far a house has come, counted from what is in it. */
export interface StartCounts {
  isNamed: boolean
  units: number
  people: number
  /** Units with a head today. */
  heads: number
  /** Units with a leader today: without one no commitment is agreed to. */
  leaders: number
  campaigns: number
  groups: number
  calendarDays: number
  drawn: number
  signed: number
  hasUpdate: boolean
  hasWeek: boolean
}

export async function countStart(read: Reader, tenant: string, today: Day): Promise<StartCounts> {
  const year = today.slice(0, 4)
  const isOfYear = and(
    eq(calendarDays.tenant, tenant),
    gte(calendarDays.day, `${year}-01-01` as Day),
    lte(calendarDays.day, `${year}-12-31` as Day),
  )
  const isActive = and(eq(campaigns.tenant, tenant), eq(campaigns.state, 'active'))
  const isOurs = eq(commitments.tenant, tenant)
  return {
    isNamed: await isNamed(read, tenant),
    units: await read.$count(units, eq(units.tenant, tenant)),
    people: await read.$count(users, and(eq(users.tenant, tenant), isNull(users.disabledAt))),
    heads: await countUnitsWith(read, tenant, today, 'head'),
    leaders: await countUnitsWith(read, tenant, today, 'leader'),
    campaigns: await read.$count(campaigns, isActive),
    groups: await countGroups(read, tenant),
    calendarDays: await read.$count(calendarDays, isOfYear),
    drawn: await read.$count(commitments, isOurs),
    signed: await read.$count(commitments, and(isOurs, inArray(commitments.state, [...BINDING]))),
    hasUpdate: await hasUpdate(read, tenant),
    hasWeek: await hasWeek(read, tenant),
  }
}

async function isNamed(read: Reader, tenant: string): Promise<boolean> {
  return Boolean(await findSetting<string>(read, tenant, 'organisation.name'))
}

async function hasUpdate(read: Reader, tenant: string): Promise<boolean> {
  const [row] = await read
    .select({ id: updates.id })
    .from(updates)
    .where(and(eq(updates.tenant, tenant), ne(updates.state, 'draft')))
    .limit(1)
  return row !== undefined
}

async function hasWeek(read: Reader, tenant: string): Promise<boolean> {
  const [row] = await read
    .select({ id: weeklySummaries.id })
    .from(weeklySummaries)
    .where(eq(weeklySummaries.tenant, tenant))
    .limit(1)
  return row !== undefined
}

async function countUnitsWith(
  read: Reader,
  tenant: string,
  today: Day,
  role: 'head' | 'leader',
): Promise<number> {
  const [row] = await read
    .select({ n: sql<number>`count(distinct ${posts.unitId})` })
    .from(posts)
    .where(
      and(
        eq(posts.tenant, tenant),
        eq(posts.role, role),
        or(isNull(posts.fromOn), lte(posts.fromOn, today)),
        or(isNull(posts.toOn), gte(posts.toOn, today)),
      ),
    )
  return Number(row?.n ?? 0)
}

async function countGroups(read: Reader, tenant: string): Promise<number> {
  const [row] = await read
    .select({ n: sql<number>`count(*)` })
    .from(taskGroups)
    .innerJoin(
      campaigns,
      and(
        eq(campaigns.tenant, taskGroups.tenant),
        eq(campaigns.id, taskGroups.campaignId),
        eq(campaigns.state, 'active'),
      ),
    )
    .where(eq(taskGroups.tenant, tenant))
  return Number(row?.n ?? 0)
}
