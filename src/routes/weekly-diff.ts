import { Hono } from 'hono'
import { namesIn } from '../../views/papers/weekly/changes.ts'
import { diffPaper, namesOf } from '../../views/papers/weekly/diff.ts'
import { DiffPage, DiffRefusedPage } from '../../views/weekly/diff.tsx'
import { groupBy } from '../domain/grouping.ts'
import { type DiffChange, diffOf, type Span } from '../domain/snapshot/diff.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { parseWeek, type Week } from '../domain/week.ts'
import { printXlsx } from '../exports/xlsx.ts'
import { translator } from '../i18n/translate.ts'
import { MOST_WEEKS, tellSpan, weeksBetween } from '../storage/summaries/span.ts'
import { findToldWeek } from '../storage/summaries/told.ts'
import { type Asked, isTold, weeksOf } from '../storage/summaries.ts'
import { redirect, show } from './answers.ts'
import { answerApart } from './apart.ts'
import { addressOf as addressWith, queryText } from './queries.ts'
import type { House, Visit } from './visit.ts'
import { addressOf, askedOf, askedWeek, here, issueAsked, weekAddress } from './weekly-asked.ts'

export const weeklyDiffRoutes = new Hono<House>()

const ROWS = 50

/** Two weeks as the form sends them, in whichever order. */
weeklyDiffRoutes.get('/weekly/diff', async (c) => {
  const [from, to] = ['from', 'to'].map((name) => parseWeek(queryText(c, name)))
  if (!from || !to || !(await askedOf(c))) return await c.notFound()
  const [first, last] = from.from <= to.from ? [from, to] : [to, from]
  return redirect(c, diffAddress(c, first, last))
})

/** '/weekly/2022-W36/diff/2022-W35', or '….xlsx': the later week against the earlier one. */
weeklyDiffRoutes.get('/weekly/:week/diff/:other', async (c) => {
  const pair = await askedPair(c)
  if (!pair) return await c.notFound()
  const { asked, first, last, ending } = pair
  if (first.from > last.from) return redirect(c, diffAddress(c, last, first, ending))

  const why = refusalOf(first, last)
  if (why) return ending ? await c.notFound() : await refuse(c, asked, [first, last], why)
  return await answerApart(c, asked, async () => {
    const span = await spanAsked(c, asked, [first, last])
    if (!span) return await c.notFound()
    return ending ? await sendFile(c, asked, span) : await showDiff(c, asked, [first, last], span)
  })
})

/** `?issue=` is of the later week; the weeks before it are told as they stand. */
async function spanAsked(c: Visit, asked: Asked, [first, last]: Pair): Promise<Span | undefined> {
  const { read } = c.var.db
  const issue = issueAsked(c)
  if (issue === undefined) return await tellSpan(read, asked, first, last)
  const told = await findToldWeek(read, asked, last, issue)
  if (!told) return undefined
  const { snapshot } = told
  const { first: from, steps } = await tellSpan(read, asked, first, last)
  return { first: from, steps: [...steps.slice(0, -1), snapshot], last: snapshot }
}

/** Both weeks of the address, if both can be told. */
async function askedPair(c: Visit) {
  const [, code = '', ending = ''] = /^(.*?)(\.xlsx)?$/.exec(c.req.param('other') ?? '') ?? []
  const [found, first] = [await askedWeek(c, c.req.param('week')), parseWeek(code)]
  if (!found || !first) return undefined
  const { asked, week: last } = found
  return isTold(asked, first) && isTold(asked, last) ? { asked, first, last, ending } : undefined
}

function refusalOf(first: Week, last: Week): Refusal | undefined {
  if (first.code === last.code) return 'same'
  return weeksBetween(first, last).length > MOST_WEEKS ? 'far' : undefined
}

type Refusal = 'same' | 'far'

const diffAddress = (c: Visit, first: Week, last: Week, ending = '') =>
  weekAddress(c, last, `/diff/${first.code}${ending}`)

type Pair = readonly [first: Week, last: Week]

