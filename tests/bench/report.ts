import { cpuRatio, type Duel, p50, p99, speedRatio } from './duel.ts'
import type { Climb } from './ladder.ts'
import type { LargeWeek } from './large-week.ts'
import { perSecond, type Run } from './load.ts'
import type { LargeSheet, Prints } from './prints.ts'
import { inHundredths, inTenths, inWhole, type Line, printTable } from './table.ts'
import type { Tab } from './tabs.ts'
import { firstLoad, type Weight } from './weights.ts'

const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`

/** Our speed as a share of the raw limit: bare, and by processor time, which the neighbours disturb less. */
export function printDuels(duels: readonly Duel[]) {
  const lines = duels.map((one): Line => {
    const ratio = speedRatio(one)
    const holds =
      one.mark === undefined
        ? undefined
        : !one.ours.failures && ratio >= 0.5 && p99(one.ours) <= (one.most99 ?? Infinity)
    return {
      name: `${one.name}, ${inWhole(one.units)} units`,
      figures: [inHundredths(ratio), inHundredths(cpuRatio(one))],
      ...(one.mark && { mark: one.mark }),
      ...(holds !== undefined && { holds }),
      aside: `${absolute(one.ours)} | raw ${absolute(one.raw)}`,
    }
  })
  printTable(
    ['ours / raw limit', 'req/s', 'CPU', 'mark', 'absolute: req/s, p50/p99 ms, µs CPU a request'],
    lines,
  )
}

const absolute = (run: Run) =>
  `${inWhole(perSecond(run))}/s ${inTenths(p50(run))}/${inTenths(p99(run))} ${inWhole(run.cpu)} µs${refused(run)}`

const refused = ({ failures }: Run) => (failures ? ` (${inWhole(failures)} refused)` : '')

/** A line for each page, a pair of columns for each size of the house, and how the largest compares with the smallest. */
export function printTabs(tabs: readonly Tab[]) {
  const sizes = [...new Set(tabs.map(({ units }) => units))]
  const lines = [...new Set(tabs.map(({ name }) => name))].map((name): Line => {
    const own = sizes.map((units) => tabs.find((tab) => tab.name === name && tab.units === units)!)
    const growth = own.at(-1)!.run.cpu / own[0]!.run.cpu
    return {
      name,
      figures: own.flatMap(({ run }) => [inTenths(p50(run)), inTenths(run.cpu / 1000)]),
      aside: own.length > 1 ? `× ${inTenths(growth)}` : '',
    }
  })
  const columns = sizes.flatMap((units) => [`${inWhole(units)} units: p50 ms`, 'CPU ms'])
  printTable(['pages of the office, 1 connection', ...columns, '', 'growth of CPU'], lines)
}

export function ladderLine(units: number, { seconds, peakMiB, said, people, letters }: Climb): Line {
  return {
    name: `one climb of the ladder, ${inWhole(units)} units`,
    figures: [`${seconds.toFixed(2)} s`],
    aside: `${inWhole(peakMiB)} MiB at most; ${inWhole(said)} targets, ${inWhole(people)} people told, ${inWhole(letters)} letters`,
  }
}

/** A week made beside the server: the marks are for 4,300 units, and that nobody else waits. */
export function largeWeekLines(units: number, week: LargeWeek): Line[] {
  const { seconds, peakMiB, bytes, quiet, during } = week
  const name = `workbook of the week, ${inWhole(units)} units`
  return [
    {
      name,
      figures: [`${seconds.toFixed(1)} s`],
      mark: '≤ 20 s',
      holds: seconds <= 20,
      aside: `${inHundredths(seconds / 20)} of the mark; ${inTenths(bytes / 1048576)} MiB`,
    },
    {
      name: `${name}, memory of its process`,
      figures: [`${inWhole(peakMiB)} MiB`],
      mark: '≤ 400 MiB',
      holds: peakMiB <= 400,
      aside: `${inHundredths(peakMiB / 400)} of the mark`,
    },
    {
      name: 'overdue page meanwhile, middle',
      figures: [`× ${inHundredths(during.p50 / quiet.p50)}`],
      aside: `${inTenths(during.p50)} ms (quiet ${inTenths(quiet.p50)}); p99 ${inTenths(during.p99)} ms (quiet ${inTenths(quiet.p99)})`,
    },
  ]
}

/** What a page costs in a larger house against the smallest. */
export function growthLines(duels: readonly Duel[], name: string): Line[] {
  const [first, ...larger] = duels.filter((one) => one.name === name)
  return larger.map((one) => ({
    name: `CPU of ${name}, ${first!.units} → ${inWhole(one.units)} units`,
    figures: [`× ${inHundredths(one.ours.cpu / first!.ours.cpu)}`],
    mark: '≤ × 1.5',
    holds: one.ours.cpu / first!.ours.cpu <= 1.5,
    aside: `raw × ${inHundredths(one.raw.cpu / first!.raw.cpu)}`,
  }))
}

export function lostLine(units: number, side: string, answered: number, kept: number): Line {
  return {
    name: `reports answered and not kept, ${side}, ${inWhole(units)} units`,
    figures: [String(answered - kept)],
    mark: 'none',
    holds: answered === kept,
    aside: `${inWhole(answered)} answered, ${inWhole(kept)} in the database`,
  }
}

export function bytesLine(units: number, page: string, ours: number, raw: number): Line {
  return {
    name: `bytes of ${page}, raw / ours, ${inWhole(units)} units`,
    figures: [inHundredths(raw / ours)],
    aside: `${inWhole(ours)} and ${inWhole(raw)}`,
  }
}

const atMost = (name: string, value: number, most: number, unit: string, aside = ''): Line => ({
  name,
  figures: [`${value < 100 ? inTenths(value) : inWhole(value)} ${unit}`],
  mark: `≤ ${most} ${unit}`,
  holds: value <= most,
  aside,
})

export const memoryLine = (units: number, mebibytes: number) =>
  atMost(`memory after load, ${inWhole(units)} units`, mebibytes, 150, 'MiB')

export const coldStartLine = (times: readonly number[]) =>
  atMost('cold start until it answers', [...times].sort((a, b) => a - b)[times.length >> 1]!, 600, 'ms')

export function printLines(prints: Prints): Line[] {
  const telling = `the week itself is told from its facts in ${inWhole(prints.tellingMs)} ms before that`
  return [
    atMost('CSV of 860 targets', prints.csvMs, 12, 'ms', telling),
    atMost(
      'XLSX of the week with 860 targets',
      prints.xlsxMs,
      40,
      'ms',
      `${inWhole(prints.xlsxCells)} cells`,
    ),
  ]
}

export const largeSheetLines = ({ cpuMs, growthMiB, cells }: LargeSheet): Line[] => [
  atMost('XLSX of 100,000 rows, CPU', cpuMs / 1000, 3, 's', `${inWhole(cells)} cells`),
  atMost('XLSX of 100,000 rows, memory', growthMiB, 130, 'MiB'),
]

export function weightLines(work: Weight, desk: Weight): Line[] {
  const parts = [...work.assets].map(([name, size]) => `${name} ${kib(size)}`).join(', ')
  const page = (name: string, { raw, sent, gzip }: Weight, most: number) =>
    atMost(name, sent / 1024, most, 'KiB', `plain ${kib(raw)}, gzip -6 ${kib(gzip)}`)
  return [
    atMost('/my-work, first load with everything', firstLoad(work) / 1024, 100, 'KiB', parts),
    page('/my-work afterwards', work, 15),
    page('/desk with 50 rows', desk, 8),
  ]
}

export const printFigures = (lines: readonly Line[]) =>
  printTable(['further figures', '', 'mark', 'for orientation'], lines)
