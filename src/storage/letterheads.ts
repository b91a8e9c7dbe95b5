import { and, asc, eq, inArray, isNull, like, or } from 'drizzle-orm'
import { type Letterhead, letterheadOf } from '../domain/letterhead.ts'
import type { Reader } from './client.ts'
import { campaigns, settings, units } from './schema.ts'
import { loadSetting } from './settings.ts'

/** The office whose papers a head stands on. */
export interface Office {
  code: string
  name: string
}

/** The offices that issue papers: those that own a campaign or have a head set, and those at the root of the tree. */
export async function listOffices(read: Reader, tenant: string): Promise<Office[]> {
  const owners = await read
    .selectDistinct({ id: campaigns.ownerUnitId })
    .from(campaigns)
    .where(eq(campaigns.tenant, tenant))
  const heads = await read
    .select({ name: settings.name })
    .from(settings)
    .where(and(eq(settings.tenant, tenant), like(settings.name, settingOf('%'))))
  const ids = owners.map(({ id }) => id)
  const codes = heads.map(({ name }) => name.slice(settingOf('').length))
  return await read
    .select({ code: units.code, name: units.name })
    .from(units)
    .where(
      and(
        eq(units.tenant, tenant),
        or(
          isNull(units.parentId),
          ids.length ? inArray(units.id, ids) : undefined,
          codes.length ? inArray(units.code, codes) : undefined,
        ),
      ),
    )
    .orderBy(asc(units.path))
    .limit(MOST_OFFICES)
}

/** More than any house has; a tree of many roots is not one office's. */
const MOST_OFFICES = 100

/** An office's head: what its name says, and what was set in its place. */
export async function findOfficeHead(read: Reader, tenant: string, code: string) {
  const [unit] = await read
    .select({ code: units.code, name: units.name, kind: units.kind, parentId: units.parentId })
    .from(units)
    .where(and(eq(units.tenant, tenant), eq(units.code, code)))
  if (!unit) return undefined
  const [upper] = unit.parentId
    ? await read
        .select({ name: units.name })
        .from(units)
        .where(and(eq(units.tenant, tenant), eq(units.id, unit.parentId)))
    : []
  const own = letterheadOf({ name: unit.name, kind: unit.kind, upperName: upper?.name ?? null })
  const { value, version } = await loadSetting<Partial<Letterhead>>(read, tenant, settingOf(code))
  return { code, name: unit.name, own, letterhead: { ...own, ...value }, version }
}

export const settingOf = (code: string): string => `letterhead.${code}`
