import { createHash } from 'node:crypto'
import { fold } from '../../domain/fold.ts'
import { groupBy } from '../../domain/grouping.ts'
import { shareText } from '../../domain/share.ts'
import type { Inherited } from '../../domain/succession.ts'
import { contentText, type UpdateContent } from '../../domain/update.ts'
import { newId } from '../ids.ts'
import { freeReceipt } from '../update-receiving.ts'
import type { Work } from './apply.ts'

/** New targets by the code of what leads them at a successor, and the old ones that stopped. */
export interface Touched {
  made: Map<string, string>
  ended: string[]
}

export const madeKey = ({ successor, key }: { successor: string | null; key: string }) =>
  `${successor} ${key}`

/** The targets of the successors with everything that hangs on them; the old ones are transferred, or cancelled. */
export async function passTargets(work: Work): Promise<Touched> {
  const { plan, at } = work
  const made = new Map(plan.made.map((one) => [madeKey(one), newId(at.now)]))
  for (const draft of plan.drafts) {
    const own = plan.made.filter(
      ({ successor, lead }) => successor === draft.successor && lead.campaignId === draft.campaignId,
    )
    await addTargets(work, own, draft, made)
  }
  await stopTargets(work)
  await addSuccessions(work, made)
  for (const one of plan.made) await openBalance(work, one, made.get(madeKey(one))!)
  return { made, ended: plan.estate.targets.map(({ id }) => id) }
}

async function addTargets(
  work: Work,
  all: readonly Inherited[],
  draft: { code: string; successor: string },
  made: Map<string, string>,
) {
  const { plan, ledger, unitIds, draftIds } = work
  const rowOf = new Map(plan.estate.targets.map((row) => [row.code, row]))
  const place = { unitId: unitIds.get(draft.successor)!, commitmentId: draftIds.get(draft.code)! }
  const rows = all.map((one, n) => {
    const lead = rowOf.get(one.lead.code)!
    const due = rowOf.get(one.due.code)!
    const code = `${draft.code}-${String(n + 1).padStart(2, '0')}`
    const evidence = one.parts.some(({ target }) => rowOf.get(target)!.evidenceRequired)
    return {
      ...place,
      id: made.get(madeKey(one))!,
      code,
      campaignId: lead.campaignId,
      upperUnitId: upperOf(work, lead.upperUnitId),
      groupNumber: lead.groupNumber,
      sortOrder: n + 1,
      title: lead.title,
      product: lead.product,
      origin: lead.origin,
      kind: lead.kind,
      measure: lead.measure,
      decimals: one.decimals,
      valueKind: lead.valueKind,
      direction: lead.direction,
      plan: one.plan,
      planLow: one.planLow,
      planHigh: one.planHigh,
      baseline: one.baseline,
      baselineOn: one.baseline === null ? null : lead.baselineOn,
      weight: one.parts.length === 1 ? lead.weight : null,
      startOn: one.startOn,
      dueOriginal: due.dueOriginal,
      dueOn: due.dueOn,
      curve: one.curve,
      parentId: parentOf(work, one, made),
      contribution: one.parentId === null ? null : one.contribution,
      evidenceRequired: evidence,
      headline: lead.headline,
      state: 'planned',
      rollup: lead.rollup,
      previousId: lead.id,
      folded: fold(`${code} ${lead.title} ${lead.product}`),
    }
  })
  await ledger.add('targets', rows)
  for (const one of all) await addBeside(work, one, made.get(madeKey(one))!)
}

function upperOf({ plan, unitIds }: Work, upperUnitId: string): string {
  const above = plan.estate.units.find(({ id }) => id === upperUnitId)
  return (above && unitIds.get(plan.heirsOf.get(above.code)?.[0]?.successor ?? '')) ?? upperUnitId
}

/** A target above that passes on as well is followed to its one successor. */
function parentOf({ plan }: Work, { parentId }: Inherited, made: Map<string, string>): string | null {
  const parent = plan.estate.targets.find(({ id }) => id === parentId)
  if (!parent) return parentId
  const rows = plan.rows.filter(({ target, fate }) => target === parent.code && fate !== 'end')
  return rows.length === 1 ? made.get(madeKey(rows[0]!))! : null
}

/** Later plans, last year's figures, steps, helping units and extensions. */
async function addBeside(work: Work, one: Inherited, targetId: string) {
  const { plan, ledger, at, unitIds } = work
  const { decision } = plan.order
  const ids = new Set(
    one.parts.map(({ target }) => plan.estate.targets.find((row) => row.code === target)!.id),
  )
  await ledger.add(
    'plan_versions',
    one.laterPlans.map((later) => ({ targetId, ...later, decision, reason: decision })),
  )
  await ledger.add(
    'reference_values',
    one.references.map((reference) => ({ targetId, ...reference })),
  )
  const steps = plan.estate.steps.filter((step) => step.targetId === one.lead.id)
  await ledger.add(
    'milestones',
    steps.map((step) => ({ ...step, targetId })),
  )
  const own = unitIds.get(one.successor)
  const helping = plan.estate.coordinators.filter((row) => ids.has(row.targetId))
  const units = new Set(helping.flatMap(({ unitId }) => heirsOfUnit(work, unitId)).filter((id) => id !== own))
  await ledger.add(
    'coordinators',
    [...units].map((unitId) => ({ targetId, unitId })),
  )
  const granted = plan.estate.extensions.filter(
    (row) => row.targetId === one.due.id && row.decision === 'granted',
  )
  await ledger.add(
    'extensions',
    granted.map(({ tenant: _, ...row }) => ({ ...row, id: newId(at.now), targetId, version: 1 })),
  )
}

