import type { Text } from '../../../src/domain/paper.ts'
import type { SnapshotTarget } from '../../../src/domain/snapshot/target.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { count, documentDay, figure, joined, midSentence, type Scribe, tell } from '../scribe.ts'
import { causeOf, dueWithin, overdueOf } from '../weekly/overdue.ts'
import type { ReportSection } from '../weekly-report.ts'

const MOST_ROWS = 10
const SOON_DAYS = 14

/** III: the longest overdue. */
export function overdueSection(scribe: Scribe, snapshot: Snapshot): ReportSection {
  const { t, language } = scribe
  const overdue = overdueOf(snapshot)
  return {
    name: 'III',
    heading: t('weekly.III'),
    paragraphs: [overdueLine(scribe, snapshot)],
    columns: [
      { key: 'no', heading: t('weekly.col.no'), kind: 'count', width: 7 },
      { key: 'unit', heading: t('weekly.col.unit'), kind: 'text', width: 18 },
      { key: 'title', heading: t('weekly.col.content'), kind: 'text', width: 28 },
      { key: 'due_on', heading: t('weekly.col.due'), kind: 'day', width: 15 },
      { key: 'days_late', heading: t('weekly.col.daysLate'), kind: 'count', width: 11 },
      { key: 'cause', heading: t('weekly.col.cause'), kind: 'text', width: 30 },
    ],
    rows: overdue.slice(0, MOST_ROWS).map((target, n) => ({
      cells: [
        count(n + 1),
        target.unit_name,
        target.title,
        target.due_on && documentDay(language, target.due_on),
        count(target.days_late),
        causeOf(scribe, target) || null,
      ],
      of: [null, null, null, null, `target.${target.code}`, null],
    })),
    ...(overdue.length > MOST_ROWS
      ? {
          annex: t('weekly.longestHead', { n: MOST_ROWS }),
          note: t('weekly.restInTable', { n: '02' }),
        }
      : { annex: t('weekly.overdueHead') }),
  }
}

function overdueLine(scribe: Scribe, snapshot: Snapshot): Text {
  const overdue = overdueOf(snapshot)
  const [longest] = overdue
  const moves = movesWords(scribe, snapshot)
  if (!longest) return tell(scribe, 'weekly.noOverdue', { moves })
  const example = {
    moves,
    title: longest.title,
    unit: unitWords(scribe, longest),
    days: { text: String(longest.days_late), of: `target.${longest.code}` },
  }
  if (overdue.length === 1)
    return tell(scribe, 'weekly.overdueOne', { ...example, n: figure(scribe, 1, 'overdue') })
  return tell(scribe, 'weekly.overdueLine', {
    ...example,
    n: figure(scribe, overdue.length, 'overdue'),
    units: figure(scribe, new Set(overdue.map(({ unit }) => unit)).size, 'overdue'),
  })
}

/** How it stood the week before, and what came and went since; nothing in the first week. */
function movesWords(scribe: Scribe, snapshot: Snapshot): Text {
  const { t } = scribe
  const { before, totals } = snapshot
  if (!before) return ''
  const was = before.totals.by_progress.overdue
  const last = t('weekly.last')
  if (was === 0) return totals.by_progress.overdue ? t('weekly.overdueNoneBefore', { last }) : ''
  const beforeFigure = figure(scribe, was, 'before:overdue')
  if (totals.by_progress.overdue === 0) {
    return tell(scribe, 'weekly.overdueNoMore', { last, before: beforeFigure })
  }
  const { new: fresh, done } = overdueMoves(snapshot)
  const moves = joined(
    [
      fresh && tell(scribe, 'weekly.overdueNew', { n: figure(scribe, fresh, 'overdue.new') }),
      done && tell(scribe, 'weekly.overdueEnded', { n: figure(scribe, done, 'overdue.ended') }),
    ],
    ', ',
  )
  return tell(scribe, 'weekly.overdueMovesLine', {
    last,
    before: beforeFigure,
    moves: moves === '' ? t('weekly.overdueSame') : moves,
  })
}

export const unitWords = ({ language }: Scribe, { unit_name }: Pick<SnapshotTarget, 'unit_name'>) =>
  language === 'vi' ? midSentence(unit_name) : unit_name

/** How many became overdue since last week, and how many are overdue no more. */
export function overdueMoves({ targets }: Snapshot): { new: number; done: number } {
  return {
    new: targets.filter((one) => one.progress === 'overdue' && one.progress_before !== 'overdue').length,
    done: targets.filter((one) => one.progress !== 'overdue' && one.progress_before === 'overdue').length,
  }
}

/** III, second part: what falls due in fourteen days. */
export function dueSection(scribe: Scribe, snapshot: Snapshot): ReportSection {
  const { t, language } = scribe
  const due = dueWithin(snapshot, SOON_DAYS)
  return {
    name: 'III.2',
    heading: t('weekly.dueHead', { n: SOON_DAYS }),
    annex: t('weekly.dueHead', { n: SOON_DAYS }),
    level: 2,
    paragraphs: [
      due.length
        ? tell(scribe, 'weekly.dueLine', {
            n: figure(scribe, due.length, `due.${SOON_DAYS}`),
            days: SOON_DAYS,
          })
        : t('weekly.noDue', { days: SOON_DAYS }),
    ],
    columns: [
      { key: 'no', heading: t('weekly.col.no'), kind: 'count', width: 7 },
      { key: 'unit', heading: t('weekly.col.unit'), kind: 'text', width: 22 },
      { key: 'title', heading: t('weekly.col.content'), kind: 'text', width: 40 },
      { key: 'due_on', heading: t('weekly.col.due'), kind: 'day', width: 15 },
      { key: 'days_left', heading: t('weekly.col.daysLeft'), kind: 'count', width: 10 },
      { key: 'progress', heading: t('weekly.col.progress'), kind: 'text', width: 17 },
    ],
    rows: due.map((target, n) => ({
      cells: [
        count(n + 1),
        target.unit_name,
        target.title,
        target.due_on && documentDay(language, target.due_on),
        count(target.days_left!),
        target.progress && t(`progress.${target.progress}`),
      ],
      of: [null, null, null, null, `target.${target.code}`, null],
    })),
  }
}
