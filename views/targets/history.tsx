import type { Child } from 'hono/jsx'
import { dayOf } from '../../src/domain/day.ts'
import { showReceipt } from '../../src/domain/receipt.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { writeBytes } from '../../src/i18n/numbers.ts'
import { More } from '../parts/form.tsx'
import { type Happening, Timeline } from '../parts/lists.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Pager, Section } from '../parts/page.tsx'
import { silenceWords } from '../proposals/status.tsx'
import type { Reader } from '../reader.ts'
import { toldWords } from '../updates/behalf.tsx'
import { annexOf, extensionOf, planOf } from './history-decisions.tsx'
import type { Event, EventOf as Of, PromisedTarget } from './shapes.ts'
import { valueWords } from './words.ts'

interface HistoryProps {
  reader: Reader
  target: PromisedTarget
  events: Event[]
  /** The address of the page of older entries, and of the newest. */
  next: string | null
  first: string | null
}

/** What stands open; the rest is folded, so that the document beside or below it is not buried on a phone. */
const OPEN_EVENTS = 8

/** Every report, decision, comment, extension, reminder and proposal, newest first. */
export function History({ reader, target, events, next, first }: HistoryProps) {
  const { t } = reader
  const items = events.map((event) => happeningOf(reader, target, event))
  const shown = !first && items.length > OPEN_EVENTS + 2 ? OPEN_EVENTS : items.length
  const older = items.slice(shown)
  return (
    <Section id='h-history' title={t('target.history')}>
      {events.length ? (
        <Timeline reader={reader} items={items.slice(0, shown)} />
      ) : (
        <EmptyState reader={reader} icon='history' title={t('target.historyEmpty')} />
      )}
      {older.length > 0 && (
        <More reader={reader} summary={t('target.historyOlder', { n: older.length })}>
          <Timeline reader={reader} items={older} />
        </More>
      )}
      <Pager reader={reader} next={next} first={first} />
    </Section>
  )
}

function happeningOf(reader: Reader, target: PromisedTarget, event: Event): Happening {
  if (event.kind === 'update') return reportOf(reader, target, event)
  if (event.kind === 'plan') return planOf(reader, target, event)
  if (event.kind === 'extension') return extensionOf(reader, event)
  if (event.kind === 'annex') return annexOf(reader, target, event)
  if (event.kind === 'proposal') return proposalOf(reader, event)
  return reminderOf(reader, event)
}

const looks = {
  accepted: { tone: 'done', icon: 'check' },
  returned: { tone: 'back', icon: 'undo-2' },
  submitted: { tone: 'wait', icon: 'hourglass' },
  recalled: { tone: 'none', icon: 'undo-2' },
  void: { tone: 'none', icon: 'ban' },
} as const

function reportOf(reader: Reader, target: PromisedTarget, event: Of<'update'>): Happening {
  const { row, inside } = event
  const state = row.state as keyof typeof looks
  return {
    ...looks[state],
    title: reportTitle(reader, target, row),
    meta: <ReportMeta reader={reader} event={event} />,
    quote: inside ? said(reader, row) : null,
    more: inside && <ReportMore reader={reader} inside={inside} />,
  }
}

/** 'ước 40 – 49%, đến 31/8/2022'; a task by what was declared. */
function reportTitle(reader: Reader, target: PromisedTarget, row: Of<'update'>['row']): string {
  const { t, language } = reader
  const day = writeDay(language, row.asOf)
  if (target.kind !== 'number') return t('target.event.state', { word: t(`declared.${row.declared}`), day })
  if (!row.hasValue)
    return t('target.event.state', { word: t(`null_reason.${row.nullReason ?? 'missing'}`), day })
  const span = valueWords(reader, { low: row.valueLow, high: row.valueHigh }, target)
  const value = row.qualifier === 'exact' ? span : `${t(`qualifier.${row.qualifier}`)} ${span}`
  if (target.valueKind !== 'flow' || !row.periodFrom) return t('target.event.figure', { value, day })
  return t('target.event.flow', { value, from: writeDay(language, row.periodFrom), day })
}

