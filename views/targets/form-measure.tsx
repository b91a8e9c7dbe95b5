import { MOST_DECIMALS } from '../../src/domain/amount.ts'
import { directions, rollupKinds, valueKinds } from '../../src/domain/promise.ts'
import { ChoiceList, SegmentedRadios, Select } from '../parts/choices.tsx'
import { More } from '../parts/form.tsx'
import { DateField, NumberField, TextArea, TextField } from '../parts/inputs.tsx'
import { type AmountField, problemOf } from './form-problems.ts'
import { control, type TargetFieldsProps } from './form-shapes.ts'

/** Blank leaves it to what is typed. */
export const decimalItems = (t: TargetFieldsProps['reader']['t']) => [
  { value: '', label: t('targetForm.decimalsTyped') },
  ...Array.from({ length: MOST_DECIMALS + 1 }, (_, n) => ({ value: String(n), label: String(n) })),
]

/** What a number is measured in, which way it is to go, and how far. */
export function MeasureFields(props: TargetFieldsProps) {
  const { t } = props.reader
  return (
    <>
      <TextField
        {...control(props, 'measure')}
        label={t('targetForm.measure')}
        hint={t('targetForm.measureHint')}
        attributes={{ maxlength: 60 }}
      />
      <Select
        {...control(props, 'decimals')}
        label={t('targetForm.decimals')}
        hint={t('targetForm.decimalsHint')}
        items={decimalItems(t)}
      />
      <ChoiceList
        {...control(props, 'value_kind')}
        type='radio'
        label={t('targetForm.valueKind')}
        options={valueKinds.map((kind) => ({
          value: kind,
          label: t(`value_kind.${kind}`),
          note: t(`targetForm.valueKind.${kind}`),
        }))}
      />
      <SegmentedRadios
        {...control(props, 'direction')}
        label={t('targetForm.direction')}
        options={directions.map((direction) => ({
          value: direction,
          label: t(`direction_kind.${direction}`),
        }))}
      />
      <div class='for-plan'>
        <AmountInput
          {...props}
          name='plan'
          label={t('targetForm.plan')}
          hint={t('targetForm.planHint')}
          optional
        />
      </div>
      <div class='for-band'>
        <AmountInput {...props} name='plan_low' label={t('targetForm.planLow')} />
        <AmountInput {...props} name='plan_high' label={t('targetForm.planHigh')} />
      </div>
      <Before {...props} />
      <Select
        {...control(props, 'rollup')}
        label={t('targetForm.rollup')}
        hint={t('targetForm.rollupHint')}
        items={[
          { value: '', label: t('targetForm.rollup.none') },
          ...rollupKinds.map((kind) => ({ value: kind, label: t(`targetForm.rollup.${kind}`) })),
        ]}
        optional
      />
    </>
  )
}

/** Where it starts from, and what was reached at the same time of last year. */
function Before(props: TargetFieldsProps) {
  const { reader, typed, problems } = props
  const { t } = reader
  const isOpen = (...names: ('baseline' | 'baseline_on' | 'references' | 'reference_source')[]) =>
    names.some((name) => typed(name) !== '' || problems.some(({ field }) => field === name))
  return (
    <>
      <More reader={reader} summary={t('targetForm.baselinePart')} open={isOpen('baseline', 'baseline_on')}>
        <AmountInput
          {...props}
          name='baseline'
          label={t('targetForm.baseline')}
          hint={t('targetForm.baselineHint')}
          optional
        />
        <DateField {...control(props, 'baseline_on')} label={t('targetForm.baselineOn')} optional />
      </More>
      <More
        reader={reader}
        summary={t('targetForm.referencesPart')}
        open={isOpen('references', 'reference_source')}
      >
        <TextArea
          {...control(props, 'references')}
          label={t('targetForm.references')}
          hint={t('targetForm.referencesHint')}
          rows={4}
          optional
        />
        <TextField
          {...control(props, 'reference_source')}
          label={t('targetForm.referenceSource')}
          attributes={{ maxlength: 300 }}
          optional
        />
      </More>
    </>
  )
}

/** A number as it is typed; below it, where it has two readings, the question which was meant. */
export function AmountInput(
  props: Pick<TargetFieldsProps, 'reader' | 'typed' | 'problems' | 'questions'> & {
    name: AmountField
    label: string
    hint?: string
    optional?: boolean
    error?: string
  },
) {
  const { reader, typed, problems, questions, name, label, hint, optional } = props
  const question = questions.find(({ field }) => field === name)
  return (
    <>
      <NumberField
        reader={reader}
        name={name}
        label={label}
        hint={hint}
        optional={optional}
        value={typed(name)}
        error={props.error ?? problemOf(reader.t, problems, name)}
        affix={typed('measure') || undefined}
        attributes={{ maxlength: 200 }}
      />
      {question && (
        <>
          <input type='hidden' name={`${name}_choice_for`} value={question.text} />
          <ChoiceList
            reader={reader}
            type='radio'
            name={`${name}_choice`}
            label={reader.t('update.question', { text: question.text })}
            error={problemOf(reader.t, problems, `${name}_choice`)}
            value={question.chosen}
            options={question.readings.map(({ convention, words }) => ({
              value: convention,
              label: <b>{words}</b>,
            }))}
          />
        </>
      )}
    </>
  )
}
