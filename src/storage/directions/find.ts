import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Day } from '../../domain/day.ts'
import type { UnitKind } from '../../domain/unit.ts'
import type { Reader } from '../client.ts'
import {
  campaigns,
  commitments,
  directionParts,
  directions,
  directionUnits,
  meetings,
  taskGroups,
  units,
} from '../schema.ts'
import { describeDirections, isVisible, type ListedDirection, selectDirections } from './rows.ts'

export interface FoundDirection extends ListedDirection {
  owner: { id: string; name: string } | null
  ownerPath: string
  helping: { id: string; code: string; name: string }[]
  /** The weekly meeting at which it was given, and the code of its campaign. */
  meeting: { week: string; campaign: string } | null
}

/** The direction of this code with its tasks, if this person may see it; what they may not see does not exist. */
export async function findDirection(
  read: Reader,
  actor: Actor,
  code: string,
  today: Day,
): Promise<FoundDirection | undefined> {
  const { tenant } = actor
  const rows = await selectDirections(read)
    .where(and(eq(directions.tenant, tenant), eq(directions.code, code), isVisible(read, actor)))
    .limit(1)
  const [found] = await describeDirections(read, tenant, rows, today)
  if (!found) return undefined
  const { row } = found
  const [office] = await read
    .select({ id: units.id, name: units.name, path: units.path })
    .from(units)
    .where(and(eq(units.tenant, tenant), eq(units.id, row.ownerUnitId ?? row.leadUnitId)))
  const [meeting] = row.meetingId
    ? await read
        .select({ week: meetings.week, campaign: campaigns.code })
        .from(meetings)
        .innerJoin(
          campaigns,
          and(eq(campaigns.tenant, meetings.tenant), eq(campaigns.id, meetings.campaignId)),
        )
        .where(and(eq(meetings.tenant, tenant), eq(meetings.id, row.meetingId)))
    : []
  return {
    ...found,
    owner: row.ownerUnitId && office ? { id: office.id, name: office.name } : null,
    ownerPath: row.ownerUnitId && office ? office.path : '',
    helping: await listHelping(read, tenant, row.id),
    meeting: meeting ?? null,
  }
}

async function listHelping(read: Reader, tenant: string, directionId: string) {
  return await read
    .select({ id: units.id, code: units.code, name: units.name })
    .from(directionUnits)
    .innerJoin(units, and(eq(units.tenant, directionUnits.tenant), eq(units.id, directionUnits.unitId)))
    .where(and(eq(directionUnits.tenant, tenant), eq(directionUnits.directionId, directionId)))
    .orderBy(asc(units.sortOrder), asc(units.code))
    .limit(500)
}

/** What ordered a target: shown on its page. */
export async function findDirectionOfTarget(read: Reader, tenant: string, targetId: string) {
  const [found] = await read
    .select({
      code: directions.code,
      body: directions.body,
      issuedByPost: directions.issuedByPost,
      issuedOn: directions.issuedOn,
      occasion: directions.occasion,
    })
    .from(directionParts)
    .innerJoin(
      directions,
      and(eq(directions.tenant, directionParts.tenant), eq(directions.id, directionParts.directionId)),
    )
    .where(and(eq(directionParts.tenant, tenant), eq(directionParts.targetId, targetId)))
    .orderBy(desc(directions.issuedOn), desc(directions.code))
    .limit(1)
  return found
}

/** What added these targets to what was signed, by target id. */
export async function listOrders(read: Reader, tenant: string, targetIds: readonly string[]) {
  if (targetIds.length === 0) return new Map<string, { code: string; issuedOn: Day }>()
  const rows = await read
    .select({ id: directionParts.targetId, code: directions.code, issuedOn: directions.issuedOn })
    .from(directionParts)
    .innerJoin(
      directions,
      and(eq(directions.tenant, directionParts.tenant), eq(directions.id, directionParts.directionId)),
    )
    .where(and(eq(directionParts.tenant, tenant), inArray(directionParts.targetId, [...targetIds])))
    .orderBy(asc(directions.issuedOn), asc(directions.code))
  return new Map(rows.map(({ id, ...order }) => [id!, order]))
}

/** A unit that can be given a task. */
export interface LeadChoice {
  id: string
  code: string
  name: string
  kind: UnitKind
  /** It signed a commitment in the office's campaign, so that a task can become one of its targets. */
  hasCommitment: boolean
}

/** The office itself, the units below it, and whoever signed in its campaign. */
export async function listLeadChoices(
  read: Reader,
  tenant: string,
  ownerUnitId: string,
  today: Day,
): Promise<LeadChoice[]> {
  const signed = await listSigned(read, tenant, ownerUnitId)
  const rows = await read
    .select({ id: units.id, code: units.code, name: units.name, kind: units.kind, validTo: units.validTo })
    .from(units)
    .where(
      and(
        eq(units.tenant, tenant),
        or(
          eq(units.parentId, ownerUnitId),
          eq(units.id, ownerUnitId),
          inArray(units.id, [...signed.keys(), ownerUnitId]),
        ),
      ),
    )
    .orderBy(
      sql`case when ${units.id} = ${ownerUnitId} then 0 else 1 end`,
      asc(units.sortOrder),
      asc(units.code),
    )
    .limit(1000)
  return rows
    .filter(({ validTo }) => validTo === null || validTo >= today)
    .map(({ id, code, name, kind }) => ({ id, code, name, kind, hasCommitment: signed.has(id) }))
}

/** The signed commitment of each unit in the newest active campaign that this unit owns. */
export async function listSigned(read: Reader, tenant: string, ownerUnitId: string) {
  const campaign = await findOwnCampaign(read, tenant, ownerUnitId)
  if (!campaign) return new Map<string, typeof commitments.$inferSelect>()
  const rows = await read
    .select()
    .from(commitments)
    .where(
      and(
        eq(commitments.tenant, tenant),
        eq(commitments.campaignId, campaign.id),
        inArray(commitments.state, ['signed', 'active']),
      ),
    )
    .orderBy(desc(commitments.code))
  // Of several the first by code: the later entry of the same unit wins in a map.
  return new Map(rows.map((row) => [row.unitId, row]))
}

async function findOwnCampaign(read: Reader, tenant: string, ownerUnitId: string) {
  const [campaign] = await read
    .select({ id: campaigns.id, code: campaigns.code })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.tenant, tenant),
        eq(campaigns.ownerUnitId, ownerUnitId),
        eq(campaigns.state, 'active'),
      ),
    )
    .orderBy(desc(campaigns.startOn), asc(campaigns.code))
    .limit(1)
  return campaign
}

export async function listGroupsOf(read: Reader, tenant: string, ownerUnitId: string) {
  const campaign = await findOwnCampaign(read, tenant, ownerUnitId)
  if (!campaign) return []
  return await read
    .select({ number: taskGroups.number, name: taskGroups.name })
    .from(taskGroups)
    .where(and(eq(taskGroups.tenant, tenant), eq(taskGroups.campaignId, campaign.id)))
    .orderBy(asc(taskGroups.number))
}

/** Who gave directions to this office before, the last first: what is offered while a post is typed. */
export async function listFormerPosts(read: Reader, tenant: string, ownerUnitId: string): Promise<string[]> {
  const rows = await read
    .select({ post: directions.issuedByPost })
    .from(directions)
    .where(and(eq(directions.tenant, tenant), eq(directions.ownerUnitId, ownerUnitId)))
    .groupBy(directions.issuedByPost)
    .orderBy(desc(sql`max(${directions.issuedOn})`))
    .limit(20)
  return rows.map(({ post }) => post)
}
