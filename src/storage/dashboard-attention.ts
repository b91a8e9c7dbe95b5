import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { type Actor, readablePaths } from '../domain/access.ts'
import {
  type ContradictedTarget,
  type DecisionPile,
  type DirectionPile,
  isSilent,
  neglectOf,
  type ProposalPile,
} from '../domain/attention.ts'
import { type Day, dayOf, daysBetween } from '../domain/day.ts'
import { groupBy } from '../domain/grouping.ts'
import { silentSince } from '../domain/proposal.ts'
import { type Campaign, loadCalendar } from './campaigns.ts'
import type { Reader } from './client.ts'
import { countPendingExtensions, isStillOpen } from './desk/extensions.ts'
import { describeDirections, isLate, openStatuses, selectDirections } from './directions/rows.ts'
import { readsAll } from './overview.ts'
import { awaitedColumns, mayBeSilent } from './proposals/last-sign.ts'
import { ownerIds } from './proposals/list.ts'
import {
  directions,
  extensions,
  proposals,
  proposalTargets,
  reviews,
  targets,
  units,
  updates,
} from './schema.ts'
import { inSubtrees } from './search.ts'
import { ofCampaign, unitOfTarget } from './tallies.ts'

/** In the words of the partial index that holds these reviews. */
const isContradicted = sql`${reviews.evidenceMark} = 'contradicted'`

/** More contradicted targets than these are never shown at once. */
const MOST = 5

/** Open targets whose last accepted report was found contradicted by its evidence, the newest finding first. */
export async function listContradicted(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
): Promise<ContradictedTarget[]> {
  const rows = await selectContradicted(read, actor, campaign)
  return rows.map(({ code, title, unit }) => ({ code: code!, title: title!, unit: unit! }))
}

/**
 * From the findings, which the partial index holds in the order of time, to their targets: there are few of them, and
 * thousands of targets. The case keeps the joins in this order, for a plain condition lets SQLite begin at the targets.
 */
export function selectContradicted(read: Reader, actor: Actor, campaign: Campaign) {
  const isLast = and(
    eq(targets.latestUpdateId, updates.id),
    eq(targets.baseClass, 'open'),
    ofCampaign(actor, campaign),
  )
  return read
    .select({ code: targets.code, title: targets.title, unit: units.name })
    .from(reviews)
    .leftJoin(updates, and(eq(updates.tenant, reviews.tenant), eq(updates.id, reviews.updateId)))
    .leftJoin(targets, and(eq(targets.tenant, updates.tenant), eq(targets.id, updates.targetId)))
    .leftJoin(units, unitOfTarget)
    .where(
      and(eq(reviews.tenant, actor.tenant), isContradicted, sql`case when ${isLast} then 1 else 0 end = 1`),
    )
    .orderBy(desc(reviews.reviewedAt), desc(reviews.id))
    .limit(MOST)
}

/** Requests for more time that nobody has decided on. */
export async function pileDecisions(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  { today, zone }: { today: Day; zone: string },
): Promise<DecisionPile | null> {
  const [oldest] = await read
    .select({
      code: targets.code,
      title: targets.title,
      unit: units.name,
      at: extensions.requestedAt,
    })
    .from(extensions)
    .innerJoin(targets, and(eq(targets.tenant, extensions.tenant), eq(targets.id, extensions.targetId)))
    .innerJoin(units, unitOfTarget)
    .where(
      and(
        eq(extensions.tenant, actor.tenant),
        isNull(extensions.decision),
        isStillOpen,
        ofCampaign(actor, campaign),
      ),
    )
    .orderBy(asc(extensions.requestedAt), asc(extensions.id))
    .limit(1)
  if (!oldest) return null
  const { at, ...told } = oldest
  const n = await countPendingExtensions(read, actor, campaign)
  return { n, days: daysBetween(dayOf(at, zone), today), ...told }
}

