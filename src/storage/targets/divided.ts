import { and, eq, inArray, notInArray } from 'drizzle-orm'
import { groupBy } from '../../domain/grouping.ts'
import { coversYears, mayBeDivided } from '../../domain/years.ts'
import type { Reader } from '../client.ts'
import type { ToldRow } from '../facts-promises.ts'
import { targets } from '../schema.ts'

const SOME = 400

/** Those of these that may have years: most targets run within one. */
const termsAmong = <Row extends ToldRow>(rows: readonly Row[]) =>
  rows.filter((row) => mayBeDivided({ ...row, dueOn: row.dueOriginal }))

/** Those of these of which every year has a target that goes on or was done. */
export async function findDivided(
  read: Reader,
  tenant: string,
  rows: readonly ToldRow[],
): Promise<Set<string>> {
  const terms = new Map(termsAmong(rows).map((row) => [row.id, row]))
  const ids = [...terms.keys()]
  const divided = new Set<string>()
  for (let at = 0; at < ids.length; at += SOME) {
    const years = await read
      .select({
        parentId: targets.parentId,
        commitmentId: targets.commitmentId,
        startOn: targets.startOn,
        dueOn: targets.dueOriginal,
      })
      .from(targets)
      .where(
        and(
          eq(targets.tenant, tenant),
          inArray(targets.parentId, ids.slice(at, at + SOME)),
          notInArray(targets.state, ['transferred', 'cancelled']),
        ),
      )
    for (const [id, its] of groupBy(years, ({ parentId }) => parentId!)) {
      const { commitmentId, startOn, dueOriginal: dueOn } = terms.get(id)!
      const own = its.filter((year) => year.commitmentId === commitmentId)
      if (coversYears({ startOn, dueOn }, own)) divided.add(id)
    }
  }
  return divided
}

/** The terms above these that do not stand as their years make them stand. */
export async function findTerms(read: Reader, tenant: string, rows: readonly ToldRow[]): Promise<string[]> {
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
