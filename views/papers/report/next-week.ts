import type { Section } from '../../../src/domain/paper.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import type { Scribe } from '../scribe.ts'
import { say } from '../scribe.ts'
import { sideOf } from '../weekly/changes.ts'
import { dueWithin, overdueOf } from '../weekly/overdue.ts'

/** VII: as the office wrote it, else what the figures themselves call for. */
export function nextWeekSection(scribe: Scribe, snapshot: Snapshot): Section {
  const paragraphs = snapshot.next_week ?? suggested(scribe, snapshot)
  return { name: 'VII', heading: scribe.t('weekly.VII'), paragraphs, columns: [], rows: [] }
}

function suggested({ t }: Scribe, snapshot: Snapshot): string[] {
  const { discipline, directions } = snapshot
  const late = [...new Set(overdueOf(snapshot).map((target) => target.unit_name))]
  const due = dueWithin(snapshot, 7).length
  const silent = discipline.week.missing + discipline.week.pending
  const waiting = discipline.by_status.waiting
  const unassigned = directions.filter(({ status }) => status === 'recorded').length
  const lines = [
    late.length && t('weekly.nextOverdue', { n: late.length, units: late.join('; ') }),
    due && t('weekly.nextDue', { n: due }),
    silent && t('weekly.nextSilent', { n: silent }),
    waiting && t('weekly.nextReview', { n: waiting }),
    unassigned && t('weekly.nextAssign', { n: unassigned }),
  ].filter((line) => line !== 0)
  return lines.length ? lines : [t('weekly.nextNone')]
}

/** VIII, only where a figure that was reported has been corrected. */
export function correctionsSection(scribe: Scribe, { changes, units }: Snapshot): Section[] {
  const { t } = scribe
  const corrections = changes.filter(({ kind }) => kind === 'figure_corrected')
  if (!corrections.length) return []
  const names = new Map(units.map((unit) => [unit.code, unit.name]))
  const paragraphs = corrections.map((change) =>
    t('weekly.correctionLine', {
      title: change.title,
      unit: names.get(change.unit) ?? change.unit,
      before: say(scribe, sideOf(scribe, change, change.before)) || '–',
      after: say(scribe, sideOf(scribe, change, change.after)) || '–',
      reason: change.reason ? t('weekly.correctionReason', { reason: change.reason }) : '',
    }),
  )
  return [{ name: 'VIII', heading: t('weekly.VIII'), paragraphs, columns: [], rows: [] }]
}
