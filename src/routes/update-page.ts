import type { TargetBrief } from '../../views/updates/report.ts'
import { isReturnedBehalf, reportsAs } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import type { Amount, RangeKind, Span, TargetFacts } from '../domain/target.ts'
import { loadFacts } from '../storage/facts.ts'
import { findDraft, listStanding, type UpdateRow } from '../storage/found-updates.ts'
import type { FoundTarget } from '../storage/targets.ts'
import type { Form } from './forms.ts'
import { type Before, readTypedDay } from './update-form.ts'
import type { Visit } from './visit.ts'

/** Everything about a target that its update form and the reading of it need. */
export interface Desk {
  found: FoundTarget
  facts: TargetFacts
  standing: UpdateRow[]
  draft: UpdateRow | undefined
  /** The office enters what the unit told it: what never left the unit is not on its desk. */
  behalf: boolean
  /** Days for which the unit has a report, also one that has not left it. */
  taken: { id: string; asOf: Day }[]
}

export async function openDesk(c: Visit, found: FoundTarget): Promise<Desk> {
  const { db, zone, actor } = c.var
  const facts = (await loadFacts(db.read, actor.tenant, { ids: [found.row.id] }, zone)).get(found.row.id)!
  const all = await listStanding(db.read, actor.tenant, found.row.id)
  const behalf = reportsAs(actor, found.sides) === 'office'
  return {
    found,
    facts,
    standing: behalf ? all.filter((row) => row.receivedAt !== null) : all,
    draft: behalf ? undefined : await findDraft(db.read, actor.tenant, found.row.id),
    behalf,
    taken: all.map(({ id, asOf }) => ({ id, asOf })),
  }
}

/** The same without a report that was sent from the form in hand: it is not held against itself. */
export function withoutOwn(desk: Desk, id: string): Desk {
  const updates = desk.facts.updates.filter((update) => update.id !== id)
  return {
    ...desk,
    facts: { ...desk.facts, updates },
    standing: desk.standing.filter((row) => row.id !== id),
    taken: desk.taken.filter((row) => row.id !== id),
  }
}

/** The report that a new one for this day, or one that names it, is the next revision of. */
export function correctedBy(desk: Desk, form: Form): UpdateRow | undefined {
  const standing = desk.behalf ? desk.standing.filter(isReturnedBehalf) : desk.standing
  const named = form.text('corrects')
  if (named) return standing.find((row) => row.receipt === named || row.id === named)
  const asOf = typedAsOf(form)
  return standing.find((row) => row.asOf === asOf)
}

/** The day in the form; undefined where it cannot be read. */
export function typedAsOf(form: Form): Day | undefined {
  const picked = form.text('as_of')
  return readTypedDay(picked === 'other' ? form.text('as_of_other') : picked)
}

/** What stands before the report in hand, for reading its form against. */
export function beforeOf(desk: Desk, corrected: UpdateRow | undefined): Before {
  return {
    facts: desk.facts,
    isBehalf: desk.behalf,
    last: lastAmount(desk),
    lastRangeKind: lastRangeKind(desk),
    corrected: corrected && {
      id: corrected.id,
      state: corrected.state,
      value: spanOf(corrected),
      declared: corrected.declared,
      asOf: corrected.asOf,
      stepsDone: corrected.stepsDone,
    },
  }
}

export function briefOf(row: FoundTarget['row'], unitName: string, plan: Amount | null): TargetBrief {
  return {
    code: row.code,
    title: row.title,
    unitName,
    groupNumber: row.groupNumber,
    kind: row.kind,
    valueKind: row.valueKind,
    measure: row.measure,
    decimals: row.decimals,
    plan,
  }
}

export const spanOf = (row: UpdateRow): Span | null =>
  row.hasValue ? { low: row.valueLow, high: row.valueHigh } : null

/** The kind of the latest range that stands. */
export function lastRangeKind({ standing }: Desk): RangeKind | null {
  return standing.find((row) => row.rangeKind !== null)?.rangeKind ?? null
}

export function lastAmount(desk: Desk): Amount | null {
  const latest = desk.standing.find((row) => row.hasValue)
  return (
    desk.found.row.latestHigh ?? desk.found.row.latestLow ?? latest?.valueHigh ?? latest?.valueLow ?? null
  )
}
