import { and, asc, count, eq, inArray, min, notInArray } from 'drizzle-orm'
import { type Actor, holdsAt } from '../../domain/access.ts'
import { type PendingState, pendingStates } from '../../domain/commitment.ts'
import type { Campaign } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { ofUnit } from '../commitments.ts'
import { commitments, units } from '../schema.ts'
import { howTheyBegan } from './visible.ts'

const MOST = 20

/** What units are yet to sign, and whose turn each of them is. */
export async function listPendingOf(read: Reader, tenant: string, unitIds: string[]) {
  if (!unitIds.length) return []
  const rows = await read
    .select({
      id: commitments.id,
      code: commitments.code,
      state: commitments.state,
      unitName: units.name,
    })
    .from(commitments)
    .innerJoin(units, ofUnit)
    .where(
      and(
        eq(commitments.tenant, tenant),
        inArray(commitments.unitId, unitIds),
        inArray(commitments.state, [...pendingStates]),
      ),
    )
    .orderBy(asc(commitments.code))
    .limit(MOST)
  const drafts = rows.filter(({ state }) => state === 'draft').map(({ id }) => id)
  const began = await howTheyBegan(read, tenant, drafts)
  return rows.map(({ id, state, ...row }) => ({
    ...row,
    state: state as PendingState,
    began: began.get(id) ?? null,
  }))
}

/** What waits for a step of this person, and the first of it. */
export interface AwaitedStep {
  n: number
  code: string
}

/** Who agrees to what is put forward, and who records that it was signed. */
const takers = { proposed: 'leader', agreed: 'supervisor' } as const

/** Commitments of a campaign that wait for this person: of side A or of the campaign's owner, never of the unit's own. */
export async function countAwaiting(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  state: keyof typeof takers,
): Promise<AwaitedStep | null> {
  const role = takers[state]
  const unitsOf = (...roles: string[]) =>
    actor.posts.filter((post) => roles.includes(post.role)).map(({ unitId }) => unitId)
  const own = unitsOf(role)
  if (!own.length) return null
  const [row] = await read
    .select({ n: count(), code: min(commitments.code) })
    .from(commitments)
    .where(
      and(
        eq(commitments.tenant, actor.tenant),
        eq(commitments.campaignId, campaign.id),
        eq(commitments.state, state),
        holdsAt(actor, campaign.ownerUnitId, role) ? undefined : inArray(commitments.upperUnitId, own),
        notInArray(commitments.unitId, [...own, ...unitsOf('head', 'clerk')]),
      ),
    )
  return row?.code ? { n: row.n, code: row.code } : null
}
