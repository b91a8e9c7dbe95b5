import { Hono } from 'hono'
import { ChangesCard, ChangesPage } from '../../views/desk/changes.tsx'
import { Board, type BoardProps, DeskPage, type DeskTab } from '../../views/desk/desk.tsx'
import { hasDesk, mayReview, maySupervise } from '../domain/access.ts'
import { weekOf } from '../domain/week.ts'
import { type Campaign, findCampaign, listTaskGroups, loadCalendar } from '../storage/campaigns.ts'
import { listChanges } from '../storage/desk/changes.ts'
import { type DeskFilters, isFiltered } from '../storage/desk/filters.ts'
import { countMissing, listMissing } from '../storage/desk/missing.ts'
import { countOverdueByGroup, listOverdue } from '../storage/desk/overdue.ts'
import { countWaiting, listWaiting } from '../storage/desk/waiting.ts'
import { findUnit } from '../storage/units.ts'
import { dueWeek } from '../storage/week-reports.ts'
import { redraw } from './answers.ts'
import { choose } from './forms.ts'
import { addressOf, queryText } from './queries.ts'
import type { House, Visit } from './visit.ts'

export const deskRoutes = new Hono<House>()

const TABS = ['overdue', 'review', 'missing'] as const
const SORTS = ['days', 'unit', 'group'] as const

deskRoutes.get('/', async (c) => {
  const campaign = await campaignFor(c)
  if (!campaign) return c.notFound()
  const tab = choose(c.req.query('tab') ?? '', TABS) ?? 'overdue'
  const filters = filtersIn(c)
  const page = { title: c.var.reader.t('desk.title'), here: '/desk' }

  const board = await loadBoard(c, campaign, tab, filters)
  return await redraw(c, page, Board(board), async () =>
    DeskPage(await loadDesk(c, campaign, tab, filters, board)),
  )
})

deskRoutes.get('/changes', async (c) => {
  const campaign = await campaignFor(c)
  if (!campaign) return c.notFound()
  const { reader, db, actor, today, now, zone } = c.var
  const changes = await listChanges(db.read, actor, campaign, { today, now, zone })
  const props = { ...changes, reader, href: changesHref(c) }
  const page = { title: reader.t('desk.changes'), here: '/desk' }
  return await redraw(c, page, ChangesCard(props), () =>
    ChangesPage({ ...props, deskHref: address(c, 'overdue', {}) }),
  )
})

async function campaignFor(c: Visit): Promise<Campaign | undefined> {
  if (!hasDesk(c.var.actor)) return undefined
  return await findCampaign(c.var.db.read, c.var.actor, c.req.query('campaign'))
}

function filtersIn(c: Visit): DeskFilters {
  const group = Number(c.req.query('group') || Number.NaN)
  return {
    q: queryText(c, 'q'),
    group: Number.isInteger(group) && group > 0 && group < 1000 ? group : null,
    unit: queryText(c, 'unit'),
    sort: choose(c.req.query('sort') ?? '', SORTS) ?? 'days',
    after: c.req.query('after'),
  }
}

async function loadBoard(
  c: Visit,
  campaign: Campaign,
  tab: DeskTab,
  filters: DeskFilters,
): Promise<BoardProps> {
  const { list, next } = await loadList(c, campaign, tab, filters)
  return {
    reader: c.var.reader,
    list,
    sort: filters.sort,
    groups: await listTaskGroups(c.var.db.read, c.var.actor.tenant, campaign.id),
    isFiltered: isFiltered(filters),
    next: next && address(c, tab, filters, next),
    first: filters.after ? address(c, tab, filters) : null,
  }
}

async function loadList(
  c: Visit,
  campaign: Campaign,
  tab: DeskTab,
  filters: DeskFilters,
): Promise<{ list: BoardProps['list']; next: string | null }> {
  const { db, actor, today, now, zone } = c.var
  if (tab === 'overdue') {
    const { rows, next } = await listOverdue(db.read, actor, campaign, today, filters)
    return { list: { tab, rows }, next }
  }
  if (tab === 'missing') {
    const { rows, next } = await listMissing(db.read, actor, campaign, { today, now, zone }, filters)
    return { list: { tab, rows }, next }
  }
  const { rows, next } = await listWaiting(db.read, actor, campaign, filters)
  const judged = rows.map((row) => {
    const sides = { ...row, ownerUnitId: campaign.ownerUnitId }
    const may = mayReview(actor, row, sides)
    return { ...row, mayReview: may, isOwn: !may && maySupervise(actor, sides) }
  })
  return { list: { tab, rows: judged }, next }
}

async function loadDesk(c: Visit, campaign: Campaign, tab: DeskTab, filters: DeskFilters, board: BoardProps) {
  const { db, actor, today, zone } = c.var
  const calendar = await loadCalendar(db.read, actor.tenant)
  const week = dueWeek(weekOf(today), campaign, calendar, zone)
  const counts = await countOverdueByGroup(db.read, actor, campaign, today)
  const unit = filters.unit ? await findUnit(db.read, actor, filters.unit) : undefined
  const waiting = await countWaiting(db.read, actor, campaign)
  const missing = await countMissing(db.read, actor, campaign, week)
  const asked = c.req.query('campaign')
  return {
    ...board,
    tab,
    tabs: {
      overdue: { href: address(c, 'overdue', {}), count: counts.targets },
      review: { href: address(c, 'review', {}), count: waiting },
      missing: { href: address(c, 'missing', {}), count: missing },
    },
    counts,
    week,
    filters: { ...filters, unitName: unit?.name ?? '' },
    kept: asked === undefined ? [] : [{ name: 'campaign', value: asked }],
    clearHref: address(c, tab, {}),
    changesHref: changesHref(c),
    groupHref: (group: number) => address(c, 'overdue', { group }),
  }
}

/** The desk with these filters, in the campaign that was asked for. */
function address(c: Visit, tab: DeskTab, filters: Partial<DeskFilters>, after?: string): string {
  return addressOf(c, '/desk', {
    campaign: c.req.query('campaign'),
    tab: tab === 'overdue' ? undefined : tab,
    q: filters.q,
    group: filters.group,
    unit: filters.unit,
    sort: filters.sort === 'days' ? undefined : filters.sort,
    after,
  })
}

const changesHref = (c: Visit) => addressOf(c, '/desk/changes', { campaign: c.req.query('campaign') })
