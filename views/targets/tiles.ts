import { addYears } from '../../src/domain/day.ts'
import { samePeriodOf, shareOfIncrease } from '../../src/domain/percent.ts'
import { planAt } from '../../src/domain/plan.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writePercentSpan, writeSignedPercent, writeSpan } from '../../src/i18n/numbers.ts'
import type { Tile } from '../parts/figures.tsx'
import { needWords } from '../warning/words.ts'
import type { Judged } from './shapes.ts'
import {
  amountWords,
  courseOf,
  exactly,
  expectedWords,
  isCeiling,
  paceWords,
  planWords,
  remainderOf,
  valueWords,
} from './words.ts'

/** The four figures that say how far it is. */
export function tilesOf(judged: Judged): Tile[] {
  if (judged.target.kind !== 'number') return taskTiles(judged)
  const growth = growthOf(judged)
  if (planWords(judged) === null) return [actualTile(judged, false), planTile(judged), ...growthTiles(judged)]
  return [actualTile(judged, growth !== null), planTile(judged), percentTile(judged), leftTile(judged)]
}

/** '+13,5%' and its base; null without a figure of the same period. */
export function growthOf({ reader, facts, target, standing }: Judged) {
  const { latest } = standing
  const same = latest && samePeriodOf(facts, latest.asOf, latest.value)
  if (!same) return null
  const { low, high } = same.growth
  const [from, to] = [low ?? high, high ?? low].map((end) => writeSignedPercent(reader.language, end))
  return {
    growth: from === to ? from! : `${from} – ${to}`,
    base: amountWords(reader, same.base, target),
    on: addYears(latest.asOf, -1),
  }
}

function actualTile(judged: Judged, withGrowth: boolean): Tile {
  const { reader, target, standing } = judged
  const { t, language } = reader
  const { latest } = standing
  if (!latest) return { label: t('target.actualNone'), value: '–', note: t('fresh.no_data') }
  const growth = withGrowth ? growthOf(judged) : null
  return {
    label: t('target.actual', { day: writeDay(language, latest.asOf) }),
    ...splitMeasure(writeSpan(language, latest.value, target.decimals), target.measure),
    note: joined([
      latest.qualifier === 'exact' ? null : t(`qualifier.${latest.qualifier}`),
      latest.rangeKind === 'sources' && latest.value.low !== latest.value.high ? t('target.sources') : null,
      growth && t('target.growthNote', growth),
    ]),
  }
}

function planTile(judged: Judged): Tile {
  const { reader, target, standing, facts, day } = judged
  const { t, language } = reader
  const words = planWords(judged)
  if (words === null)
    return { label: t('target.plan'), value: t('target.noPlan'), note: t('target.noPlanNote') }
  if (target.direction === 'within') {
    const band = writeSpan(language, { low: target.planLow, high: target.planHigh }, target.decimals)
    return { label: t('target.band'), ...splitMeasure(band, target.measure) }
  }
  const plan = standing.plan!
  const latest = facts.planVersions.findLast(({ effectiveFrom }) => effectiveFrom <= day)
  const present = planAt(facts, day)
  const revised = latest && target.plan !== null && latest.plan === plan && target.plan !== plan
  return {
    label: isCeiling(judged) ? t('target.ceiling') : t(isLevel(judged) ? 'target.planPoint' : 'target.plan'),
    ...splitMeasure(writeSpan(language, exactly(plan), target.decimals), target.measure),
    note: joined([
      revised
        ? t('target.planFirst', {
            plan: amountWords(reader, target.plan!, target),
            day: writeDay(language, latest.effectiveFrom),
          })
        : null,
      latest && present !== null && present !== plan
        ? t('target.planNext', {
            day: writeDay(language, latest.effectiveFrom),
            plan: amountWords(reader, present, target),
          })
        : null,
    ]),
  }
}

function percentTile(judged: Judged): Tile {
  const { reader, target, standing } = judged
  const { t, language } = reader
  const { latest, percent, met } = standing
  if (target.direction === 'within' || isCeiling(judged)) return keptTile(judged)
  if (!latest) return { label: t('target.percent'), value: '–' }
  return {
    label: t('target.percent'),
    value: writePercentSpan(language, percent ?? { low: null, high: null }, { met: met === 'met' }),
    note: joined([bothShares(judged), joined([paceWords(judged), expectedWords(judged)], ' ')], '; '),
  }
}

/** Where a target has a baseline both shares stand together, so that no one reads a contradiction. */
function bothShares(judged: Judged): string | null {
  const { reader, target, standing } = judged
  const course = courseOf(judged)
  const way = standing.latest && shareOfIncrease(target, standing.plan, standing.latest.value)
  if (course === 'add' || !way || !standing.latest) return null
  const { language } = reader
  const fill = {
    way: writePercentSpan(language, way, { decimals: 1 }),
    from: writeSpan(language, exactly(target.baseline!), target.decimals),
    to: writeSpan(language, exactly(standing.plan!), target.decimals),
  }
  if (course === 'rise') {
    const share = writePercentSpan(language, standing.percent ?? way, { decimals: 1 })
    return reader.t('target.bothRise', { ...fill, share })
  }
  return reader.t('target.bothFall', { ...fill, actual: valueWords(reader, standing.latest.value, target) })
}

