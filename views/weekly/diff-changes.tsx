import { isDay } from '../../src/domain/day.ts'
import type { DiffChange } from '../../src/domain/snapshot/diff.ts'
import type { ChangeKind } from '../../src/domain/snapshot.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { say } from '../papers/scribe.ts'
import { atOf, type Names, noteOf, sideOf } from '../papers/weekly/changes.ts'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

/** The changes on this page, and how many stand before them. */
export interface ChangesShown {
  changes: readonly DiffChange[]
  from: number
  names: Names
}

/** Every change of one kind that is on this page. */
export function ChangesOfKind(props: { reader: Reader; kind: ChangeKind; n: number; shown: ChangesShown }) {
  const { reader, kind, n, shown } = props
  const { t } = reader
  const name = t(`weekly.change.${kind}`)
  const changes = shown.changes.filter((change) => change.kind === kind)
  const hasNotes = changes.some((change) => noteOf(reader, change) !== '')
  const ChangedRow = kind === 'no_update' ? SilentRow : ChangeRow
  return (
    <section class='card' aria-labelledby={`h-${kind}`}>
      <div class='card__p'>
        <h3 id={`h-${kind}`}>{t('diff.kind', { kind: name, n })}</h3>
      </div>
      <StackTable caption={name} columns={columnsOf(reader, kind, hasNotes).map((label) => ({ label }))}>
        {changes.map((change) => (
          <ChangedRow reader={reader} change={change} names={shown.names} hasNotes={hasNotes} />
        ))}
      </StackTable>
    </section>
  )
}

function columnsOf(reader: Reader, kind: ChangeKind, hasNotes: boolean): string[] {
  const { t } = reader
  const isSilence = kind === 'no_update'
  return [
    t('weekly.col.unit'),
    ...(isSilence ? [] : [t('weekly.col.content')]),
    middleOf(reader, kind),
    ...(isSilence ? [] : [t('diff.at')]),
    ...(hasNotes ? [t('diff.note')] : []),
  ]
}

function middleOf({ t }: Reader, kind: ChangeKind): string {
  if (kind === 'no_update') return t('diff.lastReport')
  return kind === 'returned' ? t('diff.figure') : t('diff.beforeAfter')
}

interface ChangeProps {
  reader: Reader
  change: DiffChange
  names: Names
  hasNotes: boolean
}

function ChangeRow({ reader, change, names, hasNotes }: ChangeProps) {
  const { t, at } = reader
  const side = (text: string | null) => say(reader, sideOf(reader, change, text, names)) || '–'
  return (
    <Row>
      <Cell label={t('weekly.col.unit')}>{names.units.get(change.unit) ?? change.unit}</Cell>
      <RowHead>
        <a href={at(`/targets/${change.code}`)}>{change.title}</a>
        <div class='sub code'>{change.code}</div>
      </RowHead>
      <Cell label={middleOf(reader, change.kind)}>
        {change.kind === 'returned' ? (
          side(change.after)
        ) : (
          <>
            {side(change.before)} <span aria-hidden='true'>→</span>
            <span class='sr'> {t('diff.nowIs')} </span> <b>{side(change.after)}</b>
          </>
        )}
      </Cell>
      <Cell label={t('diff.at')}>
        <span class='nw'>{say(reader, atOf(change)) || '–'}</span>
      </Cell>
      {hasNotes && <Cell label={t('diff.note')}>{noteOf(reader, change) || '–'}</Cell>}
    </Row>
  )
}

function SilentRow({ reader, change, names, hasNotes }: ChangeProps) {
  const { t, at } = reader
  return (
    <Row>
      <RowHead>
        <a href={at(`/units/${change.unit}`)}>{names.units.get(change.unit) ?? change.title}</a>
      </RowHead>
      <Cell label={t('diff.lastReport')}>{lastReportOf(reader, change)}</Cell>
      {hasNotes && <Cell label={t('diff.note')}>{noteOf(reader, change) || '–'}</Cell>}
    </Row>
  )
}

const lastReportOf = (reader: Reader, { before }: DiffChange): string =>
  before !== null && isDay(before)
    ? writeDay(reader.language, before)
    : reader.t('weekly.change.neverReported')
