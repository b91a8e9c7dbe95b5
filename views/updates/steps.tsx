import { areWeighted, type Milestone, weightOf } from '../../src/domain/milestone.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { WithIcon } from '../parts/badge.tsx'
import { ChoiceList } from '../parts/choices.tsx'
import type { Reader } from '../reader.ts'
import type { UpdateFormProps } from './form.tsx'
import { problemIn } from './problems.ts'

export type Step = Milestone

/** The steps of a milestone, each to be ticked once it is done. */
export function StepsField({ reader, steps, problems }: UpdateFormProps) {
  const { t } = reader
  if (!steps.length) return null
  return (
    <ChoiceList
      reader={reader}
      type='checkbox'
      name='step'
      label={t('update.steps')}
      hint={t('update.stepsHint')}
      error={problemIn(t, problems, 'step')}
      values={steps.filter(({ isDone }) => isDone).map(({ number }) => String(number))}
      options={steps.map((step) => ({
        value: String(step.number),
        label: step.title,
        note: noteOf(reader, step) || undefined,
      }))}
      optional
    />
  )
}

/** 'hạn 31/3/2022 · tỷ trọng 30%' */
function noteOf({ t, language }: Reader, { dueOn, weight }: Step): string {
  const day = dueOn && t('update.stepDue', { day: writeDay(language, dueOn) })
  return [day, weight > 0 && t('update.stepWeight', { n: weight })].filter(Boolean).join(' · ')
}

/** Every step and whether it was reported as done; with weights also how much of the whole that is. */
export function StepsDone(props: { reader: Reader; steps?: Step[]; stepsDone?: number[] | null }) {
  const { reader, steps = [], stepsDone } = props
  const { t } = reader
  if (!stepsDone || !steps.length) return null
  const done = steps.filter(({ number }) => stepsDone.includes(number))
  const counts = { n: done.length, of: steps.length }
  return (
    <>
      <p>
        {areWeighted(steps)
          ? t('update.stepsShare', { ...counts, share: weightOf(done) })
          : t('update.stepsCount', counts)}
      </p>
      <ul class='plain'>
        {steps.map((step) => {
          const isDone = stepsDone.includes(step.number)
          return (
            <li>
              <WithIcon reader={reader} icon={isDone ? 'circle-check-big' : 'circle-dashed'}>
                {step.title}{' '}
                <span class='sub'>
                  {[t(isDone ? 'update.stepDone' : 'update.stepOpen'), noteOf(reader, step)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </WithIcon>
            </li>
          )
        })}
      </ul>
    </>
  )
}
