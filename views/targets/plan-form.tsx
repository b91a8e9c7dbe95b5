import type { Day } from '../../src/domain/day.ts'
import type { PlanRevision, RevisionFault } from '../../src/domain/plan-revision.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { ErrorSummary } from '../parts/form.tsx'
import { DateField, HiddenFields, TextArea } from '../parts/inputs.tsx'
import { Timeline } from '../parts/lists.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { CurvePicture, type CurvePictureProps } from './curve-picture.tsx'
import { AmountInput } from './form-measure.tsx'
import { type AmountQuestion, problemWords, type TargetProblem } from './form-problems.ts'
import { amountWords } from './words.ts'

export interface PlanProblem {
  field: 'plan' | 'plan_choice' | 'effective_from' | 'reason'
  reason: TargetProblem['reason'] | RevisionFault['reason']
  fill?: string
}

export interface PlanFormProps {
  reader: Reader
  commitmentCode: string
  target: {
    code: string
    title: string
    measure: string | null
    decimals: number
    plan: number | null
    startOn: Day
  }
  typed: (name: string) => string
  problems: PlanProblem[]
  questions: AmountQuestion[]
  revisions: PlanRevision[]
  /** The number of the annex that is being drafted; null where this begins one, under `id`. */
  annex: number | null
  id: string
  /** Ready-made: where that annex says something else of this target already. */
  takenHref: string | null
  picture: CurvePictureProps | null
  /** Ready-made. */
  action: string
  curvePath: string
}

const OWN = ['same_plan', 'before_start', 'after_due', 'day_taken', 'later_version'] as const

export function planProblemWords({ t }: Reader, problem: PlanProblem): string {
  const own = OWN.find((reason) => reason === problem.reason)
  return own
    ? t(`targetPlan.problem.${own}`, { day: problem.fill ?? '' })
    : problemWords(t, problem as TargetProblem)
}

/** A new plan from a day, for an annex to sign; what was expected until then stays as it was. */
export function PlanFormPage(props: PlanFormProps) {
  const { reader, target, problems, takenHref, revisions } = props
  const { t, at } = reader
  const href = at(`/targets/${encodeURIComponent(target.code)}`)
  return (
    <div class='narrow'>
      <ErrorSummary
        reader={reader}
        errors={problems.map((one) => ({
          field: one.field,
          text: t('targetForm.problem.at', {
            field: t(`targetPlan.${one.field === 'plan_choice' ? 'plan' : one.field}`),
            problem: planProblemWords(reader, one),
          }),
        }))}
      />
      {takenHref && (
        <Callout reader={reader} tone='back' title={t('targetPlan.takenTitle')}>
          <p>
            <a href={takenHref}>{t('targetPlan.taken')}</a>
          </p>
        </Callout>
      )}
      <Crumbs
        reader={reader}
        items={[
          {
            href: at(`/commitments/${encodeURIComponent(props.commitmentCode)}`),
            label: props.commitmentCode,
          },
          { href, label: target.code },
        ]}
        here={t('targetPlan.title')}
      />
      <PageHead eyebrow={target.code} title={t('targetPlan.title')} lead={target.title} />
      <div class='flow-l'>
        <Versions reader={reader} target={target} revisions={revisions} />
        <PlanForm {...props} cancelHref={href} />
      </div>
    </div>
  )
}

function Versions({ reader, target, revisions }: Pick<PlanFormProps, 'reader' | 'target' | 'revisions'>) {
  const { t, language } = reader
  const words = (plan: number | null) =>
    plan === null ? t('target.noPlan') : amountWords(reader, plan, target)
  return (
    <Section id='h-versions' title={t('targetPlan.versions')} card>
      <Timeline
        reader={reader}
        items={[
          {
            tone: 'info',
            icon: 'flag',
            title: t('targetPlan.first', { plan: words(target.plan) }),
            meta: writeDay(language, target.startOn),
          },
          ...revisions.map(({ effectiveFrom, plan, decision, reason }) => ({
            tone: 'info' as const,
            icon: 'pen-line' as const,
            title: words(plan),
            meta: t('targetPlan.by', { day: writeDay(language, effectiveFrom), decision }),
            quote: reason,
          })),
        ]}
      />
    </Section>
  )
}

function PlanForm(props: PlanFormProps & { cancelHref: string }) {
  const { reader, typed, problems, picture, annex, curvePath } = props
  const { t } = reader
  const field = (name: 'effective_from' | 'reason') => {
    const problem = problems.find((one) => one.field === name)
    const error = problem && planProblemWords(reader, problem)
    return { reader, name, label: t(`targetPlan.${name}`), value: typed(name), error }
  }
  return (
    <form class='card card__p plan-form' method='post' action={props.action} novalidate>
      <HiddenFields fields={[{ name: 'id', value: props.id }]} />
      <p class='hint mb'>
        {annex === null ? t('targetPlan.newAnnex') : t('targetPlan.intoAnnex', { n: annex })}
      </p>
      <button class='sr' type='submit' tabindex={-1}>
        {t('targetPlan.save')}
      </button>
      <AmountInput
        reader={reader}
        typed={(name) => (name === 'measure' ? (props.target.measure ?? '') : typed(name))}
        problems={[]}
        questions={props.questions}
        name='plan'
        label={t('targetPlan.plan')}
        error={planError(props)}
      />
      <DateField {...field('effective_from')} hint={t('targetPlan.fromHint')} />
      <div
        id='curve-out'
        aria-live='polite'
        hx-get={curvePath}
        hx-trigger='input delay:400ms from:.plan-form, change from:.plan-form'
        hx-include="[name='plan'], [name='effective_from'], [name='plan_choice'], [name='plan_choice_for']"
        hx-sync='this:replace'
        hx-target='this'
        hx-swap='innerHTML'
      >
        {picture && <CurvePicture {...picture} />}
      </div>
      <button class='btn btn--s mt-s mb' type='submit' name='do' value='show'>
        {t('targetForm.show')}
      </button>
      {annex === null && <TextArea {...field('reason')} attributes={{ maxlength: 2000 }} />}
      <div class='btns mt'>
        <button class='btn btn--p' type='submit'>
          {t('targetPlan.save')}
        </button>
        <a class='btn' href={props.cancelHref}>
          {t('common.cancel')}
        </a>
      </div>
    </form>
  )
}

function planError({ reader, problems }: PlanFormProps): string | undefined {
  const problem = problems.find(({ field }) => field === 'plan' || field === 'plan_choice')
  return problem && planProblemWords(reader, problem)
}
