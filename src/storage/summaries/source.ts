import { and, asc, eq, inArray, isNotNull, ne, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { groupBy } from '../../domain/grouping.ts'
import type {
  CampaignSource,
  PartSource,
  TargetSource,
  UnitSource,
  UpdateText,
} from '../../domain/snapshot/input.ts'
import type { TargetFacts } from '../../domain/target.ts'
import { type Campaign, listTaskGroups, loadCalendar } from '../campaigns.ts'
import { prepared, type Reader, type RowOf } from '../client.ts'
import { loadFacts } from '../facts.ts'
import { extensions, reminders, targets, updates } from '../schema.ts'
import { loadDirections, loadProposals } from './follow-up.ts'
import { loadParts, nameUnits, partOf, rowOf } from './part-targets.ts'
import { findOwner, listSigned, loadUnits, type Signed } from './units.ts'
import { listVoided } from './voided.ts'

/** Whose weeks are told: what is loaded belongs to it. */
interface Whose {
  tenant: string
  campaign: Campaign
  zone: string
}

/** A campaign without its targets, and the commitments and units that they belong to by their ids. */
export interface Frame {
  source: CampaignSource
  signed: Map<string, Signed>
  signers: Map<string, UnitSource>
  /** Of each unit by its code: how many stand before it. */
  places: Map<string, number>
  /** Targets by the one that they add up to. */
  children: Map<string, string[]>
  /** Codes of the targets that directions added. */
  ordered: Set<string>
}

export async function loadFrame(read: Reader, { tenant, campaign, zone }: Whose): Promise<Frame> {
  const signed = await listSigned(read, tenant, campaign.id)
  const signers = await loadUnits(read, tenant, campaign.ownerPath, signed)
  const follow = new Set([...signers.keys(), campaign.ownerUnitId])
  const source = {
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
    targets: [],
    parts: [],
    texts: new Map(),
    reminders: [],
    requests: [],
    voided: await listVoided(read, tenant, campaign.id),
    proposals: await loadProposals(read, tenant, campaign.ownerPath, follow),
    directions: await loadDirections(read, tenant, campaign.ownerPath, follow),
  }
  const tasks = source.directions.flatMap((direction) => direction.tasks)
  const ordered = new Set(tasks.flatMap(({ targetCode }) => targetCode ?? []))
  return {
    ...{ source, signers, ordered, children: await loadFamilies(read, tenant) },
    signed: new Map(signed.map((commitment) => [commitment.id, commitment])),
    places: new Map(source.units.map(({ code }, n) => [code, n])),
  }
}

/** Everything of a campaign that any of its weeks is told from. */
export async function loadSource(
  read: Reader,
  tenant: string,
  campaign: Campaign,
  zone: string,
): Promise<CampaignSource> {
  const frame = await loadFrame(read, { tenant, campaign, zone })
  const ofCampaign = eq(targets.campaignId, campaign.id)
  const facts = await loadFacts(read, tenant, { campaignId: campaign.id }, zone)
  const codes = new Map([...facts].map(([id, { target }]) => [id, target.code]))
  return {
    ...frame.source,
    targets: targetsOf(facts, codes, frame),
    parts: await loadParts(read, tenant, campaign.id, zone),
    texts: await loadTexts(read, tenant, eq(updates.campaignId, campaign.id)),
    reminders: await listReminders(read, tenant, codes, ofCampaign),
    requests: await listRequests(read, tenant, codes, ofCampaign),
  }
}

/** The same of some of its units, without the words of their reports. */
export async function loadPart(
  read: Reader,
  { tenant, campaign, zone }: Whose,
  frame: Frame,
  unitIds: string[],
): Promise<CampaignSource> {
  const these = and(eq(targets.campaignId, campaign.id), inArray(targets.unitId, unitIds))
  const facts = await loadFacts(read, tenant, { campaignId: campaign.id, unitIds }, zone)
  const codes = new Map([...facts].map(([id, { target }]) => [id, target.code]))
  const above = [...facts.values()].flatMap((one) => rowOf(one).parentId ?? [])
  const withParents = new Map([...codes, ...(await listCodes(read, tenant, campaign.id, above))])
  return {
    ...frame.source,
    units: unitIds.map((id) => frame.signers.get(id)!),
    targets: targetsOf(facts, withParents, frame),
    parts: await loadChildren(read, { tenant, campaign, zone }, frame, codes),
    directions: [],
    proposals: proposalsOf(frame, new Set(codes.values())),
    reminders: await listReminders(read, tenant, codes, these),
    requests: await listRequests(read, tenant, codes, these),
  }
}

const proposalsOf = ({ source }: Frame, codes: ReadonlySet<string>) =>
  source.proposals.filter(({ targets }) => targets.some((code) => codes.has(code)))

async function listCodes(read: Reader, tenant: string, campaignId: string, ids: string[]) {
  const codes = new Map<string, string>()
  for (let at = 0; at < ids.length; at += SOME) {
    const rows = await read
      .select({ id: targets.id, code: targets.code })
      .from(targets)
      .where(
        and(
          eq(targets.tenant, tenant),
          eq(targets.campaignId, campaignId),
          inArray(targets.id, ids.slice(at, at + SOME)),
        ),
      )
    for (const { id, code } of rows) codes.set(id, code)
  }
  return codes
}

/** What adds up to these targets from outside of them: of other units that count here, and of other campaigns. */
async function loadChildren(
  read: Reader,
  { tenant, campaign, zone }: Whose,
  { signed, signers, children }: Frame,
  codes: Map<string, string>,
): Promise<PartSource[]> {
  const ids = [...codes.keys()].flatMap((id) => children.get(id) ?? []).filter((id) => !codes.has(id))
  const facts = ids.length ? await loadFacts(read, tenant, { ids }, zone) : new Map<string, TargetFacts>()
  const nameOf = await nameUnits(read, tenant, facts)
  return [...facts.values()].flatMap((one): PartSource[] => {
    const { unitId, campaignId, commitmentId } = rowOf(one)
    if (campaignId !== campaign.id) return [partOf(one, codes, nameOf(unitId))]
    const unit = signed.has(commitmentId) && signers.get(unitId)
    return unit ? [partOf(one, codes, { unit: unit.code })] : []
  })
}

const SOME = 400

async function loadFamilies(read: Reader, tenant: string): Promise<Map<string, string[]>> {
  const rows = await read
    .select({ id: targets.id, parentId: targets.parentId })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), isNotNull(targets.parentId), ne(targets.baseClass, 'unsigned')))
  const families = groupBy(rows, ({ parentId }) => parentId!)
  return new Map([...families].map(([parent, its]) => [parent, its.map(({ id }) => id)]))
}

