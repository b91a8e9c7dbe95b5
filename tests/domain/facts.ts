import { type Day, instantOf } from '../../src/domain/day.ts'
import type { Moment } from '../../src/domain/standing.ts'
import type {
  CampaignRules,
  GrantedExtension,
  Span,
  Target,
  TargetFacts,
  UpdateFact,
  WorkCalendar,
} from '../../src/domain/target.ts'

/** Small histories for the tests of the domain: a yearly cumulative target unless told otherwise. */
export const zone = 'Asia/Ho_Chi_Minh'
export const calendar: WorkCalendar = {
  holidays: new Set<Day>(['2022-09-01', '2022-09-02']),
  workdays: new Set<Day>(['2022-08-20']),
}

export const rules: CampaignRules = {
  startOn: '2022-01-01',
  endOn: '2022-12-31',
  weeklyDueWeekday: 5,
  weeklyDueTime: '16:00',
  cutOffWeekday: 5,
  cutOffTime: '17:00',
  dueSoonDays: 7,
  returnGraceDays: 3,
  atRiskPoints: 5,
  behindPoints: 15,
  maxAgeDays: 14,
  weeklyFrom: '2022-07-11',
}

export function target(changes: Partial<Target> = {}): Target {
  return {
    code: 'CK-01',
    kind: 'number',
    decimals: 0,
    valueKind: 'cumulative',
    direction: 'up',
    plan: 100,
    planLow: null,
    planHigh: null,
    baseline: null,
    startOn: '2022-01-01',
    dueOriginal: '2022-12-31',
    curve: 'linear',
    state: 'active',
    ...changes,
  }
}

/** A local time of a day: at('2022-08-31', '16:00'). */
export const at = (day: Day, time = '09:00') => instantOf(day, time, zone)

/** The end of a day, seen from the office. */
export function moment(today: Day, more: Partial<Moment> = {}): Moment & { today: Day } {
  return { today, instant: at(today, '23:59'), zone, calendar, ...more }
}

let serial = 0

/** Submitted on `on` (its as_of, unless told) and accepted at once, unless told. */
export function update(on: Day, value: number | Span | null, changes: Partial<UpdateFact> = {}): UpdateFact {
  serial += 1
  const receivedAt = changes.receivedAt ?? at(on)
  return {
    id: `u${serial}`,
    asOf: on,
    value: typeof value === 'number' ? { low: value, high: value } : value,
    qualifier: 'exact',
    declared: 'in_progress',
    assessment: null,
    completedOn: null,
    receivedAt,
    decision: 'accepted',
    decidedAt: changes.decision === null ? null : receivedAt + 3_600_000,
    returnDueOn: null,
    corrects: null,
    ...changes,
  }
}

export const granted = (grantedOn: Day, dueOn: Day): GrantedExtension => ({
  grantedOn,
  decidedAt: at(grantedOn),
  dueOn,
})

export function facts(of: Target, updates: UpdateFact[] = [], more: Partial<TargetFacts> = {}): TargetFacts {
  return { target: of, planVersions: [], extensions: [], updates, references: [], ...more }
}
