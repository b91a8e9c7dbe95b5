import { and, asc, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Day } from '../../domain/day.ts'
import { recordAs } from '../audit.ts'
import type { Reader, Writer } from '../client.ts'
import { calendarDays } from '../schema.ts'
import type { Moment } from '../updates.ts'
import { settleGraces } from './settle.ts'

export type DayKind = 'holiday' | 'working'

export interface CalendarDay {
  day: Day
  kind: DayKind
  name: string
}

const columns = { day: calendarDays.day, kind: calendarDays.kind, name: calendarDays.name }

export async function listCalendar(read: Reader, tenant: string, year: number): Promise<CalendarDay[]> {
  return await read
    .select(columns)
    .from(calendarDays)
    .where(
      and(
        eq(calendarDays.tenant, tenant),
        gte(calendarDays.day, `${year}-01-01`),
        lte(calendarDays.day, `${year}-12-31`),
      ),
    )
    .orderBy(asc(calendarDays.day))
}

/** The years for which something is entered, oldest first. */
export async function listYears(read: Reader, tenant: string): Promise<number[]> {
  const [ends] = await read
    .select({
      first: sql<string | null>`min(${calendarDays.day})`,
      last: sql<string | null>`max(${calendarDays.day})`,
    })
    .from(calendarDays)
    .where(eq(calendarDays.tenant, tenant))
  if (!ends?.first || !ends.last) return []
  const [first, last] = [Number(String(ends.first).slice(0, 4)), Number(String(ends.last).slice(0, 4))]
  return Array.from({ length: last - first + 1 }, (_, n) => first + n)
}

export type Added = { kind: 'kept'; n: number } | { kind: 'taken'; stored: CalendarDay[] }

/** Enters days; one that stands otherwise is not written over, and then nothing is entered. */
export async function addDaysOff(
  tx: Writer,
  actor: Actor,
  days: readonly CalendarDay[],
  at: Moment,
): Promise<Added> {
  const { tenant } = actor
  const stored = await tx
    .select(columns)
    .from(calendarDays)
    .where(
      and(
        eq(calendarDays.tenant, tenant),
        inArray(
          calendarDays.day,
          days.map(({ day }) => day),
        ),
      ),
    )
  const byDay = new Map(stored.map((one) => [one.day, one]))
  const taken = days.flatMap((wish) => {
    const there = byDay.get(wish.day)
    return there && (there.kind !== wish.kind || there.name !== wish.name) ? [there] : []
  })
  if (taken.length) return { kind: 'taken', stored: taken }
  const fresh = days.filter(({ day }) => !byDay.has(day))
  if (!fresh.length) return { kind: 'kept', n: 0 }
  await tx.insert(calendarDays).values(fresh.map((one) => ({ tenant, ...one })))
  await afterChange(tx, actor, 'calendar.added', [], fresh, at)
  return { kind: 'kept', n: fresh.length }
}

/** Takes days out of the calendar; those that are gone already are no fault. */
export async function removeDaysOff(
  tx: Writer,
  actor: Actor,
  days: readonly Day[],
  at: Moment,
): Promise<number> {
  if (!days.length) return 0
  const gone = await tx
    .delete(calendarDays)
    .where(and(eq(calendarDays.tenant, actor.tenant), inArray(calendarDays.day, [...days])))
    .returning(columns)
  if (gone.length) await afterChange(tx, actor, 'calendar.removed', gone, [], at)
  return gone.length
}

async function afterChange(
  tx: Writer,
  actor: Actor,
  deed: string,
  before: CalendarDay[],
  after: CalendarDay[],
  at: Moment,
) {
  const days = [...before, ...after].map(({ day }) => day).sort()
  const [from, to] = [days[0]!, days.at(-1)!]
  const settled = await settleGraces(tx, actor.tenant, { from, to }, at)
  await recordAs(tx, actor, at.now, {
    ...{ deed, subjectKind: 'calendar', subject: from === to ? from : `${from}..${to}` },
    detail: { before, after, settled },
  })
}
