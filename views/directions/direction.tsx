import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { LateBadge } from '../parts/badge.tsx'
import { ErrorSummary, errorIn, type FieldError, More } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { type Happening, SummaryList, Timeline } from '../parts/lists.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { AssignForm } from './assign-form.tsx'
import { LONGEST_WORDS, PartCard, type TypedStep } from './part.tsx'
import type { ShownDirection, ShownStep, TypedAssignment, UnitChoice } from './shapes.ts'
import { dueWords, givenWords, StateBadge } from './words.tsx'

export interface DirectionProps {
  reader: Reader
  direction: ShownDirection
  /** What the office needs to hand it out; null for everybody else, and once it is closed. */
  assigning: {
    units: UnitChoice[]
    groups: { number: number; name: string }[]
    typed: TypedAssignment
    /** It was sent, and comes back with what was typed. */
    wasTried: boolean
  } | null
  mayNote: boolean
  typedStep: TypedStep | null
  typedNote: string
  problems: FieldError[]
  /** Somebody else was faster; what was typed is not lost. */
  conflict: { typed: string } | null
}

/** What was said, who carries it out, and how far they are. */
export function DirectionPage(props: DirectionProps) {
  const { reader, direction, problems } = props
  const { t, at } = reader
  return (
    <>
      <Crumbs
        reader={reader}
        items={[{ href: at('/directions'), label: t('direction.register') }]}
        here={direction.code}
      />
      <ErrorSummary reader={reader} errors={problems} />
      <Conflict {...props} />
      <PageHead
        badges={
          <>
            <StateBadge reader={reader} status={direction.status} />
            {direction.daysLate > 0 && <LateBadge reader={reader} days={direction.daysLate} />}
          </>
        }
        title={t('direction.title', { code: direction.code })}
        lead={givenWords(reader, direction)}
      />
      <div class='split'>
        <div class='flow-l'>
          <section class='card card__p' aria-labelledby='verbatim'>
            <h2 id='verbatim'>{t('direction.verbatim')}</h2>
            <blockquote class='pre mt-s'>{direction.body}</blockquote>
          </section>
          {direction.parts.length > 0 && <Parts {...props} />}
          <Assigning {...props} />
        </div>
        <aside class='flow-l' aria-label={t('direction.history')}>
          <section class='card card__p cq'>
            <SummaryList items={factsOf(reader, direction)} />
          </section>
          {direction.steps.length > 0 && (
            <Section id='steps' title={t('direction.history')}>
              <Timeline
                reader={reader}
                items={direction.steps.toReversed().map((step) => happeningOf(reader, step))}
              />
            </Section>
          )}
        </aside>
      </div>
    </>
  )
}

function Conflict({ reader, conflict }: DirectionProps) {
  if (!conflict) return null
  const { t } = reader
  return (
    <Callout reader={reader} tone='back' title={t('direction.conflict')}>
      <p>{t('direction.conflictText')}</p>
      {conflict.typed && (
        <>
          <p class='mt-s'>{t('direction.conflictTyped')}</p>
          <blockquote class='pre'>{conflict.typed}</blockquote>
        </>
      )}
    </Callout>
  )
}

function Parts({ reader, direction, typedStep, problems }: DirectionProps) {
  const { t } = reader
  const { parts, code } = direction
  return (
    <Section
      id='parts'
      title={t('direction.parts')}
      aside={t('direction.partCount', { n: new Set(parts.map(({ unitName }) => unitName)).size })}
    >
      <div class='flow'>
        {parts.map((part) => (
          <PartCard reader={reader} code={code} part={part} typed={typedStep} problems={problems} />
        ))}
      </div>
    </Section>
  )
}

