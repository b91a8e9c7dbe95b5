import { writeDay } from '../../src/i18n/days.ts'
import { Callout } from '../parts/notes.tsx'
import type { Blocking, Judged } from './shapes.ts'
import { waited } from './words.ts'

/** The other clock: how long the level above has been silent, beside the days the target itself is late. */
export function Blocked({ reader, blocking, day, standing }: Judged & { blocking: Blocking[] }) {
  if (!blocking.length || standing.baseClass !== 'open') return null
  const { t, language, at } = reader
  const silent = Math.max(...blocking.map(({ raisedOn }) => waited(raisedOn, day)))
  return (
    <Callout reader={reader} tone='wait' title={t('target.blocked')}>
      <p>
        <b>
          {standing.daysLate > 0
            ? t('blocked.late', { n: standing.daysLate, m: silent })
            : t('blocked.silent', { m: silent })}
        </b>
      </p>
      {blocking.map(({ code, addressedTo, raisedOn }) => (
        <p>
          <a href={at(`/proposals/${encodeURIComponent(code)}`)}>{code}</a>{' '}
          {blocking.length === 1
            ? t('blocked.sent', { to: addressedTo, day: writeDay(language, raisedOn) })
            : t('blocked.waits', {
                to: addressedTo,
                day: writeDay(language, raisedOn),
                n: waited(raisedOn, day),
              })}
        </p>
      ))}
    </Callout>
  )
}
