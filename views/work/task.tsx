import { dayOf } from '../../src/domain/day.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { askingWords } from '../extensions/words.ts'
import { Badge, Tag } from '../parts/badge.tsx'
import { Bullet } from '../parts/bars.tsx'
import { Icon } from '../parts/icon.tsx'
import { Callout } from '../parts/notes.tsx'
import { progressBadge, reportBadge } from '../parts/status.ts'
import type { Reader } from '../reader.ts'
import { ReviewWords } from '../updates/content.tsx'
import { bulletOf, capital, shareWords, writeFigureOfPlan } from '../updates/words.ts'
import type { Task } from './my-work.tsx'

/** A solid badge says that a week or more has passed. */
const LONG_OVERDUE = 7

/** One target to report: the week's report above the title, its progress below. */
export function TaskItem({ reader, task }: { reader: Reader; task: Task }) {
  const { t, at } = reader
  const { target, returned } = task
  return (
    <li class='task'>
      <div>
        <div class='row'>
          {returned ? (
            <Badge reader={reader} mark={reportBadge('returned')}>
              {t('work.returned')}
            </Badge>
          ) : (
            <Badge reader={reader} mark={reportBadge('none')} />
          )}
          <span class='task__m'>{t('work.group', { n: target.groupNumber })}</span>
          {task.draftAt !== null && (
            <Tag>{t('work.draft', { at: writeInstant(reader.language, task.draftAt, reader.zone) })}</Tag>
          )}
        </div>
        <h3>
          <a href={at(`/targets/${target.code}`)}>{target.title}</a>
        </h3>
        <Progress reader={reader} task={task} />
        <Figure reader={reader} task={task} />
        <Reminded reader={reader} task={task} />
      </div>
      {returned && (
        <Callout reader={reader} tone='back'>
          <ReviewWords reader={reader} review={returned.review} />
        </Callout>
      )}
      <div class='task__a'>
        <Deed reader={reader} task={task} />
      </div>
    </li>
  )
}

function Progress({ reader, task }: { reader: Reader; task: Task }) {
  const { progress, daysLate } = task.standing
  const isOverdue = progress === 'overdue'
  return (
    <div class='row'>
      {progress && (
        <Badge reader={reader} mark={progressBadge(progress)} soft={isOverdue && daysLate < LONG_OVERDUE}>
          {isOverdue ? reader.t('work.overdue', { n: daysLate }) : undefined}
        </Badge>
      )}
      <span class='task__m'>
        {[dueWords(reader, task), askingWords(reader, task.askedUntil)].filter(Boolean).join(' · ')}
      </span>
    </div>
  )
}

/** Leads to the words of the reminder. */
function Reminded({ reader, task: { target, reminded } }: { reader: Reader; task: Task }) {
  if (!reminded) return null
  const day = writeDay(reader.language, dayOf(reminded.lastAt, reader.zone))
  return (
    <p class='task__m'>
      <a class='with-icon' href={reader.at(`/targets/${target.code}#h-history`)}>
        <Icon reader={reader} name='bell' />
        <span>{reader.t('work.reminded', { n: reminded.times, day })}</span>
      </a>
    </p>
  )
}

function dueWords(reader: Reader, { standing, dueOn }: Task): string {
  const { t, language } = reader
  const { clock, daysLeft, supplementing } = standing
  if (!dueOn) return t('clock.no_deadline')
  const day = writeDay(language, dueOn)
  if (supplementing) return t('work.supplementing', { day: writeDay(language, supplementing.until) })
  if (clock === 'due_today') return t('clock.due_today')
  return daysLeft === null ? t('work.dueOn', { day }) : t('work.dueLeft', { day, n: daysLeft })
}

/** The last accepted figure as words and as a bar. */
function Figure({ reader, task }: { reader: Reader; task: Task }) {
  const { target, latest, expected, standing } = task
  const { t, language } = reader
  if (!latest) {
    return target.kind === 'number' ? <p class='task__m'>{capital(t('fresh.no_data'))}</p> : null
  }
  const value = writeFigureOfPlan(reader, target, latest)
  const share = target.valueKind === 'percent' ? '' : shareWords(reader, latest)
  const day = writeDay(language, latest.asOf)
  const tone = progressBadge(standing.progress ?? 'on_track').tone
  const bullet = bulletOf(reader, tone, { ...latest, expected })
  return (
    <>
      <p class='task__m'>
        {share ? t('work.lastShare', { value, day, share }) : t('work.last', { value, day })}
        {standing.freshness === 'stale' && `; ${t('work.stale')}`}
      </p>
      {bullet && <Bullet {...bullet} />}
    </>
  )
}

/** The one button; its title tells it from the others. */
function Deed({ reader, task }: { reader: Reader; task: Task }) {
  const { t, at } = reader
  const { target, returned, draftAt } = task
  const word = returned ? 'work.mend' : draftAt === null ? 'work.report' : 'work.continue'
  const path = returned ? `/updates/${returned.receipt}/correct` : `/targets/${target.code}/update`
  const action = t(word)
  return (
    <a
      class={returned ? 'btn btn--p' : 'btn btn--t'}
      href={at(path)}
      aria-label={t('work.of', { action, title: target.title })}
    >
      {action}
    </a>
  )
}
