import type { Day } from '../../src/domain/day.ts'
import type { Amount } from '../../src/domain/target.ts'
import type { YearWay } from '../../src/domain/years.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { CellInput } from '../parts/cell-input.tsx'
import { ReadingChoice } from '../parts/choices.tsx'
import { ErrorSummary, errorIn, type FieldError } from '../parts/form.tsx'
import { HiddenFields, TextArea } from '../parts/inputs.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { amountWords } from './words.ts'

/** One year as it was typed; `code` is of the target that it has already. */
export interface YearLine {
  year: number
  plan: string
  due: string
  code: string | null
}

export interface YearsSumProps {
  reader: Reader
  measured: { decimals: number; measure: string | null }
  /** Of the term. */
  plan: Amount
  years: number
  /** Null where years do not add up. */
  total: Amount | null
  /** Where levels end. */
  last: { year: number; plan: Amount | null } | null
  /** What of the term's plan the years leave over; below 0 they go beyond it. */
  left: Amount | null
}

export interface YearsProps {
  reader: Reader
  commitment: { code: string; unitName: string }
  term: {
    code: string
    title: string
    plan: Amount | null
    baseline: Amount | null
    decimals: number
    measure: string | null
    startOn: Day
    dueOn: Day | null
  }
  way: YearWay
  lines: YearLine[]
  stored: { year: number; plan: Amount | null }[]
  errors: FieldError[]
  question: { text: string; readings: { convention: string; words: string }[] } | null
  typed: (name: string) => string
  version: string
  /** Of the annex that signed terms are divided by; null in a draft. */
  id: string | null
  isMoved: boolean
  sum: YearsSumProps
  /** Ready-made. */
  paths: Record<'action' | 'sum' | 'commitment', string>
}

/** What a target of a term is to reach in each of its years. */
export function YearsPage(props: YearsProps) {
  const { reader, commitment, term, errors, paths } = props
  const { t, at } = reader
  return (
    <>
      <ErrorSummary reader={reader} errors={errors} />
      {props.isMoved && <Moved {...props} />}
      <Crumbs
        reader={reader}
        items={[
          { href: at('/commitments'), label: t('nav.commitments') },
          { href: paths.commitment, label: commitment.code },
        ]}
        here={t('years.open')}
      />
      <PageHead
        eyebrow={commitment.unitName}
        title={t('years.title', { code: term.code })}
        lead={leadOf(props)}
      />
      {props.id !== null && <p class='hint mb'>{t('years.byAnnex')}</p>}
      <p class='hint mb'>{t(`years.way.${props.way}`)}</p>
      <YearsForm {...props} />
    </>
  )
}

function leadOf({ reader, term }: YearsProps): string {
  const { t, language } = reader
  const fill = {
    title: term.title,
    plan: amountWords(reader, term.plan ?? 0, term),
    from: writeDay(language, term.startOn),
    to: term.dueOn ? writeDay(language, term.dueOn) : '',
  }
  return term.baseline === null
    ? t('years.lead', fill)
    : t('years.leadLevel', { ...fill, base: amountWords(reader, term.baseline, term) })
}

function Moved({ reader, stored, term }: YearsProps) {
  const { t } = reader
  const words = stored.map(({ year, plan }) =>
    t('years.storedOf', { year, plan: plan === null ? t('years.noPlan') : amountWords(reader, plan, term) }),
  )
  return (
    <Callout reader={reader} tone='back' title={t('years.moved')}>
      <p>{t('years.movedText', { stored: words.join('; ') || t('years.storedNone') })}</p>
    </Callout>
  )
}

