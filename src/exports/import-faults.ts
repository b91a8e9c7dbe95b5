import type { ImportProblem } from '../domain/import.ts'
import { sheetTitles } from '../domain/import-sheets.ts'
import { tellFault } from '../i18n/import-words.ts'
import { type Language, translator } from '../i18n/translate.ts'
import { EXCEL_MARK, excelLine } from './csv.ts'

/** What has to be mended in the files, for Excel: a line a cell. */
export function faultsCsv(language: Language, problems: readonly ImportProblem[], zone: string): string {
  const t = translator(language)
  const head = (['sheet', 'row', 'column', 'read', 'why'] as const).map((name) => t(`import.${name}`))
  const lines = problems.map((problem) => [
    ...[
      sheetTitles[problem.file][language],
      { count: problem.row },
      problem.column,
      problem.read,
      tellFault(language, problem),
    ],
  ])
  return EXCEL_MARK + [head, ...lines].map((line) => excelLine(line, zone)).join('')
}
