import { nullReasons } from '../../src/domain/update.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Select } from '../parts/choices.tsx'
import { More } from '../parts/form.tsx'
import { NumberField } from '../parts/inputs.tsx'
import type { UpdateFormProps } from './form.tsx'
import { UpdatePreview } from './preview.tsx'
import { problemIn } from './problems.ts'
import { exampleOf, writeFigure } from './words.ts'

/** The number, what the server makes of it while it is typed, and the way out for "no figure". */
export function ValueField(props: UpdateFormProps) {
  const { reader, target, typed, problems, preview } = props
  const { t } = reader
  const path = reader.at(`/targets/${target.code}/update/preview`)
  const nullProblem = problemIn(t, problems, 'null_reason')
  const valueProblem = problemIn(t, problems, 'value')
  return (
    <>
      <NumberField
        reader={reader}
        name='value'
        label={t(`update.value.${target.valueKind ?? 'none'}`)}
        hint={hintFor(props)}
        error={valueProblem ?? problemIn(t, problems, 'value_choice')}
        value={typed.value}
        affix={target.measure ?? undefined}
        attributes={{
          maxlength: 200,
          // The office first says how it was told.
          autofocus: problems.length === 0 && typed.value === '' && props.sends !== 'behalf',
          // A pad of digits has no dash and no letters, which a range or an estimate needs.
          inputmode: wantsLetters(props) ? 'text' : 'decimal',
        }}
        after={
          <div
            id='value-out'
            aria-live='polite'
            hx-get={path}
            hx-trigger='input changed delay:400ms from:#value, change from:#as_of, change'
            hx-include='#value, #as_of, [name="value_choice"], [name="choice_for"], [name="range_kind"], [name="corrects"]'
            hx-sync='this:replace'
            hx-target='this'
            hx-swap='innerHTML'
          >
            {preview && !valueProblem && <UpdatePreview reader={reader} target={target} {...preview} />}
          </div>
        }
      />
      <More
        reader={reader}
        summary={t('update.noValue')}
        open={typed.null_reason !== '' || nullProblem !== undefined}
      >
        <Select
          reader={reader}
          name='null_reason'
          label={t('update.nullReason')}
          hint={t('update.nullHint')}
          error={nullProblem}
          value={typed.null_reason}
          items={[
            { value: '', label: t('update.nullNone') },
            ...nullReasons.map((reason) => ({ value: reason, label: t(`null_reason.${reason}`) })),
          ]}
        />
      </More>
    </>
  )
}

function wantsLetters({ typed, last }: UpdateFormProps): boolean {
  const isPlain = last === null || (last.qualifier === 'exact' && last.value.low === last.value.high)
  return !isPlain || /[^\d.,\s]/.test(typed.value)
}

function hintFor({ reader, target, last, periodFrom }: UpdateFormProps): string {
  const { t, language } = reader
  const example = exampleOf(reader, target)
  return [
    periodFrom && t('update.periodHint', { from: writeDay(language, periodFrom) }),
    t(target.decimals ? 'update.valueHint' : 'update.valueHintWhole', { example }),
    last &&
      t('update.lastHint', { value: writeFigure(reader, target, last), day: writeDay(language, last.asOf) }),
  ]
    .filter(Boolean)
    .join(' ')
}
