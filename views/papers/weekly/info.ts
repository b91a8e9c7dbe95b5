import type { Cell, Row, Section } from '../../../src/domain/paper.ts'
import type { Rate } from '../../../src/domain/rates.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { count, countOrdered, momentCell, rateCell, type Scribe, say, stateOf } from '../scribe.ts'

/** The first sheet: who and when, how to check the file, and the rule behind every rate. */
export function infoTable(scribe: Scribe, snapshot: Snapshot): Section {
  const { t } = scribe
  const ordered = countOrdered(snapshot)
  const said = (item: string, content: Cell): Row => ({ cells: [item, content, null, null, null] })
  return {
    name: t('weekly.sheet.info'),
    heading: t('weekly.table.info'),
    columns: [
      { key: 'item', heading: t('weekly.col.item'), kind: 'text', width: 46 },
      { key: 'content', heading: t('weekly.col.content'), kind: 'text', width: 70 },
      { key: 'numerator', heading: t('weekly.col.numerator'), kind: 'count', width: 10 },
      { key: 'denominator', heading: t('weekly.col.denominator'), kind: 'count', width: 10 },
      { key: 'rate', heading: t('weekly.col.rate'), kind: 'percent', width: 10 },
    ],
    rows: [
      said(t('weekly.info.code'), snapshot.code),
      said(t('weekly.info.owner'), snapshot.owner.name),
      said(t('weekly.info.campaign'), `${snapshot.campaign} – ${snapshot.campaign_name}`),
      said(t('weekly.info.week'), snapshot.week),
      said(t('weekly.info.until'), say(scribe, momentCell(snapshot.until))),
      said(t('weekly.info.state'), stateOf(scribe, snapshot)),
      said(t('weekly.info.hash'), snapshot.hash),
      said(t('weekly.info.previousHash'), snapshot.previous_hash),
      said(t('weekly.info.count'), count(snapshot.totals.targets - ordered)),
      ...(ordered ? [said(t('weekly.info.ordered'), count(ordered))] : []),
      ...rateRows(scribe, snapshot),
      said(t('weekly.info.missing'), missingOf(snapshot) || t('common.none')),
      said(
        t('weekly.info.thresholds'),
        t('weekly.info.thresholdText', {
          risk: snapshot.rules.at_risk_points,
          behind: snapshot.rules.behind_points,
          age: snapshot.rules.max_age_days,
        }),
      ),
    ],
  }
}

const rates = ['R2', 'R1', 'R3', 'R4', 'R5'] as const

function rateRows({ t }: Scribe, snapshot: Snapshot): Row[] {
  const row = (item: string, rate: Rate): Row => ({
    cells: [item, null, count(rate.numerator), count(rate.denominator), rateCell(rate)],
  })
  return [
    ...rates.map((name) => row(t(`weekly.rate.${name}`), snapshot.rates[name])),
    row(t('weekly.rate.discipline'), snapshot.discipline.week.rate),
  ]
}

/** By name, in the office's order. */
export function missingOf({ discipline, units }: Snapshot): string {
  const silent = new Set(
    discipline.units.filter(({ week }) => week === 'missing' || week === 'pending').map(({ unit }) => unit),
  )
  return units
    .filter(({ code }) => silent.has(code))
    .map(({ name }) => name)
    .join('; ')
}
