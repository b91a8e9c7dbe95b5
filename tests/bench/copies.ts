import type Database from 'better-sqlite3'
import { idOf, unitMark, unitNumber } from './names.ts'

/** Every table that has rows of a unit, and how they are told. */
const tables: Record<string, string> = {
  units: 'id',
  unit_versions: 'unit_id',
  users: 'id',
  posts: 'unit_id',
  commitments: 'unit_id',
  targets: 'unit_id',
  updates: 'unit_id',
  proposals: 'unit_id',
  directions: 'lead_unit_id',
}
/** What hangs on a row of another table. */
const dependents: Record<string, [column: string, table: string]> = {
  reviews: ['update_id', 'updates'],
  evidence: ['update_id', 'updates'],
  reminders: ['target_id', 'targets'],
  extensions: ['target_id', 'targets'],
  proposal_targets: ['proposal_id', 'proposals'],
  direction_parts: ['direction_id', 'directions'],
}

const numbered = ['code', 'name', 'short_name', 'path', 'username', 'email', 'folded', 'receipt']

/** Units after the made ones, each a copy of one of them down to its updates: inside SQLite, which is quickest. */
export function copyUnits(raw: Database.Database, made: number, units: number) {
  const copies = [...Object.keys(tables), ...Object.keys(dependents)].map((table) =>
    raw.prepare(copyOf(raw, table)),
  )
  for (let unit = made + 1; unit <= units; unit++) {
    const from = ((unit - 1) % made) + 1
    const given = {
      ...{ mark: unitMark(from), newMark: unitMark(unit), order: unit },
      ...{ number: unitNumber(from), newNumber: unitNumber(unit) },
      ...{ unit: idOf('unit', from), user: idOf('user', from) },
    }
    for (const copy of copies) copy.run(given)
  }
}

function copyOf(raw: Database.Database, table: string): string {
  const columns = raw.pragma(`table_info(${table})`) as { name: string; type: string }[]
  const values = columns.map(({ name, type }) => {
    if (name === 'sort_order' && table.startsWith('unit')) return '@order'
    if (type !== 'TEXT') return name
    if (name === 'id' || name.endsWith('_id') || /_by$|^corrects$/.test(name))
      return `replace(${name}, @mark, @newMark)`
    return numbered.includes(name) ? `replace(${name}, @number, @newNumber)` : name
  })
  const names = columns.map(({ name }) => name).join(', ')
  return `insert into ${table} (${names}) select ${values.join(', ')} from ${table} where ${whichOf(table)}`
}

function whichOf(table: string): string {
  const isMain = "tenant = 'main'"
  const hangsOn = dependents[table]
  if (hangsOn) {
    const [column, other] = hangsOn
    return `${isMain} and ${column} in (select id from ${other} where ${isMain} and ${tables[other]} = @unit)`
  }
  return `${isMain} and ${tables[table]} = ${table === 'users' ? '@user' : '@unit'}`
}
