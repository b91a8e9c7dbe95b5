import { mayReadCampaign } from '../domain/access.ts'
import { parseWeek, type Week } from '../domain/week.ts'
import { findCampaign } from '../storage/campaigns.ts'
import type { Freezer } from '../storage/summaries/freeze.ts'
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

type Query = Record<string, string | number | undefined>

/** A path within the campaign that is asked for, before the base path. */
export function campaignAddress(c: Visit, path: string, query: Query = {}): string {
  const all = Object.entries({ campaign: c.req.query('campaign'), ...query })
  const given = all.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const]))
  return given.length ? `${path}?${new URLSearchParams(Object.fromEntries(given))}` : path
}

/** '/weekly/2022-W36/issue' and the like. */
export const addressOf = (c: Visit, rest: string): string => campaignAddress(c, `${here}${rest}`)

/** As `addressOf`, of a week. */
export const weekAddress = (
  c: Visit,
  week: Pick<Week, 'code'> | string,
  ending = '',
  query: Query = {},
): string => campaignAddress(c, `${here}/${typeof week === 'string' ? week : week.code}${ending}`, query)

/** Who freezes, by the post that lets them. */
export function freezerOf(c: Visit, { campaign }: Asked): Freezer {
  const { actor } = c.var
  const post = actor.posts.find(
    ({ role, unitId }) => role === 'supervisor' && unitId === campaign.ownerUnitId,
  )
  return { actorId: actor.userId, actor: actor.username, post: post?.title ?? null }
}

/** `?issue=1`: a summary of the week that may have been annulled since; 0, which no week has, for what names none. */
export function issueAsked(c: Visit): number | undefined {
  const text = c.req.query('issue')
  if (text === undefined) return undefined
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0
}
