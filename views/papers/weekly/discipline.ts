import type { Discipline } from '../../../src/domain/discipline.ts'
import { amountCell, type Cell, type Column, type Row, type Section } from '../../../src/domain/paper.ts'
import type { DisciplineOfUnit, Snapshot } from '../../../src/domain/snapshot.ts'
import { count, type Scribe } from '../scribe.ts'

/** Biểu 08: this week as received so far, and beside it the week before as it ended on Sunday. */
export function disciplineTable(scribe: Scribe, snapshot: Snapshot): Section {
  const { t } = scribe
  const { discipline } = snapshot
  const names = new Map(snapshot.units.map((unit) => [unit.code, unit.name]))
  const units = discipline.units
  return {
    name: t('weekly.sheet.table', { n: '08' }),
    heading: t('weekly.table.discipline'),
    columns: columnsOf(scribe, snapshot),
    rows: [
      totalRow(scribe, units, discipline.before !== null),
      ...units.map(
        (unit): Row => ({
          cells: [names.get(unit.unit) ?? unit.unit, ...cellsOf(unit, discipline.before !== null)],
        }),
      ),
    ],
  }
}

function columnsOf({ t }: Scribe, { week, discipline }: Snapshot): Column[] {
  const dutyOf = (code: string): Column[] => {
    const group = t('weekly.weekOf', { n: Number(code.slice(6)) })
    const column = (key: string, heading: string): Column => ({
      key: `${key}_${code}`,
      heading,
      group,
      kind: 'count',
      width: 9,
    })
    return [
      column('owed', t('weekly.col.owed')),
      column('sent', t('weekly.col.sent')),
      column('on_time', t('weekly.col.onTime')),
      column('late', t('weekly.col.delayed')),
      column('missing', t('weekly.col.notSent')),
    ]
  }
  return [
    { key: 'unit', heading: t('weekly.col.unit'), kind: 'text', width: 36 },
    ...dutyOf(week),
    ...(discipline.before ? dutyOf(discipline.before.week) : []),
    { key: 'streak', heading: t('weekly.col.streak'), kind: 'count', width: 10 },
    { key: 'review_hours', heading: t('weekly.col.reviewHours'), kind: 'amount', width: 13 },
    { key: 'updated', heading: t('weekly.col.updated'), kind: 'text', width: 12 },
  ]
}

function totalRow({ t }: Scribe, units: DisciplineOfUnit[], hasBefore: boolean): Row {
  const sum = (duties: Discipline[]) => sums(duties).map(count)
  return {
    cells: [
      t('weekly.row.total'),
      ...sum(units.map(({ week }) => week)),
      ...(hasBefore ? sum(units.map(({ before }) => before ?? 'exempt')) : []),
      null,
      null,
      `${total(units, 'updated_targets')}/${total(units, 'open_targets')}`,
    ],
    role: 'total',
  }
}

function cellsOf(unit: DisciplineOfUnit, hasBefore: boolean): Cell[] {
  return [
    ...sums([unit.week]).map(count),
    ...(hasBefore ? sums([unit.before ?? 'exempt']).map(count) : []),
    count(unit.late_streak),
    amountCell(unit.review_hours),
    `${unit.updated_targets}/${unit.open_targets}`,
  ]
}

/** Owed, sent, on time, late, not sent (yet). */
function sums(duties: Discipline[]): number[] {
  const of = (one: Discipline) => duties.filter((duty) => duty === one).length
  const [onTime, late] = [of('on_time'), of('late')]
  return [duties.length - of('exempt'), onTime + late, onTime, late, of('missing') + of('pending')]
}

const total = (units: DisciplineOfUnit[], key: 'updated_targets' | 'open_targets') =>
  units.reduce((sum, unit) => sum + unit[key], 0)
