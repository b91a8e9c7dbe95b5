import { percentCell, spanCell } from '../../../src/domain/paper.ts'
import { updateBehind } from '../../../src/domain/snapshot/figure-target.ts'
import type { RateFigure, TargetsFigure } from '../../../src/domain/snapshot/figure-targets.ts'
import type { SnapshotTarget } from '../../../src/domain/snapshot/target.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { dayCell, measured, momentCell, say } from '../../papers/scribe.ts'
import { Badge } from '../../parts/badge.tsx'
import { progressBadge, stoppedBadge } from '../../parts/status.ts'
import { Cell, Row, RowGroupHead, RowHead, StackTable } from '../../parts/table.tsx'
import type { Reader } from '../../reader.ts'
import { ReceiptLink } from './receipt.tsx'
import { cutGroups, type Group } from './words.ts'

interface Rows {
  reader: Reader
  snapshot: Snapshot
  /** The address that explains a figure of this week. */
  figureAt: (name: string) => string
  /** The rows of this page: from the first to before the last. */
  from: number
  to: number
}

/** The targets that a figure counts, each with the report behind it. */
export function TargetRows(props: Rows & { figure: TargetsFigure | RateFigure }) {
  const { reader, figure, from, to } = props
  const { t } = reader
  return (
    <StackTable
      caption={t('figure.caption.targets')}
      columns={[
        { label: t('figure.col.target') },
        { label: t('figure.col.class') },
        { label: t('figure.col.value') },
        { label: t('figure.col.due') },
        { label: t('figure.col.update') },
      ]}
    >
      {cutGroups(groupsOf(reader, figure), from, to).map(({ head, rows }) => (
        <>
          {head && <RowGroupHead span={5}>{head}</RowGroupHead>}
          {rows.map((target) => (
            <TargetRow {...props} target={target} />
          ))}
        </>
      ))}
    </StackTable>
  )
}

/** A rate's targets stand by class, so that the heads add up to its denominator. */
function groupsOf({ t }: Reader, figure: TargetsFigure | RateFigure): Group<SnapshotTarget>[] {
  if (figure.made === 'targets') return [{ head: null, rows: figure.targets }]
  return figure.classes.map(({ name, isAbove }) => {
    const rows = figure.denominator.filter((target) => target.report_class === name)
    const words = { name: t(`class.${name}`), n: rows.length }
    return { head: isAbove ? t('figure.above', words) : t('figure.below', words), rows }
  })
}

function TargetRow({ reader, snapshot, figureAt, target }: Rows & { target: SnapshotTarget }) {
  const { t } = reader
  const { code, title, unit_name } = target
  return (
    <Row>
      <RowHead>
        <a href={reader.at(`/targets/${encodeURIComponent(code)}`)}>{title}</a>
        <br />
        <span class='sub'>
          {code} · {unit_name}
        </span>
      </RowHead>
      <Cell label={t('figure.col.class')}>
        <ClassCell reader={reader} target={target} />
      </Cell>
      <Cell label={t('figure.col.value')}>
        <ValueCell reader={reader} target={target} href={figureAt(`target.${code}`)} />
      </Cell>
      <Cell label={t('figure.col.due')}>
        <DueCell reader={reader} target={target} />
      </Cell>
      <Cell label={t('figure.col.update')} wide>
        <UpdateCell reader={reader} snapshot={snapshot} target={target} />
      </Cell>
    </Row>
  )
}

function ClassCell({ reader, target }: { reader: Reader; target: SnapshotTarget }) {
  return (
    <>
      <ProgressMark reader={reader} target={target} />
      <br />
      <span class='sub'>{reader.t(`class.${target.report_class}`)}</span>
    </>
  )
}

export function ProgressMark({ reader, target }: { reader: Reader; target: SnapshotTarget }) {
  const { progress, report_class: state } = target
  if (progress) return <Badge reader={reader} mark={progressBadge(progress)} />
  const isStopped = state === 'suspended' || state === 'transferred' || state === 'cancelled'
  return isStopped ? <Badge reader={reader} mark={stoppedBadge(state)} /> : null
}

function ValueCell({ reader, target, href }: { reader: Reader; target: SnapshotTarget; href: string }) {
  const { kind, plan, percent_low, percent_high, measure, value_kind } = target
  if (kind !== 'number') return <>–</>
  const value = say(reader, spanCell(target.value_low, target.value_high)) || reader.t('figure.none')
  const goal = value_kind === 'percent' || plan === null ? null : say(reader, spanCell(plan, plan))
  const share =
    percent_low === percent_high ? percentCell(percent_low) : spanCell(percent_low, percent_high, true)
  const whole = goal === null ? value : reader.t('figure.valueOf', { value, plan: goal })
  return (
    <>
      <a href={href}>{measured(whole, measure)}</a>
      {share !== null && value_kind !== 'percent' && (
        <>
          <br />
          <span class='sub'>{say(reader, share)}</span>
        </>
      )}
    </>
  )
}

function DueCell({ reader, target }: { reader: Reader; target: SnapshotTarget }) {
  const words = dueWords(reader, target)
  if (target.due_on === null) return <>{reader.t('figure.noDeadline')}</>
  return (
    <>
      {say(reader, dayCell(target.due_on))}
      {words && (
        <>
          <br />
          <span class={target.done_on === null ? 'sub nw' : 'sub'}>{words}</span>
        </>
      )}
    </>
  )
}

/** 'quá hạn 13 ngày', 'còn 5 ngày', 'hoàn thành ngày 25/8/2022' */
export function dueWords(
  { t, ...scribe }: Reader,
  { done_on, days_late, days_left }: SnapshotTarget,
): string {
  if (done_on !== null) return t('figure.doneOn', { day: say({ t, ...scribe }, { day: done_on }) })
  if (days_late > 0) return t('figure.daysLate', { n: days_late })
  if (days_left === null) return ''
  return days_left === 0 ? t('figure.dueToday') : t('figure.daysLeft', { n: days_left })
}

function UpdateCell(props: { reader: Reader; snapshot: Snapshot; target: SnapshotTarget }) {
  const { reader } = props
  const { t } = reader
  const update = updateBehind(props.snapshot, props.target)
  if (!update) return <span class='muted'>{t('figure.noUpdate')}</span>
  return (
    <>
      <ReceiptLink reader={reader} receipt={update.receipt} />
      <br />
      <span class='sub'>
        {[
          t('figure.asOf', { day: say(reader, { day: update.as_of }) }),
          t('figure.received', { at: say(reader, momentCell(update.received_at)) }),
          update.decided_at === null
            ? t('figure.notDecided')
            : t('figure.decided', { at: say(reader, momentCell(update.decided_at)) }),
        ].map((words, n) => (
          <>
            {n > 0 && ' · '}
            <span class='nw'>{words}</span>
          </>
        ))}
      </span>
    </>
  )
}
