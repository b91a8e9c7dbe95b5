import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import { readablePaths } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import type { WorkCalendar } from '../domain/target.ts'
import { prepared, type Reader } from './client.ts'
import { calendarDays, campaigns, taskGroups, units } from './schema.ts'

export type Campaign = Awaited<ReturnType<typeof selectCampaigns>>[number]

function selectCampaigns(read: Reader) {
  return read
    .select({
      id: campaigns.id,
      code: campaigns.code,
      name: campaigns.name,
      ownerUnitId: campaigns.ownerUnitId,
      ownerPath: units.path,
      ownerName: units.name,
      ownerShortName: units.shortName,
      planYear: campaigns.planYear,
      startOn: campaigns.startOn,
      endOn: campaigns.endOn,
      weeklyDueWeekday: campaigns.weeklyDueWeekday,
      weeklyDueTime: campaigns.weeklyDueTime,
      cutOffWeekday: campaigns.cutOffWeekday,
      cutOffTime: campaigns.cutOffTime,
      dueSoonDays: campaigns.dueSoonDays,
      returnGraceDays: campaigns.returnGraceDays,
      atRiskPoints: campaigns.atRiskPoints,
      behindPoints: campaigns.behindPoints,
      maxAgeDays: campaigns.maxAgeDays,
      maximumExtensions: campaigns.maximumExtensions,
      weeklyFrom: campaigns.weeklyFrom,
      clerkMaySubmit: campaigns.clerkMaySubmit,
      supervisorMayExtend: campaigns.supervisorMayExtend,
      leagueTableOpen: campaigns.leagueTableOpen,
      remindsItself: campaigns.remindsItself,
      remindBeforeDays: campaigns.remindBeforeDays,
      remindAfterDays: campaigns.remindAfterDays,
      escalateAfterDays: campaigns.escalateAfterDays,
      freezesItself: campaigns.freezesItself,
      state: campaigns.state,
    })
    .from(campaigns)
    .innerJoin(units, and(eq(units.tenant, campaigns.tenant), eq(units.id, campaigns.ownerUnitId)))
    .where(eq(campaigns.tenant, sql.placeholder('tenant')))
    .orderBy(desc(campaigns.startOn), asc(campaigns.code))
}

/** Every campaign, the newest first. There are a handful in the life of a house, so nothing is paged. */
export async function listCampaigns(read: Reader, tenant: string): Promise<Campaign[]> {
  return await prepared<Campaign>(read, 'campaigns', selectCampaigns, { tenant })
}

/** The campaigns this person can meet: owned above, at or below one of their posts. */
export async function listReadableCampaigns(read: Reader, actor: Actor): Promise<Campaign[]> {
  const paths = readablePaths(actor)
  const all = await listCampaigns(read, actor.tenant)
  return all.filter((campaign) =>
    paths.some((path) => campaign.ownerPath.startsWith(path) || path.startsWith(campaign.ownerPath)),
  )
}

/**
 * The campaign a page is about: the one asked for, else the newest active one owned by the unit of the reader's post,
 * else by its nearest ancestor, else by the nearest unit below. One that was opened for a time to come waits for it.
 */
export async function findCampaign(read: Reader, actor: Actor, code?: string): Promise<Campaign | undefined> {
  const readable = await listReadableCampaigns(read, actor)
  if (code !== undefined) return readable.find((campaign) => campaign.code === code)
  const open = readable.filter((campaign) => campaign.state === 'active')
  const { today } = actor
  const begun = today ? open.filter(({ startOn }) => startOn <= today) : open
  const active = begun.length ? begun : open
  for (const post of actor.posts) {
    if (post.role === 'admin') continue
    const atOrAbove = active
      .filter((campaign) => post.unitPath.startsWith(campaign.ownerPath))
      .sort((a, b) => b.ownerPath.length - a.ownerPath.length)
    if (atOrAbove[0]) return atOrAbove[0]
  }
  return active[0] ?? readable[0]
}

export async function listTaskGroups(
  read: Reader,
  tenant: string,
  campaignId: string,
): Promise<{ number: number; name: string }[]> {
  return await prepared(
    read,
    'campaign-groups',
    (on) =>
      on
        .select({ number: taskGroups.number, name: taskGroups.name })
        .from(taskGroups)
        .where(
          and(
            eq(taskGroups.tenant, sql.placeholder('tenant')),
            eq(taskGroups.campaignId, sql.placeholder('campaign')),
          ),
        )
        .orderBy(asc(taskGroups.number)),
    { tenant, campaign: campaignId },
  )
}

export async function loadCalendar(read: Reader, tenant: string): Promise<WorkCalendar> {
  const rows = await prepared<{ day: Day; kind: 'holiday' | 'working' }>(
    read,
    'calendar',
    (on) =>
      on
        .select({ day: calendarDays.day, kind: calendarDays.kind })
        .from(calendarDays)
        .where(eq(calendarDays.tenant, sql.placeholder('tenant'))),
    { tenant },
  )
  const ofKind = (kind: 'holiday' | 'working') =>
    new Set(rows.filter((row) => row.kind === kind).map((row) => row.day))
  return { holidays: ofKind('holiday'), workdays: ofKind('working') }
}
