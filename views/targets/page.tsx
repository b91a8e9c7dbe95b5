import type { Child } from 'hono/jsx'
import { writeDay } from '../../src/i18n/days.ts'
import { Badge, Tag } from '../parts/badge.tsx'
import { Tiles } from '../parts/figures.tsx'
import { More, PrintButton } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { type Happening, Timeline } from '../parts/lists.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import { clockWords, progressBadge, reportBadge, stoppedBadge, type Tone } from '../parts/status.ts'
import { CascadeBox, DocumentBox } from './boxes.tsx'
import { CourseCard } from './course-card.tsx'
import { History } from './history.tsx'
import { rulesOf } from './rules.ts'
import type { Behind, Blocking, Cascade, Event, Judged } from './shapes.ts'
import { tilesOf } from './tiles.ts'
import { loweredWords, waited, warningWords } from './words.ts'

export interface TargetPageProps extends Judged {
  group: { number: number; name: string }
  behind: Behind
  cascade: Cascade
  dueSoonDays: number
  history: { events: Event[]; next: string | null; first: string | null }
  /** Proposals that still wait for their answer. */
  blocking: Blocking[]
  /** Reviews may be seen. */
  inside: boolean
  /** Addresses of what this person may do. */
  may: { update: string | null; review: string | null }
}

/** Where are we against the target, and will we make it? */
export function TargetPage(props: TargetPageProps) {
  const { reader, target, standing, behind, history, cascade } = props
  const { t } = reader
  const warning = isAlarming(props) ? warningWords(props) : null
  return (
    <>
      <Crumbs
        reader={reader}
        items={[{ href: reader.at('/commitments'), label: t('nav.commitments') }]}
        here={target.code}
      />
      <PageHead
        badges={<Badges {...props} />}
        title={target.title}
        lead={`${behind.unitName} · ${clockLine(props)}`}
        actions={<Actions {...props} />}
      />
      {props.isPast && <PastNote {...props} />}
      <Tiles reader={reader} tiles={tilesOf(props)} />
      <div class='flow mt'>
        <Rules {...props} />
        {standing.progress && warning && (
          <Callout reader={reader} tone={alarmTones[standing.progress]} title={alarmTitle(props)}>
            <p>{warning}</p>
            {loweredWords(props) && <p>{loweredWords(props)}</p>}
          </Callout>
        )}
        {standing.met === 'met' && props.may.update && target.direction === 'up' && (
          <Callout reader={reader} tone='done'>
            <p>{t('target.metAsk')}</p>
          </Callout>
        )}
        <Blocked {...props} />
      </div>
      <div class='split mt-l'>
        <div class='flow-l'>
          {target.kind === 'number' ? (
            <CourseCard judged={props} warned={warning !== null} />
          ) : (
            <Milestones {...props} />
          )}
          <History reader={reader} target={target} {...history} />
        </div>
        <aside class='flow-l' aria-label={t('target.document')}>
          <DocumentBox judged={props} behind={behind} />
          <CascadeBox judged={props} cascade={cascade} unitName={behind.unitName} />
        </aside>
      </div>
    </>
  )
}

const alarmTones: Record<NonNullable<Judged['standing']['progress']>, Tone> = {
  done: 'done',
  on_track: 'ok',
  at_risk: 'risk',
  behind: 'slow',
  overdue: 'late',
}

function isAlarming({ standing }: TargetPageProps): boolean {
  return standing.progress === 'at_risk' || standing.progress === 'behind' || standing.progress === 'overdue'
}

function alarmTitle({ reader, standing }: TargetPageProps): string | undefined {
  const { progress } = standing
  if (progress === 'overdue') return reader.t('target.warningHead.overdue', { n: standing.daysLate })
  return progress === 'at_risk' || progress === 'behind'
    ? reader.t(`target.warningHead.${progress}`)
    : undefined
}

function Badges({ reader, standing, group, inside }: TargetPageProps) {
  const { baseClass, progress } = standing
  const isStopped = baseClass === 'suspended' || baseClass === 'transferred' || baseClass === 'cancelled'
  return (
    <>
      {isStopped && <Badge reader={reader} mark={stoppedBadge(baseClass)} />}
      {progress && (
        <Badge
          reader={reader}
          mark={progressBadge(progress)}
          soft={progress === 'overdue' && standing.daysLate < 7}
        />
      )}
      {inside && standing.waiting && <Badge reader={reader} mark={reportBadge('waiting')} />}
      {inside && standing.returned && <Badge reader={reader} mark={reportBadge('returned')} />}
      <Tag>{reader.t('target.group', group)}</Tag>
    </>
  )
}

/** 'Thời hạn 5/9/2022 (hạn gốc 15/8/2022, đã gia hạn 1 lần) · quá hạn 2 ngày · số liệu đến 31/8/2022'. */
function clockLine(props: TargetPageProps): string {
  const { reader, target, standing } = props
  const { t, language } = reader
  const { dueOn, dueOriginal, extensionCount, supplementing } = standing
  const day = (on: NonNullable<typeof dueOn>) => writeDay(language, on)
  const original =
    dueOriginal && extensionCount > 0
      ? ` (${t('target.dueOriginal', { day: day(dueOriginal), n: extensionCount })})`
      : ''
  const words = [
    dueOn ? t('target.due', { day: day(dueOn) }) + original : null,
    clockOf(props),
    supplementing && t('target.supplementing', { day: day(supplementing.until) }),
    standing.lateFrozenOn && t('target.lateFrozen', { day: day(standing.lateFrozenOn) }),
    standing.daysLateBefore > 0 ? t('target.lateBefore', { n: standing.daysLateBefore }) : null,
    target.kind === 'number' && standing.baseClass === 'open' ? freshness(props) : null,
  ]
  return words.filter(Boolean).join(' · ')
}

