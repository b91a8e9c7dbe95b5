import type { Text } from '../../../src/domain/paper.ts'
import type { DisciplineCounts, Snapshot } from '../../../src/domain/snapshot.ts'
import { writeTime } from '../../../src/i18n/days.ts'
import { documentDay, figure, joined, rateFigure, type Scribe, tell } from '../scribe.ts'
import { missingOf } from '../weekly/info.ts'

/** How the units kept their duty to report: this week so far, and the week before as it ended. */
export function disciplineLines(scribe: Scribe, snapshot: Snapshot): Text[] {
  const { t } = scribe
  const { week, before, reporting } = snapshot.discipline
  if (!reporting) return [t('weekly.disciplineNone')]
  const silent = missingOf(snapshot)
  return [
    nowLine(scribe, snapshot),
    ...(silent && !week.pending ? [t('weekly.silentList', { units: silent })] : []),
    ...(before?.rate.denominator
      ? [
          tell(scribe, 'weekly.disciplineBefore', {
            n: Number(before.week.slice(6)),
            kept: joined(keptParts(scribe, before, 'reports_before', 'weekly.reports.neverSent'), ', '),
          }),
        ]
      : []),
  ]
}

function nowLine(scribe: Scribe, { discipline }: Snapshot): Text {
  const { week, due } = discipline
  if (!week.rate.denominator) return scribe.t('weekly.disciplineExempt')
  if (week.pending) {
    const rate = rateFigure(scribe, week.rate, 'reports.rate')
    return tell(scribe, 'weekly.disciplinePending', {
      onTime: week.on_time
        ? tell(scribe, 'weekly.reports.sent', { rate })
        : scribe.t('weekly.reports.noneSent'),
      pending: figure(scribe, week.pending, 'reports.pending'),
      time: writeTime(scribe.language, Date.parse(due), scribe.zone),
      day: documentDay(scribe.language, due.slice(0, 10) as Snapshot['day']),
    })
  }
  const kept = joined(keptParts(scribe, week, 'reports', 'weekly.reports.missing'), ', ')
  return tell(scribe, 'weekly.disciplineLine', { kept })
}

function keptParts(
  scribe: Scribe,
  counts: DisciplineCounts,
  family: 'reports' | 'reports_before',
  missing: 'weekly.reports.missing' | 'weekly.reports.neverSent',
) {
  const rate = rateFigure(scribe, counts.rate, `${family}.rate`)
  const part = (
    key: 'weekly.reports.late' | 'weekly.reports.exempt' | typeof missing,
    name: 'late' | 'missing' | 'exempt',
  ) => counts[name] && tell(scribe, key, { n: figure(scribe, counts[name], `${family}.${name}`) })
  return [
    tell(scribe, counts.on_time ? 'weekly.reports.onTime' : 'weekly.reports.noneOnTime', { rate }),
    part('weekly.reports.late', 'late'),
    part(missing, 'missing'),
    part('weekly.reports.exempt', 'exempt'),
  ]
}
