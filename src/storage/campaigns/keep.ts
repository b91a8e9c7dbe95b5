import { and, asc, desc, eq, gt, inArray, lt, or, sql } from 'drizzle-orm'
import { type Actor, mayKeepCampaign } from '../../domain/access.ts'
import { type CampaignSettings, judgesAnew } from '../../domain/campaign.ts'
import { recordAs } from '../audit.ts'
import type { Reader, Writer } from '../client.ts'
import { campaigns, commitments, taskGroups, units, weeklySummaries } from '../schema.ts'
import type { Moment } from '../updates.ts'
import { settleCampaign } from './settle.ts'

export type CampaignRow = typeof campaigns.$inferSelect

/** A campaign as it is kept: its row, and the unit that owns it. */
export interface KeptCampaign {
  row: CampaignRow
  owner: { id: string; code: string; name: string; path: string }
}

/** The campaigns that this person sets up, the newest first. */
export async function listKept(read: Reader, actor: Actor): Promise<KeptCampaign[]> {
  const all = await selectKept(read)
    .where(eq(campaigns.tenant, actor.tenant))
    .orderBy(desc(campaigns.startOn), asc(units.path), asc(campaigns.code))
  return all.filter(({ row }) => mayKeepCampaign(actor, row.ownerUnitId))
}

/** The campaign of this code, if it is this person's to set up. */
export async function findKept(read: Reader, actor: Actor, code: string): Promise<KeptCampaign | undefined> {
  const [found] = await selectKept(read).where(
    and(eq(campaigns.tenant, actor.tenant), eq(campaigns.code, code)),
  )
  return found && mayKeepCampaign(actor, found.row.ownerUnitId) ? found : undefined
}

function selectKept(read: Reader) {
  return read
    .select({
      row: campaigns,
      owner: { id: units.id, code: units.code, name: units.name, path: units.path },
    })
    .from(campaigns)
    .innerJoin(units, and(eq(units.tenant, campaigns.tenant), eq(units.id, campaigns.ownerUnitId)))
    .$dynamic()
}

const settingNames = [
  ...(['code', 'name', 'planYear', 'startOn', 'endOn'] as const),
  ...(['weeklyDueWeekday', 'weeklyDueTime', 'cutOffWeekday', 'cutOffTime', 'weeklyFrom'] as const),
  ...(['dueSoonDays', 'returnGraceDays', 'atRiskPoints', 'behindPoints', 'maxAgeDays'] as const),
  ...(['maximumExtensions', 'clerkMaySubmit', 'supervisorMayExtend', 'leagueTableOpen'] as const),
  ...(['remindsItself', 'remindBeforeDays', 'remindAfterDays', 'escalateAfterDays'] as const),
  ...(['freezesItself', 'state'] as const),
] as const satisfies (keyof CampaignSettings)[]

/** The part of a row that a form sets. */
export const settingsOf = (row: CampaignRow): CampaignSettings =>
  Object.fromEntries(settingNames.map((name) => [name, row[name]])) as unknown as CampaignSettings

/** The settings in which two differ. */
export const changedIn = (before: CampaignSettings, after: CampaignSettings) =>
  settingNames.filter((name) => before[name] !== after[name])

export interface NewCampaign {
  /** From the form: the same id is the same campaign, however often it arrives. */
  id: string
  ownerUnitId: string
  settings: CampaignSettings
  groups: { number: number; name: string }[]
}

export type Created = 'kept' | 'repeated' | 'conflict' | 'code_taken'

/** Adds a campaign with its groups, once. What else belongs to the deed goes into `detail`. */
export async function createCampaign(
  tx: Writer,
  actor: Actor,
  { id, ownerUnitId, settings, groups }: NewCampaign,
  at: Moment,
  deed = 'campaign.created',
  detail: Record<string, unknown> = {},
): Promise<Created> {
  const { tenant } = actor
  const added = await tx
    .insert(campaigns)
    .values({ tenant, id, ownerUnitId, ...settings })
    .onConflictDoNothing()
    .returning({ id: campaigns.id })
  if (added.length === 0) return await whatStands(tx, tenant, { id, ownerUnitId, settings })
  if (groups.length) {
    await tx.insert(taskGroups).values(groups.map((group) => ({ tenant, campaignId: id, ...group })))
  }
  await recordAs(tx, actor, at.now, {
    ...{ deed, subjectKind: 'campaign', subject: settings.code },
    detail: { owner: ownerUnitId, before: null, after: settings, groups, ...detail },
  })
  return 'kept'
}

