import { and, eq } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { fold } from '../../domain/fold.ts'
import { shareText } from '../../domain/share.ts'
import { lockChain, recordAs } from '../audit.ts'
import type { Writer } from '../client.ts'
import { newId } from '../ids.ts'
import { unitEvents, unitLinks } from '../schema.ts'
import { settleTargets } from '../settling.ts'
import type { Moment } from '../updates.ts'
import { passFollowUp } from './apply-follow-up.ts'
import { passPapers } from './apply-papers.ts'
import { passTargets } from './apply-targets.ts'
import { closeEvent, openEvent } from './events.ts'
import { type Ledger, openLedger } from './ledger.ts'
import type { SuccessionOrder } from './order.ts'
import { eveOf, isDue, isSound, type Plan, planSuccession } from './plan.ts'
import { moveSubtree, nextVersion } from './versions.ts'

export type Applied =
  | { kind: 'done'; plan: Plan }
  | { kind: 'repeated'; plan: null }
  /** Something changed since it was looked at; or it cannot be carried out, or not yet. */
  | { kind: 'stale'; plan: Plan }
  | { kind: 'refused'; plan: Plan }
  | { kind: 'too_early'; plan: Plan }

/** What the parts of a change share while it is written. */
export interface Work {
  tx: Writer
  actor: Actor
  at: Moment
  plan: Plan
  ledger: Ledger
  /** Ids by code: of the units that are new, of their drafts, and of the post that somebody signs in by. */
  unitIds: Map<string, string>
  draftIds: Map<string, string>
}

/**
 * Carries out a merger, a split or an end, all of it or nothing, as it was seen: with a fingerprint, only if what it was
 * worked out from is still the same.
 */
export async function applySuccession(
  tx: Writer,
  actor: Actor,
  order: SuccessionOrder,
  at: Moment & { today: SuccessionOrder['effectiveOn']; fingerprint: string | null },
): Promise<Applied> {
  const { tenant } = actor
  await lockChain(tx, tenant)
  if (await isKnown(tx, tenant, order.id)) return { kind: 'repeated', plan: null }
  const plan = await planSuccession(tx, tenant, order)
  if (at.fingerprint !== null && at.fingerprint !== plan.fingerprint) return { kind: 'stale', plan }
  if (!isSound(plan)) return { kind: 'refused', plan }
  if (!isDue(order, at.today)) return { kind: 'too_early', plan }

  const ledger = openLedger(tx, tenant)
  const unitIds = new Map(plan.successors.map(({ code }) => [code, newId(at.now)]))
  const draftIds = new Map(plan.drafts.map(({ code }) => [code, newId(at.now)]))
  const work: Work = { tx, actor, at, plan, ledger, unitIds, draftIds }
  await openEvent(tx, actor, order, at.now)
  await addLinks(work)
  await setUp(work)
  await passPapers(work)
  const touched = await passTargets(work)
  await passFollowUp(work, touched.made)
  await movePeople(work)
  await endUnits(work)
  await settleTargets(tx, tenant, { ids: [...touched.ended, ...touched.made.values()] }, at.now, at.zone)
  await closeEvent(tx, tenant, order.id, await ledger.close(), plan.conservation)
  await recordAs(tx, actor, at.now, {
    deed: `unit.${order.kind}`,
    subjectKind: 'unit_event',
    subject: order.id,
    detail: detailOf(plan),
  })
  return { kind: 'done', plan }
}

async function isKnown(tx: Writer, tenant: string, id: string): Promise<boolean> {
  return (await tx.$count(unitEvents, and(eq(unitEvents.tenant, tenant), eq(unitEvents.id, id)))) > 0
}

async function addLinks({ tx, actor, plan, unitIds }: Work) {
  const idOf = new Map(plan.estate.units.map(({ id, code }) => [code, id]))
  await tx.insert(unitLinks).values(
    plan.order.links.map(({ from, to, share }, n) => ({
      tenant: actor.tenant,
      eventId: plan.order.id,
      number: n + 1,
      fromUnitId: idOf.get(from)!,
      toUnitId: to === null ? null : unitIds.get(to)!,
      share: shareText(share),
    })),
  )
}

