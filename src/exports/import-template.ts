import { type Cell, type CellValue, type WriteSheet, writeXlsx } from 'hucre'
import { type ImportFile, importFiles } from '../domain/import.ts'
import { type ImportColumn, importColumns } from '../domain/import-columns.ts'
import { guideTitle, sheetTitles } from '../domain/import-sheets.ts'
import { type Language, translator } from '../i18n/translate.ts'
import { exampleRows } from './import-examples.ts'
import { letters } from './xlsx-look.ts'

const ROWS_WITH_LISTS = 5000
const head = {
  font: { bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '8F1D15' } },
} as const
const must = { ...head, fill: { ...head.fill, fgColor: { rgb: '5E120C' } } } as const
const aside = { font: { italic: true, color: { rgb: '6B6B6B' } } } as const

/** A workbook to fill in: a sheet a file, each with its header, words for its columns, lists and an example. */
export async function printTemplate(language: Language): Promise<Uint8Array> {
  const sheets = [guide(language), ...importFiles.map((file) => sheetOf(language, file))]
  return await writeXlsx({ sheets })
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
      ...(column.options ? [`${t('import.guideChoices')}: ${column.options.join(', ')}`] : []),
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
  return {
    name: sheetTitles[file].vi,
    columns: columns.map(({ name, kind }) => ({
      width: kind === 'text' ? Math.max(16, name.length + 4) : Math.max(12, name.length + 3),
    })),
    rows,
    cells,
    freezePane: { rows: 1 },
    dataValidations: columns.flatMap((column, at) => listOf(column, letters(at + 1))),
  }
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
  const t = translator(language)
  const word = t(`import.column.${name}` as 'import.column.code')
  return required ? `${word} (${t('import.guideMust')})` : word
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
        (column.options ?? []).join(', '),
      ]),
    ),
  ]
  const cells = new Map<string, Partial<Cell>>([
    ['0,0', { value: t('import.title'), type: 'string', style: { font: { bold: true, size: 14 } } }],
  ])
  const headRow = guideLines.length + 2
  for (const [at, value] of rows[headRow]!.entries())
    cells.set(`${headRow},${at}`, { value, type: 'string', style: head })
  return {
    name: guideTitle,
    columns: [{ width: 24 }, { width: 22 }, { width: 60 }, { width: 60 }],
    rows,
    cells,
  }
}
