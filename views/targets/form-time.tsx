import { curveShapes } from '../../src/domain/promise.ts'
import { ChoiceList } from '../parts/choices.tsx'
import { DateField, NumberField, TextArea } from '../parts/inputs.tsx'
import { CurvePicture } from './curve-picture.tsx'
import { control, type TargetFieldsProps } from './form-shapes.ts'

/** What the picture of the curve is drawn from; the rest of the form does not go along. */
const DRAWN = [
  ...['kind', 'decimals', 'measure', 'value_kind', 'direction', 'plan', 'plan_choice', 'plan_choice_for'],
  ...['plan_low', 'plan_high', 'baseline', 'start_on', 'due_on', 'curve', 'shares', 'references', 'steps'],
]

/** From when to when, and how the plan is expected to be reached between them, with its picture. */
export function TimeFields(props: TargetFieldsProps) {
  const { reader, paths, picture } = props
  const { t } = reader
  return (
    <>
      <DateField {...control(props, 'start_on')} label={t('targetForm.startOn')} />
      <div class='for-dated'>
        <DateField {...control(props, 'due_on')} label={t('targetForm.dueOn')} />
      </div>
      <div class='for-curve'>
        <ChoiceList
          {...control(props, 'curve')}
          type='radio'
          label={t('targetForm.curve')}
          hint={t('targetForm.curveHint')}
          value={props.typed('curve') || 'linear'}
          options={curveShapes.map((shape) => ({
            value: shape,
            label: t(`targetForm.curve.${shape}`),
            note: t(`targetForm.curveNote.${shape}`),
          }))}
        />
        <div class='for-shares'>
          <TextArea
            {...control(props, 'shares')}
            label={t('targetForm.shares')}
            hint={t('targetForm.sharesHint')}
            rows={2}
            attributes={{ maxlength: 1000 }}
          />
        </div>
        <div
          id='curve-out'
          aria-live='polite'
          hx-get={paths.curve}
          hx-trigger='input delay:400ms from:.kinds, change from:.kinds'
          hx-include={DRAWN.map((name) => `[name='${name}']`).join(', ')}
          hx-sync='this:replace'
          hx-target='this'
          hx-swap='innerHTML'
        >
          {picture && <CurvePicture {...picture} />}
        </div>
        <button class='btn btn--s mt-s' type='submit' name='do' value='show'>
          {t('targetForm.show')}
        </button>
      </div>
      <NumberField
        {...control(props, 'weight')}
        label={t('targetForm.weight')}
        hint={t('targetForm.weightHint')}
        small
        optional
      />
      <NumberField
        {...control(props, 'headline')}
        label={t('targetForm.headline')}
        hint={t('targetForm.headlineHint')}
        small
        optional
      />
    </>
  )
}
