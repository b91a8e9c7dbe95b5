import { and, asc, eq, inArray, ne, notLike, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Actor, maySupervise, supervisedFrom } from '../../domain/access.ts'
import { mayAddTo } from '../../domain/rollup.ts'
import type { Contribution, RollupKind } from '../../domain/target.ts'
import { recordAs } from '../audit.ts'
import { forUpdate, type Reader, type Writer } from '../client.ts'
import { cutPage, readCursor } from '../cursors.ts'
import { campaigns, targets, units } from '../schema.ts'
import { containsWords } from '../search.ts'
import { type FoundTarget, findTarget, type TargetRow } from '../targets.ts'
import type { Moment } from '../updates.ts'

const PAGE = 30

/** Signed targets of units below, whose side A this person is, by words of their titles, codes and units. */
export async function searchLinkable(
  read: Reader,
  actor: Actor,
  { row, sides }: FoundTarget,
  query: string,
  after: string | undefined,
) {
  const place = readCursor(after, ['text'])
  const above = alias(targets, 'above_targets')
  const rows = await read
    .select({
      code: targets.code,
      title: targets.title,
      measure: targets.measure,
      decimals: targets.decimals,
      plan: targets.planNow,
      unitName: units.name,
      parentId: targets.parentId,
      parentCode: above.code,
    })
    .from(targets)
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .innerJoin(campaigns, and(eq(campaigns.tenant, targets.tenant), eq(campaigns.id, targets.campaignId)))
    .leftJoin(above, and(eq(above.tenant, targets.tenant), eq(above.id, targets.parentId)))
    .where(
      and(
        eq(targets.tenant, actor.tenant),
        ne(targets.unitId, sides.unitId),
        ne(targets.id, row.id),
        isSupervised(actor),
        ne(targets.baseClass, 'unsigned'),
        notLike(targets.state, 'cancelled'),
        containsWords(sql`${targets.folded} || ' ' || ${units.folded}`, query),
        place && sql`${targets.code} > ${place[0]}`,
      ),
    )
    .orderBy(asc(targets.code))
    .limit(PAGE + 1)
  const { page, next } = cutPage(rows, PAGE, ({ code }) => [code])
  return { found: page, next }
}

/** Side A, or the owner of the campaign, is a unit whose office this person is. */
function isSupervised(actor: Actor): SQL {
  const offices = supervisedFrom(actor)
  if (!offices.length) return sql`1 = 0`
  return or(inArray(targets.upperUnitId, offices), inArray(campaigns.ownerUnitId, offices))!
}

/** The target that is linked, or unlinked, by this person. */
export async function findLinkable(
  read: Reader,
  actor: Actor,
  { row, sides }: FoundTarget,
  code: string,
): Promise<FoundTarget | undefined> {
  const child = await findTarget(read, actor, code)
  if (!child || child.row.id === row.id || child.sides.unitId === sides.unitId) return undefined
  return maySupervise(actor, child.sides) ? child : undefined
}

/** What keeps a target from standing under another. */
export type LinkFault = 'circle' | 'measure'

/** A parent as far as a target is put under it. */
type Parent = Pick<TargetRow, 'tenant' | 'id' | 'code' | 'measure' | 'rollup'>

async function faultOfLink(
  read: Reader,
  parent: Parent,
  child: Pick<TargetRow, 'id' | 'measure'>,
  contribution: Contribution,
): Promise<LinkFault | null> {
  if (await isAbove(read, parent, child.id)) return 'circle'
  return mayAddTo(parent, child) || contribution === 'informational' ? null : 'measure'
}

/** Whether a target stands anywhere above another, or is it. */
async function isAbove(read: Reader, below: Parent, id: string): Promise<boolean> {
  const seen = new Set<string>()
  for (let at: string | null = below.id; at !== null && !seen.has(at); ) {
    if (at === id) return true
    seen.add(at)
    const [next]: { parentId: string | null }[] = await read
      .select({ parentId: targets.parentId })
      .from(targets)
      .where(and(eq(targets.tenant, below.tenant), eq(targets.id, at)))
    at = next?.parentId ?? null
  }
  return false
}

/** Puts a target under another, or with null takes it away from there, if it still is the version that was read. */
export async function linkTarget(
  tx: Writer,
  actor: Actor,
  parent: Parent,
  child: TargetRow,
  contribution: Contribution | null,
  at: Moment,
): Promise<'done' | 'conflict' | LinkFault> {
  const { tenant } = actor
  // In the order of their ids, so that two who link crosswise wait for each other.
  const ids = [parent.id, child.id].sort()
  const rows = await forUpdate(
    tx
      .select({ id: targets.id, code: targets.code, version: targets.version, parentId: targets.parentId })
      .from(targets)
      .where(and(eq(targets.tenant, tenant), inArray(targets.id, ids)))
      .orderBy(asc(targets.id)),
  )
  const stored = rows.find(({ id }) => id === child.id)
  if (stored?.version !== child.version) return 'conflict'
  if (contribution === null && stored.parentId !== parent.id) return 'conflict'
  const fault = contribution && (await faultOfLink(tx, parent, child, contribution))
  if (fault) return fault
  const [before] = stored.parentId
    ? await tx
        .select({ code: targets.code })
        .from(targets)
        .where(and(eq(targets.tenant, tenant), eq(targets.id, stored.parentId)))
    : []
  await tx
    .update(targets)
    .set({
      parentId: contribution ? parent.id : null,
      contribution,
      version: sql`${targets.version} + 1`,
    })
    .where(and(eq(targets.tenant, tenant), eq(targets.id, child.id)))
  await recordAs(tx, actor, at.now, {
    deed: contribution ? 'target.linked' : 'target.unlinked',
    subjectKind: 'target',
    subject: child.code,
    detail: {
      before: { parent: before?.code ?? null, contribution: child.contribution },
      after: { parent: contribution ? parent.code : null, contribution },
    },
  })
  return 'done'
}

/** Says how the targets below become one figure; null leaves it to what the unit declares. */
export async function setRollup(
  tx: Writer,
  actor: Actor,
  row: TargetRow,
  rollup: RollupKind | null,
  at: Moment,
): Promise<boolean> {
  const changed = await tx
    .update(targets)
    .set({ rollup, version: sql`${targets.version} + 1` })
    .where(and(eq(targets.tenant, row.tenant), eq(targets.id, row.id), eq(targets.version, row.version)))
    .returning({ id: targets.id })
  if (changed.length !== 1) return false
  await recordAs(tx, actor, at.now, {
    deed: 'target.rollup',
    subjectKind: 'target',
    subject: row.code,
    detail: { before: { rollup: row.rollup }, after: { rollup } },
  })
  return true
}
