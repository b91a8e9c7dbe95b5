import { and, eq, inArray, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Reader, Writer } from '../client.ts'
import {
  campaigns,
  commitmentSteps,
  commitments,
  coordinators,
  directionParts,
  directions,
  directionUnits,
  extensions,
  ladderSaid,
  milestones,
  planVersions,
  posts,
  proposals,
  proposalTargets,
  referenceValues,
  reviews,
  targetSuccessions,
  targets,
  units,
  unitVersions,
  updates,
} from '../schema.ts'

/** Every table that a change of the organisation writes, with the columns that name a row beside its tenant. */
const book = {
  units: [units, ['id']],
  unit_versions: [unitVersions, ['unitId', 'number']],
  posts: [posts, ['id']],
  campaigns: [campaigns, ['id']],
  commitments: [commitments, ['id']],
  commitment_steps: [commitmentSteps, ['commitmentId', 'number']],
  targets: [targets, ['id']],
  plan_versions: [planVersions, ['targetId', 'effectiveFrom']],
  reference_values: [referenceValues, ['targetId', 'asOf']],
  milestones: [milestones, ['targetId', 'number']],
  coordinators: [coordinators, ['targetId', 'unitId']],
  target_successions: [targetSuccessions, ['eventId', 'fromTargetId', 'number']],
  updates: [updates, ['id']],
  reviews: [reviews, ['id']],
  extensions: [extensions, ['id']],
  proposals: [proposals, ['id']],
  proposal_targets: [proposalTargets, ['proposalId', 'targetId']],
  directions: [directions, ['id']],
  direction_parts: [directionParts, ['id']],
  direction_units: [directionUnits, ['directionId', 'unitId']],
} as const
export type Table = keyof typeof book

/** What names a row of a table beside its tenant. */
export const keyColumns = (table: Table): readonly string[] => book[table][1]

type Row = Record<string, unknown>
type Key = Record<string, string | number>

/** What has to be put back: rows to take out again, and rows as they were before. */
export interface Undo {
  added: { table: Table; keys: Key[] }[]
  changed: { table: Table; key: Key; before: Row; names: string[]; versionAfter: number | null }[]
}

/** Writes rows and remembers how to take it all back. */
export interface Ledger {
  add(table: Table, rows: Row[]): Promise<void>
  /** Changes every row with these values; a row that has a version gets the next one. */
  change(table: Table, key: Key, set: Row): Promise<void>
  close(): Promise<Undo>
}

/** Rows of one statement: SQLite takes 32,766 values. */
const SOME = 200

export function openLedger(tx: Writer, tenant: string): Ledger {
  const added: Undo['added'] = []
  const changed = new Map<string, Undo['changed'][number]>()
  return {
    async add(table, rows) {
      const [into, names] = book[table]
      for (let at = 0; at < rows.length; at += SOME) {
        const some = rows.slice(at, at + SOME).map((row) => ({ tenant, ...row }))
        await tx.insert(into as typeof units).values(some as never)
      }
      if (rows.length) added.push({ table, keys: rows.map((row) => keyIn(row, names)) })
    },
    async change(table, key, set) {
      const [into] = book[table]
      const before = await findRow(tx, tenant, table, key)
      if (!before) throw new RangeError(`there is no row of ${table} at ${JSON.stringify(key)}`)
      const next = 'version' in before ? { version: Number(before.version) + 1 } : {}
      await tx
        .update(into as typeof units)
        .set({ ...set, ...next } as never)
        .where(at(tenant, table, key))
      const id = `${table} ${JSON.stringify(key)}`
      const known = changed.get(id) ?? { table, key, before, names: [], versionAfter: null }
      changed.set(id, { ...known, names: [...new Set([...known.names, ...Object.keys(set)])] })
    },
    async close() {
      const rows = [...changed.values()]
      for (const row of rows) {
        const now = await findRow(tx, tenant, row.table, row.key)
        row.versionAfter = now && 'version' in now ? Number(now.version) : null
      }
      return { added, changed: rows }
    },
  }
}

/**
 * Takes out what was added and puts back what was changed; a row that somebody changed since keeps what they wrote in its
 * other columns. Gives the ids of such targets, which have to be settled anew.
 */
export async function takeBack(tx: Writer, tenant: string, { added, changed }: Undo): Promise<string[]> {
  const unsettled: string[] = []
  for (const { table, key, before, names, versionAfter } of changed.toReversed()) {
    const [into] = book[table]
    const now = await findRow(tx, tenant, table, key)
    if (!now) continue
    const isOurs = versionAfter === null || Number(now.version) === versionAfter
    const back = isOurs ? before : { ...pick(before, names), version: Number(now.version) + 1 }
    await tx
      .update(into as typeof units)
      .set(back as never)
      .where(at(tenant, table, key))
    if (!isOurs && table === 'targets') unsettled.push(String(key.id))
  }
  // Only now does nothing point at them any more.
  await clearSaid(tx, tenant, added)
  for (const { table, keys } of added.toReversed()) {
    const [from] = book[table]
    for (const key of keys) await tx.delete(from as typeof units).where(at(tenant, table, key))
  }
  return unsettled
}

/** What the automatic reminders have said of the new targets goes with them. */
async function clearSaid(tx: Writer, tenant: string, added: Undo['added']) {
  const ids = added.flatMap(({ table, keys }) =>
    table === 'targets' ? keys.map(({ id }) => String(id)) : [],
  )
  for (let n = 0; n < ids.length; n += SOME) {
    const some = inArray(ladderSaid.targetId, ids.slice(n, n + SOME))
    await tx.delete(ladderSaid).where(and(eq(ladderSaid.tenant, tenant), some))
  }
}

async function findRow(read: Reader, tenant: string, table: Table, key: Key): Promise<Row | undefined> {
  const [from] = book[table]
  const [row] = await read
    .select()
    .from(from as typeof units)
    .where(at(tenant, table, key))
  return row as Row | undefined
}

function at(tenant: string, table: Table, key: Key): SQL {
  const [from] = book[table]
  const columns = from as unknown as Record<string, PgColumn>
  const own = Object.entries(key).map(([name, value]) => eq(columns[name]!, value))
  return and(eq(columns.tenant!, tenant), ...own)!
}

const keyIn = (row: Row, names: readonly string[]) => pick(row, names) as Key

function pick(row: Row, names: readonly string[]): Row {
  return Object.fromEntries(names.map((name) => [name, row[name]]))
}
