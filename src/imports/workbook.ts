import type { Cell } from './cell.ts'
import { limits, UnreadableFile } from './unreadable.ts'
import { unpack, type Zip } from './unzip.ts'
import { attribute, type Hearer, readXml } from './xml.ts'

/** One sheet of a workbook, before its rows are read. */
export interface Sheet {
  title: string
  hidden: boolean
  path: string
}

export interface Workbook {
  sheets: Sheet[]
  is1904: boolean
  strings: string[]
  /** Which styles of cells show a date, by their number. */
  dates: boolean[]
}

export const isWorkbook = ({ entries }: Zip) => entries.has('[Content_Types].xml')

/** What a workbook says of itself: its sheets, its texts, and which styles are dates. */
export async function openWorkbook(zip: Zip, name: string): Promise<Workbook> {
  if (zip.entries.has('xl/workbook.bin')) throw new UnreadableFile('binary_workbook', name)
  if (!zip.entries.has('xl/workbook.xml')) throw new UnreadableFile('unknown_kind', name)
  const book: Workbook = { sheets: [], is1904: false, strings: [], dates: [] }
  const paths = new Map<string, string>()
  await hearEntry(zip, 'xl/_rels/workbook.xml.rels', {
    open(tag, attributes) {
      const [id, target] = [attribute(attributes, 'Id'), attribute(attributes, 'Target')]
      const isInside = attribute(attributes, 'TargetMode') !== 'External'
      if (tag === 'Relationship' && id && target && isInside) paths.set(id, pathOf(target))
    },
  })
  await hearEntry(zip, 'xl/workbook.xml', {
    open(tag, attributes) {
      if (tag === 'workbookPr') book.is1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')
      const path = tag === 'sheet' && paths.get(attribute(attributes, '(?:\\w+:)?id') ?? '')
      if (!path) return
      const hidden = (attribute(attributes, 'state') ?? 'visible') !== 'visible'
      book.sheets.push({ title: attribute(attributes, 'name') ?? '', hidden, path })
    },
  })
  if (book.sheets.length > limits.sheets) throw new UnreadableFile('too_many_sheets', name)
  await hearEntry(zip, 'xl/styles.xml', hearStyles(book.dates))
  await hearEntry(zip, 'xl/sharedStrings.xml', hearStrings(book.strings))
  return book
}

const pathOf = (target: string) => (target.startsWith('/') ? target.slice(1) : `xl/${target}`)

async function hearEntry(zip: Zip, name: string, hear: Hearer): Promise<void> {
  const entry = zip.entries.get(name)
  if (entry) await readXml(unpack(zip, entry), name, hear)
}

/** Texts of cells in their order; what is read aloud beside them is left out. */
function hearStrings(strings: string[]): Hearer {
  let [text, isText, isAloud] = ['', false, false]
  return {
    open(tag) {
      if (tag === 'si') text = ''
      if (tag === 'rPh') isAloud = true
      isText = tag === 't' && !isAloud
    },
    close(tag) {
      if (tag === 'si') strings.push(plainText(text))
      if (tag === 'rPh') isAloud = false
      if (tag === 't') isText = false
    },
    text(part) {
      if (isText) text += part
    },
  }
}

