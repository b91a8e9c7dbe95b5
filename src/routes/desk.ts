import { Hono } from 'hono'
import { Board } from '../../views/desk/board.tsx'
import { ChangesCard, ChangesPage } from '../../views/desk/changes.tsx'
import { DeskPage } from '../../views/desk/desk.tsx'
import type { BoardProps, DeskTab } from '../../views/desk/shapes.ts'
import { hasDesk, mayRemindIn } from '../domain/access.ts'
import { weekOf } from '../domain/week.ts'
import { type Campaign, findCampaign, listTaskGroups, loadCalendar } from '../storage/campaigns.ts'
import { countAwaiting } from '../storage/commitments/pending.ts'
import { listChanges } from '../storage/desk/changes.ts'
import { type DeskFilters, isFiltered } from '../storage/desk/filters.ts'
import { countOverdueByGroup } from '../storage/desk/overdue.ts'
import { findUnit } from '../storage/units.ts'
import { dueWeek } from '../storage/week-reports.ts'
import { redraw } from './answers.ts'
import { campaignChoice } from './campaign-choice.ts'
import { countLists, loadList } from './desk-lists.ts'
import { choose } from './forms.ts'
import { noCampaign } from './no-campaign.ts'
import { addressOf, queryText } from './queries.ts'
import { stepsAhead } from './role-home.ts'
import type { House, Visit } from './visit.ts'

export const deskRoutes = new Hono<House>()

const TABS = [
  'overdue',
  'warned',
  'review',
  'extensions',
  'proposals',
  'missing',
] as const satisfies DeskTab[]
/** What was done to a request for more time on this page, by its word in the address. */
const EXTENSION_DEEDS = ['opinion', 'granted', 'refused'] as const
export type ExtensionDone = (typeof EXTENSION_DEEDS)[number]
const SORTS = ['days', 'unit', 'group'] as const

deskRoutes.get('/', async (c) => {
  const campaign = await campaignFor(c)
  if (!campaign)
    return await noCampaign(c, { title: c.var.reader.t('desk.title'), here: '/desk' }, [
      'supervisor',
      'leader',
    ])
  const tab = choose(c.req.query('tab') ?? '', TABS) ?? 'overdue'
  const filters = filtersIn(c)
  const campaigns = await campaignChoice(c, '/desk', campaign)
  const done = choose(c.req.query('done') ?? '', EXTENSION_DEEDS)
  const flash = done && { flash: { kind: 'done' as const, text: c.var.reader.t(`desk.extension.${done}`) } }
  const page = { title: c.var.reader.t('desk.title'), here: '/desk', campaigns, ...flash }

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
    aboveAfter: c.req.query('above-after'),
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
    dueSoonDays: campaign.dueSoonDays,
    here: addressOf(c, '/desk', { campaign: c.req.query('campaign'), tab }).slice(
      c.var.config.basePath.length,
    ),
    groups: await listTaskGroups(c.var.db.read, c.var.actor.tenant, campaign.id),
    isFiltered: isFiltered(filters),
    mayRemind: mayRemindIn(c.var.actor, campaign.ownerUnitId),
    kept: keptIn(c),
    next: next && address(c, tab, filters, next),
    first: filters.after ? address(c, tab, filters) : null,
  }
}

async function loadDesk(c: Visit, campaign: Campaign, tab: DeskTab, filters: DeskFilters, board: BoardProps) {
  const { db, actor, today, zone } = c.var
  const calendar = await loadCalendar(db.read, actor.tenant)
  const week = dueWeek(weekOf(today), campaign, calendar, zone)
  const counts = await countOverdueByGroup(db.read, actor, campaign, today)
  const unit = filters.unit ? await findUnit(db.read, actor, filters.unit) : undefined
  const { waits, ...open } = await countLists(c, campaign, week, counts.targets)
  const tabs = Object.fromEntries(
    TABS.map((one) => [one, { href: address(c, one, {}), count: open[one] }]),
  ) as Record<DeskTab, { href: string; count: number }>
  return {
    ...board,
    tab,
    tabs,
    waits,
    counts,
    toSign: stepsAhead(c, campaign, 'agreed', await countAwaiting(db.read, actor, campaign, 'agreed')),
    week,
    filters: { ...filters, unitName: unit?.name ?? '' },
    clearHref: address(c, tab, {}),
    changesHref: changesHref(c),
    clockHref: addressOf(c, '/desk/clock', { campaign: c.req.query('campaign') }),
    groupHref: (group: number) => address(c, 'overdue', { group }),
  }
}

function keptIn(c: Visit) {
  const asked = c.req.query('campaign')
  return asked === undefined ? [] : [{ name: 'campaign', value: asked }]
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
