import { MOST_DECIMALS, parseDecimal } from '../domain/amount.ts'
import { isDay } from '../domain/day.ts'
import { fold } from '../domain/fold.ts'
import type { ImportFile, ImportProblem } from '../domain/import.ts'
import { type ImportColumn, importColumns } from '../domain/import-columns.ts'
import { writeDay } from './days.ts'
import { writeAmount } from './numbers.ts'
import { type Language, translator } from './translate.ts'
import { vi } from './vi.ts'

/** What a column is for; empty for one that no file has. */
export function columnWord(language: Language, name: string): string {
  const key = `import.column.${name}`
  return key in vi ? translator(language)(key as 'import.column.code') : ''
}

/** Where the pages have their words for what may stand in a column. */
const wordsOf: Record<string, string> = {
  'campaigns.state': 'campaign.state',
  'units.kind': 'unit_kind',
  'users.role': 'role',
  'commitments.party_kind': 'party_kind',
  'commitments.state': 'unitAdmin.state',
  'targets.origin': 'origin',
  'targets.kind': 'target_kind',
  'targets.value_kind': 'value_kind',
  'targets.direction': 'direction_kind',
  'targets.state': 'target_state',
  'updates.qualifier': 'qualifier',
  'updates.null_reason': 'null_reason',
  'users.locale': 'import.locale',
  'targets.contribution': 'import.contribution',
  'updates.range_kind': 'update.rangeKind',
  'updates.open_end': 'import.open_end',
  'updates.progress': 'declared',
  'updates.assessment': 'assessment',
  'updates.cause': 'cause',
  'updates.decision': 'update_state',
  'extensions.decision': 'extension.status',
  'proposals.status': 'proposal_status',
  'directions.status': 'direction.state',
  'reminders.channel': 'reminder.channel',
  'calendar.kind': 'calendar.kind',
}

/** What may stand in a column, each with its word: 'head = Người đứng đầu đơn vị; clerk = …'. */
export function tellChoices(language: Language, file: ImportFile, { name, options }: ImportColumn): string {
  const t = translator(language)
  return (options ?? [])
    .map((option) => {
      const key = `${wordsOf[`${file}.${name}`]}.${option}`
      return key in vi ? `${option} = ${t(key as 'role.head')}` : option
    })
    .join('; ')
}

/** What stands in a cell of a file, in the form of the reader: days, and figures. */
export function cellWords(language: Language, file: ImportFile, name: string, cell: string): string {
  const kind = importColumns[file].find((column) => column.name === name)?.kind
  if (kind === 'day' && isDay(cell)) return writeDay(language, cell)
  if (kind !== 'amount') return cell
  const amount = parseDecimal(cell, MOST_DECIMALS)
  return amount === undefined ? cell : writeAmount(language, amount, MOST_DECIMALS)
}

/** What is wrong with a cell, and what to do about it. */
export function tellFault(language: Language, { file, column, read, why }: ImportProblem): string {
  const t = translator(language)
  const text = t(`import.why.${why}`)
  const known = importColumns[file].find(({ name }) => name === column)
  if (why === 'unknown_choice' && known?.options) return `${text} ${tellChoices(language, file, known)}.`
  if (why === 'missing_column') return `${text} ${t('import.addColumn', { name: column })}`
  const meant = why === 'unknown_column' ? columnMeant(language, file, read) : undefined
  return meant ? `${text} ${t('import.meant', { name: meant })}` : text
}

/** The column that somebody means who heads it by its words instead of its name. */
function columnMeant(language: Language, file: ImportFile, read: string): string | undefined {
  const typed = fold(read).trim()
  if (typed.length < 3) return undefined
  const isMeant = ({ name }: ImportColumn) => {
    const word = fold(columnWord(language, name))
    return typed.replace(/[\s-]+/g, '_') === name || word.startsWith(typed) || word.includes(` ${typed}`)
  }
  return importColumns[file].find(isMeant)?.name
}
