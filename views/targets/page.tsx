import type { Child } from 'hono/jsx'
import { writeDay } from '../../src/i18n/days.ts'
import { Tiles } from '../parts/figures.tsx'
import { More } from '../parts/form.tsx'
import { type Happening, Timeline } from '../parts/lists.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Tone } from '../parts/status.ts'
import type { Html } from '../reader.ts'
import { runsOutWords } from '../warning/runs-out.ts'
import { doneWords, warningWords } from '../warning/words.ts'
import { Blocked } from './blocked.tsx'
import { CascadeBox, DocumentBox } from './boxes.tsx'
import { CourseCard } from './course-card.tsx'
import { Actions, Badges, clockLine } from './head.tsx'
import { History } from './history.tsx'
import { ThreeMarks, type ThreeMarksProps } from './marks.tsx'
import { rulesOf } from './rules.ts'
import type { Behind, Blocking, Cascade, Event, Judged } from './shapes.ts'
import { StepsCard } from './steps-card.tsx'
import { tilesOf } from './tiles.ts'
import { loweredWords } from './words.ts'

export interface TargetPageProps extends Judged {
  group: { number: number; name: string }
  /** Its time is to come. */
  isToCome: boolean
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
  marks: Pick<ThreeMarksProps, 'declared' | 'evidence' | 'schedule'>
  /** What stands about more time, and the address at which it is asked for. */
  extension?: { note?: Html | null; requestHref?: string | null }
  /** The direction behind the target. */
  directionNote?: Html | null
  /** The targets before it, or after it, by a decision about its unit. */
  succession?: Html | null
  proposalHref?: string | null
  remindHref?: string | null
  behalfHref?: string | null
  planHref?: string | null
  yearsHref?: string | null
  partsHref?: string | null
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
        <ThreeMarks {...props} {...props.marks} />
        <Rules {...props} />
        {standing.progress && warning && (
          <Callout reader={reader} tone={alarmTones[standing.progress]} title={alarmTitle(props)}>
            {[warning, doneWords(props), runsOutWords(props), loweredWords(props)]
              .filter(Boolean)
              .map((sentence) => (
                <p>{sentence}</p>
              ))}
          </Callout>
        )}
        {standing.met === 'met' && props.may.update && target.direction === 'up' && (
          <Callout reader={reader} tone='done'>
            <p>{t('target.metAsk')}</p>
          </Callout>
        )}
        <Blocked {...props} />
        {props.extension?.note}
        {props.directionNote}
        {props.succession}
      </div>
      <div class='split mt-l'>
        <div class='flow-l'>
          {target.kind === 'number' ? (
            <CourseCard judged={props} warned={warning !== null} />
          ) : (
            <>
              <Milestones {...props} />
              <StepsCard {...props} />
            </>
          )}
          <History reader={reader} target={target} {...history} />
        </div>
        <aside class='flow-l' aria-label={t('target.document')}>
          <DocumentBox judged={props} behind={behind} />
          <CascadeBox
            judged={props}
            cascade={cascade}
            unitName={behind.unitName}
            partsHref={props.partsHref ?? null}
          />
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
