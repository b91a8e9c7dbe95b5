import { daysBetween } from '../../src/domain/day.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { writeBytes } from '../../src/i18n/numbers.ts'
import { Badge } from '../parts/badge.tsx'
import { ErrorSummary } from '../parts/form.tsx'
import { type Happening, SummaryList, Timeline } from '../parts/lists.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { DecisionForm, OpinionForm, type TypedOpinion, type TypedRuling, Withdrawal } from './decision.tsx'
import { Deadlines } from './form.tsx'
import { DateChange } from './parts.tsx'
import type {
  ExtensionTarget,
  OfficeOpinion,
  OtherRequest,
  Outcome,
  Requested,
  RulingProblem,
} from './shapes.ts'
import { causeWords, outcomeLooks, outcomeMeta, outcomeTitle, problemWords } from './words.ts'

export interface ExtensionPageProps {
  reader: Reader
  target: ExtensionTarget
  /** Who decides: side A. */
  body: string
  request: Requested
  opinion: OfficeOpinion | null
  /** Null while it waits. */
  outcome: Outcome | null
  others: OtherRequest[]
  /** What this person may do while it waits. */
  may: { decide: boolean; advise: boolean; withdraw: boolean }
  ruling: TypedRuling
  advice: TypedOpinion
  problems: RulingProblem[]
  /** Somebody was faster, or it changed while the form was open. */
  conflict: 'decided' | 'changed' | null
}

/** What was asked, what the office advises, what was decided. */
export function ExtensionPage(props: ExtensionPageProps) {
  const { reader, target, request, outcome, others, problems } = props
  const { t, at, language, zone } = reader
  const sent = { by: request.by, at: writeInstant(language, request.at, zone) }
  const look = outcome ? outcomeLooks[outcome.decision] : ({ tone: 'wait', icon: 'hourglass' } as const)
  return (
    <>
      <Crumbs
        reader={reader}
        items={[{ href: at(`/targets/${encodeURIComponent(target.code)}`), label: target.code }]}
        here={t('extension.ask')}
      />
      <ErrorSummary
        reader={reader}
        errors={problems.map((problem) => ({ field: problem.field, text: problemWords(reader, problem) }))}
      />
      <Conflict {...props} />
      <PageHead
        badges={
          <Badge reader={reader} tone={look.tone} icon={look.icon}>
            {t(`extension.status.${outcome?.decision ?? 'pending'}`)}
          </Badge>
        }
        title={t('extension.askTitle', { title: target.title })}
        lead={`${target.unitName} · ${t('extension.requestedBy', sent)}`}
      />
      <div class='mb'>
        <Decided {...props} />
      </div>
      <div class='split'>
        <div class='flow-l'>
          <Content {...props} />
          <Office {...props} />
          {others.length > 0 && (
            <Section id='h-others' title={t('extension.earlier')}>
              <Timeline reader={reader} items={others.map((other) => otherOf(reader, other))} />
            </Section>
          )}
        </div>
        {Object.values(props.may).some(Boolean) && (
          <aside class='flow-l' aria-label={t('extension.decision')}>
            {props.may.decide && <DecisionForm {...props} />}
            {props.may.advise && <OpinionForm {...props} />}
            {props.may.withdraw && <Withdrawal {...props} />}
          </aside>
        )}
      </div>
    </>
  )
}

/** The reader's own words are not lost, though they were not kept. */
function Conflict({ reader, conflict, ruling, advice }: ExtensionPageProps) {
  const { t } = reader
  if (!conflict) return null
  const words = [ruling.comment, ruling.document, advice.opinion].filter(Boolean)
  return (
    <div class='mb' role='alert'>
      <Callout reader={reader} tone='risk' title={t(`extension.conflict.${conflict}`)}>
        <p>{t('extension.conflictText')}</p>
        {words.length > 0 && (
          <>
            <p class='mt'>{t('extension.yourWords')}:</p>
            <blockquote class='pre'>{words.join('\n')}</blockquote>
          </>
        )}
      </Callout>
    </div>
  )
}

