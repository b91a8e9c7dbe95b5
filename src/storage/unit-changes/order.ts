import type { Day } from '../../domain/day.ts'
import type { Ratio } from '../../domain/ratio.ts'
import type { Override } from '../../domain/succession.ts'
import type { UnitKind } from '../../domain/unit.ts'

/** A unit that a decision sets up. */
export interface NewUnit {
  code: string
  name: string
  shortName: string
  kind: UnitKind
  block: string | null
  /** The code of the unit above; null for that of its first predecessor. */
  parent: string | null
  /** Null for the place of its first predecessor. */
  sortOrder: number | null
  officialCode: string | null
}

/** Who of a unit that ends goes where, and as what, other than the rule would have it. */
export interface PersonWish {
  username: string
  successor: string
  role: 'head' | 'clerk' | null
}

/** A decision by which units end: merged, split, or without a successor. */
export interface SuccessionOrder {
  /** From the form: the same id is the same change, however often it arrives. */
  id: string
  kind: 'merge' | 'split' | 'dissolve'
  effectiveOn: Day
  decision: string
  successors: NewUnit[]
  /** By codes; no successor for a unit that is dissolved. */
  links: { from: string; to: string | null; share: Ratio }[]
  overrides: Override[]
  people: PersonWish[]
  /** Reports that nobody has decided on stay with the old targets; else there may be none. */
  leaveWaiting: boolean
  /** Why what is still open ends with a dissolved unit. */
  reason: string
}

export type OrderFault =
  | 'decision_missing'
  | 'no_units'
  | 'no_successor'
  | 'code_shape'
  | 'code_taken'
  | 'code_twice'
  | 'name_missing'
  | 'unknown_unit'
  | 'ended_unit'
  | 'unit_twice'
  | 'share_sum'
  | 'share_range'
  | 'unknown_parent'
  | 'parent_ends'
  | 'below_own'
  | 'too_early'
  | 'has_children'
  | 'owns_campaign'
  | 'nested'
  | 'unknown_person'
  | 'two_heads'
  | 'reason_missing'
  | 'last_admin'

export interface OrderProblem {
  why: OrderFault
  fill: string
  /** The first day on which it could be, where the day is what is amiss. */
  day?: Day
}
