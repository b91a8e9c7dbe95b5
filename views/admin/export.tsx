import { type ImportFile, importFiles } from '../../src/domain/import.ts'
import { writeCount } from '../../src/i18n/numbers.ts'
import { Icon } from '../parts/icon.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Html, Reader } from '../reader.ts'
import { titleOf } from './import.tsx'

interface ExportProps {
  reader: Reader
  counts: Record<ImportFile, number>
  /** Reports that no file can hold. */
  untold: number
  mostRows: number
  isLong: boolean
}

/** Everything that an import can hold, taken out again. */
export function ExportPage({ reader, counts, untold, mostRows, isLong }: ExportProps): Html {
  const { t, at, language } = reader
  return (
    <div class='narrow flow-l'>
      <Crumbs
        reader={reader}
        items={[{ href: at('/admin/import'), label: t('import.title') }]}
        here={t('import.exportTitle')}
      />
      <PageHead title={t('import.exportTitle')} lead={t('import.exportLead')} />
      <div class='btns'>
        <form method='post' action={at('/admin/export/files.zip')}>
          <button class='btn btn--p' type='submit'>
            <Icon reader={reader} name='download' />
            {t('import.exportCsv')}
          </button>
        </form>
        {!isLong && (
          <form method='post' action={at('/admin/export/files.xlsx')}>
            <button class='btn' type='submit'>
              <Icon reader={reader} name='file-spreadsheet' />
              {t('import.exportXlsx')}
            </button>
          </form>
        )}
      </div>
      {isLong && <p class='sub'>{t('import.exportTooLong', { n: writeCount(language, mostRows) })}</p>}
      <Callout reader={reader} tone='info'>
        <p>{t('import.exportNot')}</p>
        {untold > 0 && <p>{t('import.exportLeft', { n: untold })}</p>}
        <p>{t('import.exportAudited')}</p>
      </Callout>
      <Section id='h-holds' title={t('import.exportHolds')}>
        <div class='card'>
          <StackTable
            caption={t('import.exportHolds')}
            columns={[{ label: t('import.sheet') }, { label: t('import.allRows'), num: true }]}
            flat
          >
            {importFiles.map((file) => (
              <Row>
                <RowHead>{titleOf(reader, file)}</RowHead>
                <Cell label={t('import.allRows')} num>
                  {writeCount(language, counts[file])}
                </Cell>
              </Row>
            ))}
          </StackTable>
        </div>
      </Section>
    </div>
  )
}
