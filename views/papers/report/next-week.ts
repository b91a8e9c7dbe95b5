import type { Day } from '../../../src/domain/day.ts'
import { plainText, type Section, type Text } from '../../../src/domain/paper.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { translator } from '../../../src/i18n/translate.ts'
import { documentDay, figure, midSentence, type Scribe, say, tell, unended } from '../scribe.ts'
import { sideOf } from '../weekly/changes.ts'
import { dueWithin, overdueOf } from '../weekly/overdue.ts'

const MOST_NAMES = 10

/** VII: as the office wrote it, else what the figures themselves call for. */
export function nextWeekSection(scribe: Scribe, snapshot: Snapshot): Section {
  const paragraphs = isSuggested(snapshot, scribe) ? suggested(scribe, snapshot) : snapshot.next_week!
  return { name: 'VII', heading: scribe.t('weekly.VII'), paragraphs, columns: [], rows: [] }
}

/** Nobody has written it, or what stands is what the figures suggested: that is told in every language. */
function isSuggested(snapshot: Snapshot, { zone }: Scribe): boolean {
  const { next_week: lines } = snapshot
  if (lines === null) return true
  const office = suggested({ language: 'vi', t: translator('vi'), zone }, snapshot).map(plainText)
  return lines.length === office.length && lines.every((line, n) => line === office[n])
}

function suggested(scribe: Scribe, snapshot: Snapshot): Text[] {
  const { t } = scribe
  const { discipline, directions } = snapshot
  const due = dueWithin(snapshot, 7).length
  const { missing, pending } = discipline.week
  const waiting = discipline.by_status.waiting
  const unassigned = directions.filter(({ status }) => status === 'recorded').length
  const lines = [
    overdueUnits(scribe, snapshot),
    due && tell(scribe, 'weekly.nextDue', { n: figure(scribe, due, 'due.7') }),
    missing && tell(scribe, 'weekly.nextSilent', { n: figure(scribe, missing, 'reports.missing') }),
    pending && tell(scribe, 'weekly.nextPending', { n: figure(scribe, pending, 'reports.pending') }),
    waiting && tell(scribe, 'weekly.nextReview', { n: figure(scribe, waiting, 'reports.review') }),
    unassigned && tell(scribe, 'weekly.nextAssign', { n: figure(scribe, unassigned, 'directions.waiting') }),
  ].filter((line) => line !== 0 && line !== null)
  return lines.length ? lines : [t('weekly.nextNone')]
}

/** By name while a reader can take them in. */
export function overdueUnits(scribe: Scribe, snapshot: Snapshot): Text | null {
  const names = [...new Set(overdueOf(snapshot).map((target) => target.unit_name))]
  if (!names.length) return null
  const n = figure(scribe, names.length, 'overdue')
  if (names.length > MOST_NAMES) return tell(scribe, 'weekly.nextOverdueMany', { n })
  const units = (scribe.language === 'vi' ? names.map(midSentence) : names).join(', ')
  return tell(scribe, 'weekly.nextOverdue', { n, units })
}

/** VIII, only where a figure that was reported has been corrected. */
export function correctionsSection(scribe: Scribe, { changes, units }: Snapshot): Section[] {
  const { t } = scribe
  const corrections = changes.filter(({ kind }) => kind === 'figure_corrected')
  if (!corrections.length) return []
  const names = new Map(units.map((unit) => [unit.code, unit.name]))
  const dayOf = (day: Day) => documentDay(scribe.language, day)
  const lines = corrections.map((change) => {
    const side = (value: string | null) => say(scribe, sideOf(scribe, change, value)) || '–'
    const unit = names.get(change.unit) ?? change.unit
    return tell(scribe, 'weekly.correctionLine', {
      title: change.title,
      unit: scribe.language === 'vi' ? midSentence(unit) : unit,
      figureOf: change.as_of ? `, ${t('weekly.change.figureOf', { day: dayOf(change.as_of) })}` : '',
      before: side(change.before),
      after: { text: side(change.after), of: `target.${change.code}` },
      reason: change.reason ? t('weekly.correctionReason', { reason: unended(change.reason) }) : '',
    })
  })
  const head = tell(scribe, 'weekly.correctionsLine', {
    n: figure(scribe, corrections.length, 'corrections'),
  })
  return [{ name: 'VIII', heading: t('weekly.VIII'), paragraphs: [head, ...lines], columns: [], rows: [] }]
}
