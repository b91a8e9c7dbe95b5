import { and, eq, isNull, max } from 'drizzle-orm'
import type { Reader } from './client.ts'
import { units } from './schema.ts'

/** The place after all that stand right below a unit, or at the top. */
export async function nextPlace(read: Reader, tenant: string, parentId: string | null): Promise<number> {
  const level = parentId === null ? isNull(units.parentId) : eq(units.parentId, parentId)
  const [row] = await read
    .select({ last: max(units.sortOrder) })
    .from(units)
    .where(and(eq(units.tenant, tenant), level))
  return (row?.last ?? 0) + 1
}
