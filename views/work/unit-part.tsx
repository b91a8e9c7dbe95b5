import { showReceipt } from '../../src/domain/receipt.ts'
import { writeInstant } from '../../src/i18n/days.ts'
import { BulletLegend } from '../parts/bars.tsx'
import { Segments, TodoList } from '../parts/lists.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Section } from '../parts/page.tsx'
import { reportBadge } from '../parts/status.ts'
import { Weeks, WeeksLegend } from '../parts/weeks.tsx'
import type { Reader } from '../reader.ts'
import type { UnitWork } from './my-work.tsx'
import { TaskItem } from './task.tsx'

/** Beyond this many the segments are too thin to count. */
const MAX_SEGMENTS = 24

interface UnitProps {
  reader: Reader
  unit: UnitWork
  /** The reader works for several units, so each part names its own. */
  several: boolean
}

/** The work of one unit: what waits for its head, what is to be reported, what is done. */
export function UnitPart(props: UnitProps) {
  const { unit } = props
  return (
    <>
      {unit.awaiting.length > 0 && <Awaiting {...props} />}
      {unit.tasks.length > 0 && <ToReport {...props} />}
      {unit.total > 0 && unit.reported === unit.total && <AllDone {...props} />}
      {unit.done.length > 0 && <Done {...props} />}
      {unit.resting > 0 && (
        <p class='sub mt'>
          <a href={props.reader.at('/commitments')}>{props.reader.t('years.resting', { n: unit.resting })}</a>
        </p>
      )}
    </>
  )
}

function ToReport({ reader, unit, several }: UnitProps) {
  const { t } = reader
  const { reported, total, tasks } = unit
  const counts = { n: reported, total }
  const hasBars = tasks.some((task) => task.latest?.percent)
  return (
    <Section
      id={`todo-${unit.unit.code}`}
      title={several ? t('work.todoOf', { unit: unit.unit.name }) : t('work.todo')}
      aside={t('work.count', counts)}
    >
      {total <= MAX_SEGMENTS && (
        <div class='mb'>
          <Segments done={reported} total={total} label={t('work.countSaid', counts)} />
        </div>
      )}
      <ul class='card cq'>
        {tasks.map((task) => (
          <TaskItem reader={reader} task={task} />
        ))}
      </ul>
      {hasBars && (
        <div class='mt'>
          <BulletLegend reader={reader} />
        </div>
      )}
    </Section>
  )
}

function AllDone({ reader, unit, several }: UnitProps) {
  const { t } = reader
  return (
    <EmptyState
      reader={reader}
      icon='circle-check-big'
      tone='done'
      title={several ? unit.unit.name : t('work.thanks')}
      text={
        <>
          {t('work.thanksText')}
          {unit.record.length > 0 && (
            <>
              <br />
              {t('work.record')}: <Weeks reader={reader} weeks={unit.record} />
            </>
          )}
        </>
      }
    >
      {unit.record.length > 0 && <WeeksLegend reader={reader} />}
      <a class='btn' href={reader.at('/commitments')}>
        {t('work.commitments')}
      </a>
    </EmptyState>
  )
}

function Done({ reader, unit, several }: UnitProps) {
  const { t, language, zone, at } = reader
  return (
    <Section
      id={`done-${unit.unit.code}`}
      title={several ? t('work.doneOf', { unit: unit.unit.name }) : t('work.done')}
    >
      <TodoList
        reader={reader}
        items={unit.done.map((task) => {
          const { tone, icon, word } = reportBadge(task.status)
          return {
            title: task.title,
            href: at(`/updates/${task.receipt}`),
            tone,
            icon,
            note: t('work.doneNote', {
              status: t(word),
              at: writeInstant(language, task.at, zone),
              receipt: showReceipt(task.receipt),
            }),
          }
        })}
      />
    </Section>
  )
}

/** What the clerk prepared: the head reads it on its receipt and endorses it there. */
function Awaiting({ reader, unit, several }: UnitProps) {
  const { t, language, zone, at } = reader
  const heading = t(unit.mayEndorse ? 'work.awaiting' : 'work.awaitingClerk')
  return (
    <Section
      id={`awaiting-${unit.unit.code}`}
      title={several ? t('work.awaitingOf', { heading, unit: unit.unit.name }) : heading}
    >
      <TodoList
        reader={reader}
        items={unit.awaiting.map((task) => ({
          title: task.title,
          href: at(`/updates/${task.receipt}`),
          tone: 'wait' as const,
          icon: 'stamp' as const,
          note: (
            <>
              {t('work.awaitingNote', {
                by: task.by,
                at: writeInstant(language, task.at, zone),
                receipt: showReceipt(task.receipt),
              })}
              {unit.mayEndorse && (
                <>
                  <br />
                  <a
                    class='btn btn--s mt-s'
                    href={at(`/updates/${task.receipt}`)}
                    aria-label={t('work.of', { action: t('work.endorse'), title: task.title })}
                  >
                    {t('work.endorse')}
                  </a>
                </>
              )}
            </>
          ),
        }))}
      />
    </Section>
  )
}
