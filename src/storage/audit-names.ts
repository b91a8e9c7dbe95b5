import { and, asc, eq, inArray, or } from 'drizzle-orm'
import { namedFields, nameKey, type RecordNames } from '../domain/audit.ts'
import { groupBy } from '../domain/grouping.ts'
import { showReceipt } from '../domain/receipt.ts'
import { isRecordId } from '../domain/record-id.ts'
import type { AuditRow } from './audit-log.ts'
import type { Reader } from './client.ts'
import { auditEvents, campaigns, posts, targets, units, updates, users } from './schema.ts'

/** What the events of a page name by a number or a code, in words. */
export interface AuditNames {
  /** Posts held by each person, by their id. */
  people: Map<string, { username: string; title: string | null }>
  targets: Map<string, { title: string; unitName: string; decimals: number; measure: string | null }>
  /** By the code of a target: with how many decimals its figures were kept up to an event. */
  refined: Map<string, { seq: number; decimals: number }[]>
  /** Of units, campaigns and reports. */
  words: RecordNames
}

export async function loadAuditNames(
  read: Reader,
  tenant: string,
  rows: readonly AuditRow[],
): Promise<AuditNames> {
  const actors = [...new Set(rows.flatMap(({ actorId }) => (actorId ? [actorId] : [])))]
  const named = namesIn(rows)
  const codes = [...new Set([...rows.flatMap((row) => targetOf(row) ?? []), ...named.targets])]
  return {
    people: await loadPeople(read, tenant, actors),
    targets: await loadTargets(read, tenant, codes),
    refined: await loadRefined(read, tenant, codes),
    words: await loadWords(read, tenant, named),
  }
}

/** More are not looked up for one page. */
const MOST = 400

/** What the details of events name: ids, codes of targets, and codes of units or campaigns. */
function namesIn(rows: readonly AuditRow[]): Named {
  const found = { ids: new Set<string>(), codes: new Set<string>(), targets: new Set<string>() }
  const hear = (name: string, value: unknown) => {
    if (typeof value !== 'string') return value
    if (isRecordId(value)) found.ids.add(value)
    else if (Object.hasOwn(namedFields, name)) found.codes.add(value)
    else if (name === 'code') found.targets.add(value)
    return value
  }
  for (const { subjectKind, subject, detail } of rows) {
    JSON.stringify(detail, hear)
    if (subjectKind === 'unit' || subjectKind === 'campaign') found.codes.add(subject)
  }
  const some = (names: Set<string>) => [...names].slice(0, MOST)
  return { ids: some(found.ids), codes: some(found.codes), targets: some(found.targets) }
}

interface Named {
  ids: string[]
  codes: string[]
  targets: string[]
}

async function loadWords(read: Reader, tenant: string, { ids, codes }: Named): Promise<RecordNames> {
  const words = new Map<string, string>()
  if (ids.length + codes.length === 0) return words
  for (const [kind, table] of [
    ['unit', units],
    ['campaign', campaigns],
  ] as const) {
    const rows = await read
      .select({ id: table.id, code: table.code, name: table.name })
      .from(table)
      .where(and(eq(table.tenant, tenant), or(inArray(table.id, ids), inArray(table.code, codes))))
    for (const { id, code, name } of rows) words.set(id, name).set(nameKey(kind, code), name)
  }
  const reports = await read
    .select({ id: updates.id, receipt: updates.receipt })
    .from(updates)
    .where(and(eq(updates.tenant, tenant), inArray(updates.id, ids)))
  for (const { id, receipt } of reports) if (receipt) words.set(id, showReceipt(receipt))
  return words
}

/** The code of the target that an event is about. */
export function targetOf({ subjectKind, subject, detail }: AuditRow): string | null {
  if (subjectKind === 'target') return subject
  return typeof detail.target === 'string' ? detail.target : null
}

async function loadPeople(read: Reader, tenant: string, ids: string[]): Promise<AuditNames['people']> {
  if (ids.length === 0) return new Map()
  const rows = await read
    .select({ id: users.id, username: users.username, title: posts.title })
    .from(users)
    .leftJoin(posts, and(eq(posts.tenant, users.tenant), eq(posts.userId, users.id)))
    .where(and(eq(users.tenant, tenant), inArray(users.id, ids)))
    .orderBy(asc(posts.id))
  const people: AuditNames['people'] = new Map()
  for (const { id, ...person } of rows) if (!people.has(id)) people.set(id, person)
  return people
}

/** By the annexes that raised them. */
async function loadRefined(read: Reader, tenant: string, codes: string[]): Promise<AuditNames['refined']> {
  if (codes.length === 0) return new Map()
  const rows = await read
    .select({ code: auditEvents.subject, seq: auditEvents.seq, detail: auditEvents.detail })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.tenant, tenant),
        eq(auditEvents.subjectKind, 'target'),
        inArray(auditEvents.subject, codes),
        eq(auditEvents.deed, 'target.amended'),
      ),
    )
    .orderBy(asc(auditEvents.seq))
  const kept = rows.map(({ code, seq, detail }) => {
    const { decimals } = (detail.before ?? {}) as { decimals?: string }
    return { code, seq, decimals: Number(decimals ?? 0) }
  })
  return groupBy(kept, ({ code }) => code)
}

/** With how many decimals the figures of an event were written. */
export function decimalsAt({ targets: named, refined }: AuditNames, code: string, seq: number): number {
  const later = refined.get(code)?.find((one) => one.seq > seq)
  return later?.decimals ?? named.get(code)?.decimals ?? 0
}

async function loadTargets(read: Reader, tenant: string, codes: string[]): Promise<AuditNames['targets']> {
  if (codes.length === 0) return new Map()
  const rows = await read
    .select({
      code: targets.code,
      title: targets.title,
      decimals: targets.decimals,
      measure: targets.measure,
      unitName: units.name,
    })
    .from(targets)
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .where(and(eq(targets.tenant, tenant), inArray(targets.code, codes)))
  return new Map(rows.map(({ code, ...target }) => [code, target]))
}
