import { Hono } from 'hono'
import { nameOf } from '../../views/weekly/figure/words.ts'
import { FigurePage } from '../../views/weekly/figure.tsx'
import { countRows, figureOf } from '../domain/snapshot/figure.ts'
import { type Week, weekBefore } from '../domain/week.ts'
import { findToldWeek } from '../storage/summaries/told.ts'
import { type Asked, isTold } from '../storage/summaries.ts'
import { show } from './answers.ts'
import { answerApart } from './apart.ts'
import { placesOf } from './places.ts'
import { addressOf, plainText } from './queries.ts'
import type { House, Visit } from './visit.ts'
import { askedWeek, here, issueAsked, weekAddress, addressOf as weeklyAddress } from './weekly-asked.ts'

export const weeklyFigureRoutes = new Hono<House>()

const BEFORE = 'before:'

/** What a figure of a week is made of; 'before:R2' leads to the same figure of the week before. */
weeklyFigureRoutes.get('/weekly/:week/figure/:name', async (c) => {
  const at = await askedWeek(c, c.req.param('week'))
  if (!at) return c.notFound()
  const name = plainText(c.req.param('name'))
  return name.startsWith(BEFORE)
    ? leadBack(c, at.asked, weekBefore(at.week), name.slice(BEFORE.length))
    : await answerApart(c, at.asked, () => showFigure(c, at.asked, at.week, name))
})

function leadBack(c: Visit, asked: Asked, week: Week, name: string) {
  if (!isTold(asked, week) || name.startsWith(BEFORE)) return c.notFound()
  return c.redirect(c.var.reader.at(weekAddress(c, week, figurePath(name))), 302)
}

const figurePath = (name: string) => `/figure/${encodeURIComponent(name)}`

async function showFigure(c: Visit, asked: Asked, week: Week, name: string) {
  const { reader, db } = c.var
  const told = await findToldWeek(db.read, asked, week, issueAsked(c))
  const snapshot = told?.snapshot
  const figure = snapshot && figureOf(snapshot, name)
  if (!figure) return c.notFound()

  const { from, to, after } = placesOf(c, countRows(figure))
  const [campaign, issue] = [c.req.query('campaign'), c.req.query('issue')]
  const page = (place?: string) =>
    addressOf(c, `${here}/${week.code}${figurePath(name)}`, { campaign, issue, after: place })
  const body = FigurePage({
    reader,
    snapshot,
    figure,
    from,
    to,
    annulled: told.stored?.state === 'annulled' ? told.stored.issue : null,
    next: after && page(after),
    first: from ? page() : null,
    weeksHref: reader.at(weeklyAddress(c, '')),
    weekHref: addressOf(c, `${here}/${week.code}`, { campaign, issue }),
    figureAt: (other) => addressOf(c, `${here}/${week.code}${figurePath(other)}`, { campaign, issue }),
  })
  const title = reader.t('figure.pageTitle', { name: nameOf(reader, snapshot, figure), n: week.number })
  return await show(c, { title, here }, body)
}
