import { addDays, type Day, type Instant } from './day.ts'
import { larger, type Ratio, ratio, smaller } from './ratio.ts'
import type { Span, TargetFacts, UpdateFact } from './target.ts'

/** An exact interval; a null end is open ("trên 95"). `low` is the lower number. */
export interface Range {
  low: Ratio | null
  high: Ratio | null
}

/** The value of a target on a day: for a flow the sum up to then. */
export interface Point {
  asOf: Day
  value: Span
}

/** A link of a flow: the days it covers, both ends counted; the first one begins with the target. */
export interface FlowLink {
  updateId: string
  from: Day
  to: Day
  state: 'accepted' | 'waiting' | 'returned'
}

/**
 * The history as it was known at an instant: later submissions are gone, later decisions are still open.
 * With `asOf`, figures of later days are left out too.
 */
export function knownAt(facts: TargetFacts, instant: Instant, asOf?: Day): TargetFacts {
  if (isAllKnown(facts, instant, asOf)) return facts
  const updates = facts.updates
    .filter((update) => update.receivedAt <= instant && (!asOf || update.asOf <= asOf))
    .map((update) =>
      update.decidedAt !== null && update.decidedAt > instant
        ? { ...update, decision: null, decidedAt: null, returnDueOn: null }
        : update,
    )
  return { ...facts, updates, extensions: facts.extensions.filter((granted) => granted.decidedAt <= instant) }
}

/** Most tellings are of now: what nothing is taken from is not copied. */
function isAllKnown({ updates, extensions }: TargetFacts, instant: Instant, asOf?: Day): boolean {
  return (
    updates.every(
      (update) =>
        update.receivedAt <= instant &&
        (update.decidedAt === null || update.decidedAt <= instant) &&
        (!asOf || update.asOf <= asOf),
    ) && extensions.every((granted) => granted.decidedAt <= instant)
  )
}

/** Accepted updates that no accepted correction has replaced, in order of as_of, then of receipt. */
export function acceptedOf(updates: readonly UpdateFact[]): UpdateFact[] {
  const accepted = updates.filter((update) => update.decision === 'accepted')
  const replaced = replacedBy(accepted, updates)
  return (replaced.size ? accepted.filter((update) => !replaced.has(update.id)) : accepted).sort(byDay)
}

/** Updates that are the last revision of their chain. */
export function latestRevisions(updates: readonly UpdateFact[]): UpdateFact[] {
  if (updates.every(({ corrects }) => corrects === null)) return [...updates]
  const replaced = new Set(updates.map((update) => update.corrects))
  return updates.filter((update) => !replaced.has(update.id))
}

/**
 * Returned reports that the unit still has to answer. Any later report of the target answers one, also with another
 * as_of; in a flow only its own correction does, because its days would be missing from the sum.
 */
export function openReturns({ target, updates }: TargetFacts): UpdateFact[] {
  const last = updates.reduce((max, update) => Math.max(max, update.receivedAt), 0)
  return latestRevisions(updates).filter(
    (update) => update.decision === 'returned' && (target.valueKind === 'flow' || update.receivedAt === last),
  )
}

/** A(d) wherever it was accepted, oldest first; one point a day, the last received of a day wins. */
export function pointsOf(
  facts: TargetFacts,
  accepted: readonly UpdateFact[] = acceptedOf(facts.updates),
): Point[] {
  const flow = facts.target.valueKind === 'flow'
  const byAsOf = new Map<Day, Span>()
  let sum: Span = { low: 0, high: 0 }
  for (const { asOf, value, rangeKind } of accepted) {
    if (!value) continue
    // What differs by source is never summed: the sum is open from then on.
    const isSpread = rangeKind === 'sources' && value.low !== value.high
    sum = addSpans(sum, flow && isSpread ? { low: null, high: null } : value)
    byAsOf.set(asOf, flow ? sum : value)
  }
  return [...byAsOf].map(([asOf, value]) => ({ asOf, value }))
}

/** What each report of a flow covers. A returned link is a gap until a correction of it is accepted. */
export function flowLinks(facts: TargetFacts): FlowLink[] {
  let from: Day | null = null
  return latestRevisions(facts.updates)
    .sort(byDay)
    .map((update) => {
      const link: FlowLink = {
        updateId: update.id,
        from: from ? addDays(from, 1) : facts.target.startOn,
        to: update.asOf,
        state: linkState(update, facts.updates),
      }
      from = update.asOf
      return link
    })
}

export function addSpans(a: Span, b: Span): Span {
  return {
    low: a.low === null || b.low === null ? null : a.low + b.low,
    high: a.high === null || b.high === null ? null : a.high + b.high,
  }
}

/** A rising or falling function of both ends, put back in order. */
export function mapRange(value: Range, f: (end: Ratio) => Ratio, falling = false): Range {
  const low = value.low && f(value.low)
  const high = value.high && f(value.high)
  return falling ? { low: high, high: low } : { low, high }
}

export function rangeOf(value: Span): Range {
  return {
    low: value.low === null ? null : ratio(value.low),
    high: value.high === null ? null : ratio(value.high),
  }
}

/** The smallest interval around two; open where either is. */
export function cover(a: Range, b: Range): Range {
  return {
    low: a.low && b.low && smaller(a.low, b.low),
    high: a.high && b.high && larger(a.high, b.high),
  }
}

/** A correction of an accepted link that is itself returned or waiting leaves the accepted one standing. */
function linkState(update: UpdateFact, all: readonly UpdateFact[]): FlowLink['state'] {
  if (chainOf(update, all).some((revision) => revision.decision === 'accepted')) return 'accepted'
  return update.decision ?? 'waiting'
}

function replacedBy(accepted: readonly UpdateFact[], all: readonly UpdateFact[]): Set<string> {
  const replaced = new Set<string>()
  for (const update of accepted) {
    if (update.corrects === null) continue
    for (const before of chainOf(update, all).slice(1)) replaced.add(before.id)
  }
  return replaced
}

/** An update and everything it corrects, directly or through revisions between; newest first. */
export function chainOf<One extends Pick<UpdateFact, 'id' | 'corrects'>>(
  update: One,
  all: readonly One[],
): One[] {
  const chain: One[] = []
  for (let at: One | undefined = update; at && !chain.includes(at); ) {
    chain.push(at)
    const before: string | null = at.corrects
    at = before === null ? undefined : all.find((other) => other.id === before)
  }
  return chain
}

function byDay(a: UpdateFact, b: UpdateFact): number {
  if (a.asOf !== b.asOf) return a.asOf < b.asOf ? -1 : 1
  return a.receivedAt - b.receivedAt
}
