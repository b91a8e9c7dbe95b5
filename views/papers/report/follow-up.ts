import type { Section } from '../../../src/domain/paper.ts'
import type { SnapshotTarget } from '../../../src/domain/snapshot/target.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import type { Cause } from '../../../src/domain/target.ts'
import { count, type Scribe } from '../scribe.ts'
import type { ReportSection } from '../weekly-report.ts'

const MOST_ROWS = 10

/** IV: what blocks open targets, the most frequent cause first. */
export function causesSection({ t }: Scribe, { targets }: Snapshot): Section {
  const blocked = new Map<Cause, SnapshotTarget[]>()
  for (const target of targets) {
    if (target.cause === null || target.progress === null || target.progress === 'done') continue
    blocked.set(target.cause, [...(blocked.get(target.cause) ?? []), target])
  }
  const sorted = [...blocked].sort(([, a], [, b]) => b.length - a.length)
  const lines = sorted.map(([cause, held]) =>
    t('weekly.causeLine', {
      cause: t(`cause.${cause}`),
      n: held.length,
      units: new Set(held.map(({ unit }) => unit)).size,
    }),
  )
  return {
    name: 'IV',
    heading: t('weekly.IV'),
    paragraphs: lines.length ? lines : [t('weekly.noCause')],
    columns: [],
    rows: [],
  }
}

/** V: new, answered and waiting, and whom the paper asks. */
export function proposalsSection({ t }: Scribe, { proposals }: Snapshot, asks: string): ReportSection {
  const waiting = proposals
    .filter(({ is_waiting }) => is_waiting)
    .sort((a, b) => (b.waiting_days ?? 0) - (a.waiting_days ?? 0))
  const longest = waiting[0]?.waiting_days
  return {
    name: 'V',
    heading: t('weekly.V'),
    paragraphs: [
      t('weekly.proposalsLine', {
        new: proposals.filter(({ is_new }) => is_new).length,
        answered: proposals.filter((proposal) => proposal.is_newly_answered).length,
        waiting: waiting.length,
        longest: longest ? t('weekly.longest', { n: longest }) : '',
      }),
      ...(waiting.length ? [t('weekly.ask', { asks, n: waiting.length })] : []),
    ],
    columns: [
      { key: 'no', heading: t('weekly.col.no'), kind: 'count' },
      { key: 'unit', heading: t('weekly.col.unit'), kind: 'text' },
      { key: 'addressed_to', heading: t('weekly.col.addressedTo'), kind: 'text' },
      { key: 'title', heading: t('weekly.col.content'), kind: 'text' },
      { key: 'waiting_days', heading: t('weekly.col.waitingDays'), kind: 'count' },
    ],
    rows: waiting.slice(0, MOST_ROWS).map((proposal, n) => ({
      cells: [
        count(n + 1),
        proposal.unit_name,
        proposal.addressed_to,
        proposal.title,
        count(proposal.waiting_days ?? 0),
      ],
    })),
    annex: t('weekly.waitingHead'),
    ...(waiting.length > MOST_ROWS && { note: t('weekly.restInTable', { n: '05' }) }),
  }
}

/** VI: new, carried out, overdue, not handed over. */
export function directionsSection({ t }: Scribe, { directions }: Snapshot): Section {
  const open = directions.filter(({ status }) => status !== 'closed' && status !== 'noted')
  const fresh = directions.filter(({ is_new }) => is_new)
  return {
    name: 'VI',
    heading: t('weekly.VI'),
    paragraphs: [
      t('weekly.directionsLine', {
        new: fresh.length,
        closed: directions.filter(({ is_newly_closed }) => is_newly_closed).length,
        open: open.length,
        late: open.filter(({ days_late }) => days_late > 0).length,
        unassigned: open.filter(({ status }) => status === 'recorded').length,
      }),
      ...fresh.map(({ code, text, lead_unit_name: lead }) => t('weekly.newDirection', { code, text, lead })),
    ],
    columns: [],
    rows: [],
  }
}
