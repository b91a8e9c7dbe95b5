import { amountText } from './amount.ts'
import { dayOf, instantOf } from './day.ts'
import type { ImportFile } from './import.ts'
import { type ImportColumn, importColumns } from './import-columns.ts'

/** A row as its cells are written, by column. */
export type TextRow = Record<string, string>

interface Writing {
  zone: string
  /** The decimals that the amounts of a target are written with, by its code. */
  decimalsOf: (target: string) => number
}

/** The cells of a row as a file of the import holds them: what an export writes, and what two rows are compared by. */
export function textRow(file: ImportFile, row: object, { zone, decimalsOf }: Writing): TextRow {
  const values = row as Record<string, unknown>
  const decimals = file === 'targets' ? Number(values.decimals ?? 0) : decimalsOf(String(values.target ?? ''))
  const text: TextRow = {}
  for (const column of importColumns[file]) {
    text[column.name] = cellText(column, values[column.name], decimals, zone)
  }
  if (file === 'targets' && values.kind !== 'number' && decimals === 0) text.decimals = ''
  if (file === 'updates' && text.qualifier === 'exact') text.qualifier = ''
  return text
}

function cellText({ kind, fallback }: ImportColumn, value: unknown, decimals: number, zone: string): string {
  if (value === null || value === undefined) return fallback ?? ''
  if (kind === 'amount') return amountText(value as number, decimals)
  if (kind === 'instant') return instantText(value as number, zone)
  if (kind === 'flag') return value ? '1' : '0'
  if (Array.isArray(value)) return value.join(';')
  return typeof value === 'string' ? value.normalize('NFC').trim() : String(value)
}

/** With its offset, and with thousandths of a second where there are any. */
function instantText(instant: number, zone: string): string {
  const day = dayOf(instant, zone)
  // What clocks show less what has passed since midnight: the offset of that day.
  const midnight = instantOf(day, '00:00', zone)
  const offset = Date.parse(`${day}T00:00:00Z`) - midnight
  const local = new Date(instant + offset).toISOString()
  const sign = offset < 0 ? '-' : '+'
  const minutes = Math.abs(offset) / 60_000
  const two = (n: number) => String(Math.trunc(n)).padStart(2, '0')
  const time = local.endsWith('.000Z') ? local.slice(0, 19) : local.slice(0, 23)
  return `${time}${sign}${two(minutes / 60)}:${two(minutes % 60)}`
}

/** What tells a row from all others of its file. */
const rowKeys: Record<ImportFile, readonly string[]> = {
  campaigns: ['code'],
  task_groups: ['campaign', 'number'],
  units: ['code'],
  users: ['username', 'unit', 'role'],
  commitments: ['code'],
  targets: ['code'],
  plan_revisions: ['target', 'effective_from'],
  reference_values: ['target', 'as_of'],
  updates: ['target', 'as_of', 'submitted_by', 'submitted_at'],
  extensions: ['target', 'requested_at'],
  proposals: ['code'],
  directions: ['code'],
  reminders: ['target', 'sent_at', 'channel'],
  calendar: ['day'],
}

export const keyOf = (file: ImportFile, row: object): string =>
  rowKeys[file].map((column) => (row as Record<string, unknown>)[column]).join(' ')
