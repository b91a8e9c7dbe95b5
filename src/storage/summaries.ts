import { and } from 'drizzle-orm'
import { dayOf, type Instant, instantOf } from '../domain/day.ts'
import type { Telling } from '../domain/snapshot/input.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import {
  cutOffInstantOf,
  lastWeekAtCutOff,
  type Week,
  weekAfter,
  weekBefore,
  weekOf,
} from '../domain/week.ts'
import type { Campaign } from './campaigns.ts'
import type { Reader } from './client.ts'
import { weeklySummaries } from './schema.ts'
import { tellByParts } from './summaries/parts.ts'
import { hasSigned } from './summaries/size.ts'
import { findLastFrozen, ofCampaign, stands } from './summaries/stored.ts'

/** From where a week is asked for. */
export interface Asked {
  tenant: string
  campaign: Campaign
  now: Instant
  zone: string
}

/** A week that has not begun, or lies outside the campaign, does not exist. */
export function isTold({ campaign, now, zone }: Asked, week: Week): boolean {
  return (
    instantOf(week.from, '00:00', zone) <= now && week.to >= campaign.startOn && week.from <= campaign.endOn
  )
}

/** The state of a week from the facts, also as the freeze that is about to be kept. */
export async function tellWeek(
  read: Reader,
  asked: Asked,
  week: Week,
  frozen: Telling['frozen'],
  progress?: (done: number, of: number) => void,
): Promise<Snapshot> {
  return await tellByParts(read, asked, week, {
    ...{ frozen, withUpdates: true, units: MOST_UNITS },
    ...(progress && { progress }),
  })
}

/** Few campaigns have more, which are told in parts. */
const MOST_UNITS = 50

export interface WeekEntry {
  week: Week
  isOpen: boolean
  frozenAt: Instant | null
  hash: string | null
  number: string | null
  /** 1 for the first freeze, more where an annulled one stands behind it. */
  issue: number
}

const WEEKS_A_PAGE = 26

/** The weeks of a campaign's weekly reporting, this one or the last one before `before` first, a page at a time. */
export async function listWeeks(
  read: Reader,
  asked: Asked,
  before?: Week,
): Promise<{ weeks: WeekEntry[]; next: string | null }> {
  const { tenant, campaign, now, zone } = asked
  const rows = await read
    .select({
      week: weeklySummaries.week,
      frozenAt: weeklySummaries.frozenAt,
      hash: weeklySummaries.hash,
      number: weeklySummaries.number,
      issue: weeklySummaries.issue,
    })
    .from(weeklySummaries)
    .where(and(ofCampaign(tenant, campaign.id), stands))
  const frozen = new Map(rows.map((row) => [row.week, row]))
  const all = weeksOf(asked)
  const from = before ? all.findIndex(({ code }) => code < before.code) : 0
  const page = from < 0 ? [] : all.slice(from, from + WEEKS_A_PAGE)
  const weeks = page.map((week): WeekEntry => {
    const { frozenAt = null, hash = null, number = null, issue = 1 } = frozen.get(week.code) ?? {}
    return { week, isOpen: cutOffInstantOf(week, campaign, zone) > now, frozenAt, hash, number, issue }
  })
  const isLast = from < 0 || from + WEEKS_A_PAGE >= all.length
  return { weeks, next: isLast ? null : page.at(-1)!.code }
}

/** The weeks of a campaign's weekly reporting so far, this one first. */
export function weeksOf({ campaign, now, zone }: Asked): Week[] {
  const today = dayOf(now, zone)
  const first = campaign.weeklyFrom ?? campaign.startOn
  const weeks: Week[] = []
  const latest = weekOf(today < campaign.endOn ? today : campaign.endOn)
  for (let week = latest; week.to >= first; week = weekBefore(week)) weeks.push(week)
  return weeks
}

/**
 * The weeks to be frozen by themselves, the earliest first: those whose cut-off has come since the last one that was
 * frozen; of a campaign that has frozen none yet, the latest alone, and that once something is signed: while an office
 * sets itself up there is nothing to be late with.
 */
export async function listWeeksToFreeze(read: Reader, asked: Asked): Promise<Week[]> {
  const { campaign, now, zone } = asked
  const last = lastWeekAtCutOff(now, campaign, zone)
  const from = await findLastFrozen(read, asked)
  if (from !== undefined) return weeksBetween(asked, from, weekAfter(last))
  if (!(await hasSigned(read, asked))) return []
  const first = campaign.weeklyFrom ?? campaign.startOn
  for (let week = last; week.to >= first; week = weekBefore(week)) if (isTold(asked, week)) return [week]
  return []
}

/** The weeks that this one leaves behind it: none where none was frozen yet. */
export async function listUnfrozenBefore(read: Reader, asked: Asked, week: Week): Promise<Week[]> {
  const from = await findLastFrozen(read, asked)
  return from === undefined ? [] : weeksBetween(asked, from, week)
}

/** The weeks of the campaign after one and before another. */
function weeksBetween(asked: Asked, after: string, before: Week): Week[] {
  const weeks: Week[] = []
  for (let week = weekBefore(before); week.code > after; week = weekBefore(week)) {
    if (isTold(asked, week)) weeks.unshift(week)
  }
  return weeks
}
