import { setImmediate as letOthersWork } from 'node:timers/promises'
import { type ImportFile, importFiles } from '../domain/import.ts'
import { type TextRow, textRow } from '../domain/import-text.ts'
import { importCsv, type TellRows, usedColumns } from '../exports/import-files.ts'
import type { Reader } from '../storage/client.ts'
import { type Holdings, loadHoldings } from '../storage/import/holdings.ts'
import { storedRows } from '../storage/import/stored.ts'
import { storedUpdates } from '../storage/import/stored-follow-up.ts'

/** Everything the house holds that a file of an import can hold, file by file. */
export interface HeldFile {
  file: ImportFile
  columns: string[]
  rows: TellRows
}

/** What one file takes at once; others work in between. */
const AT_ONCE = 500

export async function* tellHoldings(
  read: Reader,
  { tenant, zone }: { tenant: string; zone: string },
): AsyncGenerator<HeldFile> {
  const holdings = await loadHoldings(read, tenant, zone)
  for (const file of importFiles) {
    const rows = await rowsOf(read, holdings, file)
    yield { file, columns: await usedColumns(file, rows), rows }
  }
}

async function rowsOf(read: Reader, holdings: Holdings, file: ImportFile): Promise<TellRows> {
  const written = (rows: object[]) => rows.map((row) => textRow(file, row, holdings))
  if (file === 'updates') return () => partsOfUpdates(read, holdings, written)
  const rows = await storedRows(read, holdings, file)
  return () => partsOf(rows, written)
}

async function* partsOf(rows: object[], written: (rows: object[]) => TextRow[]) {
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    await letOthersWork()
    yield written(rows.slice(at, at + AT_ONCE))
  }
}

async function* partsOfUpdates(read: Reader, holdings: Holdings, written: (rows: object[]) => TextRow[]) {
  for await (const part of storedUpdates(read, holdings)) {
    await letOthersWork()
    yield written(part)
  }
}

/** The CSV files, in pieces. */
export async function* holdingsAsCsv(
  read: Reader,
  house: { tenant: string; zone: string },
): AsyncGenerator<{ name: string; pieces: AsyncIterable<string> }> {
  for await (const { file, columns, rows } of tellHoldings(read, house)) {
    yield { name: `${file}.csv`, pieces: importCsv(columns, rows) }
  }
}
