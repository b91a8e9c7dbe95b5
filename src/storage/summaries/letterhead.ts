import { and, eq } from 'drizzle-orm'
import { type Letterhead, letterheadOf } from '../../domain/letterhead.ts'
import type { Reader } from '../client.ts'
import { units } from '../schema.ts'
import { findSetting } from '../settings.ts'

/** The head and signature of a unit's papers: what was set for it, line by line, else what its name says. */
export async function loadLetterhead(read: Reader, tenant: string, unitId: string): Promise<Letterhead> {
  const unit = await findUnit(read, tenant, unitId)
  const upper = unit?.parentId ? await findUnit(read, tenant, unit.parentId) : undefined
  const own = letterheadOf({
    name: unit?.name ?? '',
    kind: unit?.kind ?? 'agency',
    upperName: upper?.name ?? null,
  })
  const set = await findSetting<Partial<Letterhead>>(read, tenant, `letterhead.${unit?.code}`)
  return { ...own, ...set }
}

async function findUnit(read: Reader, tenant: string, id: string) {
  const [unit] = await read
    .select({ code: units.code, name: units.name, kind: units.kind, parentId: units.parentId })
    .from(units)
    .where(and(eq(units.tenant, tenant), eq(units.id, id)))
  return unit
}
