import { and, asc, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Actor, mayRead } from '../../domain/access.ts'
import { mayReadProposal, type ProposalSides } from '../../domain/access-follow-up.ts'
import { waitingProposals } from '../../domain/follow-up.ts'
import { openDeeds, type ProposalDeed, SIGNS, type Sign } from '../../domain/proposal.ts'
import { listCampaigns } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { listSteps } from '../follow-up-steps.ts'
import { coordinators, proposals, proposalTargets, targets, units, updates } from '../schema.ts'
import { ownerIds } from './list.ts'
import type { ProposalRow } from './tell.ts'

type Step = Awaited<ReturnType<typeof listSteps>>[number]

/** A proposal with everything a right is decided by, and what this person can do to it now. */
export interface FoundProposal {
  row: ProposalRow
  unit: { id: string; code: string; name: string; path: string }
  waitsFor: { id: string; code: string; name: string; path: string } | null
  sides: ProposalSides
  deeds: ProposalDeed[]
  steps: Step[]
}

const waiting = alias(units, 'waiting_units')

function selectProposal(read: Reader) {
  return read
    .select({
      row: proposals,
      unit: { id: units.id, code: units.code, name: units.name, path: units.path },
      waitsFor: { id: waiting.id, code: waiting.code, name: waiting.name, path: waiting.path },
    })
    .from(proposals)
    .innerJoin(units, and(eq(units.tenant, proposals.tenant), eq(units.id, proposals.unitId)))
    .leftJoin(waiting, and(eq(waiting.tenant, proposals.tenant), eq(waiting.id, proposals.waitsForUnitId)))
}

type Selected = Awaited<ReturnType<typeof selectProposal>>[number]

/**
 * The proposal of this code, if this person may read it. Those whose own proposal was merged into it read it as well:
 * its answer is theirs.
 */
export async function findProposal(
  read: Reader,
  actor: Actor,
  code: string,
): Promise<FoundProposal | undefined> {
  const [found] = await selectProposal(read).where(
    and(eq(proposals.tenant, actor.tenant), eq(proposals.code, code)),
  )
  if (!found) return undefined
  const sides = sidesOf(found, await ownerIds(read, actor.tenant))
  const steps = await listSteps(read, actor.tenant, { kind: 'proposal', id: found.row.id })
  const readable = mayReadProposal(actor, sides) || (await mayReadMerged(read, actor, steps))
  return readable ? { ...found, sides, deeds: openDeeds(actor, sides, found.row.status), steps } : undefined
}

function sidesOf(found: Selected, owners: readonly string[]): ProposalSides {
  return {
    unitId: found.unit.id,
    unitPath: found.unit.path,
    waitsForUnitId: found.waitsFor?.id ?? null,
    waitsForPath: found.waitsFor?.path ?? null,
    isOwner: owners.includes(found.unit.id),
  }
}

/** The last step of a proposal, whoever asks: the person who sent it on may not read it any more. */
export async function findLastStep(read: Reader, tenant: string, code: string): Promise<Step | undefined> {
  const [row] = await read
    .select({ id: proposals.id })
    .from(proposals)
    .where(and(eq(proposals.tenant, tenant), eq(proposals.code, code)))
  return row && (await listSteps(read, tenant, { kind: 'proposal', id: row.id })).at(-1)
}

/** Codes of the proposals that were merged into the one with these steps. */
export const mergedCodes = (steps: readonly Pick<Step, 'step' | 'toWhom' | 'body'>[]): string[] =>
  steps.filter(({ step, toWhom }) => step === 'merged' && toWhom === '').map(({ body }) => body)

async function mayReadMerged(read: Reader, actor: Actor, steps: Step[]): Promise<boolean> {
  for (const code of mergedCodes(steps)) if (await findProposal(read, actor, code)) return true
  return false
}

/** As `lastSign`, among the steps of one proposal. */
export function lastSignIn(steps: Step[]): Sign | null {
  return steps.findLast(({ step }) => (SIGNS as readonly string[]).includes(step)) ?? null
}

export interface BlockedTarget {
  id: string
  code: string
  title: string
  unitName: string
}

