import type { ImportData, ImportFile, ImportProblem, KnownCodes } from '../domain/import.ts'

/** Every reference to a code that neither the import nor the database has, and every code that stands twice. */
export function checkReferences(data: ImportData, known: KnownCodes): ImportProblem[] {
  const problems: ImportProblem[] = []
  const units = union(known.units, data.units, (row) => row.code)
  const users = union(known.users, data.users, (row) => row.username)
  const campaigns = union(known.campaigns, data.campaigns, (row) => row.code)
  const commitments = union(known.commitments, data.commitments, (row) => row.code)
  const targets = union(new Set(known.targets.keys()), data.targets, (row) => row.code)

  const check = <File extends ImportFile>(file: File, columns: Partial<Record<string, ReadonlySet<string>>>) => {
    for (const [at, row] of data[file].entries()) {
      for (const [column, codes] of Object.entries(columns)) {
        const cell = (row as Record<string, unknown>)[column]
        for (const code of Array.isArray(cell) ? cell : [cell]) {
          if (code === null || code === '' || codes!.has(String(code))) continue
          problems.push({ file, row: at + 2, column, read: String(code), why: 'unknown_reference' })
        }
      }
    }
  }
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
    ['updates', 'submitted_at', (row: ImportData['updates'][number]) => `${row.target} ${row.as_of} ${row.submitted_at}`],
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
