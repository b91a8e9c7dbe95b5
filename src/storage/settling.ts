import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '../domain/day.ts'

import { multiply, type Ratio, ratio, roundScaled } from '../domain/ratio.ts'
import { type Settled, settle } from '../domain/standing.ts'
import type { TargetFacts, WorkCalendar } from '../domain/target.ts'
import { type Campaign, listCampaigns, loadCalendar } from './campaigns.ts'
import { blanks, preparedDeed, type Writer } from './client.ts'
import { loadFacts, type Which } from './facts.ts'
import { targets } from './schema.ts'

/** Brings the derived columns of targets up to date after an event, in the transaction of that event. */
export async function settleTargets(
  tx: Writer,
  tenant: string,
  which: Which,
  now: Instant,
  zone: string,
): Promise<void> {
  const calendar = await loadCalendar(tx, tenant)
  const campaigns = new Map((await listCampaigns(tx, tenant)).map((campaign) => [campaign.id, campaign]))
  const all = await loadFacts(tx, tenant, which, zone)
  for (const [id, facts] of all) {
    const campaign = campaigns.get((facts.target as unknown as { campaignId: string }).campaignId)!
    await settleOne(tx, tenant, id, facts, campaign, { instant: now, zone, calendar })
  }
}

async function settleOne(
  tx: Writer,
  tenant: string,
  id: string,
  facts: TargetFacts,
  campaign: Campaign,
  at: { instant: Instant; zone: string; calendar: WorkCalendar },
) {
  const columns = columnsOf(settle(facts, campaign, at))
  await preparedDeed(tx, 'settle', (on) => updateTarget(on, columns), { ...columns, tenant, id })
}

function updateTarget(tx: Writer, columns: ReturnType<typeof columnsOf>) {
  return tx
    .update(targets)
    .set({ ...blanks(columns), version: sql`${targets.version} + 1` })
    .where(and(eq(targets.tenant, sql.placeholder('tenant')), eq(targets.id, sql.placeholder('id'))))
}

function columnsOf(settled: Settled) {
  const { latest, pace } = settled
  return {
    dueOn: settled.dueOn,
    extensionCount: settled.extensionCount,
    planNow: settled.plan,
    latestUpdateId: settled.lastAccepted?.updateId ?? null,
    latestLow: latest?.value.low ?? null,
    latestHigh: latest?.value.high ?? null,
    latestQualifier: latest?.qualifier ?? null,
    latestRangeKind: latest?.rangeKind ?? null,
    latestAsOf: latest?.asOf ?? null,
    assessment: settled.lastAccepted?.assessment ?? null,
    level: settled.level,
    behindLow: hundredths(pace?.behind.low),
    behindHigh: hundredths(pace?.behind.high),
    expectedPercent: pace ? hundredths(multiply(pace.expectedShare, ratio(100))) : null,
    baseClass: settled.baseClass,
    doneOn: settled.doneOn,
    doneAt: settled.doneAt,
    lateFrom: settled.lateFrom,
    lateFrozenOn: settled.lateFrozenOn,
    supplementUntil: settled.supplementUntil,
    staleOn: settled.staleOn,
    waiting: settled.waiting,
    lastReportedOn: settled.lastReportedOn,
  }
}

const hundredths = (value: Ratio | null | undefined) => (value ? Number(roundScaled(value, 2)) : null)
