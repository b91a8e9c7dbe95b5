import {
  type Actor,
  mayAgree,
  mayDrawUp,
  mayReadInside,
  mayRecordSigning,
  mayRegister,
  type Sides,
} from './access.ts'
import type { Day } from './day.ts'

export const partyKinds = ['collective', 'individual'] as const
export type PartyKind = (typeof partyKinds)[number]

/** From the first draft to its end; only what is signed binds anybody. */
export const commitmentStates = [
  'draft',
  'proposed',
  'agreed',
  'signed',
  'active',
  'completed',
  'closed_unmet',
  'superseded',
  'withdrawn',
] as const
export type CommitmentState = (typeof commitmentStates)[number]

/** On its way to a signature. */
export const pendingStates = ['draft', 'proposed', 'agreed'] as const satisfies CommitmentState[]
export type PendingState = (typeof pendingStates)[number]
export const isPending = (state: CommitmentState): boolean =>
  (pendingStates as readonly CommitmentState[]).includes(state)

/** Nobody has signed it: what it promises counts nowhere. */
export const unsignedStates = [...pendingStates, 'withdrawn'] as const satisfies CommitmentState[]
export const isUnsigned = (state: CommitmentState): boolean =>
  (unsignedStates as readonly CommitmentState[]).includes(state)

/** What was signed and has not ended: it may be changed by an annex. */
export const isInForce = (state: CommitmentState): boolean => state === 'signed' || state === 'active'

/** The state as of a day: what was signed for a later day counts from that day on, without anybody doing anything. */
export const stateOn = (
  { state, effectiveFrom }: { state: CommitmentState; effectiveFrom: Day },
  today: Day,
): CommitmentState => (state === 'signed' && effectiveFrom <= today ? 'active' : state)

/** What is done with a commitment; `hand` asks the unit to look at what the office drew up, `ask` is its comment on it. */
export const commitmentDeeds = ['hand', 'ask', 'propose', 'return', 'agree', 'sign', 'withdraw'] as const
export type CommitmentDeed = (typeof commitmentDeeds)[number]

/** Where it stands between its sides, and how it began. */
export interface CommitmentSides extends Sides {
  /** The unit began it itself. */
  isOwn: boolean
  /** The unit has put it forward at some time, so that side A knows it. */
  wasProposed: boolean
}

interface Rule {
  from: readonly CommitmentState[]
  to: CommitmentState
  may: (actor: Actor, sides: CommitmentSides) => boolean
}

const isOffice = (actor: Actor, sides: CommitmentSides) => !sides.isOwn && mayDrawUp(actor, sides)

/**
 * The steps of a commitment: from where to where, and who takes them. Signed for a day to come it is `signed`, else
 * `active`. How it ends is said at the end of the year; superseded it becomes by a change of units alone.
 */
export const commitmentRules: Record<CommitmentDeed, Rule> = {
  hand: { from: ['draft'], to: 'draft', may: isOffice },
  ask: {
    from: ['draft'],
    to: 'draft',
    may: (actor, sides) => !sides.isOwn && mayRegister(actor, sides.unitId),
  },
  propose: { from: ['draft'], to: 'proposed', may: (actor, { unitId }) => mayRegister(actor, unitId) },
  return: { from: ['proposed', 'agreed'], to: 'draft', may: mayAgree },
  agree: { from: ['proposed'], to: 'agreed', may: mayAgree },
  sign: { from: ['agreed'], to: 'active', may: mayRecordSigning },
  withdraw: {
    from: pendingStates,
    to: 'withdrawn',
    may: (actor, sides) => (sides.isOwn ? mayRegister(actor, sides.unitId) : isOffice(actor, sides)),
  },
}

/** How far a commitment and its targets have come, as far as its steps ask. */
export interface Progress {
  state: CommitmentState
  effectiveFrom: Day
  targets: number
  /** How many things of a draft do not go together. */
  faults: number
}

/** What keeps a step from being taken now, to whomever it belongs; null where nothing does. */
export function hindranceOf(
  deed: CommitmentDeed,
  commitment: Progress,
  today: Day,
): 'state' | 'no_targets' | 'terms' | null {
  const state = stateOn(commitment, today)
  if (!commitmentRules[deed].from.includes(state)) return 'state'
  const needsTargets = deed === 'hand' || deed === 'propose' || deed === 'agree' || deed === 'sign'
  if (!needsTargets) return null
  if (commitment.targets === 0) return 'no_targets'
  return commitment.faults > 0 ? 'terms' : null
}

/** A step that is offered; where something of the draft is to be mended before it, that is said to whoever tries. */
export function isOffered(deed: CommitmentDeed, commitment: Progress, today: Day): boolean {
  const hindrance = hindranceOf(deed, commitment, today)
  return hindrance === null || hindrance === 'terms'
}

