import type { BoardProps, DeskTab } from '../../views/desk/shapes.ts'
import { mayReview, maySupervise } from '../domain/access.ts'
import type { Campaign } from '../storage/campaigns.ts'
import { countPendingExtensions, listPendingExtensions } from '../storage/desk/extensions.ts'
import type { DeskFilters } from '../storage/desk/filters.ts'
import { countMissing, listMissing } from '../storage/desk/missing.ts'
import { listOverdue } from '../storage/desk/overdue.ts'
import { countDeskProposals, listDeskProposals } from '../storage/desk/proposals.ts'
import { countWaiting, listWaiting } from '../storage/desk/waiting.ts'
import { countWarned, listWarned } from '../storage/desk/warned.ts'
import type { DueWeek } from '../storage/week-reports.ts'
import { addressOf } from './queries.ts'
import type { Visit } from './visit.ts'

/** The rows of one tab of the desk, and where the next page begins. */
export async function loadList(
  c: Visit,
  campaign: Campaign,
  tab: DeskTab,
  filters: DeskFilters,
): Promise<{ list: BoardProps['list']; next: string | null }> {
  const { db, actor, today, now, zone } = c.var
  const at = { today, now, zone }
  if (tab === 'overdue') {
    const { rows, next } = await listOverdue(db.read, actor, campaign, today, filters)
    return { list: { tab, rows }, next }
  }
  if (tab === 'missing') {
    const { rows, next } = await listMissing(db.read, actor, campaign, at, filters)
    return { list: { tab, rows }, next }
  }
  if (tab === 'warned') {
    const { rows, next } = await listWarned(db.read, actor, campaign, at, filters)
    return { list: { tab, rows }, next }
  }
  if (tab === 'extensions') {
    const { rows, next } = await listPendingExtensions(db.read, actor, campaign, filters)
    return { list: { tab, rows }, next }
  }
  if (tab === 'proposals') {
    const { above, below } = await listDeskProposals(db.read, actor, campaign, filters)
    const isOwn = (row: { waitsForUnitId: string | null }) => row.waitsForUnitId === campaign.ownerUnitId
    const list = {
      tab,
      rows: [...above.rows, ...below.rows],
      above: { rows: above.rows, ...pagesAbove(c, filters, above.next) },
      below: below.rows.filter(isOwn),
      sent: below.rows.filter((row) => !isOwn(row)),
    }
    return { list, next: below.next }
  }
  return await loadWaiting(c, campaign, filters)
}

/** Of the list that stands beside another one; turning its pages begins the other anew. */
function pagesAbove(c: Visit, { q, unit, aboveAfter }: DeskFilters, next: string | null) {
  const address = (after?: string) =>
    addressOf(c, '/desk', {
      campaign: c.req.query('campaign'),
      tab: 'proposals',
      q,
      unit,
      'above-after': after,
    })
  return { next: next && address(next), first: aboveAfter ? address() : null }
}

async function loadWaiting(c: Visit, campaign: Campaign, filters: DeskFilters) {
  const { db, actor } = c.var
  const { rows, next } = await listWaiting(db.read, actor, campaign, filters)
  const judged = rows.map((row) => {
    const sides = { ...row, ownerUnitId: campaign.ownerUnitId }
    const may = mayReview(actor, row, sides)
    return { ...row, mayReview: may, isOwn: !may && maySupervise(actor, sides) }
  })
  return { list: { tab: 'review' as const, rows: judged }, next }
}

/**
 * How many there are behind each tab. Of proposals the tab tells those that wait for the level above, which is what
 * an office can only wait for; or, where there is no level above, those that wait for this office.
 */
export async function countLists(c: Visit, campaign: Campaign, week: DueWeek, overdue: number) {
  const { db, actor, today } = c.var
  const proposals = await countDeskProposals(db.read, actor, campaign)
  return {
    overdue,
    warned: await countWarned(db.read, actor, campaign, today),
    review: await countWaiting(db.read, actor, campaign),
    extensions: await countPendingExtensions(db.read, actor, campaign),
    proposals: proposals.above || proposals.below,
    waits: proposals,
    missing: await countMissing(db.read, actor, campaign, week),
  }
}
