import { amountCell, type Cell, type Paper, type Row, type Section } from '../../../src/domain/paper.ts'
import type { Rate } from '../../../src/domain/rates.ts'
import { multiply, ratio, subtract, toDecimal } from '../../../src/domain/ratio.ts'
import type { DiffChange, Span } from '../../../src/domain/snapshot/diff.ts'
import type { DisciplineCounts, Snapshot } from '../../../src/domain/snapshot.ts'
import { count, markOf, rateCell, type Scribe } from '../scribe.ts'
import { spanOf } from '../weekly.ts'
import { changesTable } from './changes.ts'

/** One figure of both weeks. A rate also says what was counted: '18/32'. */
export interface ComparedFigure {
  /** The figure's name in the address that explains it. */
  of: string
  label: string
  before: Cell
  after: Cell
  counted?: { before: string; after: string }
  change: Cell
  isTotal?: boolean
}

export interface ComparedGroup {
  heading: string
  figures: ComparedFigure[]
}

const classes = [
  'done_on_time',
  'done_late',
  'done_no_deadline',
  'open_in_time',
  'open_overdue',
  'open_no_deadline',
] as const
const apart = ['suspended', 'transferred', 'cancelled'] as const
const progresses = ['done', 'on_track', 'at_risk', 'behind', 'overdue'] as const
const rates = ['R1', 'R2', 'R3', 'R4', 'R5'] as const
const duties = ['on_time', 'late', 'missing', 'pending', 'exempt'] as const

/** The totals of two weeks side by side. */
export function comparedTotals({ t }: Scribe, span: Span): ComparedGroup[] {
  const { first, last } = span
  const [was, is] = [first.totals, last.totals]
  const stopped = apart.filter((name) => was.by_class[name] || is.by_class[name])
  const [sent, sends] = [reportsBefore(span), last.discipline.week]
  const shown = duties.filter((name) => name !== 'pending' || sent.pending || sends.pending)
  return [
    {
      heading: t('diff.classes'),
      figures: [
        ...[...classes, ...stopped].map((name) =>
          counted(name, t(`class.${name}`), was.by_class[name], is.by_class[name]),
        ),
        { ...counted('targets', t('diff.total'), was.targets, is.targets), isTotal: true },
      ],
    },
    {
      heading: t('diff.progress'),
      figures: progresses.map((name) =>
        counted(`progress.${name}`, t(`progress.${name}`), was.by_progress[name], is.by_progress[name]),
      ),
    },
    {
      heading: t('diff.rates'),
      figures: rates.map((name) => rated(name, t(`diff.${name}`), first.rates[name], last.rates[name])),
    },
    {
      heading: t('diff.reports'),
      figures: [
        ...shown.map((name) =>
          counted(`reports.${name}`, t(`diff.reports.${name}`), sent[name], sends[name]),
        ),
        rated('reports.rate', t('diff.reports.rate'), sent.rate, sends.rate, 1),
      ],
    },
  ]
}

/** As the week ended on its Sunday, which the week after it knows. */
function reportsBefore({ first, steps }: Span): DisciplineCounts {
  const before = steps[0]?.discipline.before
  return before?.week === first.week ? before : first.discipline.week
}

function counted(of: string, label: string, before: number, after: number): ComparedFigure {
  return {
    of,
    label,
    before: count(before),
    after: count(after),
    change: { count: after - before, signed: true },
  }
}

/** The difference of two rates is in percentage points, with the decimals that the rates have. */
function rated(of: string, label: string, before: Rate, after: Rate, decimals = 2): ComparedFigure {
  const [was, is] = [shareOf(before), shareOf(after)]
  const points = was && is && toDecimal(multiply(subtract(is, was), ratio(100)), decimals)
  return {
    of,
    label,
    before: rateCell(before),
    after: rateCell(after),
    counted: { before: countedText(before), after: countedText(after) },
    change: amountCell(points ?? null, true),
  }
}

const shareOf = ({ numerator, denominator }: Rate) =>
  denominator ? ratio(numerator, denominator) : undefined

const countedText = ({ numerator, denominator }: Rate) => `${numerator}/${denominator}`

/** 'tuần 36', with the year where the two weeks lie in different ones; `capital` begins a sentence. */
export function weekName({ t }: Pick<Scribe, 't'>, week: string, other: string, capital = false): string {
  const [year, n] = [week.slice(0, 4), Number(week.slice(6))]
  if (year === other.slice(0, 4)) return t(capital ? 'diff.Week' : 'diff.week', { n })
  return t(capital ? 'diff.WeekOfYear' : 'diff.weekOfYear', { n, year })
}

export function namesOf(scribe: Pick<Scribe, 't'>, first: string, last: string) {
  return { first: weekName(scribe, first, last), last: weekName(scribe, last, first) }
}

/** The workbook of a comparison: Biểu 07 of the two weeks, then their totals. */
export function diffPaper(scribe: Scribe, span: Span, changes: readonly DiffChange[]): Paper {
  const { t } = scribe
  const { first, last } = span
  const names = namesOf(scribe, first.week, last.week)
  const mark = markOf(scribe, { ...last, frozen: first.frozen && last.frozen })
  const units = [...first.units, ...last.units]
  return {
    title: t('diff.title', names),
    code: `${codeOf(last)} – ${codeOf(first)}`,
    subtitle: `${spanOf(scribe, first)}; ${spanOf(scribe, last)}`,
    ...(mark === undefined ? {} : { mark }),
    sections: [changesTable(scribe, { changes, units }, t('diff.table', names)), totalsTable(scribe, span)],
  }
}

/** 'BCT-2022-W36 · 9f2c41a7' */
const codeOf = ({ code, hash }: Snapshot) => (hash ? `${code} · ${hash.slice(0, 8)}` : code)

function totalsTable(scribe: Scribe, span: Span): Section {
  const { t } = scribe
  const [first, last] = [
    weekName(scribe, span.first.week, span.last.week, true),
    weekName(scribe, span.last.week, span.first.week, true),
  ]
  const band = (heading: string): Row => ({
    cells: [heading, null, null, null, null, null, null],
    role: 'band',
  })
  return {
    name: t('diff.sheet'),
    heading: t('diff.totals'),
    columns: [
      { key: 'item', heading: t('diff.item'), kind: 'text', width: 56 },
      { key: 'before', heading: first, kind: 'count', width: 14 },
      { key: 'before_counted', heading: t('diff.counted', { week: first }), kind: 'text', width: 14 },
      { key: 'after', heading: last, kind: 'count', width: 14 },
      { key: 'after_counted', heading: t('diff.counted', { week: last }), kind: 'text', width: 14 },
      { key: 'change', heading: t('diff.change'), kind: 'amount', width: 14 },
      { key: 'points', heading: t('diff.unit'), kind: 'text', width: 18 },
    ],
    rows: comparedTotals(scribe, span).flatMap(({ heading, figures }) => [
      band(heading),
      ...figures.map(
        ({ label, before, after, counted: parts, change, isTotal }): Row => ({
          cells: [
            label,
            before,
            parts?.before ?? null,
            after,
            parts?.after ?? null,
            change,
            parts ? t('diff.points') : null,
          ],
          ...(isTotal && { role: 'total' }),
        }),
      ),
    ]),
    note: t('diff.reportsNote', { first: first.toLowerCase(), last: last.toLowerCase() }),
  }
}
