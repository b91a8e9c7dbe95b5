import type { TargetField } from '../../src/domain/promise.ts'
import { Confirm, ErrorSummary } from '../parts/form.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { TargetFields } from './form-fields.tsx'
import { problemWords, type TargetProblem } from './form-problems.ts'
import type { TargetFieldsProps } from './form-shapes.ts'
import { fieldLabel } from './promise-words.ts'

export interface TargetFormProps extends TargetFieldsProps {
  commitment: { code: string; unitName: string }
  /** The target that is edited. */
  code: string | null
  /** What goes along unseen: the id of a new target, or the version of one that is edited. */
  hidden: { name: string; value: string }[]
  /** Ready-made. */
  action: string
  removeHref: string | null
  /** Where a target of several years is divided; ready-made. */
  yearsHref: string | null
  /** What somebody else has changed meanwhile, field by field; or something stands where this was to stand. */
  conflict: { differs: { field: TargetField; stored: string; typed: string }[] } | 'taken' | null
}

/** A new target of a draft, or one that is edited. */
export function TargetFormPage(props: TargetFormProps) {
  const { reader, commitment, code, problems, action, removeHref } = props
  const { t, at } = reader
  const back = `/commitments/${encodeURIComponent(commitment.code)}`
  return (
    <div class='narrow'>
      <ErrorSummary
        reader={reader}
        errors={problems.map((one) => ({ field: anchorOf(one), text: summaryWords(reader, one) }))}
      />
      <Conflict {...props} />
      <Crumbs
        reader={reader}
        items={[
          { href: at('/commitments'), label: t('nav.commitments') },
          { href: at(back), label: commitment.code },
        ]}
        here={code ?? t('targetForm.newTitle')}
      />
      <PageHead
        eyebrow={commitment.unitName}
        title={code ? t('targetForm.editTitle', { code }) : t('targetForm.newTitle')}
        lead={t('targetForm.newLead')}
        actions={
          props.yearsHref && (
            <a class='btn' href={props.yearsHref}>
              {t('years.open')}
            </a>
          )
        }
      />
      <form method='post' action={action} novalidate>
        <HiddenFields fields={props.hidden} />
        {/* The key Enter sends the form with its first button: that one saves. */}
        <button class='sr' type='submit' tabindex={-1}>
          {t('targetForm.save')}
        </button>
        <TargetFields {...props} />
        <div class='btns mt-l'>
          <button class='btn btn--p' type='submit'>
            {t('targetForm.save')}
          </button>
          {!code && (
            <button class='btn' type='submit' name='do' value='next'>
              {t('targetForm.saveNext')}
            </button>
          )}
          <a class='btn' href={at(back)}>
            {t('common.cancel')}
          </a>
          {removeHref && (
            <a class='btn btn--q' href={removeHref}>
              {t('targetForm.remove')}
            </a>
          )}
        </div>
      </form>
    </div>
  )
}

const NAMED = {
  shares: 'targetForm.shares',
  reference_source: 'targetForm.referenceSource',
  coordinator: 'targetForm.helpers',
  plan_choice: 'targetForm.plan',
  plan_low_choice: 'targetForm.planLow',
  plan_high_choice: 'targetForm.planHigh',
  baseline_choice: 'targetForm.baseline',
} as const

/** In the summary a word about a field says which field. */
export function summaryWords({ t }: Reader, problem: TargetProblem): string {
  const { field } = problem
  const named = field in NAMED ? t(NAMED[field as keyof typeof NAMED]) : fieldLabel(t, field as TargetField)
  return t('targetForm.problem.at', { field: named, problem: problemWords(t, problem) })
}

/** Where nothing was found to choose from, the search is what can be mended. */
export function anchorOf({ field, reason }: TargetProblem): string {
  if (reason === 'unit_unknown') return 'coordinator_q'
  return reason === 'parent_unknown' ? 'parent_q' : field
}

function Conflict({ reader, conflict }: TargetFormProps) {
  const { t } = reader
  if (!conflict) return null
  if (conflict === 'taken') {
    return (
      <Callout reader={reader} tone='back' title={t('targetForm.takenTitle')}>
        <p>{t('targetForm.taken')}</p>
      </Callout>
    )
  }
  const { differs } = conflict
  const fields = differs.map(({ field }) => fieldLabel(t, field).toLowerCase()).join(', ')
  return (
    <Callout reader={reader} tone='back' title={t('targetForm.movedTitle')}>
      <p>{differs.length ? t('targetForm.moved', { fields }) : t('targetForm.movedNothing')}</p>
      <dl>
        {differs.map(({ field, stored, typed }) => (
          <div>
            <dt class='strong'>{fieldLabel(t, field)}</dt>
            <dd>{t('targetForm.stored', { value: stored })}</dd>
            <dd>{t('targetForm.typed', { value: typed })}</dd>
          </div>
        ))}
      </dl>
    </Callout>
  )
}

/** Asks before a target goes out of a draft. */
export function RemoveTargetPage(props: {
  reader: Reader
  code: string
  title: string
  version: number
  action: string
  cancelHref: string
}) {
  const { reader, code, title, version, action, cancelHref } = props
  const { t } = reader
  return (
    <div class='narrow'>
      <Confirm
        reader={reader}
        question={t('targetForm.removeAsk', { code })}
        action={action}
        fields={[{ name: 'version', value: String(version) }]}
        confirm={t('targetForm.remove')}
        cancelHref={cancelHref}
        danger
      >
        <p class='strong'>{title}</p>
        <p>{t('targetForm.removeText')}</p>
      </Confirm>
    </div>
  )
}
