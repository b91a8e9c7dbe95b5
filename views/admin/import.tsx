import { type ImportFile, importFiles } from '../../src/domain/import.ts'
import { sheetTitles } from '../../src/domain/import-sheets.ts'
import { writeInstant } from '../../src/i18n/days.ts'
import { writeBytes, writeCount } from '../../src/i18n/numbers.ts'
import { ErrorSummary, More } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { FileDrop, HiddenFields } from '../parts/inputs.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { PageHead, Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Html, Reader } from '../reader.ts'

/** What was brought, as the pages name it. */
export interface BatchProps {
  id: string
  name: string
  username: string
  createdAt: number
  size: number
  state: 'checked' | 'done' | 'discarded'
  rows: Record<string, number> | null
  doneAt: number | null
  version: number
}

const importSteps = ['fileStep', 'checkStep', 'writeStep'] as const

export function ImportSteps({ reader, at }: { reader: Reader; at: number }) {
  return (
    <ol class='steps mt'>
      {importSteps.map((step, n) => (
        <li class={n < at ? 'ok' : undefined} aria-current={n === at ? 'step' : undefined}>
          {reader.t(`import.${step}`)}
        </li>
      ))}
    </ol>
  )
}

interface HomeProps {
  reader: Reader
  /** Of the import to come: sent twice, the form brings it once. */
  id: string
  limitMegabytes: number
  limitRows: number
  batches: BatchProps[]
  error?: string | undefined
}

/** The template, the form that brings files, and what was brought within a day. */
export function ImportHome(props: HomeProps): Html {
  const { reader, id, limitMegabytes, limitRows, batches, error } = props
  const { t, at, language } = reader
  const limits = { n: limitMegabytes, rows: writeCount(language, limitRows) }
  return (
    <div class='flow-l'>
      {error && (
        <ErrorSummary reader={reader} deed='next' errors={[{ field: 'files', text: error }]} filesAgain />
      )}
      <PageHead
        title={t('import.title')}
        lead={t('import.lead')}
        actions={
          <a class='btn' href={at('/admin/export')}>
            {t('import.export')}
          </a>
        }
      />
      <ImportSteps reader={reader} at={0} />
      <div class='split'>
        <form
          class='card card__p flow'
          method='post'
          action={at('/admin/import')}
          enctype='multipart/form-data'
        >
          <HiddenFields fields={[{ name: 'id', value: id }]} />
          <FileDrop
            reader={reader}
            name='files'
            label={t('import.files')}
            hint={t('import.filesHint', limits)}
            accept='.xlsx,.xlsm,.csv,.zip'
            multiple
            {...(error && { error })}
          />
          <p class='sub'>{t('import.numbersText')}</p>
          <p class='btns'>
            <button class='btn btn--p' type='submit'>
              <Icon reader={reader} name='file-up' />
              {t('import.upload')}
            </button>
          </p>
        </form>
        <Template reader={reader} isOpen={error !== undefined} />
      </div>
      <Section id='h-recent' title={t('import.recent')} aside={t('import.keptADay')}>
        {batches.length === 0 ? (
          <EmptyState reader={reader} icon='file-up' title={t('import.none')} text={t('import.noneText')} />
        ) : (
          <BatchList reader={reader} batches={batches} />
        )}
      </Section>
    </div>
  )
}

function Template({ reader, isOpen }: { reader: Reader; isOpen: boolean }) {
  const { t, at, language } = reader
  return (
    <aside class='flow' aria-labelledby='h-template'>
      <Section id='h-template' title={t('import.templateTitle')} card>
        <div class='flow'>
          <p>{t('import.templateText')}</p>
          <p class='btns'>
            <a class='btn' href={at('/admin/import/template.xlsx')} download>
              <Icon reader={reader} name='file-spreadsheet' />
              {t('import.template')}
            </a>
          </p>
        </div>
      </Section>
      <More reader={reader} summary={t('import.sheets')} open={isOpen}>
        <ul>
          {importFiles.map((file) => (
            <li>
              {sheetTitles[file][language]} <span class='sub code'>{file}.csv</span>
            </li>
          ))}
        </ul>
      </More>
    </aside>
  )
}

function BatchList({ reader, batches }: { reader: Reader; batches: BatchProps[] }) {
  const { t, at, zone } = reader
  const labels = (['file', 'when', 'by', 'state'] as const).map((name) => ({ label: t(`import.${name}`) }))
  return (
    <div class='card'>
      <StackTable caption={t('import.recent')} columns={labels}>
        {batches.map((batch) => (
          <Row>
            <RowHead>
              <a href={at(`/admin/import/${batch.id}`)}>{batch.name}</a>
            </RowHead>
            <Cell label={t('import.when')}>{writeInstant(reader.language, batch.createdAt, zone)}</Cell>
            <Cell label={t('import.by')}>
              <span class='code'>{batch.username}</span>
            </Cell>
            <Cell label={t('import.state')}>{t(`import.state.${batch.state}`)}</Cell>
          </Row>
        ))}
      </StackTable>
    </div>
  )
}

