import type { Actor } from '../../domain/access.ts'
import type { Campaign } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { type Choice, countOfOffice, type ListedProposal, listProposals } from '../proposals/list.ts'
import type { DeskFilters } from './filters.ts'
import type { Page } from './overdue.ts'

const aboveOf = ({ ownerUnitId }: Campaign): Choice => ({ statuses: 'waiting', raisedBy: [ownerUnitId] })
const belowOf = ({ ownerUnitId }: Campaign): Choice => ({ statuses: 'waiting', owedBy: [ownerUnitId] })

/**
 * What a campaign's owner waits for from the level above, and what its units asked of it or of its agencies, each page by
 * page; the longest first.
 */
export async function listDeskProposals(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  { q, unit, after, aboveAfter }: DeskFilters,
): Promise<{ above: Page<ListedProposal>; below: Page<ListedProposal> }> {
  const filters = { q, unit, status: null }
  return {
    above: await listProposals(read, actor, aboveOf(campaign), { ...filters, after: aboveAfter }),
    below: await listProposals(read, actor, belowOf(campaign), { ...filters, after }),
  }
}

export async function countDeskProposals(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
): Promise<{ above: number; below: number }> {
  return await countOfOffice(read, actor, campaign.ownerUnitId)
}