/** Spreadsheets write letters that XML cannot hold as _x000D_. */
const plainText = (text: string) =>
  text.includes('_x')
    ? text
        .replace(/_x([\dA-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
        .replace(/\r\n?/g, '\n')
    : text

const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** A format shows a date where it has a letter of one outside of quotes and brackets. */
const isDateFormat = (code: string) =>
  /[dmyhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').replace(/general|e[+-]/gi, ''))

function hearStyles(dates: boolean[]): Hearer {
  const own = new Map<number, boolean>()
  let isCells = false
  return {
    open(tag, attributes) {
      if (tag === 'numFmt') {
        own.set(
          Number(attribute(attributes, 'numFmtId')),
          isDateFormat(attribute(attributes, 'formatCode') ?? ''),
        )
      }
      if (tag === 'cellXfs') isCells = true
      if (tag !== 'xf' || !isCells) return
      const id = Number(attribute(attributes, 'numFmtId') ?? 0)
      dates.push(own.get(id) ?? isBuiltInDate(id))
    },
    close(tag) {
      if (tag === 'cellXfs') isCells = false
    },
  }
}

interface Heard {
  row(number: number, cells: Cell[]): void
  /** A range such as 'A2:B3'. */
  merged(range: string): void
}

/** Rows of a sheet in their order, empty ones left out. Formulas give what was last calculated. */
export async function readSheet(zip: Zip, book: Workbook, sheet: Sheet, heard: Heard): Promise<void> {
  const entry = zip.entries.get(sheet.path)
  if (!entry) throw new UnreadableFile('damaged', sheet.title)
  await readXml(unpack(zip, entry), sheet.path, hearSheet(book, heard))
}

/** Where the reading of a sheet stands. */
interface Standing {
  number: number
  column: number
  cells: Cell[]
  cell: Raw
  /** Between the tags of a value, and of what is read aloud beside it. */
  isOn: boolean
  isAloud: boolean
}

function hearSheet(book: Workbook, heard: Heard): Hearer {
  const at: Standing = {
    number: 0,
    column: -1,
    cells: [],
    cell: emptyCell('', 0),
    isOn: false,
    isAloud: false,
  }
  const begins: Record<string, (attributes: string) => void> = {
    row: (attributes) => beginRow(at, attributes),
    c: (attributes) => beginCell(at, attributes),
    v: () => beginValue(at),
    t: () => beginValue(at),
    f: () => {
      at.cell.hasFormula = true
    },
    rPh: () => {
      at.isAloud = true
    },
    mergeCell: (attributes) => heard.merged(attribute(attributes, 'ref') ?? ''),
  }
  return {
    open(tag, attributes) {
      if (Object.hasOwn(begins, tag)) begins[tag]!(attributes)
    },
    close(tag) {
      if (tag === 'v' || tag === 't') at.isOn = false
      else if (tag === 'rPh') at.isAloud = false
      else if (tag === 'c') putCell(at.cells, at.column, cellOf(book, at.cell))
      else if (tag === 'row' && at.cells.length > 0) heard.row(at.number, at.cells)
    },
    text(part) {
      if (at.isOn) at.cell.text += part
    },
  }
}

function beginRow(at: Standing, attributes: string) {
  at.number = Number(attribute(attributes, 'r') ?? at.number + 1)
  at.column = -1
  at.cells = []
}

function beginCell(at: Standing, attributes: string) {
  at.column = columnOf(attribute(attributes, 'r')) ?? at.column + 1
  at.cell = emptyCell(attribute(attributes, 't') ?? 'n', Number(attribute(attributes, 's') ?? 0))
}

function beginValue(at: Standing) {
  at.isOn = !at.isAloud
  at.cell.hasValue = true
}

const emptyCell = (type: string, style: number): Raw => ({
  type,
  style,
  text: '',
  hasFormula: false,
  hasValue: false,
})

/** No spreadsheet has more. */
const MOST_COLUMNS = 16_384

function putCell(cells: Cell[], column: number, cell: Cell) {
  if (cell === '' || column >= MOST_COLUMNS) return
  while (cells.length < column) cells.push('')
  cells[column] = cell
}

interface Raw {
  type: string
  style: number
  text: string
  hasFormula: boolean
  hasValue: boolean
}

function cellOf(book: Workbook, { type, style, text, hasFormula, hasValue }: Raw): Cell {
  if (!hasValue) return hasFormula ? { kind: 'formula', text: '' } : ''
  if (type === 's') return book.strings[Number(text)] ?? ''
  if (TEXTS.has(type)) return plainText(text)
  if (type === 'e') return { kind: 'error', text }
  if (type === 'b') return { kind: 'flag', text: /^(1|true)$/.test(text) ? '1' : '0' }
  return text === '' ? '' : figureOf(book, style, text)
}

const TEXTS = new Set(['inlineStr', 'str', 'd'])

function figureOf({ dates, is1904 }: Workbook, style: number, text: string): Cell {
  if (!dates[style]) return { kind: 'number', text }
  return { kind: is1904 ? 'date1904' : 'date', text }
}

/** 0 for 'A7', 26 for 'AA7'. */
export function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d*$/.exec(reference ?? '')?.[1]
  if (!letters) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
