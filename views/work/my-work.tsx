import type { DraftTurn, PendingState } from '../../src/domain/commitment.ts'
import { type Day, dayOf, daysBetween, type Instant } from '../../src/domain/day.ts'
import type { UnsettledProposal } from '../../src/domain/follow-up.ts'
import type { Awaited } from '../../src/domain/proposal.ts'
import type { Ratio } from '../../src/domain/ratio.ts'
import type { OnDay } from '../../src/domain/standing.ts'
import { writeDay, writeTime, writeWeekday } from '../../src/i18n/days.ts'
import { TodoList } from '../parts/lists.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { PageHead, Pager, Section } from '../parts/page.tsx'
import type { WeekRecord } from '../parts/weeks.tsx'
import type { Reader } from '../reader.ts'
import type { Measured, Review, TargetBrief } from '../updates/report.ts'
import { capital } from '../updates/words.ts'
import { Aside } from './aside.tsx'
import { UnitPart } from './unit-part.tsx'

/** An open target that has no report of this week yet, or whose report was returned. */
export interface Task {
  target: TargetBrief
  standing: OnDay
  dueOn: Day | null
  latest: Measured | null
  /** The expected level on the day of the latest figure, as a share of the plan; null without pace. */
  expected: Ratio | null
  /** The report that was returned and waits for a mended one. */
  returned: { receipt: string; asOf: Day; review: Review } | null
  /** A draft exists, last saved then. */
  draftAt: Instant | null
  /** Until when a request that waits asks for more time. */
  askedUntil: Day | null
  /** How often it was reminded of, and when last, where nothing was reported since. */
  reminded: { times: number; lastAt: Instant } | null
}

export interface ReportedTask {
  code: string
  title: string
  receipt: string
  status: 'waiting' | 'accepted'
  /** When it was received; when accepted, when that was decided. */
  at: Instant
}

/** What a clerk prepared and the head has not endorsed. */
export interface AwaitingTask {
  code: string
  title: string
  receipt: string
  /** By their post. */
  by: string
  at: Instant
}

export interface UnitWork {
  unit: { code: string; name: string }
  /** Open targets with a report of this week that was not returned; and all that are asked for. */
  reported: number
  total: number
  /** Open ones that are not asked for yet: of years to come, and terms that are reported by their years. */
  resting: number
  /** Returned, overdue, at risk or behind, the rest. */
  tasks: Task[]
  done: ReportedTask[]
  awaiting: AwaitingTask[]
  /** This reader is the head of this unit and may endorse. */
  mayEndorse: boolean
  /** Of the last eight weeks, oldest first. */
  record: WeekRecord[]
}

/** What a unit has not signed yet, by whose turn it is. */
export interface PendingCommitment {
  code: string
  unitName: string
  stage: 'own' | DraftTurn | PendingState
  /** It waits for the unit itself. */
  isTheirs: boolean
}

export interface DirectionToDo {
  code: string
  body: string
  issuedByPost: string
  issuedOn: Day
  occasion: string
  dueOn: Day | null
}

export interface OwnProposal extends Awaited {
  status: UnsettledProposal
  code: string
  title: string
  addressedTo: string
  answeredOn: Day | null
}

export interface MyWorkProps {
  reader: Reader
  week: {
    number: number
    /** Null in a week in which no report is owed. */
    dueAt: Instant | null
    /** The Monday of the next week. */
    nextOn: Day
  }
  /** One for each unit where the reader is head or clerk. */
  units: UnitWork[]
  pending: PendingCommitment[]
  directions: DirectionToDo[]
  proposals: OwnProposal[]
  /** The rest of the tasks, ready-made. */
  next?: string | null
  first?: string | null
}

/** What must be reported this week and by when. */
export function MyWorkPage(props: MyWorkProps) {
  const { reader, units, directions, proposals, next, first } = props
  const total = units.reduce((sum, unit) => sum + unit.total, 0)
  const left = units.reduce((sum, unit) => sum + unit.total - unit.reported, 0)
  const hasAside = directions.length + proposals.length > 0
  const main = (
    <div class='flow-l'>
      <Unsigned {...props} total={total} />
      {units.map((unit) => (
        <UnitPart reader={reader} unit={unit} several={units.length > 1} />
      ))}
      <Pager reader={reader} next={next} first={first} />
    </div>
  )
  return (
    <>
      <PageHead
        eyebrow={whenWords(props)}
        title={titleFor(props, left, total)}
        lead={leadFor(props, left, total)}
      />
      {hasAside ? (
        <div class='split'>
          {main}
          <Aside reader={reader} directions={directions} proposals={proposals} />
        </div>
      ) : (
        main
      )}
    </>
  )
}

/** What is not signed yet: always where it waits for the unit, and all of it while there is nothing else. */
function Unsigned({ reader, pending, total }: MyWorkProps & { total: number }) {
  const { t, at } = reader
  const shown = pending.filter(({ isTheirs }) => isTheirs || total === 0)
  if (shown.length > 0) {
    return (
      <Section id='h-pending' title={t('work.pending')}>
        <TodoList
          reader={reader}
          items={shown.map(({ code, stage, unitName, isTheirs }) => ({
            title: t(`work.pending.${stage}`, { code }),
            href: at(`/commitments/${encodeURIComponent(code)}`),
            note: unitName,
            tone: isTheirs ? 'wait' : 'none',
            icon: 'handshake',
          }))}
        />
      </Section>
    )
  }
  if (total > 0) return null
  return (
    <EmptyState reader={reader} icon='inbox' title={t('work.nothingText')}>
      <a class='btn' href={at('/commitments')}>
        {t('work.commitments')}
      </a>
    </EmptyState>
  )
}

function whenWords({ reader, week }: MyWorkProps): string {
  const { t, language, today } = reader
  return t('work.here', {
    weekday: capital(writeWeekday(language, today)),
    day: writeDay(language, today),
    week: week.number,
  })
}

function titleFor({ reader, week, pending }: MyWorkProps, left: number, total: number): string {
  const { t, now } = reader
  const theirs = pending.filter(({ isTheirs }) => isTheirs).length
  if (total === 0) return theirs ? t('work.pendingTitle', { n: theirs }) : t('work.nothing')
  if (left === 0) return t('work.allDone')
  if (week.dueAt === null) return t('work.leftFree', { n: total })
  return t(now > week.dueAt ? 'work.leftLate' : 'work.left', { n: left })
}

function leadFor({ reader, week }: MyWorkProps, left: number, total: number): string | undefined {
  const { t, language, zone, now, today } = reader
  if (total === 0) return undefined
  if (left === 0) {
    const weekday = writeWeekday(language, week.nextOn)
    return t('work.nextWeek', { weekday, day: writeDay(language, week.nextOn) })
  }
  if (week.dueAt === null) return t('work.notOwed')
  const dueOn = dayOf(week.dueAt, zone)
  const due = {
    time: writeTime(language, week.dueAt, zone),
    weekday: writeWeekday(language, dueOn),
    day: writeDay(language, dueOn),
  }
  if (now > week.dueAt) return t('work.duePassed', due)
  if (dueOn === today) return t('work.dueToday', { time: due.time })
  return t('work.due', { ...due, n: daysBetween(today, dueOn) })
}
