import type { Reader } from '../reader.ts'
import { Icon } from './icon.tsx'

/** Copies the text of the element that `from` selects; needs script, so app.js shows it. */
export function CopyButton({ reader, from }: { reader: Reader; from: string }) {
  return (
    <button class='btn btn--s' type='button' data-copy={from} data-copied={reader.t('common.copied')} hidden>
      <Icon reader={reader} name='copy' />
      {reader.t('common.copy')}
    </button>
  )
}
