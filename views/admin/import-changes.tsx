import type { ImportFile } from '../../src/domain/import.ts'
import { cellWords, columnWord } from '../../src/i18n/import-words.ts'
import { writeCount } from '../../src/i18n/numbers.ts'
import { Badge } from '../parts/badge.tsx'
import { Callout } from '../parts/notes.tsx'
import { Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import { titleOf } from './import.tsx'
import { sumOf } from './import-decision.tsx'
import type { PreviewProps } from './import-preview.tsx'

const CHANGES_SHOWN = 50

/** What differs, cell by cell, and what is added to what is signed; what changes what is signed stands first and is marked. */
export function Changes({ reader, check }: PreviewProps) {
  const { t, language } = reader
  const all = sumOf(check, 'changed') + check.added
  const written = (file: ImportFile, row: Record<string, string>, column: string) =>
    cellWords(language, file, column, row[column] ?? '') || t('import.empty')
  return (
    <Section
      id='h-changes'
      title={t('import.changesTitle', { n: all })}
      aside={
        all > CHANGES_SHOWN ? t('import.changesMore', { n: writeCount(language, CHANGES_SHOWN) }) : undefined
      }
    >
      {check.signed > 0 && (
        <Callout reader={reader} tone='risk' title={t('import.signedTitle', { n: check.signed })}>
          <p>{t('import.signedText')}</p>
        </Callout>
      )}
      <div class='card mt-s'>
        <StackTable
          caption={t('import.changesTitle', { n: all })}
          columns={(['sheet', 'key', 'column', 'before', 'after'] as const).map((name) => ({
            label: t(`import.${name}`),
          }))}
        >
          {check.changes.slice(0, CHANGES_SHOWN).flatMap(({ file, key, before, after, isSigned }) =>
            Object.keys(after).map((column) => (
              <Row>
                <RowHead>
                  {titleOf(reader, file)}{' '}
                  {isSigned && (
                    <Badge reader={reader} tone='risk' icon='pen-line'>
                      {t(before ? 'import.signed' : 'import.signedNew')}
                    </Badge>
                  )}
                </RowHead>
                <Cell label={t('import.key')}>
                  <span class='code'>{file === 'updates' ? key.split(' ').slice(0, 2).join(' ') : key}</span>
                </Cell>
                <Cell label={t('import.column')}>
                  <span class='code'>{column}</span>
                  <p class='sub'>{columnWord(language, column)}</p>
                </Cell>
                <Cell label={t('import.before')}>
                  {before ? written(file, before, column) : t('import.newRow')}
                </Cell>
                <Cell label={t('import.after')}>{written(file, after, column)}</Cell>
              </Row>
            )),
          )}
        </StackTable>
      </div>
    </Section>
  )
}
