import { and, eq, like, ne } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Day } from '../../domain/day.ts'
import type { Letterhead } from '../../domain/letterhead.ts'
import { momentText } from '../../domain/snapshot/text.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { Week } from '../../domain/week.ts'
import { recordAs } from '../audit.ts'
import { type Db, isDuplicate, type Reader, type Writer } from '../client.ts'
import { weeklyFiles, weeklySummaries } from '../schema.ts'
import type { Asked } from '../summaries.ts'
import { queueSummary, type WriteSummary } from './deliver.ts'
import { keepFiles, type WeeklyFile } from './files.ts'
import { type Freezer, isStillSo, keepWeek, type Press, type Sealed, sealWeek } from './freeze.ts'
import { readSnapshot } from './hash.ts'
import { holdDeeds } from './size.ts'
import { findLastFrozen, findStanding, ofCampaign, type StoredWeek } from './stored.ts'

const subjectOf = ({ campaign }: Asked, week: Week) => `${campaign.code}/${week.code}`

const isRow = ({ tenant }: Asked, { id, version }: Pick<StoredWeek, 'id' | 'version'>) =>
  and(eq(weeklySummaries.tenant, tenant), eq(weeklySummaries.id, id), eq(weeklySummaries.version, version))

/** Section VII of a week that is frozen and not issued; null goes back to what the figures suggest. */
export async function saveNextWeek(
  db: Db,
  asked: Asked,
  week: Week,
  actor: Actor,
  { lines, version }: { lines: string[] | null; version: number },
): Promise<'saved' | 'changed' | undefined> {
  return await db.tx(async (tx) => {
    await holdDeeds(tx, asked.tenant)
    const standing = await findStanding(tx, asked, week)
    if (standing?.state !== 'frozen') return undefined
    if (JSON.stringify(standing.nextWeek) === JSON.stringify(lines)) return 'saved'
    const changed = await tx
      .update(weeklySummaries)
      .set({ nextWeek: lines, version: version + 1 })
      .where(isRow(asked, { id: standing.id, version }))
      .returning({ id: weeklySummaries.id })
    if (changed.length === 0) return 'changed'
    const detail = { before: standing.nextWeek, after: lines, issue: standing.issue }
    await recordAs(tx, actor, asked.now, {
      ...{ deed: 'week.next_week', subjectKind: 'week', subject: subjectOf(asked, week), detail },
    })
    return 'saved'
  })
}

/** What the clerk types when a paper goes out. */
export interface IssueOrder {
  number: string
  issuedOn: Day
  signature: { lines: string[]; name: string | null }
  letterhead: Letterhead
  /** Section VII as it stands when the paper goes out, also where it was only suggested. */
  nextWeek: string[]
  version: number
}

export interface IssuePress {
  files: (snapshot: Snapshot, letterhead: Letterhead) => Promise<WeeklyFile[]>
  letter: (snapshot: Snapshot) => WriteSummary
}

/**
 * Issues a frozen week under the number it was given: its papers are printed and kept with it, in one deed with the
 * letters. The same order again is answered as done. Undefined where there is nothing to issue.
 */
export async function issueWeek(
  db: Db,
  asked: Asked,
  week: Week,
  actor: Actor,
  order: IssueOrder,
  press: IssuePress,
): Promise<'issued' | 'changed' | 'number_taken' | undefined> {
  const standing = await findStanding(db.read, asked, week)
  if (!standing) return undefined
  if (isThisIssue(standing, order)) return 'issued'
  if (standing.state !== 'frozen' || standing.version !== order.version) return 'changed'

  const snapshot = issuedSnapshot(asked, standing, order)
  const files = await press.files(snapshot, order.letterhead)
  return await db.tx(async (tx) => {
    await holdDeeds(tx, asked.tenant)
    const now = await findStanding(tx, asked, week)
    if (now && isThisIssue(now, order)) return 'issued'
    if (await isNumberTaken(tx, asked, week, order.number)) return 'number_taken'
    const { number, issuedOn, signature, letterhead, nextWeek, version } = order
    const changed = await tx
      .update(weeklySummaries)
      .set({
        ...{ state: 'issued', number, issuedOn, signature, letterhead, nextWeek, version: version + 1 },
        ...{ issuedAt: asked.now, issuedBy: actor.userId },
      })
      .where(and(isRow(asked, { id: standing.id, version }), eq(weeklySummaries.state, 'frozen')))
      .returning({ id: weeklySummaries.id })
    if (changed.length === 0) return 'changed'
    await keepIssue(tx, asked, week, actor, { standing, order, files, letter: press.letter(snapshot) })
    return 'issued'
  })
}

const isThisIssue = (standing: StoredWeek, { number, issuedOn }: IssueOrder) =>
  standing.state === 'issued' && standing.number === number && standing.issuedOn === issuedOn

