import type { ImportData, ImportFile, KnownCodes } from '../domain/import.ts'
import { note, type Reading } from './reading.ts'

/** Every reference to a code that neither the import nor the database has, and every code that stands twice. */
export function checkReferences(reading: Reading, data: ImportData, known: KnownCodes) {
  const units = union(new Set(known.units.keys()), data.units, (row) => row.code)
  const users = union(known.users, data.users, (row) => row.username)
  const campaigns = union(known.campaigns, data.campaigns, (row) => row.code)
  const commitments = union(known.commitments, data.commitments, (row) => row.code)
  const targets = union(new Set(known.targets.keys()), data.targets, (row) => row.code)

  const check = (file: ImportFile, columns: Columns) => noteUnknown(reading, data, file, columns)
  check('campaigns', { owner_unit: units })
  check('task_groups', { campaign: campaigns })
  check('units', { parent: units })
  check('users', { unit: units })
  check('commitments', { campaign: campaigns, unit: units })
  check('targets', { commitment: commitments, parent: targets, coordinating_units: units })
  check('plan_revisions', { target: targets })
  check('reference_values', { target: targets })
  check('updates', { target: targets, submitted_by: users, reviewed_by: users })
  check('extensions', { target: targets, requested_by: users, decided_by: users })
  check('proposals', { unit: units, blocked_targets: targets })
  check('directions', { lead_unit: units, coordinating_units: units, target: targets })
  check('reminders', { target: targets, sent_by: users })
  noteTwice(reading, data)
  noteCircles(reading, 'units', data.units, known.units)
  noteCircles(reading, 'targets', data.targets, new Map())
}

type Columns = Record<string, ReadonlySet<string>>

/** The cells of a file that name a code nobody has; an empty cell names none. */
function noteUnknown(reading: Reading, data: ImportData, file: ImportFile, columns: Columns) {
  for (const row of data[file]) {
    for (const [column, codes] of Object.entries(columns)) {
      const unknown = namesIn((row as unknown as Record<string, unknown>)[column]).filter(
        (code) => !codes.has(code) && !reading.faultyCodes.has(code),
      )
      for (const code of unknown) note(reading, file, row, column, code, 'unknown_reference')
    }
  }
}

/** Rows that stand below themselves, over however many levels. */
function noteCircles(
  reading: Reading,
  file: 'units' | 'targets',
  rows: { code: string; parent: string | null }[],
  known: ReadonlyMap<string, string | null>,
) {
  const parents = new Map([...known, ...rows.map((row) => [row.code, row.parent] as const)])
  for (const row of rows) {
    const seen = new Set<string>()
    let above = row.parent
    while (above && above !== row.code && !seen.has(above)) {
      seen.add(above)
      above = parents.get(above) ?? null
    }
    if (above === row.code) note(reading, file, row, 'parent', row.parent!, 'below_itself')
  }
}

function namesIn(cell: unknown): string[] {
  return (Array.isArray(cell) ? cell : [cell]).filter((code) => code !== null && code !== '').map(String)
}

function union<Row>(known: ReadonlySet<string>, rows: Row[], codeOf: (row: Row) => string): Set<string> {
  return new Set([...known, ...rows.map(codeOf)])
}

/** What one row of each file is told apart by, and the column where a second one is shown. */
const keys: { [File in ImportFile]?: [string, (row: ImportData[File][number]) => string] } = {
  campaigns: ['code', (row) => row.code],
  task_groups: ['number', (row) => `${row.campaign} ${row.number}`],
  // Codes become paths in lower case.
  units: ['code', (row) => row.code.toLowerCase()],
  users: ['username', (row) => `${row.username} ${row.unit} ${row.role}`],
  commitments: ['code', (row) => row.code],
  targets: ['code', (row) => row.code],
  plan_revisions: ['effective_from', (row) => `${row.target} ${row.effective_from}`],
  reference_values: ['as_of', (row) => `${row.target} ${row.as_of}`],
  updates: ['submitted_at', (row) => `${row.target} ${row.as_of} ${row.submitted_at}`],
  extensions: ['requested_at', (row) => `${row.target} ${row.requested_at}`],
  proposals: ['code', (row) => row.code],
  directions: ['code', (row) => row.code],
  calendar: ['day', (row) => row.day],
}

function noteTwice(reading: Reading, data: ImportData) {
  for (const [file, [column, keyOf]] of Object.entries(keys) as [ImportFile, [string, KeyOf]][]) {
    noteSame(reading, file, data[file], column, keyOf)
  }
  // Two targets cannot have one place in their document.
  noteSame(reading, 'targets', data.targets, 'sort_order', (row) => `${row.commitment} ${row.sort_order}`)
}

type KeyOf = (row: object) => string

function noteSame<Row extends object>(
  reading: Reading,
  file: ImportFile,
  rows: Row[],
  column: string,
  keyOf: (row: Row) => string,
) {
  const seen = new Set<string>()
  for (const row of rows) {
    const key = keyOf(row)
    if (seen.has(key)) note(reading, file, row, column, key, 'twice')
    seen.add(key)
  }
}
