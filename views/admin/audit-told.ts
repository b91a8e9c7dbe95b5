import { changesOf, type Detail, isLine } from '../../src/domain/audit.ts'
import { isDay } from '../../src/domain/day.ts'
import { auditField } from '../../src/i18n/audit-words.ts'
import { writeDay } from '../../src/i18n/days.ts'
import type { ChangeRow } from './audit-changes.tsx'
import { type ToldBy, takenAway, valueWords } from './audit-values.ts'

/** What a deed changed, field by field, in the words of the reader; what says nothing to a person is left to the CSV. */
export function toldChanges(by: ToldBy, deed: string, detail: Detail): ChangeRow[] {
  return changesOf(deed, detail).flatMap(({ path, before, after, within }) => {
    const field = fieldOf(path)
    const was = isLine(before) ? takenAway(by, before) : valueWords(by, field, before, within)
    const is = valueWords(by, field, after, within)
    if (was === null && is === null) return []
    return [{ name: nameOf(by, path), before: was, after: is }]
  })
}

/** Numbers, codes and days lead to a record; the field is what comes after, or before them. */
const fieldOf = (path: string[]) => path.findLast((name) => /^[a-z]/.test(name)) ?? 'value'

const nameOf = ({ reader, kind }: ToldBy, path: string[]) =>
  path
    .map((name) => (isDay(name) ? writeDay(reader.language, name) : auditField(reader.language, kind, name)))
    .join(' · ')
