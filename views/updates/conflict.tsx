import type { Instant } from '../../src/domain/day.ts'
import { showReceipt } from '../../src/domain/receipt.ts'
import type { UpdateState } from '../../src/domain/target.ts'
import { assessments, causes, declaredValues, nullReasons } from '../../src/domain/update.ts'
import { readDay, writeDay, writeInstant } from '../../src/i18n/days.ts'
import type { Translate } from '../../src/i18n/translate.ts'
import { Tag } from '../parts/badge.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Callout } from '../parts/notes.tsx'
import { PageHead, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { toldWords } from './behalf.tsx'
import { FilesLost, UpdateForm, type UpdateFormProps } from './form.tsx'
import type { ReportContent, TargetBrief } from './report.ts'
import { contentFigure } from './words.ts'

export interface ConflictPageProps {
  /** What is stored under the same id: a newer draft, or a report already sent. */
  stored: {
    content: ReportContent
    state: UpdateState
    receipt: string | null
    at: Instant
    by: string
  }
  /**
   * The refused form, ready to be sent on top: over a draft with the stored version; over a report already sent with
   * a new id and `corrects`.
   */
  form: UpdateFormProps
}

/** 409: somebody, or another tab, was quicker. Both versions, and one's own still in a form. */
export function ConflictPage({ stored, form }: ConflictPageProps) {
  const { reader, target } = form
  const { t, language, zone } = reader
  const receipt = stored.receipt && showReceipt(stored.receipt)
  const told = { by: stored.by, at: writeInstant(language, stored.at, zone) }
  const rows = compared(reader, target, stored.content, form)
  return (
    <>
      <PageHead eyebrow={target.title} title={t('update.conflictTitle')} />
      <Callout reader={reader} tone='risk'>
        <p>{receipt ? t('update.conflictSent', { ...told, receipt }) : t('update.conflictDraft', told)}</p>
      </Callout>
      <div class='cols2 mt-l'>
        <Version reader={reader} id='stored' title={t('update.stored')} rows={rows} side='theirs' />
        <Version reader={reader} id='yours' title={t('update.yours')} rows={rows} side='mine' />
      </div>
      <p class='mt'>
        <a
          class='btn'
          href={reader.at(stored.receipt ? `/updates/${stored.receipt}` : `/targets/${target.code}/update`)}
        >
          {t('update.keepStored')}
        </a>
      </p>
      <div class='wrap--form mt-l'>
        <Section id='send-yours' title={t('update.sendYours')}>
          <p class='hint mb'>
            {receipt ? t('update.sendYoursSent', { receipt }) : t('update.sendYoursDraft')}
          </p>
          {form.filesLost && (
            <div class='mb'>
              <FilesLost reader={reader} />
            </div>
          )}
          <UpdateForm {...form} />
        </Section>
      </div>
    </>
  )
}

interface Compared {
  term: string
  theirs: string
  mine: string
}

function Version(props: {
  reader: Reader
  id: string
  title: string
  rows: Compared[]
  side: 'theirs' | 'mine'
}) {
  const { reader, id, title, rows, side } = props
  return (
    <Section id={id} title={title} card>
      <div class='cq'>
        <SummaryList
          items={rows.map((row) => ({
            term: row.term,
            detail: (
              <>
                <span class='pre'>{row[side] || reader.t('update.empty')}</span>{' '}
                {row.theirs !== row.mine && <Tag>{reader.t('update.differs')}</Tag>}
              </>
            ),
          }))}
        />
      </div>
    </Section>
  )
}

/** Field by field; what both leave blank is left out. */
function compared(
  reader: Reader,
  target: TargetBrief,
  stored: ReportContent,
  { typed, preview, kept }: UpdateFormProps,
): Compared[] {
  const { t } = reader
  const chosen = (field: 'progress' | 'assessment' | 'cause' | 'null_reason') =>
    choiceWords(t, field, typed[field])
  const names = (files: { name: string }[]) => files.map(({ name }) => name).join('\n')
  const typedValue = preview?.typed.kind === 'value' ? preview.typed.shownBack : typed.value
  const storedValue = contentFigure(reader, target, { ...stored, qualifier: 'exact', nullReason: null })
  const all: [term: string, theirs: string, mine: string][] = [
    [t('update.actual'), storedValue, typedValue],
    [t('update.nullReason'), choiceWords(t, 'null_reason', stored.nullReason), chosen('null_reason')],
    [t('update.asOf'), dayWords(reader, stored.asOf), dayWords(reader, typed.as_of)],
    [t('update.progress'), choiceWords(t, 'progress', stored.declared), chosen('progress')],
    [t('update.completedOn'), dayWords(reader, stored.completedOn), dayWords(reader, typed.completed_on)],
    [t('update.assessment'), choiceWords(t, 'assessment', stored.assessment), chosen('assessment')],
    [t('update.results'), stored.results, typed.results],
    [t('update.difficulties'), stored.difficulties, typed.difficulties],
    [t('update.cause'), choiceWords(t, 'cause', stored.cause), chosen('cause')],
    [t('update.nextSteps'), stored.nextSteps, typed.next_steps],
    [t('update.proposal'), stored.proposal, typed.proposal],
    [t('update.correctionReason'), stored.correctionReason, typed.correction_reason],
    [t('update.answer'), stored.warningAnswer, typed.warning_answer],
    [t('behalf.source'), toldWords(reader, stored.source), typedTold(reader, typed)],
    [t('update.evidence'), names(stored.evidence), names(kept.filter((file) => file.chosen))],
  ]
  return all
    .filter(([, theirs, mine]) => theirs || mine)
    .map(([term, theirs, mine]) => ({ term, theirs, mine }))
}

function typedTold(reader: Reader, { source, source_note }: UpdateFormProps['typed']): string {
  return source || source_note ? toldWords(reader, `${source}: ${source_note}`) : ''
}

const choices = {
  progress: { values: declaredValues, words: 'declared' },
  assessment: { values: assessments, words: 'assessment' },
  cause: { values: causes, words: 'cause' },
  null_reason: { values: nullReasons, words: 'null_reason' },
} as const

/** The word of a choice; what was posted may be anything. */
function choiceWords(t: Translate, field: keyof typeof choices, value: string | null): string {
  const { values, words } = choices[field]
  const known = values.find((one) => one === value)
  return known ? t(`${words}.${known}` as 'declared.done') : ''
}

/** A day however it was typed; as typed where it is none. */
function dayWords(reader: Reader, typed: string | null): string {
  const day = typed ? readDay(typed) : undefined
  return day ? writeDay(reader.language, day) : (typed ?? '')
}
