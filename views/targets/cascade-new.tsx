import { contributions } from '../../src/domain/promise.ts'
import { compare, type Ratio, zero } from '../../src/domain/ratio.ts'
import type { TargetKind } from '../../src/domain/target.ts'
import { ReadingChoice, SegmentedRadios, Select } from '../parts/choices.tsx'
import { ErrorSummary, errorIn, type FieldError } from '../parts/form.tsx'
import { DateField, HiddenFields, TextArea } from '../parts/inputs.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { levelWords } from './words.ts'

export interface GivenProps {
  reader: Reader
  decimals: number
  measure: string | null
  /** The figures add up to the plan; a band or a task has none to add up. */
  isNumber: boolean
  isAdded: boolean
  plan: Ratio | null
  /** On the scale of `decimals`; null where there is nothing. */
  signed: Ratio | null
  drafts: Ratio | null
  now: Ratio | null
  left: Ratio | null
  lines: { code: string; name: string; words: string }[]
  faults: string[]
}

export interface HandDownProps {
  reader: Reader
  target: { code: string; title: string; kind: TargetKind; measure: string | null; unitName: string }
  campaigns: { code: string; name: string }[]
  /** Null where no unit below has a draft. */
  campaign: string | null
  groups: { number: number; name: string }[]
  typed: (name: string) => string
  id: string
  question: { text: string; count: number; readings: { convention: string; words: string }[] } | null
  errors: FieldError[]
  /** Others have taken all of these drafts meanwhile. */
  isMoved: boolean
  /** It was looked at, and nothing stands in its way. */
  mayCreate: boolean
  sum: GivenProps
  paths: { action: string; sum: string; back: string; drafts: string }
}

/** Hands a target down to many units at once: a table from a spreadsheet, added up against the plan. */
export function HandDownPage(props: HandDownProps) {
  const { reader, target, errors, paths, campaign } = props
  const { t, at } = reader
  return (
    <div class='narrow'>
      <ErrorSummary reader={reader} errors={errors} />
      {props.isMoved && (
        <Callout reader={reader} tone='back' title={t('cascade.moved')}>
          <p>{t('cascade.changed')}</p>
        </Callout>
      )}
      <Crumbs
        reader={reader}
        items={[
          { href: at(`/targets/${encodeURIComponent(target.code)}`), label: target.code },
          { href: paths.back, label: t('cascade.title') },
        ]}
        here={t('cascade.new')}
      />
      <PageHead
        eyebrow={`${target.unitName} · ${target.title}`}
        title={t('cascade.newTitle')}
        lead={t('cascade.newLead')}
      />
      {campaign === null ? (
        <EmptyState
          reader={reader}
          icon='file-plus'
          title={t('cascade.noDrafts')}
          text={t('cascade.noDraftsText')}
        >
          <a class='btn btn--p' href={paths.drafts}>
            {t('cascade.draftNew')}
          </a>
        </EmptyState>
      ) : (
        <>
          <Campaigns {...props} />
          <HandDownForm {...props} campaign={campaign} />
        </>
      )}
    </div>
  )
}

