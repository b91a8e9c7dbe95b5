import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Reader } from './client.ts'
import { settings, units } from './schema.ts'

/** The organisation's name on the screens: a setting, else the unit at the root of the tree. */
export async function loadOrganisation(read: Reader, tenant: string): Promise<string> {
  const named = await findSetting<string>(read, tenant, 'organisation.name')
  if (named) return named
  const [rootUnit] = await read
    .select({ name: units.name })
    .from(units)
    .where(and(eq(units.tenant, tenant), isNull(units.parentId)))
    .orderBy(asc(units.sortOrder))
    .limit(1)
  return rootUnit?.name ?? ''
}

export async function findSetting<Value>(
  read: Reader,
  tenant: string,
  name: string,
): Promise<Value | undefined> {
  const [row] = await read
    .select({ value: settings.value })
    .from(settings)
    .where(and(eq(settings.tenant, tenant), eq(settings.name, name)))
  return row?.value as Value | undefined
}
