import { parse } from 'csv-parse/sync'
import { type ImportFile, importFiles } from '../domain/import.ts'
import { fileOf, guideTitle } from '../domain/import-sheets.ts'
import type { Cell, Hand } from './cell.ts'
import { limits, UnreadableFile } from './unreadable.ts'
import { isZip, openZip, unpackWhole, type Zip } from './unzip.ts'
import { columnOf, isWorkbook, openWorkbook, readSheet, type Sheet, type Workbook } from './workbook.ts'

/** A file as it was brought. */
export interface Brought {
  name: string
  bytes: Uint8Array
}

/** What of the files brought is a file of an import, in the order in which they are read. */
export interface Bundle {
  tables: BundleTable[]
  /** Sheets and files that are none, and those that are hidden: nothing was read from them. */
  unused: string[]
}

export interface BundleTable {
  file: ImportFile
  /** What it was called: the sheet or the file. */
  title: string
  /** Tells every row that is not empty, with its number. */
  read(hear: HearTable): Promise<void>
}

export interface HearTable {
  hand(hand: Hand): void
  row(number: number, cells: Cell[]): void
  /** Cells that were made one: the row and the column of the first. */
  merged(row: number, column: number): void
  /** The text is no CSV from this line on, or no text at all. */
  broken(line: number, why: 'csv' | 'encoding'): void
}

/** A workbook, a zip of CSV files, or CSV files: told by their content. */
export async function openBundle(brought: readonly Brought[]): Promise<Bundle> {
  const bundle: Bundle = { tables: [], unused: [] }
  for (const { name, bytes } of brought) await addBrought(bundle, name, bytes)
  if (bundle.tables.length === 0) {
    const told = bundle.unused.slice(0, SHEETS_TOLD).join(', ')
    throw new UnreadableFile('no_table', told || (brought[0]?.name ?? ''))
  }
  const seen = new Map<ImportFile, string>()
  for (const { file, title } of bundle.tables) {
    if (seen.has(file)) throw new UnreadableFile('same_table', `${seen.get(file)}, ${title}`)
    seen.set(file, title)
  }
  bundle.tables.sort((a, b) => importFiles.indexOf(a.file) - importFiles.indexOf(b.file))
  return bundle
}

async function addBrought(bundle: Bundle, name: string, bytes: Uint8Array) {
  if (bytes.length === 0) throw new UnreadableFile('empty', name)
  refuseOldWorkbook(name, bytes)
  if (!isZip(bytes)) {
    if (!IS_CSV.test(name)) throw new UnreadableFile('unknown_kind', name)
    return addCsv(bundle, name, () => Promise.resolve(bytes))
  }
  const zip = openZip(bytes, name)
  if (isWorkbook(zip)) return await addWorkbook(bundle, zip, name)
  for (const entry of zip.entries.values()) {
    const isFile = !entry.name.endsWith('/') && !entry.name.startsWith('__MACOSX/')
    if (isFile) addCsv(bundle, entry.name, () => unpackWhole(zip, entry))
  }
}

/** Titles that are told where none of them is known. */
const SHEETS_TOLD = 5
const IS_CSV = /\.(csv|txt)$/i
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0]

/** Before 2007, and wherever a password is set, a workbook is a file of another kind. */
function refuseOldWorkbook(name: string, bytes: Uint8Array) {
  if (!COMPOUND.every((byte, at) => bytes[at] === byte)) return
  const isLocked = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  )
  throw new UnreadableFile(isLocked ? 'encrypted' : 'old_workbook', name)
}

async function addWorkbook(bundle: Bundle, zip: Zip, name: string) {
  const book = await openWorkbook(zip, name)
  for (const sheet of book.sheets) {
    const file = fileOf(sheet.title)
    if (file && !sheet.hidden) bundle.tables.push(sheetTable(file, zip, book, sheet))
    else if (sheet.title !== guideTitle) bundle.unused.push(sheet.title)
  }
}

const sheetTable = (file: ImportFile, zip: Zip, book: Workbook, sheet: Sheet): BundleTable => ({
  file,
  title: sheet.title,
  async read(hear) {
    hear.hand('person')
    await readSheet(zip, book, sheet, {
      row: hear.row,
      merged: (range) => {
        const row = Number(/\d+/.exec(range)?.[0])
        if (row) hear.merged(row, columnOf(range.split(':')[0]) ?? 0)
      },
    })
  },
})

function addCsv(bundle: Bundle, path: string, load: () => Promise<Uint8Array>) {
  const title = path.split('/').at(-1)!
  const file = IS_CSV.test(title) ? fileOf(title.slice(0, -4)) : undefined
  if (!file) {
    bundle.unused.push(path)
    return
  }
  bundle.tables.push({
    file,
    title,
    async read(hear) {
      readCsv(await load(), hear)
    },
  })
}

/** Comma and dot are the format of the files; what Excel saves here has semicolons, and is read as typed. */
function readCsv(bytes: Uint8Array, hear: HearTable): void {
  try {
    const text = textOf(bytes).normalize('NFC')
    const separator = separatorOf(text)
    hear.hand(separator === ',' ? 'machine' : 'person')
    let number = 0
    // Told row by row: all of them at once would be as much again.
    const onRecord = (cells: unknown) => {
      number += 1
      hear.row(number, cells as string[])
      return null
    }
    parse(text, {
      bom: true,
      relax_column_count: true,
      delimiter: separator,
      skip_empty_lines: false,
      on_record: onRecord as never,
    })
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    if (error instanceof TypeError) hear.broken(1, 'encoding')
    else hear.broken((error as { lines?: number }).lines ?? 1, 'csv')
  }
}

/**
 * What Excel saves as Unicode text says by its first two bytes that it is UTF-16. Another encoding is told, rather
 * than kept as letters that nobody can read.
 */
function textOf(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
}

/** By the header, whose names hold none of them. */
function separatorOf(text: string): string {
  const header = text.slice(0, 20_000).split(/\r?\n/, 1)[0]!
  return [';', '\t'].find((sign) => header.includes(sign) && !header.includes(',')) ?? ','
}

/** Counts the rows of all files, and ends where there are more than an import may have. */
export function countRows(name: string) {
  let rows = 0
  return () => {
    rows += 1
    if (rows > limits.rows) throw new UnreadableFile('too_many_rows', name)
    return rows
  }
}
