import { mayReadCampaign } from '../domain/access.ts'
import { parseWeek, type Week } from '../domain/week.ts'
import { findCampaign } from '../storage/campaigns.ts'
import type { Asked } from '../storage/summaries.ts'
import type { Visit } from './visit.ts'

/** The menu's entry of everything about weeks. */
export const here = '/weekly'

/** The campaign asked for, if this person may read it as a whole. */
export async function askedOf(c: Visit): Promise<Asked | undefined> {
  const { actor, db, now, zone } = c.var
  const campaign = await findCampaign(db.read, actor, c.req.query('campaign'))
  if (!campaign || !mayReadCampaign(actor, campaign)) return undefined
  return { tenant: actor.tenant, campaign, now, zone }
}

/** The campaign and the week of an address such as '/weekly/:week/…'. */
export async function askedWeek(c: Visit, code: string | undefined) {
  const [asked, week] = [await askedOf(c), parseWeek(code ?? '')]
  return asked && week ? { asked, week } : undefined
}

/** '/weekly/2022-W36/issue' and the like, within the campaign that is asked for. */
export function addressOf(c: Visit, rest: string): string {
  const campaign = c.req.query('campaign')
  return `${here}${rest}${campaign === undefined ? '' : `?campaign=${encodeURIComponent(campaign)}`}`
}

/** As `addressOf`, of a week. */
export const weekAddress = (c: Visit, week: Pick<Week, 'code'> | string, ending = ''): string =>
  addressOf(c, `/${typeof week === 'string' ? week : week.code}${ending}`)
