import { addYears, type Day, daysBetween } from './day.ts'
import type { BaseClass, Settled } from './standing.ts'

/** In place of a cause, where no request but an annex moved the deadline. */
export const BY_ANNEX = 'annex'

/** The number of the annex that moved a deadline; undefined where a request did. */
export const annexOf = ({ reasonCode, document }: { reasonCode: string; document: string | null }) =>
  reasonCode === BY_ANNEX ? (document ?? '') : undefined

/** A target as far as a request for more time is about it; the row of a target fits. */
export interface Extendable {
  baseClass: BaseClass
  dueOn: Day | null
  dueOriginal: Day | null
  /** Granted ones alone: what was refused or taken back costs nothing. */
  extensionCount: number
  doneOn: Day | null
}

/** Also how it stands to its deadline now: a final that waits leaves its trace there. */
type Askable = Extendable & Pick<Settled, 'lateFrom' | 'lateFrozenOn'>

interface ExtensionRules {
  endOn: Day
  maximumExtensions: number
}

/** Why nobody can ask for more time. */
export type ExtensionBar = 'closed' | 'no_deadline' | 'pending' | 'final_waits' | 'limit'

/** Why a unit cannot ask for this target now; null where it can. */
export function barToAsking(
  target: Askable,
  { maximumExtensions }: Pick<ExtensionRules, 'maximumExtensions'>,
  isPending: boolean,
): ExtensionBar | null {
  const bar = barToGranting(target, { maximumExtensions })
  if (bar && bar !== 'limit') return bar
  if (isPending) return 'pending'
  // Who has declared it done asks for no more time; if that is returned, they may.
  return target.lateFrom === null || target.lateFrozenOn !== null ? 'final_waits' : bar
}

/** Why a request that waits can no longer be granted; refusing it is always possible. */
export function barToGranting(
  target: Extendable,
  { maximumExtensions }: Pick<ExtensionRules, 'maximumExtensions'>,
): Exclude<ExtensionBar, 'pending' | 'final_waits'> | null {
  if (target.baseClass !== 'open') return 'closed'
  if (!target.dueOn) return 'no_deadline'
  return target.extensionCount >= maximumExtensions ? 'limit' : null
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

/** The day that each fault is measured by. */
export function dueLimits(
  dueOn: Day | null,
  rules: Pick<ExtensionRules, 'endOn'>,
  today: Day,
): Record<DueFault, Day> {
  return { not_later: dueOn ?? today, past: today, too_far: lastDueDay(rules) }
}

/**
 * Days against the deadline that was signed: of a target that is done the day of its final, of an open one the
 * deadline in force. Negative is earlier; null where nothing was due.
 */
export function slipOf({ dueOriginal, dueOn, doneOn }: Extendable): number | null {
  const reached = doneOn ?? dueOn
  return dueOriginal && reached ? daysBetween(dueOriginal, reached) : null
}

/** The slip where there is one to tell of: not of an open target whose deadline was never moved. */
export function slipTold(target: Extendable): number | null {
  return target.doneOn || target.dueOn !== target.dueOriginal ? slipOf(target) : null
}

/** A request as its sender wrote it: what two sendings are compared by. */
export interface ExtensionContent {
  dueOn: Day
  reasonCode: string
  reason: string
}

/** Whether two sendings are one request, whatever the order of their files. */
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
