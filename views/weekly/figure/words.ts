import { spanCell } from '../../../src/domain/paper.ts'
import type { TracedFigure } from '../../../src/domain/snapshot/figure.ts'
import type { ReportsFigure } from '../../../src/domain/snapshot/figure-reports.ts'
import type { TargetsFigure } from '../../../src/domain/snapshot/figure-targets.ts'
import type { SnapshotTarget } from '../../../src/domain/snapshot/target.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { writeCount } from '../../../src/i18n/numbers.ts'
import { dayCell, measured, momentCell, rateCell, type Scribe, say } from '../../papers/scribe.ts'

/** 'R2. Hoàn thành đúng hạn trên số đã đến hạn' */
export function nameOf({ t }: Scribe, snapshot: Snapshot, figure: TracedFigure): string {
  switch (figure.made) {
    case 'targets':
      return nameOfTargets({ t }, figure)
    case 'reports':
      return nameOfReports({ t }, snapshot, figure)
    case 'target':
      return figure.target.title
    case 'changes':
      return t('figure.name.changes', { kind: t(`weekly.change.${figure.rule}`) })
    default:
      return t(`figure.name.${figure.rule}`)
  }
}

function nameOfTargets({ t }: Pick<Scribe, 't'>, { rule, days, cause }: TargetsFigure): string {
  if (rule === 'due') return t('figure.name.due', { days: days ?? 0 })
  if (rule === 'cause') return t('figure.name.cause', { cause: cause ? t(`cause.${cause}`) : '' })
  return t(`figure.name.${rule}`)
}

function nameOfReports(
  { t }: Pick<Scribe, 't'>,
  { discipline }: Snapshot,
  { rule, isBefore }: ReportsFigure,
): string {
  const name = t(`figure.name.reports.${rule}`)
  if (!isBefore || !discipline.before) return name
  return t('figure.name.before', { name, n: Number(discipline.before.week.slice(6)) })
}

/** As it is printed: '18/32 (56,25%)', '11', '660,191 tỷ đồng'. */
export function shownValue(scribe: Scribe, figure: TracedFigure): string {
  if (figure.made === 'target') return valueOfTarget(scribe, figure.target)
  const { value } = figure
  if (typeof value === 'number') return writeCount(scribe.language, value)
  const percent = value.percent === null ? '–' : say(scribe, rateCell(value, scribe))
  return scribe.t('weekly.rateText', { n: value.numerator, m: value.denominator, percent })
}

/** A number with its measure; of other targets how they stand. */
function valueOfTarget(scribe: Scribe, target: SnapshotTarget): string {
  const { kind, value_low, value_high, measure } = target
  if (kind !== 'number') return scribe.t(`class.${target.report_class}`)
  if (value_low === null && value_high === null) return scribe.t('figure.none')
  return measured(say(scribe, spanCell(value_low, value_high)), measure)
}

/** The sentence that says what is counted. */
export function ruleOf(scribe: Scribe, snapshot: Snapshot, figure: TracedFigure): string {
  const { t } = scribe
  const day = say(scribe, dayCell(snapshot.day))
  switch (figure.made) {
    case 'targets':
      return t(`figure.rule.${figure.rule}`, {
        day,
        days: figure.days ?? 0,
        risk: snapshot.rules.at_risk_points,
        behind: snapshot.rules.behind_points,
        age: snapshot.rules.max_age_days,
      })
    case 'rate':
      return t(`figure.rule.${figure.rule}`)
    case 'target':
      return t(figure.target.kind === 'number' ? 'figure.rule.target' : 'figure.rule.targetPlain')
    case 'reports':
      return t(`figure.rule.reports.${figure.rule}`, { due: dueWords(scribe, snapshot, figure) })
    case 'changes':
      return t('figure.rule.changes', {
        since: say(scribe, momentCell(snapshot.since)),
        until: say(scribe, momentCell(snapshot.until)),
      })
    default:
      return t(`figure.rule.${figure.rule}`, { day })
  }
}

/** A week tells when its own report was due, not when that of the week before was. */
function dueWords(scribe: Scribe, { discipline }: Snapshot, { isBefore }: ReportsFigure): string {
  return isBefore ? '' : scribe.t('figure.dueAt', { at: say(scribe, momentCell(discipline.due)) })
}

export interface Group<Row> {
  head: string | null
  rows: Row[]
}

/** The rows of a page, under the headings that have one on it. */
export function cutGroups<Row>(groups: Group<Row>[], from: number, to: number): Group<Row>[] {
  let place = 0
  return groups.flatMap(({ head, rows }) => {
    const shown = rows.slice(Math.max(0, from - place), Math.max(0, to - place))
    place += rows.length
    return shown.length ? [{ head, rows: shown }] : []
  })
}
