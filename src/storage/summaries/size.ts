import { and, count, eq } from 'drizzle-orm'
import { forUpdate, type Reader, type Writer } from '../client.ts'
import { auditHeads, targets } from '../schema.ts'
import type { Asked } from '../summaries.ts'
import { isSigned } from '../tallies.ts'

/** How many targets a week of this campaign is told of. */
export async function countTargets(read: Reader, { tenant, campaign }: Asked): Promise<number> {
  const [row] = await read
    .select({ n: count() })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.campaignId, campaign.id)))
  return row?.n ?? 0
}

/** Whether anything of this campaign is signed, so that there is something to tell. */
export async function hasSigned(read: Reader, { tenant, campaign }: Asked): Promise<boolean> {
  const ofCampaign = and(eq(targets.tenant, tenant), eq(targets.campaignId, campaign.id))
  const [row] = await read.select({ id: targets.id }).from(targets).where(and(ofCampaign, isSigned)).limit(1)
  return row !== undefined
}

/**
 * The number of the last deed, and no other one until the transaction ends: every deed takes this row before it ends.
 * Taken first, it lets a transaction see whatever was done until then, and two of them wait in one order.
 */
export async function holdDeeds(tx: Writer, tenant: string): Promise<number> {
  const [head] = await forUpdate(
    tx.select({ seq: auditHeads.seq }).from(auditHeads).where(eq(auditHeads.tenant, tenant)),
  )
  return head?.seq ?? 0
}

/** The number of the last deed of the house: while it stays, so does everything that is told from the facts. */
export async function lastDeed(read: Reader, tenant: string): Promise<number> {
  const [head] = await read
    .select({ seq: auditHeads.seq })
    .from(auditHeads)
    .where(eq(auditHeads.tenant, tenant))
  return head?.seq ?? 0
}