function ReportMeta({ reader, event }: { reader: Reader; event: Of<'update'> }) {
  const { t, language } = reader
  const { row, inside } = event
  const when = (instant: number) => writeInstant(language, instant, reader.zone)
  if (!inside) return <>{t(`update_state.${row.state}`)}</>
  const { review } = inside
  const words = [
    review
      ? t(`target.event.${review.decision}`, { by: review.by, at: when(review.at) })
      : t(`update_state.${row.state}`),
    t('target.event.sent', { by: inside.enteredBy, at: when(event.at) }),
    inside.endorsedBy && inside.endorsedBy !== inside.enteredBy
      ? t('target.event.endorsed', { by: inside.endorsedBy })
      : null,
    row.onBehalf ? t('target.event.onBehalf', { source: toldWords(reader, row.source) }) : null,
    row.revision > 1 ? t('target.event.revision', { n: row.revision }) : null,
    row.assessment && row.assessment !== 'on_track'
      ? t('target.assessed', { word: t(`assessment.${row.assessment}`) })
      : null,
  ]
  return (
    <>
      {words.filter(Boolean).join(' · ')}
      {row.receipt && (
        <>
          {' · '}
          <a class='nw' href={reader.at(`/updates/${showReceipt(row.receipt)}`)}>
            {t('target.event.receipt', { receipt: showReceipt(row.receipt) })}
          </a>
        </>
      )}
    </>
  )
}

/** Results, difficulties and next steps as one running text. */
function said({ t }: Reader, row: Of<'update'>['row']): string | null {
  return (
    [
      row.correctionReason && t('target.event.correction', { text: row.correctionReason }),
      row.results,
      row.difficulties && t('target.event.difficulties', { text: row.difficulties }),
      row.cause && t('target.event.cause', { cause: t(`cause.${row.cause}`) }),
      row.nextSteps && t('target.event.next', { text: row.nextSteps }),
      row.proposal && t('target.event.proposal', { text: row.proposal }),
    ]
      .filter(Boolean)
      .join(' ') || null
  )
}

function ReportMore({
  reader,
  inside,
}: {
  reader: Reader
  inside: NonNullable<Of<'update'>['inside']>
}): Child {
  const { t, language } = reader
  const { review, files } = inside
  const names = files.map(({ name, size }) => `${name} (${writeBytes(language, size)})`).join(', ')
  return (
    <>
      {review?.comment && (
        <p class='sm mt-s'>
          {t(review.decision === 'returned' ? 'target.event.reason' : 'target.event.comment', {
            text: review.comment,
          })}
          {review.dueOn && ` (${t('target.event.supplementBy', { day: writeDay(language, review.dueOn) })})`}
        </p>
      )}
      {names && <p class='sub'>{t('target.event.files', { names })}</p>}
    </>
  )
}

function proposalOf(reader: Reader, event: Of<'proposal'>): Happening {
  const { t, language } = reader
  const meta = [
    t('target.event.addressed', { to: event.addressedTo, day: writeDay(language, event.raisedOn) }),
    silenceWords(reader, event) ?? t(`proposal_status.${event.status}`),
    event.answeredOn && t('target.event.answered', { day: writeDay(language, event.answeredOn) }),
  ]
  return {
    tone: event.isWaiting ? 'wait' : 'done',
    icon: 'message-square-text',
    title: (
      <a href={reader.at(`/proposals/${encodeURIComponent(event.code)}`)}>
        {t('target.event.raised', { code: event.code, title: event.title })}
      </a>
    ),
    meta: meta.filter(Boolean).join(' · '),
    quote: event.answer,
  }
}

function reminderOf(reader: Reader, event: Of<'reminder'>): Happening {
  const { t, language, zone } = reader
  const channel = event.channels.map((one) => t(`target.channel.${one}`)).join(', ')
  const fill = { by: event.by, at: writeInstant(language, event.at, zone), channel }
  return {
    tone: 'info',
    icon: 'bell',
    title: t('target.event.reminded'),
    meta: t('target.event.remindedBy', fill),
    quote: event.body,
    more: <ReminderMore reader={reader} event={event} />,
  }
}

/** What came of a reminder: the unit's answer, and its next report. */
function ReminderMore({ reader, event }: { reader: Reader; event: Of<'reminder'> }): Child {
  const { t, language, zone, at } = reader
  const { answer, reportedAt, round } = event
  return (
    <>
      {answer && (
        <p class='sm mt-s'>
          {t('reminder.history.answer', { text: answer.text })}{' '}
          <span class='muted'>
            ({t('reminder.answerBy', { by: answer.by, at: writeInstant(language, answer.at, zone) })})
          </span>
        </p>
      )}
      {reportedAt !== null && (
        <p class='sub'>{t('reminder.reportedOn', { day: writeDay(language, dayOf(reportedAt, zone)) })}</p>
      )}
      {round && (
        <p class='sub'>
          <a href={at(`/reminders/${round}`)}>{t('reminder.history.open')}</a>
        </p>
      )}
    </>
  )
}
