import type { Snapshot } from '../snapshot.ts'
import { type GroupsFigure, groupsFigure, type UnitsFigure, unitsFigure } from './figure-campaign.ts'
import {
  type ChangesFigure,
  changesFigure,
  type DirectionsFigure,
  directionsFigure,
  type ProposalsFigure,
  proposalsFigure,
} from './figure-follow-up.ts'
import { type ReportsFigure, reportsFigure } from './figure-reports.ts'
import { type TargetFigure, targetFigure } from './figure-target.ts'
import { type RateFigure, rateFigure, type TargetsFigure, targetsFigure } from './figure-targets.ts'

/** A figure of a week with what it is made of. */
export type TracedFigure =
  | TargetsFigure
  | RateFigure
  | TargetFigure
  | UnitsFigure
  | GroupsFigure
  | ReportsFigure
  | ProposalsFigure
  | DirectionsFigure
  | ChangesFigure

/** What a figure of a week is made of, from the week itself alone; undefined for a name that none has. */
export function figureOf(snapshot: Snapshot, name: string): TracedFigure | undefined {
  return (
    targetsFigure(snapshot, name) ??
    rateFigure(snapshot, name) ??
    targetFigure(snapshot, name) ??
    unitsFigure(snapshot, name) ??
    groupsFigure(snapshot, name) ??
    reportsFigure(snapshot, name) ??
    proposalsFigure(snapshot, name) ??
    directionsFigure(snapshot, name) ??
    changesFigure(snapshot, name)
  )
}

/** How many rows stand under a figure: they are shown in pages. */
export function countRows(figure: TracedFigure): number {
  switch (figure.made) {
    case 'targets':
      return figure.targets.length
    case 'rate':
      return figure.denominator.length
    case 'target':
      return figure.updates.length
    case 'groups':
      return figure.groups.length
    case 'units':
    case 'reports':
      return figure.units.length
    case 'proposals':
      return figure.proposals.length
    case 'directions':
      return figure.directions.length
    case 'changes':
      return figure.changes.length
  }
}
