import { dayOf, type Instant } from '../day.ts'
import { groupBy } from '../grouping.ts'
import { wasThere } from '../ordered.ts'
import { wasRaised } from './follow-up.ts'
import type { CampaignSource, PartSource, Telling, Was } from './input.ts'
import type { ToldTarget } from './told.ts'

/** What is looked up for every target of a telling, by its code. */
export interface Lookups {
  told: ReadonlyMap<string, ToldTarget>
  /** Those that add up to it, here or in another campaign. */
  parts: ReadonlyMap<string | null, readonly PartSource[]>
  reminders: ReadonlyMap<string, readonly { at: Instant }[]>
  requests: ReadonlyMap<string, CampaignSource['requests']>
  /** Codes of the proposals that had been raised for it. */
  proposals: ReadonlyMap<string, readonly string[]>
  before: ReadonlyMap<string, Was>
}

export function lookupsOf(from: CampaignSource, all: readonly ToldTarget[], telling: Telling): Lookups {
  const { until, before } = telling
  const day = dayOf(until, from.zone)
  const parts = [...from.targets, ...from.parts].filter(
    ({ parent, facts }: PartSource) => parent !== null && wasThere(facts.target, until),
  )
  const raised = from.proposals
    .filter((proposal) => wasRaised(proposal, telling, day))
    .flatMap(({ code, targets }) => targets.map((target) => ({ code, target })))
  const proposals = groupBy(raised, ({ target }) => target)
  return {
    told: new Map(all.map((one) => [one.source.code, one])),
    parts: groupBy(parts, ({ parent }) => parent),
    reminders: groupBy(
      from.reminders.filter(({ at }) => at <= until),
      ({ target }) => target,
    ),
    requests: groupBy(from.requests, ({ target }) => target),
    proposals: new Map([...proposals].map(([target, its]) => [target, its.map(({ code }) => code)])),
    before: new Map(before?.targets.map((target) => [target.code, target])),
  }
}
