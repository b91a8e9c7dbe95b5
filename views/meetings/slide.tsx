import type { Child } from 'hono/jsx'
import { writeInstant } from '../../src/i18n/days.ts'
import { ErrorSummary } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import type { Html, Reader } from '../reader.ts'
import { DirectionList, LastList } from './directions.tsx'
import { RedList, redSummary } from './red-list.tsx'
import type { LastConclusions, MeetingHead, RedUnit, SlideDirection } from './shapes.ts'
import { type ConclusionForm, ConclusionPart } from './slide-form.tsx'

export interface SlideProps {
  reader: Reader
  meeting: MeetingHead
  /** From 1. */
  n: number
  total: number
  /** The first slide, or one unit. */
  content:
    | { kind: 'last'; last: LastConclusions }
    | { kind: 'unit'; unit: RedUnit; unitHref: string; directions: SlideDirection[] }
  conclusions: SlideDirection[]
  /** Null for those who only look on. */
  form: ConclusionForm | null
  prevHref: string
  /** The notice after the last slide. */
  nextHref: string
  agendaHref: string
}

/** One page of the meeting for everybody in the room: what is red of one unit, and what the chair concludes. */
export function SlidePage(props: SlideProps): Html {
  const { reader, meeting, content, conclusions, form } = props
  const { t, language, now, zone } = reader
  return (
    <>
      {form && <ErrorSummary reader={reader} errors={form.errors} />}
      <article class='slide'>
        <Turning {...props} />
        <div>
          <p class='sub'>
            {meeting.title} · {t('meeting.asOf', { at: writeInstant(language, now, zone) })}
          </p>
          {content.kind === 'last' ? (
            <h1>{t('meeting.previous')}</h1>
          ) : (
            <>
              <h1>
                <a href={content.unitHref}>{content.unit.name}</a>
              </h1>
              <p>{content.unit.headPost}</p>
            </>
          )}
        </div>
        {content.kind === 'last' ? (
          <LastList reader={reader} last={content.last} />
        ) : (
          <UnitPart reader={reader} content={content} />
        )}
        {conclusions.length > 0 && (
          <SlideSection id='h-concluded' title={t('meeting.concluded')}>
            <DirectionList reader={reader} directions={conclusions} plain />
          </SlideSection>
        )}
        <ConclusionPart reader={reader} meeting={meeting} form={form} />
      </article>
    </>
  )
}

/** Back and on, by link, by access key and, with script, by the keys of a presenter. */
function Turning({ reader, n, total, prevHref, nextHref, agendaHref }: SlideProps) {
  const { t } = reader
  return (
    <nav class='slide__top no-print' aria-label={t('meeting.slides')}>
      <a class='btn' href={prevHref} rel='prev' accesskey='p' data-key='ArrowLeft PageUp'>
        <Icon reader={reader} name='arrow-left' />
        {n === 1 ? t('meeting.back') : t('meeting.prev')}
      </a>
      <p class='slide__at'>
        <a href={agendaHref}>
          <span aria-hidden='true'>{t('meeting.progress', { n, total })}</span>
          <span class='sr'>{t('meeting.progressSaid', { n, total })}</span>
        </a>
      </p>
      <a class='btn btn--p' href={nextHref} rel='next' accesskey='n' data-key='ArrowRight PageDown'>
        {n === total ? t('meeting.finish') : t('meeting.next')}
        <Icon reader={reader} name='arrow-right' />
      </a>
    </nav>
  )
}

function UnitPart(props: { reader: Reader; content: SlideProps['content'] & { kind: 'unit' } }) {
  const { reader, content } = props
  const { t } = reader
  return (
    <>
      <SlideSection id='h-red' title={`${t('meeting.red')}: ${redSummary(reader, content.unit)}`}>
        <RedList reader={reader} unit={content.unit} />
      </SlideSection>
      {content.directions.length > 0 && (
        <SlideSection id='h-directions' title={t('meeting.openDirections')}>
          <DirectionList reader={reader} directions={content.directions} />
        </SlideSection>
      )}
    </>
  )
}

function SlideSection({ id, title, children }: { id: string; title: Child; children: Child }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}