/** The targets that wait for it, as far as this person may read them. */
export async function listBlocked(read: Reader, actor: Actor, proposalId: string): Promise<BlockedTarget[]> {
  const rows = await read
    .select({
      id: targets.id,
      code: targets.code,
      title: targets.title,
      unitName: units.name,
      unitId: targets.unitId,
      unitPath: units.path,
      upperUnitId: targets.upperUnitId,
      campaignId: targets.campaignId,
    })
    .from(proposalTargets)
    .innerJoin(
      targets,
      and(eq(targets.tenant, proposalTargets.tenant), eq(targets.id, proposalTargets.targetId)),
    )
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .where(and(eq(proposalTargets.tenant, actor.tenant), eq(proposalTargets.proposalId, proposalId)))
    .orderBy(asc(targets.code))
    .limit(200)
  const campaigns = await listCampaigns(read, actor.tenant)
  const helping = await helpersOf(
    read,
    actor.tenant,
    rows.map(({ id }) => id),
  )
  return rows.filter((row) => {
    const ownerUnitId = campaigns.find(({ id }) => id === row.campaignId)?.ownerUnitId ?? ''
    return mayRead(actor, { ...row, ownerUnitId, coordinatorIds: helping.get(row.id) ?? [] })
  })
}

async function helpersOf(read: Reader, tenant: string, ids: string[]): Promise<Map<string, string[]>> {
  const rows = ids.length
    ? await read
        .select({ targetId: coordinators.targetId, unitId: coordinators.unitId })
        .from(coordinators)
        .where(and(eq(coordinators.tenant, tenant), inArray(coordinators.targetId, ids)))
    : []
  const helpers = new Map<string, string[]>()
  for (const { targetId, unitId } of rows) helpers.set(targetId, [...(helpers.get(targetId) ?? []), unitId])
  return helpers
}

/** Every target that waits for it, whoever reads. */
export async function blockedIds(read: Reader, tenant: string, proposalId: string): Promise<string[]> {
  const rows = await read
    .select({ id: proposalTargets.targetId })
    .from(proposalTargets)
    .where(and(eq(proposalTargets.tenant, tenant), eq(proposalTargets.proposalId, proposalId)))
  return rows.map(({ id }) => id)
}

export interface MergeCandidate {
  code: string
  title: string
  unitName: string
}

const MOST_CANDIDATES = 100

/** Other proposals that wait for the same unit: those it may be merged into. */
export async function listCandidates(
  read: Reader,
  actor: Actor,
  { row }: FoundProposal,
): Promise<MergeCandidate[]> {
  if (row.waitsForUnitId === null) return []
  const rows = await selectProposal(read)
    .where(
      and(
        eq(proposals.tenant, actor.tenant),
        eq(proposals.waitsForUnitId, row.waitsForUnitId),
        inArray(proposals.status, [...waitingProposals]),
      ),
    )
    .orderBy(asc(proposals.raisedOn), asc(proposals.code))
    .limit(MOST_CANDIDATES)
  const owners = await ownerIds(read, actor.tenant)
  const candidates: MergeCandidate[] = []
  for (const found of rows) {
    if (found.row.id === row.id) continue
    if (mayReadProposal(actor, sidesOf(found, owners))) {
      candidates.push({ code: found.row.code, title: found.row.title, unitName: found.unit.name })
    }
  }
  return candidates
}

/** The receipt of the report it was raised from. */
export async function receiptOf(read: Reader, row: ProposalRow): Promise<string | null> {
  if (row.updateId === null) return null
  const [update] = await read
    .select({ receipt: updates.receipt })
    .from(updates)
    .where(and(eq(updates.tenant, row.tenant), eq(updates.id, row.updateId)))
  return update?.receipt ?? null
}

/** The code of the proposal that goes on for this one. */
export async function survivorCode(read: Reader, row: ProposalRow): Promise<string | null> {
  if (row.mergedInto === null) return null
  const [into] = await read
    .select({ code: proposals.code })
    .from(proposals)
    .where(and(eq(proposals.tenant, row.tenant), eq(proposals.id, row.mergedInto)))
  return into?.code ?? null
}
