import type { Reader } from '../reader.ts'
import { type Again, Sorry } from './sorry.tsx'

interface BusyProps {
  reader: Reader
  /** The form that was not recorded. */
  again?: Again
  /** The page that could not be read. */
  retryHref?: string
}

/** The database did not get to it in time. */
export function BusyPage({ reader, again, retryHref }: BusyProps) {
  const { t } = reader
  return (
    <Sorry
      reader={reader}
      icon='hourglass'
      title={t('error.busy.title')}
      text={t(again ? 'error.busy.text' : 'error.busy.read')}
      again={again}
      retryHref={retryHref}
    />
  )
}
