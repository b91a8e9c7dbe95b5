import type { Snapshot, SnapshotUnit } from '../snapshot.ts'

/** A number of units that signed, and these with what they signed. */
export interface UnitsFigure {
  made: 'units'
  rule: 'units'
  value: number
  units: SnapshotUnit[]
}

/** A number of groups of targets, and these. */
export interface GroupsFigure {
  made: 'groups'
  rule: 'groups'
  value: number
  groups: Snapshot['groups']
}

/** The units that signed, as the report counts them: those with at least one target. */
export function unitsFigure({ units, totals }: Snapshot, name: string): UnitsFigure | undefined {
  if (name !== 'units') return undefined
  const signed = units.filter(({ targets }) => targets > 0)
  return { made: 'units', rule: 'units', value: totals.units, units: signed }
}

export function groupsFigure({ groups }: Snapshot, name: string): GroupsFigure | undefined {
  return name === 'groups' ? { made: 'groups', rule: 'groups', value: groups.length, groups } : undefined
}
