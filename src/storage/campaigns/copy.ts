import { and, asc, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { type CampaignSettings, commitmentCodeOf, withYears } from '../../domain/campaign.ts'
import type { Day } from '../../domain/day.ts'
import type { FigureWish } from '../../domain/next-promise.ts'
import { recordAs } from '../audit.ts'
import type { Reader, Writer } from '../client.ts'
import { firstStep } from '../commitments/steps.ts'
import { newId } from '../ids.ts'
import { commitmentSteps, commitments, targets, taskGroups, units } from '../schema.ts'
import { BINDING } from '../units.ts'
import type { Moment } from '../updates.ts'
import { copyable, copyTargets } from './copy-targets.ts'
import { type Created, createCampaign, type KeptCampaign } from './keep.ts'

export interface CopyWish extends FigureWish {
  /** From the form: the same id is the same campaign, however often it arrives. */
  id: string
  settings: CampaignSettings
  years: number
  /** Also the commitments, as drafts with everything they promise. */
  commitments: boolean
}

/** Opens the campaign that follows another one, with its groups and, where wished, drafts of its commitments; once. */
export async function copyCampaign(
  tx: Writer,
  actor: Actor,
  source: KeptCampaign,
  wish: CopyWish,
  at: Moment,
): Promise<Created> {
  const { tenant } = actor
  const { row, owner } = source
  const groups = await tx
    .select({ number: taskGroups.number, name: taskGroups.name })
    .from(taskGroups)
    .where(and(eq(taskGroups.tenant, tenant), eq(taskGroups.campaignId, row.id)))
    .orderBy(asc(taskGroups.number))
  const { id, settings } = wish
  const fresh = { id, ownerUnitId: owner.id, settings, groups }
  const created = await createCampaign(tx, actor, fresh, at, 'campaign.copied', { from: row.code })
  if (created !== 'kept' || !wish.commitments) return created
  const drafts = await copyCommitments(tx, actor, source, wish, at)
  await recordAs(tx, actor, at.now, {
    ...{ deed: 'campaign.commitments_copied', subjectKind: 'campaign', subject: settings.code },
    detail: { from: row.code, ...drafts, baseline: wish.baseline, samePeriod: wish.samePeriod },
  })
  return created
}

/** What a copy would hold: the bound commitments of units that are still there, and what they promise. */
export async function countCopied(
  read: Reader,
  tenant: string,
  campaignId: string,
  startOn: Day,
): Promise<{ commitments: number; targets: number }> {
  const sources = isSource(tenant, campaignId, startOn)
  const [there] = await read
    .select({ n: sql<number>`count(*)` })
    .from(commitments)
    .innerJoin(units, ofUnit)
    .where(sources)
  const [promised] = await read
    .select({ n: sql<number>`count(*)` })
    .from(targets)
    .innerJoin(
      commitments,
      and(eq(commitments.tenant, targets.tenant), eq(commitments.id, targets.commitmentId)),
    )
    .innerJoin(units, ofUnit)
    .where(and(sources, copyable(tenant, campaignId)))
  return { commitments: Number(there?.n ?? 0), targets: Number(promised?.n ?? 0) }
}

const ofUnit = and(eq(units.tenant, commitments.tenant), eq(units.id, commitments.unitId))

/** Bound commitments of units that are there when the next campaign begins. */
const isSource = (tenant: string, campaignId: string, startOn: Day) =>
  and(
    eq(commitments.tenant, tenant),
    eq(commitments.campaignId, campaignId),
    inArray(commitments.state, [...BINDING]),
    or(isNull(units.validTo), gte(units.validTo, startOn)),
  )

async function listSources(read: Reader, tenant: string, campaignId: string, startOn: Day) {
  return await read
    .select({ row: commitments, unitCode: units.code })
    .from(commitments)
    .innerJoin(units, ofUnit)
    .where(isSource(tenant, campaignId, startOn))
    .orderBy(asc(units.path), asc(commitments.code))
}

/** As many as the history of a large campaign is read by. */
const AT_ONCE = 10

async function copyCommitments(
  tx: Writer,
  actor: Actor,
  { row: campaign, owner }: KeptCampaign,
  wish: CopyWish,
  at: Moment,
) {
  const { tenant } = actor
  const sources = await listSources(tx, tenant, campaign.id, wish.settings.startOn)
  const codes = await codesFor(
    tx,
    tenant,
    sources.map(({ row, unitCode }) => nextCode(row.code, unitCode, owner.code, campaign, wish)),
  )
  const drafts = sources.map(({ row }, n) => ({ row, id: newId(at.now), code: codes[n]! }))
  const newIds = new Map(drafts.map(({ row, id }) => [row.id, id]))
  const targetIds = await newTargetIds(tx, tenant, campaign.id, newIds, at)
  let copied = 0
  for (let from = 0; from < drafts.length; from += AT_ONCE) {
    const part = drafts.slice(from, from + AT_ONCE)
    await tx.insert(commitments).values(part.map((draft) => draftOf(draft, wish, newIds)))
    await tx
      .insert(commitmentSteps)
      .values(part.map(({ row, id }) => firstStep(actor, id, at, { note: row.code })))
    copied += await copyTargets(tx, tenant, part, { wish, targetIds, zone: at.zone })
  }
  return { commitments: drafts.length, targets: copied }
}

/** A draft that goes on from a commitment of the year before. */
export interface Draft {
  row: typeof commitments.$inferSelect
  id: string
  code: string
}

function draftOf({ row, id, code }: Draft, wish: CopyWish, newIds: Map<string, string>) {
  const { tenant, unitId, upperUnitId, partyKind, sideAPost, sideBPost } = row
  return {
    ...{ tenant, id, code, unitId, upperUnitId, partyKind, sideAPost, sideBPost },
    campaignId: wish.id,
    parentId: row.parentId === null ? null : (newIds.get(row.parentId) ?? null),
    effectiveFrom: wish.settings.startOn,
    effectiveTo: wish.settings.endOn,
    previousId: row.id,
    state: 'draft' as const,
  }
}

/** The code of the year before with the year moved on, or by the house's pattern where it names no year. */
export function nextCode(
  code: string,
  unitCode: string,
  ownerCode: string,
  period: Pick<CampaignSettings, 'startOn' | 'endOn'>,
  { settings, years }: Pick<CopyWish, 'settings' | 'years'>,
): string {
  const moved = withYears(code, period, years)
  return moved === code ? commitmentCodeOf(settings.planYear, unitCode, ownerCode) : moved
}

const CODES_ASKED = 400

/** These codes, those that are taken with a number behind them. */
export async function codesFor(read: Reader, tenant: string, wanted: readonly string[]): Promise<string[]> {
  const taken = new Set<string>()
  for (let from = 0; from < wanted.length; from += CODES_ASKED) {
    const rows = await read
      .select({ code: commitments.code })
      .from(commitments)
      .where(
        and(
          eq(commitments.tenant, tenant),
          inArray(commitments.code, wanted.slice(from, from + CODES_ASKED).flatMap(variantsOf)),
        ),
      )
    for (const { code } of rows) taken.add(code)
  }
  return wanted.map((code) => {
    const free = variantsOf(code).find((variant) => !taken.has(variant)) ?? `${code}-${newId().slice(-6)}`
    taken.add(free)
    return free
  })
}

const variantsOf = (code: string) => [code, ...Array.from({ length: 9 }, (_, n) => `${code}-B${n + 2}`)]

/** The ids of the copies by those of their originals, known beforehand: a target above may be copied later. */
async function newTargetIds(
  tx: Writer,
  tenant: string,
  campaignId: string,
  newIds: Map<string, string>,
  at: Moment,
): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: targets.id, commitmentId: targets.commitmentId })
    .from(targets)
    .where(copyable(tenant, campaignId))
  return new Map(
    rows.flatMap(({ id, commitmentId }) => (newIds.has(commitmentId) ? [[id, newId(at.now)]] : [])),
  )
}
