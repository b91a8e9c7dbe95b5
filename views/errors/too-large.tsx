import type { Reader } from '../reader.ts'
import { Sorry } from './sorry.tsx'

/** More was sent than is read at all. */
export function TooLargePage({ reader, limitMegabytes }: { reader: Reader; limitMegabytes: number }) {
  const { t } = reader
  const text = t('error.tooLarge.text', { megabytes: limitMegabytes })
  return <Sorry reader={reader} icon='file-up' title={t('error.tooLarge.title')} text={text} />
}
