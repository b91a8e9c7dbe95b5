import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import type { Instant } from '../domain/day.ts'
import { recordAs } from './audit.ts'
import type { Db, Reader } from './client.ts'
import { cutPage, readCursor } from './cursors.ts'
import { jobRuns } from './schema.ts'

/** A run of a job for a period: 'freeze:HH-2022' for '2022-W36'. */
export interface RunKey {
  tenant: string
  job: string
  period: string
}

export interface JobRun {
  job: string
  period: string
  /** When its last attempt began. */
  startedAt: Instant
  doneAt: Instant | null
  attempts: number
  failure: string | null
  /** Until when it is one process's own; of a run that failed, when it is tried again. */
  leaseUntil: Instant
}

const MOST_WORDS = 300

const PAGE = 20

const isRun = ({ tenant, job, period }: RunKey) =>
  and(eq(jobRuns.tenant, tenant), eq(jobRuns.job, job), eq(jobRuns.period, period))

/**
 * True for the one process that may do it now: it is the first to ask, or the run is not done and the time of whoever
 * had it is over, by death or by a failure that has rested. Of several that ask at once the database lets one have it.
 */
export async function takeRun(
  db: Db,
  { owner, now, leaseMs, ...key }: RunKey & { owner: string; now: Instant; leaseMs: number },
): Promise<boolean> {
  const lease = { owner, leaseUntil: now + leaseMs, startedAt: now }
  return await db.tx(async (tx) => {
    const begun = await tx
      .insert(jobRuns)
      .values({ ...key, ...lease })
      .onConflictDoNothing()
      .returning({ job: jobRuns.job })
    if (begun.length > 0) return true
    const taken = await tx
      .update(jobRuns)
      .set({ ...lease, attempts: sql`${jobRuns.attempts} + 1`, failure: null })
      .where(and(isRun(key), isNull(jobRuns.doneAt), lte(jobRuns.leaseUntil, now)))
      .returning({ job: jobRuns.job })
    return taken.length > 0
  })
}

/** Whose run it is: one that was taken over meanwhile is no longer its former owner's to end. */
type OwnRun = RunKey & { owner: string }

const isOwn = (run: OwnRun) => and(isRun(run), eq(jobRuns.owner, run.owner), isNull(jobRuns.doneAt))

export async function endRun(db: Db, run: OwnRun, { at }: { at: Instant }): Promise<void> {
  await db.tx((tx) => tx.update(jobRuns).set({ doneAt: at, leaseUntil: at, failure: null }).where(isOwn(run)))
}

/** Notes why an attempt ended, and from when on the next one may begin. */
export async function failRun(
  db: Db,
  run: OwnRun,
  { failure, again }: { failure: string; again: Instant },
): Promise<void> {
  const words = failure.replace(/\s+/g, ' ').trim().slice(0, MOST_WORDS).toWellFormed()
  await db.tx((tx) => tx.update(jobRuns).set({ failure: words, leaseUntil: again }).where(isOwn(run)))
}

/** How often a run was begun, by which its rest after a failure is counted. */
export async function attemptsOf(read: Reader, key: RunKey): Promise<number> {
  const [row] = await read.select({ n: jobRuns.attempts }).from(jobRuns).where(isRun(key))
  return row?.n ?? 0
}

/** A run that is one transaction, such as the ladder's, has its end alone. */
const startOf = sql<number>`coalesce(${jobRuns.startedAt}, ${jobRuns.doneAt}, ${jobRuns.leaseUntil})`

/** The runs of these jobs, the latest first, a page at a time. */
export async function listRuns(
  read: Reader,
  tenant: string,
  jobs: readonly string[],
  after: string | undefined,
): Promise<{ rows: JobRun[]; next: string | null }> {
  const found = await read
    .select({
      job: jobRuns.job,
      period: jobRuns.period,
      startedAt: startOf,
      doneAt: jobRuns.doneAt,
      attempts: jobRuns.attempts,
      failure: jobRuns.failure,
      leaseUntil: jobRuns.leaseUntil,
    })
    .from(jobRuns)
    .where(and(eq(jobRuns.tenant, tenant), inArray(jobRuns.job, [...jobs]), isAfter(after)))
    .orderBy(desc(startOf), desc(jobRuns.job), desc(jobRuns.period))
    .limit(PAGE + 1)
  const rows = found.map((row): JobRun => ({ ...row, startedAt: Number(row.startedAt) }))
  const { page, next } = cutPage(rows, PAGE, (last) => [last.startedAt, last.job, last.period])
  return { rows: page, next }
}

function isAfter(cursor: string | undefined): SQL | undefined {
  const place = readCursor(cursor, ['instant', 'text', 'text']) as [number, string, string] | undefined
  if (!place) return undefined
  const [at, job, period] = place
  return or(
    lt(startOf, at),
    and(eq(startOf, at), or(lt(jobRuns.job, job), and(eq(jobRuns.job, job), lt(jobRuns.period, period)))),
  )
}

/** Lets a run that failed begin at once, instead of after its rest. One that is running or done stays as it is. */
export async function retryRun(
  db: Db,
  actor: Actor,
  { job, period, now }: { job: string; period: string; now: Instant },
): Promise<void> {
  const key = { tenant: actor.tenant, job, period }
  await db.tx(async (tx) => {
    const rests = and(
      isRun(key),
      isNull(jobRuns.doneAt),
      isNotNull(jobRuns.failure),
      gt(jobRuns.leaseUntil, now),
    )
    const [row] = await tx.update(jobRuns).set({ leaseUntil: now }).where(rests).returning()
    if (!row) return
    const detail = { attempts: row.attempts, failure: row.failure }
    const subject = `${job}/${period}`
    await recordAs(tx, actor, now, { deed: 'job.retried', subjectKind: 'job', subject, detail })
  })
}
