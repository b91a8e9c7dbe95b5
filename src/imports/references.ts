import { type ImportData, type ImportFile, importFiles, type KnownCodes } from '../domain/import.ts'
import { note, type Reading } from './reading.ts'

/**
 * Every reference to a code that neither the import nor the database has, and every code that stands twice; of rows that
 * could not be read, in the cells that could.
 */
export function checkReferences(reading: Reading, whole: ImportData, known: KnownCodes) {
  const data = withPartial(whole, reading)
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

function withPartial(data: ImportData, { partial }: Reading): ImportData {
  if (partial.size === 0) return data
  const rows = importFiles.map((file) => [file, [...data[file], ...(partial.get(file) ?? [])]])
  return Object.fromEntries(rows) as ImportData
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
    if (above && above === row.code) note(reading, file, row, 'parent', row.parent!, 'below_itself')
  }
}

function namesIn(cell: unknown): string[] {
  return (Array.isArray(cell) ? cell : [cell]).filter((code) => (code ?? '') !== '').map(String)
}

function union<Row>(known: ReadonlySet<string>, rows: Row[], codeOf: (row: Row) => string): Set<string> {
  return new Set([...known, ...rows.map(codeOf)])
}

/** What one row of each file is told apart by; a second one is shown in the last of these columns. */
const keys: { [File in ImportFile]?: (keyof ImportData[File][number] & string)[] } = {
  campaigns: ['code'],
  task_groups: ['campaign', 'number'],
  units: ['code'],
  users: ['unit', 'role', 'username'],
  commitments: ['code'],
  targets: ['code'],
  plan_revisions: ['target', 'effective_from'],
  reference_values: ['target', 'as_of'],
  updates: ['target', 'as_of', 'submitted_at'],
  extensions: ['target', 'requested_at'],
  proposals: ['code'],
  directions: ['code'],
  calendar: ['day'],
}

function noteTwice(reading: Reading, data: ImportData) {
  for (const [file, columns] of Object.entries(keys) as [ImportFile, string[]][]) {
    noteSame(reading, file, data[file], columns)
  }
  // Two targets cannot have one place in their document.
  noteSame(reading, 'targets', data.targets, ['commitment', 'sort_order'])
}

function noteSame(reading: Reading, file: ImportFile, rows: object[], columns: string[]) {
  const seen = new Set<string>()
  for (const row of rows as Record<string, unknown>[]) {
    const cells = columns.map((column) => row[column])
    if (cells.includes(undefined)) continue
    // Codes of units become paths in lower case.
    const key = file === 'units' ? cells.join(' ').toLowerCase() : cells.join(' ')
    if (seen.has(key)) note(reading, file, row, columns.at(-1)!, key, 'twice')
    seen.add(key)
  }
}
