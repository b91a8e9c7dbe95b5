import { and, asc, eq, gt, gte, isNull, lte, notExists, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Day } from '../../domain/day.ts'
import { fold } from '../../domain/fold.ts'
import type { UnitKind } from '../../domain/unit.ts'
import type { Reader } from '../client.ts'
import { posts, units, users } from '../schema.ts'
import { containsWords } from '../search.ts'

export interface UnitChoice {
  id: string
  code: string
  name: string
  kind: UnitKind
}

const chosen = { id: units.id, code: units.code, name: units.name, kind: units.kind }
const MOST_SHOWN = 12

/** Units that are there on this day. */
const standsOn = (today: Day): SQL | undefined =>
  and(
    or(isNull(units.validFrom), lte(units.validFrom, today)),
    or(isNull(units.validTo), gte(units.validTo, today)),
  )

/** The units that a typed code or name may mean: `exact` where it is one's code or whole name. */
export async function findUnits(read: Reader, tenant: string, today: Day, typed: string) {
  if (fold(typed) === '') return { exact: undefined, found: [], isMore: false }
  const there = and(eq(units.tenant, tenant), standsOn(today))
  const [byCode] = await read
    .select(chosen)
    .from(units)
    .where(and(there, or(eq(units.code, typed), eq(units.code, typed.toUpperCase()))))
    .limit(1)
  const found: UnitChoice[] = await read
    .select(chosen)
    .from(units)
    .where(and(there, containsWords(units.folded, typed)))
    .orderBy(asc(sql`length(${units.folded})`), asc(units.path))
    .limit(MOST_SHOWN + 1)
  const named = found.filter(({ name }) => fold(name) === fold(typed))
  const exact = byCode ?? (found.length === 1 ? found[0] : named.length === 1 ? named[0] : undefined)
  return { exact, found: found.slice(0, MOST_SHOWN), isMore: found.length > MOST_SHOWN }
}

const UNITS_A_PAGE = 50

/** Units but `above` for which nobody signs in as their head, nor will; in the office's own order by path. */
export async function listHeadless(
  read: Reader,
  tenant: string,
  today: Day,
  { q, after, above }: { q: string; after: string; above: string[] },
) {
  const rows: (UnitChoice & { path: string })[] = await read
    .select({ ...chosen, path: units.path })
    .from(units)
    .where(
      and(
        eq(units.tenant, tenant),
        standsOn(today),
        gt(units.path, after),
        notInArray(units.path, above),
        q ? containsWords(units.folded, q) : undefined,
        isHeadless(read, today),
      ),
    )
    .orderBy(asc(units.path))
    .limit(UNITS_A_PAGE + 1)
  const page = rows.slice(0, UNITS_A_PAGE)
  return { units: page, next: rows.length > UNITS_A_PAGE ? (page.at(-1)?.path ?? null) : null }
}

/** Whether this unit has still no head, inside of the deed that gives it one. */
export async function findHeadless(read: Reader, tenant: string, today: Day, code: string) {
  const [unit] = await read
    .select(chosen)
    .from(units)
    .where(and(eq(units.tenant, tenant), eq(units.code, code), standsOn(today), isHeadless(read, today)))
  return unit as UnitChoice | undefined
}

const isHeadless = (read: Reader, today: Day) =>
  notExists(
    read
      .select({ one: sql`1` })
      .from(posts)
      .innerJoin(
        users,
        and(eq(users.tenant, posts.tenant), eq(users.id, posts.userId), isNull(users.disabledAt)),
      )
      .where(
        and(
          eq(posts.tenant, units.tenant),
          eq(posts.unitId, units.id),
          eq(posts.role, 'head'),
          or(isNull(posts.toOn), gte(posts.toOn, today)),
        ),
      ),
  )
