import { writeDay } from '../../src/i18n/days.ts'
import { stateLooks } from '../directions/words.tsx'
import type { Reader } from '../reader.ts'
import type { LastConclusions, SlideDirection } from './shapes.ts'

/** Directions with the units that carry them out and where they stand. */
export function DirectionList(props: { reader: Reader; directions: SlideDirection[]; plain?: boolean }) {
  const { reader, directions, plain } = props
  const { t, language } = reader
  return (
    <ul class='red said'>
      {directions.map(({ code, body, units, dueOn, daysLate, status, href }) => (
        <li data-s={daysLate ? 'late' : stateLooks[status].tone}>
          <p>{body}</p>
          <p class='sub'>
            <a href={href}>{code}</a> · {units.join('; ')}
            {dueOn && ` · ${t('meeting.directionDue', { day: writeDay(language, dueOn) })}`}
            {!plain && ` · ${t(`direction.state.${status}`)}`}
            {plain && status === 'noted' && ` · ${t('direction.state.noted')}`}
            {daysLate > 0 && (
              <>
                {' · '}
                <b>{t('meeting.directionLate', { n: daysLate })}</b>
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** What became of what was concluded last time. */
export function LastList({ reader, last }: { reader: Reader; last: LastConclusions }) {
  const { t, language } = reader
  const { meeting, conclusions, others } = last
  return (
    <>
      {meeting ? (
        <p>
          {t('meeting.previousOf', { title: meeting.title, day: writeDay(language, meeting.heldOn) })}
          {conclusions.length > 0 && `: ${countsOf(reader, conclusions)}`}
        </p>
      ) : (
        <p class='muted'>{t('meeting.previousNone')}</p>
      )}
      {meeting && conclusions.length === 0 && <p class='muted'>{t('meeting.previousEmpty')}</p>}
      <DirectionList reader={reader} directions={conclusions} />
      {others.length > 0 && (
        <>
          <h2>{t('meeting.others')}</h2>
          <DirectionList reader={reader} directions={others} />
        </>
      )}
      {last.isCut && (
        <p class='sub'>
          {t('meeting.othersLeft')} <a href={last.registerHref}>{t('meeting.register')}</a>
        </p>
      )}
    </>
  )
}

/** How many tasks are closed, open and late; what was only noted is none. */
export function countsOf({ t }: Reader, directions: SlideDirection[]): string {
  const tasks = directions.filter(({ status }) => status !== 'noted')
  return t('meeting.counts', {
    closed: tasks.filter(({ status }) => status === 'closed').length,
    open: tasks.filter(({ status }) => status !== 'closed').length,
    late: tasks.filter(({ daysLate }) => daysLate > 0).length,
  })
}
