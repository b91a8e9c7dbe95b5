import { and, asc, desc, eq, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm'
import { type Actor, readablePaths } from '../domain/access.ts'
import {
  type ContradictedTarget,
  type DecisionPile,
  type DirectionPile,
  isSilent,
  neglectOf,
  type ProposalPile,
  SILENT_DAYS,
} from '../domain/attention.ts'
import { addDays, type Day, dayOf, daysBetween } from '../domain/day.ts'
import { waitingProposals } from '../domain/follow-up.ts'
import { groupBy } from '../domain/grouping.ts'
import { type Campaign, loadCalendar } from './campaigns.ts'
import type { Reader } from './client.ts'
import { readsAll } from './overview.ts'
import {
  directionParts,
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

/** More contradicted targets than these are never shown at once. */
const MOST = 5

/** Targets whose last accepted report was found contradicted by its evidence, the newest finding first. */
export async function listContradicted(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
): Promise<ContradictedTarget[]> {
  const rows = await read
    .select({ code: targets.code, title: targets.title, unit: units.name })
    .from(reviews)
    .innerJoin(updates, and(eq(updates.tenant, reviews.tenant), eq(updates.id, reviews.updateId)))
    .innerJoin(
      targets,
      and(
        eq(targets.tenant, updates.tenant),
        eq(targets.id, updates.targetId),
        eq(targets.latestUpdateId, updates.id),
      ),
    )
    .innerJoin(units, unitOfTarget)
    .where(
      and(
        eq(reviews.tenant, actor.tenant),
        eq(reviews.evidenceMark, 'contradicted'),
        ofCampaign(actor, campaign),
        sql`${targets.baseClass} not in ('suspended', 'transferred', 'cancelled')`,
      ),
    )
    .orderBy(desc(reviews.reviewedAt), asc(targets.code))
    .limit(MOST)
  return rows
}

/** Requests for more time that nobody has decided on. */
export async function pileDecisions(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  { today, zone }: { today: Day; zone: string },
): Promise<DecisionPile | null> {
  const rows = await read
    .select({
      code: targets.code,
      title: targets.title,
      unit: units.name,
      at: extensions.requestedAt,
    })
    .from(extensions)
    .innerJoin(targets, and(eq(targets.tenant, extensions.tenant), eq(targets.id, extensions.targetId)))
    .innerJoin(units, unitOfTarget)
    .where(and(eq(extensions.tenant, actor.tenant), isNull(extensions.decision), ofCampaign(actor, campaign)))
    .orderBy(asc(extensions.requestedAt), asc(extensions.id))
  const oldest = rows[0]
  if (!oldest) return null
  const { at, ...told } = oldest
  return { n: rows.length, days: daysBetween(dayOf(at, zone), today), ...told }
}

/** Silent proposals, by the rule of the domain; the query only leaves out what cannot be. */
export async function pileProposals(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  today: Day,
): Promise<ProposalPile | null> {
  const rows = await selectWaiting(read, actor, campaign, today)
  const silent = [...groupBy(rows, ({ code }) => code).values()].flatMap((pairs) => {
    const blocked = pairs.flatMap(({ blockedId }) => (blockedId ? [blockedId] : []))
    const row = pairs[0]!
    const isOwn = row.unitId === campaign.ownerUnitId
    return isSilent({ ...row, blocks: blocked.length, isOwn }, today) ? [{ ...row, blocked }] : []
  })
  const oldest = silent[0]
  if (!oldest) return null
  return {
    n: silent.length,
    days: daysBetween(oldest.raisedOn, today),
    code: oldest.code,
    title: oldest.title,
    unit: oldest.unit,
    to: oldest.to,
    blocked: new Set(silent.flatMap(({ blocked }) => blocked)).size,
  }
}

/** The longest wait first; a row for each open target of the campaign that waits, or one without any. */
async function selectWaiting(read: Reader, actor: Actor, campaign: Campaign, today: Day) {
  const blockedTarget = and(
    eq(targets.tenant, proposalTargets.tenant),
    eq(targets.id, proposalTargets.targetId),
    eq(targets.campaignId, campaign.id),
    eq(targets.baseClass, 'open'),
  )
  return await read
    .select({
      code: proposals.code,
      title: proposals.title,
      to: proposals.addressedTo,
      raisedOn: proposals.raisedOn,
      wantedBy: proposals.wantedBy,
      unitId: proposals.unitId,
      unit: units.name,
      blockedId: targets.id,
    })
    .from(proposals)
    .innerJoin(units, and(eq(units.tenant, proposals.tenant), eq(units.id, proposals.unitId)))
    .leftJoin(
      proposalTargets,
      and(eq(proposalTargets.tenant, proposals.tenant), eq(proposalTargets.proposalId, proposals.id)),
    )
    .leftJoin(targets, blockedTarget)
    .where(
      and(
        eq(proposals.tenant, actor.tenant),
        inArray(proposals.status, [...waitingProposals]),
        or(lt(proposals.raisedOn, addDays(today, -SILENT_DAYS)), lt(proposals.wantedBy, today)),
        readsAll(actor, campaign) ? undefined : inSubtrees(readablePaths(actor)),
      ),
    )
    .orderBy(asc(proposals.raisedOn), asc(proposals.code))
}

/** Directions of the campaign's owner, for those who read all of it. */
export async function pileDirections(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  today: Day,
): Promise<DirectionPile | null> {
  if (!readsAll(actor, campaign)) return null
  const ofOwner = and(
    eq(directions.tenant, actor.tenant),
    eq(directions.ownerUnitId, campaign.ownerUnitId),
    ne(directions.status, 'closed'),
  )
  const told = { code: directions.code, body: directions.body, issuedOn: directions.issuedOn }
  const recorded = await read
    .select({ ...told, dueOn: directions.dueOn, status: directions.status })
    .from(directions)
    .where(and(ofOwner, eq(directions.status, 'recorded')))
  const parts = await read
    .select({ ...told, dueOn: directionParts.dueOn, status: directionParts.status })
    .from(directions)
    .innerJoin(
      directionParts,
      and(eq(directionParts.tenant, directions.tenant), eq(directionParts.directionId, directions.id)),
    )
    .where(and(ofOwner, lt(directionParts.dueOn, today)))
  const calendar = await loadCalendar(read, actor.tenant)
  const neglected = [...recorded, ...parts].flatMap((row) => {
    const neglect = neglectOf(row, today, calendar)
    const since = neglect === 'overdue' ? row.dueOn! : row.issuedOn
    return neglect ? [{ ...row, neglect, days: daysBetween(since, today) }] : []
  })
  const oldest = neglected.sort((a, b) => b.days - a.days || (a.code < b.code ? -1 : 1))[0]
  if (!oldest) return null
  const codes = (rows: typeof neglected) => new Set(rows.map(({ code }) => code)).size
  return {
    n: codes(neglected),
    overdue: codes(neglected.filter(({ neglect }) => neglect === 'overdue')),
    days: oldest.days,
    code: oldest.code,
    body: oldest.body,
  }
}
