import { groupBy } from '../../src/domain/grouping.ts'
import type { AskedNumber } from '../../src/domain/import.ts'
import type { Language } from '../../src/i18n/translate.ts'
import { SegmentedRadios, Select } from '../parts/choices.tsx'
import { Icon } from '../parts/icon.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import { Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { type BatchProps, titleOf } from './import.tsx'

const CELLS_A_PAGE = 25

const idOf = (name: string) => `n-${name.replace('*', 'all').replaceAll(':', '-')}`

/** Numbers that can be read in two ways: both readings beside each other, for each cell or for a whole column. */
export function AskedNumbers(props: { reader: Reader; batch: BatchProps; asked: AskedNumber[] }) {
  const { reader, batch, asked } = props
  const { t, at } = reader
  const byColumn = [...groupBy(asked, ({ file, column }) => `${file}:*:${column}`)]
  return (
    <Section id='h-asked' title={t('import.askTitle', { n: asked.length })}>
      <form class='card card__p flow' method='post' action={at(`/admin/import/${batch.id}/numbers`)}>
        <HiddenFields fields={[{ name: 'version', value: String(batch.version) }]} />
        <p>
          {t('import.askText')} {asked.length > CELLS_A_PAGE && t('import.askMore', { n: CELLS_A_PAGE })}
        </p>
        {byColumn.map(([name, cells]) => (
          <Select
            reader={reader}
            name={`n:${name}`}
            id={idOf(name)}
            label={t('import.askColumn', {
              column: cells[0]!.column,
              sheet: titleOf(reader, cells[0]!.file),
              n: cells.length,
            })}
            items={[
              { value: '', label: t('import.askLater') },
              { value: 'vi', label: t('import.askVi') },
              { value: 'en', label: t('import.askEn') },
            ]}
          />
        ))}
        <div class='cols2'>
          {asked.slice(0, CELLS_A_PAGE).map(({ file, row, column, read, vi, en }) => (
            <SegmentedRadios
              reader={reader}
              name={`n:${file}:${row}:${column}`}
              id={idOf(`${file}:${row}:${column}`)}
              label={t('import.askLegend', { sheet: titleOf(reader, file), row, column, read })}
              options={[
                { value: 'vi', label: written(reader.language, vi) },
                { value: 'en', label: written(reader.language, en) },
              ]}
            />
          ))}
        </div>
        <p class='btns'>
          <button class='btn btn--p' type='submit'>
            <Icon reader={reader} name='check' />
            {t('import.saveNumbers')}
          </button>
        </p>
      </form>
    </Section>
  )
}

/** The digits of a file as the reader writes them. */
function written(language: Language, digits: string): string {
  const [whole = '', fraction] = digits.replace('-', '').split('.')
  const [group, point] = language === 'vi' ? ['.', ','] : [',', '.']
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group)
  return `${digits.startsWith('-') ? '−' : ''}${grouped}${fraction ? point + fraction : ''}`
}
