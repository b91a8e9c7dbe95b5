import type { Child } from 'hono/jsx'
import { daysBetween } from '../../src/domain/day.ts'
import { Badge, LateBadge } from '../parts/badge.tsx'
import { errorIn, type FieldError, More } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { SummaryList } from '../parts/lists.tsx'
import type { Reader } from '../reader.ts'
import type { ShownPart } from './shapes.ts'
import { dueWords, StateBadge } from './words.tsx'

export const LONGEST_WORDS = 5000

/** What somebody typed for one step of one task, shown again where it was refused. */
export interface TypedStep {
  partId: string
  deed: 'report' | 'return' | 'close'
  text: string
}

interface PartProps {
  reader: Reader
  code: string
  part: ShownPart
  typed: TypedStep | null
  problems: FieldError[]
}

/** One lead unit's task: where it stands, and what this reader can do about it. */
export function PartCard(props: PartProps) {
  const { reader, part } = props
  const { t } = reader
  return (
    <article class='card card__p cq' aria-labelledby={`part-${part.position}`}>
      <div class='row row--between'>
        <h3 id={`part-${part.position}`}>{part.unitName}</h3>
        <span>
          <StateBadge reader={reader} status={part.status} />{' '}
          {part.daysLate > 0 && <LateBadge reader={reader} days={part.daysLate} />}
        </span>
      </div>
      {part.body && <p class='mt-s pre'>{part.body}</p>}
      <div class='mt'>
        <SummaryList
          items={[
            { term: t('direction.due'), detail: dueDetail(props) },
            ...(part.target ? [{ term: t('direction.target'), detail: <Target {...props} /> }] : []),
            ...(part.said
              ? [{ term: t(saidOf[part.said.step]), detail: <span class='pre'>{part.said.body}</span> }]
              : []),
          ]}
        />
      </div>
      {part.isByTarget && part.target && (
        <p class='hint mt'>{t('direction.byTarget', { code: part.target.code })}</p>
      )}
      <PartDeeds {...props} />
    </article>
  )
}

const saidOf = {
  reported: 'direction.reportText',
  returned: 'direction.returnText',
  closed: 'direction.closeText',
} as const

function dueDetail({ reader, part }: PartProps): string {
  const { t, today } = reader
  const due = dueWords(reader, part.dueOn)
  const isRunning = part.status === 'assigned' || part.status === 'in_progress'
  if (part.dueOn === null || !isRunning) return due
  if (part.daysLate > 0) return `${due} (${t('direction.late', { n: part.daysLate })})`
  const left = daysBetween(today, part.dueOn)
  if (left < 0) return due
  return `${due} (${left ? t('direction.left', { n: left }) : t('direction.today')})`
}

function Target({ reader, part }: PartProps) {
  const { target } = part
  if (!target) return null
  return (
    <>
      {target.href ? <a href={target.href}>{target.code}</a> : <span>{target.code}</span>}{' '}
      <Badge reader={reader} mark={target.mark} />
    </>
  )
}

function PartDeeds(props: PartProps) {
  const { reader, code, part } = props
  const { t, at } = reader
  const { may } = part
  if (!Object.values(may).some(Boolean)) return null
  return (
    <div class='flow mt-l no-print'>
      {may.acknowledge && (
        <form method='post' action={at(`${pathOf(code, part)}/acknowledge`)}>
          <input type='hidden' name='version' value={part.version} />
          <button class='btn btn--p' type='submit'>
            {t('direction.acknowledge')}
            <span class='sr'>: {part.unitName}</span>
          </button>
        </form>
      )}
      {may.reportOnTarget && (
        <div>
          <p class='hint mb'>{t('direction.reportOnTargetHint')}</p>
          <a class='btn' href={may.reportOnTarget}>
            {t('direction.reportOnTarget', { code: part.target?.code ?? '' })}
          </a>
        </div>
      )}
      {may.report && <StepForm {...props} deed='report' />}
      {may.close && part.status === 'reported' && <StepForm {...props} deed='close' />}
      {may.return && (
        <Folded {...props} deed='return' summary={t('direction.return')}>
          <StepForm {...props} deed='return' />
        </Folded>
      )}
      {may.close && part.status !== 'reported' && (
        <Folded {...props} deed='close' summary={t('direction.closeEarly')}>
          <StepForm {...props} deed='close' />
        </Folded>
      )}
    </div>
  )
}

/** A step that is not the next one stays folded until it was tried. */
function Folded(props: PartProps & { deed: TypedStep['deed']; summary: string; children: Child }) {
  const { reader, typed, part, deed, summary, children } = props
  const isTried = typed?.partId === part.id && typed.deed === deed
  return (
    <More reader={reader} summary={summary} open={isTried}>
      {children}
    </More>
  )
}

const words = {
  report: { label: 'direction.reportText', hint: 'direction.reportHint', send: 'direction.reportSend' },
  return: { label: 'direction.returnText', hint: 'direction.returnHint', send: 'direction.return' },
  close: { label: 'direction.closeText', hint: 'direction.closeHint', send: 'direction.close' },
} as const

function StepForm(props: PartProps & { deed: TypedStep['deed'] }) {
  const { reader, code, part, typed, problems, deed } = props
  const { t, at } = reader
  const id = stepFieldId(part, deed)
  const { label, hint, send } = words[deed]
  const isTried = typed?.partId === part.id && typed.deed === deed
  return (
    <form method='post' action={at(`${pathOf(code, part)}/${deed}`)} novalidate>
      <input type='hidden' name='version' value={part.version} />
      <TextArea
        reader={reader}
        name='text'
        id={id}
        label={t(label)}
        hint={t(hint)}
        value={isTried ? typed.text : ''}
        error={errorIn(problems, id)}
        attributes={{ maxlength: LONGEST_WORDS }}
      />
      <div class='field'>
        <button class={deed === 'return' ? 'btn' : 'btn btn--p'} type='submit'>
          {t(send)}
          <span class='sr'>: {part.unitName}</span>
        </button>
      </div>
    </form>
  )
}

/** The id of the words of a step: several tasks stand on one page. */
export const stepFieldId = (part: { position: number }, deed: TypedStep['deed']) => `${deed}-${part.position}`

const pathOf = (code: string, part: ShownPart) => `/directions/${encodeURIComponent(code)}/parts/${part.id}`
