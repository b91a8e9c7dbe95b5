import { amountCell, type Cell, percentCell, spanCell } from '../../../src/domain/paper.ts'
import type { TargetFigure } from '../../../src/domain/snapshot/figure-target.ts'
import type { SnapshotPart } from '../../../src/domain/snapshot/figures.ts'
import type { SnapshotTarget } from '../../../src/domain/snapshot/target.ts'
import type { SnapshotRules } from '../../../src/domain/snapshot.ts'
import { measured, type Scribe, say } from '../../papers/scribe.ts'
import { growthCell, planCell } from '../../papers/weekly/indicators.ts'

/** One figure of a target, and the sentences from which anybody can work it out again. */
export interface Derived {
  term: string
  lines: string[]
  /** The targets that are added up. */
  parts?: SnapshotPart[]
}

/** Every figure of a target that is a number, in the order in which one follows from the other. */
export function derivationOf(scribe: Scribe, figure: TargetFigure, rules: SnapshotRules): Derived[] {
  const { t } = scribe
  const { target } = figure
  if (target.kind !== 'number') return []
  const hasValue = target.value_low !== null || target.value_high !== null
  return [
    { term: t('figure.of.value'), lines: valueLines(scribe, target) },
    { term: t('figure.of.plan'), lines: [planLine(scribe, target)] },
    ...(target.parts_expected === null
      ? []
      : [
          {
            term: t('figure.of.parts'),
            lines: [t('figure.parts', { n: target.parts_reporting ?? 0, m: target.parts_expected })],
            parts: target.parts ?? [],
          },
        ]),
    ...(hasValue
      ? [
          { term: t('figure.of.percent'), lines: shareLines(scribe, figure) },
          { term: t('figure.of.same'), lines: [growthLine(scribe, target)] },
          ...paceLines(scribe, figure, rules),
        ]
      : []),
  ].filter(({ lines }) => lines.length > 0)
}

const write = (scribe: Scribe, text: string | null) => say(scribe, amountCell(text))
const isRange = ({ value_low, value_high }: SnapshotTarget) => value_low !== value_high
const valueText = (scribe: Scribe, { value_low, value_high }: SnapshotTarget) =>
  say(scribe, spanCell(value_low, value_high))

/** Inside a formula a range stands in brackets: (40 – 49) / 100. */
const inFormula = (scribe: Scribe, target: SnapshotTarget) =>
  isRange(target) ? `(${valueText(scribe, target)})` : valueText(scribe, target)

const shareCell = (low: string | null, high: string | null): Cell =>
  low === high ? percentCell(low) : spanCell(low, high, true)

function valueLines(scribe: Scribe, target: SnapshotTarget): string[] {
  const { t } = scribe
  const { as_of, qualifier, null_reason, measure } = target
  if (as_of === null) return [null_reason ? t(`null_reason.${null_reason}`) : t('figure.none')]
  const value = measured(valueText(scribe, target), measure)
  const said =
    qualifier && qualifier !== 'exact'
      ? t('figure.qualified', { value, qualifier: t(`qualifier.${qualifier}`) })
      : value
  return [
    t('figure.valueAsOf', { value: said, day: say(scribe, { day: as_of }) }),
    ...(target.value_kind === 'flow' ? [t('target.rule.flow')] : []),
    ...(isRange(target) ? [t('figure.share.range')] : []),
    ...(target.range_kind === 'sources' ? [t('figure.share.sources')] : []),
  ]
}

/** The first plan beside the one in force, and which of them the figure is held against. */
function planLine(scribe: Scribe, target: SnapshotTarget): string {
  const { t } = scribe
  const { plan, plan_first, plan_revised, measure } = target
  const first = say(scribe, planCell(target))
  if (!first && plan === null) return t('figure.noPlan')
  const plans =
    plan_revised === null
      ? measured(first || write(scribe, plan), measure)
      : t('figure.planFirst', {
          first: first || '–',
          revised: measured(write(scribe, plan_revised), measure),
        })
  const isOther = plan !== null && plan !== (plan_revised ?? plan_first ?? plan)
  return isOther ? t('figure.planThen', { plans, plan: measured(write(scribe, plan), measure) }) : plans
}

