import type { Finding } from '../../src/domain/checks.ts'
import { type Day, dayOf, type Instant } from '../../src/domain/day.ts'
import { showReceipt } from '../../src/domain/receipt.ts'
import { writeDay, writeTime, writeWeekday } from '../../src/i18n/days.ts'
import { ErrorSummary } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { BehalfFields, BehalfNote } from './behalf.tsx'
import { ReviewWords } from './content.tsx'
import { AsOfField, AssessmentField, EvidenceFields, NarrativeFields, ProgressField } from './fields.tsx'
import type { PreviewProps } from './preview.tsx'
import { problemWords, type UpdateField, type UpdateProblem } from './problems.ts'
import { RepeatCard, type Repeats } from './repeat.tsx'
import type { EvidenceFile, Measured, Review, TargetBrief } from './report.ts'
import { type Step, StepsField } from './steps.tsx'
import { ValueField } from './value-field.tsx'
import { WarningField } from './warnings.tsx'

/** What stands in the fields, as it was typed; '' where nothing does. */
export type TypedUpdate = Record<Exclude<UpdateField, 'evidence' | 'value_choice' | 'step'>, string>

export interface UpdateFormProps {
  reader: Reader
  target: TargetBrief
  /** The idempotency key. */
  id: string
  /** The version of the stored draft; 0 when nothing is stored under this id. */
  version: number
  typed: TypedUpdate
  problems: UpdateProblem[]
  /** Files came with the refused form and are lost. */
  filesLost?: boolean
  /** The answer to the typed number, when there is one already. */
  preview: Omit<PreviewProps, 'reader' | 'target'> | null
  /** The last accepted figure. */
  last: Measured | null
  /** For a flow: the first day of the amount to be reported. */
  periodFrom: Day | null
  /** The report of which this is the next revision. */
  corrects: { receipt: string; review: Review | null } | null
  /** Files kept with the draft or with the report that is corrected. */
  kept: (EvidenceFile & { chosen: boolean })[]
  evidenceRequired: boolean
  uploadLimitMegabytes: number
  /** What sending does: submits, hands it to the head, or submits what the unit told the office. */
  sends: 'submit' | 'endorse' | 'behalf'
  /** What looks wrong and waits for its author's answer. */
  asked: Finding[]
  /** What the last report said, where it may be said again as it is. */
  repeats: Repeats | null
  /** The steps of a milestone, ticked where they are done. */
  steps: (Step & { isDone: boolean })[]
}

export interface UpdateFormPageProps extends UpdateFormProps {
  week: { number: number; dueAt: Instant | null }
}

/** The page around the form. */
export function UpdateFormPage(props: UpdateFormPageProps) {
  const { reader, target, problems, filesLost, corrects, version, sends } = props
  const { t, at } = reader
  return (
    <div class='wrap--form'>
      <Crumbs
        reader={reader}
        items={[
          sends === 'behalf'
            ? { href: at('/desk'), label: t('nav.desk') }
            : { href: at('/my-work'), label: t('nav.myWork') },
        ]}
        here={t(sends === 'behalf' ? 'behalf.crumb' : 'update.crumb')}
      />
      <PageHead eyebrow={whenDue(props)} title={target.title} />
      <ErrorSummary
        reader={reader}
        deed='send'
        errors={problems.map((problem) => ({ field: anchorOf(problem), text: problemWords(t, problem) }))}
        filesAgain={filesLost}
      />
      <div class='flow'>
        {filesLost && problems.length === 0 && <FilesLost reader={reader} />}
        {version > 0 && (
          <Callout reader={reader} tone='info' icon='save'>
            <p>{t('update.draftKept')}</p>
          </Callout>
        )}
        {sends === 'behalf' && <BehalfNote {...props} />}
        {corrects && <Corrected reader={reader} corrects={corrects} />}
      </div>
      <div class='mt'>
        <UpdateForm {...props} />
      </div>
    </div>
  )
}

/** Browsers do not give files back: said where no error says it. */
export function FilesLost({ reader }: { reader: Reader }) {
  return (
    <Callout reader={reader} tone='info' icon='paperclip'>
      <p>
        {reader.t('common.kept')} {reader.t('common.chooseFilesAgain')}
      </p>
    </Callout>
  )
}

function whenDue({ reader, target, week }: UpdateFormPageProps): string {
  const { t, language, zone } = reader
  const place = { unit: target.unitName, week: week.number }
  if (week.dueAt === null) return t('update.here', place)
  const day = dayOf(week.dueAt, zone)
  return t('update.hereDue', {
    ...place,
    time: writeTime(language, week.dueAt, zone),
    weekday: writeWeekday(language, day),
    day: writeDay(language, day),
  })
}

/** An unclear number is answered by its choices. */
function anchorOf({ field, reason }: UpdateProblem): string {
  return reason === 'ambiguous' || reason === 'unusual' ? 'value_choice' : field
}

/** Whose mended version this is, and what the reviewer said of it. */
function Corrected({ reader, corrects }: Pick<UpdateFormProps, 'reader'> & Corrects) {
  const { receipt, review } = corrects
  const title = reader.t('update.correcting', { receipt: showReceipt(receipt) })
  return (
    <Callout reader={reader} tone={review?.decision === 'returned' ? 'back' : 'info'} title={title}>
      {review?.comment && <ReviewWords reader={reader} review={review} />}
    </Callout>
  )
}

interface Corrects {
  corrects: NonNullable<UpdateFormProps['corrects']>
}

/** Fields, files and buttons; posts to /targets/:code/updates. */
export function UpdateForm(props: UpdateFormProps) {
  const { reader, target, id, version, corrects, repeats } = props
  const isNumber = target.kind === 'number'
  return (
    <form
      method='post'
      action={reader.at(`/targets/${target.code}/updates`)}
      enctype='multipart/form-data'
      novalidate
    >
      <input type='hidden' name='id' value={id} />
      <input type='hidden' name='version' value={String(version)} />
      {corrects && <input type='hidden' name='corrects' value={corrects.receipt} />}
      {repeats && <RepeatCard reader={reader} target={target} repeats={repeats} />}
      {props.sends === 'behalf' && <BehalfFields {...props} />}
      {isNumber ? <ValueField {...props} /> : <ProgressField {...props} />}
      <StepsField {...props} />
      <AsOfField {...props} />
      <WarningField {...props} />
      <AssessmentField {...props} />
      {isNumber && <ProgressField {...props} />}
      <NarrativeFields {...props} />
      <EvidenceFields {...props} />
      <SendButtons {...props} />
    </form>
  )
}

const sending = {
  submit: { button: 'update.submit', after: 'update.after' },
  endorse: { button: 'update.handIn', after: 'update.afterHandIn' },
  behalf: { button: 'behalf.submit', after: 'behalf.after' },
} as const

function SendButtons({ reader, sends, corrects }: UpdateFormProps) {
  const { t } = reader
  const { button, after } = sending[sends]
  return (
    <div class='field'>
      <div class='btns'>
        <button class='btn btn--p' type='submit' name='do' value='submit'>
          <Icon reader={reader} name='send' />
          {t(sends === 'submit' && corrects ? 'update.submitCorrection' : button)}
        </button>
        {sends !== 'behalf' && (
          <button class='btn' type='submit' name='do' value='draft'>
            {t('update.saveDraft')}
          </button>
        )}
      </div>
      <p class='hint mt'>{t(after)}</p>
    </div>
  )
}
