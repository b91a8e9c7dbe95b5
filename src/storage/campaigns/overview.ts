import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { Reader } from '../client.ts'
import { commitments, targets } from '../schema.ts'
import { BINDING } from '../units.ts'

/** How far a campaign has come: which units have signed, and what they have promised by it. */
export interface CampaignCounts {
  units: number
  signed: number
  targets: number
}

export async function countCampaign(
  read: Reader,
  tenant: string,
  campaignId: string,
): Promise<CampaignCounts> {
  const here = and(
    eq(commitments.tenant, tenant),
    eq(commitments.campaignId, campaignId),
    notInArray(commitments.state, ['withdrawn', 'superseded']),
  )
  const [all] = await read
    .select({ n: sql<number>`count(distinct ${commitments.unitId})` })
    .from(commitments)
    .where(here)
  const [signed] = await read
    .select({ n: sql<number>`count(distinct ${commitments.unitId})` })
    .from(commitments)
    .where(and(here, inArray(commitments.state, [...BINDING])))
  const [promised] = await read
    .select({ n: sql<number>`count(*)` })
    .from(commitments)
    .innerJoin(targets, and(eq(targets.tenant, commitments.tenant), eq(targets.commitmentId, commitments.id)))
    .where(and(here, inArray(commitments.state, [...BINDING])))
  return { units: Number(all?.n ?? 0), signed: Number(signed?.n ?? 0), targets: Number(promised?.n ?? 0) }
}
