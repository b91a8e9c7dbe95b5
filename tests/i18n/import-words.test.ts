import { expect, test } from 'vitest'
import { importFiles } from '../../src/domain/import.ts'
import { importColumns } from '../../src/domain/import-columns.ts'
import { tellChoices } from '../../src/i18n/import-words.ts'

test('what may stand in a column is told with its word, so that nobody has to guess what a code means', () => {
  for (const language of ['vi', 'en'] as const) {
    for (const file of importFiles) {
      for (const column of importColumns[file]) {
        const told = tellChoices(language, file, column).split('; ').filter(Boolean)
        expect([column.name, told.filter((one) => !one.includes(' = '))]).toEqual([column.name, []])
      }
    }
  }
})
