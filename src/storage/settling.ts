import { and, eq, inArray, sql } from 'drizzle-orm'
import { unsignedStates } from '../domain/commitment.ts'
import type { Instant } from '../domain/day.ts'

import { multiply, type Ratio, ratio, roundScaled } from '../domain/ratio.ts'
import { type BaseClass, type Settled, settle } from '../domain/standing.ts'
import type { TargetFacts } from '../domain/target.ts'
import { listCampaigns, loadCalendar } from './campaigns.ts'
import { blanks, preparedDeed, type Writer } from './client.ts'
import { loadFacts, type Which } from './facts.ts'
import type { ToldRow } from './facts-promises.ts'
import { commitments, targets } from './schema.ts'
import { findDivided, findTerms } from './targets/divided.ts'

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
  const unsigned = await findUnsigned(tx, tenant, all)
  const rows = [...all.values()].map(({ target }) => target as ToldRow)
  const divided = await findDivided(tx, tenant, rows)
  for (const [id, facts] of all) {
    const campaign = campaigns.get((facts.target as ToldRow).campaignId)!
    const at = { instant: now, zone, calendar }
    const columns = columnsOf(settle(facts, campaign, at))
    const isCounted = !divided.has(id) || columns.baseClass in STOPPED
    const owed = isCounted ? columns : { ...columns, ...OWED_TO_NOBODY, baseClass: 'divided' as const }
    await settleOne(tx, tenant, id, unsigned.has(id) ? { ...columns, ...OWED_TO_NOBODY } : owed)
  }
  const terms = await findTerms(tx, tenant, rows)
  if (terms.length) await settleTargets(tx, tenant, { ids: terms }, now, zone)
}

const STOPPED = { suspended: true, transferred: true, cancelled: true }

async function settleOne(tx: Writer, tenant: string, id: string, columns: Columns) {
  await preparedDeed(tx, 'settle', (on) => updateTarget(on, columns), { ...columns, tenant, id })
}

type Columns = Omit<ReturnType<typeof columnsOf>, 'baseClass'> & { baseClass: BaseClass }

/** What stands in a commitment that is not signed, or is worked on by its years, is late for nobody and counts nowhere. */
const OWED_TO_NOBODY = {
  baseClass: 'unsigned',
  level: 'ok',
  lateFrom: null,
  staleOn: null,
  supplementUntil: null,
} as const

/** Only what has not begun can be unsigned: for all that is reported on, nothing is asked. */
async function findUnsigned(tx: Writer, tenant: string, all: Map<string, TargetFacts>): Promise<Set<string>> {
  const planned = [...all].flatMap(([id, { target }]) => (target.state === 'planned' ? [id] : []))
  const unsigned = new Set<string>()
  for (let at = 0; at < planned.length; at += SOME) {
    const rows = await tx
      .select({ id: targets.id })
      .from(targets)
      .innerJoin(
        commitments,
        and(eq(commitments.tenant, targets.tenant), eq(commitments.id, targets.commitmentId)),
      )
      .where(
        and(
          eq(targets.tenant, tenant),
          inArray(targets.id, planned.slice(at, at + SOME)),
          inArray(commitments.state, [...unsignedStates]),
        ),
      )
    for (const { id } of rows) unsigned.add(id)
  }
  return unsigned
}

const SOME = 400

function updateTarget(tx: Writer, columns: Columns) {
  return tx
    .update(targets)
    .set({ ...blanks(columns), version: sql`${targets.version} + 1` })
    .where(and(eq(targets.tenant, sql.placeholder('tenant')), eq(targets.id, sql.placeholder('id'))))
}

function columnsOf(settled: Settled) {
  const { latest, pace, steps } = settled
  const expected = pace?.expectedShare ?? steps?.expectedShare
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
    behindLow: hundredths(pace?.behind.low ?? steps?.behind?.low),
    behindHigh: hundredths(pace?.behind.high ?? steps?.behind?.high),
    expectedPercent: expected ? hundredths(multiply(expected, ratio(100))) : null,
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
