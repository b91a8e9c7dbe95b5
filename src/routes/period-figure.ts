import { Hono } from 'hono'
import { nameOfPeriod, periodScribe } from '../../views/papers/period/words.ts'
import { ReportsFigurePage, type ReportsRule } from '../../views/periods/reports-figure.tsx'
import { nameOf } from '../../views/weekly/figure/words.ts'
import { FigurePage } from '../../views/weekly/figure.tsx'
import { type Period, periodBefore } from '../domain/period.ts'
import { countRows, figureOf } from '../domain/snapshot/figure.ts'
import type { PeriodSnapshot } from '../domain/snapshot/period.ts'
import { show } from './answers.ts'
import { answerPeriod, figurePath, reportPath } from './period-asked.ts'
import { placesOf } from './places.ts'
import { addressOf, plainText } from './queries.ts'
import type { House, Visit } from './visit.ts'
import { here } from './weekly-asked.ts'

export const periodFigureRoutes = new Hono<House>()

const BEFORE = 'before:'
const reportsRules: readonly ReportsRule[] = ['on_time', 'late', 'missing', 'exempt', 'rate']

/** What a figure of a period is made of; 'before:overdue' leads to the same figure of the month or quarter before. */
periodFigureRoutes.get('/reports/:code/figure/:name', async (c) => {
  const name = plainText(c.req.param('name'))
  return await answerPeriod(c, c.req.param('code'), (_, snapshot) => {
    if (name.startsWith(BEFORE)) return leadBack(c, snapshot, name.slice(BEFORE.length))
    const rule = reportsRules.find((one) => name === `reports.${one}`)
    return rule ? showReports(c, snapshot, rule) : showFigure(c, snapshot, name)
  })
})

/** Only where the period is held against the one before. */
function leadBack(c: Visit, { period, told }: PeriodSnapshot, name: string) {
  const before = told.before && periodBefore(period)
  if (!before || name.startsWith(BEFORE)) return c.notFound()
  return c.redirect(c.var.reader.at(figurePath(c, before, name)), 302)
}

async function showReports(c: Visit, snapshot: PeriodSnapshot, rule: ReportsRule) {
  const reader = periodScribe(c.var.reader, snapshot)
  const name = reader.t(`period.reportsName.${rule}`)
  const body = ReportsFigurePage({ reader, snapshot, rule, ...hrefsOf(c, snapshot.period) })
  return await show(c, { title: titleOf(c, snapshot, name), here }, body)
}

async function showFigure(c: Visit, snapshot: PeriodSnapshot, name: string) {
  const { period, told } = snapshot
  const figure = name.startsWith('reports') ? undefined : figureOf(told, name)
  if (!figure) return c.notFound()

  const reader = periodScribe(c.var.reader, snapshot)
  const { from, to, after } = placesOf(c, countRows(figure))
  const path = `/reports/${period.code}/figure/${encodeURIComponent(name)}`
  const page = (place?: string) => addressOf(c, path, { campaign: c.req.query('campaign'), after: place })
  const { listHref, periodHref } = hrefsOf(c, period)
  const body = FigurePage({
    reader,
    snapshot: told,
    figure,
    from,
    to,
    next: after && page(after),
    first: from ? page() : null,
    weeksHref: listHref,
    weekHref: periodHref,
    figureAt: (other) => reader.at(figurePath(c, period, other)),
  })
  return await show(c, { title: titleOf(c, snapshot, nameOf(reader, told, figure)), here }, body)
}

const titleOf = (c: Visit, { period }: PeriodSnapshot, name: string): string =>
  c.var.reader.t('period.figurePage', { name, periodName: nameOfPeriod(c.var.reader, period) })

function hrefsOf(c: Visit, { code }: Period) {
  const { reader } = c.var
  return { listHref: reader.at(reportPath(c)), periodHref: reader.at(reportPath(c, code)) }
}