/** Name, size and who brought it. */
export const batchLine = ({ language, zone }: Reader, { name, size, createdAt, username }: BatchProps) =>
  [
    name,
    ...(size > 0 ? [writeBytes(language, size)] : []),
    writeInstant(language, createdAt, zone),
    username,
  ].join(' · ')

/** Why a file cannot be read at all, and what to do. */
export const tellFileFault = ({ t }: Reader, fault: string, hint: string) =>
  t(`import.fault.${fault}` as 'import.fault.no_table', { hint })

interface UnreadableProps {
  reader: Reader
  batch: BatchProps
  fault: string
  hint: string
}

export function ImportUnreadable({ reader, batch, fault, hint }: UnreadableProps): Html {
  const { t, at } = reader
  return (
    <div class='narrow flow-l'>
      <PageHead eyebrow={batchLine(reader, batch)} title={t('import.unreadable')} />
      <Callout reader={reader} tone='late'>
        <p>{tellFileFault(reader, fault, hint)}</p>
      </Callout>
      <p class='btns'>
        <a class='btn btn--p' href={at('/admin/import')}>
          {t('import.another')}
        </a>
      </p>
    </div>
  )
}

interface WaitingProps {
  reader: Reader
  batch: BatchProps
  kind: 'check' | 'write'
  state: 'waiting' | 'running' | 'failed'
  progress: { step: 'read' | 'compare' | 'write'; done: number; of: number }
}

/** How far each step begins, of a hundred; within one it is only known of reports that are written. */
const shares = { read: 15, compare: 40, write: 50 } as const
const shareOf = ({ step, done, of }: WaitingProps['progress']) =>
  shares[step] + (step === 'write' && of > 0 ? Math.floor((45 * done) / of) : 0)

/** A long file is read or written beside the server; the page asks again by itself. */
export function ImportWaiting({ reader, batch, kind, state, progress }: WaitingProps): Html {
  const { t, at, language } = reader
  const isCounting = progress.step === 'write' && progress.done > 0
  const step = t(isCounting ? 'import.step.written' : `import.step.${progress.step}`, {
    n: writeCount(language, progress.done),
    of: writeCount(language, progress.of),
  })
  return (
    <div class='narrow flow-l'>
      <PageHead
        eyebrow={batchLine(reader, batch)}
        title={t(kind === 'check' ? 'import.reading' : 'import.writing')}
      />
      <ImportSteps reader={reader} at={kind === 'check' ? 1 : 2} />
      {state === 'failed' ? (
        <p role='alert'>{t('import.broken')}</p>
      ) : (
        <p class='mb' role='status'>
          <label for='progress'>{state === 'waiting' ? t('import.waiting') : step}</label>
          <progress id='progress' class='progress' max='100' value={String(shareOf(progress))} />
          <span class='sub'>{t(kind === 'write' ? 'import.stayWriting' : 'import.stay')}</span>
        </p>
      )}
      {state === 'failed' && (
        <p class='btns'>
          <a class='btn btn--p' href={at(`/admin/import/${batch.id}`)}>
            {t('import.again')}
          </a>
        </p>
      )}
    </div>
  )
}

/** What was written, file by file. */
export function ImportDone(props: { reader: Reader; batch: BatchProps; auditHref: string }): Html {
  const { reader, batch, auditHref } = props
  const { t, at, language, zone } = reader
  const isDone = batch.state === 'done'
  const rows = importFiles.filter((file) => (batch.rows?.[file] ?? 0) > 0)
  return (
    <div class='narrow flow-l'>
      <PageHead
        eyebrow={batchLine(reader, batch)}
        title={t(isDone ? 'import.previewDone' : 'import.previewDiscarded')}
        {...(isDone && {
          lead: t('import.doneText', { when: writeInstant(language, batch.doneAt ?? batch.createdAt, zone) }),
        })}
      />
      {isDone && (
        <div class='card'>
          <StackTable
            caption={t('import.bySheet')}
            columns={[{ label: t('import.sheet') }, { label: t('import.allRows'), num: true }]}
            flat
          >
            {rows.map((file) => (
              <Row>
                <RowHead>{titleOf(reader, file)}</RowHead>
                <Cell label={t('import.allRows')} num>
                  {writeCount(language, batch.rows![file]!)}
                </Cell>
              </Row>
            ))}
          </StackTable>
        </div>
      )}
      <p class='btns'>
        <a class='btn btn--p' href={at('/admin/import')}>
          {t('import.another')}
        </a>
        {isDone && (
          <a class='btn' href={auditHref}>
            {t('import.audit')}
          </a>
        )}
      </p>
    </div>
  )
}

export const titleOf = ({ language }: Reader, file: ImportFile) => sheetTitles[file][language]
