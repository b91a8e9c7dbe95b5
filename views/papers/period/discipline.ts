import type { Row, Section } from '../../../src/domain/paper.ts'
import type { PeriodSnapshot } from '../../../src/domain/snapshot/period.ts'
import type {
  PeriodDiscipline,
  PeriodDisciplineOfUnit,
} from '../../../src/domain/snapshot/period-discipline.ts'
import { count, midSentence, rateCell, type Scribe } from '../scribe.ts'

const LONG_STREAK = 2

/** Biểu 08: how many weeks each unit owed a report, and how it kept them. */
export function periodDisciplineTable(scribe: Scribe, { told, discipline }: PeriodSnapshot): Section {
  const { t } = scribe
  const names = new Map(told.units.map(({ code, name }) => [code, name]))
  const number = (key: string, heading: string) => ({ key, heading, kind: 'count' as const, width: 10 })
  return {
    name: t('weekly.sheet.table', { n: '08' }),
    heading: t('weekly.table.discipline'),
    columns: [
      { key: 'unit', heading: t('weekly.col.unit'), kind: 'text', width: 36 },
      number('owed', t('period.col.weeksOwed')),
      number('on_time', t('weekly.col.onTime')),
      number('late', t('weekly.col.delayed')),
      number('missing', t('discipline.missing')),
      number('exempt', t('period.col.exempt')),
      { key: 'rate', heading: t('weekly.col.rate'), kind: 'percent', width: 10 },
      number('streak', t('period.col.streak')),
    ],
    rows: [
      { cells: [t('weekly.row.total'), ...cellsOf(discipline), null], role: 'total' },
      ...discipline.units.map(
        (unit): Row => ({
          cells: [names.get(unit.unit) ?? unit.unit, ...cellsOf(unit), count(unit.longest_late_streak)],
        }),
      ),
    ],
  }
}

function cellsOf({ rate, ...counts }: PeriodDiscipline | PeriodDisciplineOfUnit) {
  return [
    count(rate.denominator),
    count(counts.on_time),
    count(counts.late),
    count(counts.missing),
    count(counts.exempt),
    rateCell(rate),
  ]
}

const midName = (language: Scribe['language'], unit: string) => (language === 'vi' ? midSentence(unit) : unit)

/** The units that were late or silent for weeks on end, the longest row first; null where there are none. */
export function streakLine({ t, language }: Scribe, { told, discipline }: PeriodSnapshot): string | null {
  const names = new Map(told.units.map(({ code, name }) => [code, name]))
  const long = discipline.units
    .filter((unit) => unit.longest_late_streak >= LONG_STREAK)
    .sort((a, b) => b.longest_late_streak - a.longest_late_streak)
  if (!long.length) return null
  const units = long.map(({ unit, longest_late_streak: n }) =>
    t('period.streakOf', { unit: midName(language, names.get(unit) ?? unit), n }),
  )
  return t('period.streaks', { units: units.join('; ') })
}
