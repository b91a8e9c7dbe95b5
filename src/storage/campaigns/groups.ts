import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { recordAs } from '../audit.ts'
import type { Reader, Writer } from '../client.ts'
import { campaigns, targets, taskGroups } from '../schema.ts'
import type { Moment } from '../updates.ts'
import type { CampaignRow } from './keep.ts'

/** A task group with how much is promised under it. */
export interface KeptGroup {
  number: number
  name: string
  targets: number
}

export async function listGroups(read: Reader, tenant: string, campaignId: string): Promise<KeptGroup[]> {
  const groups = await read
    .select({ number: taskGroups.number, name: taskGroups.name })
    .from(taskGroups)
    .where(and(eq(taskGroups.tenant, tenant), eq(taskGroups.campaignId, campaignId)))
    .orderBy(asc(taskGroups.number))
  const counts = await read
    .select({ number: targets.groupNumber, n: sql<number>`count(*)` })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.campaignId, campaignId)))
    .groupBy(targets.groupNumber)
  const byNumber = new Map(counts.map(({ number, n }) => [number, Number(n)]))
  return groups.map((group) => ({ ...group, targets: byNumber.get(group.number) ?? 0 }))
}

/** A group as it is wanted; `was` is the number under which it stands now, null for a new one. */
export interface WantedGroup {
  was: number | null
  number: number
  name: string
}

export type GroupsKept = 'kept' | 'same' | 'changed' | 'in_use'

/** Makes these the groups of a campaign. What is promised under a group goes along when its number changes. */
export async function setGroups(
  tx: Writer,
  actor: Actor,
  row: CampaignRow,
  wanted: readonly WantedGroup[],
  at: Moment,
): Promise<GroupsKept> {
  const { tenant, id: campaignId } = row
  const before = await listGroups(tx, tenant, campaignId)
  const after = wanted.map(({ number, name }) => ({ number, name })).sort((a, b) => a.number - b.number)
  if (isSame(before, after)) return 'same'
  const left = before.filter(({ number }) => !wanted.some(({ was }) => was === number))
  if (left.some((group) => group.targets > 0)) return 'in_use'
  const updated = await tx
    .update(campaigns)
    .set({ version: sql`${campaigns.version} + 1` })
    .where(
      and(eq(campaigns.tenant, tenant), eq(campaigns.id, campaignId), eq(campaigns.version, row.version)),
    )
    .returning({ id: campaigns.id })
  if (updated.length !== 1) return 'changed'
  await tx.delete(taskGroups).where(and(eq(taskGroups.tenant, tenant), eq(taskGroups.campaignId, campaignId)))
  if (after.length) {
    await tx.insert(taskGroups).values(after.map((group) => ({ tenant, campaignId, ...group })))
  }
  await moveTargets(tx, row, wanted)
  await recordAs(tx, actor, at.now, {
    ...{ deed: 'campaign.groups', subjectKind: 'campaign', subject: row.code },
    detail: { before: before.map(({ number, name }) => ({ number, name })), after },
  })
  return 'kept'
}

const isSame = (before: readonly KeptGroup[], after: readonly { number: number; name: string }[]) =>
  JSON.stringify(before.map(({ number, name }) => [number, name])) ===
  JSON.stringify(after.map(({ number, name }) => [number, name]))

/** In one statement: two groups may have changed places. */
async function moveTargets(tx: Writer, { tenant, id }: CampaignRow, wanted: readonly WantedGroup[]) {
  const moved = wanted.flatMap(({ was, number }) => (was !== null && was !== number ? [{ was, number }] : []))
  if (!moved.length) return
  const cases: SQL[] = moved.map(({ was, number }) => sql`when ${was} then cast(${number} as integer)`)
  await tx
    .update(targets)
    .set({
      groupNumber: sql`case ${targets.groupNumber} ${sql.join(cases, sql` `)} end`,
      version: sql`${targets.version} + 1`,
    })
    .where(
      and(
        eq(targets.tenant, tenant),
        eq(targets.campaignId, id),
        inArray(
          targets.groupNumber,
          moved.map(({ was }) => was),
        ),
      ),
    )
}
