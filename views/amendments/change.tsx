import { type amendableFields, PLAN_FROM } from '../../src/domain/amendment.ts'
import { curveShapes } from '../../src/domain/promise.ts'
import type { PromiseText } from '../../src/domain/promise-text.ts'
import { ChoiceList, Select } from '../parts/choices.tsx'
import { DateField, NumberField, TextArea } from '../parts/inputs.tsx'
import { AmountInput, decimalItems } from '../targets/form-measure.tsx'
import {
  type AmountQuestion,
  problemOf,
  type TargetControl,
  type TargetProblem,
} from '../targets/form-problems.ts'
import { fieldLabel, fieldWords } from '../targets/promise-words.ts'
import { type FrameProps, LineFrame } from './frame.tsx'

type Amendable = (typeof amendableFields)[number]

export interface ChangeProps extends FrameProps {
  target: {
    code: string
    title: string
    kind: string
    direction: string | null
    measure: string | null
    decimals: number
  }
  /** The promise in force. */
  now: PromiseText
  typed: (name: string) => string
  problems: TargetProblem[]
  questions: AmountQuestion[]
  planFromError: string | undefined
  /** Nothing is different from what is in force. */
  isSame: boolean
}

/** What an annex makes of one target: the form says what is in force, and keeps only what becomes different. */
export function ChangePage(props: ChangeProps) {
  const { reader, target, problems, planFromError, isSame } = props
  const { t } = reader
  const errors = [
    ...(isSame ? [{ field: 'title', text: t('amendment.nothingChanged') }] : []),
    ...problems.map((one) => ({ field: one.field, text: summaryOf(props, one) })),
    ...(planFromError
      ? [
          {
            field: PLAN_FROM,
            text: t('amendment.problem.at', { field: t('amendment.planFrom'), problem: planFromError }),
          },
        ]
      : []),
  ]
  return (
    <LineFrame
      {...props}
      errors={errors}
      eyebrow={target.title}
      title={t('amendment.changeTitle', { code: target.code })}
      lead={t('amendment.changeLead')}
      here={target.code}
    >
      <Fields {...props} />
    </LineFrame>
  )
}

function summaryOf({ reader, problems }: ChangeProps, one: TargetProblem): string {
  const field = one.field.replace(/_choice$/, '')
  const label = field === 'shares' ? reader.t('targetForm.shares') : fieldLabel(reader.t, field as Amendable)
  return reader.t('amendment.problem.at', {
    field: label,
    problem: problemOf(reader.t, problems, one.field) ?? '',
  })
}

const nowWords = ({ reader, now }: ChangeProps, field: Amendable) =>
  reader.t('amendment.now', { value: fieldWords(reader, field, now[field], now) })

function Fields(props: ChangeProps) {
  const { reader, target, typed } = props
  const { t } = reader
  const field = (name: TargetControl & Amendable) => ({
    ...{ reader, name, value: typed(name), hint: nowWords(props, name) },
    error: problemOf(reader.t, props.problems, name),
  })
  const isNumber = target.kind === 'number'
  return (
    <>
      <TextArea
        {...field('title')}
        hint={undefined}
        label={t('targetForm.title')}
        rows={2}
        attributes={{ maxlength: 1000 }}
      />
      <TextArea
        {...field('product')}
        hint={undefined}
        label={t('targetForm.product')}
        rows={3}
        attributes={{ maxlength: 5000 }}
      />
      {isNumber && <PlanFields {...props} />}
      {target.kind !== 'ongoing' && (
        <DateField
          {...field('due_on')}
          label={t('targetForm.dueOn')}
          hint={`${nowWords(props, 'due_on')}. ${t('amendment.dueHint')}`}
        />
      )}
      {(isNumber || target.kind === 'milestone') && <CurveFields {...props} />}
      <NumberField {...field('weight')} label={t('targetForm.weight')} small optional />
    </>
  )
}

function PlanFields(props: ChangeProps) {
  const { reader, target, typed, problems, questions } = props
  const { t } = reader
  const amounts = {
    ...{ reader, problems, questions },
    typed: (name: string) => (name === 'measure' ? (target.measure ?? '') : typed(name)),
  }
  const finest = (
    <Select
      reader={reader}
      name='decimals'
      value={typed('decimals') || String(target.decimals)}
      error={problemOf(reader.t, problems, 'decimals')}
      label={t('targetForm.decimals')}
      hint={t('amendment.decimalsHint')}
      items={decimalItems(t).slice(1 + target.decimals)}
    />
  )
  if (target.direction === 'within') {
    return (
      <>
        {finest}
        <AmountInput
          {...amounts}
          name='plan_low'
          label={t('targetForm.planLow')}
          hint={nowWords(props, 'plan_low')}
        />
        <AmountInput
          {...amounts}
          name='plan_high'
          label={t('targetForm.planHigh')}
          hint={nowWords(props, 'plan_high')}
        />
      </>
    )
  }
  return (
    <>
      {finest}
      <AmountInput {...amounts} name='plan' label={t('targetForm.plan')} hint={nowWords(props, 'plan')} />
      <DateField
        reader={reader}
        name={PLAN_FROM}
        value={typed(PLAN_FROM)}
        error={props.planFromError}
        label={t('amendment.planFrom')}
        hint={t('amendment.planFromHint')}
        optional
      />
    </>
  )
}

function CurveFields(props: ChangeProps) {
  const { reader, typed, problems } = props
  const { t } = reader
  return (
    <>
      <ChoiceList
        reader={reader}
        name='curve'
        type='radio'
        label={t('targetForm.curve')}
        hint={nowWords(props, 'curve')}
        error={problemOf(reader.t, problems, 'curve')}
        value={typed('curve') || 'linear'}
        options={curveShapes.map((shape) => ({ value: shape, label: t(`targetForm.curve.${shape}`) }))}
      />
      <TextArea
        reader={reader}
        name='shares'
        value={typed('shares')}
        error={problemOf(reader.t, problems, 'shares')}
        label={t('targetForm.shares')}
        hint={t('targetForm.sharesHint')}
        rows={2}
        attributes={{ maxlength: 1000 }}
        optional
      />
    </>
  )
}
