import type { Child } from 'hono/jsx'
import { acceptedOf, type Point, pointsOf } from '../../src/domain/actual.ts'
import { metOf, percentOfPlan } from '../../src/domain/percent.ts'
import { expectedAt, planAt } from '../../src/domain/plan.ts'
import type { Span } from '../../src/domain/target.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writePercentSpan, writeSignedAmount, writeSpan } from '../../src/i18n/numbers.ts'
import { More } from '../parts/form.tsx'
import { Scroll } from '../parts/page.tsx'
import { runsOutWords } from '../warning/runs-out.ts'
import { forecastWords, warningWords } from '../warning/words.ts'
import { CourseChart, inForce } from './chart.tsx'
import { type Course, courseDrawing } from './course.ts'
import type { Judged } from './shapes.ts'
import { isCeiling, levelWords, loweredWords, planWords, valueWords } from './words.ts'

/** The course of a number: chart, what it means for the months to come, and the same as a table. */
export function CourseCard({ judged, warned }: { judged: Judged; warned: boolean }) {
  const { reader, target } = judged
  const course = courseDrawing(judged)
  if (!course) return null
  const { t } = reader
  const sentences = [
    warned ? null : warningWords(judged),
    forecastWords(judged),
    warned ? null : runsOutWords(judged),
    warned ? null : loweredWords(judged),
  ]
  const title = t(target.valueKind ? `target.chartOf.${target.valueKind}` : 'target.chart')
  return (
    <section class='card' aria-labelledby='h-course'>
      <div class='card__p'>
        <div class='shead'>
          <h2 id='h-course'>{title}</h2>
          {target.measure && <p class='sm muted'>{t('target.chartUnit', { measure: target.measure })}</p>}
        </div>
        {course.points.length === 0 && <p class='sub'>{t('target.chartEmpty')}</p>}
        <CourseChart
          reader={reader}
          course={course}
          title={t('target.chartTitle', { title: target.title })}
          description={descriptionOf(judged)}
          goal={goalWords(judged)}
          last={lastWords(judged)}
        />
        <Legend judged={judged} course={course} />
        {sentences.filter(Boolean).map((sentence) => (
          <p class='sm mt'>{sentence}</p>
        ))}
      </div>
      {course.points.length > 0 && (
        <div class='card__p cq no-print'>
          <More reader={reader} summary={t('target.table')}>
            <Scroll label={t('target.tableOf')}>
              <FigureTable judged={judged} />
            </Scroll>
          </More>
        </div>
      )}
    </section>
  )
}

function descriptionOf(judged: Judged): string {
  const { reader, target, standing } = judged
  const { latest, pace } = standing
  if (!latest) return reader.t('target.chartEmpty')
  const fill = {
    day: writeDay(reader.language, latest.asOf),
    actual: valueWords(reader, latest.value, target),
    plan: planWords(judged) ?? reader.t('target.noPlan'),
  }
  if (!pace) return reader.t('target.chartDescPlain', fill)
  return reader.t('target.chartDesc', { ...fill, expected: levelWords(reader, pace.expected, target) })
}

function goalWords(judged: Judged): string | null {
  const { reader, target, standing } = judged
  if (target.direction === 'within') return reader.t('target.chartBand')
  if (standing.plan === null) return null
  const first = target.plan ?? standing.plan
  const plan = writeSpan(reader.language, { low: first, high: first }, target.decimals)
  return reader.t(isCeiling(judged) ? 'target.chartCeiling' : 'target.chartPlan', { plan })
}

function lastWords({ reader, target, standing }: Judged): string | null {
  return standing.latest ? writeSpan(reader.language, standing.latest.value, target.decimals) : null
}

