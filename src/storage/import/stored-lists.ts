import { eq, sql } from 'drizzle-orm'
import type { Reader } from '../client.ts'
import { engine } from '../engine.ts'
import { coordinators, directionUnits, proposalTargets } from '../schema.ts'
import type { Holdings } from './holdings.ts'

/** Rows in the order of the records that they are. */
export function placedLike<Row>(
  rows: Row[],
  places: ReadonlyMap<string, { place: number }>,
  idOf: (row: Row) => string,
): Row[] {
  return rows.sort((a, b) => places.get(idOf(a))!.place - places.get(idOf(b))!.place)
}

/**
 * The order in which rows were put down. What is named in one cell has no order of its own, and neither have reminders
 * of the same moment; it is told as it was written, which is where the engine has put the rows.
 */
export const asPutDown = (table: string) => sql.raw(`"${table}".${engine === 'postgres' ? 'ctid' : 'rowid'}`)

type Lists = 'coordinators' | 'direction_units' | 'proposal_targets'

/** The codes that are listed in one cell, by the record. */
export async function listsOf(
  read: Reader,
  { tenant, units, targets }: Holdings,
  which: Lists,
): Promise<Map<string, string[]>> {
  const rows = await reads[which](read, tenant)
  const known = which === 'proposal_targets' ? targets : units
  const lists = new Map<string, string[]>()
  for (const { of, named } of rows) {
    const list = lists.get(of)
    const { code } = known.get(named)!
    if (list) list.push(code)
    else lists.set(of, [code])
  }
  return lists
}

const reads = {
  coordinators: (read: Reader, tenant: string) =>
    read
      .select({ of: coordinators.targetId, named: coordinators.unitId })
      .from(coordinators)
      .where(eq(coordinators.tenant, tenant))
      .orderBy(asPutDown('coordinators')),
  direction_units: (read: Reader, tenant: string) =>
    read
      .select({ of: directionUnits.directionId, named: directionUnits.unitId })
      .from(directionUnits)
      .where(eq(directionUnits.tenant, tenant))
      .orderBy(asPutDown('direction_units')),
  proposal_targets: (read: Reader, tenant: string) =>
    read
      .select({ of: proposalTargets.proposalId, named: proposalTargets.targetId })
      .from(proposalTargets)
      .where(eq(proposalTargets.tenant, tenant))
      .orderBy(asPutDown('proposal_targets')),
}
