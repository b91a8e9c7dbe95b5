import { writeBytes } from '../../src/i18n/numbers.ts'
import { errorIn, type FieldError, More } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { FileDrop } from '../parts/inputs.tsx'
import { Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

export interface ScanFile {
  position: number
  name: string
  size: number
  hash: string
}

export const SCAN_TYPES = 'application/pdf,image/*'
export const MOST_SCANS = 5

/** The scans of the signed paper, each with the code by which it can be checked. */
export function Files(props: {
  reader: Reader
  document: { code: string }
  files: ScanFile[]
  filesHref: string | null
  errors: readonly FieldError[]
}) {
  const { reader, document, files, filesHref, errors } = props
  const { t, language, at } = reader
  return (
    <Section id='h-files' title={t('commitmentStep.files')} card>
      {files.length === 0 && <p class='hint'>{t('commitmentStep.noFiles')}</p>}
      <ul>
        {files.map(({ position, name, size, hash }) => (
          <li class='todo'>
            <Icon reader={reader} name='paperclip' />
            <div>
              <a href={at(`/commitments/${encodeURIComponent(document.code)}/files/${position}`)}>{name}</a>{' '}
              <span class='sub'>{writeBytes(language, size)}</span>
              <p class='sub hash'>
                {t('commitmentStep.hash')}: {hash}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {filesHref && (
        <More reader={reader} summary={t('commitmentStep.addFiles')} open={errors.length > 0}>
          <form method='post' action={filesHref} enctype='multipart/form-data' novalidate>
            <FileDrop
              reader={reader}
              name='scan'
              label={t('commitmentStep.scan')}
              hint={t('commitmentStep.scanHint', { n: MOST_SCANS })}
              error={errorIn(errors, 'scan')}
              accept={SCAN_TYPES}
              multiple
            />
            <button class='btn btn--p' type='submit'>
              {t('commitmentStep.addFiles')}
            </button>
          </form>
        </More>
      )}
    </Section>
  )
}
