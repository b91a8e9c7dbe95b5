import { type Cell, type CellValue, type WriteSheet, writeXlsx } from 'hucre'
import { type ImportFile, importFiles } from '../domain/import.ts'
import { type ImportColumn, importColumns } from '../domain/import-columns.ts'
import { guideTitle, sheetTitles } from '../domain/import-sheets.ts'
import { columnWord, tellChoices } from '../i18n/import-words.ts'
import { type Language, translator } from '../i18n/translate.ts'
import { exampleRows } from './import-examples.ts'
import { letters } from './xlsx-look.ts'

const ROWS_WITH_LISTS = 5000
/** Named in every style: a font without a name is any font. */
const FONT = { name: 'Calibri', size: 11 } as const
const head = {
  font: { ...FONT, bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '8F1D15' } },
} as const
const must = { ...head, fill: { ...head.fill, fgColor: { rgb: '5E120C' } } } as const
const wrapped = { font: FONT, alignment: { wrapText: true, vertical: 'top' } } as const
/** Printed across, with all columns on one page. */
const pageSetup = {
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  paperSize: 'a4',
} as const
const aside = {
  font: { ...FONT, italic: true, color: { rgb: '6B6B6B' } },
  alignment: wrapped.alignment,
} as const

/** A workbook to fill in: a sheet a file, each with its header, words for its columns, lists and an example. */
export async function printTemplate(language: Language): Promise<Uint8Array> {
  const sheets = [guide(language), ...importFiles.map((file) => sheetOf(language, file))]
  return await writeXlsx({ sheets, defaultFont: FONT })
}

function sheetOf(language: Language, file: ImportFile): WriteSheet {
  const t = translator(language)
  const columns = importColumns[file]
  const words = columns.map((column) => wordOf(language, column))
  const example = exampleRows[file]
  const rows: CellValue[][] = [
    columns.map(({ name }) => name),
    words.map((word, at) => (at === 0 ? `# ${word}` : word)),
    columns.map(({ name }, at) =>
      at === 0 ? `${t('import.example')}: ${example[name] ?? ''}` : (example[name] ?? null),
    ),
  ]
  const cells = new Map<string, Partial<Cell>>()
  for (const [at, column] of columns.entries()) {
    const text = [
      words[at],
      ...(column.options ? [`${t('import.guideChoices')}: ${tellChoices(language, file, column)}`] : []),
    ]
    cells.set(`0,${at}`, {
      value: column.name,
      type: 'string',
      style: column.required ? must : head,
      comment: { text: text.join('\n') },
    })
    for (const row of [1, 2]) {
      const value = rows[row]![at] ?? null
      if (value !== null) cells.set(`${row},${at}`, { value, type: 'string', style: aside })
    }
  }
  const widths = columns.map(({ name, kind }, at) =>
    Math.max(at === 0 ? 24 : kind === 'text' ? 18 : 14, name.length + 4),
  )
  return {
    name: sheetTitles[file].vi,
    columns: widths.map((width) => ({ width })),
    rowDefs: heightsOf(rows, widths, [1, 2]),
    rows,
    cells,
    freezePane: { rows: 1 },
    pageSetup,
    dataValidations: columns.flatMap((column, at) => listOf(column, letters(at + 1))),
  }
}

const LINE = 15

/** Rows high enough for their longest cell: programs that open the file do not all see to it. */
function heightsOf(rows: readonly CellValue[][], widths: readonly number[], which: readonly number[]) {
  const linesIn = (value: CellValue, at: number) => Math.ceil(String(value ?? '').length / widths[at]!)
  return new Map(
    which.map((row) => [row, { height: LINE * Math.max(1, ...rows[row]!.map(linesIn)) }] as const),
  )
}

/** What is chosen from is a list in its cells; a flag is yes or no. */
function listOf({ kind, options }: ImportColumn, letter: string) {
  const values = options ? [...options] : kind === 'flag' ? ['1', '0'] : []
  if (values.length === 0) return []
  return [
    {
      ...{ type: 'list' as const, values, allowBlank: true, showErrorMessage: true },
      range: `${letter}4:${letter}${ROWS_WITH_LISTS}`,
    },
  ]
}

function wordOf(language: Language, { name, required }: ImportColumn): string {
  const word = columnWord(language, name)
  return required ? `${word} (${translator(language)('import.guideMust')})` : word
}

const guideLines = [1, 2, 3, 4, 5, 6, 7] as const

/** How it is filled in, and what every column means. */
function guide(language: Language): WriteSheet {
  const t = translator(language)
  const rows: CellValue[][] = [
    [t('import.title')],
    ...guideLines.map((n) => [`${n}. ${t(`import.guide${n}`)}`]),
    [],
    [t('import.sheet'), t('import.guideColumn'), t('import.guideMeaning'), t('import.guideChoices')],
    ...importFiles.flatMap((file) =>
      importColumns[file].map((column) => [
        ...[sheetTitles[file].vi, column.name, wordOf(language, column)],
        tellChoices(language, file, column),
      ]),
    ),
  ]
  const cells = new Map<string, Partial<Cell>>([
    ['0,0', { value: t('import.title'), type: 'string', style: { font: { ...FONT, bold: true, size: 14 } } }],
  ])
  const widths = [24, 24, 48, 72]
  const headRow = guideLines.length + 2
  for (const [at, value] of rows[headRow]!.entries())
    cells.set(`${headRow},${at}`, { value, type: 'string', style: head })
  for (let row = headRow + 1; row < rows.length; row += 1)
    for (const [at, value] of rows[row]!.entries())
      if (value) cells.set(`${row},${at}`, { value, type: 'string', style: wrapped })
  return {
    name: guideTitle,
    columns: widths.map((width) => ({ width })),
    rowDefs: heightsOf(
      rows,
      widths,
      rows.flatMap((_, row) => (row > headRow ? [row] : [])),
    ),
    rows,
    cells,
    pageSetup,
  }
}
