import { directions, origins, targetKinds, valueKinds } from '../../src/domain/promise.ts'
import { writeCount } from '../../src/i18n/numbers.ts'
import { ChoiceList, Select } from '../parts/choices.tsx'
import { ErrorSummary, errorIn, type FieldError, More, namedErrors } from '../parts/form.tsx'
import { DateField, HiddenFields, NumberField, TextArea, TextField } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { decimalItems } from '../targets/form-measure.tsx'
import type { AmountQuestion } from '../targets/form-problems.ts'
import { NewFrame, type NewPageProps, NextButtons } from './new-frame.tsx'

export interface TemplateRow {
  n: number
  typed: (name: string) => string
  /** At the controls of this row: 't3_title'. */
  errors: FieldError[]
  question: AmountQuestion | null
}

export interface NewTemplateProps extends NewPageProps {
  units: number
  /** Units that have a commitment of the campaign; the first few by name. */
  taken: { code: string; name: string }[]
  takenCount: number
  groups: { number: number; name: string }[]
  rows: TemplateRow[]
  likeError: string | null
  isEmpty: boolean
}

/** What the fields of a row are called. */
const labels = {
  title: 'targetForm.title',
  product: 'targetForm.product',
  group: 'targetForm.group',
  kind: 'targetForm.kind',
  measure: 'targetForm.measure',
  decimals: 'targetForm.decimals',
  value_kind: 'targetForm.valueKind',
  direction: 'targetForm.direction',
  plan: 'commitmentNew.usualPlan',
  start_on: 'targetForm.startOn',
  due_on: 'targetForm.dueOn',
  weight: 'commitment.weight',
  origin: 'targetForm.origin',
} as const

/** What every one of these units is to promise; how much of it comes on the next page. */
export function NewTemplatePage(props: NewTemplateProps) {
  const { reader, rows, likeError, isEmpty } = props
  const { t, language } = reader
  const errors = [
    ...rows.flatMap(({ n, errors }) =>
      namedErrors(errors, (field) => {
        const name = field.replace(/^t\d+_|_choice$/g, '')
        const row = t('commitmentNew.row', { n })
        return name in labels ? `${row}, ${t(labels[name as keyof typeof labels])}` : row
      }),
    ),
    ...(likeError ? [{ field: 'like', text: likeError }] : []),
    ...(isEmpty ? [{ field: 't1_title', text: t('commitmentNew.problem.noRows') }] : []),
  ]
  return (
    <>
      <ErrorSummary reader={reader} deed='next' errors={errors} />
      <NewFrame {...props} page='template'>
        <input type='hidden' name='rows' value={String(rows.length)} />
        <p class='lead mb'>{t('commitmentNew.templateLead', { units: writeCount(language, props.units) })}</p>
        <Taken {...props} />
        <div class='flow-l'>
          {rows.map((row) => (
            <Row
              {...props}
              row={row}
              error={isEmpty && row.n === 1 ? t('commitmentNew.problem.noRows') : undefined}
            />
          ))}
          <div class='btns'>
            <button class='btn btn--s' type='submit' name='do' value='more'>
              {t('commitmentNew.moreRows')}
            </button>
          </div>
          <More reader={reader} summary={t('commitmentNew.likeTitle')} open={likeError !== null}>
            <TextField
              reader={reader}
              name='like'
              label={t('commitmentNew.like')}
              hint={t('commitmentNew.likeHint')}
              value={props.typed('like')}
              error={likeError ?? undefined}
              optional
              after={
                <button class='btn btn--s mt' type='submit' name='do' value='like'>
                  {t('commitmentNew.likeButton')}
                </button>
              }
            />
          </More>
        </div>
        <NextButtons reader={reader} next={t('commitmentNew.toValues')} hasBack />
      </NewFrame>
    </>
  )
}

function Taken({ reader, taken, takenCount }: NewTemplateProps) {
  if (takenCount === 0) return null
  const { t, language } = reader
  return (
    <Callout
      reader={reader}
      tone='info'
      title={t('commitmentNew.skipped', { units: writeCount(language, takenCount) })}
    >
      <p>
        {taken.map(({ name }) => name).join('; ')}
        {takenCount > taken.length && '; …'}
      </p>
    </Callout>
  )
}

type RowProps = NewTemplateProps & { row: TemplateRow; error?: string }

