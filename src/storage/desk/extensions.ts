import { and, asc, count, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { type Actor, mayDecideExtension, maySupervise } from '../../domain/access.ts'
import type { Instant } from '../../domain/day.ts'
import type { Campaign } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { readCursor, writeCursor } from '../cursors.ts'
import { askCampaign } from '../overview.ts'
import { extensionFiles, extensions, targets, units } from '../schema.ts'
import { unitOfTarget } from '../tallies.ts'
import { chosenBy, type DeskFilters, ROWS_A_PAGE } from './filters.ts'
import type { Page } from './overdue.ts'

/** Every request has its target and its unit; the left joins only keep the index of waiting requests in front. */
type Whole<Row> = { [Column in keyof Row]: Column extends Nullable ? Row[Column] : NonNullable<Row[Column]> }
type Nullable = 'dueOn' | 'dueOriginal' | 'lateFrom' | 'opinionStance' | 'opinion'
export type PendingExtension = Whole<Awaited<ReturnType<typeof selectPending>>[number]> & {
  maximumExtensions: number
  mayDecide: boolean
  mayAdvise: boolean
}

/** Requests for more time that wait for a decision, the oldest first. */
export async function listPendingExtensions(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  filters: DeskFilters,
): Promise<Page<PendingExtension>> {
  const rows = await selectPending(read, actor, campaign, filters, ROWS_A_PAGE + 1)
  const page = rows.slice(0, ROWS_A_PAGE).map((row) => judgePending(actor, campaign, row))
  const last = rows.length > ROWS_A_PAGE ? page.at(-1) : undefined
  return { rows: page, next: last ? writeCursor([last.requestedAt, last.id]) : null }
}

/** What this person may do with a request. */
function judgePending(
  actor: Actor,
  campaign: Campaign,
  row: Awaited<ReturnType<typeof selectPending>>[number],
): PendingExtension {
  const whole = row as Whole<typeof row>
  const sides = { ...whole, ownerUnitId: campaign.ownerUnitId }
  return {
    ...whole,
    maximumExtensions: campaign.maximumExtensions,
    mayDecide: mayDecideExtension(actor, sides, whole, campaign.supervisorMayExtend),
    mayAdvise: maySupervise(actor, sides),
  }
}

/** There is nothing left to extend of a target that was closed or stopped while its request waited. */
export const isStillOpen = eq(targets.baseClass, 'open')

const LOOKED_THROUGH = 50
const everything: DeskFilters = { q: '', group: null, unit: '', sort: 'days' }

/** Requests that wait for this very person's decision, the oldest first, and how many there are. */
export async function listDecisionsWaiting(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  most: number,
): Promise<{ rows: PendingExtension[]; total: number }> {
  const rows = await selectPending(read, actor, campaign, everything, LOOKED_THROUGH)
  const mine = rows.map((row) => judgePending(actor, campaign, row)).filter(({ mayDecide }) => mayDecide)
  const isWhole = rows.length < LOOKED_THROUGH || mine.length < rows.length
  return {
    rows: mine.slice(0, most),
    total: isWhole ? mine.length : await countPendingExtensions(read, actor, campaign),
  }
}

async function selectPending(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  filters: DeskFilters,
  limit: number,
) {
  const after = readCursor(filters.after, ['instant', 'id'])
  const [requestedAt, id] = (after ?? []) as [Instant, string]
  const ofRequest = sql`${extensionFiles.tenant} = ${extensions.tenant} and ${extensionFiles.extensionId} = ${extensions.id}`
  return await read
    .select({
      id: extensions.id,
      version: extensions.version,
      requestedAt: extensions.requestedAt,
      requestedBy: extensions.requestedBy,
      proposedDueOn: extensions.proposedDueOn,
      reasonCode: extensions.reasonCode,
      reason: extensions.reason,
      opinionStance: extensions.opinionStance,
      opinion: extensions.opinion,
      files: sql<number>`(select count(*) from ${extensionFiles} where ${ofRequest})`.mapWith(Number),
      code: targets.code,
      title: targets.title,
      group: targets.groupNumber,
      dueOn: targets.dueOn,
      dueOriginal: targets.dueOriginal,
      lateFrom: targets.lateFrom,
      extensionCount: targets.extensionCount,
      upperUnitId: targets.upperUnitId,
      unitId: targets.unitId,
      unitCode: units.code,
      unitName: units.name,
      unitPath: units.path,
    })
    .from(extensions)
    .leftJoin(targets, and(eq(targets.tenant, extensions.tenant), eq(targets.id, extensions.targetId)))
    .leftJoin(units, unitOfTarget)
    .where(
      and(
        eq(extensions.tenant, actor.tenant),
        isNull(extensions.decision),
        isStillOpen,
        chosenBy(actor, campaign, filters),
        after && sql`(${extensions.requestedAt}, ${extensions.id}) > (${requestedAt}, ${id})`,
      ),
    )
    .orderBy(asc(extensions.requestedAt), asc(extensions.id))
    .limit(limit)
}

export async function countPendingExtensions(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
): Promise<number> {
  const [row] = await askCampaign<{ n: number }>(read, actor, campaign, 'desk-extensions', selectCount, {})
  return row?.n ?? 0
}

function selectCount(read: Reader, mine?: SQL) {
  const query = read
    .select({ n: count() })
    .from(extensions)
    .leftJoin(targets, and(eq(targets.tenant, extensions.tenant), eq(targets.id, extensions.targetId)))
  const pending = and(
    eq(extensions.tenant, sql.placeholder('tenant')),
    isNull(extensions.decision),
    isStillOpen,
    eq(targets.campaignId, sql.placeholder('campaign')),
  )
  return mine ? query.leftJoin(units, unitOfTarget).where(and(pending, mine)) : query.where(pending)
}
