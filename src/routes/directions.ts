import { Hono } from 'hono'
import { DirectionList, DirectionsPage } from '../../views/directions/list.tsx'
import { hasDesk, holds, mayReadCampaign } from '../domain/access.ts'
import { mayRecordDirection } from '../domain/access-follow-up.ts'
import { type Campaign, findCampaign } from '../storage/campaigns.ts'
import { directionViews, listDirections } from '../storage/directions/register.ts'
import { countDirections } from '../storage/directions.ts'
import { redraw } from './answers.ts'
import { directionDeedRoutes } from './direction-deeds.ts'
import { lineOf } from './direction-lines.ts'
import { newDirectionRoutes } from './direction-new.ts'
import { choose } from './forms.ts'
import { addressOf, queryText } from './queries.ts'
import type { House, Visit } from './visit.ts'

export const directionRoutes = new Hono<House>()

/** Everybody but an administrator alone has a register: the office its whole, a unit what it carries out. */
directionRoutes.get('/', async (c) => {
  const { db, actor, reader, today } = c.var
  if (!holds(actor, 'head', 'clerk', 'supervisor', 'leader', 'inspector')) return await c.notFound()
  const asked = c.req.query('campaign')
  const campaign = await findCampaign(db.read, actor, asked)
  if (asked !== undefined && !campaign) return await c.notFound()
  const office = campaign && mayReadCampaign(actor, campaign) ? campaign.ownerUnitId : null
  const view = choose(c.req.query('view') ?? '', directionViews) ?? 'open'
  const filters = { view, q: queryText(c, 'q'), ownerUnitId: office, after: c.req.query('after') }
  const { rows, next } = await listDirections(db.read, actor, filters, today)
  const address = (after?: string) =>
    addressOf(c, '/directions', { campaign: asked, view: view === 'open' ? '' : view, q: filters.q, after })
  const props = {
    reader,
    rows: rows.map((row) => lineOf(actor, row)),
    view,
    views: office ? directionViews : directionViews.filter((one) => one !== 'mine'),
    query: filters.q,
    counts: office ? await countDirections(db.read, actor, office, today) : null,
    links: {
      register: addressOf(c, '/directions', { campaign: asked }),
      record: recordHref(c, campaign),
    },
    campaign: asked ?? '',
    next: next && address(next),
    first: filters.after ? address() : null,
  }
  const page = { title: reader.t('direction.register'), here: '/proposals' }
  return await redraw(c, page, DirectionList(props), () => DirectionsPage(props))
})

/** Where it is recorded, in the campaign that was asked for; null for who may not. */
function recordHref(c: Visit, campaign: Campaign | undefined): string | null {
  const { actor } = c.var
  const mayRecord = campaign && hasDesk(actor) && mayRecordDirection(actor, campaign.ownerUnitId)
  return mayRecord ? addressOf(c, '/directions/new', { campaign: c.req.query('campaign') }) : null
}

directionRoutes.route('/', newDirectionRoutes)
directionRoutes.route('/', directionDeedRoutes)