/** A unit itself, or those that follow it by this change. */
export function heirsOfUnit({ plan, unitIds }: Work, unitId: string): string[] {
  const unit = plan.estate.units.find(({ id }) => id === unitId)
  if (!unit) return [unitId]
  return (plan.heirsOf.get(unit.code) ?? []).map(({ successor }) => unitIds.get(successor)!)
}

async function stopTargets({ plan, ledger }: Work) {
  const { effectiveOn: stateOn, decision: stateDocument } = plan.order
  const byTarget = groupBy(plan.rows, ({ target }) => target)
  for (const { id, code } of plan.estate.targets) {
    const own = byTarget.get(code) ?? []
    const isOver = own.every(({ fate }) => fate === 'end')
    const reasons = [...new Set(own.map(({ reason }) => reason).filter(Boolean))].join('; ')
    await ledger.change(
      'targets',
      { id },
      { state: isOver ? 'cancelled' : 'transferred', stateOn, stateDocument, stateCause: reasons || null },
    )
  }
  for (const { id, decision } of plan.estate.extensions) {
    if (decision === null) await ledger.change('extensions', { id }, { decision: 'lapsed' })
  }
}

async function addSuccessions({ plan, ledger }: Work, made: Map<string, string>) {
  const idOf = new Map(plan.estate.targets.map(({ id, code }) => [code, id]))
  const byTarget = groupBy(plan.rows, ({ target }) => target)
  await ledger.add(
    'target_successions',
    [...byTarget.values()].flatMap((own) =>
      own.map((row, n) => ({
        eventId: plan.order.id,
        fromTargetId: idOf.get(row.target)!,
        number: n + 1,
        toTargetId: row.fate === 'end' ? null : made.get(madeKey(row))!,
        fate: row.fate,
        share: shareText(row.share),
        reason: row.reason,
      })),
    ),
  )
}

/** What was reached so far, as an accepted report of the decision's own: a week's report it is not. */
async function openBalance({ tx, actor, at, plan, ledger, unitIds }: Work, one: Inherited, targetId: string) {
  const stepsDone = one.parts.length === 1 ? (plan.estate.stepsDone.get(one.lead.id) ?? null) : null
  const isPartial = one.notes.includes('plan_partial')
  if (!one.actual && !one.isLost && !isPartial && stepsDone === null && one.assessment === null) return
  const content = contentOf(plan, one, stepsDone)
  const contentHash = createHash('sha256').update(contentText(content, [])).digest('hex')
  const id = newId(at.now)
  const { value, ...words } = content
  const amounts = { valueLow: value?.low ?? null, valueHigh: value?.high ?? null, hasValue: value !== null }
  const origin = {
    enteredBy: actor.userId,
    onBehalf: false,
    createdAt: at.now,
    receivedAt: at.now,
    typedValue: '',
  }
  await ledger.add('updates', [
    {
      ...{ ...words, ...amounts, ...origin, id, targetId, stepsDone, contentHash },
      unitId: unitIds.get(one.successor)!,
      campaignId: one.lead.campaignId,
      receipt: await freeReceipt(tx, actor.tenant),
      periodFrom: one.lead.valueKind === 'flow' ? one.startOn : null,
      revision: 1,
      state: 'accepted',
    },
  ])
  const review = { decision: 'accepted', comment: plan.order.decision, contentHash }
  const reviewed = { reviewerId: actor.userId, reviewedAt: at.now }
  await ledger.add('reviews', [{ id: newId(at.now), updateId: id, ...review, ...reviewed }])
}

function contentOf(plan: Work['plan'], one: Inherited, stepsDone: number[] | null): UpdateContent {
  const { decision, effectiveOn } = plan.order
  const { actual } = one
  const isRange = actual !== null && actual.value.low !== actual.value.high
  return {
    asOf: actual?.asOf ?? lastDay(plan, one) ?? effectiveOn,
    value: actual?.value ?? null,
    qualifier: actual?.qualifier ?? 'exact',
    rangeKind: isRange ? actual.rangeKind : null,
    nullReason: nullReasonOf(one),
    declared: 'in_progress',
    assessment: one.assessment,
    completedOn: null,
    ...(stepsDone && { stepsDone }),
    results: wordsOf(plan, one),
    ...{
      difficulties: '',
      cause: null,
      nextSteps: '',
      proposal: '',
      correctionReason: '',
      warningAnswer: '',
    },
    source: decision,
    capturedAt: null,
  }
}

/** Where the figures come from, and what no sum says of itself: that some of them had none. */
function wordsOf({ estate, order }: Work['plan'], { parts, notes }: Inherited): string {
  const codes = parts.map(({ target }) => target)
  const own = estate.passing.filter(({ code }) => codes.includes(code))
  const without = (name: 'plan' | 'actual') =>
    own
      .filter((one) => one[name] === null && (name === 'actual' || one.planLow === null))
      .map(({ code }) => code)
      .join(', ')
  return [
    `Số liệu chuyển tiếp từ ${codes.join(', ')} theo ${order.decision}.`,
    ...(notes.includes('plan_partial') ? [`Chưa có kế hoạch: ${without('plan')}.`] : []),
    ...(notes.includes('partial') ? [`Chưa có số liệu: ${without('actual')}.`] : []),
  ].join(' ')
}

function nullReasonOf({ actual, isLost }: Inherited) {
  if (actual) return null
  return isLost ? 'lost_in_merge' : 'not_applicable'
}

function lastDay({ estate }: Work['plan'], one: Inherited) {
  const codes = new Set(one.parts.map(({ target }) => target))
  return estate.passing
    .flatMap(({ code, actual }) => (codes.has(code) && actual ? [actual.asOf] : []))
    .sort()
    .at(-1)
}
