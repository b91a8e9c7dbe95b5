import type { Reader } from '../reader.ts'
import { Sorry } from './sorry.tsx'

/** Also what a person sees who may not see the page: it does not exist for them. */
export function NotFoundPage({ reader }: { reader: Reader }) {
  const { t } = reader
  return (
    <Sorry
      reader={reader}
      icon='search-x'
      title={t('error.notFound.title')}
      text={t('error.notFound.text')}
    />
  )
}
