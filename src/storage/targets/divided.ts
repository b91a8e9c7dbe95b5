import { and, eq, inArray, notInArray } from 'drizzle-orm'
import { mayBeDivided } from '../../domain/years.ts'
import type { Reader } from '../client.ts'
import { targets } from '../schema.ts'
import type { TargetRow } from '../targets.ts'

const SOME = 400

/** Those of these that may have years: most targets run within one. */
const termsAmong = (rows: readonly TargetRow[]) =>
  rows.filter((row) => mayBeDivided({ ...row, dueOn: row.dueOriginal }))

/** Those of these that have years which go on or were done. */
export async function findDivided(
  read: Reader,
  tenant: string,
  rows: readonly TargetRow[],
): Promise<Set<string>> {
  const terms = new Map(termsAmong(rows).map((row) => [row.id, row.commitmentId]))
  const ids = [...terms.keys()]
  const divided = new Set<string>()
  for (let at = 0; at < ids.length; at += SOME) {
    const years = await read
      .select({ parentId: targets.parentId, commitmentId: targets.commitmentId })
      .from(targets)
      .where(
        and(
          eq(targets.tenant, tenant),
          inArray(targets.parentId, ids.slice(at, at + SOME)),
          notInArray(targets.state, ['transferred', 'cancelled']),
        ),
      )
    for (const { parentId, commitmentId } of years) {
      if (parentId !== null && terms.get(parentId) === commitmentId) divided.add(parentId)
    }
  }
  return divided
}

/** The terms above these that do not stand as their years make them stand. */
export async function findTerms(read: Reader, tenant: string, rows: readonly TargetRow[]): Promise<string[]> {
  const own = new Set(rows.map(({ id }) => id))
  const papers = new Map(
    rows.flatMap(({ parentId, commitmentId }) =>
      parentId === null || own.has(parentId) ? [] : [[parentId, commitmentId] as const],
    ),
  )
  const ids = [...papers.keys()]
  const found: string[] = []
  for (let at = 0; at < ids.length; at += SOME) {
    const above = await read
      .select()
      .from(targets)
      .where(
        and(
          eq(targets.tenant, tenant),
          inArray(targets.id, ids.slice(at, at + SOME)),
          inArray(targets.baseClass, ['open', 'done_on_time', 'done_late', 'divided']),
        ),
      )
    const terms = termsAmong(above.filter(({ id, commitmentId }) => papers.get(id) === commitmentId))
    const divided = await findDivided(read, tenant, terms)
    for (const { id, baseClass } of terms) if (divided.has(id) !== (baseClass === 'divided')) found.push(id)
  }
  return found
}