function Row({ reader, row, groups, error }: RowProps) {
  const { t } = reader
  const { n, typed, errors } = row
  const of = (name: string) => ({
    reader,
    name: `t${n}_${name}`,
    value: typed(name),
    error: errorIn(errors, `t${n}_${name}`),
  })
  const blank = { value: '', label: t('targetForm.choose') }
  return (
    <details class='card trow-card' id={`h-t${n}`} open={isOpen({ row, error })}>
      <summary>
        <h2>{t('commitmentNew.row', { n })}</h2>
        {typed('title') && <span class='sub'>{typed('title')}</span>}
      </summary>
      <div class='trow'>
        <TextArea
          {...of('title')}
          error={of('title').error ?? error}
          label={t(labels.title)}
          rows={2}
          attributes={{ maxlength: 1000 }}
        />
        <TextArea
          {...of('product')}
          label={t(labels.product)}
          hint={t('commitmentNew.productHint')}
          rows={2}
          attributes={{ maxlength: 5000 }}
        />
        <Select
          {...of('group')}
          label={t(labels.group)}
          items={[
            blank,
            ...groups.map((group) => ({
              value: String(group.number),
              label: t('commitment.groupRow', group),
            })),
          ]}
        />
        <Select
          {...of('kind')}
          label={t(labels.kind)}
          items={targetKinds.map((kind) => ({ value: kind, label: t(`targetForm.kind.${kind}`) }))}
        />
        <TextField
          {...of('measure')}
          label={t(labels.measure)}
          hint={t('commitmentNew.measureHint')}
          attributes={{ maxlength: 60 }}
        />
        <UsualPlan {...of('plan')} row={row} />
        <DateField {...of('due_on')} label={t(labels.due_on)} />
        <Rarer row={row} of={of} />
      </div>
    </details>
  )
}

/** An item that says something, and the first: it is where one begins. */
const isOpen = ({ row: { n, typed, errors }, error }: Pick<RowProps, 'row' | 'error'>) =>
  n === 1 || typed('title') !== '' || errors.length > 0 || error !== undefined

/** What most items leave as it is: folded, unless it says something else than that. */
const usual: Record<string, string[]> = {
  decimals: [''],
  value_kind: ['', 'cumulative'],
  direction: ['', 'up'],
  weight: [''],
}

const isUsual = ({ n, typed, errors }: TemplateRow) =>
  ['start_on', 'origin', ...Object.keys(usual)].every(
    (name) => !errorIn(errors, `t${n}_${name}`) && (usual[name]?.includes(typed(name)) ?? true),
  )

type FieldOf = (name: string) => {
  reader: NewPageProps['reader']
  name: string
  value: string
  error: string | undefined
}

function Rarer({ row, of }: { row: TemplateRow; of: FieldOf }) {
  const { reader } = of('weight')
  const { t } = reader
  return (
    <More reader={reader} summary={t('commitmentNew.rarer')} open={!isUsual(row)}>
      <div class='trow'>
        <Select {...of('decimals')} label={t(labels.decimals)} items={decimalItems(t)} />
        <Select
          {...of('value_kind')}
          label={t(labels.value_kind)}
          items={valueKinds.map((kind) => ({ value: kind, label: t(`value_kind.${kind}`) }))}
        />
        <Select
          {...of('direction')}
          label={t(labels.direction)}
          items={directions.map((direction) => ({
            value: direction,
            label: t(`direction_kind.${direction}`),
          }))}
        />
        <DateField {...of('start_on')} label={t(labels.start_on)} />
        <TextField
          {...of('weight')}
          label={t(labels.weight)}
          attributes={{ inputmode: 'numeric' }}
          optional
        />
        <Select
          {...of('origin')}
          label={t(labels.origin)}
          items={origins
            .filter((origin) => origin !== 'registered')
            .map((origin) => ({ value: origin, label: t(`origin.${origin}`) }))}
        />
      </div>
    </More>
  )
}

type PlanProps = {
  reader: NewPageProps['reader']
  name: string
  value: string
  error?: string
  row: TemplateRow
}

/** What stands for every unit that the table says nothing of. */
function UsualPlan({ reader, name, value, error, row }: PlanProps) {
  const { t } = reader
  const { question } = row
  const choiceName = `${name}_choice`
  return (
    <div>
      <NumberField
        reader={reader}
        name={name}
        label={t(labels.plan)}
        value={value}
        error={error}
        small
        optional
      />
      {question && (
        <>
          <HiddenFields fields={[{ name: `${choiceName}_for`, value: question.text }]} />
          <ChoiceList
            reader={reader}
            type='radio'
            name={choiceName}
            label={t('update.question', { text: question.text })}
            error={errorIn(row.errors, choiceName)}
            value={question.chosen}
            options={question.readings.map(({ convention, words }) => ({ value: convention, label: words }))}
          />
        </>
      )}
    </div>
  )
}