function targetsOf(
  facts: Map<string, TargetFacts>,
  codes: Map<string, string>,
  { signed, signers, places, ordered }: Frame,
) {
  const all = [...facts.values()].flatMap((one): TargetSource[] => {
    const row = rowOf(one)
    const commitment = signed.get(row.commitmentId)
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
        byAnnex: row.orderedAt !== null && !ordered.has(row.code),
      },
    ]
  })
  return all.sort((a, b) => places.get(a.unit)! - places.get(b.unit)! || a.order - b.order)
}

/** The words of these reports alone. */
export async function loadTextsOf(read: Reader, tenant: string, ids: string[]) {
  const texts = new Map<string, UpdateText>()
  const these = inArray(updates.id, someIds)
  for (let at = 0; at < ids.length; at += SOME) {
    // A short list names its first again and again.
    const some = someIds.map(({ name }, n) => [name, ids[at + n] ?? ids[at]])
    const values = { tenant, ...Object.fromEntries(some) }
    const select = (on: Reader) => selectTexts(on, sql.placeholder('tenant'), these)
    for (const row of await prepared<TextRow>(read, 'week-texts', select, values)) keepText(texts, row)
  }
  return texts
}

const someIds = Array.from({ length: SOME }, (_, n) => sql.placeholder(`id${n}`))

async function loadTexts(read: Reader, tenant: string, which: SQL) {
  const texts = new Map<string, UpdateText>()
  for (const row of await selectTexts(read, tenant, which)) keepText(texts, row)
  return texts
}

type TextRow = RowOf<(read: Reader) => ReturnType<typeof selectTexts>>

const keepText = (texts: Map<string, UpdateText>, { id, ...text }: TextRow) => void texts.set(id, text)

function selectTexts(read: Reader, tenant: string | Placeholder, which: SQL) {
  return read
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
      and(eq(updates.tenant, tenant), which, inArray(updates.state, ['submitted', 'accepted', 'returned'])),
    )
}

async function listReminders(
  read: Reader,
  tenant: string,
  codes: Map<string, string>,
  which: SQL | undefined,
) {
  const rows = await read
    .selectDistinct({
      targetId: reminders.targetId,
      at: reminders.sentAt,
      // One round is one reminder, whatever its channels.
      round: sql<string>`coalesce(${reminders.roundId}, ${reminders.id})`,
    })
    .from(reminders)
    .innerJoin(targets, and(eq(targets.tenant, tenant), eq(targets.id, reminders.targetId)))
    .where(and(eq(reminders.tenant, tenant), which))
    .orderBy(asc(reminders.sentAt))
  return rows.map(({ targetId, at }) => ({ target: codes.get(targetId) ?? '', at }))
}

async function listRequests(
  read: Reader,
  tenant: string,
  codes: Map<string, string>,
  which: SQL | undefined,
) {
  const rows = await read
    .select({
      targetId: extensions.targetId,
      at: extensions.requestedAt,
      decidedAt: extensions.decidedAt,
      proposedDueOn: extensions.proposedDueOn,
    })
    .from(extensions)
    .innerJoin(targets, and(eq(targets.tenant, tenant), eq(targets.id, extensions.targetId)))
    .where(and(eq(extensions.tenant, tenant), which))
    .orderBy(asc(extensions.requestedAt))
  return rows.map(({ targetId, ...request }) => ({ target: codes.get(targetId) ?? '', ...request }))
}
