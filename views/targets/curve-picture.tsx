import type { TargetFacts } from '../../src/domain/target.ts'
import { writeDay } from '../../src/i18n/days.ts'
import type { Reader } from '../reader.ts'
import { CourseChart, inForce } from './chart.tsx'
import { type CurveDrawing, curveDrawing } from './curve-drawing.ts'
import { amountWords, levelWords } from './words.ts'

export interface CurvePictureProps {
  reader: Reader
  /** What is promised, without any report. */
  facts: TargetFacts
  /** What it takes the place of. */
  before?: TargetFacts | null
  measure: string | null
  /** Why nothing can be drawn yet. */
  problem: string | null
}

/** The expected course of a promise: drawn while it is typed, and told at a few dates for those who do not see it. */
export function CurvePicture({ reader, facts, before = null, measure, problem }: CurvePictureProps) {
  const { t, language } = reader
  const drawing = problem === null ? curveDrawing(facts, before) : null
  if (!drawing) return <p class='sub'>{problem ?? t('targetForm.picture.nothing')}</p>
  const written = writtenAs(drawing, measure)
  const told = drawing.told.map(({ day, level }) =>
    t('targetForm.picture.at', {
      day: writeDay(language, day),
      level: levelWords(reader, level, written, Math.max(1, written.decimals)),
    }),
  )
  return (
    <figure class={before ? 'mt' : 'mt curve-alone'}>
      <CourseChart
        reader={reader}
        course={drawing.course}
        title={t('targetForm.picture.title')}
        description={told.join('; ')}
        goal={
          drawing.goal === null
            ? null
            : t('target.chartPlan', { plan: amountWords(reader, drawing.goal, written) })
        }
        last={null}
      />
      {before && <Legend reader={reader} />}
      <figcaption class='sm muted'>{t('targetForm.picture.told', { levels: told.join('; ') })}</figcaption>
    </figure>
  )
}

const writtenAs = ({ isShare, decimals }: CurveDrawing, measure: string | null) =>
  isShare ? { decimals: 0, measure: '%' } : { decimals, measure }

function Legend({ reader: { t } }: { reader: Reader }) {
  return (
    <ul class='legend'>
      <li>
        <svg viewBox='0 0 20 14' aria-hidden='true'>
          <path {...inForce} d='M0 7h20' />
        </svg>
        {t('targetForm.picture.after')}
      </li>
      <li>
        <svg viewBox='0 0 20 14' aria-hidden='true'>
          <path class='c-plan' d='M0 7h20' />
        </svg>
        {t('targetForm.picture.before')}
      </li>
    </ul>
  )
}