/** The first handing stands open; more of them, and a note instead, are folded. */
function Assigning(props: DirectionProps) {
  const { reader, direction, assigning, mayNote, problems } = props
  if (!assigning) return null
  const { t } = reader
  const form = (
    <AssignForm
      reader={reader}
      direction={direction}
      units={assigning.units}
      groups={assigning.groups}
      typed={assigning.typed}
      problems={problems}
    />
  )
  const isMore = direction.parts.length > 0
  if (isMore) {
    return (
      <section class='no-print' aria-label={t('direction.assignHead')}>
        <More reader={reader} summary={t('direction.assignMore')} open={assigning.wasTried}>
          {form}
        </More>
      </section>
    )
  }
  return (
    <section class='card card__p no-print' aria-labelledby='assign'>
      <h2 id='assign'>{t('direction.assignHead')}</h2>
      {form}
      {mayNote && (
        <div class='mt-l'>
          <NoteForm {...props} />
        </div>
      )}
    </section>
  )
}

function NoteForm({ reader, direction, typedNote, problems }: DirectionProps) {
  const { t, at } = reader
  const error = errorIn(problems, 'note')
  return (
    <More reader={reader} summary={t('direction.note')} open={Boolean(error)}>
      <form method='post' action={at(`/directions/${encodeURIComponent(direction.code)}/note`)} novalidate>
        <input type='hidden' name='version' value={direction.version} />
        <p class='hint'>{t('direction.noteHint')}</p>
        <TextArea
          reader={reader}
          name='text'
          id='note'
          label={t('direction.noteText')}
          value={typedNote}
          error={error}
          attributes={{ maxlength: LONGEST_WORDS }}
          optional
        />
        <div class='field'>
          <button class='btn' type='submit'>
            {t('direction.noteSend')}
          </button>
        </div>
      </form>
    </More>
  )
}

function factsOf(reader: Reader, direction: ShownDirection) {
  const { t, language } = reader
  const { intended, helping, meeting, ownerName } = direction
  const isWaiting = direction.status === 'recorded'
  return [
    { term: t('direction.issuedBy'), detail: direction.issuedByPost },
    { term: t('direction.issuedOn'), detail: writeDay(language, direction.issuedOn) },
    ...(direction.occasion ? [{ term: t('direction.occasion'), detail: direction.occasion }] : []),
    ...(direction.document ? [{ term: t('direction.document'), detail: direction.document }] : []),
    ...(meeting
      ? [
          {
            term: t('direction.meeting'),
            detail: <a href={meeting.href}>{t('direction.meetingOf', { week: meeting.week })}</a>,
          },
        ]
      : []),
    ...(isWaiting ? [{ term: t('direction.due'), detail: dueWords(reader, direction.dueOn) }] : []),
    ...(intended ? [{ term: t('direction.intended'), detail: intended }] : []),
    ...(helping.length ? [{ term: t('direction.helping'), detail: <Names names={helping} /> }] : []),
    ...(ownerName ? [{ term: t('direction.owner'), detail: ownerName }] : []),
  ]
}

const FEW = 6

function Names({ names }: { names: string[] }) {
  return <>{names.join(names.length > FEW ? ', ' : '; ')}</>
}

const looks = {
  recorded: { tone: 'none', icon: 'pen-line' },
  noted: { tone: 'none', icon: 'archive' },
  assigned: { tone: 'ok', icon: 'circle-arrow-right' },
  acknowledged: { tone: 'ok', icon: 'check' },
  reported: { tone: 'wait', icon: 'send' },
  returned: { tone: 'back', icon: 'undo-2' },
  closed: { tone: 'done', icon: 'circle-check-big' },
} as const

function happeningOf(reader: Reader, { step, at, by, unit, body }: ShownStep): Happening {
  const { t, language, zone } = reader
  const known = step in looks ? (step as keyof typeof looks) : 'recorded'
  return {
    ...looks[known],
    title:
      known === 'recorded' || known === 'noted'
        ? t(`direction.step.${known}`)
        : t(`direction.step.${known}`, { unit }),
    meta: t('direction.stepBy', { by, at: writeInstant(language, at, zone) }),
    quote: body || null,
  }
}
