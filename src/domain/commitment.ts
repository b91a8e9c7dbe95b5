export const partyKinds = ['collective', 'individual'] as const
export type PartyKind = (typeof partyKinds)[number]

/** From the first draft to its end; only `active` and what follows binds anybody. */
export type CommitmentState =
  | 'draft'
  | 'proposed'
  | 'agreed'
  | 'signed'
  | 'active'
  | 'completed'
  | 'closed_unmet'
  | 'superseded'
  | 'withdrawn'