function clockOf({ reader, standing, dueSoonDays }: TargetPageProps): string | null {
  const { t, language } = reader
  const { baseClass, dueOn, doneOn, clock } = standing
  if (doneOn) {
    return `${t(`class.${baseClass as 'done_on_time'}`)} (${t('target.doneOn', { day: writeDay(language, doneOn) })})`
  }
  if (baseClass !== 'open') return null
  if (!dueOn) return t('clock.no_deadline')
  if (clock === 'overdue') return t('clock.overdue', { n: standing.daysLate })
  return standing.daysLeft === null
    ? t('clock.in_time')
    : clockWords(t, { daysLeft: standing.daysLeft, dueSoonDays })
}

function freshness({ reader, standing }: TargetPageProps): string {
  const { t, language } = reader
  if (!standing.figureOn) return t('fresh.no_data')
  const day = writeDay(language, standing.figureOn)
  return standing.freshness === 'stale' ? t('fresh.stale', { day }) : t('target.fresh', { day })
}

function Actions({ reader, target, may }: TargetPageProps) {
  return (
    <>
      {may.review && (
        <a class='btn btn--p' href={may.review}>
          <Icon reader={reader} name='check' />
          {reader.t('target.review')}
        </a>
      )}
      {may.update && (
        <a class={may.review ? 'btn' : 'btn btn--p'} href={may.update}>
          <Icon reader={reader} name='pen-line' />
          {reader.t(updateLabel(target))}
        </a>
      )}
      <PrintButton reader={reader} />
    </>
  )
}

function updateLabel({ kind }: TargetPageProps['target']) {
  return kind === 'number' ? 'target.update' : 'target.updateTask'
}

function PastNote({ reader, day, target }: TargetPageProps) {
  return (
    <div class='mb'>
      <Callout
        reader={reader}
        tone='info'
        icon='history'
        title={reader.t('target.asOf', { day: writeDay(reader.language, day) })}
      >
        <p>
          {reader.t('target.asOfNote')}{' '}
          <a href={reader.at(`/targets/${target.code}`)}>{reader.t('target.asOfNow')}</a>
        </p>
      </Callout>
    </div>
  )
}

/** On paper the rules stay in the program. */
function Rules(props: TargetPageProps) {
  const { reader } = props
  const rules = rulesOf(props)
  if (!rules.length) return null
  return (
    <div class='no-print'>
      <More reader={reader} summary={reader.t('target.rules')}>
        <ul class='sm'>
          {rules.map((rule) => (
            <li>{rule}</li>
          ))}
        </ul>
      </More>
    </div>
  )
}

/** The other clock: how long the level above has been silent. */
function Blocked({ reader, blocking, day, standing }: TargetPageProps) {
  if (!blocking.length || standing.baseClass !== 'open') return null
  return (
    <Callout reader={reader} tone='wait' title={reader.t('target.blocked')}>
      {blocking.map(({ code, addressedTo, raisedOn }) => (
        <p>
          {reader.t('target.blockedText', {
            code,
            to: addressedTo,
            day: writeDay(reader.language, raisedOn),
            n: waited(raisedOn, day),
          })}
        </p>
      ))}
    </Callout>
  )
}

/** A task has no course but a few dates, in their order. */
function Milestones({ reader, target, standing, day, isPast }: TargetPageProps): Child {
  const { t, language } = reader
  const { dueOn, dueOriginal, lastAccepted, doneOn } = standing
  const isMoved = dueOriginal !== null && dueOriginal !== dueOn
  const marks: (Happening & { on: string })[] = [
    { on: target.startOn, tone: 'info', icon: 'flag', title: t('target.mark.start') },
  ]
  if (isMoved)
    marks.push({ on: dueOriginal, tone: 'none', icon: 'calendar-clock', title: t('target.mark.dueOriginal') })
  if (lastAccepted) {
    const meta = t(`declared.${lastAccepted.declared}`)
    marks.push({ on: lastAccepted.asOf, tone: 'ok', icon: 'check', title: t('target.mark.report'), meta })
  }
  if (dueOn) {
    const title = t(isMoved ? 'target.mark.dueNow' : 'target.mark.due')
    marks.push({ on: dueOn, tone: standing.daysLate ? 'late' : 'wait', icon: 'calendar-clock', title })
  }
  if (doneOn) marks.push({ on: doneOn, tone: 'done', icon: 'circle-check-big', title: t('target.mark.done') })
  else
    marks.push({
      on: day,
      tone: 'none',
      icon: 'sun',
      title: t(isPast ? 'target.mark.day' : 'target.mark.today'),
    })
  const items = marks
    .sort((a, b) => (a.on < b.on ? -1 : 1))
    .map(({ on, ...mark }) => ({
      ...mark,
      title: `${writeDay(language, on as typeof day)} · ${mark.title}`,
    }))
  return (
    <section class='card card__p' aria-labelledby='h-marks'>
      <h2 id='h-marks'>{t('target.milestones')}</h2>
      <Timeline reader={reader} items={items} />
    </section>
  )
}