/** The steps this person can take now. */
export function deedsOf(
  actor: Actor,
  sides: CommitmentSides,
  commitment: Progress,
  today: Day,
): CommitmentDeed[] {
  return commitmentDeeds.filter(
    (deed) => commitmentRules[deed].may(actor, sides) && isOffered(deed, commitment, today),
  )
}

export type PlainDeed = Extract<CommitmentDeed, 'hand' | 'propose' | 'agree'>

/** Steps that need nothing but a yes, by the state they start from: they can be taken for many at once. */
export const plainDeeds: Partial<Record<CommitmentState, readonly PlainDeed[]>> = {
  draft: ['hand', 'propose'],
  proposed: ['agree'],
}

type Seen = { code: string; version: number }

/** Which targets somebody saw, to be said again with a step: 'CK-A-01:1|CK-A-02:3'. */
export const seenOf = (targets: readonly Seen[]): string =>
  targets.map(({ code, version }) => `${code}:${version}`).join('|')

export interface ChangedTarget {
  kind: 'added' | 'edited' | 'removed'
  code: string
}

/** What has become of the targets that somebody saw. */
export function changedSince(seen: string, targets: readonly Seen[]): ChangedTarget[] {
  const before = new Map(
    seen.split('|').map((one): [string, string] => {
      const at = one.lastIndexOf(':')
      return [one.slice(0, at), one.slice(at + 1)]
    }),
  )
  const there = targets.flatMap(({ code, version }): ChangedTarget[] => {
    const was = before.get(code)
    before.delete(code)
    if (was === undefined) return [{ kind: 'added', code }]
    return was === String(version) ? [] : [{ kind: 'edited', code }]
  })
  const gone = [...before.keys()].filter(Boolean).map((code): ChangedTarget => ({ kind: 'removed', code }))
  return [...there, ...gone]
}

/** Where a step leads. */
export function stateAfter(deed: CommitmentDeed, commitment: Progress, today: Day): CommitmentState {
  if (deed === 'sign') return commitment.effectiveFrom <= today ? 'active' : 'signed'
  return commitmentRules[deed].to
}

/** A draft that the unit keeps to itself, because it began it and has not put it forward. */
const isPrivate = (state: CommitmentState, sides: Pick<CommitmentSides, 'isOwn' | 'wasProposed'>) =>
  isUnsigned(state) && sides.isOwn && !sides.wasProposed

/**
 * Reads what nobody has signed: the unit itself, and the posts at side A or at the campaign's owner, once it was put
 * forward or where the office drew it up. Nobody further above, and no other unit.
 */
export function mayReadUnsigned(actor: Actor, state: CommitmentState, sides: CommitmentSides): boolean {
  const at = (unitId: string) => actor.posts.some((post) => post.role !== 'admin' && post.unitId === unitId)
  if (at(sides.unitId)) return true
  const isOfSideA = at(sides.upperUnitId) || at(sides.ownerUnitId)
  return isOfSideA && !isPrivate(state, sides) && mayReadInside(actor, sides)
}

/** Reads annexes of a signed commitment before they are signed: the unit itself, and side A. */
export const mayReadAnnexDrafts = (actor: Actor, sides: CommitmentSides): boolean =>
  mayReadUnsigned(actor, 'draft', { ...sides, isOwn: false, wasProposed: true })

/** A line of the life of a commitment. */
interface LivedStep {
  number: number
  from: CommitmentState | null
  to: CommitmentState
}

/** What a line of its life says happened: a comment takes a draft from nowhere, a hand-over from itself to itself. */
export function happened({ number, from, to }: LivedStep) {
  if (to !== 'draft') return to
  if (number === 1) return from === 'draft' ? 'began_own' : 'began'
  if (from === null) return 'ask'
  return from === 'draft' ? 'hand' : 'returned'
}

/** What was last said of a draft, which is whose turn it is: the unit looks at it, has commented on it, or it came back. */
export type DraftTurn = 'hand' | 'ask' | 'returned'

/** Null for a draft that is being written, and for what is none any more. */
export function turnOf(life: readonly LivedStep[]): DraftTurn | null {
  const last = life.at(-1)
  const word = last && happened(last)
  return word === 'hand' || word === 'ask' || word === 'returned' ? word : null
}

/**
 * The five steps of the way to its force, and which of them is waited for: a draft is being written until it is handed to
 * the unit; past the last once it is in force.
 */
export const wayStates = ['draft', 'proposed', 'agreed', 'signed', 'active'] as const
export function wayOf(state: CommitmentState, turn: DraftTurn | null = null): number {
  if (state === 'withdrawn') return 0
  if (state === 'draft') return turn === 'hand' ? 1 : 0
  const at = (wayStates as readonly CommitmentState[]).indexOf(state)
  return at < 0 ? wayStates.length : at + 1
}
