import { type CellValue, type WriteSheet, writeXlsx } from 'hucre'
import type { ImportFile } from '../domain/import.ts'
import { importColumns } from '../domain/import-columns.ts'
import { sheetTitles } from '../domain/import-sheets.ts'
import type { TextRow } from '../domain/import-text.ts'

interface FileRows {
  file: ImportFile
  columns: string[]
  rows: TextRow[]
}

/** The files of an import as one workbook: figures as numbers, everything else as text. */
export async function printImportBook(files: readonly FileRows[]): Promise<Uint8Array> {
  return await writeXlsx({ sheets: files.map(sheetOf) })
}

function sheetOf({ file, columns, rows }: FileRows): WriteSheet {
  const figures = new Set(
    importColumns[file].flatMap(({ name, kind }) => (kind === 'amount' || kind === 'count' ? [name] : [])),
  )
  const body = rows.map((row) =>
    columns.map((column): CellValue => {
      const text = row[column]!
      if (text === '') return null
      return figures.has(column) && isExact(text) ? Number(text) : text
    }),
  )
  return { name: sheetTitles[file].vi, rows: [columns, ...body], freezePane: { rows: 1 } }
}

/** Spreadsheets keep fifteen digits; what has more stays text. */
const isExact = (text: string) => /^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= 15
