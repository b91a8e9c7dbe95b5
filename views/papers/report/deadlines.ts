import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { count, dayCell, type Scribe } from '../scribe.ts'
import { causeOf, dueWithin, overdueOf } from '../weekly/overdue.ts'
import type { ReportSection } from '../weekly-report.ts'

const MOST_ROWS = 10
const SOON_DAYS = 14

/** III: the longest overdue. */
export function overdueSection(scribe: Scribe, snapshot: Snapshot): ReportSection {
  const { t } = scribe
  const overdue = overdueOf(snapshot)
  return {
    name: 'III',
    heading: t('weekly.III'),
    paragraphs: [overdueLine(scribe, snapshot)],
    columns: [
      { key: 'no', heading: t('weekly.col.no'), kind: 'count' },
      { key: 'unit', heading: t('weekly.col.unit'), kind: 'text' },
      { key: 'title', heading: t('weekly.col.content'), kind: 'text' },
      { key: 'due_on', heading: t('weekly.col.due'), kind: 'day' },
      { key: 'days_late', heading: t('weekly.col.daysLate'), kind: 'count' },
      { key: 'cause', heading: t('weekly.col.cause'), kind: 'text' },
    ],
    rows: overdue.slice(0, MOST_ROWS).map((target, n) => ({
      cells: [
        count(n + 1),
        target.unit_name,
        target.title,
        dayCell(target.due_on),
        count(target.days_late),
        causeOf(scribe, target) || null,
      ],
    })),
    annex: t('weekly.longestHead', { n: Math.min(overdue.length, MOST_ROWS) }),
    ...(overdue.length > MOST_ROWS && { note: t('weekly.restInTable', { n: '02' }) }),
  }
}

function overdueLine({ t }: Scribe, snapshot: Snapshot): string {
  const overdue = overdueOf(snapshot)
  const [longest] = overdue
  if (!longest) return t('weekly.noOverdue')
  const { before } = snapshot
  return t('weekly.overdueLine', {
    n: overdue.length,
    units: new Set(overdue.map(({ unit }) => unit)).size,
    moves: before
      ? t('weekly.overdueMovesLine', { before: before.totals.by_progress.overdue, ...overdueMoves(snapshot) })
      : '',
    title: longest.title,
    unit: longest.unit_name,
    days: longest.days_late,
  })
}

/** How many became overdue since last week, and how many are overdue no more. */
export function overdueMoves({ targets }: Snapshot): { new: number; done: number } {
  return {
    new: targets.filter((one) => one.progress === 'overdue' && one.progress_before !== 'overdue').length,
    done: targets.filter((one) => one.progress !== 'overdue' && one.progress_before === 'overdue').length,
  }
}

/** III, second part: what falls due in fourteen days. */
export function dueSection({ t }: Scribe, snapshot: Snapshot): ReportSection {
  const due = dueWithin(snapshot, SOON_DAYS)
  const words = { n: due.length, days: SOON_DAYS }
  return {
    name: 'III.2',
    heading: t('weekly.dueHead', { n: SOON_DAYS }),
    annex: t('weekly.dueHead', { n: SOON_DAYS }),
    level: 2,
    paragraphs: [due.length ? t('weekly.dueLine', words) : t('weekly.noDue', { days: SOON_DAYS })],
    columns: [
      { key: 'no', heading: t('weekly.col.no'), kind: 'count' },
      { key: 'unit', heading: t('weekly.col.unit'), kind: 'text' },
      { key: 'title', heading: t('weekly.col.content'), kind: 'text' },
      { key: 'due_on', heading: t('weekly.col.due'), kind: 'day' },
      { key: 'days_left', heading: t('weekly.col.daysLeft'), kind: 'count' },
      { key: 'progress', heading: t('weekly.col.progress'), kind: 'text' },
    ],
    rows: due.map((target, n) => ({
      cells: [
        count(n + 1),
        target.unit_name,
        target.title,
        dayCell(target.due_on),
        count(target.days_left!),
        target.progress && t(`progress.${target.progress}`),
      ],
    })),
  }
}
