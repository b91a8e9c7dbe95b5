import { and, eq } from 'drizzle-orm'
import type { TargetRow } from '../../src/domain/import.ts'
import { loadKnownCodes } from '../../src/storage/import/codes.ts'
import { targets as targetsTable } from '../../src/storage/schema.ts'
import type { Storage } from './storage.ts'

/** What a test says about its target; amounts as they are written with a decimal point: '730.223'. */
export type TargetWish = Partial<Omit<TargetRow, AmountColumn>> &
  Partial<Record<AmountColumn, string>> & { unit?: UnitCode }
type AmountColumn = 'plan' | 'plan_low' | 'plan_high' | 'baseline'
type UnitCode = 'H' | 'H-A' | 'H-B'

export async function addTarget(
  house: Pick<Storage, 'db' | 'tenant' | 'add'>,
  wish: TargetWish,
): Promise<{ id: string; code: string }> {
  const { unit = 'H-A', plan, plan_low, plan_high, baseline, ...rest } = wish
  const { targets } = await loadKnownCodes(house.db.read, house.tenant)
  const number = targets.size + 1
  const code = rest.code ?? `CK-${unit}-${String(number).padStart(2, '0')}`
  const isNumber = (rest.kind ?? 'number') === 'number'
  const amounts = [plan ?? (isNumber ? '100' : undefined), plan_low, plan_high, baseline]
  const decimals = rest.decimals ?? Math.max(...amounts.map((text) => text?.split('.')[1]?.length ?? 0))
  const scaled = (text: string | undefined) =>
    text === undefined ? null : Math.round(Number(text) * 10 ** decimals)
  const row: TargetRow = {
    ...usual(number, isNumber),
    commitment: `CK-${unit}`,
    plan: scaled(amounts[0]),
    plan_low: scaled(plan_low),
    plan_high: scaled(plan_high),
    baseline: scaled(baseline),
    ...rest,
    code,
    decimals,
  }
  if (row.direction === 'within' && plan === undefined) row.plan = null
  await house.add({ targets: [row] })
  const [added] = await house.db.read
    .select({ id: targetsTable.id })
    .from(targetsTable)
    .where(and(eq(targetsTable.tenant, house.tenant), eq(targetsTable.code, code)))
  return { id: added!.id, code }
}

function usual(
  number: number,
  isNumber: boolean,
): Omit<TargetRow, 'code' | 'commitment' | 'decimals' | AmountColumn> {
  return {
    group: 1,
    sort_order: number,
    title: 'Thu ngân sách nhà nước trên địa bàn',
    product: 'Thu ngân sách đạt kế hoạch',
    origin: 'registered',
    kind: isNumber ? 'number' : 'milestone',
    measure: isNumber ? 'tỷ đồng' : null,
    value_kind: isNumber ? 'cumulative' : null,
    direction: isNumber ? 'up' : null,
    baseline_on: null,
    weight: null,
    start_on: '2022-01-01',
    due_on: '2022-12-31',
    curve: isNumber ? 'linear' : '',
    parent: null,
    contribution: null,
    evidence_required: false,
    headline: null,
    coordinating_units: [],
  }
}
