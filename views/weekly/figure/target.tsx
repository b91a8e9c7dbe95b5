import type { Child } from 'hono/jsx'
import { spanCell } from '../../../src/domain/paper.ts'
import type { TargetFigure } from '../../../src/domain/snapshot/figure-target.ts'
import type { SnapshotUpdate } from '../../../src/domain/snapshot/update.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { measured, momentCell, say } from '../../papers/scribe.ts'
import { SummaryList } from '../../parts/lists.tsx'
import { Cell, Row, RowHead, StackTable } from '../../parts/table.tsx'
import type { Reader } from '../../reader.ts'
import { derivationOf } from './derivation.ts'
import { PartList } from './parts.tsx'
import { ReceiptLink } from './receipt.tsx'
import { dueWords, ProgressMark } from './targets.tsx'

/** How a target stands, and each of its figures with the formula written out. */
export function TargetSummary(props: {
  reader: Reader
  figure: TargetFigure
  snapshot: Snapshot
  /** The address that explains a figure of this week. */
  figureAt: (name: string) => string
}) {
  const { reader, figure, snapshot } = props
  const { t } = reader
  const { target } = figure
  return (
    <div class='cq'>
      <SummaryList
        items={[
          { term: t('figure.of.unit'), detail: `${target.unit_name} (${target.head_post})` },
          { term: t('figure.of.class'), detail: t(`class.${target.report_class}`) },
          {
            term: t('figure.of.progress'),
            detail: (
              <>
                <ProgressMark reader={reader} target={target} />
                {target.assessment && (
                  <p class='sub mt-s'>
                    {t('figure.assessed', { word: t(`assessment.${target.assessment}`) })}
                  </p>
                )}
              </>
            ),
          },
          { term: t('figure.of.due'), detail: dueLine(reader, figure) },
          ...derivationOf(reader, figure, snapshot.rules).map(({ term, lines, parts }) => ({
            term,
            detail: (
              <>
                {lines.map((line) => (
                  <p>{line}</p>
                ))}
                {parts && <PartList {...props} parts={parts} />}
              </>
            ),
          })),
        ]}
      />
    </div>
  )
}

/** '31/12/2022; hạn gốc 31/8/2022; đã gia hạn 1 lần; còn 115 ngày' */
function dueLine(reader: Reader, { target }: TargetFigure): string {
  const { t } = reader
  const { due_on, due_original, extensions, supplement_until } = target
  if (due_on === null) return t('figure.noDeadline')
  return [
    say(reader, { day: due_on }),
    due_original && due_original !== due_on
      ? t('figure.dueOriginal', { day: say(reader, { day: due_original }) })
      : '',
    extensions ? t('figure.extended', { n: extensions }) : '',
    supplement_until ? t('figure.supplementing', { day: say(reader, { day: supplement_until }) }) : '',
    dueWords(reader, target),
  ]
    .filter(Boolean)
    .join('; ')
}

/** Every report that the week tells of the target. */
export function UpdateRows(props: { reader: Reader; figure: TargetFigure; from: number; to: number }) {
  const { reader, figure, from, to } = props
  const { t } = reader
  return (
    <StackTable
      caption={t('figure.caption.updates')}
      columns={[
        { label: t('figure.col.receipt') },
        { label: t('figure.col.asOf'), num: true },
        { label: t('figure.of.value') },
        { label: t('figure.col.status') },
        { label: t('figure.col.receivedAt'), num: true },
        { label: t('figure.col.decidedAt'), num: true },
        { label: t('figure.col.reported') },
      ]}
    >
      {figure.updates.slice(from, to).map((update) => (
        <UpdateRow reader={reader} figure={figure} update={update} />
      ))}
    </StackTable>
  )
}

function UpdateRow(props: { reader: Reader; figure: TargetFigure; update: SnapshotUpdate }) {
  const { reader, figure, update } = props
  const { t } = reader
  const marks = marksOf(reader, figure, update)
  return (
    <Row>
      <RowHead>
        <ReceiptLink reader={reader} receipt={update.receipt} />
        {marks && (
          <>
            <br />
            <span class='sub'>{marks}</span>
          </>
        )}
      </RowHead>
      <Cell label={t('figure.col.asOf')} num>
        {say(reader, { day: update.as_of })}
      </Cell>
      <Cell label={t('figure.of.value')}>{reportedValue(reader, figure, update)}</Cell>
      <Cell label={t('figure.col.status')}>
        <span class='nw'>{t(`figure.status.${update.status}`)}</span>
      </Cell>
      <Cell label={t('figure.col.receivedAt')} num>
        {say(reader, momentCell(update.received_at))}
      </Cell>
      <Cell label={t('figure.col.decidedAt')} num>
        {update.decided_at === null ? '–' : say(reader, momentCell(update.decided_at))}
      </Cell>
      <Cell label={t('figure.col.reported')} wide>
        <Said reader={reader} update={update} />
      </Cell>
    </Row>
  )
}

function marksOf({ t }: Reader, { behind, links, target }: TargetFigure, update: SnapshotUpdate): string {
  return [
    links.length === 0 && update === behind && t('figure.isFigure'),
    links.includes(update) && t('figure.isLink'),
    update.receipt !== null && update.receipt === target.receipt && t('figure.isLast'),
  ]
    .filter(Boolean)
    .join('; ')
}

function reportedValue(reader: Reader, { target }: TargetFigure, update: SnapshotUpdate): Child {
  const { t } = reader
  const value = say(reader, spanCell(update.value_low, update.value_high))
  if (value) return <span class='nw'>{measured(value, target.measure)}</span>
  return update.null_reason && target.kind === 'number' ? t(`null_reason.${update.null_reason}`) : '–'
}

function Said({ reader, update }: { reader: Reader; update: SnapshotUpdate }) {
  const { t } = reader
  const words = [
    t(`declared.${update.declared}`),
    update.results,
    update.cause && t(`cause.${update.cause}`),
    update.difficulties,
    update.next_steps,
    update.correction_reason && t('weekly.change.reason', { reason: update.correction_reason }),
  ]
  return (
    <>
      {words.filter(Boolean).map((line) => (
        <p>{line}</p>
      ))}
    </>
  )
}
