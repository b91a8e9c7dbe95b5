import { knownAt } from '../actual.ts'
import { type Day, dayOf, type Instant } from '../day.ts'
import type { Discipline } from '../discipline.ts'
import type { DisciplineCounts } from '../snapshot.ts'
import { weekAfter, weekOf } from '../week.ts'
import { countDiscipline, type Duty, dutyOf, keptDuty } from './discipline.ts'
import type { CampaignSource } from './input.ts'
import type { ToldTarget } from './told.ts'

/** How the units kept their weekly duty over the weeks whose report has fallen due in a period; none is pending. */
export interface PeriodDiscipline extends DisciplineCounts {
  /** '2022-W28' …, oldest first. */
  weeks: string[]
  units: PeriodDisciplineOfUnit[]
}

export interface PeriodDisciplineOfUnit extends DisciplineCounts {
  unit: string
  /** Weeks of which a report was owed. */
  owed: number
  /** The longest row of weeks that were late or missing. */
  longest_late_streak: number
  /** Week by week, as `weeks`. */
  history: Discipline[]
}

/** Each week by its due day, which a holiday may have moved into the period; told by everything that came until `known`. */
export function disciplineOver(
  from: CampaignSource,
  told: readonly ToldTarget[],
  days: { from: Day; to: Day },
  known: Instant,
): PeriodDiscipline {
  const duties = dutiesWithin(from, days).filter(({ due }) => due < known)
  const units = from.units.map(({ code }): PeriodDisciplineOfUnit => {
    const own = told.filter(({ source }) => source.unit === code)
    const received = own.flatMap(({ source }) =>
      knownAt(source.facts, known).updates.map(({ receivedAt }) => receivedAt),
    )
    const history = duties.map((duty) => keptDuty(duty, received, own, known))
    const counts = countDiscipline(history)
    return {
      unit: code,
      owed: counts.rate.denominator,
      ...counts,
      longest_late_streak: longestStreak(history),
      history,
    }
  })
  const all = countDiscipline(units.flatMap(({ history }) => history))
  return { weeks: duties.map(({ week }) => week.code), ...all, units }
}

function dutiesWithin(source: CampaignSource, { from, to }: { from: Day; to: Day }): Duty[] {
  const duties: Duty[] = []
  // A holiday moves a due day only within its own week, so no week before this one can be due in the period.
  for (let week = weekOf(from); week.from <= to; week = weekAfter(week)) {
    const duty = dutyOf(source, week)
    const due = dayOf(duty.due, source.zone)
    if (duty.isOwed && due >= from && due <= to) duties.push(duty)
  }
  return duties
}

/** A week that is still pending, or owed nothing, neither lengthens nor ends a row. */
function longestStreak(history: readonly Discipline[]): number {
  let [longest, row] = [0, 0]
  for (const one of history) {
    if (one === 'on_time') row = 0
    if (one === 'late' || one === 'missing') row += 1
    longest = Math.max(longest, row)
  }
  return longest
}
