import { and, eq, gt, lte, notInArray, or } from 'drizzle-orm'
import type { Instant } from '../../domain/day.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { Week } from '../../domain/week.ts'
import { record } from '../audit.ts'
import { type Db, isDuplicate, type Writer } from '../client.ts'
import { utf8Text } from '../columns.ts'
import { newId } from '../ids.ts'
import { auditEvents, weeklySummaries } from '../schema.ts'
import { type Asked, isTold, listUnfrozenBefore, tellWeek } from '../summaries.ts'
import { queueSummary, type WriteSummary } from './deliver.ts'
import { keepFiles, type WeeklyFile } from './files.ts'
import { type SealedSnapshot, sealSnapshot } from './hash.ts'
import { holdDeeds, lastDeed } from './size.ts'
import { findLastFrozen, findStanding, lastHashBefore, lastMoment } from './stored.ts'

/** Who freezes: a person with the post they do it by, or the calendar. */
export interface Freezer {
  actorId: string | null
  actor: string
  post: string | null
}

/** What makes the files and the letters of a week: storage knows neither papers nor printers. */
export interface Press {
  files: (snapshot: Snapshot) => Promise<WeeklyFile[]>
  letter: (snapshot: Snapshot) => WriteSummary
  /** Hears how many units of all have been told. */
  progress?: (done: number, of: number) => void
}

const MOST_TRIES = 8

/**
 * Freezes a week once, however often it is asked: the snapshot, its files, the letters and the audit event are one
 * deed. The files take longer than a transaction may, so they are made first; if the figures changed meanwhile, they
 * are made again. Weeks between the last frozen one and this one are frozen first, as of their own cut-offs, since
 * afterwards they could not be. Undefined where there is nothing to freeze: a week to come, or one before a week
 * already frozen.
 */
export async function freezeWeek(
  db: Db,
  asked: Asked,
  week: Week,
  freezer: Freezer,
  press: Press,
): Promise<Snapshot | undefined> {
  for (const earlier of await listUnfrozenBefore(db.read, asked, week)) {
    await freezeOne(db, asked, earlier, freezer, press)
  }
  return await freezeOne(db, asked, week, freezer, press)
}

async function freezeOne(
  db: Db,
  from: Asked,
  week: Week,
  freezer: Freezer,
  press: Press,
): Promise<Snapshot | undefined> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const standing = await findStanding(db.read, from, week)
    if (standing) return standing.snapshot
    // Of a chain, no link is older than the one it hangs on, however long somebody has waited to add it.
    const asked = { ...from, now: Math.max(from.now, await lastMoment(db.read, from)) }
    if (!(await mayBeFrozen(db, asked, week))) return undefined

    const sealed = await sealWeek(db, asked, week, freezer, press)
    const kept = await db
      .tx(async (tx) => {
        if (!(await isStillSo(tx, asked, week, freezer, sealed))) return undefined
        if (!(await mayBeFrozen({ read: tx }, asked, week))) return undefined
        return await keepWeek(tx, asked, week, { freezer, sealed, press, issue: 1, version: 1 })
      })
      .catch((error) => {
        if (isDuplicate(error)) return undefined
        throw error
      })
    if (kept) return kept
  }
  throw new Error(`the figures of ${week.code} changed faster than its files could be made`)
}

/** Whether the week has begun and none after it is frozen, since the chain of hashes only grows forward. */
export async function mayBeFrozen({ read }: Pick<Db, 'read'>, asked: Asked, week: Week): Promise<boolean> {
  const last = await findLastFrozen(read, asked)
  return isTold(asked, week) && (last === undefined || last < week.code)
}

/** A week ready to be kept: what is hashed, its hash, the week made whole of it, and its files. */
export interface Sealed extends SealedSnapshot {
  files: WeeklyFile[]
}

/** One that was told from the facts, up to a deed: whether it still is what would be told has to be asked. */
interface Told extends Sealed {
  head: number
}

export async function sealWeek(
  db: Db,
  asked: Asked,
  week: Week,
  freezer: Freezer,
  press: Press,
): Promise<Told> {
  const head = await lastDeed(db.read, asked.tenant)
  const told = await tellWeek(db.read, asked, week, frozenBy(asked, freezer), press.progress)
  const sealed = sealSnapshot(told)
  return { ...sealed, files: await press.files(sealed.snapshot), head }
}

const frozenBy = ({ now }: Asked, { post }: Freezer) => ({ at: now, by: post })

/** Deeds that count from their own moment alone: a week told until before it does not know of them. */
const countFromThen = [
  ...['login', 'update.draft', 'update.submitted', 'update.accepted', 'update.returned'],
  ...['reminder.sent', 'reminder.answered', 'ladder.climbed', 'job.retried', 'mail.resent'],
]

/**
 * Holds every other deed back, and tells whether what was sealed is what would be sealed now. Reports go on coming at
 * a cut-off; what they change is not of this week, so nothing is told again for their sake.
 */
export async function isStillSo(
  tx: Writer,
  asked: Asked,
  week: Week,
  freezer: Freezer,
  { hash, head, snapshot }: Told,
): Promise<boolean> {
  if ((await holdDeeds(tx, asked.tenant)) === head) return true
  if ((await lastHashBefore(tx, asked, week)) !== snapshot.previous_hash) return false
  if (await onlyCountLater(tx, asked.tenant, head, Date.parse(snapshot.until))) return true
  return sealSnapshot(await tellWeek(tx, asked, week, frozenBy(asked, freezer))).hash === hash
}

async function onlyCountLater(tx: Writer, tenant: string, head: number, until: Instant): Promise<boolean> {
  const [other] = await tx
    .select({ seq: auditEvents.seq })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.tenant, tenant),
        gt(auditEvents.seq, head),
        or(lte(auditEvents.at, until), notInArray(auditEvents.deed, countFromThen)),
      ),
    )
    .limit(1)
  return other === undefined
}

interface Keeping {
  freezer: Freezer
  sealed: Sealed
  press: Pick<Press, 'letter'>
  issue: number
  /** Higher than that of any issue before it, so that a form about one of those fits none. */
  version: number
}

export async function keepWeek(
  tx: Writer,
  { tenant, campaign, now }: Asked,
  week: Week,
  { freezer, sealed, press, issue, version }: Keeping,
): Promise<Snapshot> {
  const { bytes, hash, snapshot } = sealed
  const { previous_hash: previousHash } = snapshot
  const { actorId, actor } = freezer
  const id = newId(now)
  await tx.insert(weeklySummaries).values({
    ...{ tenant, id, campaignId: campaign.id, week: week.code, weekFrom: week.from, issue, version },
    ...{ state: 'frozen', frozenAt: now, frozenBy: actorId, hash, previousHash, snapshot: utf8Text(bytes) },
  })
  const files = await keepFiles(tx, tenant, id, sealed.files)
  const letter = press.letter(snapshot)
  const letters = await queueSummary(tx, { tenant, campaign, summaryId: id, moment: 'frozen', now, letter })
  await record(tx, {
    ...{ tenant, at: now, actorId, actor, deed: 'freeze' },
    ...{ subjectKind: 'week', subject: `${campaign.code}/${week.code}` },
    detail: {
      hash,
      previous_hash: previousHash,
      files,
      ...(issue > 1 && { issue }),
      ...(letters && { letters }),
    },
  })
  return snapshot
}
