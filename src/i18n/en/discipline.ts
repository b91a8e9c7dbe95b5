import type { discipline as vi } from '../vi/discipline.ts'

export const discipline: Record<keyof typeof vi, string> = {
  'discipline.title': 'Weekly reporting, week {n}',
  'discipline.crumb': 'Reporting',
  'discipline.headPending':
    '{sent} of {owed} {owed#unit|units} {sent#has|have} reported, {pending} {pending#has|have} not yet',
  'discipline.headOver':
    '{onTime} of {owed} {owed#unit|units} reported on time, {late} late, {missing} not at all',
  'discipline.due': 'Due at {at}.',
  'discipline.besides': '“Before” is week {n} as it ended on Sunday.',
  'discipline.tile.owed': 'Expected',
  'discipline.tile.sent': 'Received',
  'discipline.tile.on_time': 'On time',
  'discipline.tile.late': 'Late',
  'discipline.tile.missing': 'Missing',
  'discipline.tile.exempt': 'Exempt',
  'discipline.pendingNote': '{n} of them not due yet',
  'discipline.rateNow': 'rate {rate}',
  'discipline.rateBefore': 'week {n}: {rate}',
  'discipline.filterLabel': 'Filter the units',
  'discipline.state': 'State this week',
  'discipline.all': 'All',
  'discipline.sort': 'Order',
  'discipline.byState': 'Missing first',
  'discipline.byStreak': 'Longest late first',
  'discipline.nothingFound': 'No unit is in this state',
  'discipline.streak': 'Late in a row',
  'discipline.weekCount': '{n} {n#week|weeks}',
  'discipline.reviewHours': 'Average review (hours)',
}
