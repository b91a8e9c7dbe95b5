import type { ReminderItem } from '../../src/domain/reminder.ts'
import { writeDay, writeDayShort } from '../../src/i18n/days.ts'
import { askingWords } from '../extensions/words.ts'
import { LateBadge } from '../parts/badge.tsx'
import { Icon } from '../parts/icon.tsx'
import type { Reader } from '../reader.ts'
import type { UnitToRemind } from './shapes.ts'

interface LinesProps {
  reader: Reader
  /** Codes of the tasks that go into the reminder. */
  ticked: ReadonlySet<string>
}

/** Each unit with its tasks, who hears of it, and how often it has been reminded. */
export function UnitLines({ reader, units, ticked }: LinesProps & { units: UnitToRemind[] }) {
  return (
    <ul>
      {units.map((unit) => (
        <UnitLine reader={reader} unit={unit} ticked={ticked} />
      ))}
    </ul>
  )
}

const TASKS_SHOWN = 5

function UnitLine({ reader, unit, ticked }: LinesProps & { unit: UnitToRemind }) {
  const { t, today } = reader
  const isLate = unit.items.some(({ reason }) => reason === 'overdue')
  const shown = unit.items.length > TASKS_SHOWN + 1 ? TASKS_SHOWN : unit.items.length
  const more = unit.items.slice(shown)
  return (
    <li class='todo' data-s={isLate ? 'late' : 'wait'}>
      <Icon reader={reader} name={isLate ? 'octagon-alert' : 'hourglass'} />
      <div>
        <b>{unit.name}</b>, {t('reminder.jobs', { n: unit.items.length })}
        <p class='sub'>
          {[unit.headPost, t(`reminder.reach.${unit.reach}`), timesOf(reader, unit)].join(' · ')}
        </p>
        {unit.lastOn === today && (
          <p class='sub'>
            <b>{t('reminder.today')}</b>
          </p>
        )}
        <Tasks reader={reader} ticked={ticked} unit={unit.name} items={unit.items.slice(0, shown)} />
        {more.length > 0 && (
          <details>
            <summary class='sm'>{t('reminder.more', { n: more.length })}</summary>
            <Tasks reader={reader} ticked={ticked} unit={unit.name} items={more} />
          </details>
        )}
      </div>
    </li>
  )
}

function timesOf({ t, language }: Reader, { times, lastOn }: UnitToRemind): string {
  if (!times || !lastOn) return t('reminder.first')
  return t('reminder.nth', { n: times + 1, day: writeDayShort(language, lastOn) })
}

function Tasks({ reader, ticked, unit, items }: LinesProps & { unit: string; items: ReminderItem[] }) {
  return (
    <ul class='sm mt-s'>
      {items.map((item) => (
        <li class='with-icon'>
          <label class='hit'>
            <input
              class='pick'
              type='checkbox'
              name='target'
              value={item.code}
              checked={ticked.has(item.code)}
            />
            <span class='sr'>{reader.t('reminder.pick', { title: item.title, unit })}</span>
          </label>
          <span>
            <a href={reader.at(`/targets/${encodeURIComponent(item.code)}`)}>{item.title}</a>{' '}
            <ItemState reader={reader} item={item} />
            {item.askedUntil && <span class='sub'> · {askingWords(reader, item.askedUntil)}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** How late, or else why it is in the list. */
export function ItemState({ reader, item }: { reader: Reader; item: ReminderItem }) {
  const { t, language } = reader
  if (item.reason === 'overdue') return <LateBadge reader={reader} days={item.daysLate} />
  const words =
    item.reason === 'unreported'
      ? t('reminder.reason.unreported')
      : item.dueOn
        ? t('reminder.reason.due', { day: writeDay(language, item.dueOn) })
        : t('reminder.reason.none')
  return <span class='muted nw'>{words}</span>
}
