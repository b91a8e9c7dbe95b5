import type { Section } from '../../../src/domain/paper.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { overdueUnits } from '../report/next-week.ts'
import { figure, type Scribe, tell } from '../scribe.ts'
import { dueWithin } from '../weekly/overdue.ts'

const AHEAD_DAYS = 30

/** VII: what the figures call for in the time that follows; whoever sends the document adds the office's own. */
export function tasksSection(scribe: Scribe, snapshot: Snapshot): Section {
  const { t } = scribe
  const slow = snapshot.targets.filter(({ progress }) => progress === 'behind' || progress === 'at_risk')
  const due = dueWithin(snapshot, AHEAD_DAYS).length
  const waiting = snapshot.proposals.filter(({ is_waiting }) => is_waiting).length
  const unassigned = snapshot.directions.filter(({ status }) => status === 'recorded').length
  const lines = [
    overdueUnits(scribe, snapshot),
    slow.length &&
      tell(scribe, 'period.nextBehind', {
        n: figure(scribe, slow.length, 'progress.troubled'),
        units: figure(scribe, new Set(slow.map(({ unit }) => unit)).size, 'progress.troubled'),
      }),
    due && tell(scribe, 'period.nextDue', { n: figure(scribe, due, 'due.30'), days: AHEAD_DAYS }),
    waiting && tell(scribe, 'period.nextProposals', { n: figure(scribe, waiting, 'proposals.waiting') }),
    unassigned && tell(scribe, 'weekly.nextAssign', { n: figure(scribe, unassigned, 'directions.waiting') }),
  ].filter((line) => line !== 0 && line !== null)
  return {
    name: 'VII',
    heading: t('weekly.VII'),
    paragraphs: lines.length ? lines : [t('weekly.nextNone')],
    columns: [],
    rows: [],
  }
}