/** The units that follow, each with its first version. */
async function setUp({ plan, ledger, unitIds }: Work) {
  const { effectiveOn, decision } = plan.order
  const rows = plan.successors.map((unit) => ({
    id: unitIds.get(unit.code)!,
    code: unit.code,
    name: unit.name,
    shortName: unit.shortName,
    kind: unit.kind,
    block: unit.block,
    parentId: unit.parentId,
    path: unit.path,
    sortOrder: unit.sortOrder,
    validFrom: effectiveOn,
    officialCode: unit.officialCode,
    folded: fold(`${unit.name} ${unit.shortName} ${unit.code}`),
  }))
  await ledger.add('units', rows)
  await ledger.add(
    'unit_versions',
    rows.map(({ id, code, path, officialCode, folded, ...version }) => ({
      ...version,
      unitId: id,
      number: 1,
      decision,
    })),
  )
}

/** The units that end keep their names and their place; what stood below them goes to the one that follows. */
async function endUnits(work: Work) {
  const { tx, actor, plan, ledger, unitIds } = work
  const { tenant } = actor
  const eve = eveOf(plan.order)
  for (const child of plan.estate.children) {
    const parent = plan.estate.units.find(({ id }) => id === child.parentId)!
    const heir = plan.successors.find(({ code }) => code === plan.heirsOf.get(parent.code)?.[0]?.successor)
    if (!heir) continue
    const parentId = unitIds.get(heir.code)!
    const { effectiveOn: on, decision } = plan.order
    await nextVersion(tx, tenant, ledger, child, { parentId }, { on, decision })
    await moveSubtree(tx, tenant, ledger, child, `${heir.path}${child.code.toLowerCase()}/`)
  }
  for (const unit of plan.estate.units) {
    await ledger.change('units', { id: unit.id }, { validTo: eve })
    await nextVersion(tx, tenant, ledger, unit, null, { on: plan.order.effectiveOn, decision: null })
  }
}

async function movePeople({ plan, ledger, unitIds, at }: Work) {
  const { effectiveOn, decision } = plan.order
  for (const { postId } of plan.moves)
    await ledger.change('posts', { id: postId }, { toOn: eveOf(plan.order) })
  await ledger.add(
    'posts',
    plan.moves.flatMap(({ postId, userId, to }) => {
      const old = plan.estate.posts.find(({ row }) => row.id === postId)!.row
      const fromOn = old.fromOn && old.fromOn > effectiveOn ? old.fromOn : effectiveOn
      const { role, title, successor } = to ?? { successor: '' }
      const post = { userId, unitId: unitIds.get(successor), role, title, document: decision }
      return to ? [{ id: newId(at.now), ...post, fromOn, toOn: old.toOn }] : []
    }),
  )
}

function detailOf({
  order,
  estate,
  successors,
  drafts,
  moves,
  conservation,
  rows,
}: Plan): Record<string, unknown> {
  const { balances, ...counts } = conservation
  return {
    decision: order.decision,
    effectiveOn: order.effectiveOn,
    units: order.links.map(({ from, to, share }) => ({ from, to, share: shareText(share) })),
    successors: successors.map(({ code, name }) => ({ code, name })),
    commitments: drafts.map(({ code }) => code),
    counts,
    ...(estate.waiting.length && { leftWaiting: estate.waiting.map(({ receipt }) => receipt) }),
    before: sumsOf(balances, 'before'),
    after: sumsOf(balances, 'after'),
    ended: rows.filter(({ fate }) => fate === 'end').map(({ target, reason }) => ({ target, reason })),
    people: moves.map(({ username, fromUnit, to }) => ({ username, fromUnit, to: to && { ...to } })),
  }
}

function sumsOf(balances: Plan['conservation']['balances'], when: 'before' | 'after') {
  const added = balances.filter(({ isAdditive }) => isAdditive)
  return added.map(({ title, measure, decimals, [when]: sums }) => ({ title, measure, decimals, ...sums }))
}
