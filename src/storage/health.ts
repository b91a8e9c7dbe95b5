import type { Instant } from '../domain/day.ts'
import type { Db } from './client.ts'
import { jobRuns } from './schema.ts'

/** Writes one row, always the same: a full disk or a lost server shows here before somebody loses work. */
export async function canWrite(db: Db, tenant: string, now: Instant): Promise<void> {
  const probe = { tenant, job: 'health', period: '-', owner: '-', leaseUntil: now }
  await db.tx(async (tx) => {
    await tx
      .insert(jobRuns)
      .values(probe)
      .onConflictDoUpdate({ target: [jobRuns.tenant, jobRuns.job, jobRuns.period], set: { leaseUntil: now } })
  })
}
