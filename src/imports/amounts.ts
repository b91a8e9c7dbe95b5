import { decimalsFor, MOST_DECIMALS, parseDecimal } from '../domain/amount.ts'
import type { ImportData, ImportFile } from '../domain/import.ts'
import type { Amount } from '../domain/target.ts'
import { cellName, note, type Reading } from './reading.ts'
import type { ReadRows } from './rows.ts'

/** Turns the amounts that were read as text into exact scaled integers, by the decimals of the target they belong to. */
export function readAmounts(
  reading: Reading,
  rows: ReadRows,
  known: ReadonlyMap<string, number>,
): ImportData {
  const given = keepDecimals(reading, rows, known)
  const decimals = new Map([...known, ...given.map((target) => [target.code, target.decimals] as const)])

  const byTarget = (row: { target: string }) => decimals.get(row.target)
  const targets = readEach(
    reading,
    'targets',
    given,
    ['plan', 'plan_low', 'plan_high', 'baseline'],
    (row) => row.decimals,
  )
  return {
    ...rows,
    targets,
    plan_revisions: readEach(
      reading,
      'plan_revisions',
      rows.plan_revisions,
      ['plan'],
      byTarget,
    ) as ImportData['plan_revisions'],
    reference_values: readEach(
      reading,
      'reference_values',
      rows.reference_values,
      ['value'],
      byTarget,
    ) as ImportData['reference_values'],
    updates: readEach(reading, 'updates', rows.updates, ['value', 'value_high'], byTarget),
  }
}

/**
 * The figures of a target that is there are kept with its decimals: they are not another number from one day to the
 * next. A new one that says nothing has as many as its figures.
 */
function keepDecimals(reading: Reading, rows: ReadRows, known: ReadonlyMap<string, number>) {
  const isGiven = reading.given.targets?.has('decimals') !== false
  const places = placesOf(rows, known)
  return rows.targets.map((target) => {
    const kept = known.get(target.code)
    const isOther = kept !== undefined && target.decimals !== null && target.decimals !== kept
    if (isOther && isGiven) {
      note(reading, 'targets', target, 'decimals', String(target.decimals), 'decimals_fixed')
    }
    const decimals = kept ?? target.decimals ?? places.get(target.code) ?? 0
    const row = { ...target, decimals }
    reading.rowOf.set(row, reading.rowOf.get(target)!)
    return row
  })
}

/** Of the numbers that do not say how many decimals they have. */
function placesOf({ targets, ...others }: ReadRows, known: ReadonlyMap<string, number>) {
  const open = targets.filter(
    ({ code, kind, decimals }) => decimals === null && kind === 'number' && !known.has(code),
  )
  const typed = new Map(
    open.map(({ code, plan, plan_low, plan_high, baseline }) => [
      code,
      [plan, plan_low, plan_high, baseline],
    ]),
  )
  for (const { target, value } of others.reference_values) typed.get(target)?.push(value)
  for (const { target, value, value_high } of others.updates) typed.get(target)?.push(value, value_high)
  const placesIn = (cell: string | null) => /\.(\d+)$/.exec(cell ?? '')?.[1]?.length ?? 0
  return new Map([...typed].map(([code, cells]) => [code, decimalsFor(cells.map(placesIn))]))
}

/** Reads the amounts of every row of a file; a row whose target is unknown is reported when references are checked. */
function readEach<Row extends object, Column extends keyof Row & string>(
  reading: Reading,
  file: ImportFile,
  list: Row[],
  columns: Column[],
  decimalsOf: (row: Row) => number | undefined,
) {
  return list.map((row) => {
    const read: Partial<Record<Column, Amount | null>> = {}
    for (const column of columns) {
      const cell = row[column] as string | null
      const amount = cell === null ? null : parseDecimal(cell, decimalsOf(row) ?? MOST_DECIMALS)
      if (amount === undefined && !isAsked(reading, file, row, column)) {
        note(reading, file, row, column, cell!, faultOf(cell!))
      }
      read[column] = amount ?? null
    }
    const whole = { ...row, ...read } as Omit<Row, Column> & Record<Column, Amount | null>
    reading.rowOf.set(whole, reading.rowOf.get(row)!)
    return whole
  })
}

/** What it will be nobody has said yet. */
const isAsked = (reading: Reading, file: ImportFile, row: object, column: string) =>
  reading.asked.size > 0 && reading.asked.has(cellName(file, reading.rowOf.get(row) ?? 0, column))

/** A number that would do with more decimals than its target has, one beyond all figures, or none at all. */
function faultOf(cell: string) {
  if (parseDecimal(cell, MOST_DECIMALS) !== undefined) return 'too_many_decimals' as const
  return parseDecimal(cell, 0) === undefined && /^-?\d{17,}/.test(cell)
    ? ('too_large' as const)
    : ('not_a_number' as const)
}
