import type { AskedNumber, ImportFile, ImportProblem } from '../../src/domain/import.ts'
import { columnWord, tellFault } from '../../src/i18n/import-words.ts'
import { writeCount } from '../../src/i18n/numbers.ts'
import { Tiles } from '../parts/figures.tsx'
import { Callout } from '../parts/notes.tsx'
import { PageHead, Pager, Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Html, Reader } from '../reader.ts'
import { type BatchProps, batchLine, ImportSteps, titleOf } from './import.tsx'
import { Changes } from './import-changes.tsx'
import { Decision, sumOf } from './import-decision.tsx'
import { AskedNumbers } from './import-numbers.tsx'

export interface Counts {
  fresh: number
  changed: number
  same: number
}

export interface PreviewProps {
  reader: Reader
  batch: BatchProps
  check: {
    tables: { file: ImportFile; title: string }[]
    unused: string[]
    rows: Partial<Record<ImportFile, { all: number; faulty: number }>>
    counts: Record<ImportFile, Counts>
    changes: {
      file: ImportFile
      key: string
      /** Null of a row that is added to what is signed. */
      before: Record<string, string> | null
      after: Record<string, string>
      isSigned: boolean
    }[]
    /** Rows that change what is signed or are added to it, and how many of them are new. */
    signed: number
    added: number
    problems: ImportProblem[]
    unlisted: number
    asked: AskedNumber[]
    digest: string
  }
  trouble?: keyof typeof troubleWords | undefined
  /** The first of the faulty cells that are shown. */
  from: number
  addressAt: (from: number) => string
}

/** Why what was confirmed was not written. */
const troubleWords = {
  changed: 'import.moved',
  refused: 'import.refused',
  unticked: 'import.unticked',
  lastAdmin: 'person.problem.lastAdmin',
} as const

const FAULTS_A_PAGE = 50

/** What an import would do, and everything that stands in its way. */
export function ImportPreview(props: PreviewProps): Html {
  const { reader, batch, check, trouble } = props
  const { t } = reader
  return (
    <div class='flow-l'>
      <PageHead
        eyebrow={batchLine(reader, batch)}
        title={t('import.preview')}
        lead={t('import.nothingWritten')}
      />
      <ImportSteps reader={reader} at={1} />
      {trouble && (
        <Callout reader={reader} tone='risk'>
          <p role='alert'>{t(troubleWords[trouble])}</p>
        </Callout>
      )}
      <Sums {...props} />
      {check.asked.length > 0 && <AskedNumbers reader={reader} batch={batch} asked={check.asked} />}
      {check.problems.length > 0 && <Faults {...props} />}
      <BySheet {...props} />
      {check.changes.length > 0 && <Changes {...props} />}
      <Decision {...props} />
    </div>
  )
}

function Sums({ reader, check }: PreviewProps) {
  const { t, language } = reader
  const faulty = Object.values(check.rows).reduce((sum, { faulty: n }) => sum + n, 0)
  const count = (n: number) => writeCount(language, n)
  const rows = t('import.rows')
  return (
    <Tiles
      reader={reader}
      tiles={[
        { label: t('import.fresh'), value: count(sumOf(check, 'fresh')), unit: rows },
        { label: t('import.changed'), value: count(sumOf(check, 'changed')), unit: rows },
        { label: t('import.same'), value: count(sumOf(check, 'same')), unit: rows },
        {
          ...{ label: t('import.asked'), value: count(check.asked.length), unit: t('import.places') },
          ...(check.asked.length > 0 && { tone: 'risk' as const }),
        },
        {
          ...{ label: t('import.faulty'), value: count(faulty), unit: rows },
          ...(faulty > 0 && { tone: 'late' as const }),
        },
      ]}
    />
  )
}

const kinds = ['fresh', 'changed', 'same'] as const

function BySheet({ reader, check }: PreviewProps) {
  const { t, language } = reader
  const count = (n: number) => writeCount(language, n)
  const num = (name: 'allRows' | 'fresh' | 'changed' | 'same' | 'faulty') => ({
    label: t(`import.${name}`),
    num: true,
  })
  return (
    <Section id='h-sheets' title={t('import.bySheet')}>
      <div class='card'>
        <StackTable
          caption={t('import.bySheet')}
          columns={[
            { label: t('import.sheet') },
            ...[num('allRows'), num('fresh'), num('changed'), num('same'), num('faulty')],
          ]}
          mid
        >
          {check.tables.map(({ file, title }) => (
            <Row>
              <RowHead>
                {titleOf(reader, file)} {title !== titleOf(reader, file) && <span class='sub'>{title}</span>}
              </RowHead>
              <Cell label={t('import.allRows')} num>
                {count(check.rows[file]?.all ?? 0)}
              </Cell>
              {kinds.map((kind) => (
                <Cell label={t(`import.${kind}`)} num>
                  {count(check.counts[file][kind])}
                </Cell>
              ))}
              <Cell label={t('import.faulty')} num>
                {count(check.rows[file]?.faulty ?? 0)}
              </Cell>
            </Row>
          ))}
        </StackTable>
      </div>
      {check.unused.length > 0 && (
        <div class='mt'>
          <Callout
            reader={reader}
            tone='info'
            title={t('import.unused', { names: check.unused.slice(0, 20).join(', ') })}
          >
            <p>{t('import.unusedText')}</p>
          </Callout>
        </div>
      )}
    </Section>
  )
}

function Faults({ reader, batch, check, from, addressAt }: PreviewProps) {
  const { t, at, language } = reader
  const shown = check.problems.slice(from, from + FAULTS_A_PAGE)
  const next = from + FAULTS_A_PAGE
  const all = check.problems.length + check.unlisted
  return (
    <Section
      id='h-faults'
      title={t('import.faultsTitle', { n: all })}
      aside={
        <a href={at(`/admin/import/${batch.id}/faults.csv`)} download>
          {t('import.faultsCsv')}
        </a>
      }
    >
      <p class='muted mb'>{t('import.faultsText')}</p>
      {check.unlisted > 0 && (
        <p class='mb'>
          {t('import.faultsMore', {
            n: writeCount(language, check.problems.length),
            more: writeCount(language, check.unlisted),
          })}
        </p>
      )}
      <div class='card'>
        <StackTable
          caption={t('import.faultsTitle', { n: all })}
          columns={[
            { label: t('import.sheet') },
            { label: t('import.row'), num: true },
            ...(['column', 'read', 'why'] as const).map((name) => ({ label: t(`import.${name}`) })),
          ]}
        >
          {shown.map((problem) => (
            <Row>
              <RowHead>
                <span class='nw'>{titleOf(reader, problem.file)}</span>
              </RowHead>
              <Cell label={t('import.row')} num>
                {problem.row}
              </Cell>
              <Cell label={t('import.column')}>
                <span class='code'>{problem.column || '–'}</span>
                <p class='sub'>{columnWord(language, problem.column)}</p>
              </Cell>
              <Cell label={t('import.read')} wide>
                <span class='cell-bad'>{problem.read || t('import.empty')}</span>
              </Cell>
              <Cell>{tellFault(language, problem)}</Cell>
            </Row>
          ))}
        </StackTable>
      </div>
      <Pager
        reader={reader}
        next={next < check.problems.length ? addressAt(next) : null}
        first={from > 0 ? addressAt(0) : null}
      />
    </Section>
  )
}
