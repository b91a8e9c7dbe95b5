import { setImmediate as letOthers } from 'node:timers/promises'
import type { Instant } from '../../domain/day.ts'
import { composeSnapshot } from '../../domain/snapshot/compose.ts'
import type { Span, Step } from '../../domain/snapshot/diff.ts'
import type { CampaignSource } from '../../domain/snapshot/input.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import { cutOffInstantOf, type Week, weekAfter } from '../../domain/week.ts'
import type { Reader } from '../client.ts'
import type { Asked } from '../summaries.ts'
import { loadSource } from './source.ts'
import { findStanding } from './stored.ts'

/** A year and what belongs to it; farther apart, every week on the way would have to be told. */
export const MOST_WEEKS = 60

/** The weeks from one to another, both counted, the earlier first; no more than can be told. */
export function weeksBetween(from: Week, to: Week): Week[] {
  const weeks: Week[] = []
  for (let week = from; week.from <= to.from && weeks.length <= MOST_WEEKS; week = weekAfter(week)) {
    weeks.push(week)
  }
  return weeks
}

/**
 * Two weeks and what was told on the way: each as it was frozen, else as of the earlier of now and its cut-off. The
 * facts are read once. Of the weeks on the way only what a comparison needs is kept, since whole ones are large.
 */
export async function tellSpan(read: Reader, asked: Asked, from: Week, to: Week): Promise<Span> {
  let source: CampaignSource | undefined
  let before: Snapshot | null = null
  let first: Snapshot | undefined
  const steps: Step[] = []
  for (const week of weeksBetween(from, to)) {
    const frozen: Snapshot | undefined = (await findStanding(read, asked, week))?.snapshot
    if (!frozen) source ??= await loadSource(read, asked.tenant, asked.campaign, asked.zone)
    const told: Snapshot = frozen ?? tellAfter(source!, asked, week, before)
    if (first) steps.push({ week: told.week, changes: told.changes, discipline: told.discipline })
    first ??= told
    before = told
    await letOthers()
  }
  return { first: first!, steps, last: before! }
}

/** Its place in the chain of hashes is of no matter here. */
function tellAfter(source: CampaignSource, asked: Asked, week: Week, before: Snapshot | null): Snapshot {
  const until: Instant = Math.min(asked.now, cutOffInstantOf(week, asked.campaign, asked.zone))
  return composeSnapshot(source, { week, until, before, previousHash: null, frozen: null })
}
