import { parseDecimal } from '../domain/amount.ts'
import { readCurve } from '../domain/curve.ts'
import type { ImportData, ImportFile, ImportProblem } from '../domain/import.ts'
import type { Amount } from '../domain/target.ts'
import type { ReadRows } from './rows.ts'

/** Turns the amounts that were read as text into exact scaled integers, by the decimals of the target they belong to. */
export function readAmounts(
  rows: ReadRows,
  known: ReadonlyMap<string, number>,
  problems: ImportProblem[],
): ImportData {
  const decimals = new Map([
    ...known,
    ...rows.targets.map((target) => [target.code, target.decimals] as const),
  ])

  const byTarget = (row: { target: string }) => decimals.get(row.target)
  const targets = readEach(
    problems,
    'targets',
    rows.targets,
    ['plan', 'plan_low', 'plan_high', 'baseline'],
    (row) => row.decimals,
  )
  for (const [at, target] of targets.entries()) {
    if (target.curve && 'error' in readCurve(target.curve)) {
      problems.push({ file: 'targets', row: at + 2, column: 'curve', read: target.curve, why: 'curve' })
    }
  }
  return {
    ...rows,
    targets,
    plan_revisions: readEach(
      problems,
      'plan_revisions',
      rows.plan_revisions,
      ['plan'],
      byTarget,
    ) as ImportData['plan_revisions'],
    reference_values: readEach(
      problems,
      'reference_values',
      rows.reference_values,
      ['value'],
      byTarget,
    ) as ImportData['reference_values'],
    updates: readEach(problems, 'updates', rows.updates, ['value', 'value_high'], byTarget),
  }
}

/** Reads the amounts of every row of a file; a row whose target is unknown is reported when references are checked. */
function readEach<Row extends object, Column extends keyof Row & string>(
  problems: ImportProblem[],
  file: ImportFile,
  list: Row[],
  columns: Column[],
  decimalsOf: (row: Row) => number | undefined,
) {
  return list.map((row, at) => {
    const read: Partial<Record<Column, Amount | null>> = {}
    for (const column of columns) {
      const cell = row[column] as string | null
      const amount = cell === null ? null : parseDecimal(cell, decimalsOf(row) ?? 6)
      if (amount === undefined) problems.push({ file, row: at + 2, column, read: cell!, why: 'not_a_number' })
      read[column] = amount ?? null
    }
    return { ...row, ...read } as Omit<Row, Column> & Record<Column, Amount | null>
  })
}
