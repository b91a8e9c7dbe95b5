import { and, eq, max } from 'drizzle-orm'
import { fold } from '../../domain/fold.ts'
import type { GivenColumns, ImportData, UnitRow } from '../../domain/import.ts'
import type { Writer } from '../client.ts'
import { calendarDays, campaigns, posts, taskGroups, units, unitVersions, users } from '../schema.ts'
import type { Codes } from './codes.ts'
import { keepingAdmin } from './last-admin.ts'
import { addMissing, byState, keptOf, stableId, upsert } from './upsert.ts'

const MOST_LEVELS = 20

/** What every target rests on: the campaigns of which something was written, and whether days off were. */
export interface Foundations {
  campaignIds: string[]
  calendar: boolean
}

/** Units, people, the calendar and campaigns: what promises are made among. */
export async function importOrganisation(
  tx: Writer,
  tenant: string,
  data: ImportData,
  codes: Codes,
  given: GivenColumns,
): Promise<Foundations> {
  await importUnits(tx, tenant, data.units, codes, given)
  if (data.users.length > 0) {
    await keepingAdmin(tx, tenant, codes, () => importPeople(tx, tenant, data, codes, given))
  }
  const days = await upsert(
    tx,
    calendarDays,
    [calendarDays.tenant, calendarDays.day],
    data.calendar.map((row) => ({ tenant, ...row })),
    { keeps: keptOf(given, 'calendar') },
  )
  const campaignIds = await importCampaigns(tx, tenant, data, codes, given)
  await importTaskGroups(tx, tenant, data, codes)
  return { campaignIds, calendar: days.length > 0 }
}

async function importCampaigns(
  tx: Writer,
  tenant: string,
  data: ImportData,
  codes: Codes,
  given: GivenColumns,
): Promise<string[]> {
  const ids: string[] = []
  for (const { part } of byState(data.campaigns)) {
    const written = await upsert(
      tx,
      campaigns,
      [campaigns.tenant, campaigns.id],
      part.map(({ owner_unit, ...row }) => ({
        tenant,
        id: codes.campaigns.of(row.code),
        code: row.code,
        name: row.name,
        ownerUnitId: codes.units.of(owner_unit),
        planYear: row.plan_year,
        startOn: row.start_on,
        endOn: row.end_on,
        weeklyDueWeekday: row.weekly_due_weekday,
        weeklyDueTime: row.weekly_due_time,
        cutOffWeekday: row.cut_off_weekday,
        cutOffTime: row.cut_off_time,
        dueSoonDays: row.due_soon_days,
        returnGraceDays: row.return_grace_days,
        atRiskPoints: row.at_risk_points,
        behindPoints: row.behind_points,
        maxAgeDays: row.max_age_days,
        maximumExtensions: row.maximum_extensions,
        weeklyFrom: row.weekly_from,
        clerkMaySubmit: row.clerk_may_submit,
        supervisorMayExtend: row.supervisor_may_extend,
        leagueTableOpen: row.league_table_open,
        remindsItself: row.reminds_itself,
        remindBeforeDays: row.remind_before_days,
        remindAfterDays: row.remind_after_days,
        escalateAfterDays: row.escalate_after_days,
        freezesItself: row.freezes_itself,
        ...(row.state && { state: row.state }),
      })),
      { keeps: keptOf(given, 'campaigns') },
    )
    ids.push(...written.map(({ id }) => String(id)))
  }
  return ids
}

async function importTaskGroups(tx: Writer, tenant: string, data: ImportData, codes: Codes) {
  await upsert(
    tx,
    taskGroups,
    [taskGroups.tenant, taskGroups.campaignId, taskGroups.number],
    data.task_groups.map((row) => ({
      tenant,
      campaignId: codes.campaigns.of(row.campaign),
      number: row.number,
      name: row.name,
    })),
  )
}

async function importUnits(
  tx: Writer,
  tenant: string,
  brought: UnitRow[],
  codes: Codes,
  given: GivenColumns,
) {
  const rows = placed(brought, codes, given)
  const pathOf = pathsOf(rows, codes)
  const values = rows.map((row) => ({
    tenant,
    id: codes.units.of(row.code),
    code: row.code,
    name: row.name.normalize('NFC'),
    shortName: row.short_name.normalize('NFC'),
    kind: row.kind,
    block: row.block,
    parentId: row.parent ? codes.units.of(row.parent) : null,
    path: pathOf(row.code),
    sortOrder: row.sort_order,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    officialCode: row.official_code,
    folded: fold(`${row.name} ${row.short_name} ${row.code}`),
  }))
  const keeps = keptOf(given, 'units')
  const written = await upsert(tx, units, [units.tenant, units.id], values, { keeps })
  await moveBelow(tx, tenant, rows, codes, pathOf)
  await addMissing(
    tx,
    unitVersions,
    values.map(({ id, code, path, officialCode, folded, ...version }) => ({
      ...version,
      unitId: id,
      number: 1,
      decision: null,
    })),
  )
  await renameToday(tx, tenant, written as UnitRecord[])
}

