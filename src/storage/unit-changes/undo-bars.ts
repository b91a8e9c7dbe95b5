import { and, eq, gt, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Reader } from '../client.ts'
import {
  amendments,
  campaigns,
  commitmentFiles,
  commitmentSteps,
  commitments,
  coordinators,
  directionParts,
  directions,
  directionUnits,
  evaluations,
  extensions,
  milestones,
  planVersions,
  posts,
  proposals,
  proposalTargets,
  referenceValues,
  reminders,
  targets,
  unitEvents,
  unitLinks,
  units,
  updates,
} from '../schema.ts'
import { keyColumns, type Table, type Undo } from './ledger.ts'

type EventRow = typeof unitEvents.$inferSelect

/** What people did since on what the change made. */
type Since =
  | ('update' | 'extension' | 'reminder' | 'evaluation' | 'proposal' | 'direction')
  | ('commitment' | 'target' | 'draft' | 'file' | 'amendment')
  | ('post' | 'unit' | 'campaign' | 'help')

/** Why a change stays: what was done since on what it made. */
export interface UndoBar {
  why: 'undone' | 'later_change' | 'imported' | Since
  fill: string
}

interface Reference {
  why: Since
  from: typeof units | typeof targets | typeof commitments
  /** The column that points at something the change made. */
  at: PgColumn
  /** What names the row that points there; the code of what it points at where it has no name of its own. */
  name?: PgColumn
  /** Where the change itself writes such rows: those are its own. */
  table?: Table
}

/** Everything that can point at a unit, a target or a commitment: whatever is not the change's own was done since. */
const references: Reference[] = [
  { why: 'update', from: targets, at: updates.targetId, table: 'updates' },
  { why: 'extension', from: targets, at: extensions.targetId, table: 'extensions' },
  { why: 'reminder', from: targets, at: reminders.targetId },
  { why: 'evaluation', from: targets, at: evaluations.targetId },
  { why: 'evaluation', from: targets, at: evaluations.carriedToId },
  { why: 'proposal', from: targets, at: proposalTargets.targetId, table: 'proposal_targets' },
  { why: 'direction', from: targets, at: directions.targetId, name: directions.code, table: 'directions' },
  { why: 'direction', from: targets, at: directionParts.targetId, table: 'direction_parts' },
  { why: 'target', from: targets, at: targets.parentId, name: targets.code, table: 'targets' },
  { why: 'target', from: targets, at: targets.previousId, name: targets.code, table: 'targets' },
  { why: 'draft', from: targets, at: planVersions.targetId, table: 'plan_versions' },
  { why: 'draft', from: targets, at: referenceValues.targetId, table: 'reference_values' },
  { why: 'draft', from: targets, at: milestones.targetId, table: 'milestones' },
  { why: 'draft', from: targets, at: coordinators.targetId, table: 'coordinators' },
  { why: 'target', from: commitments, at: targets.commitmentId, name: targets.code, table: 'targets' },
  { why: 'file', from: commitments, at: commitmentFiles.commitmentId },
  { why: 'amendment', from: commitments, at: amendments.commitmentId },
  { why: 'draft', from: commitments, at: commitmentSteps.commitmentId, table: 'commitment_steps' },
  {
    why: 'commitment',
    from: commitments,
    at: commitments.parentId,
    name: commitments.code,
    table: 'commitments',
  },
  {
    why: 'commitment',
    from: commitments,
    at: commitments.previousId,
    name: commitments.code,
    table: 'commitments',
  },
  { why: 'post', from: units, at: posts.unitId, name: posts.title, table: 'posts' },
  { why: 'unit', from: units, at: units.parentId, name: units.code, table: 'units' },
  { why: 'campaign', from: units, at: campaigns.ownerUnitId, name: campaigns.code, table: 'campaigns' },
  { why: 'commitment', from: units, at: commitments.unitId, name: commitments.code, table: 'commitments' },
  {
    why: 'commitment',
    from: units,
    at: commitments.upperUnitId,
    name: commitments.code,
    table: 'commitments',
  },
  { why: 'target', from: units, at: targets.unitId, name: targets.code, table: 'targets' },
  { why: 'target', from: units, at: targets.upperUnitId, name: targets.code, table: 'targets' },
  { why: 'help', from: units, at: coordinators.unitId, table: 'coordinators' },
  { why: 'proposal', from: units, at: proposals.unitId, name: proposals.code, table: 'proposals' },
  { why: 'proposal', from: units, at: proposals.waitsForUnitId, name: proposals.code, table: 'proposals' },
  { why: 'direction', from: units, at: directions.leadUnitId, name: directions.code, table: 'directions' },
  { why: 'direction', from: units, at: directions.ownerUnitId, name: directions.code, table: 'directions' },
  { why: 'direction', from: units, at: directionParts.leadUnitId, table: 'direction_parts' },
  { why: 'direction', from: units, at: directionUnits.unitId, table: 'direction_units' },
]

