import type { warning as original } from '../vi/warning.ts'

export const warning: Record<keyof typeof original, string> = {
  'warning.need':
    'from now to {day} an average of {need} must be {deed} every month, {effort} the average of {months} {months#month|months}',
  'warning.needSince':
    'from {since} to {day} an average of {need} must be {deed} every month, {effort} the average of {months} {months#month|months}',
  'warning.needNone':
    'from now to {day} an average of {need} must be {deed} every month; there was no result by {asOf}',
  'warning.needShort':
    '{need} must be {deed} every month, {effort} the average of {months} {months#month|months}',
  'warning.needShortNone': '{need} must be {deed} every month, with no result so far',
  'warning.deed.add': 'added',
  'warning.deed.disburse': 'disbursed',
  'warning.deed.rise': 'gained',
  'warning.deed.fall': 'cut',
  'warning.times': '{times} times',
  'warning.part': '{times} of',
  'warning.done':
    'Over the past {months} {months#month|months} the average was {done} a month; {left} {left#month is|months are} left.',
  'warning.forecast':
    'Forecast to {day}: {range}, if the pace so far or the average of the last three months goes on; {outlook}.',
  'warning.forecastShare':
    'Forecast to {day}: {range}, or {share} of the plan, if the pace so far or the average of the last three months goes on; {outlook}.',
  'warning.outlook.yes': 'the plan will be reached in time',
  'warning.outlook.no': 'the plan will not be reached in time',
  'warning.outlook.maybe': 'the plan may not be reached in time',
  'warning.ifKept': 'If the average of the last three months goes on, {what}.',
  'warning.on': 'on {day}',
  'warning.between': 'between {from} and {to}',
  'warning.reached': 'the plan will be reached {days}',
  'warning.reachedEarly': 'the plan will be reached {days}, {n} {n#day|days} before the deadline',
  'warning.reachedOnTime': 'the plan will be reached {days}, on the deadline',
  'warning.reachedLate': 'the plan will only be reached {days}, {n} {n#day|days} after the deadline',
  'warning.reachedAround':
    'the plan will be reached {days}: {early} {early#day|days} before the deadline at best, {late} {late#day|days} after it at worst',
  'warning.earliest':
    'the plan will be reached on {day} at the earliest; at the lower rate not within two years',
  'warning.earliestLate':
    'the plan will be reached on {day} at the earliest, at least {n} {n#day|days} after the deadline; at the lower rate not within two years',
  'warning.neverReached': 'the plan will not be reached within two years',
  'warning.usedUp': 'the allowance will be used up on {day}',
  'warning.usedUpEarly': 'the allowance will be used up on {day}, {n} {n#day|days} before the deadline',
  'warning.usedUpEarliest': 'the allowance will be used up on {day} at the earliest',
  'warning.usedUpBetween': 'the allowance will be used up between {from} and {to}, before the deadline',
  'warning.lasts': 'the allowance will last to the deadline, {day}',
  'warning.outside': 'outside the band to be kept',
  'warning.broken': 'the ceiling has been broken',
  'warning.below': 'below the level to be reached',
  'warning.assessed': "the head's own assessment: {word}",
  'warning.notDone': 'not reported as done',

  'warned.caption': 'Targets about to be late',
  'warned.target': 'Target',
  'warned.standing': 'Status',
  'warned.why': 'Why',
  'warned.due': 'Due',

  'attention.why': 'Why these?',
  'attention.rule':
    'Five at most. In a first round one of each kind, in this order: a target whose evidence contradicts its report; the key indicator furthest behind; the unit with the longest overdue target; requests for more time that wait for a decision; proposals past the day by which an answer was wanted, or waiting for {proposals} days or more, that block targets or were raised by the committee itself; directions overdue, or not handed over after {directions} working days; the unit that has sent no report for {silent} weeks in a row or more. Where there is room, the second and then the third of each kind follow in the same order.',
  'attention.contradicted': 'Evidence contradicts the report: {title}',
  'attention.decisions': '{n} {n#request|requests} for more time {n#waits|wait} for a decision',
  'attention.decisionsNote': 'Longest by {n} {n#day|days}: {unit}, {title}',
  'attention.decisionToday': 'Received today: {unit}, {title}',
  'attention.proposals': '{n} {n#proposal has|proposals have} waited too long for an answer',
  'attention.proposal': 'A proposal of {unit} has waited {n} {n#day|days} for an answer',
  'attention.proposalsNote': 'Longest by {n} {n#day|days}: {unit}, {title} (to {to})',
  'attention.proposalNote': '{title} (to {to})',
  'attention.blocks': '{n} {n#target|targets} blocked',
  'attention.directions': '{n} {n#direction|directions} overdue or not handed over',
  'attention.directionOverdue': 'A direction is {n} {n#day|days} overdue',
  'attention.directionWaits': 'A direction was not handed over in {n} {n#day|days}',
  'attention.directionsNote': '{overdue} overdue, {waits} not handed over; longest: {body}',

  'stale.title': 'Old figures',
  'stale.count':
    '{n} open {n#target has|targets have} had no new figure for more than {days} {days#day|days}.',
  'stale.none': 'Every open target has a recent figure.',
  'stale.all': 'All {n}',
  'stale.head': '{n} {n#target|targets} with old figures or none',
  'stale.lead': 'No new figure for more than {days} {days#day|days}; the oldest first.',
  'stale.caption': 'Targets with old figures',
  'stale.unit': 'Unit',
  'stale.figure': 'Figure',

  'marks.title': 'Three marks',
  'marks.note': 'Three marks by three parties, never merged into one.',
  'marks.declared': 'Declared by the unit',
  'marks.declaredNone': 'Not reported yet',
  'marks.assessed': 'own assessment: {word}',
  'marks.onBehalf': 'entered on behalf ({source}): {by}',
  'marks.waiting': 'waiting for review',
  'marks.by': '{by}, {day}',
  'marks.evidence': 'Evidence',
  'marks.evidenceNone': 'No report accepted yet',
  'marks.notSeen': 'report accepted by {by}, {day}',
  'marks.schedule': 'Schedule, computed',
  'marks.computed': 'from figures to {figure}, computed on {day}',
  'marks.clockOnly': 'from the deadline, computed on {day}',
  'marks.lowered': "the overall status is lowered by the unit's own assessment",

  'blocked.late':
    'The target is {n} {n#day|days} overdue; the level above has been silent for {m} {m#day|days}.',
  'blocked.silent': 'The level above has been silent for {m} {m#day|days}.',
  'blocked.lateKept': 'The target is {n} {n#day|days} overdue; the proposal was not sent yet.',
  'blocked.notSent': 'The proposal was not sent yet.',
  'blocked.sent': 'to {to}, raised on {day}.',
  'blocked.waits': 'to {to}, raised on {day}, not answered for {n} {n#day|days}.',
  'blocked.kept': 'to {to}, raised on {day}, not sent yet.',

  'evidence_mark.verified': 'Evidence complete and in agreement',
  'evidence_mark.partial': 'Evidence in part',
  'evidence_mark.none': 'No evidence',
  'evidence_mark.contradicted': 'Evidence contradicts the report',
  'evidence_mark.unseen': 'Evidence not looked at',
}