async function whatStands(
  tx: Writer,
  tenant: string,
  { id, ownerUnitId, settings }: Pick<NewCampaign, 'id' | 'ownerUnitId' | 'settings'>,
): Promise<Created> {
  const [stored] = await tx
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.tenant, tenant), eq(campaigns.id, id)))
  if (!stored) return 'code_taken'
  const isSame = stored.ownerUnitId === ownerUnitId && changedIn(settingsOf(stored), settings).length === 0
  return isSame ? 'repeated' : 'conflict'
}

/** What is already bound to a campaign, by which parts of it can no longer be changed. */
export interface Bound {
  /** Something was drawn up or frozen under its code. */
  hasBegun: boolean
  /** Signed commitments that lie at least in part outside of these days. */
  outside: number
}

export async function findBound(
  read: Reader,
  tenant: string,
  campaignId: string,
  { startOn, endOn }: Pick<CampaignSettings, 'startOn' | 'endOn'>,
): Promise<Bound> {
  const here = and(eq(commitments.tenant, tenant), eq(commitments.campaignId, campaignId))
  const [any] = await read.select({ id: commitments.id }).from(commitments).where(here).limit(1)
  const [week] = await read
    .select({ id: weeklySummaries.id })
    .from(weeklySummaries)
    .where(and(eq(weeklySummaries.tenant, tenant), eq(weeklySummaries.campaignId, campaignId)))
    .limit(1)
  const [outside] = await read
    .select({ n: sql<number>`count(*)` })
    .from(commitments)
    .where(
      and(
        here,
        inArray(commitments.state, ['signed', 'active', 'completed', 'closed_unmet']),
        or(lt(commitments.effectiveFrom, startOn), gt(commitments.effectiveTo, endOn)),
      ),
    )
  return { hasBegun: any !== undefined || week !== undefined, outside: Number(outside?.n ?? 0) }
}

export type Edited = 'kept' | 'changed' | 'code_taken' | 'code_bound' | 'outside'

/**
 * Puts other settings in the place of those of this version. Targets are judged anew in the same transaction where the
 * settings they are judged by have changed; frozen weeks stay as they were told.
 */
export async function editCampaign(
  tx: Writer,
  actor: Actor,
  row: CampaignRow,
  settings: CampaignSettings,
  at: Moment,
): Promise<Edited> {
  const { tenant } = actor
  const before = settingsOf(row)
  const changed = changedIn(before, settings)
  const fault = await faultOfChange(tx, row, settings, changed)
  if (fault) return fault
  const updated = await tx
    .update(campaigns)
    .set({ ...settings, version: sql`${campaigns.version} + 1` })
    .where(and(eq(campaigns.tenant, tenant), eq(campaigns.id, row.id), eq(campaigns.version, row.version)))
    .returning({ id: campaigns.id })
  if (updated.length !== 1) return 'changed'
  if (judgesAnew(before, settings)) await settleCampaign(tx, tenant, row.id, at)
  const only = (of: CampaignSettings) => Object.fromEntries(changed.map((name) => [name, of[name]]))
  await recordAs(tx, actor, at.now, {
    ...{ deed: 'campaign.edited', subjectKind: 'campaign', subject: settings.code },
    detail: { before: only(before), after: only(settings) },
  })
  return 'kept'
}

async function faultOfChange(
  tx: Writer,
  { tenant, id }: CampaignRow,
  settings: CampaignSettings,
  changed: readonly (keyof CampaignSettings)[],
): Promise<Edited | null> {
  const bound = await findBound(tx, tenant, id, settings)
  if (changed.includes('code')) {
    if (bound.hasBegun) return 'code_bound'
    const [taken] = await tx
      .select({ id: campaigns.id })
      .from(campaigns)
      .where(and(eq(campaigns.tenant, tenant), eq(campaigns.code, settings.code)))
    if (taken) return 'code_taken'
  }
  const movesDays = changed.includes('startOn') || changed.includes('endOn')
  return movesDays && bound.outside > 0 ? 'outside' : null
}
