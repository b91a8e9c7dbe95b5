import { acceptedOf } from '../../src/domain/actual.ts'
import { writePercent, writePoints } from '../../src/i18n/numbers.ts'
import { StepsDone } from '../updates/steps.tsx'
import type { Judged } from './shapes.ts'

/** The steps of a milestone as the last accepted report told of them, and what should have been done by then. */
export function StepsCard({ reader, facts, standing }: Judged) {
  const { t, language } = reader
  const { milestones = [] } = facts
  if (!milestones.length) return null
  const done = acceptedOf(facts.updates).findLast(({ stepsDone }) => stepsDone)?.stepsDone ?? []
  const { expectedShare, behind } = standing.steps ?? {}
  const late = behind?.high && behind.high.n > 0n ? behind.high : null
  return (
    <section class='card card__p' aria-labelledby='h-steps'>
      <h2 id='h-steps'>{t('update.steps')}</h2>
      <StepsDone reader={reader} steps={milestones} stepsDone={[...done]} />
      {expectedShare && (
        <p class='sm mt'>
          {t('target.stepsExpected', { share: writePercent(language, expectedShare, { decimals: 0 }) })}
          {late && ` ${t('target.stepsBehind', { points: writePoints(language, late) })}`}
        </p>
      )}
    </section>
  )
}
