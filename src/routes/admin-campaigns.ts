import { Hono } from 'hono'
import { CampaignPage, type CampaignShown, CampaignsPage } from '../../views/admin/campaign.tsx'
import { type Actor, holds, mayAdminister, mayOpenDrafts, mayReadCampaign } from '../domain/access.ts'
import { yearsToNext } from '../domain/campaign.ts'
import { addDays, addYears, maxDay } from '../domain/day.ts'
import { movedDues } from '../domain/moved-dues.ts'
import { listGroups } from '../storage/campaigns/groups.ts'
import { findKept, type KeptCampaign, listKept } from '../storage/campaigns/keep.ts'
import { countCampaign } from '../storage/campaigns/overview.ts'
import { listCampaigns, loadCalendar } from '../storage/campaigns.ts'
import { adminCampaignCopyRoutes } from './admin-campaign-copy.ts'
import { adminCampaignFormRoutes } from './admin-campaign-form.ts'
import { adminCampaignGroupRoutes } from './admin-campaign-groups.ts'
import { type Page, show } from './answers.ts'
import { choose } from './forms.ts'
import { plainText } from './queries.ts'
import type { House, Visit } from './visit.ts'

export const adminCampaignRoutes = new Hono<House>()

const home = '/admin/campaigns'

/** Whoever may keep a campaign once there is one. */
const mayKeepAny = (actor: Actor) => mayAdminister(actor) || holds(actor, 'supervisor')

adminCampaignRoutes.use(async (c, next) => (mayKeepAny(c.var.actor) ? await next() : await c.notFound()))

adminCampaignRoutes.route('/', adminCampaignFormRoutes)
adminCampaignRoutes.route('/', adminCampaignCopyRoutes)
adminCampaignRoutes.route('/', adminCampaignGroupRoutes)

adminCampaignRoutes.get('/', async (c) => {
  const { reader, db, actor } = c.var
  const all = await listKept(db.read, actor)
  const newest = runningOf(c, all) ?? all[0]
  const body = CampaignsPage({
    reader,
    shown: newest ? await shownOf(c, newest) : null,
    all: all.map(({ row, owner }) => ({ row, ownerName: owner.name })),
  })
  return await show(c, { title: reader.t('campaign.title'), here: home }, body)
})

adminCampaignRoutes.get('/:code', async (c) => {
  const { reader, db, actor } = c.var
  const kept = await findKept(db.read, actor, plainText(c.req.param('code')))
  if (!kept) return await c.notFound()
  const page: Page = { title: kept.row.name, here: home }
  const done = choose(c.req.query('done') ?? '', ['saved', 'created', 'copied', 'groupsSaved'])
  if (done) page.flash = { kind: 'done', text: reader.t(`campaign.${done}`) }
  return await show(c, page, CampaignPage({ reader, shown: await shownOf(c, kept) }))
})

/** Of those that run, or else are still to begin, the one of the office in which this person sits. */
export function runningOf({ var: { actor, today } }: Visit, all: KeptCampaign[]): KeptCampaign | undefined {
  const open = all.filter(({ row }) => row.state === 'active')
  const begun = open.filter(({ row }) => row.startOn <= today)
  const running = begun.length ? begun : open
  return running.find(({ owner }) => actor.posts.some(({ unitId }) => unitId === owner.id)) ?? running[0]
}

/** So far ahead the due days that holidays move are named. */
const DAYS_AHEAD = 120
const MOST_MOVED = 4

async function shownOf(c: Visit, { row, owner }: KeptCampaign): Promise<CampaignShown> {
  const { db, actor, today } = c.var
  const { tenant } = actor
  const from = maxDay(addDays(today, -7), row.startOn)
  const calendar = await loadCalendar(db.read, tenant)
  const nextYear = Number(addYears(row.startOn, yearsToNext(row)).slice(0, 4))
  const others = await listCampaigns(db.read, tenant)
  return {
    row,
    ownerName: owner.name,
    counts: await countCampaign(db.read, tenant, row.id),
    groups: await listGroups(db.read, tenant, row.id),
    moved: movedDues(row, calendar, { from, to: addDays(today, DAYS_AHEAD) }).slice(0, MOST_MOVED),
    nextYear,
    hasNext: others.some((one) => one.ownerUnitId === row.ownerUnitId && one.planYear === nextYear),
    mayImport: mayAdminister(actor),
    mayRead: mayReadCampaign(actor, { ownerPath: owner.path }),
    mayDrawUp: row.state === 'active' && mayOpenDrafts(actor, owner.id),
  }
}
