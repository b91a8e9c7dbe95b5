import { expect, test } from 'vitest'
import { en } from '../../src/i18n/en.ts'
import { type Key, translator } from '../../src/i18n/translate.ts'

const things = [
  ...['accounts', 'cells', 'codes', 'collectives', 'commitments', 'days', 'decisions', 'directions', 'files'],
  ...['groups', 'heads', 'lines', 'months', 'parts', 'people', 'points', 'posts', 'proposals', 'readers'],
  ...[
    'reports',
    'requests',
    'rows',
    'steps',
    'targets',
    'tasks',
    'times',
    'units',
    'weeks',
    'years',
    'are',
    'have',
  ],
]
/** One of several things: '1 units', '1 new targets', '3/1 targets and tasks'. */
const MANY_OF_ONE = new RegExp(
  `(?<![\\w.,–-])1 (?:(?:more|new|open|task|percentage) )?(?:${things.join('|')})\\b`,
)

/** Limits and spans that are never one, shares such as '41/43', and times that something is as large. */
const neverOne: readonly string[] = [
  ...['commitmentStep.scanHint', 'commitmentStep.problem.many', 'extension.evidenceHint'],
  ...['extension.problem.too_many_files', 'import.filesHint', 'import.exportTooLong', 'import.rowsNote'],
  ...['issue.nextWeekHint', 'issue.signatureHint', 'issue.recipientsHint', 'settings.signatureHint'],
  ...['clock.lead', 'leader.inspectionNone', 'period.name.months', 'reminder.newUnreported'],
  ...['update.warn.jump', 'update.warn.tooLarge', 'update.timesPlan', 'warning.times', 'warning.effort'],
  ...[
    'weekly.reports.onTime',
    'weekly.reports.sent',
    'period.reports.onTime',
    'import.askMore',
    'import.faultsMore',
  ],
  ...[
    'import.changesMore',
    'clock.leadCut',
    'attention.rule',
    'period.nextDue',
    'period.dueHead',
    'period.dueLine',
  ],
  ...['period.noDue', 'period.dueWithin', 'period.name.due', 'overview.title'],
  ...['desk.remindersMany', 'figure.effort', 'weekly.effortLine', 'weekly.effortLess'],
]

test('no English sentence speaks of several things where there is one', () => {
  const t = translator('en') as (key: Key, fill: Record<string, number>) => string
  const ones = new Proxy({}, { get: () => 1 }) as Record<string, number>
  const wrong = (Object.keys(en) as Key[])
    .filter((key) => !neverOne.includes(key))
    .flatMap((key) => (MANY_OF_ONE.test(t(key, ones)) ? [`${key}: ${t(key, ones)}`] : []))
  expect(wrong).toEqual([])
})
