import { Hono } from 'hono'
import { KinNote } from '../../views/units/kin.tsx'
import { UnitList, UnitsPage } from '../../views/units/list.tsx'
import { UnitPage } from '../../views/units/unit.tsx'
import { maySeeLeagueTable } from '../domain/access.ts'
import { compositeOf, shareReached } from '../domain/composite.ts'
import type { ReportStatus } from '../domain/discipline.ts'
import { groupBy } from '../domain/grouping.ts'
import { disciplineRate } from '../domain/rates.ts'
import { sumOf } from '../domain/tally.ts'
import { unitKinds } from '../domain/unit.ts'
import { type Campaign, findCampaign, listCampaigns, loadCalendar } from '../storage/campaigns.ts'
import { kinOfUnit } from '../storage/unit-changes/kin.ts'
import { namesOn } from '../storage/unit-names.ts'
import { listTargetsOf } from '../storage/unit-targets.ts'
import {
  findUnit,
  hasWords,
  listCommitmentsOf,
  listUnitStandings,
  pageOf,
  type UnitStanding,
} from '../storage/units.ts'
import { loadReports, weeksUpTo } from '../storage/week-reports.ts'
import { redraw, show } from './answers.ts'
import { campaignChoice } from './campaign-choice.ts'
import { choose } from './forms.ts'
import { noCampaign } from './no-campaign.ts'
import { addressOf, askedDay, plainText, queryText } from './queries.ts'
import type { House, Visit } from './visit.ts'

export const unitRoutes = new Hono<House>()

const STATUSES = ['none', 'waiting', 'returned', 'accepted'] as const
const UNITS_A_PAGE = 100

unitRoutes.get('/', async (c) => {
  const { reader, db, actor } = c.var
  const campaign = await findCampaign(db.read, actor, c.req.query('campaign'))
  if (!campaign || !maySeeLeagueTable(actor, campaign))
    return await noCampaign(c, { title: reader.t('units.title'), here: '/units' })

  const props = await loadUnits(c, campaign)
  const campaigns = await campaignChoice(c, '/units', campaign, (one) => maySeeLeagueTable(actor, one))
  const page = { title: reader.t('units.title'), here: '/units', campaigns } as const
  return await redraw(c, page, UnitList(props), () => UnitsPage(props))
})

unitRoutes.get('/:code', async (c) => {
  const { reader, db, actor } = c.var
  const unit = await findUnit(db.read, actor, plainText(c.req.param('code')))
  if (!unit) return c.notFound()
  const asOf = askedDay(c)
  const named = asOf && (await namesOn(db.read, actor.tenant, [unit.id], asOf)).get(unit.id)
  const kin = await kinOfUnit(db.read, actor.tenant, unit.id)
  return await show(
    c,
    { title: unit.name, here: '/units' },
    UnitPage({
      reader,
      unit: { ...unit, ...named },
      succession: KinNote({ reader, kin, ofUnits: true }),
      ...(await loadUnit(c, unit.id)),
    }),
  )
})

async function loadUnits(c: Visit, campaign: Campaign) {
  const { reader, db, actor, today, now, zone } = c.var
  const asOf = askedDay(c)
  const filters = {
    q: queryText(c, 'q'),
    kind: choose(c.req.query('kind') ?? '', unitKinds),
    status: choose(c.req.query('status') ?? '', STATUSES),
  }
  const { weeks, units } = await listUnitStandings(db.read, actor, campaign, { today, now, zone, asOf })
  const chosen = units
    .filter((unit) => hasWords(unit.folded, filters.q))
    .filter((unit) => !filters.kind || unit.kind === filters.kind)
    .filter((unit) => !filters.status || (unit.owes && unit.status === filters.status))
  const after = c.req.query('after')
  const { rows, next } = pageOf(chosen, after, UNITS_A_PAGE)
  const kept = { campaign: c.req.query('campaign'), 'as-of': asOf }
  const address = (place?: string) => addressOf(c, '/units', { ...kept, ...filters, after: place })
  return {
    reader,
    asOf: asOf ?? null,
    week: weeks.current,
    units: rows,
    blocks: new Map([...groupBy(chosen, (unit) => unit.block)].map(([block, own]) => [block, own.length])),
    total: totalOf(chosen),
    all: { units: units.length, statuses: statusesOf(units) },
    kinds: unitKinds.filter((kind) => units.some((unit) => unit.kind === kind)),
    filters,
    kept: Object.entries(kept).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
    next: next && address(next),
    first: after ? address() : null,
  }
}

function totalOf(units: UnitStanding[]) {
  const owing = units.filter((unit) => unit.owes)
  const weeks = units.flatMap((unit) => unit.weeks).filter((week) => week !== 'exempt')
  return {
    units: units.length,
    owing: owing.length,
    reported: owing.filter((unit) => unit.status !== 'none').length,
    tally: sumOf(units.map((unit) => unit.tally)),
    discipline: disciplineRate(weeks.filter((week) => week === 'on_time').length, weeks.length),
  }
}

function statusesOf(units: UnitStanding[]): Record<ReportStatus, number> {
  const counts = { none: 0, waiting: 0, returned: 0, accepted: 0 }
  for (const unit of units) if (unit.owes || unit.status !== 'none') counts[unit.status] += 1
  return counts
}

/** The campaign asked for, else the newest in which the unit has signed. */
async function loadUnit(c: Visit, unitId: string) {
  const { db, actor, today, now, zone } = c.var
  const asOf = askedDay(c)
  const signed = await listCommitmentsOf(db.read, actor.tenant, unitId)
  const asked = c.req.query('campaign')
  const first = signed.find(({ campaignCode }) => campaignCode === asked) ?? signed[0]
  const campaign = (await listCampaigns(db.read, actor.tenant)).find(({ id }) => id === first?.campaignId)
  const nothing = { headPost: null, asOf: null, unitsHref: null, campaign: null, others: [], commitments: [] }
  if (!first || !campaign) return { ...nothing, targets: [], reports: null, composite: null }

  const calendar = await loadCalendar(db.read, actor.tenant)
  const weeks = weeksUpTo(asOf ?? today, campaign, calendar, zone)
  const reports = await loadReports(db.read, actor.tenant, campaign.id, weeks, [unitId])
  const targets = await listTargetsOf(db.read, actor.tenant, unitId, campaign, { today, now, zone, asOf })
  const others = [...groupBy(signed, ({ campaignCode }) => campaignCode).values()]
    .map(([one]) => one!)
    .filter(({ campaignId }) => campaignId !== campaign.id)
  return {
    headPost: first.headPost,
    asOf: asOf ?? null,
    unitsHref: maySeeLeagueTable(actor, campaign)
      ? addressOf(c, '/units', { campaign: asked, 'as-of': asOf })
      : null,
    campaign,
    others: others.map((one) => ({
      name: one.campaignName,
      href: addressOf(c, c.req.path.slice(c.var.config.basePath.length), { campaign: one.campaignCode }),
    })),
    commitments: signed.filter(({ campaignId }) => campaignId === campaign.id),
    targets,
    reports: reports.get(unitId) ?? null,
    composite: compositeOf(
      targets.map(({ target, standing }) => ({ weight: target.weight, share: shareReached(standing) })),
    ),
  }
}
