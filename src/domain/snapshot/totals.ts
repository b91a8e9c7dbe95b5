import { type ClassCounts, countClasses, countProgress, type ProgressCounts } from '../rates.ts'
import type { Totals } from '../snapshot.ts'
import type { SnapshotTarget } from './target.ts'

type Counted = Pick<SnapshotTarget, 'unit' | 'report_class' | 'progress' | 'freshness'>

export function totalsOf(targets: readonly Counted[]): Totals {
  return {
    targets: targets.length,
    units: new Set(targets.map(({ unit }) => unit)).size,
    by_class: countClasses(targets.map((target) => target.report_class)),
    by_progress: countProgress(targets.map(({ progress }) => progress)),
    on_track_without_news: targets.filter(
      ({ progress, freshness }) => progress === 'on_track' && freshness !== 'fresh',
    ).length,
  }
}

/** Of targets of different units. */
export function addTotals(a: Totals, b: Totals): Totals {
  return {
    targets: a.targets + b.targets,
    units: a.units + b.units,
    by_class: addCounts(a.by_class, b.by_class),
    by_progress: addCounts(a.by_progress, b.by_progress),
    on_track_without_news: a.on_track_without_news + b.on_track_without_news,
  }
}

function addCounts<Counts extends ClassCounts | ProgressCounts>(a: Counts, b: Counts): Counts {
  const names = Object.keys(a) as (keyof Counts)[]
  return Object.fromEntries(names.map((name) => [name, Number(a[name]) + Number(b[name])])) as Counts
}
