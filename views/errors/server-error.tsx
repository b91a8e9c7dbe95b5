import type { Reader } from '../reader.ts'
import { type Again, Sorry } from './sorry.tsx'

interface ServerErrorProps {
  reader: Reader
  /** Read out over the telephone and found in the log. */
  incident: string
  again?: Again
}

/** What only we can cause. */
export function ServerErrorPage({ reader, incident, again }: ServerErrorProps) {
  const { t } = reader
  const text = `${t('error.server.text')} ${t('error.incident', { incident })}`
  return (
    <Sorry reader={reader} icon='cloud-alert' title={t('error.server.title')} text={text} again={again} />
  )
}
