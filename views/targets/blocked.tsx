import { silentSince } from '../../src/domain/proposal.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Callout } from '../parts/notes.tsx'
import type { Reader } from '../reader.ts'
import type { Blocking, Judged } from './shapes.ts'
import { waited } from './words.ts'

/**
 * The other clock: how long the level above has been silent, beside the days the target itself is late. It runs from
 * the day on which it had the proposal.
 */
export function Blocked({ reader, blocking, day, standing }: Judged & { blocking: Blocking[] }) {
  if (!blocking.length || standing.baseClass !== 'open') return null
  const { t, language, at } = reader
  const waits = blocking.map((one) => {
    const since = silentSince(one, reader.zone)
    return { ...one, days: since && waited(since, day) }
  })
  const sent = waits.flatMap(({ days }) => days ?? [])
  return (
    <Callout reader={reader} tone='wait' title={t('target.blocked')}>
      <p>
        <b>{headWords(reader, standing.daysLate, sent.length ? Math.max(...sent) : null)}</b>
      </p>
      {waits.map(({ code, addressedTo: to, raisedOn, days }) => (
        <p>
          <a href={at(`/proposals/${encodeURIComponent(code)}`)}>{code}</a>{' '}
          {lineWords(reader, { to, day: writeDay(language, raisedOn), n: days }, waits.length > 1)}
        </p>
      ))}
    </Callout>
  )
}

function headWords({ t }: Reader, late: number, silent: number | null): string {
  if (silent === null) return late > 0 ? t('blocked.lateKept', { n: late }) : t('blocked.notSent')
  return late > 0 ? t('blocked.late', { n: late, m: silent }) : t('blocked.silent', { m: silent })
}

function lineWords({ t }: Reader, line: { to: string; day: string; n: number | null }, isOfMany: boolean) {
  const { to, day, n } = line
  if (n === null) return t('blocked.kept', { to, day })
  return isOfMany ? t('blocked.waits', { to, day, n }) : t('blocked.sent', { to, day })
}
