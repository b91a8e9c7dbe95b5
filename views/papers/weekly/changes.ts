import { isDay } from '../../../src/domain/day.ts'
import { type Cell, type Section, spanCell } from '../../../src/domain/paper.ts'
import type { Snapshot, SnapshotChange } from '../../../src/domain/snapshot.ts'
import type { Progress } from '../../../src/domain/standing.ts'
import { measured, momentCell, type Scribe, say } from '../scribe.ts'

/** Biểu 07. */
export function changesTable(scribe: Scribe, { changes, units }: Snapshot): Section {
  const { t } = scribe
  const names = new Map(units.map((unit) => [unit.code, unit.name]))
  return {
    name: t('weekly.sheet.table', { n: '07' }),
    heading: t('weekly.table.changes'),
    columns: [
      { key: 'kind', heading: t('weekly.col.kind'), kind: 'text', width: 20 },
      { key: 'code', heading: t('weekly.col.code'), kind: 'text', width: 17 },
      { key: 'unit', heading: t('weekly.col.unit'), kind: 'text', width: 24 },
      { key: 'title', heading: t('weekly.col.content'), kind: 'text', width: 48 },
      { key: 'before', heading: t('weekly.col.before'), kind: 'text', width: 22 },
      { key: 'after', heading: t('weekly.col.after'), kind: 'text', width: 22 },
      { key: 'at', heading: t('weekly.col.at'), kind: 'instant', width: 16 },
    ],
    rows: changes.map((change) => ({
      cells: [
        t(`weekly.change.${change.kind}`),
        change.code,
        names.get(change.unit) ?? change.unit,
        change.kind === 'no_update' ? null : change.title,
        sideOf(scribe, change, change.before),
        change.kind === 'no_update' ? null : sideOf(scribe, change, change.after),
        atOf(change),
      ],
    })),
  }
}

/** One side of a change in words, with the measure of a figure. */
export function sideOf(scribe: Scribe, { of, measure }: SnapshotChange, side: string | null): Cell {
  const { t } = scribe
  if (side === null) return of === 'reported' ? { none: t('weekly.change.neverReported') } : null
  if (of === 'progress') return t(`progress.${side as Progress}`)
  if (isDay(side)) {
    return of === 'reported'
      ? t('weekly.change.lastReport', { day: say(scribe, { day: side }) })
      : { day: side }
  }
  return measured(say(scribe, valueCell(side)), measure)
}

/** '660.191', or '40..49' with an open end left out. */
function valueCell(text: string): Cell {
  const [low, high = low] = text.split('..')
  return spanCell(low || null, high || null)
}

function atOf({ at }: SnapshotChange): Cell {
  if (at === null) return null
  return isDay(at) ? { day: at } : momentCell(at)
}