/** What keeps a change from being taken back; null while it can be. */
export async function findUndoBar(read: Reader, event: EventRow): Promise<UndoBar | null> {
  if (event.undoneAt !== null) return { why: 'undone', fill: '' }
  const undo = event.undo as Undo | null
  if (!undo) return { why: 'imported', fill: '' }
  const own = ownRows(undo)
  for (const reference of references) {
    const bar = await referenceBar(read, event.tenant, undo, own, reference)
    if (bar) return bar
  }
  return (await draftBar(read, event.tenant, undo)) ?? (await laterBar(read, event, undo))
}

const rowId = (table: Table, key: Record<string, unknown>) =>
  `${table} ${keyColumns(table)
    .map((name) => String(key[name]))
    .join(' ')}`

/** Rows that the change added or changed itself. */
const ownRows = ({ added, changed }: Undo): ReadonlySet<string> =>
  new Set([
    ...added.flatMap(({ table, keys }) => keys.map((key) => rowId(table, key))),
    ...changed.map(({ table, key }) => rowId(table, key)),
  ])

const nameOf = new Map<Reference['from'], Table>([
  [units, 'units'],
  [targets, 'targets'],
  [commitments, 'commitments'],
])

const madeIds = ({ added }: Undo, table: Table): string[] =>
  added.flatMap((one) => (one.table === table ? one.keys.map(({ id }) => String(id)) : []))

const SOME = 400

async function referenceBar(
  read: Reader,
  tenant: string,
  undo: Undo,
  own: ReadonlySet<string>,
  { why, from, at, name, table }: Reference,
): Promise<UndoBar | null> {
  const pointing = at.table as typeof updates
  const columns = pointing as unknown as Record<string, PgColumn>
  const keys = table ? keyColumns(table) : []
  const ids = madeIds(undo, nameOf.get(from)!)
  for (let n = 0; n < ids.length; n += SOME) {
    const rows = await read
      .select({ at, ...(name && { name }), ...Object.fromEntries(keys.map((key) => [key, columns[key]!])) })
      .from(pointing)
      .where(and(eq(pointing.tenant, tenant), inArray(at, ids.slice(n, n + SOME))))
    const row = rows.find((one) => !table || !own.has(rowId(table, one)))
    if (row) return { why, fill: name ? String(row.name) : await codeOf(read, tenant, from, String(row.at)) }
  }
  return null
}

async function codeOf(read: Reader, tenant: string, from: Reference['from'], id: string): Promise<string> {
  const [row] = await read
    .select({ code: from.code })
    .from(from as typeof units)
    .where(and(eq(from.tenant, tenant), eq(from.id, id)))
  return row?.code ?? ''
}

/** Whatever is done to a draft, or to what it promises, moves its version on. */
async function draftBar(read: Reader, tenant: string, undo: Undo): Promise<UndoBar | null> {
  const [row] = await read
    .select({ code: commitments.code, state: commitments.state })
    .from(commitments)
    .where(
      and(
        eq(commitments.tenant, tenant),
        inArray(commitments.id, [...madeIds(undo, 'commitments'), NOBODY]),
        or(ne(commitments.state, 'draft'), gt(commitments.version, 1)),
      ),
    )
    .limit(1)
  return row ? { why: row.state === 'draft' ? 'draft' : 'commitment', fill: row.code } : null
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** A later decision about one of its units, or one that moved along, has to be taken back first. */
async function laterBar(read: Reader, event: EventRow, undo: Undo): Promise<UndoBar | null> {
  const linked = await read
    .select({ from: unitLinks.fromUnitId, to: unitLinks.toUnitId })
    .from(unitLinks)
    .where(and(eq(unitLinks.tenant, event.tenant), eq(unitLinks.eventId, event.id)))
  const moved = undo.changed.flatMap(({ table, key }) => (table === 'units' ? [String(key.id)] : []))
  const all = new Set([...linked.flatMap(({ from, to }) => [from, to]), ...moved])
  const ids = [...all].flatMap((id) => id ?? [])
  for (let n = 0; n < ids.length; n += SOME) {
    const bar = await laterAbout(read, event, ids.slice(n, n + SOME))
    if (bar) return bar
  }
  return null
}

async function laterAbout(read: Reader, event: EventRow, ids: string[]): Promise<UndoBar | null> {
  const [later] = await read
    .select({ decision: unitEvents.decision })
    .from(unitEvents)
    .innerJoin(unitLinks, and(eq(unitLinks.tenant, unitEvents.tenant), eq(unitLinks.eventId, unitEvents.id)))
    .where(
      and(
        eq(unitEvents.tenant, event.tenant),
        isNull(unitEvents.undoneAt),
        ne(unitEvents.id, event.id),
        or(inArray(unitLinks.fromUnitId, ids), inArray(unitLinks.toUnitId, ids)),
        or(
          sql`${unitEvents.appliedAt} > ${event.appliedAt}`,
          and(eq(unitEvents.appliedAt, event.appliedAt), sql`${unitEvents.id} > ${event.id}`),
        ),
      ),
    )
    .limit(1)
  return later ? { why: 'later_change', fill: later.decision } : null
}