async function showDiff(c: Visit, asked: Asked, [first, last]: Pair, span: Span) {
  const { reader } = c.var
  const changes = diffOf(span)
  const from = pageStart(c, changes)
  const units = [...span.first.units, ...span.last.units]
  const page = (after: number | null) => ofLast(c, last, `/diff/${first.code}`, after)
  const names = namesOf(reader, first.code, last.code)
  const body = DiffPage({
    ...(await frameOf(c, asked, [first, last])),
    span,
    weekHref: ofLast(c, last),
    downloadHref: ofLast(c, last, `/diff/${first.code}.xlsx`),
    figureHref: (side, of) => figureAddress(c, [first, last], span, side, of),
    counts: new Map([...groupBy(changes, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length])),
    shown: { changes: changes.slice(from, from + ROWS), from, names: namesIn(units) },
    total: changes.length,
    next: from + ROWS < changes.length ? page(from + ROWS) : null,
    first: from > 0 ? page(null) : null,
  })
  return await show(c, { title: reader.t('diff.title', names), here }, body)
}

/** An address within the later week, of the issue that is asked for. */
function ofLast(c: Visit, { code }: Pick<Week, 'code'>, rest = '', after: number | null = null): string {
  const [campaign, issue] = [c.req.query('campaign'), c.req.query('issue')]
  return addressWith(c, `${here}/${code}${rest}`, { campaign, issue, after })
}

/** How many changes stand before this page; anything that is no such number begins at the first. */
function pageStart(c: Visit, changes: readonly DiffChange[]): number {
  const after = Number(queryText(c, 'after'))
  return Number.isSafeInteger(after) && after > 0 && after < changes.length ? after : 0
}

/** The reports of the earlier week are those with which it ended; the week after it explains them. */
function figureAddress(
  c: Visit,
  [first, last]: Pair,
  span: Span,
  side: 'before' | 'after',
  of: string,
): string {
  if (side === 'after') return ofLast(c, last, `/figure/${of}`)
  const next = span.steps[0]!
  const endedAs = of.startsWith('reports.') && next.discipline.before?.week === first.code
  if (!endedAs) return c.var.reader.at(weekAddress(c, first, `/figure/${of}`))
  const path = `/figure/${of.replace('reports.', 'reports_before.')}`
  return next.week === last.code ? ofLast(c, last, path) : c.var.reader.at(weekAddress(c, next.week, path))
}

async function refuse(c: Visit, asked: Asked, pair: Pair, why: Refusal) {
  const { reader } = c.var
  const { t } = reader
  const words =
    why === 'far'
      ? { title: t('diff.far'), text: t('diff.farText', { n: MOST_WEEKS }) }
      : { title: t('diff.same'), text: t('diff.sameText') }
  const body = DiffRefusedPage({ ...(await frameOf(c, asked, pair)), ...words })
  return await show(c, { title: t('diff.choose'), here }, body)
}

async function frameOf(c: Visit, asked: Asked, [first, last]: Pair) {
  const { reader } = c.var
  const campaign = c.req.query('campaign')
  const listed = weeksOf(asked)
  const missing = [last, first].filter(({ code }) => listed.every((week) => week.code !== code))
  const weeks = [...new Map([...listed, ...missing].map((week) => [week.code, week])).values()]
  return {
    reader,
    campaign: asked.campaign.name,
    weeksHref: reader.at(addressOf(c, '')),
    choice: {
      action: reader.at(`${here}/diff`),
      hidden: campaign === undefined ? [] : [{ name: 'campaign', value: campaign }],
      weeks: weeks.sort((a, b) => (a.from < b.from ? 1 : -1)),
      from: first.code,
      to: last.code,
    },
  }
}

/** Biểu 07 of the two weeks, in the office's own language like every file of a week. */
async function sendFile(c: Visit, { zone }: Asked, span: Span) {
  const scribe = { language: 'vi', t: translator('vi'), zone } as const
  const { last } = span
  const at = Math.max(...[span.first, last].map((week) => Date.parse(week.frozen_at ?? week.until)))
  const paper = diffPaper(scribe, span, diffOf(span))
  const bytes = await printXlsx(paper, { zone, at, author: last.owner.name })
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'Content-Disposition': `attachment; filename="${fileNameOf(span.first, last)}"`,
    'Cache-Control': 'private, no-cache',
  })
}

/** 'BC-tuan_HH_2022-W36_so_2022-W35.xlsx' */
const fileNameOf = (first: Snapshot, last: Snapshot) =>
  `BC-tuan_${last.owner.code}_${last.week}_so_${first.week}.xlsx`
