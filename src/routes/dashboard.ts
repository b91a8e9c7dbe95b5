import { Hono } from 'hono'
import { DashboardPage } from '../../views/dashboard/dashboard.tsx'
import { StalePage } from '../../views/dashboard/stale.tsx'
import { hasDesk, holds, maySeeLeagueTable } from '../domain/access.ts'
import { needsAttention } from '../domain/attention.ts'
import type { Day } from '../domain/day.ts'
import { ratesOf } from '../domain/rates.ts'
import { type Campaign, findCampaign } from '../storage/campaigns.ts'
import { listIndicators, tallyGroups } from '../storage/dashboard.ts'
import {
  listContradicted,
  pileDecisions,
  pileDirections,
  pileProposals,
} from '../storage/dashboard-attention.ts'
import { countStale, listStale } from '../storage/dashboard-stale.ts'
import { listUnitStandings } from '../storage/units.ts'
import { show } from './answers.ts'
import { campaignChoice } from './campaign-choice.ts'
import { noCampaign } from './no-campaign.ts'
import { addressOf, askedDay, unusableDay } from './queries.ts'
import { roleParts } from './role-home.ts'
import type { House, Visit } from './visit.ts'

export const dashboardRoutes = new Hono<House>()

/** For those who follow a campaign from above; a unit finds its own in /my-work. */
dashboardRoutes.get('/', async (c) => {
  const { reader, db, actor } = c.var
  if (!holds(actor, 'supervisor', 'leader', 'inspector')) return c.notFound()
  const campaign = await findCampaign(db.read, actor, c.req.query('campaign'))
  if (!campaign) return await noCampaign(c, { title: reader.t('overview.short'), here: '/dashboard' })

  const campaigns = await campaignChoice(c, '/dashboard', campaign)
  const page = { title: reader.t('overview.short'), here: '/dashboard', campaigns } as const
  return await show(c, page, DashboardPage(await loadDashboard(c, campaign)))
})

const STALE_A_PAGE = 50

dashboardRoutes.get('/stale', async (c) => {
  const { reader, db, actor, today } = c.var
  if (!holds(actor, 'supervisor', 'leader', 'inspector')) return c.notFound()
  const campaign = await findCampaign(db.read, actor, c.req.query('campaign'))
  if (!campaign) return c.notFound()

  const asked = { campaign: c.req.query('campaign') }
  const after = c.req.query('after')
  const { rows, next } = await listStale(db.read, actor, campaign, today, { after, limit: STALE_A_PAGE })
  const body = StalePage({
    reader,
    rows,
    n: await countStale(db.read, actor, campaign, today),
    days: campaign.maxAgeDays,
    dashboardHref: addressOf(c, '/dashboard', asked),
    next: next && addressOf(c, '/dashboard/stale', { ...asked, after: next }),
    first: after ? addressOf(c, '/dashboard/stale', asked) : null,
  })
  return await show(c, { title: reader.t('stale.title'), here: '/dashboard' }, body)
})

async function loadDashboard(c: Visit, campaign: Campaign) {
  const { reader, db, actor, today, now, zone } = c.var
  const asked = c.req.query('campaign')
  const asOf = askedDay(c)
  const at = { today, now, zone, asOf }
  const { groups, all, ordered } = await tallyGroups(db.read, actor, campaign, at)
  const { weeks, units } = await listUnitStandings(db.read, actor, campaign, at)
  const found = await listIndicators(db.read, actor, campaign, at)
  const indicators = found.map((one) => ({
    ...one,
    level: one.standing.baseClass === 'open' ? one.standing.level : ('ok' as const),
    behind: behindOf(one.standing.pace?.behind.high ?? null),
  }))
  const owing = units.filter((unit) => unit.owes)
  const desk = hasDesk(actor)
  return {
    reader,
    year: campaign.planYear,
    asOf: asOf ?? null,
    typedDay: unusableDay(c),
    all,
    ordered,
    rates: ratesOf(all.classes),
    groups: groups.map((group) => ({
      ...group,
      href: desk ? addressOf(c, '/desk', { campaign: asked, group: group.number }) : null,
    })),
    units: {
      signed: units.length,
      overdue: units.filter((unit) => unit.overdue > 0).length,
      owing: owing.length,
      reported: owing.filter((unit) => unit.status !== 'none').length,
    },
    week: weeks.current,
    indicators,
    attention: needsAttention({ indicators, units, ...(await loadFollowUp(c, campaign, asOf)) }),
    roleParts: asOf === undefined ? await roleParts(c, campaign) : null,
    stale: asOf === undefined ? await loadStale(c, campaign) : null,
    links: {
      units: maySeeLeagueTable(actor, campaign)
        ? addressOf(c, '/units', { campaign: asked, 'as-of': asOf })
        : null,
      overdue: desk ? addressOf(c, '/desk', { campaign: asked }) : null,
      decisions: desk ? addressOf(c, '/desk', { campaign: asked, tab: 'extensions' }) : null,
      directions: addressOf(c, '/directions', { campaign: asked }),
      silent: addressOf(c, '/proposals', { view: 'silent', campaign: asked }),
      now: addressOf(c, '/dashboard', { campaign: asked }),
      weekly: addressOf(c, '/weekly', { campaign: asked }),
    },
    kept: asked === undefined ? [] : [{ name: 'campaign', value: asked }],
  }
}

const nothing = { contradicted: [], decisions: null, proposals: null, directions: null }

/** What waits for a word today; a past day is judged by its figures alone. */
async function loadFollowUp(c: Visit, campaign: Campaign, asOf: Day | undefined) {
  if (asOf !== undefined) return nothing
  const { db, actor, today, zone } = c.var
  return {
    contradicted: await listContradicted(db.read, actor, campaign),
    decisions: await pileDecisions(db.read, actor, campaign, { today, zone }),
    proposals: await pileProposals(db.read, actor, campaign, { today, zone }),
    directions: await pileDirections(db.read, actor, campaign, today),
  }
}

/** So many old figures are named on the overview itself. */
const MOST_STALE = 5

async function loadStale(c: Visit, campaign: Campaign) {
  const { db, actor, today } = c.var
  const n = await countStale(db.read, actor, campaign, today)
  const { rows } = n ? await listStale(db.read, actor, campaign, today, { limit: MOST_STALE }) : { rows: [] }
  const href = addressOf(c, '/dashboard/stale', { campaign: c.req.query('campaign') })
  return { rows, n, days: campaign.maxAgeDays, href }
}

/** Only for putting indicators in order. */
function behindOf(points: { n: bigint; d: bigint } | null): number | null {
  return points && Number(points.n) / Number(points.d)
}
