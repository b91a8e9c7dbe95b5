import { and, desc, eq, isNull } from 'drizzle-orm'
import type { UnitKind } from '../domain/unit.ts'
import type { Reader } from './client.ts'
import { units } from './schema.ts'

/** The place after all that stand right below a unit, or at the top, and of which kind the last of them is. */
export async function nextPlace(
  read: Reader,
  tenant: string,
  parentId: string | null,
): Promise<{ order: number; kind: UnitKind | null }> {
  const level = parentId === null ? isNull(units.parentId) : eq(units.parentId, parentId)
  const [row] = await read
    .select({ order: units.sortOrder, kind: units.kind })
    .from(units)
    .where(and(eq(units.tenant, tenant), level))
    .orderBy(desc(units.sortOrder), desc(units.code))
    .limit(1)
  return { order: (row?.order ?? 0) + 1, kind: row?.kind ?? null }
}
