import { addDays, type Day } from '../../src/domain/day.ts'
import type { ExtensionBar } from '../../src/domain/extension.ts'
import { causes } from '../../src/domain/update.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Select } from '../parts/choices.tsx'
import { ErrorSummary } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { DateField, FileDrop, TextArea } from '../parts/inputs.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { FilesLost } from '../updates/form.tsx'
import type { ExtensionTarget, RequestProblem } from './shapes.ts'
import { problemIn, problemWords, slipWords } from './words.ts'

export interface RequestPageProps {
  reader: Reader
  target: ExtensionTarget
  /** Who decides: side A. */
  body: string
  /** The idempotency key. */
  id: string
  typed: { due_on: string; reason_code: string; reason: string }
  problems: RequestProblem[]
  /** Files came with a form that was not kept. */
  filesLost: boolean
  /** Why there is no form. */
  bar: ExtensionBar | null
  pendingHref: string | null
  /** Things changed while this form was open; what was typed was not sent. */
  overtaken: boolean
  /** The latest day that can be asked for. */
  lastDay: Day
  limits: { files: number; megabytes: number; text: number }
}

/** How much more time, and why? */
export function RequestPage(props: RequestPageProps) {
  const { reader, target, problems, bar, filesLost } = props
  const { t, at } = reader
  return (
    <div class='wrap--form'>
      <Crumbs
        reader={reader}
        items={[{ href: at(`/targets/${encodeURIComponent(target.code)}`), label: target.code }]}
        here={t('extension.ask')}
      />
      <PageHead eyebrow={`${target.unitName} · ${target.title}`} title={t('extension.ask')} />
      <ErrorSummary
        reader={reader}
        deed='send'
        errors={problems.map((problem) => ({ field: problem.field, text: problemWords(reader, problem) }))}
        filesAgain={filesLost}
      />
      <div class='flow'>
        {props.overtaken && <Overtaken {...props} />}
        {filesLost && problems.length === 0 && !bar && <FilesLost reader={reader} />}
        <section class='card card__p cq' aria-label={t('extension.change')}>
          <Deadlines reader={reader} target={target} />
        </section>
        {bar ? <Barred {...props} /> : <RequestForm {...props} />}
      </div>
    </div>
  )
}

/** Both deadlines, and how often it was moved. */
export function Deadlines({ reader, target }: { reader: Reader; target: ExtensionTarget }) {
  const { t, language } = reader
  const { dueOn, dueOriginal, extensionCount: n, maximumExtensions: max } = target
  const write = (day: Day | null) => (day ? writeDay(language, day) : t('clock.no_deadline'))
  const slip = slipWords(reader, { ...target, baseClass: 'open', doneOn: null })
  return (
    <SummaryList
      items={[
        { term: t('extension.dueOn'), detail: write(dueOn) + (slip ? ` (${slip})` : '') },
        { term: t('extension.dueOriginal'), detail: write(dueOriginal) },
        { term: t('extension.used'), detail: t('extension.usedOf', { n, max }) },
      ]}
    />
  )
}

function Barred({ reader, target, bar, pendingHref }: RequestPageProps) {
  const { t, at } = reader
  const words =
    bar === 'limit'
      ? t('extension.barred.limit', { max: target.maximumExtensions })
      : t(`extension.barred.${bar!}`)
  return (
    <>
      <Callout reader={reader} tone={bar === 'pending' || bar === 'final_waits' ? 'wait' : 'info'}>
        <p>{words}</p>
      </Callout>
      <div class='btns'>
        {pendingHref && (
          <a class='btn btn--p' href={pendingHref}>
            {t('extension.seePending')}
          </a>
        )}
        <a class='btn' href={at(`/targets/${encodeURIComponent(target.code)}`)}>
          {t('extension.toTarget')}
        </a>
      </div>
    </>
  )
}

/** What was typed is not lost, though it was not sent. */
function Overtaken({ reader, typed, bar }: RequestPageProps) {
  const { t } = reader
  return (
    <div role='alert'>
      <Callout reader={reader} tone='risk' title={t('extension.overtaken')}>
        <p>{t('extension.overtakenText')}</p>
        {bar && (
          <blockquote class='pre mt-s'>{[typed.due_on, typed.reason].filter(Boolean).join('\n')}</blockquote>
        )}
      </Callout>
    </div>
  )
}

const EXAMPLE_DAYS = 30

function RequestForm(props: RequestPageProps) {
  const { reader, target, typed, problems, limits } = props
  const { t, language, at } = reader
  const from = target.dueOn!
  const example = addDays(from < reader.today ? reader.today : from, EXAMPLE_DAYS)
  const days = {
    from: writeDay(language, from),
    to: writeDay(language, props.lastDay),
    example: writeDay(language, example > props.lastDay ? props.lastDay : example),
  }
  return (
    <>
      <Callout reader={reader} tone='info'>
        <p>{t('extension.keeps', { body: props.body })}</p>
      </Callout>
      <form
        method='post'
        action={at(`/targets/${encodeURIComponent(target.code)}/extension`)}
        enctype='multipart/form-data'
        novalidate
      >
        <input type='hidden' name='id' value={props.id} />
        <DateField
          reader={reader}
          name='due_on'
          label={t('extension.newDue')}
          hint={t('extension.newDueHint', days)}
          error={problemIn(reader, problems, 'due_on')}
          value={typed.due_on}
        />
        <Select
          reader={reader}
          name='reason_code'
          label={t('extension.cause')}
          error={problemIn(reader, problems, 'reason_code')}
          value={typed.reason_code}
          items={[
            { value: '', label: t('extension.chooseCause') },
            ...causes.map((cause) => ({ value: cause, label: t(`cause.${cause}`) })),
          ]}
        />
        <TextArea
          reader={reader}
          name='reason'
          label={t('extension.reason')}
          hint={t('extension.reasonHint')}
          error={problemIn(reader, problems, 'reason')}
          value={typed.reason}
          rows={5}
          attributes={{ maxlength: limits.text }}
        />
        <FileDrop
          reader={reader}
          name='evidence'
          label={t('extension.evidence')}
          hint={t('extension.evidenceHint', { n: limits.files, mb: limits.megabytes })}
          error={problemIn(reader, problems, 'evidence')}
          optional
          accept='image/*,.pdf,.doc,.docx,.xls,.xlsx'
          multiple
        />
        <div class='field btns'>
          <button class='btn btn--p' type='submit'>
            <Icon reader={reader} name='send' />
            {t('extension.send')}
          </button>
          <a class='btn' href={at(`/targets/${encodeURIComponent(target.code)}`)}>
            {t('common.cancel')}
          </a>
        </div>
      </form>
    </>
  )
}
