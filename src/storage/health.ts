import { statfs } from 'node:fs/promises'
import type { Instant } from '../domain/day.ts'
import type { Db } from './client.ts'
import { jobRuns } from './schema.ts'

/** Room for a few reports with their evidence; below it a full disk is near, and one row may still find its place. */
const LEAST_ROOM = 1024 * 1024

/** Writes one row, always the same, and looks at the room left: trouble shows here before somebody loses work. */
export async function canWrite(db: Db, dataDir: string, tenant: string, now: Instant): Promise<void> {
  const probe = { tenant, job: 'health', period: '-', owner: '-', leaseUntil: now }
  await db.tx(async (tx) => {
    await tx
      .insert(jobRuns)
      .values(probe)
      .onConflictDoUpdate({ target: [jobRuns.tenant, jobRuns.job, jobRuns.period], set: { leaseUntil: now } })
  })
  const { bavail, bsize } = await statfs(dataDir)
  if (bavail * bsize < LEAST_ROOM) throw new Error(`${bavail * bsize} bytes are left on the disk of the data`)
}
