import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Day } from '../domain/day.ts'
import { groupBy } from '../domain/grouping.ts'
import type { Reader } from './client.ts'
import { unitVersions } from './schema.ts'

const SOME = 400

/** What these units were called on a day, by id; a unit that was not there yet has its first name. */
export async function namesOn(
  read: Reader,
  tenant: string,
  ids: readonly string[],
  day: Day,
): Promise<Map<string, { name: string; block: string | null }>> {
  const names = new Map<string, { name: string; block: string | null }>()
  for (let at = 0; at < ids.length; at += SOME) {
    const some = ids.slice(at, at + SOME)
    const rows = await read
      .select()
      .from(unitVersions)
      .where(and(eq(unitVersions.tenant, tenant), inArray(unitVersions.unitId, some)))
      .orderBy(asc(unitVersions.number))
    for (const [id, own] of groupBy(rows, ({ unitId }) => unitId)) {
      const then = own.findLast(({ validFrom }) => validFrom === null || validFrom <= day) ?? own[0]!
      names.set(id, { name: then.name, block: then.block })
    }
  }
  return names
}
