import { type CommitmentState, isPending, type Progress } from './commitment.ts'
import { type Day, minDay } from './day.ts'
import { WHOLE } from './milestone.ts'
import { type DuePeriod, isDueOutside, type TargetPromise } from './promise.ts'
import { isInside, mayBeDivided, wayOfYears, yearOf, yearsOf } from './years.ts'

/**
 * What of a draft does not go together: a period that the campaign has not any more, weights that are not of 100, a deadline
 * outside its period, and years that are not those of their term any more, or do not come to it.
 */
export type DraftFault =
  | { reason: 'weights'; sum: number }
  | { reason: 'period'; campaign: CampaignDays }
  | { reason: 'due' | 'years_outside' | 'years_total' | 'years_missing'; code: string }

/** A target of a draft, as far as it has to go together with the others; its row fits. */
type Drafted = Pick<
  TargetPromise,
  'kind' | 'direction' | 'plan' | 'decimals' | 'measure' | 'valueKind' | 'baseline' | 'startOn' | 'weight'
> & { id: string; code: string; parentId: string | null; commitmentId: string; dueOriginal: Day | null }

interface Period {
  effectiveFrom: Day
  effectiveTo: Day
}

interface CampaignDays {
  startOn: Day
  endOn: Day
}

/** Which ends of a commitment's period lie outside of its campaign. */
export const outsideOf = (
  { effectiveFrom: from, effectiveTo: to }: Period,
  { startOn, endOn }: CampaignDays,
): ('from' | 'to')[] => {
  const isOutside = (day: Day) => day < startOn || day > endOn
  return [...(isOutside(from) ? ['from' as const] : []), ...(isOutside(to) ? ['to' as const] : [])]
}

/** What is promised is due while the commitment lasts, or before it within the campaign: some are signed late. */
export const periodOfDraft = (
  { effectiveFrom, effectiveTo }: Period,
  { startOn }: { startOn: Day },
): DuePeriod => ({ from: minDay(startOn, effectiveFrom), to: effectiveTo })

/** Without any weight all targets count alike; with weights, these make the whole. */
export function weightFault(
  weights: readonly (number | null)[],
): (DraftFault & { reason: 'weights' }) | null {
  const sum = weights.reduce<number>((all, weight) => all + (weight ?? 0), 0)
  return sum === 0 || sum === WHOLE ? null : { reason: 'weights', sum }
}

export function faultsOfDraft(
  commitment: Period,
  { startOn, endOn }: CampaignDays,
  rows: readonly Drafted[],
): DraftFault[] {
  const campaign = { startOn, endOn }
  const period = periodOfDraft(commitment, campaign)
  const outside = outsideOf(commitment, campaign).length > 0
  const weights = weightFault(rows.map(({ weight }) => weight))
  const late = rows
    .filter((row) => !isInside(row, rows) && isDueOutside(row.dueOriginal, period))
    .map(({ code }) => ({ reason: 'due' as const, code }))
  return [
    ...(outside ? [{ reason: 'period' as const, campaign }] : []),
    ...(weights ? [weights] : []),
    ...late,
    ...rows.flatMap((row) => yearFaultsOf(row, rows)),
  ]
}

function yearFaultsOf(row: Drafted, rows: readonly Drafted[]): DraftFault[] {
  const years = rows.filter((one) => one.parentId === row.id && one.commitmentId === row.commitmentId)
  if (years.length === 0) return []
  const { code, startOn, dueOriginal: dueOn } = row
  const isOutside = years.some(
    (year) => year.startOn < startOn || (dueOn !== null && (year.dueOriginal ?? dueOn) > dueOn),
  )
  if (isOutside) return [{ reason: 'years_outside', code }]
  if (!mayBeDivided({ ...row, dueOn })) return []
  const covered = yearsOf({ startOn, dueOn }).every(({ year }) =>
    years.some((one) => yearOf(one.startOn) === year),
  )
  // A year may be left out: the term itself answers for it.
  if (!covered) return [{ reason: 'years_missing', code }]
  return comesTo(row, years) ? [] : [{ reason: 'years_total', code }]
}

/** Amounts of all years make the term; a level is that of its last year. */
function comesTo(term: Drafted, years: readonly Drafted[]): boolean {
  const way = wayOfYears(term)
  if (way === 'beside') return true
  const last = [...years].sort((a, b) => (a.startOn < b.startOn ? -1 : 1)).slice(-1)
  const sum = (way === 'sum' ? years : last).reduce((all, one) => all + exact(one), 0n)
  return sum === exact(term)
}

/** On one scale, whatever the decimals. */
const exact = ({ plan, decimals }: Drafted): bigint => BigInt(plan ?? 0) * 10n ** BigInt(6 - decimals)

/** Years that are missing are told, and keep nobody from signing. */
export const isBlocking = ({ reason }: DraftFault): boolean => reason !== 'years_missing'

/** How far a commitment and its targets have come. */
export function progressOf(
  commitment: Period & { state: CommitmentState },
  campaign: CampaignDays,
  rows: readonly Drafted[],
): Progress {
  const { state, effectiveFrom } = commitment
  const faults = isPending(state) ? faultsOfDraft(commitment, campaign, rows) : []
  return { state, effectiveFrom, targets: rows.length, faults: faults.filter(isBlocking).length }
}
