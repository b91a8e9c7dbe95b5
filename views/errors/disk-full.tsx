import type { Reader } from '../reader.ts'
import { type Again, Sorry } from './sorry.tsx'

/** Nothing was saved, and we say so. */
export function DiskFullPage({ reader, again }: { reader: Reader; again?: Again }) {
  const { t } = reader
  return (
    <Sorry
      reader={reader}
      icon='database'
      title={t('error.diskFull.title')}
      text={t('error.diskFull.text')}
      again={again}
    />
  )
}
