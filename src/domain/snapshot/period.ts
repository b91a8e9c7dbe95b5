import { addDays, type Day, endOf, type Instant } from '../day.ts'
import { fileCode, type Period, periodBefore, toldDay } from '../period.ts'
import type { Snapshot, SnapshotDiscipline } from '../snapshot.ts'
import { weekOf } from '../week.ts'
import { composeSnapshot } from './compose.ts'
import type { CampaignSource, Telling } from './input.ts'
import { changesOver } from './period-changes.ts'
import { disciplineOver, type PeriodDiscipline } from './period-discipline.ts'
import { momentText } from './text.ts'
import { tellTargets } from './told.ts'

/** What is said of a longer period, told by the engine that tells a week. */
export interface PeriodSnapshot {
  period: Period
  /** It has not ended: told until today. */
  isRunning: boolean
  /** When it was put together; what was accepted by then is in it. */
  compiledAt: Instant
  /** As a week is told, with the period's code and days in place of the week's. */
  told: Snapshot
  discipline: PeriodDiscipline
}

interface Asked {
  today: Day
  now: Instant
  /** Whether the month or quarter before can be told: it touches the campaign. */
  hasBefore: boolean
}

/**
 * Tells a period with the figures up to its last day, or up to today while it runs, and with deadlines held against
 * that day, from everything accepted until now. What changed in it is held against the eve of its first day.
 */
export function composePeriod(from: CampaignSource, period: Period, asked: Asked): PeriodSnapshot {
  const { now } = asked
  const day = toldDay(period, asked.today)
  const isRunning = asked.today <= period.to
  const eve = composeSnapshot(from, tellingOf(from, addDays(period.from, -1), now, null))
  const { back, ...current } = tellingOf(from, day, now, eve)
  const telling = isRunning || !back ? current : { ...current, back }
  // Reports of the whole period, not of its last week, say where its reports stand.
  const targets = tellTargets(from, { ...telling, week: { ...telling.week, from: period.from, to: day } })
  const told = composeSnapshot(from, telling, targets)
  const days = { from: period.from, to: day }
  const discipline = disciplineOver(from, targets, days, now)
  return {
    period,
    isRunning,
    compiledAt: now,
    told: {
      ...told,
      ...headOf(period),
      before: told.before && beforeOf(period, told.before, asked.hasBefore),
      discipline: disciplineOf(told.discipline, discipline),
      directions: told.directions.map((direction) => ({
        ...direction,
        is_newly_closed: direction.status === 'closed' && !wasClosed(eve, direction.code),
      })),
      changes: changesOver(from, targets, told, eve, days),
    },
    discipline,
  }
}

/** A look back at the end of a day, with everything that has become known of it since. */
function tellingOf({ zone }: CampaignSource, day: Day, now: Instant, before: Snapshot | null): Telling {
  return {
    week: weekOf(day),
    until: Math.min(now, endOf(day, zone) - 1),
    back: { asOf: day, known: now },
    before,
    previousHash: null,
    frozen: null,
  }
}

/** Counted in weeks of units; what each unit did stands with the period. */
function disciplineOf(told: SnapshotDiscipline, over: PeriodDiscipline): SnapshotDiscipline {
  const { weeks, units, ...week } = over
  return { ...told, reporting: weeks.length > 0, week, before: null, units: [] }
}

function headOf(period: Period) {
  const { code, from, to } = period
  return { code: `BC-${fileCode(period)}`, week: code, from, to }
}

/** The eve of a month is the end of the month before; of a year's beginning nothing is compared. */
function beforeOf(period: Period, eve: NonNullable<Snapshot['before']>, hasBefore: boolean) {
  const before = hasBefore ? periodBefore(period) : null
  return before && { ...eve, week: before.code, from: before.from, to: before.to }
}

const wasClosed = ({ directions }: Snapshot, code: string) =>
  directions.find((direction) => direction.code === code)?.status === 'closed'

/** The JSON of a period: what is told, without what only a week has. */
export function periodJson(
  { period, isRunning, compiledAt, told, discipline }: PeriodSnapshot,
  zone: string,
) {
  const { campaign, campaign_name, plan_year, owner, totals, rates, groups, before } = told
  const { report_due, cut_off, ...rules } = told.rules
  return {
    format: 'so-cam-ket.period.1',
    code: told.code,
    period: period.code,
    kind: period.kind,
    from: period.from,
    to: period.to,
    campaign,
    campaign_name,
    plan_year,
    owner,
    frozen: false,
    running: isRunning,
    as_of: told.day,
    compiled_at: momentText(compiledAt, zone),
    rules,
    totals,
    rates,
    groups,
    before: before && {
      period: before.week,
      from: before.from,
      to: before.to,
      totals: before.totals,
      rates: before.rates,
    },
    discipline,
    units: told.units,
    targets: told.targets,
    updates: told.updates,
    proposals: told.proposals,
    directions: told.directions,
    changes: told.changes,
  }
}
