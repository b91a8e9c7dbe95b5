import type { Day } from '../../domain/day.ts'
import { dayOf } from '../../domain/day.ts'
import type { FollowUpStep } from '../../domain/follow-up.ts'
import { listCampaigns } from '../campaigns.ts'
import type { Reader, Writer } from '../client.ts'
import { tell } from '../notices.ts'
import { recipientIds } from '../recipients.ts'
import type { proposals } from '../schema.ts'
import type { Moment } from '../updates.ts'

export type ProposalRow = typeof proposals.$inferSelect

/** The owner of a campaign asks the level above it, so its own office keeps the register. */
export async function ownsCampaign(read: Reader, tenant: string, unitId: string): Promise<boolean> {
  return (await listCampaigns(read, tenant)).some((campaign) => campaign.ownerUnitId === unitId)
}

const proposalPath = (code: string) => `/proposals/${encodeURIComponent(code)}`

type Told = Pick<ProposalRow, 'tenant' | 'code' | 'title' | 'unitId' | 'waitsForUnitId'>

/** Tells the office of the unit that owes the answer; where it has none, its head. */
export async function tellWaitedFor(
  tx: Writer,
  row: Told,
  unitName: string,
  at: Moment & { except: string },
): Promise<void> {
  if (row.waitsForUnitId === null) return
  const today = dayOf(at.now, at.zone)
  const people = await officeOf(tx, row.tenant, row.waitsForUnitId, today)
  const detail = { code: row.code, title: row.title, unit: unitName }
  await tell(tx, row.tenant, people, { kind: 'proposal_raised', path: proposalPath(row.code), detail }, at)
}

async function officeOf(read: Reader, tenant: string, unitId: string, today: Day): Promise<string[]> {
  const office = await recipientIds(read, tenant, [unitId], ['supervisor', 'leader'], today)
  return office.length ? office : await recipientIds(read, tenant, [unitId], ['head'], today)
}

/** Tells those who asked how it goes: head and clerks, or the office where it is the owner of a campaign. */
export async function tellAskers(
  tx: Writer,
  row: Told,
  step: FollowUpStep,
  at: Moment & { except: string },
): Promise<void> {
  const roles = (await ownsCampaign(tx, row.tenant, row.unitId))
    ? (['supervisor'] as const)
    : (['head', 'clerk'] as const)
  const people = await recipientIds(tx, row.tenant, [row.unitId], roles, dayOf(at.now, at.zone))
  await tellMoved(tx, row, step, people, at)
}

/** Tells those who owed an answer that it is no longer asked for. */
export async function tellOffice(
  tx: Writer,
  row: Told,
  step: FollowUpStep,
  at: Moment & { except: string },
): Promise<void> {
  if (row.waitsForUnitId === null) return
  const people = await officeOf(tx, row.tenant, row.waitsForUnitId, dayOf(at.now, at.zone))
  await tellMoved(tx, row, step, people, at)
}

async function tellMoved(
  tx: Writer,
  row: Told,
  step: FollowUpStep,
  people: string[],
  at: Moment & { except: string },
) {
  const detail = { code: row.code, title: row.title, step }
  await tell(tx, row.tenant, people, { kind: 'proposal_moved', path: proposalPath(row.code), detail }, at)
}
