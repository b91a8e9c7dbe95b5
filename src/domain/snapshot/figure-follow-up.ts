import { type ChangeKind, changeKinds, type Snapshot, type SnapshotChange } from '../snapshot.ts'
import type { SnapshotDirection, SnapshotProposal } from './follow-up.ts'

/** A number of proposals, and these. */
export interface ProposalsFigure {
  made: 'proposals'
  rule: keyof typeof proposals
  value: number
  proposals: SnapshotProposal[]
}

/** A number of directions, and these. */
export interface DirectionsFigure {
  made: 'directions'
  rule: keyof typeof directions
  value: number
  directions: SnapshotDirection[]
}

/** A number of changes since the week before, and these. */
export interface ChangesFigure {
  made: 'changes'
  rule: ChangeKind
  value: number
  changes: SnapshotChange[]
}

const proposals = {
  'proposals.new': (one) => one.is_new,
  'proposals.answered': (one) => one.is_newly_answered,
  'proposals.waiting': (one) => one.is_waiting,
  'proposals.waiting.units': (one, owner) => one.is_waiting && one.unit !== owner,
  'proposals.waiting.own': (one, owner) => one.is_waiting && one.unit === owner,
} as const satisfies Record<string, (one: SnapshotProposal, owner: string) => boolean>

const isOpen = ({ status }: SnapshotDirection) => status !== 'closed' && status !== 'noted'

const directions = {
  'directions.new': (one) => one.is_new,
  'directions.closed': (one) => one.is_newly_closed,
  'directions.open': isOpen,
  'directions.overdue': (one) => isOpen(one) && one.days_late > 0,
  'directions.waiting': ({ status }) => status === 'recorded',
} as const satisfies Record<string, (one: SnapshotDirection) => boolean>

export function proposalsFigure(snapshot: Snapshot, name: string): ProposalsFigure | undefined {
  if (!Object.hasOwn(proposals, name)) return undefined
  const rule = name as keyof typeof proposals
  const holds: (one: SnapshotProposal, owner: string) => boolean = proposals[rule]
  const found = snapshot.proposals.filter((one) => holds(one, snapshot.owner.code))
  if (rule.startsWith('proposals.waiting'))
    found.sort((a, b) => (b.waiting_days ?? 0) - (a.waiting_days ?? 0))
  return { made: 'proposals', rule, value: found.length, proposals: found }
}

export function directionsFigure(snapshot: Snapshot, name: string): DirectionsFigure | undefined {
  if (!Object.hasOwn(directions, name)) return undefined
  const rule = name as keyof typeof directions
  const found = snapshot.directions.filter(directions[rule])
  if (rule === 'directions.overdue') found.sort((a, b) => b.days_late - a.days_late)
  return { made: 'directions', rule, value: found.length, directions: found }
}

/** 'changes.completed'; 'corrections' is what the document calls the figures that were corrected. */
export function changesFigure(snapshot: Snapshot, name: string): ChangesFigure | undefined {
  const rule =
    name === 'corrections' ? 'figure_corrected' : changeKinds.find((kind) => name === `changes.${kind}`)
  if (!rule) return undefined
  const found = snapshot.changes.filter(({ kind }) => kind === rule)
  return { made: 'changes', rule, value: found.length, changes: found }
}