/** Silent proposals, by the rule of the domain; the query only leaves out what cannot be. */
async function listSilent(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  { today, zone }: { today: Day; zone: string },
) {
  const rows = await selectWaiting(read, actor, campaign, today)
  const owners = rows.length ? await ownerIds(read, actor.tenant) : []
  return [...groupBy(rows, ({ code }) => code).values()].flatMap((pairs) => {
    const blocked = pairs.flatMap(({ blockedId }) => (blockedId ? [blockedId] : []))
    const row = pairs[0]!
    const since = silentSince({ ...row, isOwner: owners.includes(row.unitId) }, zone)
    const isOwn = row.unitId === campaign.ownerUnitId
    const watched = { since, wantedBy: row.wantedBy, blocks: blocked.length, isOwn }
    return since && isSilent(watched, today) ? [{ ...row, since, blocked }] : []
  })
}

/** The codes of the proposals that a leader is told have waited too long. */
export const silentCodes = async (...asked: Parameters<typeof listSilent>): Promise<string[]> =>
  (await listSilent(...asked)).map(({ code }) => code)

export async function pileProposals(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  at: { today: Day; zone: string },
): Promise<ProposalPile | null> {
  const silent = await listSilent(read, actor, campaign, at)
  const oldest = silent.sort((a, b) => compareDays(a.since, b.since))[0]
  if (!oldest) return null
  return {
    n: silent.length,
    days: daysBetween(oldest.since, at.today),
    code: oldest.code,
    title: oldest.title,
    unit: oldest.unit ?? '',
    to: oldest.to,
    blocked: new Set(silent.flatMap(({ blocked }) => blocked)).size,
  }
}

const compareDays = (a: Day, b: Day) => (a < b ? -1 : a > b ? 1 : 0)

/** The longest wait first; a row for each open target of the campaign that waits, or one without any. */
export function selectWaiting(read: Reader, actor: Actor, campaign: Campaign, today: Day) {
  const blockedTarget = and(
    eq(targets.tenant, proposalTargets.tenant),
    eq(targets.id, proposalTargets.targetId),
    eq(targets.campaignId, campaign.id),
    eq(targets.baseClass, 'open'),
  )
  return (
    read
      .select({
        code: proposals.code,
        title: proposals.title,
        to: proposals.addressedTo,
        ...awaitedColumns,
        unitId: proposals.unitId,
        unit: units.name,
        blockedId: targets.id,
      })
      .from(proposals)
      // Left, so that it begins at what waits and not at all units.
      .leftJoin(units, and(eq(units.tenant, proposals.tenant), eq(units.id, proposals.unitId)))
      .leftJoin(
        proposalTargets,
        and(eq(proposalTargets.tenant, proposals.tenant), eq(proposalTargets.proposalId, proposals.id)),
      )
      .leftJoin(targets, blockedTarget)
      .where(
        and(
          eq(proposals.tenant, actor.tenant),
          mayBeSilent(today),
          readsAll(actor, campaign) ? undefined : inSubtrees(readablePaths(actor)),
        ),
      )
      .orderBy(asc(proposals.raisedOn), asc(proposals.code))
  )
}

/** Directions of the campaign's owner, for those who read all of it; late as the register has it. */
export async function pileDirections(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  today: Day,
): Promise<DirectionPile | null> {
  if (!readsAll(actor, campaign)) return null
  const rows = await selectDirections(read).where(
    and(
      eq(directions.tenant, actor.tenant),
      eq(directions.ownerUnitId, campaign.ownerUnitId),
      inArray(directions.status, [...openStatuses]),
      or(eq(directions.status, 'recorded'), isLate(today)),
    ),
  )
  const calendar = await loadCalendar(read, actor.tenant)
  const listed = await describeDirections(read, actor.tenant, rows, today)
  const neglected = listed.flatMap(({ row: { code, body, issuedOn, status }, daysLate }) => {
    const neglect = neglectOf({ issuedOn, status, daysLate }, today, calendar)
    const days = neglect === 'overdue' ? daysLate : daysBetween(issuedOn, today)
    return neglect ? [{ code, body, neglect, days }] : []
  })
  const oldest = neglected.sort((a, b) => b.days - a.days || (a.code < b.code ? -1 : 1))[0]
  if (!oldest) return null
  return {
    n: neglected.length,
    overdue: neglected.filter(({ neglect }) => neglect === 'overdue').length,
    days: oldest.days,
    code: oldest.code,
    body: oldest.body,
  }
}
