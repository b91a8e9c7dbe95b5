import type { Instant } from '../domain/day.ts'
import { schemaOf, type Table } from '../domain/snapshot/tables.ts'
import { machineCsv } from './csv.ts'
import { printZip } from './zip.ts'

/** Tables for programs: a file each, with a schema.json beside them that says what they are of. */
export function printCsvZip(
  tables: readonly Table[],
  about: object,
  { at, zone }: { at: Instant; zone: string },
): Uint8Array {
  const schema = `${JSON.stringify(schemaOf(about, tables), null, 1)}\n`
  const files = tables.map((table) => ({ name: `${table.name}.csv`, text: machineCsv(table) }))
  return printZip([...files, { name: 'schema.json', text: schema }], at, zone)
}
