import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import type {
  CampaignSource,
  PartSource,
  TargetSource,
  UnitSource,
  UpdateText,
} from '../../domain/snapshot/input.ts'
import type { TargetFacts } from '../../domain/target.ts'
import { type Campaign, listTaskGroups, loadCalendar } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { loadFacts } from '../facts.ts'
import { extensions, reminders, targets, updates } from '../schema.ts'
import { loadDirections, loadProposals } from './follow-up.ts'
import { findOwner, listSigned, loadUnits, type Signed } from './units.ts'

/** Everything of a campaign that any of its weeks is told from. */
export async function loadSource(
  read: Reader,
  tenant: string,
  campaign: Campaign,
  zone: string,
): Promise<CampaignSource> {
  const signed = await listSigned(read, tenant, campaign.id)
  const signers = await loadUnits(read, tenant, campaign.ownerPath, signed)
  const facts = await loadFacts(read, tenant, { campaignId: campaign.id }, zone)
  const ownTargets = targetsOf(facts, signed, signers)
  const known = new Map([...facts].map(([id, { target }]) => [id, target.code]))
  const follow = new Set([...signers.keys(), campaign.ownerUnitId])
  return {
    campaign: {
      code: campaign.code,
      name: campaign.name,
      planYear: campaign.planYear,
      owner: await findOwner(read, tenant, campaign.ownerUnitId),
    },
    rules: campaign,
    calendar: await loadCalendar(read, tenant),
    zone,
    groups: await listTaskGroups(read, tenant, campaign.id),
    units: [...signers.values()],
    targets: ownTargets,
    parts: await loadParts(read, tenant, campaign.id, zone),
    texts: await loadTexts(read, tenant, campaign.id),
    reminders: await listReminders(read, tenant, known, campaign.id),
    requests: await listRequests(read, tenant, known, campaign.id),
    proposals: await loadProposals(read, tenant, campaign.ownerPath, follow),
    directions: await loadDirections(read, tenant, campaign.ownerPath, follow),
  }
}

/** `loadFacts` carries the whole row of each target. */
const rowOf = (facts: TargetFacts) => facts.target as typeof targets.$inferSelect

function targetsOf(facts: Map<string, TargetFacts>, signed: Signed[], signers: Map<string, UnitSource>) {
  const bySigned = new Map(signed.map((commitment) => [commitment.id, commitment]))
  const places = new Map([...signers.values()].map((unit, n) => [unit.code, n]))
  const codes = new Map([...facts].map(([id, { target }]) => [id, target.code]))
  const all = [...facts.values()].flatMap((one): TargetSource[] => {
    const row = rowOf(one)
    const commitment = bySigned.get(row.commitmentId)
    const unit = signers.get(row.unitId)
    if (!commitment || !unit) return []
    return [
      {
        facts: one,
        code: row.code,
        unit: unit.code,
        commitment: commitment.code,
        sideBPost: commitment.sideBPost,
        group: row.groupNumber,
        order: row.sortOrder,
        title: row.title,
        product: row.product,
        origin: row.origin,
        measure: row.measure,
        parent: row.parentId === null ? null : (codes.get(row.parentId) ?? null),
        contribution: row.contribution,
        headline: row.headline,
      },
    ]
  })
  return all.sort((a, b) => places.get(a.unit)! - places.get(b.unit)! || a.order - b.order)
}

/** Targets of other campaigns that stand below one of this campaign's: the district's below the province's. */
async function loadParts(
  read: Reader,
  tenant: string,
  campaignId: string,
  zone: string,
): Promise<PartSource[]> {
  const parents = await read
    .select({ id: targets.id, code: targets.code })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.campaignId, campaignId)))
  const codes = new Map(parents.map(({ id, code }) => [id, code]))
  const ids: string[] = []
  for (let at = 0; at < parents.length; at += 400) {
    const some = parents.slice(at, at + 400).map(({ id }) => id)
    const rows = await read
      .select({ id: targets.id })
      .from(targets)
      .where(
        and(eq(targets.tenant, tenant), inArray(targets.parentId, some), ne(targets.campaignId, campaignId)),
      )
    ids.push(...rows.map(({ id }) => id))
  }
  const facts = ids.length ? await loadFacts(read, tenant, { ids }, zone) : new Map<string, TargetFacts>()
  return [...facts.values()].map((one) => {
    const { code, unitId, parentId, contribution } = rowOf(one)
    return { facts: one, code, unit: unitId, parent: codes.get(parentId ?? '') ?? null, contribution }
  })
}

async function loadTexts(read: Reader, tenant: string, campaignId: string) {
  const rows = await read
    .select({
      id: updates.id,
      receipt: updates.receipt,
      nullReason: updates.nullReason,
      results: updates.results,
      difficulties: updates.difficulties,
      cause: updates.cause,
      nextSteps: updates.nextSteps,
      correctionReason: updates.correctionReason,
    })
    .from(updates)
    .where(
      and(
        eq(updates.tenant, tenant),
        eq(updates.campaignId, campaignId),
        inArray(updates.state, ['submitted', 'accepted', 'returned']),
      ),
    )
  return new Map(rows.map(({ id, ...text }): [string, UpdateText] => [id, text]))
}

async function listReminders(read: Reader, tenant: string, codes: Map<string, string>, campaignId: string) {
  const rows = await read
    .selectDistinct({
      targetId: reminders.targetId,
      at: reminders.sentAt,
      // One round is one reminder, whatever its channels.
      round: sql<string>`coalesce(${reminders.roundId}, ${reminders.id})`,
    })
    .from(reminders)
    .innerJoin(targets, and(eq(targets.tenant, tenant), eq(targets.id, reminders.targetId)))
    .where(and(eq(reminders.tenant, tenant), eq(targets.campaignId, campaignId)))
    .orderBy(asc(reminders.sentAt))
  return rows.map(({ targetId, at }) => ({ target: codes.get(targetId) ?? '', at }))
}

async function listRequests(read: Reader, tenant: string, codes: Map<string, string>, campaignId: string) {
  const rows = await read
    .select({
      targetId: extensions.targetId,
      at: extensions.requestedAt,
      decidedAt: extensions.decidedAt,
      proposedDueOn: extensions.proposedDueOn,
    })
    .from(extensions)
    .innerJoin(targets, and(eq(targets.tenant, tenant), eq(targets.id, extensions.targetId)))
    .where(and(eq(extensions.tenant, tenant), eq(targets.campaignId, campaignId)))
    .orderBy(asc(extensions.requestedAt))
  return rows.map(({ targetId, ...request }) => ({ target: codes.get(targetId) ?? '', ...request }))
}
