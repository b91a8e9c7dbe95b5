import { and, eq, inArray, ne } from 'drizzle-orm'
import type { PartSource } from '../../domain/snapshot/input.ts'
import type { TargetFacts } from '../../domain/target.ts'
import type { Reader } from '../client.ts'
import { loadFacts } from '../facts.ts'
import type { ToldRow } from '../facts-promises.ts'
import { targets, units } from '../schema.ts'

const SOME = 400

/** `loadFacts` carries these columns of each target. */
export const rowOf = (facts: TargetFacts) => facts.target as ToldRow

/** Targets of other campaigns that stand below one of this campaign's: the district's below the province's. */
export async function loadParts(
  read: Reader,
  tenant: string,
  campaignId: string,
  zone: string,
): Promise<PartSource[]> {
  const parents = await read
    .select({ id: targets.id, code: targets.code })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.campaignId, campaignId)))
  const codes = new Map(parents.map(({ id, code }) => [id, code]))
  const ids: string[] = []
  for (let at = 0; at < parents.length; at += SOME) {
    const some = parents.slice(at, at + SOME).map(({ id }) => id)
    const rows = await read
      .select({ id: targets.id })
      .from(targets)
      .where(
        and(
          eq(targets.tenant, tenant),
          inArray(targets.parentId, some),
          ne(targets.campaignId, campaignId),
          ne(targets.baseClass, 'unsigned'),
        ),
      )
    ids.push(...rows.map(({ id }) => id))
  }
  const facts = ids.length ? await loadFacts(read, tenant, { ids }, zone) : new Map<string, TargetFacts>()
  const nameOf = await nameUnits(read, tenant, facts)
  return [...facts.values()].map((one) => partOf(one, codes, nameOf(rowOf(one).unitId)))
}

export function partOf(
  facts: TargetFacts,
  codes: Map<string, string>,
  whose: Pick<PartSource, 'unit' | 'unitName'>,
): PartSource {
  const { code, parentId, title, measure, contribution } = rowOf(facts)
  return { facts, code, ...whose, title, measure, parent: codes.get(parentId ?? '') ?? null, contribution }
}

/** How the units of targets of other campaigns are called. */
export async function nameUnits(read: Reader, tenant: string, facts: Map<string, TargetFacts>) {
  const ids = [...new Set([...facts.values()].map((one) => rowOf(one).unitId))]
  const names = new Map<string, Pick<PartSource, 'unit' | 'unitName'>>()
  for (let at = 0; at < ids.length; at += SOME) {
    const rows = await read
      .select({ id: units.id, unit: units.code, unitName: units.name })
      .from(units)
      .where(and(eq(units.tenant, tenant), inArray(units.id, ids.slice(at, at + SOME))))
    for (const { id, ...whose } of rows) names.set(id, whose)
  }
  return (id: string) => names.get(id) ?? { unit: id }
}
