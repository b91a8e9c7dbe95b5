import type { Reader } from '../reader.ts'

export type WeekRecord = 'on_time' | 'late' | 'missing' | 'exempt' | 'pending'

/** How a unit reported in the last weeks, oldest first, each week by its shape. */
export function Weeks({ reader, weeks }: { reader: Reader; weeks: WeekRecord[] }) {
  const count = (record: WeekRecord) => weeks.filter((week) => week === record).length
  const label = reader.t('common.weeks', {
    weeks: weeks.length,
    on_time: count('on_time'),
    late: count('late'),
    missing: count('missing'),
  })
  return (
    <span class='wk' role='img' aria-label={label}>
      {weeks.map((week) => (
        <WeekMark week={week} />
      ))}
    </span>
  )
}

/** What the shapes mean. */
export function WeeksLegend({ reader }: { reader: Reader }) {
  return (
    <ul class='legend'>
      {(['on_time', 'late', 'missing'] as const).map((week) => (
        <li>
          <span class='wk'>
            <WeekMark week={week} />
          </span>
          {reader.t(`discipline.${week}`)}
        </li>
      ))}
    </ul>
  )
}

function WeekMark({ week }: { week: WeekRecord }) {
  return (
    <svg viewBox='0 0 16 16' aria-hidden='true'>
      {week === 'on_time' && <circle class='wk-a' cx='8' cy='8' r='6' />}
      {week === 'late' && <circle class='wk-b' cx='8' cy='8' r='5.5' />}
      {week === 'late' && <path class='wk-bf' d='M8 2.5a5.5 5.5 0 0 1 0 11z' />}
      {week === 'missing' && <path class='wk-c' d='M3 3l10 10M13 3L3 13' />}
      {week === 'exempt' && <path class='wk-d' d='M4 8h8' />}
      {week === 'pending' && <circle class='wk-e' cx='8' cy='8' r='5.5' />}
    </svg>
  )
}
