import { isDay } from '../../../src/domain/day.ts'
import { type Cell, type Section, spanCell } from '../../../src/domain/paper.ts'
import type { DiffChange } from '../../../src/domain/snapshot/diff.ts'
import type { SnapshotChange, SnapshotUnit } from '../../../src/domain/snapshot.ts'
import type { Progress, ReportClass } from '../../../src/domain/standing.ts'
import { measured, momentCell, type Scribe, say } from '../scribe.ts'

interface Changed {
  changes: readonly DiffChange[]
  units: readonly Pick<SnapshotUnit, 'code' | 'name' | 'commitments'>[]
}

/** Biểu 07: of a week against the one before it, or of any two weeks under a heading of their own. */
export function changesTable(
  scribe: Scribe,
  { changes, units }: Changed,
  heading = scribe.t('weekly.table.changes'),
): Section {
  const { t } = scribe
  const names = namesIn(units)
  return {
    name: t('weekly.sheet.table', { n: '07' }),
    heading,
    columns: [
      { key: 'kind', heading: t('weekly.col.kind'), kind: 'text', width: 20 },
      { key: 'code', heading: t('weekly.col.code'), kind: 'text', width: 17 },
      { key: 'unit', heading: t('weekly.col.unit'), kind: 'text', width: 24 },
      { key: 'title', heading: t('weekly.col.content'), kind: 'text', width: 48 },
      { key: 'before', heading: t('weekly.col.before'), kind: 'text', width: 22 },
      { key: 'after', heading: t('weekly.col.after'), kind: 'text', width: 22 },
      { key: 'at', heading: t('weekly.col.at'), kind: 'instant', width: 16 },
      { key: 'note', heading: t('weekly.col.note'), kind: 'text', width: 30 },
    ],
    rows: changes.map((change) => ({
      cells: [
        t(`weekly.change.${change.kind}`),
        change.code,
        names.units.get(change.unit) ?? change.unit,
        change.kind === 'no_update' ? null : change.title,
        sideOf(scribe, change, change.before, names),
        change.kind === 'no_update' ? null : sideOf(scribe, change, change.after, names),
        atOf(change),
        noteOf(scribe, change) || null,
      ],
    })),
  }
}

/** How units are called, by their code and by those of their commitments. */
export interface Names {
  units: ReadonlyMap<string, string>
  commitments: ReadonlyMap<string, string>
}

export function namesIn(units: Changed['units']): Names {
  return {
    units: new Map(units.map(({ code, name }) => [code, name])),
    commitments: new Map(units.flatMap(({ name, commitments }) => commitments.map((code) => [code, name]))),
  }
}

/** One side of a change in words, with the measure of a figure. */
export function sideOf(
  scribe: Scribe,
  { of, measure }: SnapshotChange,
  side: string | null,
  names?: Names,
): Cell {
  const { t } = scribe
  if (side === null) return nothingOf(scribe, of)
  if (of === 'progress') return t(`progress.${side as Progress}`)
  if (of === 'class') return t(`class.${side as ReportClass}`)
  if (of === 'commitment') return commitmentOf(side, names)
  if (isDay(side)) {
    return of === 'reported'
      ? t('weekly.change.lastReport', { day: say(scribe, { day: side }) })
      : { day: side }
  }
  return measured(say(scribe, valueCell(side)), measure)
}

function nothingOf({ t }: Scribe, of: SnapshotChange['of']): Cell {
  if (of === 'reported') return { none: t('weekly.change.neverReported') }
  return of === 'class' ? { none: t('weekly.change.notThere') } : null
}

function commitmentOf(code: string, names: Names | undefined): string {
  const unit = names?.commitments.get(code)
  return unit ? `${unit} (${code})` : code
}

/** '660.191', or '40..49' with an open end left out. */
function valueCell(text: string): Cell {
  const [low, high = low] = text.split('..')
  return spanCell(low || null, high || null)
}

export function atOf({ at }: SnapshotChange): Cell {
  if (at === null) return null
  return isDay(at) ? { day: at } : momentCell(at)
}

/** Of which day the figure is, why it was corrected, for how long a unit has been silent. */
export function noteOf(scribe: Scribe, { as_of, reason, weeks }: DiffChange): string {
  const { t } = scribe
  return [
    as_of && t('weekly.change.figureOf', { day: say(scribe, { day: as_of }) }),
    reason && t('weekly.change.reason', { reason }),
    weeks && t('weekly.change.silentWeeks', { n: weeks }),
  ]
    .filter(Boolean)
    .join('; ')
}
