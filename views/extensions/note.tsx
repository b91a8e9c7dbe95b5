import type { Day, Instant } from '../../src/domain/day.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { Callout } from '../parts/notes.tsx'
import type { Reader } from '../reader.ts'

interface NoteProps {
  reader: Reader
  pending: { id: string; requestedAt: Instant; proposedDueOn: Day }
  /** The deadline in force: a request does not move it. */
  dueOn: Day | null
}

/** On the page of a target: a request for more time waits, and the clock runs on. */
export function ExtensionNote({ reader, pending, dueOn }: NoteProps) {
  const { t, language, zone, at } = reader
  const fill = {
    day: writeDay(language, pending.proposedDueOn),
    at: writeInstant(language, pending.requestedAt, zone),
  }
  return (
    <Callout reader={reader} tone='wait' title={t('extension.note', fill)}>
      <p>
        {dueOn && `${t('extension.noteText', { day: writeDay(language, dueOn) })} `}
        <a href={at(`/extensions/${pending.id}`)}>{t('extension.see')}</a>
      </p>
    </Callout>
  )
}
