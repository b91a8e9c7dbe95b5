import { amountText } from '../domain/amount.ts'
import { BY_ANNEX } from '../domain/extension.ts'
import type { ImportData, ImportFile } from '../domain/import.ts'
import { mayBeNegative } from '../domain/promise.ts'
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

/** What no form would let a person promise either: a plan below nothing, of what cannot fall below it. */
export function checkSigns(reading: Reading, data: ImportData) {
  const given = reading.given.targets
  // What a file does not say of a known target is not known here.
  if (given && !(given.has('value_kind') && given.has('direction'))) return
  const numbers = data.targets.filter(({ kind }) => kind === 'number')
  for (const row of numbers) noteNegative(reading, row)
  const decimalsOf = new Map(
    numbers.filter((row) => !mayFallBelow(row)).map(({ code, decimals }) => [code, decimals]),
  )
  for (const row of data.plan_revisions) {
    const decimals = decimalsOf.get(row.target)
    if (decimals === undefined || row.plan >= 0) continue
    note(reading, 'plan_revisions', row, 'plan', amountText(row.plan, decimals), 'negative')
  }
}

/** A deadline that an annex moved stands as signing writes it: granted, and under the number of the annex. */
export function checkAnnexes(reading: Reading, data: ImportData) {
  for (const row of data.extensions) {
    const isSigned = row.decision === 'granted' && row.new_due_on !== null && Boolean(row.document)
    if (row.reason_code !== BY_ANNEX || isSigned) continue
    note(reading, 'extensions', row, 'reason_code', BY_ANNEX, 'by_annex')
  }
}

type TargetRow = ImportData['targets'][number]

const mayFallBelow = ({ value_kind: valueKind, direction, baseline }: TargetRow) =>
  mayBeNegative({ valueKind, direction, baseline })

function noteNegative(reading: Reading, row: TargetRow) {
  const plans = mayFallBelow(row) ? [] : (['plan', 'plan_low', 'plan_high'] as const)
  const baseline = row.value_kind === 'point' ? [] : (['baseline'] as const)
  for (const column of [...plans, ...baseline]) {
    const amount = row[column] ?? 0
    if (amount < 0) note(reading, 'targets', row, column, amountText(amount, row.decimals), 'negative')
  }
}
