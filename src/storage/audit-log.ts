import { setImmediate as letOthersWork } from 'node:timers/promises'
import { and, asc, desc, eq, gte, inArray, like, lt, or, type SQL } from 'drizzle-orm'
import { type DeedGroup, deedGroups } from '../domain/audit.ts'
import type { Instant } from '../domain/day.ts'
import { fold } from '../domain/fold.ts'
import { findChainHead } from './audit.ts'
import type { Reader } from './client.ts'
import { auditEvents, posts, units, users } from './schema.ts'
import { containsWords } from './search.ts'

export type AuditRow = typeof auditEvents.$inferSelect

export interface AuditFilter {
  /** Words of the subject or of what was recorded with it. */
  q: string
  /** Somebody's user name, name or unit. */
  who: string
  group: DeedGroup | null
  /** From one moment up to, and without, another. */
  from: Instant | null
  to: Instant | null
  /** One record alone. */
  about: { kind: string; subject: string } | null
}

/**
 * So many events are looked through in one query, and so many for a page: a filter that fits hardly anything answers in
 * time, and says how far it came. Where words are sought every event is read, since no engine folds them.
 */
const WINDOW = 20_000
const READ_AT_ONCE = 1000
const MOST_LOOKED_THROUGH = 200_000

export interface AuditPage {
  rows: AuditRow[]
  /** Where the next page begins: events before this one. Null at the end of the log. */
  next: number | null
}

/** The newest events that fit, `size` at most, among those before `before`. */
export async function listEvents(
  read: Reader,
  tenant: string,
  filter: AuditFilter,
  { before, size }: { before: number | null; size: number },
): Promise<AuditPage> {
  const fits = await conditionOf(read, tenant, filter)
  const { first, end } = await rangeOf(read, tenant, filter)
  const rows: AuditRow[] = []
  const words = wordsOf(filter.q)
  const step = words.length ? READ_AT_ONCE : WINDOW
  let upper = Math.min(before ?? end, end)
  const last = Math.max(first, upper - MOST_LOOKED_THROUGH)
  while (upper > last) {
    const lower = Math.max(last, upper - step)
    const found = await read
      .select()
      .from(auditEvents)
      .where(
        and(eq(auditEvents.tenant, tenant), gte(auditEvents.seq, lower), lt(auditEvents.seq, upper), fits),
      )
      .orderBy(desc(auditEvents.seq))
      .limit(words.length ? step : size + 1 - rows.length)
    rows.push(...found.filter((row) => says(row, words)))
    if (rows.length > size) return { rows: rows.slice(0, size), next: rows[size - 1]!.seq }
    upper = lower
    await letOthersWork()
  }
  return { rows, next: upper > first ? upper : null }
}

/** Every event that fits, oldest first, in parts. */
export async function* eachEvent(
  read: Reader,
  tenant: string,
  filter: AuditFilter,
): AsyncGenerator<AuditRow[]> {
  const fits = await conditionOf(read, tenant, filter)
  const { first, end } = await rangeOf(read, tenant, filter)
  const words = wordsOf(filter.q)
  for (let lower = first; lower < end; lower += READ_AT_ONCE) {
    const upper = Math.min(lower + READ_AT_ONCE, end)
    const found = await read
      .select()
      .from(auditEvents)
      .where(
        and(eq(auditEvents.tenant, tenant), gte(auditEvents.seq, lower), lt(auditEvents.seq, upper), fits),
      )
      .orderBy(asc(auditEvents.seq))
    const rows = found.filter((row) => says(row, words))
    if (rows.length) yield rows
    await letOthersWork()
  }
}

/** Clocks of several machines may be so far apart; beyond that, events are in the order of their moments. */
const SLACK_MS = 86_400_000

/** The numbers between which events of these days lie. */
async function rangeOf(read: Reader, tenant: string, { from, to }: AuditFilter) {
  const head = await findChainHead(read, tenant)
  const end = (head?.seq ?? 0) + 1
  return {
    first: from === null ? 1 : await firstSince(read, tenant, from - SLACK_MS, end),
    end: to === null ? end : await firstSince(read, tenant, to + SLACK_MS, end),
  }
}

/** The number of the first event at or after a moment, by halves: moments have no index of their own. */
async function firstSince(read: Reader, tenant: string, at: Instant, end: number): Promise<number> {
  let [low, high] = [1, end]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const [event] = await read
      .select({ at: auditEvents.at })
      .from(auditEvents)
      .where(and(eq(auditEvents.tenant, tenant), gte(auditEvents.seq, middle)))
      .orderBy(asc(auditEvents.seq))
      .limit(1)
    if (event && event.at < at) low = middle + 1
    else high = middle
  }
  return low
}

async function conditionOf(read: Reader, tenant: string, filter: AuditFilter): Promise<SQL | undefined> {
  const { who, group, from, to, about } = filter
  return and(
    about ? and(eq(auditEvents.subjectKind, about.kind), eq(auditEvents.subject, about.subject)) : undefined,
    group ? or(...deedGroups[group].map(isOfDeed)) : undefined,
    from === null ? undefined : gte(auditEvents.at, from),
    to === null ? undefined : lt(auditEvents.at, to),
    who ? await byWhom(read, tenant, who) : undefined,
  )
}

const isOfDeed = (name: string) =>
  name.endsWith('.') ? like(auditEvents.deed, `${name}%`) : eq(auditEvents.deed, name)

const MOST_WORDS = 6

const wordsOf = (text: string) => fold(text).split(' ').filter(Boolean).slice(0, MOST_WORDS)

/** Whether every word stands in the subject or in what was recorded with it, in which quotes are escaped. */
function says({ subject, detail }: AuditRow, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const text = fold(`${subject} ${JSON.stringify(detail)}`)
  return words.every((word) => text.includes(JSON.stringify(word).slice(1, -1)))
}

const MOST_PEOPLE = 500

/** The people whom a word means, one user name alone if it is one; and what the system calls itself. */
async function byWhom(read: Reader, tenant: string, who: string): Promise<SQL | undefined> {
  const people = await read
    .select({ id: users.id, username: users.username, fullName: users.fullName })
    .from(users)
    .where(eq(users.tenant, tenant))
  const wanted = fold(who)
  const exact = people.find(({ username }) => username === wanted)
  if (exact) return eq(auditEvents.actorId, exact.id)
  const named = people.filter(({ username, fullName }) =>
    fold(`${username} ${fullName ?? ''}`).includes(wanted),
  )
  const atUnits = await read
    .selectDistinct({ id: posts.userId })
    .from(posts)
    .innerJoin(units, and(eq(units.tenant, posts.tenant), eq(units.id, posts.unitId)))
    .where(and(eq(posts.tenant, tenant), containsWords(units.folded, who)))
    .limit(MOST_PEOPLE)
  const ids = [...new Set([...named, ...atUnits].map(({ id }) => id))].slice(0, MOST_PEOPLE)
  return or(ids.length ? inArray(auditEvents.actorId, ids) : undefined, eq(auditEvents.actor, wanted))
}
