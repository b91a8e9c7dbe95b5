import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Reader } from './client.ts'
import { campaigns, settings, units } from './schema.ts'

/**
 * The organisation's name on the screens: a setting, else the unit that collects commitments nearest to those who sign
 * them, else the unit at the root of the tree.
 */
export async function loadOrganisation(read: Reader, tenant: string): Promise<string> {
  const named = await findSetting<string>(read, tenant, 'organisation.name')
  if (named) return named
  const [owner] = await read
    .select({ name: units.name })
    .from(campaigns)
    .innerJoin(units, and(eq(units.tenant, campaigns.tenant), eq(units.id, campaigns.ownerUnitId)))
    .where(and(eq(campaigns.tenant, tenant), eq(campaigns.state, 'active')))
    .orderBy(desc(sql`length(${units.path})`), asc(campaigns.code))
    .limit(1)
  if (owner) return owner.name
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