function shareLines(scribe: Scribe, { target, share, increase }: TargetFigure): string[] {
  const { t } = scribe
  const percent = say(scribe, shareCell(target.percent_low, target.percent_high)) || '–'
  const words = {
    percent,
    value: inFormula(scribe, target),
    plan: share === 'band' ? say(scribe, planCell(target)) : write(scribe, target.plan),
    base: write(scribe, target.baseline),
  }
  const reported = target.value_kind === 'percent' ? [t('figure.share.reported')] : []
  switch (share) {
    case null:
      return [t('figure.noPlan')]
    case 'rise':
      return [
        ...(target.percent_low === null && target.percent_high === null
          ? []
          : [t('figure.share.add', words)]),
        t('figure.share.increase', {
          ...words,
          increase: say(scribe, shareCell(increase?.low ?? null, increase?.high ?? null)),
        }),
      ]
    case 'zero':
      return [t('figure.share.zero')]
    case 'add':
      return [t('figure.share.add', words), ...reported]
    default:
      return [t(`figure.share.${share}`, words)]
  }
}

function growthLine(scribe: Scribe, target: SnapshotTarget): string {
  const { t } = scribe
  if (target.same_period === null) return t('figure.noBase')
  return t('figure.growth', {
    value: inFormula(scribe, target),
    base: write(scribe, target.same_period),
    growth: say(scribe, growthCell(target)),
  })
}

/** What was expected by the day of the figure, and what follows from that; one sentence where nothing was. */
function paceLines(scribe: Scribe, figure: TargetFigure, rules: SnapshotRules): Derived[] {
  const { t } = scribe
  const { target } = figure
  const { expected, as_of, due_on, measure } = target
  if (expected === null || as_of === null || due_on === null)
    return [{ term: t('figure.of.expected'), lines: [t('figure.noPace')] }]
  const forecast = say(scribe, spanCell(target.forecast_low, target.forecast_high))
  return [
    {
      term: t('figure.of.expected'),
      lines: [
        t('figure.expected', {
          expected: measured(write(scribe, expected), measure),
          percent: say(scribe, percentCell(target.expected_percent)),
          day: say(scribe, { day: as_of }),
          due: say(scribe, { day: due_on }),
        }),
      ],
    },
    { term: t('figure.of.points'), lines: pointsLines(scribe, figure, rules) },
    {
      term: t('figure.of.forecast'),
      lines: forecast ? [t('figure.forecast', { forecast: measured(forecast, measure) })] : [],
    },
    { term: t('figure.of.need'), lines: needLines(scribe, figure) },
  ]
}

function pointsLines(scribe: Scribe, { target, share }: TargetFigure, rules: SnapshotRules): string[] {
  const { t } = scribe
  const words = {
    expected: write(scribe, target.expected),
    value: inFormula(scribe, target),
    plan: write(scribe, target.plan),
    base: write(scribe, target.baseline),
    points: say(scribe, spanCell(target.points_low, target.points_high)),
  }
  const index = say(scribe, spanCell(target.pace_low, target.pace_high))
  return [
    share === 'rise' || share === 'fall' ? t('figure.pointsBase', words) : t('figure.points', words),
    t('figure.thresholds', { risk: rules.at_risk_points, behind: rules.behind_points }),
    ...(index ? [t('figure.paceIndex', { index })] : []),
  ]
}

function needLines(scribe: Scribe, { target, share, monthsLeft }: TargetFigure): string[] {
  const { t } = scribe
  const { need_low, need_high, measure } = target
  if (monthsLeft === null) return []
  if (Number(need_low) === 0 && Number(need_high) === 0) return [t('figure.needNothing')]
  const need = say(scribe, spanCell(need_low, need_high))
  const words = {
    plan: write(scribe, target.plan),
    value: inFormula(scribe, target),
    months: write(scribe, monthsLeft),
    need: measure?.startsWith('%') ? t('weekly.needPoints', { n: need }) : measured(need, measure),
  }
  const effort = say(scribe, spanCell(target.effort_low, target.effort_high))
  return [
    share === 'fall' ? t('figure.needFall', words) : t('figure.need', words),
    ...(effort ? [t('figure.effort', { effort })] : []),
  ]
}
