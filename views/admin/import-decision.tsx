import { importFiles } from '../../src/domain/import.ts'
import { ChoiceList } from '../parts/choices.tsx'
import { Icon } from '../parts/icon.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import type { Html } from '../reader.ts'
import type { Counts, PreviewProps } from './import-preview.tsx'

export const sumOf = (check: PreviewProps['check'], name: keyof Counts) =>
  importFiles.reduce((sum, file) => sum + check.counts[file][name], 0)

/** The tick for what is signed, and the buttons. */
export function Decision({ reader, batch, check, trouble }: PreviewProps): Html {
  const { t, at } = reader
  const toWrite = sumOf(check, 'fresh') + sumOf(check, 'changed')
  const isClear = check.problems.length === 0 && check.asked.length === 0
  const isMendedFirst = check.problems.length > 0 && check.asked.length === 0
  const fields = [
    { name: 'version', value: String(batch.version) },
    { name: 'digest', value: check.digest },
  ]
  const path = (deed: string) => at(`/admin/import/${batch.id}/${deed}`)
  return (
    <div class='card card__p flow'>
      <p>{t(sentenceOf(check, toWrite))}</p>
      {isClear && toWrite > 0 && (
        <form class='flow' method='post' action={path('confirm')}>
          <HiddenFields fields={fields} />
          {check.signed > 0 && (
            <ChoiceList
              reader={reader}
              name='signed'
              label={t('import.signedTitle', { n: check.signed })}
              type='checkbox'
              options={[{ value: 'yes', label: t('import.signedTick', { n: check.signed }) }]}
              {...(trouble === 'unticked' && { error: t('import.unticked') })}
            />
          )}
          <button class='btn btn--p' type='submit'>
            <Icon reader={reader} name='file-up' />
            {t('import.confirm', { n: toWrite })}
          </button>
        </form>
      )}
      <div class='btns'>
        <a class={isMendedFirst ? 'btn btn--p' : 'btn'} href={at('/admin/import')}>
          {t(check.problems.length > 0 ? 'import.mended' : 'import.another')}
        </a>
        <form method='post' action={path('discard')}>
          <HiddenFields fields={fields.slice(0, 1)} />
          <button class='btn btn--q' type='submit'>
            {t('import.discard')}
          </button>
        </form>
      </div>
    </div>
  )
}

function sentenceOf({ problems, asked }: PreviewProps['check'], toWrite: number) {
  if (problems.length > 0) return 'import.mendFirst'
  if (asked.length > 0) return 'import.askFirst'
  return toWrite > 0 ? 'import.confirmText' : 'import.nothingNew'
}
