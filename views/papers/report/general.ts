import type { Row, Section, Text } from '../../../src/domain/paper.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { writeTime } from '../../../src/i18n/days.ts'
import { count, countOrdered, documentDay, figure, joined, rateFigure, type Scribe, tell } from '../scribe.ts'
import { disciplineLines } from './discipline.ts'

/** I: the six classes this week and last, and how the units kept their duty to report. */
export function generalSection(scribe: Scribe, snapshot: Snapshot): Section {
  const { t } = scribe
  const hasTargets = snapshot.totals.targets > 0
  return {
    name: 'I',
    heading: t('weekly.I'),
    paragraphs: [
      ...(hasTargets ? classLines(scribe, snapshot) : [t('weekly.noTargets')]),
      ...rateLines(scribe, snapshot),
      ...disciplineLines(scribe, snapshot),
    ],
    columns: [
      { key: 'class', heading: t('weekly.class'), kind: 'text', width: 40 },
      { key: 'now', heading: t('weekly.thisWeek'), kind: 'count', width: 14 },
      ...(snapshot.before
        ? ([
            { key: 'before', heading: t('weekly.lastWeek'), kind: 'count', width: 14 },
            { key: 'change', heading: t('weekly.change'), kind: 'count', width: 14 },
          ] as const)
        : []),
    ],
    rows: hasTargets ? classRows(scribe, snapshot) : [],
  }
}

/** The sentence before the first section: on what it rests, how many signed what, and as of when. */
export function openingOf(scribe: Scribe, snapshot: Snapshot): Text {
  const { totals, groups, campaign_name: name, until } = snapshot
  const ordered = countOrdered(snapshot)
  return tell(scribe, 'weekly.opening', {
    campaign: scribe.language === 'vi' ? name.charAt(0).toLowerCase() + name.slice(1) : name,
    units: figure(scribe, totals.units, 'units'),
    targets: figure(scribe, totals.targets - ordered, ordered ? 'targets.signed' : 'targets'),
    ordered: ordered
      ? tell(scribe, 'commitment.andOrdered', { n: figure(scribe, ordered, 'targets.ordered') })
      : '',
    groups: figure(scribe, groups.length, 'groups'),
    time: writeTime(scribe.language, Date.parse(until), scribe.zone),
    day: documentDay(scribe.language, until.slice(0, 10) as Snapshot['day']),
  })
}

const done = ['done_on_time', 'done_late', 'done_no_deadline'] as const
const open = ['open_in_time', 'open_overdue', 'open_no_deadline'] as const
const apart = ['suspended', 'transferred', 'cancelled'] as const

type Classes = Snapshot['totals']['by_class']

const sumOf = (by: Classes, names: readonly (keyof Classes)[]) =>
  names.reduce((sum, name) => sum + by[name], 0)

/** What is none is not counted out, but said where its place would be empty. */
function classLines(scribe: Scribe, { totals }: Snapshot): Text[] {
  const { t } = scribe
  const { by_class: by } = totals
  const [doneAll, openAll, apartAll] = [sumOf(by, done), sumOf(by, open), sumOf(by, apart)]
  const partsOf = (names: readonly (typeof done | typeof open)[number][]) =>
    joined(
      names.map(
        (name) => by[name] && tell(scribe, `weekly.part.${name}`, { n: figure(scribe, by[name], name) }),
      ),
      ', ',
    )
  const classes = joined(
    [
      doneAll > 0
        ? tell(scribe, 'weekly.classes.done', { n: figure(scribe, doneAll, 'done'), parts: partsOf(done) })
        : t('weekly.classes.noneDone'),
      openAll > 0
        ? tell(scribe, 'weekly.classes.open', { n: figure(scribe, openAll, 'open'), parts: partsOf(open) })
        : t('weekly.classes.noneOpen'),
      apartAll && tell(scribe, 'weekly.classes.apart', { n: figure(scribe, apartAll, 'apart') }),
    ],
    '; ',
  )
  const all = tell(scribe, 'weekly.classes', { targets: figure(scribe, totals.targets, 'targets'), classes })
  return openAll > 0 ? [all, progressLine(scribe, totals, openAll)] : [all]
}

function progressLine(scribe: Scribe, totals: Snapshot['totals'], openAll: number): Text {
  const { by_progress: by, on_track_without_news: stale } = totals
  const staleWords =
    stale && tell(scribe, 'weekly.level.stale', { n: figure(scribe, stale, 'progress.stale') })
  const levels = (['on_track', 'at_risk', 'behind', 'overdue'] as const).map((name) => {
    const n = figure(scribe, by[name], `progress.${name}`)
    return by[name] && tell(scribe, `weekly.level.${name}`, { n, stale: staleWords || '' })
  })
  return tell(scribe, 'weekly.progressLine', {
    open: figure(scribe, openAll, 'open'),
    levels: joined(levels, ', '),
  })
}

/** One sentence for each rate that has anything to be a share of. */
function rateLines(scribe: Scribe, { rates }: Snapshot): Text[] {
  const line = joined(
    [
      rates.R2.denominator &&
        tell(scribe, 'weekly.ratesOnTime', { rate: rateFigure(scribe, rates.R2, 'R2') }),
      rates.R4.denominator &&
        tell(scribe, 'weekly.ratesOverdue', { rate: rateFigure(scribe, rates.R4, 'R4') }),
    ],
    ' ',
  )
  return line === '' ? [] : [line]
}

function classRows({ t }: Scribe, { totals, before }: Snapshot): Row[] {
  const row = (name: string, of: string, now: number, was = 0): Row => ({
    cells: [name, count(now), ...(before ? [count(was), { count: now - was, signed: true }] : [])],
    of: [null, of, ...(before ? [`before:${of}`, of] : [])],
  })
  const [by, was] = [totals.by_class, before?.totals.by_class]
  const [apartNow, apartBefore] = [sumOf(by, apart), was ? sumOf(was, apart) : 0]
  return [
    ...[...done, ...open].map((name) => row(t(`class.${name}`), name, by[name], was?.[name])),
    ...(apartNow || apartBefore ? [row(t('weekly.classApart'), 'apart', apartNow, apartBefore)] : []),
    { ...row(t('weekly.row.total'), 'targets', totals.targets, before?.totals.targets), role: 'total' },
  ]
}
