import type { Discipline } from '../discipline.ts'
import type { Rate } from '../rates.ts'
import type { DisciplineOfUnit, Snapshot } from '../snapshot.ts'

/** A number of units that kept their weekly duty in a way, and these units. */
export interface ReportsFigure {
  made: 'reports'
  rule: Discipline | 'rate' | 'review'
  /** Of the week before, as it ended on its Sunday. */
  isBefore: boolean
  value: number | Rate
  /** In the office's order; of a rate those in time first. */
  units: ReportOfUnit[]
}

export interface ReportOfUnit extends DisciplineOfUnit {
  name: string
  /** In the week that is asked for. */
  kept: Discipline
}

/** What was to be mended first comes first. */
export const disciplineOrder = [
  'missing',
  'pending',
  'late',
  'on_time',
  'exempt',
] as const satisfies Discipline[]

/** 'reports.late', 'reports_before.rate' */
export function reportsFigure(snapshot: Snapshot, name: string): ReportsFigure | undefined {
  const [family, part] = name.split('.')
  const isBefore = family === 'reports_before'
  if (name === 'reports.review') return reviewFigure(snapshot)
  const counts = isBefore ? snapshot.discipline.before : snapshot.discipline.week
  if (!counts || (family !== 'reports' && !isBefore)) return undefined
  const rule = ([...disciplineOrder, 'rate'] as const).find((one) => one === part)
  if (!rule || name !== `${family}.${rule}`) return undefined
  return {
    made: 'reports',
    rule,
    isBefore,
    value: counts[rule],
    units: rule === 'rate' ? owing(snapshot, isBefore) : kept(snapshot, isBefore, rule),
  }
}

/** Every unit with how it kept its duty this week. */
export function reportsOf(snapshot: Snapshot, isBefore = false): ReportOfUnit[] {
  const names = new Map(snapshot.units.map(({ code, name }) => [code, name]))
  return snapshot.discipline.units.map((unit) => ({
    ...unit,
    name: names.get(unit.unit) ?? unit.unit,
    kept: isBefore ? (unit.before ?? 'exempt') : unit.week,
  }))
}

/** The units of whose reports of this week one waits for its review. */
function reviewFigure(snapshot: Snapshot): ReportsFigure {
  const units = reportsOf(snapshot).filter(({ status }) => status === 'waiting')
  const value = snapshot.discipline.by_status.waiting
  return { made: 'reports', rule: 'review', isBefore: false, value, units }
}

const kept = (snapshot: Snapshot, isBefore: boolean, rule: Discipline) =>
  reportsOf(snapshot, isBefore).filter((unit) => unit.kept === rule)

function owing(snapshot: Snapshot, isBefore: boolean): ReportOfUnit[] {
  const order: Discipline[] = ['on_time', 'late', 'missing', 'pending']
  return order.flatMap((rule) => kept(snapshot, isBefore, rule))
}