function Content({ reader, request, target }: ExtensionPageProps) {
  const { t, language, at } = reader
  const { id, dueOn, proposedDueOn, files } = request
  const later = dueOn ? daysBetween(dueOn, proposedDueOn) : 0
  return (
    <section class='card cq' aria-labelledby='h-content'>
      <div class='card__p'>
        <h2 id='h-content'>{t('extension.content')}</h2>
        <p class='mt'>
          <DateChange reader={reader} from={dueOn} to={proposedDueOn} />
          {later > 0 && <span class='sub'> · {t('extension.later', { n: later })}</span>}
        </p>
        <SummaryList
          items={[
            { term: t('extension.cause'), detail: causeWords(reader, request.reasonCode) },
            { term: t('extension.reason'), detail: <span class='pre'>{request.reason}</span> },
            {
              term: t('extension.evidence'),
              detail: files.length ? (
                <ul>
                  {files.map(({ position, name, size }) => (
                    <li>
                      <a href={at(`/extensions/${id}/files/${position}`)}>{name}</a>{' '}
                      <span class='sub'>{writeBytes(language, size)}</span>
                    </li>
                  ))}
                </ul>
              ) : (
                t('extension.noFiles')
              ),
            },
          ]}
        />
      </div>
      <div class='card__p'>
        <Deadlines reader={reader} target={target} />
      </div>
    </section>
  )
}

function Office({ reader, opinion, outcome }: ExtensionPageProps) {
  const { t, language, zone } = reader
  if (!opinion && outcome) return null
  return (
    <Section id='h-opinion' title={t('extension.opinionHead')}>
      {opinion ? (
        <Callout
          reader={reader}
          tone={opinion.stance === 'agree' ? 'ok' : 'back'}
          title={t(`extension.stance.${opinion.stance}`)}
        >
          {opinion.text && <p class='pre'>{opinion.text}</p>}
          <p class='sub'>
            {t('extension.decidedBy', { by: opinion.by, at: writeInstant(language, opinion.at, zone) })}
          </p>
        </Callout>
      ) : (
        <p class='muted'>{t('extension.opinionNone')}</p>
      )}
    </Section>
  )
}

/** The decision; while it waits, with whom it lies and that the clock runs on. */
function Decided(props: ExtensionPageProps) {
  const { reader, outcome, request, target, body, may } = props
  const { t, language } = reader
  if (outcome) {
    return (
      <Callout
        reader={reader}
        tone={outcomeLooks[outcome.decision].tone}
        title={outcomeTitle(reader, outcome, request.proposedDueOn)}
      >
        {outcome.comment && <p class='pre'>{outcome.comment}</p>}
        {outcome.document && <p>{t('extension.onDocument', { document: outcome.document })}</p>}
        <p class='sub'>{outcomeMeta(reader, outcome)}</p>
      </Callout>
    )
  }
  return (
    <Callout reader={reader} tone='wait'>
      {!may.decide && <p>{t('extension.waitsFor', { body })}</p>}
      {target.dueOn && <p>{t('extension.waits', { day: writeDay(language, target.dueOn) })}</p>}
    </Callout>
  )
}

function otherOf(reader: Reader, { id, at, proposedDueOn, outcome, ...other }: OtherRequest): Happening {
  const { t, language, zone } = reader
  const look = outcome ? outcomeLooks[outcome.decision] : ({ tone: 'wait', icon: 'hourglass' } as const)
  const title = t('extension.title', { day: writeDay(language, proposedDueOn) })
  const meta = [
    outcome ? outcomeTitle(reader, outcome, proposedDueOn) : t('extension.status.pending'),
    outcome && outcomeMeta(reader, outcome),
    causeWords(reader, other.reasonCode),
  ]
  return {
    ...look,
    title: <a href={reader.at(`/extensions/${id}`)}>{`${title}, ${writeInstant(language, at, zone)}`}</a>,
    meta: meta.filter(Boolean).join(' · '),
    quote: other.reason,
  }
}