function Legend({ judged, course }: { judged: Judged; course: Course }) {
  const { t } = judged.reader
  const isChanged = course.original.length > 0
  return (
    <ul class='legend'>
      <Sample words={t('target.legend.actual')}>
        <path class='c-line' d='M0 7h20' />
      </Sample>
      {course.forecast && (
        <Sample words={t('target.legend.forecast')}>
          <path class='c-fc' d='M0 7h20' />
        </Sample>
      )}
      {course.expected.length > 0 && (
        <Sample words={t('target.legend.expected')}>
          {isChanged ? <path {...inForce} d='M0 7h20' /> : <path class='c-plan' d='M0 7h20' />}
        </Sample>
      )}
      {isChanged && (
        <Sample words={t('target.legend.original')}>
          <path class='c-plan' d='M0 7h20' />
        </Sample>
      )}
      {course.goals.length > 0 && (
        <Sample
          words={t(
            isCeiling(judged)
              ? 'target.legend.ceiling'
              : judged.target.direction === 'within'
                ? 'target.band'
                : 'target.legend.plan',
          )}
        >
          <path class='c-goal' d='M0 7h20' />
        </Sample>
      )}
    </ul>
  )
}

function Sample({ words, children }: { words: string; children: Child }) {
  return (
    <li>
      <svg viewBox='0 0 20 14' aria-hidden='true'>
        {children}
      </svg>
      {words}
    </li>
  )
}

/** Every accepted figure, the newest first, each held against the plan and the level of its own day. */
function FigureTable({ judged }: { judged: Judged }) {
  const { reader, target, facts } = judged
  const { t, language } = reader
  const points = pointsOf(facts)
  const estimates = new Set(
    acceptedOf(facts.updates).flatMap(({ asOf, qualifier }) => (qualifier === 'exact' ? [] : [asOf])),
  )
  const isKept = target.direction === 'within' || isCeiling(judged)
  const hasPercent = !isKept && points.some(({ asOf }) => planAt(facts, asOf) !== null)
  const hasPace = judged.standing.pace !== null
  return (
    <table class='tbl'>
      <caption class='sr'>{t('target.tableOf')}</caption>
      <thead>
        <tr>
          <th scope='col'>{t('target.col.asOf')}</th>
          <th scope='col' class='num'>
            {t('target.col.value')}
          </th>
          <th scope='col' class='num'>
            {t('target.col.change')}
          </th>
          {hasPercent && (
            <th scope='col' class='num'>
              {t('target.col.percent')}
            </th>
          )}
          {hasPace && (
            <th scope='col' class='num'>
              {t('target.col.expected')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {points
          .map((point, n) => (
            <tr>
              <th scope='row'>{writeDay(language, point.asOf)}</th>
              <td class='num'>
                {estimates.has(point.asOf) && <span class='sub'>{t('qualifier.estimate')} </span>}
                {writeSpan(language, point.value, target.decimals)}
              </td>
              <td class='num'>{changeWords(judged, point.value, points[n - 1]?.value)}</td>
              {hasPercent && <td class='num'>{percentWords(judged, point)}</td>}
              {hasPace && <td class='num'>{levelOn(judged, point)}</td>}
            </tr>
          ))
          .reverse()}
      </tbody>
    </table>
  )
}

/** Only exact figures have a difference that can be told in one number. */
function changeWords({ reader, target }: Judged, value: Span, before: Span | undefined): string {
  const isExact = (span: Span) => span.low !== null && span.low === span.high
  if (!before || !isExact(value) || !isExact(before)) return '–'
  return writeSignedAmount(reader.language, value.low! - before.low!, target.decimals)
}

function percentWords({ reader, target, facts }: Judged, { asOf, value }: Point): string {
  const plan = planAt(facts, asOf)
  const percent = percentOfPlan(target, plan, value) ?? { low: null, high: null }
  return writePercentSpan(reader.language, percent, { met: metOf(target, plan, value) === 'met' })
}

function levelOn({ reader, target, facts }: Judged, { asOf }: Point): string {
  const expected = expectedAt(facts, asOf)
  const plain = { decimals: target.decimals, measure: null }
  return expected ? levelWords(reader, expected.level, plain, Math.max(1, target.decimals)) : '–'
}
