import { NoCampaign } from '../../views/parts/no-campaign.tsx'
import { holds, mayAdminister, type Role } from '../domain/access.ts'
import { listReadableCampaigns } from '../storage/campaigns.ts'
import { type Page, show } from './answers.ts'
import type { Visit } from './visit.ts'

const watchers: Role[] = ['supervisor', 'leader', 'inspector']

/**
 * For a page about a campaign that was not found: while there is none at all, those it is for are told what comes next;
 * one that was asked for, and one of others, does not exist.
 */
export async function noCampaign(c: Visit, page: Page, roles: Role[] = watchers): Promise<Response> {
  const { reader, db, actor } = c.var
  const isAsked = c.req.query('campaign') !== undefined
  if (isAsked || !holds(actor, ...roles)) return await c.notFound()
  if ((await listReadableCampaigns(db.read, actor)).length > 0) return await c.notFound()
  const start = mayAdminister(actor)
  return await show(c, page, NoCampaign({ reader, keeps: start || holds(actor, 'supervisor'), start }))
}
