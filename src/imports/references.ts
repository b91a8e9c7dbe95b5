import type { ImportData, ImportFile, ImportProblem, KnownCodes } from '../domain/import.ts'

/** Every reference to a code that neither the import nor the database has, and every code that stands twice. */
export function checkReferences(data: ImportData, known: KnownCodes): ImportProblem[] {
  const problems: ImportProblem[] = []
  const units = union(known.units, data.units, (row) => row.code)
  const users = union(known.users, data.users, (row) => row.username)
  const campaigns = union(known.campaigns, data.campaigns, (row) => row.code)
  const commitments = union(known.commitments, data.commitments, (row) => row.code)
  const targets = union(new Set(known.targets.keys()), data.targets, (row) => row.code)

  const check = (file: ImportFile, columns: Columns) => problems.push(...unknownIn(data, file, columns))
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
  return [...problems, ...findTwice(data)]
}

type Columns = Record<string, ReadonlySet<string>>

/** The cells of a file that name a code nobody has; an empty cell names none. */
function unknownIn(data: ImportData, file: ImportFile, columns: Columns): ImportProblem[] {
  return data[file].flatMap((row, at) =>
    Object.entries(columns).flatMap(([column, codes]) =>
      namesIn((row as Record<string, unknown>)[column])
        .filter((code) => !codes.has(code))
        .map((read) => ({ file, row: at + 2, column, read, why: 'unknown_reference' as const })),
    ),
  )
}

function namesIn(cell: unknown): string[] {
  return (Array.isArray(cell) ? cell : [cell]).filter((code) => code !== null && code !== '').map(String)
}

function union<Row>(known: ReadonlySet<string>, rows: Row[], codeOf: (row: Row) => string): Set<string> {
  return new Set([...known, ...rows.map(codeOf)])
}

function findTwice(data: ImportData): ImportProblem[] {
  const keys: [ImportFile, string, (row: never) => string][] = [
    ['campaigns', 'code', (row: { code: string }) => row.code],
    ['units', 'code', (row: { code: string }) => row.code],
    ['users', 'username', (row: ImportData['users'][number]) => `${row.username} ${row.unit} ${row.role}`],
    ['commitments', 'code', (row: { code: string }) => row.code],
    ['targets', 'code', (row: { code: string }) => row.code],
    ['proposals', 'code', (row: { code: string }) => row.code],
    ['directions', 'code', (row: { code: string }) => row.code],
    [
      'updates',
      'submitted_at',
      (row: ImportData['updates'][number]) => `${row.target} ${row.as_of} ${row.submitted_at}`,
    ],
  ]
  return keys.flatMap(([file, column, keyOf]) => {
    const seen = new Set<string>()
    return data[file].flatMap((row, at) => {
      const key = keyOf(row as never)
      if (!seen.has(key)) {
        seen.add(key)
        return []
      }
      return [{ file, row: at + 2, column, read: key, why: 'twice' as const }]
    })
  })
}
