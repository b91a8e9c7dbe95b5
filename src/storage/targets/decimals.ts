import { and, eq, sql } from 'drizzle-orm'
import type { Reader, Writer } from '../client.ts'
import { planVersions, updates } from '../schema.ts'
import type { TargetRow } from '../targets.ts'

type Kept = Pick<TargetRow, 'tenant' | 'id' | 'decimals'>

const figuresOf = ({ tenant, id }: Kept) => ({
  reports: and(eq(updates.tenant, tenant), eq(updates.targetId, id)),
  plans: and(eq(planVersions.tenant, tenant), eq(planVersions.targetId, id)),
})

/** Whether everything that was reported and decided can be kept with so many decimals. */
export async function mayHaveDecimals(read: Reader, row: Kept, decimals: number): Promise<boolean> {
  const { reports, plans } = figuresOf(row)
  const rows = [
    ...(await read.select({ low: updates.valueLow, high: updates.valueHigh }).from(updates).where(reports)),
    ...(await read
      .select({ low: planVersions.plan, high: planVersions.plan })
      .from(planVersions)
      .where(plans)),
  ]
  const factor = 10 ** (decimals - row.decimals)
  return rows.every(({ low, high }) =>
    [low, high].every((amount) => amount === null || Number.isSafeInteger(amount * factor)),
  )
}

/** Puts what was reported and decided on a finer scale; nothing of it becomes another number. */
export async function refineFigures(tx: Writer, row: Kept, decimals: number): Promise<void> {
  if (!(await mayHaveDecimals(tx, row, decimals))) throw new Error(`figures of ${row.id} are too large`)
  const factor = 10 ** (decimals - row.decimals)
  const { reports, plans } = figuresOf(row)
  await tx
    .update(updates)
    .set({
      valueLow: sql`${updates.valueLow} * ${factor}`,
      valueHigh: sql`${updates.valueHigh} * ${factor}`,
    })
    .where(reports)
  await tx
    .update(planVersions)
    .set({ plan: sql`${planVersions.plan} * ${factor}` })
    .where(plans)
}
