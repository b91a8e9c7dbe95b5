import { and, eq } from 'drizzle-orm'
import { type Actor, mayDraft, mayRead, mayRecordSigning } from '../../domain/access.ts'
import { type CommitmentSides, isUnsigned, mayReadUnsigned } from '../../domain/commitment.ts'
import { type Campaign, listCampaigns } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { howItBegan } from '../commitments/visible.ts'
import { commitments, targets, units } from '../schema.ts'
import type { TargetRow } from '../targets.ts'

/** A commitment as far as its targets are written from it. */
export interface Drafting {
  row: typeof commitments.$inferSelect
  unit: { id: string; code: string; name: string; path: string }
  campaign: Campaign
  sides: CommitmentSides
}

/** The commitment of this code, for whoever writes its targets or keeps its paper; for all others there is none. */
export async function findDrafting(read: Reader, actor: Actor, code: string): Promise<Drafting | undefined> {
  const [found] = await read
    .select({
      row: commitments,
      unit: { id: units.id, code: units.code, name: units.name, path: units.path },
    })
    .from(commitments)
    .innerJoin(units, and(eq(units.tenant, commitments.tenant), eq(units.id, commitments.unitId)))
    .where(and(eq(commitments.tenant, actor.tenant), eq(commitments.code, code)))
  if (!found) return undefined
  const campaign = (await listCampaigns(read, actor.tenant)).find(({ id }) => id === found.row.campaignId)!
  const sides = {
    unitId: found.unit.id,
    unitPath: found.unit.path,
    upperUnitId: found.row.upperUnitId,
    ownerUnitId: campaign.ownerUnitId,
    ...(await howItBegan(read, actor.tenant, found.row.id)),
  }
  const writes = mayDraft(actor, sides) || mayRecordSigning(actor, sides)
  const { state } = found.row
  const reads = isUnsigned(state) ? mayReadUnsigned(actor, state, sides) : mayRead(actor, sides)
  return writes && reads ? { ...found, campaign, sides } : undefined
}

/** The target of this code in a commitment. */
export async function findInside(
  read: Reader,
  { row }: Drafting,
  code: string,
): Promise<TargetRow | undefined> {
  const [target] = await read
    .select()
    .from(targets)
    .where(and(eq(targets.tenant, row.tenant), eq(targets.commitmentId, row.id), eq(targets.code, code)))
  return target
}
