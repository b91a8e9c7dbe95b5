import { groupBy } from '../../../src/domain/grouping.ts'
import {
  amountCell,
  type Cell,
  type Column,
  percentCell,
  type Row,
  type Section,
  spanCell,
} from '../../../src/domain/paper.ts'
import type { SnapshotTarget } from '../../../src/domain/snapshot/target.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { count, dayCell, type Scribe } from '../scribe.ts'

/** Biểu 04: every target that is a number, by task group. */
export function indicatorsTable(scribe: Scribe, { groups, targets }: Snapshot): Section {
  const numbers = groupBy(
    targets.filter(({ kind }) => kind === 'number'),
    ({ group }) => group,
  )
  let no = 0
  const rows = groups.flatMap((group): Row[] => {
    const own = numbers.get(group.number) ?? []
    const lines = own.map((target): Row => {
      no += 1
      return { cells: [count(no), ...indicatorCells(scribe, target)] }
    })
    return lines.length ? [groupBand(group), ...lines] : []
  })
  return { ...indicatorsHead(scribe), rows }
}

/** Above the numbers of a group. */
export const groupBand = ({ number, name }: Snapshot['groups'][number]): Row => ({
  cells: [null, `${number}. ${name}`],
  role: 'band',
})

/** The table without its rows. */
export function indicatorsHead(scribe: Scribe): Section {
  const { t } = scribe
  return {
    name: t('weekly.sheet.table', { n: '04' }),
    heading: t('weekly.table.indicators'),
    columns: columnsOf(scribe),
    rows: [],
  }
}

function columnsOf({ t }: Scribe): Column[] {
  const group = t('weekly.col.cumulative')
  return [
    { key: 'no', heading: t('weekly.col.no'), kind: 'count', width: 5 },
    { key: 'title', heading: t('weekly.col.indicator'), kind: 'text', width: 40 },
    { key: 'measure', heading: t('weekly.col.measure'), kind: 'text', width: 10 },
    { key: 'unit', heading: t('weekly.col.unit'), kind: 'text', width: 22 },
    { key: 'plan', heading: t('weekly.col.planFirst'), kind: 'range', width: 11 },
    { key: 'revised', heading: t('weekly.col.planRevised'), kind: 'amount', width: 11 },
    { key: 'value', heading: t('weekly.col.actual'), group, kind: 'range', width: 11 },
    { key: 'as_of', heading: t('weekly.col.asOf'), group, kind: 'day', width: 11 },
    { key: 'estimate', heading: t('weekly.col.estimate'), group, kind: 'text', width: 8 },
    { key: 'percent', heading: t('weekly.col.percent'), kind: 'range', width: 11 },
    { key: 'same', heading: t('weekly.col.samePeriod'), kind: 'amount', width: 11 },
    { key: 'growth', heading: t('weekly.col.growth'), kind: 'range', width: 10 },
    { key: 'expected', heading: t('weekly.col.expected'), kind: 'amount', width: 11 },
    { key: 'gap', heading: t('weekly.col.gap'), kind: 'range', width: 11 },
    { key: 'forecast', heading: t('weekly.col.forecast'), kind: 'range', width: 17 },
    { key: 'need', heading: t('weekly.col.need'), kind: 'range', width: 13 },
    { key: 'effort', heading: t('weekly.col.effort'), kind: 'range', width: 10 },
    { key: 'level', heading: t('weekly.col.level'), kind: 'text', width: 14 },
    { key: 'coverage', heading: t('weekly.col.coverage'), kind: 'text', width: 9 },
  ]
}

/** What its row says after the running number, which is only known when all rows before it are. */
export function indicatorCells({ t }: Scribe, target: SnapshotTarget): Cell[] {
  const noFigure = { none: t('weekly.why.noFigure') }
  const value = spanCell(target.value_low, target.value_high)
  return [
    target.title,
    target.measure,
    target.unit_name,
    planCell(target),
    amountCell(target.plan_revised),
    value ?? (target.null_reason ? { none: t(`null_reason.${target.null_reason}`) } : noFigure),
    dayCell(target.as_of),
    target.qualifier && target.qualifier !== 'exact' ? t(`qualifier.${target.qualifier}`) : null,
    spanCell(target.percent_low, target.percent_high, true),
    target.same_period === null && value !== null
      ? { none: t('weekly.why.noBase') }
      : amountCell(target.same_period),
    growthCell(target),
    amountCell(target.expected),
    spanCell(target.gap_low, target.gap_high),
    spanCell(target.forecast_low, target.forecast_high),
    spanCell(target.need_low, target.need_high),
    spanCell(target.effort_low, target.effort_high),
    target.progress && t(`progress.${target.progress}`),
    target.parts_expected === null ? null : `${target.parts_reporting}/${target.parts_expected}`,
  ]
}

/** A band promises both of its ends. */
export function planCell({ plan_first, plan_low, plan_high }: SnapshotTarget): Cell {
  return plan_low === null && plan_high === null ? amountCell(plan_first) : spanCell(plan_low, plan_high)
}

export function growthCell({ growth_low, growth_high }: SnapshotTarget): Cell {
  return growth_low === growth_high ? percentCell(growth_low, true) : spanCell(growth_low, growth_high, true)
}