/** A file that does not say where units stand leaves them where they are. */
function placed(rows: UnitRow[], { knownUnits }: Codes, given: GivenColumns): UnitRow[] {
  if (given.units?.has('parent') !== false) return rows
  const codeOf = new Map([...knownUnits].map(([code, unit]) => [unit.id, code]))
  return rows.map((row) => {
    const above = knownUnits.get(row.code)?.parentId
    return above ? { ...row, parent: codeOf.get(above) ?? null } : row
  })
}

type UnitRecord = typeof units.$inferSelect

/** What a unit is called now is what its last version is called: a file corrects, it decides nothing. */
async function renameToday(tx: Writer, tenant: string, written: UnitRecord[]) {
  if (written.length === 0) return
  const last = await tx
    .select({ unitId: unitVersions.unitId, number: max(unitVersions.number) })
    .from(unitVersions)
    .where(eq(unitVersions.tenant, tenant))
    .groupBy(unitVersions.unitId)
  const numbers = new Map(last.map(({ unitId, number }) => [unitId, number]))
  for (const { id, name, shortName, kind, block, parentId, sortOrder } of written) {
    await tx
      .update(unitVersions)
      .set({ name, shortName, kind, block, parentId, sortOrder })
      .where(
        and(
          eq(unitVersions.tenant, tenant),
          eq(unitVersions.unitId, id),
          eq(unitVersions.number, numbers.get(id) ?? 1),
        ),
      )
  }
}

/** Paths by code, found from the parents in the file and, above them, the units already there. */
function pathsOf(rows: UnitRow[], { knownUnits }: Codes) {
  const codeOf = new Map([...knownUnits].map(([code, unit]) => [unit.id, code]))
  const parents = new Map<string, string | null>()
  for (const [code, unit] of knownUnits) parents.set(code, codeOf.get(unit.parentId ?? '') ?? null)
  for (const row of rows) parents.set(row.code, row.parent)
  const pathOf = (code: string, depth = 0): string => {
    if (depth > MOST_LEVELS) throw new RangeError(`the unit ${code} stands below itself`)
    const parent = parents.get(code)
    return `${parent ? pathOf(parent, depth + 1) : ''}${code.toLowerCase()}/`
  }
  return pathOf
}

/** Units that the file does not name move along with one above them. */
async function moveBelow(
  tx: Writer,
  tenant: string,
  rows: UnitRow[],
  { knownUnits }: Codes,
  pathOf: (code: string) => string,
) {
  const named = new Set(rows.map((row) => row.code))
  for (const [code, { id, path }] of rows.length ? knownUnits : []) {
    if (named.has(code) || pathOf(code) === path) continue
    await tx
      .update(units)
      .set({ path: pathOf(code) })
      .where(and(eq(units.tenant, tenant), eq(units.id, id)))
  }
}

async function importPeople(tx: Writer, tenant: string, data: ImportData, codes: Codes, given: GivenColumns) {
  const people = new Map(data.users.map((row) => [row.username, row]))
  // An account that is there keeps its language, which its owner may have chosen.
  await addMissing(
    tx,
    users,
    [...people.values()].map((row) => ({
      tenant,
      id: codes.users.of(row.username),
      username: row.username,
      locale: row.locale,
      email: row.email,
      fullName: row.full_name ?? null,
      createdAt: codes.now,
    })),
  )
  const held = await loadPosts(tx, tenant)
  await upsert(
    tx,
    posts,
    [posts.tenant, posts.id],
    data.users.map((row) => {
      const [userId, unitId] = [codes.users.of(row.username), codes.units.of(row.unit)]
      const id =
        held.get(`${userId} ${unitId} ${row.role}`) ??
        stableId(tenant, 'post', row.username, row.unit, row.role)
      const { role, from_on: fromOn = null, to_on: toOn = null, document = null } = row
      return { tenant, id, userId, unitId, role, title: row.post_title, fromOn, toOn, document }
    }),
    { keeps: given.users ? keptOf(given, 'users') : ['fromOn', 'toOn', 'document'] },
  )
}

/** Posts that were given here have ids of their own. */
async function loadPosts(tx: Writer, tenant: string) {
  const rows = await tx
    .select({ id: posts.id, userId: posts.userId, unitId: posts.unitId, role: posts.role })
    .from(posts)
    .where(eq(posts.tenant, tenant))
  return new Map(rows.map(({ id, userId, unitId, role }) => [`${userId} ${unitId} ${role}`, id]))
}