/** A ceiling or a band is kept or not; a percentage would say nothing. */
function keptTile(judged: Judged): Tile {
  const { reader, target, standing } = judged
  const { t } = reader
  const isBand = target.direction === 'within'
  const words = isBand
    ? ({ met: 'target.inside', not_met: 'target.outside', unknown: 'target.metUnknown' } as const)
    : ({ met: 'target.kept', not_met: 'target.broken', unknown: 'target.metUnknown' } as const)
  return {
    label: t(isBand ? 'target.percentBand' : 'target.percentCeiling'),
    value: standing.latest ? t(words[standing.met]) : '–',
    note: standing.latest
      ? t(isBand ? 'target.bandNote' : 'target.ceilingNote', {
          actual: writeSpan(reader.language, standing.latest.value, target.decimals),
          plan: planWords(judged)!,
        })
      : undefined,
  }
}

function leftTile(judged: Judged): Tile {
  const { reader, target, standing } = judged
  const { t, language } = reader
  if (target.direction === 'within') return gapTile(judged)
  if (isCeiling(judged)) return allowanceTile(judged)
  const left = remainderOf(judged)
  const label = t(
    ({ add: 'target.left', rise: 'target.leftRise', fall: 'target.leftFall' } as const)[courseOf(judged)],
  )
  if (!left) return { label, value: '–' }
  if (standing.met === 'met') return { label, value: '0', note: beyondWords(judged) }
  const need = needWords(judged)
  return {
    label,
    value: writeSpan(language, left, target.decimals),
    unit: (target.measure?.startsWith('%') ? t('common.points') : target.measure) ?? undefined,
    note:
      need && standing.dueOn
        ? t('target.need', { need, day: writeDay(language, standing.dueOn) })
        : undefined,
  }
}

function beyondWords({ reader, target, standing }: Judged): string {
  const { plan, latest } = standing
  const worst = target.direction === 'down' ? latest!.value.high : latest!.value.low
  const beyond = worst === null || plan === null ? 0 : Math.abs(worst - plan)
  return beyond && target.direction !== 'down'
    ? reader.t('target.beyond', { amount: amountWords(reader, beyond, target) })
    : reader.t('target.reached')
}

function allowanceTile({ reader, target, standing }: Judged): Tile {
  const { t, language } = reader
  const plan = standing.plan!
  const value = standing.latest?.value
  if (!value || value.low === null || value.high === null) return { label: t('target.allowance'), value: '–' }
  const isOver = value.high > plan
  const span = isOver
    ? { low: Math.max(0, value.low - plan), high: value.high - plan }
    : { low: plan - value.high, high: plan - value.low }
  return {
    label: t(isOver ? 'target.excess' : 'target.allowance'),
    ...splitMeasure(writeSpan(language, span, target.decimals), target.measure),
    note: standing.dueOn && t('target.untilDue', { day: writeDay(language, standing.dueOn) }),
  }
}

function gapTile({ reader, target, standing }: Judged): Tile {
  const { t, language } = reader
  const value = standing.latest?.value
  const label = t('target.gap')
  if (!value || value.low === null || value.high === null) return { label, value: '–' }
  const below = target.planLow === null ? 0 : target.planLow - value.low
  const above = target.planHigh === null ? 0 : value.high - target.planHigh
  const gap = Math.max(0, below, above)
  return { label, ...splitMeasure(writeSpan(language, exactly(gap), target.decimals), target.measure) }
}

function growthTiles(judged: Judged): Tile[] {
  const { t, language } = judged.reader
  const growth = growthOf(judged)
  const { dueOn } = judged.standing
  return [
    growth
      ? {
          label: t('target.growth'),
          value: growth.growth,
          note: t('target.base', { day: writeDay(language, growth.on), base: growth.base }),
        }
      : { label: t('target.growth'), value: '–', note: t('fresh.no_base') },
    { label: t('target.deadline'), value: dueOn ? writeDay(language, dueOn) : t('clock.no_deadline') },
  ]
}

/** A task has no figures: what was reported, by when, how long it is, when it was last heard of. */
function taskTiles({ reader, target, standing }: Judged): Tile[] {
  const { t, language } = reader
  const { lastAccepted, dueOn, daysLate, daysLeft } = standing
  const days = daysLate || daysLeft
  return [
    {
      label: t('target.result'),
      value: lastAccepted ? t(`declared.${lastAccepted.declared}`) : t('target.noReport'),
    },
    { label: t('target.deadline'), value: dueOn ? writeDay(language, dueOn) : t('clock.no_deadline') },
    days === null || (days === 0 && daysLeft === null)
      ? { label: t('target.startOn'), value: writeDay(language, target.startOn) }
      : {
          label: t(daysLate ? 'target.daysLate' : 'target.daysLeft'),
          value: String(days),
          unit: t('target.days'),
          tone: daysLate ? 'late' : undefined,
        },
    {
      label: t('target.lastReport'),
      value: standing.lastReportedOn ? writeDay(language, standing.lastReportedOn) : t('target.noReport'),
    },
  ]
}

const isLevel = ({ target }: Judged) => target.valueKind === 'point'

/** A percent sign stays with its number; other measures stand small behind it. */
function splitMeasure(value: string, measure: string | null): { value: string; unit?: string } {
  if (!measure) return { value }
  return measure === '%' ? { value: `${value}%` } : { value, unit: measure }
}

function joined(parts: (string | null | undefined)[], by = ' · '): string | undefined {
  return parts.filter(Boolean).join(by) || undefined
}
