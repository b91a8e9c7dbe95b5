import { Hono } from 'hono'
import { DisciplineList, DisciplinePage } from '../../views/weekly/discipline.tsx'
import { disciplineOrder, type ReportOfUnit, reportsOf } from '../domain/snapshot/figure-reports.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Week } from '../domain/week.ts'
import { findToldWeek } from '../storage/summaries/told.ts'
import type { Asked } from '../storage/summaries.ts'
import { redraw } from './answers.ts'
import { answerApart } from './apart.ts'
import { choose } from './forms.ts'
import { placesOf } from './places.ts'
import { addressOf } from './queries.ts'
import type { House, Visit } from './visit.ts'
import { askedWeek, here, issueAsked, addressOf as weeklyAddress } from './weekly-asked.ts'

export const weeklyDisciplineRoutes = new Hono<House>()

weeklyDisciplineRoutes.get('/weekly/:week/discipline', async (c) => {
  const at = await askedWeek(c, c.req.param('week'))
  if (!at) return c.notFound()
  return await answerApart(c, at.asked, () => showDiscipline(c, at.asked, at.week))
})

async function showDiscipline(c: Visit, asked: Asked, week: Week) {
  const told = await findToldWeek(c.var.db.read, asked, week, issueAsked(c))
  if (!told) return await c.notFound()
  const { snapshot } = told
  const props = propsOf(c, snapshot)
  const page = { title: c.var.reader.t('discipline.title', { n: Number(snapshot.week.slice(6)) }), here }
  return await redraw(c, page, DisciplineList(props), () => DisciplinePage(props))
}

function propsOf(c: Visit, snapshot: Snapshot) {
  const { reader } = c.var
  const filters = {
    state: choose(c.req.query('state') ?? '', disciplineOrder),
    sort: choose(c.req.query('sort') ?? '', ['streak']),
  }
  const units = sorted(reportsOf(snapshot), filters.sort).filter(
    ({ kept }) => !filters.state || kept === filters.state,
  )
  const { from, to, after } = placesOf(c, units.length)
  const path = `${here}/${snapshot.week}`
  const which = { campaign: c.req.query('campaign'), issue: c.req.query('issue') }
  const page = (place?: string) => addressOf(c, `${path}/discipline`, { ...which, ...filters, after: place })
  return {
    reader,
    snapshot,
    units: units.slice(from, to),
    next: after && page(after),
    first: from ? page() : null,
    action: reader.at(`${path}/discipline`),
    filters,
    kept: Object.entries(which).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
    weeksHref: reader.at(weeklyAddress(c, '')),
    weekHref: addressOf(c, path, which),
    figureAt: (name: string) => addressOf(c, `${path}/figure/${name}`, which),
  }
}

/** Within each state, and each length, in the office's order. */
function sorted(units: ReportOfUnit[], by: 'streak' | null): ReportOfUnit[] {
  const rank = ({ kept }: ReportOfUnit) => disciplineOrder.indexOf(kept)
  return units.toSorted((a, b) => (by ? b.late_streak - a.late_streak : 0) || rank(a) - rank(b))
}
