import type { TracedFigure } from '../../src/domain/snapshot/figure.ts'
import { changeKinds, type Snapshot } from '../../src/domain/snapshot.ts'
import { causes } from '../../src/domain/update.ts'

const kept = ['on_time', 'late', 'missing', 'exempt', 'pending'] as const
export const rateNames = ['R1', 'R2', 'R3', 'R4', 'R5'] as const

/** Every figure that counts something, and the number of it that a week prints. */
export function printedCounts(snapshot: Snapshot): [name: string, printed: number][] {
  const { totals, discipline, targets, proposals, directions, changes } = snapshot
  const { by_class: by } = totals
  return [
    ['targets', totals.targets],
    ...Object.entries(by),
    ['done', by.done_on_time + by.done_late + by.done_no_deadline],
    ['open', by.open_in_time + by.open_overdue + by.open_no_deadline],
    ['apart', by.suspended + by.transferred + by.cancelled],
    ...named('progress', Object.entries(totals.by_progress)),
    ['progress.stale', totals.on_track_without_news],
    ['progress.troubled', totals.by_progress.at_risk + totals.by_progress.behind],
    ['overdue', by.open_overdue],
    ['units', totals.units],
    ['groups', snapshot.groups.length],
    ['targets.signed', totals.targets - targets.filter((one) => one.ordered_at).length],
    ['targets.ordered', targets.filter((one) => one.ordered_at).length],
    ['reports.review', discipline.by_status.waiting],
    ['causes', targets.filter((one) => one.cause && one.progress && one.progress !== 'done').length],
    ...named(
      'reports',
      kept.map((name) => [name, discipline.week[name]]),
    ),
    ...named('reports_before', discipline.before ? kept.map((name) => [name, discipline.before![name]]) : []),
    ...[7, 14, 30].map((days): [string, number] => [
      `due.${days}`,
      targets.filter(({ days_left: left }) => left !== null && left <= days).length,
    ]),
    ...causes.map((cause): [string, number] => [
      `cause.${cause}`,
      targets.filter((one) => one.cause === cause && one.progress && one.progress !== 'done').length,
    ]),
    ['proposals.new', proposals.filter(({ is_new }) => is_new).length],
    ['proposals.answered', proposals.filter((one) => one.is_newly_answered).length],
    ['proposals.waiting', proposals.filter(({ is_waiting }) => is_waiting).length],
    ...[true, false].map((own): [string, number] => [
      `proposals.waiting.${own ? 'own' : 'units'}`,
      proposals.filter((one) => one.is_waiting && (one.unit === snapshot.owner.code) === own).length,
    ]),
    ['directions.new', directions.filter(({ is_new }) => is_new).length],
    ['directions.closed', directions.filter((one) => one.is_newly_closed).length],
    ['directions.open', directions.filter(isOpen).length],
    ['directions.overdue', directions.filter((one) => isOpen(one) && one.days_late > 0).length],
    ['directions.waiting', directions.filter(({ status }) => status === 'recorded').length],
    ['corrections', changes.filter(({ kind }) => kind === 'figure_corrected').length],
    ...changeKinds.map((kind): [string, number] => [
      `changes.${kind}`,
      changes.filter((change) => change.kind === kind).length,
    ]),
  ]
}

const isOpen = ({ status }: Snapshot['directions'][number]) => status !== 'closed' && status !== 'noted'

const named = (family: string, counts: [string, number][]) =>
  counts.map(([name, n]): [string, number] => [`${family}.${name}`, n])

/** What stands under a figure, by code; for a rate the set below. */
export function codesOf(figure: TracedFigure): string[] {
  switch (figure.made) {
    case 'targets':
      return figure.targets.map(({ code }) => code)
    case 'rate':
      return figure.denominator.map(({ code }) => code)
    case 'units':
      return figure.units.map(({ code }) => code)
    case 'groups':
      return figure.groups.map(({ number }) => String(number))
    case 'reports':
      return figure.units.map(({ unit }) => unit)
    case 'proposals':
      return figure.proposals.map(({ code }) => code)
    case 'directions':
      return figure.directions.map(({ code }) => code)
    case 'changes':
      return figure.changes.map(({ code, kind }) => `${kind} ${code}`)
    case 'target':
      return figure.updates.map(({ receipt, received_at }) => receipt ?? received_at)
  }
}