function Campaigns({ reader, campaigns, campaign, paths }: HandDownProps) {
  if (campaigns.length < 2) return null
  return (
    <form class='filters mb' method='get' action={paths.action}>
      <Select
        reader={reader}
        name='campaign'
        id='campaign-choice'
        label={reader.t('cascade.campaign')}
        value={campaign}
        items={campaigns.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <button class='btn' type='submit'>
        {reader.t('common.choose')}
      </button>
    </form>
  )
}

function HandDownForm(props: HandDownProps & { campaign: string }) {
  const { reader, target, typed, errors, groups, campaign, paths, sum, mayCreate } = props
  const { t } = reader
  const isNumber = target.kind === 'number'
  const measure = target.measure ? t('cascade.measured', { measure: target.measure }) : ''
  const field = (name: string) => ({ reader, name, value: typed(name), error: errorIn(errors, name) })
  return (
    <form class='flow-l hand-down' method='post' action={paths.action} novalidate>
      <HiddenFields
        fields={[
          { name: 'id', value: props.id },
          { name: 'campaign', value: campaign },
        ]}
      />
      <div class='card card__p'>
        <TextArea
          {...field('title')}
          label={t('targetForm.title')}
          rows={2}
          attributes={{ maxlength: 1000 }}
        />
        <Select
          {...field('group')}
          label={t('targetForm.group')}
          items={[
            { value: '', label: t('targetForm.choose') },
            ...groups.map(({ number, name }) => ({
              value: String(number),
              label: t('target.group', { number, name }),
            })),
          ]}
        />
        {target.kind !== 'ongoing' && (
          <DateField
            {...field('due_on')}
            label={t('targetForm.dueOn')}
            hint={t('cascade.dueHint')}
            optional
          />
        )}
        <SegmentedRadios
          {...field('contribution')}
          label={t('cascade.contribution')}
          options={contributions
            .filter((one) => isNumber || one === 'informational')
            .map((one) => ({ value: one, label: t(`targetForm.contribution.${one}`) }))}
        />
        <TextArea
          {...field('values')}
          label={t('cascade.values')}
          hint={isNumber ? t('cascade.valuesHint', { measure }) : t('cascade.valuesHintPlain')}
          rows={12}
        />
        <Question {...props} />
      </div>
      <div
        id='given-sum'
        aria-live='polite'
        hx-post={paths.sum}
        hx-trigger='input delay:500ms from:.hand-down, change from:.hand-down'
        hx-include='.hand-down'
        hx-sync='this:replace'
        hx-target='this'
        hx-swap='innerHTML'
      >
        <GivenSum {...sum} />
      </div>
      <div class='btns'>
        {mayCreate && (
          <button class='btn btn--p' type='submit' name='do' value='create'>
            {t('cascade.create', { n: sum.lines.length })}
          </button>
        )}
        <button class={mayCreate ? 'btn' : 'btn btn--p'} type='submit' name='do' value='check'>
          {t('cascade.check')}
        </button>
        <a class='btn' href={paths.back}>
          {t('common.cancel')}
        </a>
      </div>
    </form>
  )
}

function Question({ reader, question, typed, errors }: HandDownProps) {
  if (!question) return null
  return (
    <ReadingChoice
      reader={reader}
      label={reader.t('cascade.reading', { n: question.count, text: question.text })}
      question={question}
      value={typed('reading')}
      error={errorIn(errors, 'reading')}
    />
  )
}

const MOST_LINES = 30

/** What the lines come to, against the plan that is to be shared out. */
export function GivenSum(props: GivenProps) {
  const { reader, faults, lines, isNumber, measure, decimals } = props
  const { t } = reader
  const words = (sum: Ratio) => levelWords(reader, sum, { decimals, measure })
  const left = leftOf(props)
  return (
    <Section id='h-sum' title={t('cascade.sum')} card>
      {faults.length > 0 && (
        <ul class='err mb'>
          {faults.slice(0, MOST_LINES).map((text) => (
            <li>{text}</li>
          ))}
        </ul>
      )}
      {isNumber && (
        <div class='cq'>
          <SummaryList
            items={[
              {
                term: t('cascade.sum.plan'),
                detail: props.plan ? words(props.plan) : t('cascade.sum.noPlan'),
              },
              ...(props.signed ? [{ term: t('cascade.sum.signed'), detail: words(props.signed) }] : []),
              ...(props.drafts ? [{ term: t('cascade.sum.drafts'), detail: words(props.drafts) }] : []),
              {
                term: t('cascade.sum.new', { n: lines.length }),
                detail: [props.now ? words(props.now) : '–', !props.isAdded && t('cascade.sum.notAdded')]
                  .filter(Boolean)
                  .join(', '),
              },
              ...(left ? [{ term: t(left.term), detail: <b>{words(left.size)}</b> }] : []),
            ]}
          />
        </div>
      )}
      {lines.length > 0 && (
        <ul class='mt'>
          {lines.slice(0, MOST_LINES).map(({ name, words: given }) => (
            <li>
              {name}: <b>{given}</b>
            </li>
          ))}
        </ul>
      )}
      {lines.length > MOST_LINES && <p class='hint'>{t('cascade.more', { n: lines.length - MOST_LINES })}</p>}
    </Section>
  )
}

function leftOf({ left }: GivenProps) {
  if (!left) return null
  const side = compare(left, zero)
  const size = { n: left.n < 0n ? -left.n : left.n, d: left.d }
  const term = side === 0 ? 'cascade.sum.even' : side > 0 ? 'cascade.sum.left' : 'cascade.sum.over'
  return { term: term as 'cascade.sum.left', size }
}
