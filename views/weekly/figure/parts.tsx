import { spanCell } from '../../../src/domain/paper.ts'
import type { SnapshotPart } from '../../../src/domain/snapshot/figures.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { measured, say } from '../../papers/scribe.ts'
import type { Reader } from '../../reader.ts'

/** What a figure is added up from; a target of another campaign is not explained by this week. */
export function PartList(props: {
  reader: Reader
  parts: SnapshotPart[]
  snapshot: Pick<Snapshot, 'targets' | 'units'>
  figureAt: (name: string) => string
}) {
  const { reader, parts, snapshot, figureAt } = props
  if (parts.length === 0) return null
  const told = new Set(snapshot.targets.map(({ code }) => code))
  const names = new Map(snapshot.units.map(({ code, name }) => [code, name]))
  return (
    <ul>
      {parts.map((part) => (
        <li>
          {told.has(part.code) ? (
            <a href={figureAt(`target.${part.code}`)}>{part.code}</a>
          ) : (
            <span>{part.code}</span>
          )}{' '}
          {reader.t('figure.partOf', {
            unit: part.unit_name ?? names.get(part.unit) ?? part.unit,
            title: part.title,
            value: toldValue(reader, part),
          })}
        </li>
      ))}
    </ul>
  )
}

function toldValue(reader: Reader, { value_low, value_high, as_of, measure }: SnapshotPart): string {
  if (as_of === null) return reader.t('figure.none')
  const value = measured(say(reader, spanCell(value_low, value_high)), measure)
  return reader.t('figure.valueAsOf', { value, day: say(reader, { day: as_of }) })
}
