import { addYears, type Day, daysBetween } from './day.ts'
import type { Settled } from './standing.ts'

/** A target as far as a request for more time is about it; the row of a target fits. */
export interface Extendable {
  baseClass: Settled['baseClass']
  dueOn: Day | null
  dueOriginal: Day | null
  /** Granted ones alone: what was refused or taken back costs nothing. */
  extensionCount: number
  doneOn: Day | null
}

interface ExtensionRules {
  endOn: Day
  maximumExtensions: number
}

/** Why nobody can ask for more time. */
export type ExtensionBar = 'closed' | 'no_deadline' | 'pending' | 'limit'

export function barToAsking(
  target: Extendable,
  { maximumExtensions }: Pick<ExtensionRules, 'maximumExtensions'>,
  isPending: boolean,
): ExtensionBar | null {
  if (target.baseClass !== 'open') return 'closed'
  if (!target.dueOn) return 'no_deadline'
  if (isPending) return 'pending'
  return target.extensionCount >= maximumExtensions ? 'limit' : null
}

/** Why a request that waits can no longer be granted; refusing it is always possible. */
export function barToGranting(target: Extendable, rules: ExtensionRules): ExtensionBar | null {
  return barToAsking(target, rules, false)
}

/** A deadline may leave the campaign's own year, but not by more than another one. */
export function lastDueDay({ endOn }: Pick<ExtensionRules, 'endOn'>): Day {
  return addYears(endOn, 1)
}

/** What is wrong with a day as a new deadline. */
export type DueFault = 'not_later' | 'past' | 'too_far'

export function faultOfDue(
  day: Day,
  dueOn: Day | null,
  rules: Pick<ExtensionRules, 'endOn'>,
  today: Day,
): DueFault | null {
  if (dueOn && day <= dueOn) return 'not_later'
  if (day < today) return 'past'
  return day > lastDueDay(rules) ? 'too_far' : null
}

/**
 * Days against the deadline that was signed: of a target that is done the day of its final, of an open one the
 * deadline in force. Negative is earlier; null where nothing was due.
 */
export function slipOf({ dueOriginal, dueOn, doneOn }: Extendable): number | null {
  const reached = doneOn ?? dueOn
  return dueOriginal && reached ? daysBetween(dueOriginal, reached) : null
}

/** A request as its sender wrote it: what two sendings are compared by. */
export interface ExtensionContent {
  dueOn: Day
  reasonCode: string
  reason: string
}

export function sameRequest(
  a: ExtensionContent & { files: readonly { hash: string }[] },
  b: ExtensionContent & { files: readonly { hash: string }[] },
): boolean {
  const hashes = (files: readonly { hash: string }[]) => files.map(({ hash }) => hash).sort()
  return (
    a.dueOn === b.dueOn &&
    a.reasonCode === b.reasonCode &&
    a.reason === b.reason &&
    hashes(a.files).join() === hashes(b.files).join()
  )
}

interface Granted {
  decision: string | null
  decidedAt: number | null
  newDueOn: Day | null
}

/** The deadline that was in force when a request was decided, or is while it waits. */
export function dueBefore(
  dueOriginal: Day | null,
  requests: readonly Granted[],
  decidedAt: number | null,
): Day | null {
  const granted = requests
    .filter((one) => one.decision === 'granted' && one.decidedAt !== null)
    .filter((one) => decidedAt === null || one.decidedAt! < decidedAt)
    .sort((a, b) => a.decidedAt! - b.decidedAt!)
  return granted.at(-1)?.newDueOn ?? dueOriginal
}
