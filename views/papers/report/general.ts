import type { Row, Section } from '../../../src/domain/paper.ts'
import type { Rate } from '../../../src/domain/rates.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { writeDay, writeDocumentDay, writeTime } from '../../../src/i18n/days.ts'
import { count, countOrdered, rateCell, type Scribe, say } from '../scribe.ts'
import { missingOf } from '../weekly/info.ts'

/** I: the six classes this week and last, and how the units kept their duty to report. */
export function generalSection(scribe: Scribe, snapshot: Snapshot): Section {
  const { t } = scribe
  return {
    name: 'I',
    heading: t('weekly.I'),
    paragraphs: [
      ...classLines(scribe, snapshot),
      ...rateLines(scribe, snapshot),
      ...disciplineLines(scribe, snapshot),
    ],
    columns: [
      { key: 'class', heading: t('weekly.class'), kind: 'text' },
      { key: 'now', heading: t('weekly.thisWeek'), kind: 'count' },
      ...(snapshot.before
        ? ([
            { key: 'before', heading: t('weekly.lastWeek'), kind: 'count' },
            { key: 'change', heading: t('weekly.change'), kind: 'count' },
          ] as const)
        : []),
    ],
    rows: classRows(scribe, snapshot),
  }
}

/** The sentence before the first section: on what it rests, how many signed what, and as of when. */
export function openingOf(scribe: Scribe, snapshot: Snapshot): string {
  const { totals, groups, campaign_name: name } = snapshot
  const ordered = countOrdered(snapshot)
  return scribe.t('weekly.opening', {
    campaign: scribe.language === 'vi' ? name.charAt(0).toLowerCase() + name.slice(1) : name,
    units: totals.units,
    targets: totals.targets - ordered,
    ordered: ordered ? scribe.t('commitment.andOrdered', { n: ordered }) : '',
    groups: groups.length,
    ...timeOf(scribe, snapshot.until),
  })
}

function timeOf({ language, zone }: Scribe, moment: string) {
  const day = moment.slice(0, 10) as Snapshot['day']
  return {
    time: writeTime(language, Date.parse(moment), zone),
    day: language === 'vi' ? writeDocumentDay(day) : writeDay(language, day),
  }
}

function classLines({ t }: Scribe, { totals }: Snapshot): string[] {
  const { by_class: by, by_progress: progress } = totals
  const apart = by.suspended + by.transferred + by.cancelled
  return [
    t('weekly.classes', {
      targets: totals.targets,
      done: by.done_on_time + by.done_late + by.done_no_deadline,
      doneOnTime: by.done_on_time,
      doneLate: by.done_late,
      doneFree: by.done_no_deadline,
      open: by.open_in_time + by.open_overdue + by.open_no_deadline,
      inTime: by.open_in_time,
      overdue: by.open_overdue,
      free: by.open_no_deadline,
    }),
    ...(apart ? [t('weekly.apart', { n: apart })] : []),
    t('weekly.progressLine', {
      onTrack: progress.on_track,
      stale: totals.on_track_without_news,
      atRisk: progress.at_risk,
      behind: progress.behind,
      overdue: progress.overdue,
    }),
  ]
}

function rateLines(scribe: Scribe, { rates }: Snapshot): string[] {
  if (!rates.R2.denominator || !rates.R4.denominator) return []
  const { t } = scribe
  return [t('weekly.ratesLine', { onTime: rateText(scribe, rates.R2), overdue: rateText(scribe, rates.R4) })]
}

/** '18/32 (56,25%)' */
function rateText(scribe: Scribe, rate: Rate): string {
  const percent = rate.percent === null ? '–' : say(scribe, rateCell(rate))
  return scribe.t('weekly.rateText', { n: rate.numerator, m: rate.denominator, percent })
}

function disciplineLines(scribe: Scribe, snapshot: Snapshot): string[] {
  const { t } = scribe
  const { week, before, reporting, due } = snapshot.discipline
  if (!reporting) return [t('weekly.disciplineNone')]
  const onTime = rateText(scribe, week.rate)
  const now = week.pending
    ? t('weekly.disciplinePending', { onTime, pending: week.pending, ...timeOf(scribe, due) })
    : t('weekly.disciplineLine', { onTime, late: week.late, missing: week.missing })
  const silent = missingOf(snapshot)
  return [
    now,
    ...(silent && !week.pending ? [t('weekly.silentList', { units: silent })] : []),
    ...(before
      ? [
          t('weekly.disciplineBefore', {
            n: Number(before.week.slice(6)),
            onTime: rateText(scribe, before.rate),
            late: before.late,
            missing: before.missing,
          }),
        ]
      : []),
  ]
}

const classes = [
  'done_on_time',
  'done_late',
  'done_no_deadline',
  'open_in_time',
  'open_overdue',
  'open_no_deadline',
] as const

function classRows({ t }: Scribe, { totals, before }: Snapshot): Row[] {
  const row = (name: string, now: number, was: number | undefined): Row => ({
    cells: [name, count(now), ...(was === undefined ? [] : [count(was), { count: now - was, signed: true }])],
  })
  return [
    ...classes.map((name) => row(t(`class.${name}`), totals.by_class[name], before?.totals.by_class[name])),
    { ...row(t('weekly.row.total'), totals.targets, before?.totals.targets), role: 'total' },
  ]
}
