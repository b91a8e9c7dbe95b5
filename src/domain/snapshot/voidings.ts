import { acceptedOf, chainOf } from '../actual.ts'
import type { Instant } from '../day.ts'
import type { SnapshotChange } from '../snapshot.ts'
import type { Span } from '../target.ts'
import type { CampaignSource, VoidedReport } from './input.ts'
import { changeOf } from './state-changes.ts'
import type { SnapshotTarget } from './target.ts'
import { momentText, spanText } from './text.ts'
import type { ToldTarget } from './told.ts'

/** A moment of which was told: what had been accepted by then, and not been declared void when it was put together. */
interface ToldUntil {
  until: Instant
  at: Instant
}

/** Of which telling a voided figure was part, if that is one that counts; undefined otherwise. */
type ToldIn = (voided: VoidedReport) => ToldUntil | undefined

/** Figures that stood until they were declared void, each with what stands in its place, or nothing. */
export function voidingsOf(
  target: SnapshotTarget,
  told: ToldTarget,
  { voided = [], zone }: CampaignSource,
  toldIn: ToldIn,
): SnapshotChange[] {
  const own = voided.filter((one) => one.target === target.code)
  const { decimals } = told.source.facts.target
  return own.flatMap((one) => {
    const telling = toldIn(one)
    if (!telling || !stoodIn(telling, one, own, told)) return []
    const before = spanText(one.value, decimals)
    const after = spanText(inPlaceOf(one, own, told), decimals)
    if (before === null || before === after) return []
    return [
      changeOf(target, {
        kind: 'figure_corrected',
        of: 'value',
        before,
        after,
        measure: target.measure,
        reason: one.reason || null,
        at: momentText(one.voidedAt, zone),
        as_of: one.asOf,
      }),
    ]
  })
}

/** Accepted by then, and no correction of it was. */
function stoodIn(
  { until, at }: ToldUntil,
  one: VoidedReport,
  own: readonly VoidedReport[],
  { known }: ToldTarget,
): boolean {
  if (one.decidedAt > until || one.voidedAt <= at) return false
  const all = [...known.updates, ...own]
  const corrections = [
    ...known.updates.filter(({ decision, decidedAt }) => decision === 'accepted' && decidedAt! <= until),
    ...own.filter(({ decidedAt, voidedAt }) => decidedAt <= until && voidedAt > at),
  ]
  return !corrections.some((next) => next.id !== one.id && isIn(chainOf(next, all), one))
}

const isIn = (chain: readonly { id: string }[], { id }: { id: string }) => chain.some((one) => one.id === id)

/**
 * Another revision of it or another report of its day; where it was the last figure, the one before it. A sum goes on
 * without what it covered.
 */
function inPlaceOf(
  one: VoidedReport,
  own: readonly VoidedReport[],
  { known, standing, source }: ToldTarget,
): Span | null {
  const accepted = acceptedOf(known.updates).filter(({ value }) => value !== null)
  const all = [...known.updates, ...own]
  const chain = chainOf(one, all)
  const revision = accepted.find((next) => isIn(chain, next) || isIn(chainOf(next, all), one))
  const sameDay = accepted.findLast(({ asOf }) => asOf === one.asOf)
  const other = revision ?? sameDay
  if (other) return other.value
  const { latest } = standing
  const wasLast = source.facts.target.valueKind !== 'flow' && latest !== null && latest.asOf < one.asOf
  return wasLast ? latest.value : null
}
