import type { Day, Instant } from '../../src/domain/day.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { Badge } from '../parts/badge.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import { Pager, Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface ListedRun {
  /** 'freeze:HH-2022' or 'ladder:HH-2022'. */
  job: string
  /** The week's code, or the day. */
  period: string
  startedAt: Instant
  doneAt: Instant | null
  attempts: number
  failure: string | null
  /** Until when it is one process's own; of a run that failed, when it is tried again. */
  leaseUntil: Instant
}

export interface ListedRuns {
  rows: ListedRun[]
  next: string | null
  first: string | null
  /** Where a run that failed is sent to begin at once; null for who may only look. */
  action: string | null
}

/** What ran by itself and what failed, the latest first. */
export function RunList({ reader, runs }: { reader: Reader; runs: ListedRuns }) {
  const { t, language, zone } = reader
  const at = (instant: Instant | null) => (instant === null ? '–' : writeInstant(language, instant, zone))
  return (
    <Section id='h-runs' title={t('schedule.runs')}>
      {runs.rows.length === 0 ? (
        <p class='muted'>{t('schedule.runsNone')}</p>
      ) : (
        <div class='card'>
          <StackTable
            caption={t('schedule.runs')}
            columns={[
              { label: t('schedule.run') },
              { label: t('schedule.started') },
              { label: t('schedule.ended') },
              { label: t('schedule.attempts'), num: true },
              { label: t('schedule.outcome') },
            ]}
          >
            {runs.rows.map((run) => (
              <Row>
                <RowHead>{nameOf(reader, run)}</RowHead>
                <Cell label={t('schedule.started')}>{at(run.startedAt)}</Cell>
                <Cell label={t('schedule.ended')}>{at(run.doneAt)}</Cell>
                <Cell label={t('schedule.attempts')} num>
                  {run.attempts}
                </Cell>
                <Cell label={t('schedule.outcome')} wide>
                  <Outcome reader={reader} run={run} action={runs.action} />
                </Cell>
              </Row>
            ))}
          </StackTable>
        </div>
      )}
      <Pager reader={reader} next={runs.next} first={runs.first} />
    </Section>
  )
}

function nameOf({ t, language }: Reader, { job, period }: ListedRun): string {
  if (job.startsWith('ladder:')) return t('schedule.ladderOf', { day: writeDay(language, period as Day) })
  const [year = '', week = ''] = period.split('-W')
  return t('schedule.freezeOf', { n: Number(week), year })
}

interface OutcomeProps {
  reader: Reader
  run: ListedRun
  action: string | null
}

function Outcome({ reader, run, action }: OutcomeProps) {
  if (run.failure !== null && run.doneAt === null) {
    return <Failed reader={reader} run={run} action={action} />
  }
  const { tone, icon, word } = marks[standingOf(run, reader.now)]
  return (
    <Badge reader={reader} tone={tone} icon={icon} soft>
      {reader.t(word)}
    </Badge>
  )
}

const marks = {
  done: { tone: 'done', icon: 'circle-check-big', word: 'schedule.done' },
  running: { tone: 'wait', icon: 'hourglass', word: 'schedule.running' },
  broken: { tone: 'risk', icon: 'triangle-alert', word: 'schedule.broken' },
} as const

/** Whose time is over without an end or a failure has died. */
function standingOf({ doneAt, leaseUntil }: ListedRun, now: Instant): keyof typeof marks {
  if (doneAt !== null) return 'done'
  return leaseUntil > now ? 'running' : 'broken'
}

function Failed({ reader, run, action }: OutcomeProps) {
  const { t, language, zone, now } = reader
  const rests = run.leaseUntil > now
  return (
    <>
      <Badge reader={reader} tone='late' icon='octagon-alert' soft>
        {t('schedule.failed')}
      </Badge>
      <p class='sub'>{run.failure}</p>
      <p class='sub'>
        {rests
          ? t('schedule.again', { at: writeInstant(language, run.leaseUntil, zone) })
          : t('schedule.againSoon')}
      </p>
      {rests && action !== null && (
        <form method='post' action={action} class='btns'>
          <HiddenFields
            fields={[
              { name: 'job', value: run.job },
              { name: 'period', value: run.period },
            ]}
          />
          <button class='btn btn--s' type='submit'>
            {t('schedule.retry')}
            <span class='sr'>: {nameOf(reader, run)}</span>
          </button>
        </form>
      )}
    </>
  )
}
