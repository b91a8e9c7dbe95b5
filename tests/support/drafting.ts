import { and, eq } from 'drizzle-orm'
import type { CommitmentState } from '../../src/domain/commitment.ts'
import type { Day } from '../../src/domain/day.ts'
import { commitmentSteps, commitments, targets } from '../../src/storage/schema.ts'
import type { Storage } from './storage.ts'

/** Another commitment of a unit of the small world, which nobody has signed yet: drawn up by the office, or begun by the unit. */
export async function addDraft(
  house: Pick<Storage, 'db' | 'tenant'>,
  {
    code = 'CK-MOI',
    like = 'CK-H-A',
    by = 'office' as 'office' | 'unit',
    state = 'draft' as CommitmentState,
    effectiveTo = undefined as Day | undefined,
  } = {},
) {
  const [row] = await house.db.read
    .select()
    .from(commitments)
    .where(and(eq(commitments.tenant, house.tenant), eq(commitments.code, like)))
  const id = crypto.randomUUID()
  const draft = {
    ...row!,
    id,
    code,
    state,
    number: null,
    signedOn: null,
    ...(effectiveTo && { effectiveTo }),
  }
  await house.db.tx(async (tx) => {
    await tx.insert(commitments).values(draft)
    if (by === 'unit') await tx.insert(commitmentSteps).values(begun(house.tenant, id))
  })
  return { id, code, path: `/commitments/${code}` }
}

const begun = (tenant: string, commitmentId: string) => ({
  tenant,
  commitmentId,
  number: 1,
  fromState: 'draft' as const,
  toState: 'draft' as const,
  at: 0,
  userId: null,
  post: 'Chủ tịch UBND xã',
  note: '',
})

export async function setState(house: Pick<Storage, 'db' | 'tenant'>, id: string, state: CommitmentState) {
  await house.db.tx(
    async (tx) =>
      void (await tx
        .update(commitments)
        .set({ state })
        .where(and(eq(commitments.tenant, house.tenant), eq(commitments.id, id)))),
  )
}

export async function storedTarget(house: Pick<Storage, 'db' | 'tenant'>, code: string) {
  const [row] = await house.db.read
    .select()
    .from(targets)
    .where(and(eq(targets.tenant, house.tenant), eq(targets.code, code)))
  return row
}

/** A number as most promises are, typed in Vietnamese. */
export const promised = {
  group: '1',
  title: 'Thu ngân sách nhà nước trên địa bàn',
  kind: 'number',
  measure: 'tỷ đồng',
  decimals: '1',
  value_kind: 'cumulative',
  direction: 'up',
  plan: '1.250,5',
  start_on: '1/1/2022',
  due_on: '31/12/2022',
  curve: 'linear',
}
