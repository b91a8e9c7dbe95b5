import { and, asc, eq, sql } from 'drizzle-orm'
import { type Actor, mayRead, type Sides } from '../domain/access.ts'
import type { CommitmentState } from '../domain/commitment.ts'
import type { Day } from '../domain/day.ts'
import { type Campaign, listCampaigns } from './campaigns.ts'
import { prepared, type Reader } from './client.ts'
import { commitments, coordinators, targets, taskGroups, units } from './schema.ts'

/** The whole row: the promise as signed, and the few derived columns beside it. */
export type TargetRow = typeof targets.$inferSelect

/** One target with everything a right or a headline is decided by. */
export interface FoundTarget {
  row: TargetRow
  unit: { id: string; code: string; name: string; path: string }
  commitment: {
    code: string
    number: string | null
    sideAPost: string
    sideBPost: string
    signedOn: TargetRow['dueOn']
    effectiveFrom: Day
    state: CommitmentState
  }
  group: { number: number; name: string }
  campaign: Campaign
  sides: Sides
  /** The units that help with it, in the office's order. */
  coordinators: { id: string; code: string; name: string }[]
}

/** The target of this code, if this person may see it; what they may not see does not exist. */
export async function findTarget(read: Reader, actor: Actor, code: string): Promise<FoundTarget | undefined> {
  const [found] = await prepared<Selected>(read, 'target', selectTarget, { tenant: actor.tenant, code })
  // What nobody has signed is told of by its own commitment.
  if (!found || found.row.baseClass === 'unsigned') return undefined
  const helping = await prepared<FoundTarget['coordinators'][number]>(
    read,
    'coordinators',
    selectCoordinators,
    {
      tenant: actor.tenant,
      target: found.row.id,
    },
  )
  const campaign = (await listCampaigns(read, actor.tenant)).find(({ id }) => id === found.row.campaignId)!
  const sides: Sides = {
    unitId: found.unit.id,
    unitPath: found.unit.path,
    upperUnitId: found.row.upperUnitId,
    ownerUnitId: campaign.ownerUnitId,
    coordinatorIds: helping.map(({ id }) => id),
  }
  return mayRead(actor, sides) ? { ...found, campaign, sides, coordinators: helping } : undefined
}

type Selected = Awaited<ReturnType<typeof selectTarget>>[number]

function selectTarget(read: Reader) {
  return read
    .select({
      row: targets,
      unit: { id: units.id, code: units.code, name: units.name, path: units.path },
      commitment: {
        code: commitments.code,
        number: commitments.number,
        sideAPost: commitments.sideAPost,
        sideBPost: commitments.sideBPost,
        signedOn: commitments.signedOn,
        effectiveFrom: commitments.effectiveFrom,
        state: commitments.state,
      },
      group: { number: taskGroups.number, name: taskGroups.name },
    })
    .from(targets)
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .innerJoin(
      commitments,
      and(eq(commitments.tenant, targets.tenant), eq(commitments.id, targets.commitmentId)),
    )
    .innerJoin(
      taskGroups,
      and(
        eq(taskGroups.tenant, targets.tenant),
        eq(taskGroups.campaignId, targets.campaignId),
        eq(taskGroups.number, targets.groupNumber),
      ),
    )
    .where(and(eq(targets.tenant, sql.placeholder('tenant')), eq(targets.code, sql.placeholder('code'))))
}

function selectCoordinators(read: Reader) {
  return read
    .select({ id: units.id, code: units.code, name: units.name })
    .from(coordinators)
    .innerJoin(units, and(eq(units.tenant, coordinators.tenant), eq(units.id, coordinators.unitId)))
    .where(
      and(
        eq(coordinators.tenant, sql.placeholder('tenant')),
        eq(coordinators.targetId, sql.placeholder('target')),
      ),
    )
    .orderBy(asc(units.sortOrder), asc(units.code))
}
