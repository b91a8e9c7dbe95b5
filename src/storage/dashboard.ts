import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import { knownAt, type Range } from '../domain/actual.ts'
import { toldUntil } from '../domain/ordered.ts'
import { samePeriodOf } from '../domain/percent.ts'
import { assertTotal } from '../domain/rates.ts'
import { type Standing, standingOf } from '../domain/standing.ts'
import { sumOf, type Tally } from '../domain/tally.ts'
import { type Warning, warningOf } from '../domain/warning.ts'
import { type Campaign, listTaskGroups, loadCalendar } from './campaigns.ts'
import type { Reader } from './client.ts'
import { loadFacts } from './facts.ts'
import { targets, units } from './schema.ts'
import {
  countOrdered,
  countTargets,
  listStandings,
  ofCampaign,
  tallyStandings,
  tallyTargets,
  unitOfTarget,
} from './tallies.ts'
import type { TargetRow } from './targets.ts'
import type { At } from './units.ts'

export interface Indicator {
  target: TargetRow
  unitName: string
  standing: Standing
  /** Growth against the same day of last year, where there is a figure. */
  growth: Range | null
  warning: Warning | null
}

export interface GroupTally {
  number: number
  name: string
  tally: Tally
}

const MOST_INDICATORS = 12

/** The few indicators that open every report, in their order; without any, the first numbers taken over from above. */
export async function listIndicators(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  { today, now, zone, asOf }: At,
): Promise<Indicator[]> {
  const rows = await selectIndicators(read, actor, campaign)
  const facts = await loadFacts(read, actor.tenant, { ids: rows.map((row) => row.id) }, zone)
  const calendar = await loadCalendar(read, actor.tenant)
  const at = { instant: now, today: asOf ?? today, ...(asOf && { asOf }), zone, calendar }
  return rows.map(({ id, unitName }) => {
    const own = facts.get(id)!
    const standing = standingOf(own, campaign, at)
    const { latest } = standing
    return {
      target: own.target as TargetRow,
      unitName: unitName ?? '',
      standing,
      growth: latest ? (samePeriodOf(own, latest.asOf, latest.value)?.growth ?? null) : null,
      warning: warningOf(knownAt(own, now, asOf), standing),
    }
  })
}

async function selectIndicators(read: Reader, actor: Actor, campaign: Campaign) {
  const headlines = await selectNumbers(read, actor, campaign, isNotNull(targets.headline))
  if (headlines.length) return headlines
  return await selectNumbers(read, actor, campaign, and(isNotNull(targets.parentId), isNoYear)!)
}

/** A year of a term stands under a target of its own commitment. */
const isNoYear = sql`not exists (select 1 from ${targets} as terms where terms.tenant = ${targets.tenant}
  and terms.id = ${targets.parentId} and terms.commitment_id = ${targets.commitmentId})`

async function selectNumbers(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  wanted: ReturnType<typeof isNotNull>,
) {
  return await read
    .select({ id: targets.id, unitName: units.name })
    .from(targets)
    .leftJoin(units, unitOfTarget)
    .where(
      and(
        ofCampaign(actor, campaign),
        wanted,
        eq(targets.kind, 'number'),
        inArray(targets.state, ['planned', 'active']),
      ),
    )
    .orderBy(asc(targets.headline), asc(targets.groupNumber), asc(targets.code))
    .limit(MOST_INDICATORS)
}

/** The task groups with where their targets stand, and all of them together, held against an independent count. */
export async function tallyGroups(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  { today, now, zone, asOf }: At,
) {
  const tallies = asOf
    ? tallyStandings(
        await listStandings(read, actor, campaign, { instant: now, today: asOf, asOf, zone }),
        'group',
      )
    : await tallyTargets(read, actor, campaign, today, 'group')
  const all = sumOf(tallies.values())
  const until = toldUntil({ instant: now, zone, ...(asOf && { asOf }) })
  assertTotal(all.classes, await countTargets(read, actor, campaign, asOf && until))
  const ordered = await countOrdered(read, actor, campaign, until)
  const names = await listTaskGroups(read, actor.tenant, campaign.id)
  const groups = names.flatMap(({ number, name }): GroupTally[] => {
    const tally = tallies.get(String(number))
    return tally ? [{ number, name, tally }] : []
  })
  return { groups, all, ordered }
}