function YearsForm(props: YearsProps) {
  const { reader, paths, lines } = props
  const { t } = reader
  return (
    <form class='years' method='post' action={paths.action} novalidate>
      <HiddenFields
        fields={[
          { name: 'version', value: props.version },
          ...(props.id === null ? [] : [{ name: 'id', value: props.id }]),
        ]}
      />
      {/* The key Enter sends the form with its first button: that one saves. */}
      <button class='sr' type='submit' tabindex={-1} name='do' value='save'>
        {t(props.id === null ? 'years.save' : 'years.saveAnnex')}
      </button>
      <div class='split'>
        <div class='flow-l'>
          <div class='card'>
            <StackTable
              caption={t('years.table')}
              columns={[{ label: t('years.year') }, { label: planLabel(props) }, { label: t('years.due') }]}
              mid
            >
              {lines.map((line) => (
                <YearRow {...props} line={line} />
              ))}
            </StackTable>
          </div>
          <p class='hint'>{t('years.blankHint')}</p>
          <Question {...props} />
          <Pasted {...props} />
        </div>
        <aside class='flow-l' aria-label={t('years.sum')}>
          <div
            id='years-sum'
            aria-live='polite'
            hx-post={paths.sum}
            hx-trigger='input delay:400ms from:.years, change from:.years'
            hx-include='.years'
            hx-sync='this:replace'
            hx-target='this'
            hx-swap='innerHTML'
          >
            <YearsSum {...props.sum} />
          </div>
          <div class='btns'>
            <button class='btn btn--p' type='submit' name='do' value='save'>
              {t(props.id === null ? 'years.save' : 'years.saveAnnex')}
            </button>
            <a class='btn' href={paths.commitment}>
              {t('common.cancel')}
            </a>
          </div>
        </aside>
      </div>
    </form>
  )
}

/** A column of a spreadsheet, which fills the table to be looked over. */
function Pasted({ reader, typed, errors, lines }: YearsProps) {
  const { t } = reader
  return (
    <div class='card card__p'>
      <TextArea
        reader={reader}
        name='pasted'
        label={t('years.pasted')}
        hint={t('years.pastedHint')}
        error={errorIn(errors, 'pasted')}
        value={typed('pasted')}
        rows={Math.min(8, Math.max(3, lines.length))}
        optional
      />
      <div class='btns mt'>
        <button class='btn btn--s' type='submit' name='do' value='fill'>
          {t('years.fill')}
        </button>
        <button class='btn btn--s btn--q' type='submit' name='do' value='even'>
          {t('years.even')}
        </button>
      </div>
    </div>
  )
}

const planLabel = ({ reader, term }: YearsProps) =>
  `${reader.t('years.plan')}${term.measure ? ` (${term.measure})` : ''}`

function YearRow(props: YearsProps & { line: YearLine }) {
  const { reader, line, term, errors } = props
  const { t } = reader
  const { year, plan, due, code } = line
  const measure = term.measure ? ` (${term.measure})` : ''
  return (
    <Row>
      <RowHead>
        {year}
        <p class='sub'>{code ?? t('years.fresh')}</p>
      </RowHead>
      <Cell label={planLabel(props)}>
        <CellInput
          name={`plan_${year}`}
          label={`${t('years.planOf', { year })}${measure}`}
          value={plan}
          errors={errors}
          attributes={{ inputmode: 'decimal', autocomplete: 'off', size: 12 }}
        />
      </Cell>
      <Cell label={t('years.due')}>
        <CellInput
          name={`due_${year}`}
          label={t('years.dueOf', { year })}
          value={due}
          errors={errors}
          attributes={{ autocomplete: 'off', size: 10 }}
        />
      </Cell>
    </Row>
  )
}

function Question({ reader, question, typed, errors }: YearsProps) {
  if (!question) return null
  return (
    <ReadingChoice
      reader={reader}
      label={reader.t('years.reading', { text: question.text })}
      question={question}
      value={typed('reading')}
      error={errorIn(errors, 'reading')}
    />
  )
}

/** What the years come to, and how far that is from the term: said, never forced. */
export function YearsSum({ reader, measured, plan, years, total, last, left }: YearsSumProps) {
  const { t } = reader
  const words = (amount: Amount | null) =>
    amount === null ? t('years.noPlan') : amountWords(reader, amount, measured)
  return (
    <Section id='h-years-sum' title={t('years.sum')} card>
      <div class='cq'>
        <SummaryList
          items={[
            { term: t('years.sumPlan'), detail: words(plan) },
            ...(total === null ? [] : [{ term: t('years.sumYears', { n: years }), detail: words(total) }]),
            ...(last ? [{ term: t('years.lastYear', { year: last.year }), detail: words(last.plan) }] : []),
            ...(left === null ? [] : [differenceOf(t, left, words)]),
          ]}
        />
      </div>
    </Section>
  )
}

function differenceOf(t: Reader['t'], left: Amount, words: (amount: Amount) => string) {
  if (left === 0) return { term: t('years.sumEven'), detail: <b>{t('years.sumEqual')}</b> }
  return { term: t(left > 0 ? 'years.sumLeft' : 'years.sumOver'), detail: <b>{words(Math.abs(left))}</b> }
}
