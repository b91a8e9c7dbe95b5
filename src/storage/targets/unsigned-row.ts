import { fold } from '../../domain/fold.ts'
import { plainPromise, type TargetPromise } from '../../domain/promise.ts'
import type { Commitment } from './write.ts'

/** The row of a target in a draft, as it is settled while nobody has signed: owed to nobody. `number` is its place there. */
export function unsignedRow(draft: Commitment, promise: TargetPromise, id: string, number: number) {
  const {
    group,
    order: _,
    dueOn,
    coordinators: __,
    references: ___,
    steps: ____,
    parent: _____,
    ...same
  } = plainPromise(promise)
  const code = `${draft.code}-${String(number).padStart(2, '0')}`
  const { tenant, id: commitmentId, campaignId, unitId, upperUnitId } = draft
  return {
    ...same,
    ...{ tenant, id, code, commitmentId, campaignId, unitId, upperUnitId, dueOn },
    groupNumber: group,
    sortOrder: number,
    dueOriginal: dueOn,
    planNow: same.plan,
    state: 'planned' as const,
    baseClass: 'unsigned' as const,
    folded: fold(`${code} ${same.title} ${same.product}`),
  }
}
