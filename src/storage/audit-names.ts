import { and, asc, eq, inArray } from 'drizzle-orm'
import { groupBy } from '../domain/grouping.ts'
import type { AuditRow } from './audit-log.ts'
import type { Reader } from './client.ts'
import { auditEvents, posts, targets, units, users } from './schema.ts'

/** What the events of a page name by a number or a code, in words. */
export interface AuditNames {
  /** Posts held by each person, by their id. */
  people: Map<string, { username: string; title: string | null }>
  targets: Map<string, { title: string; unitName: string; decimals: number; measure: string | null }>
  /** By the code of a target: with how many decimals its figures were kept up to an event. */
  refined: Map<string, { seq: number; decimals: number }[]>
}

export async function loadAuditNames(
  read: Reader,
  tenant: string,
  rows: readonly AuditRow[],
): Promise<AuditNames> {
  const actors = [...new Set(rows.flatMap(({ actorId }) => (actorId ? [actorId] : [])))]
  const codes = [...new Set(rows.flatMap((row) => targetOf(row) ?? []))]
  return {
    people: await loadPeople(read, tenant, actors),
    targets: await loadTargets(read, tenant, codes),
    refined: await loadRefined(read, tenant, codes),
  }
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
