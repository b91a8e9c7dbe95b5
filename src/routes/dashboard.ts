import { Hono } from 'hono'
import { DashboardPage } from '../../views/dashboard/dashboard.tsx'
import { hasDesk, holds, maySeeLeagueTable } from '../domain/access.ts'
import { needsAttention } from '../domain/attention.ts'
import { ratesOf } from '../domain/rates.ts'
import { type Campaign, findCampaign } from '../storage/campaigns.ts'
import { listIndicators, tallyGroups } from '../storage/dashboard.ts'
import { listUnitStandings } from '../storage/units.ts'
import { show } from './answers.ts'
import { addressOf, askedDay, unusableDay } from './queries.ts'
import type { House, Visit } from './visit.ts'

export const dashboardRoutes = new Hono<House>()

/** For those who follow a campaign from above; a unit finds its own in /my-work. */
dashboardRoutes.get('/', async (c) => {
  const { reader, db, actor } = c.var
  if (!holds(actor, 'supervisor', 'leader', 'inspector')) return c.notFound()
  const campaign = await findCampaign(db.read, actor, c.req.query('campaign'))
  if (!campaign) return c.notFound()

  const page = { title: reader.t('overview.short'), here: '/dashboard' } as const
  return await show(c, page, DashboardPage(await loadDashboard(c, campaign)))
})

async function loadDashboard(c: Visit, campaign: Campaign) {
  const { reader, db, actor, today, now, zone } = c.var
  const asked = c.req.query('campaign')
  const asOf = askedDay(c)
  const at = { today, now, zone, asOf }
  const { groups, all } = await tallyGroups(db.read, actor, campaign, at)
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
    attention: needsAttention(indicators, units),
    links: {
      units: maySeeLeagueTable(actor, campaign)
        ? addressOf(c, '/units', { campaign: asked, 'as-of': asOf })
        : null,
      overdue: desk ? addressOf(c, '/desk', { campaign: asked }) : null,
      now: addressOf(c, '/dashboard', { campaign: asked }),
      weekly: addressOf(c, '/weekly', { campaign: asked }),
    },
    kept: asked === undefined ? [] : [{ name: 'campaign', value: asked }],
  }
}

/** Only for putting indicators in order. */
function behindOf(points: { n: bigint; d: bigint } | null): number | null {
  return points && Number(points.n) / Number(points.d)
}
