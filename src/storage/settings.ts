import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import type { Instant } from '../domain/day.ts'
import { recordAs } from './audit.ts'
import type { Reader, Writer } from './client.ts'
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

/** A setting with the version that a form about it goes by; 0 where nobody has set it. */
export async function loadSetting<Value>(
  read: Reader,
  tenant: string,
  name: string,
): Promise<{ value: Value | undefined; version: number }> {
  const [row] = await read
    .select({ value: settings.value, version: settings.version })
    .from(settings)
    .where(and(eq(settings.tenant, tenant), eq(settings.name, name)))
  return { value: row?.value as Value | undefined, version: row?.version ?? 0 }
}

interface SettingChange {
  name: string
  value: unknown
  /** The version that the form showed. */
  version: number
  /** What the record of changes calls it. */
  deed: string
}

/** Keeps a setting and records what stood there before; false when somebody else changed it since. */
export async function saveSetting(
  tx: Writer,
  actor: Actor,
  now: Instant,
  { name, value, version, deed }: SettingChange,
): Promise<boolean> {
  const { tenant } = actor
  const before = await loadSetting(tx, tenant, name)
  if (before.version !== version) return false
  if (JSON.stringify(before.value) === JSON.stringify(value)) return true
  const kept =
    version === 0
      ? await tx.insert(settings).values({ tenant, name, value }).onConflictDoNothing().returning()
      : await tx
          .update(settings)
          .set({ value, version: version + 1 })
          .where(and(eq(settings.tenant, tenant), eq(settings.name, name), eq(settings.version, version)))
          .returning()
  if (kept.length === 0) return false
  const detail = { before: before.value ?? null, after: value }
  await recordAs(tx, actor, now, { deed, subjectKind: 'setting', subject: name, detail })
  return true
}
