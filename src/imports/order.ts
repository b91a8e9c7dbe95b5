import type { ImportData, ImportFile } from '../domain/import.ts'
import { note, type Reading } from './reading.ts'

/** What must not be before, or below, something else of its row. */
export function checkOrder(reading: Reading, data: ImportData) {
  const check = <File extends ImportFile, Row extends ImportData[File][number]>(
    file: File,
    first: keyof Row & string,
    last: keyof Row & string,
  ) => {
    for (const row of data[file] as Row[]) {
      const [from, to] = [row[first] ?? null, row[last] ?? null]
      if (from === null || to === null || from <= to) continue
      note(reading, file, row as object, last, String(to), 'out_of_order')
    }
  }
  check('campaigns', 'start_on', 'end_on')
  check('units', 'valid_from', 'valid_to')
  check('commitments', 'effective_from', 'effective_to')
  check('targets', 'start_on', 'due_on')
  check('targets', 'plan_low', 'plan_high')
  check('updates', 'value', 'value_high')
  check('updates', 'submitted_at', 'reviewed_at')
  check('users', 'from_on', 'to_on')
  check('extensions', 'requested_at', 'decided_at')
}
