import { and, desc, eq } from 'drizzle-orm'
import { addDays, type Day } from '../../domain/day.ts'
import { fold } from '../../domain/fold.ts'
import type { Writer } from '../client.ts'
import { units, unitVersions } from '../schema.ts'
import { inSubtree } from '../search.ts'
import type { Ledger } from './ledger.ts'
import type { UnitRow } from './load.ts'

/** What a change of identity may say otherwise. */
export type Change = Partial<
  Pick<UnitRow, 'name' | 'shortName' | 'kind' | 'block' | 'parentId' | 'sortOrder'>
>

/** Ends the version that runs on the eve of the change; with a change, the next one begins that day. */
export async function nextVersion(
  tx: Writer,
  tenant: string,
  ledger: Ledger,
  unit: UnitRow,
  change: Change | null,
  { on, decision }: { on: Day; decision: string | null },
): Promise<void> {
  const last = await findLast(tx, tenant, unit.id)
  if (last)
    await ledger.change(
      'unit_versions',
      { unitId: unit.id, number: last.number },
      { validTo: addDays(on, -1) },
    )
  if (!change) return
  const { name, shortName, kind, block, parentId, sortOrder } = unit
  const now = { name, shortName, kind, block, parentId, sortOrder, ...change }
  await ledger.add('unit_versions', [
    { unitId: unit.id, number: (last?.number ?? 0) + 1, validFrom: on, validTo: null, decision, ...now },
  ])
  const folded = fold(`${now.name} ${now.shortName} ${unit.code}`)
  await ledger.change('units', { id: unit.id }, { ...change, folded })
}

async function findLast(tx: Writer, tenant: string, unitId: string) {
  const [last] = await tx
    .select()
    .from(unitVersions)
    .where(and(eq(unitVersions.tenant, tenant), eq(unitVersions.unitId, unitId)))
    .orderBy(desc(unitVersions.number))
    .limit(1)
  return last
}

/** Everything below a unit moves along with it. */
export async function moveSubtree(tx: Writer, tenant: string, ledger: Ledger, unit: UnitRow, path: string) {
  const below = await tx
    .select({ id: units.id, path: units.path })
    .from(units)
    .where(and(eq(units.tenant, tenant), inSubtree(unit.path)))
  for (const one of below) {
    await ledger.change('units', { id: one.id }, { path: path + one.path.slice(unit.path.length) })
  }
}
