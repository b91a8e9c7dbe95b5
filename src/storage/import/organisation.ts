import { fold } from '../../domain/fold.ts'
import type { ImportData, UnitRow } from '../../domain/import.ts'
import type { Writer } from '../client.ts'
import { calendarDays, campaigns, posts, taskGroups, units, unitVersions, users } from '../schema.ts'
import type { Codes } from './codes.ts'
import { addMissing, stableId, upsert } from './upsert.ts'

/** Units, people, the calendar and campaigns: what promises are made among. */
export async function importOrganisation(tx: Writer, tenant: string, data: ImportData, codes: Codes) {
  await importUnits(tx, tenant, data.units, codes)
  await importPeople(tx, tenant, data, codes)
  await upsert(
    tx,
    calendarDays,
    [calendarDays.tenant, calendarDays.day],
    data.calendar.map((row) => ({ tenant, ...row })),
  )
  await upsert(
    tx,
    campaigns,
    [campaigns.tenant, campaigns.id],
    data.campaigns.map(({ owner_unit, ...row }) => ({
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
    })),
  )
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

async function importUnits(tx: Writer, tenant: string, rows: UnitRow[], codes: Codes) {
  const pathOf = pathsOf(rows, codes.unitPaths)
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
  await upsert(tx, units, [units.tenant, units.id], values)
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
}

/** Paths by code, found from the parents in the file and the units already there. */
function pathsOf(rows: UnitRow[], known: ReadonlyMap<string, string>) {
  const parents = new Map(rows.map((row) => [row.code, row.parent]))
  const pathOf = (code: string, depth = 0): string => {
    if (depth > 20) throw new RangeError(`the unit ${code} stands below itself`)
    if (!parents.has(code)) return known.get(code) ?? `${code.toLowerCase()}/`
    const parent = parents.get(code)
    return `${parent ? pathOf(parent, depth + 1) : ''}${code.toLowerCase()}/`
  }
  return pathOf
}

async function importPeople(tx: Writer, tenant: string, data: ImportData, codes: Codes) {
  const people = new Map(data.users.map((row) => [row.username, row]))
  await upsert(
    tx,
    users,
    [users.tenant, users.id],
    [...people.values()].map((row) => ({
      tenant,
      id: codes.users.of(row.username),
      username: row.username,
      locale: row.locale,
      createdAt: codes.now,
    })),
  )
  await upsert(
    tx,
    posts,
    [posts.tenant, posts.id],
    data.users.map((row) => ({
      tenant,
      id: stableId(tenant, 'post', row.username, row.unit, row.role),
      userId: codes.users.of(row.username),
      unitId: codes.units.of(row.unit),
      role: row.role,
      title: row.post_title,
    })),
  )
}
