import { Hono } from 'hono'
import { capitalised, nameOfPeriod } from '../../views/papers/period/words.ts'
import { periodPapers } from '../../views/papers/period-papers.ts'
import { PeriodListPage, type TypedDays } from '../../views/periods/list.tsx'
import { PeriodPage } from '../../views/periods/period.tsx'
import type { Day } from '../domain/day.ts'
import {
  isTold,
  monthsSoFar,
  type Period,
  periodAfter,
  periodBefore,
  periodBetween,
  periodsOf,
} from '../domain/period.ts'
import type { PeriodSnapshot } from '../domain/snapshot/period.ts'
import {
  allPeriodFormats,
  type PeriodFormat,
  periodFileName,
  periodFormats,
  printPeriod,
} from '../exports/period-files.ts'
import { readDay } from '../i18n/days.ts'
import { loadLetterhead } from '../storage/summaries/letterhead.ts'
import type { Asked } from '../storage/summaries.ts'
import { redirect, refuse, show } from './answers.ts'
import { campaignChoice } from './campaign-choice.ts'
import { noCampaign } from './no-campaign.ts'
import { answerPeriod, figurePath, reportPath } from './period-asked.ts'
import { queryText } from './queries.ts'
import type { House, Visit } from './visit.ts'
import { askedOf, here, addressOf as weeksAddress } from './weekly-asked.ts'

export const periodRoutes = new Hono<House>()

periodRoutes.get('/reports', async (c) => {
  const asked = await askedOf(c)
  if (!asked) return await noCampaign(c, { title: c.var.reader.t('period.title'), here })
  const typed = typedDays(c)
  const period = typed && !typed.errors.length ? typed.period : undefined
  if (period && isTold(period, asked.campaign, c.var.today)) return redirect(c, reportPath(c, period.code))
  return await showList(c, asked, period ? notTold(c, typed!) : typed)
})

/** '2022-M08', '2022-01-01..2022-08-31', or one of its files: '2022-M08.xlsx'. */
periodRoutes.get('/reports/:name', async (c) => {
  const name = c.req.param('name')
  const format = allPeriodFormats.find((one) => name.endsWith(periodFormats[one].ending))
  const code = format ? name.slice(0, -periodFormats[format].ending.length) : name
  return await answerPeriod(c, code, (asked, snapshot) =>
    format ? sendFile(c, asked, snapshot, format) : showPeriod(c, asked, snapshot),
  )
})

async function showPeriod(c: Visit, asked: Asked, snapshot: PeriodSnapshot) {
  const { reader } = c.var
  const { period } = snapshot
  const figureHref = (of: string) => reader.at(figurePath(c, period, of))
  const letterhead = await letterheadOf(c, asked)
  const body = PeriodPage({
    reader,
    snapshot,
    letterhead,
    listHref: reader.at(reportPath(c)),
    before: neighbour(c, asked, periodBefore(period)),
    after: neighbour(c, asked, periodAfter(period)),
    downloads: allPeriodFormats.map((format) => ({
      format,
      href: reader.at(reportPath(c, `${period.code}${periodFormats[format].ending}`)),
    })),
    figureHref,
  })
  const name = nameOfPeriod(reader, period)
  return show(c, { title: capitalised(reader.t('period.pageTitle', { name })), here }, body)
}

async function sendFile(c: Visit, asked: Asked, snapshot: PeriodSnapshot, format: PeriodFormat) {
  const { zone } = asked
  const papers = periodPapers(snapshot, await letterheadOf(c, asked), zone)
  const bytes = await printPeriod(format, snapshot, papers, zone)
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': periodFormats[format].type,
    'Content-Disposition': `attachment; filename="${periodFileName(snapshot, format)}"`,
    'Cache-Control': 'private, no-cache',
  })
}

const letterheadOf = (c: Visit, { tenant, campaign }: Asked) =>
  loadLetterhead(c.var.db.read, tenant, campaign.ownerUnitId)

function neighbour(c: Visit, { campaign }: Asked, period: Period | null) {
  if (!period || !isTold(period, campaign, c.var.today)) return null
  return { period, href: c.var.reader.at(reportPath(c, period.code)) }
}

type Typed = TypedDays & { period?: Period | undefined }

/** What the form of any two days asks for; null where it was not sent. */
function typedDays(c: Visit): Typed | null {
  const [from, to] = [queryText(c, 'from'), queryText(c, 'to')]
  if (from === '' && to === '') return null
  const { t } = c.var.reader
  const days = { from: readDay(from), to: readDay(to) }
  const wrong = (['from', 'to'] as const).filter((field) => !days[field])
  if (wrong.length) return { from, to, errors: wrong.map((field) => ({ field, text: t('period.wrongDay') })) }
  const period = periodBetween(days.from as Day, days.to as Day)
  const errors = period ? [] : [{ field: 'to' as const, text: t('period.wrongOrder') }]
  return { from, to, errors, period }
}

const notTold = (c: Visit, typed: Typed): Typed => ({
  ...typed,
  errors: [{ field: 'from', text: c.var.reader.t('period.notTold') }],
})

/** The months of the year that are over, where no other name is given to them. */
function soFarOf(c: Visit, campaign: Asked['campaign']): Period[] {
  const period = monthsSoFar(c.var.today)
  return period?.kind === 'span' && isTold(period, campaign, c.var.today) ? [period] : []
}

async function showList(c: Visit, { campaign }: Asked, typed: Typed | null) {
  const { reader, today } = c.var
  const campaignAsked = c.req.query('campaign')
  const body = PeriodListPage({
    reader,
    campaign,
    periods: [...soFarOf(c, campaign), ...periodsOf(campaign, today)].map((period) => ({
      period,
      href: reader.at(reportPath(c, period.code)),
      isRunning: period.to >= today,
    })),
    typed: typed ?? { from: '', to: '', errors: [] },
    action: reader.at('/reports'),
    kept: campaignAsked === undefined ? [] : [{ name: 'campaign', value: campaignAsked }],
    weeksHref: reader.at(weeksAddress(c, '')),
  })
  const campaigns = await campaignChoice(c, '/reports', campaign)
  const page = { title: reader.t('period.title'), here, campaigns }
  return typed?.errors.length ? await refuse(c, page, body) : await show(c, page, body)
}
