import { and, eq } from 'drizzle-orm'
import { isWorkingDay } from '../domain/calendar.ts'
import { addDays, type Day, type Instant, instantOf } from '../domain/day.ts'
import { countLadder, digestsOf, isSaid, type LadderCount, reportWord, type Word } from '../domain/digest.ts'
import { groupBy } from '../domain/grouping.ts'
import { LADDER_TIME, rungOn, type SaidRung } from '../domain/ladder.ts'
import { counts } from '../domain/ordered.ts'
import { type Settled, settle } from '../domain/standing.ts'
import type { TargetFacts, WorkCalendar } from '../domain/target.ts'
import { weekOf } from '../domain/week.ts'
import { type Campaign, loadCalendar } from './campaigns.ts'
import type { Reader } from './client.ts'
import { loadFacts } from './facts.ts'
import { listHearers, wordOf } from './ladder.ts'
import { targets, units } from './schema.ts'
import type { TargetRow } from './targets.ts'
import { dueWeek } from './week-reports.ts'

export interface ForetoldDay extends LadderCount {
  day: Day
}

interface Range {
  tenant: string
  campaign: Campaign
  from: Day
  to: Day
  zone: string
}

/**
 * What the ladder says on each working day of a range, by what was known at half past seven of that day, as if it had
 * begun on the first of them. Nothing is written.
 */
export async function foretellLadder(read: Reader, range: Range): Promise<ForetoldDay[]> {
  const { tenant, campaign, from, to, zone } = range
  const calendar = await loadCalendar(read, tenant)
  const unitOf = await loadUnits(read, tenant, campaign.id)
  const histories = [...(await loadFacts(read, tenant, { campaignId: campaign.id }, zone)).values()]
  const said = new Map<string, SaidRung[]>()
  const days: ForetoldDay[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (!isWorkingDay(day, calendar)) continue
    const at = { instant: instantOf(day, LADDER_TIME, zone), zone, calendar }
    const there = histories.filter((facts) => counts(facts.target, at.instant))
    const stood = there.map((facts): Stood => {
      const target = facts.target as TargetRow
      return { facts, target, unit: unitOf.get(target.unitId)!, settled: settle(facts, campaign, at) }
    })
    const rungs = stood.flatMap((one) => rungWord(one, campaign, calendar, day, said))
    const due = [...rungs.map(({ word }) => word), ...owedWords(stood, range, calendar, day, at.instant)]
    const people = await listHearers(read, tenant, due, day)
    const isSaidNow = isSaid(people, new Set())
    for (const { key, rung, word } of rungs) {
      if (isSaidNow(word)) said.set(key, [...(said.get(key) ?? []), { ...rung, saidOn: day }])
    }
    const words = due.filter(isSaidNow)
    const digests = digestsOf(words, people)
    const mailed = digests.filter(({ person }) => person.email !== null)
    days.push({ day, ...countLadder(words, digests, mailed) })
  }
  return days
}

interface Unit {
  id: string
  code: string
  name: string
}

interface Stood {
  facts: TargetFacts
  target: TargetRow
  unit: Unit
  settled: Settled
}

async function loadUnits(read: Reader, tenant: string, campaignId: string): Promise<Map<string, Unit>> {
  const rows = await read
    .selectDistinct({ id: units.id, code: units.code, name: units.name })
    .from(targets)
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .where(and(eq(targets.tenant, tenant), eq(targets.campaignId, campaignId)))
  return new Map(rows.map((unit) => [unit.id, unit]))
}

/** The word due about a target, and where it is kept once it is said. */
function rungWord(
  { target, unit, settled }: Stood,
  campaign: Campaign,
  calendar: WorkCalendar,
  day: Day,
  said: Map<string, SaidRung[]>,
) {
  const key = `${target.id} ${settled.dueOn}`
  const rung = rungOn(settled, campaign, calendar, day, said.get(key) ?? [])
  if (!rung) return []
  const { code, title, unitId, upperUnitId } = target
  const { dueOn, lateFrom } = settled
  const spoken = { code, title, unitId, upperUnitId, unitName: unit.name, dueOn, lateFrom }
  return [{ key, rung, word: wordOf(spoken, rung, day) }]
}

/** The same units as the desk counts on that morning: open targets, and nothing sent since Monday. */
function owedWords(
  stood: Stood[],
  { campaign, zone }: Range,
  calendar: WorkCalendar,
  day: Day,
  instant: Instant,
): Word[] {
  const { week, dueOn, isOwed } = dueWeek(weekOf(day), campaign, calendar, zone)
  if (!isOwed || dueOn !== day || !campaign.remindsItself) return []
  const monday = instantOf(week.from, '00:00', zone)
  const hasCome = ({ facts }: Stood) =>
    facts.updates.some(({ receivedAt }) => receivedAt >= monday && receivedAt <= instant)
  const owing = [...groupBy(stood, ({ target }) => target.unitId).values()].filter(
    (own) => own.some(({ settled }) => settled.baseClass === 'open') && !own.some(hasCome),
  )
  return owing.map(([one]) => reportWord(one!.unit, day))
}