const issuedSnapshot = ({ now, zone }: Asked, { snapshot }: StoredWeek, order: IssueOrder): Snapshot => ({
  ...snapshot,
  number: order.number,
  issued_at: momentText(now, zone),
  issued_on: order.issuedOn,
  next_week: order.nextWeek,
  signature: order.signature,
})

interface KeptIssue {
  standing: StoredWeek
  order: IssueOrder
  files: WeeklyFile[]
  letter: WriteSummary
}

async function keepIssue(
  tx: Writer,
  asked: Asked,
  week: Week,
  actor: Actor,
  { standing, order, files, letter }: KeptIssue,
) {
  const { tenant, campaign, now } = asked
  const kept = await keepFiles(tx, tenant, standing.id, files)
  const letters = await queueSummary(tx, {
    ...{ tenant, campaign, summaryId: standing.id, moment: 'issued', now, letter },
  })
  const { number, issuedOn, signature, nextWeek } = order
  await recordAs(tx, actor, now, {
    ...{ deed: 'week.issue', subjectKind: 'week', subject: subjectOf(asked, week) },
    detail: {
      ...{ number, issued_on: issuedOn, signature, next_week: nextWeek, hash: standing.snapshot.hash },
      ...{ issue: standing.issue, files: kept, letters },
    },
  })
}

/** Numbers of papers begin anew each year. */
async function isNumberTaken(read: Reader, { tenant, campaign }: Asked, week: Week, number: string) {
  const [row] = await read
    .select({ week: weeklySummaries.week })
    .from(weeklySummaries)
    .where(
      and(
        ofCampaign(tenant, campaign.id),
        eq(weeklySummaries.state, 'issued'),
        eq(weeklySummaries.number, number),
        ne(weeklySummaries.week, week.code),
        like(weeklySummaries.week, `${week.year}-%`),
      ),
    )
    .limit(1)
  return row !== undefined
}

/**
 * Annuls the summary that stands, with a reason, and freezes the week once more; the old one stays readable with its
 * files. While no later week is frozen its figures are told again, as of the cut-off; afterwards they stay as they
 * were, since the next week runs from them.
 */
export async function reissueWeek(
  db: Db,
  asked: Asked,
  week: Week,
  actor: Actor,
  freezer: Freezer,
  { reason, version }: { reason: string; version: number },
  press: Press,
): Promise<'reissued' | 'changed' | undefined> {
  const standing = await findStanding(db.read, asked, week)
  if (!standing) return undefined
  if (standing.version !== version) return 'changed'
  const isLast = (await findLastFrozen(db.read, asked)) === week.code
  const told = isLast ? await sealWeek(db, asked, week, freezer, press) : undefined
  const sealed = told ?? (await resealed(db.read, asked, standing))
  return await db
    .tx(async (tx) => {
      await holdDeeds(tx, asked.tenant)
      if (told && !(await isStillSo(tx, asked, week, freezer, told))) return 'changed'
      if (((await findLastFrozen(tx, asked)) === week.code) !== isLast) return 'changed'
      if (!(await annul(tx, asked, week, actor, standing, reason))) return 'changed'
      // Annulling has taken the next version.
      const next = { issue: standing.issue + 1, version: standing.version + 2 }
      await keepWeek(tx, asked, week, { freezer, sealed, press, ...next })
      return 'reissued'
    })
    .catch((error) => {
      if (isDuplicate(error)) return 'changed' as const
      throw error
    })
}

async function annul(
  tx: Writer,
  asked: Asked,
  week: Week,
  actor: Actor,
  standing: StoredWeek,
  reason: string,
): Promise<boolean> {
  const rows = await tx
    .update(weeklySummaries)
    .set({
      ...{ state: 'annulled', annulledAt: asked.now, annulledBy: actor.userId, annulledReason: reason },
      version: standing.version + 1,
    })
    .where(and(isRow(asked, standing), ne(weeklySummaries.state, 'annulled')))
    .returning({ id: weeklySummaries.id })
  if (rows.length === 0) return false
  const { issue, number, snapshot } = standing
  const detail = { issue, number, hash: snapshot.hash, reason }
  await recordAs(tx, actor, asked.now, {
    ...{ deed: 'week.annul', subjectKind: 'week', subject: subjectOf(asked, week), detail },
  })
  return true
}

/** The figures as they were, with the files made of them at their freeze. */
async function resealed(read: Reader, { tenant }: Asked, { id }: StoredWeek): Promise<Sealed> {
  const [row] = await read
    .select()
    .from(weeklySummaries)
    .where(and(eq(weeklySummaries.tenant, tenant), eq(weeklySummaries.id, id)))
  const files = await read
    .select({ format: weeklyFiles.format, bytes: weeklyFiles.bytes })
    .from(weeklyFiles)
    .where(and(eq(weeklyFiles.tenant, tenant), eq(weeklyFiles.summaryId, id)))
  const { snapshot: text, hash } = row!
  const bytes = Buffer.from(text)
  const figures = files.filter(({ format }) => !/^(docx|pdf)/.test(format))
  return { bytes, hash, snapshot: readSnapshot(row!), files: figures }
}
