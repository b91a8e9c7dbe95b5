import { eq } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { type Day, dayOf, type Instant } from '../../domain/day.ts'
import { counts } from '../../domain/ordered.ts'
import { standingOf } from '../../domain/standing.ts'
import { type Turn, turnOf } from '../../domain/turn.ts'
import { cutOffInstantOf, weekBefore, weekOf } from '../../domain/week.ts'
import { type Campaign, loadCalendar } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { units } from '../schema.ts'
import { countTargets, loadHistories } from '../tallies.ts'

export interface TurnedTarget {
  code: string
  title: string
  unitName: string
}

export interface Changes {
  /** The cut-off of last week, against which today is held. */
  since: Instant
  /** Null where the campaign is too large to be recomputed for one look. */
  turns: Record<Turn, TurnedTarget[]> | null
}

/** The whole history of so many targets is read within a second. */
const MOST = 2000

/** What turned since the cut-off of last week, told from the history of every target as it was known then. */
export async function listChanges(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  at: { today: Day; now: Instant; zone: string },
): Promise<Changes> {
  const since = cutOffInstantOf(weekBefore(weekOf(at.today)), campaign, at.zone)
  if ((await countTargets(read, actor, campaign)) > MOST) return { since, turns: null }

  const calendar = await loadCalendar(read, actor.tenant)
  const place = { zone: at.zone, calendar }
  const then = { ...place, instant: since, today: dayOf(since, at.zone) }
  const now = { ...place, instant: at.now, today: at.today }
  const names = await nameUnits(read, actor.tenant)
  const turns: Changes['turns'] = { newly_overdue: [], no_longer_overdue: [], slipped: [], recovered: [] }
  for (const { target, facts } of await loadHistories(read, actor, campaign, at.zone)) {
    if (!counts(facts.target, since) || !counts(facts.target, at.now)) continue
    const turn = turnOf(standingOf(facts, campaign, then).progress, standingOf(facts, campaign, now).progress)
    if (turn)
      turns[turn].push({ code: target.code, title: target.title, unitName: names.get(target.unitId) ?? '' })
  }
  return { since, turns }
}

async function nameUnits(read: Reader, tenant: string): Promise<Map<string, string>> {
  const rows = await read
    .select({ id: units.id, name: units.shortName })
    .from(units)
    .where(eq(units.tenant, tenant))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
