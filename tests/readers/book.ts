import { type CellObject, read, utils, type WorkSheet } from '@e965/xlsx'

export interface Found {
  kind: 'text' | 'number' | 'day'
  value: string | number
  /** As the file says it: '#,##0.###'. */
  format: string
}
export interface Sheet {
  name: string
  /** By address: 'B12'. */
  cells: Map<string, Found>
  formulas: string[]
  /** The texts and numbers of a row, its empty cells null. */
  rows: (string | number | null)[][]
  /** Widths in characters, 0 for a hidden column. */
  widths: number[]
  merges: number
}

/** A workbook as SheetJS reads it. */
export function readBook(bytes: Uint8Array): Sheet[] {
  const book = read(bytes, {
    type: 'array',
    cellNF: true,
    cellStyles: true,
    cellFormula: true,
    cellDates: false,
  })
  return book.SheetNames.map((name) => sheetIn(name, book.Sheets[name]!))
}

function sheetIn(name: string, sheet: WorkSheet): Sheet {
  const cells = new Map<string, Found>()
  const formulas: string[] = []
  for (const [address, cell] of Object.entries(sheet) as [string, CellObject][]) {
    if (address.startsWith('!') || cell.t === 'z') continue
    if (cell.f !== undefined || cell.F !== undefined || cell.t === 'e')
      formulas.push(`${address} ${cell.f ?? cell.v}`)
    cells.set(address, {
      kind: kindOf(cell),
      value: clean(cell.v as string | number),
      format: formatOf(cell),
    })
  }
  const rows = utils.sheet_to_json<(string | number | null)[]>(sheet, {
    header: 1,
    defval: null,
    raw: true,
    blankrows: true,
  })
  return {
    ...{ name, cells, formulas },
    rows: rows.map((row) => row.map((value) => (value === null ? null : clean(value)))),
    widths: (sheet['!cols'] ?? []).map((column) => (column?.hidden ? 0 : (column?.wch ?? 0))),
    merges: sheet['!merges']?.length ?? 0,
  }
}

function kindOf(cell: CellObject): Found['kind'] {
  if (cell.t !== 'n') return 'text'
  return /d+[/-]m+|m+[/-]d+|y+-m/i.test(formatOf(cell)) ? 'day' : 'number'
}

/** Without the strokes that some writers put before signs. */
const formatOf = ({ z }: CellObject) => String(z ?? '').replaceAll('\\', '')

/** Line ends differ between readers, and mean the same. */
const clean = (value: string | number) => (typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : value)

/** The serial number of a day, counted as spreadsheets do. */
export const serial = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569
