import { setImmediate as letOthersWork } from 'node:timers/promises'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Instant } from '../../domain/day.ts'
import type { Reader } from '../client.ts'
import { auditEvents, campaigns, weeklyFiles, weeklySummaries } from '../schema.ts'
import { sha256 } from './hash.ts'
import { findFile } from './stored.ts'

export interface WeeksCheck {
  weeks: number
  files: number
  /** What does not fit, such as 'HH-2022/2022-W36 issue 1: pdf is not the file that was kept'. */
  faults: string[]
}

/** A frozen week without its contents, which are looked at one at a time. */
interface Link {
  id: string
  campaign: string
  week: string
  issue: number
  state: string
  frozenAt: Instant
  annulledAt: Instant | null
  hash: string
  previousHash: string | null
}

/**
 * Recomputes what every frozen week rests on: its hash from its own text, the week it is chained to, and each of its
 * files, which must be those that the chained record of changes names.
 */
export async function verifyWeeks(read: Reader, tenant: string): Promise<WeeksCheck> {
  const links = await listLinks(read, tenant)
  const check: WeeksCheck = { weeks: links.length, files: 0, faults: [] }
  for (const link of links) {
    const note = (fault: string) =>
      check.faults.push(`${link.campaign}/${link.week} issue ${link.issue}: ${fault}`)
    if (!(await isTrueToItself(read, tenant, link))) note('its contents do not have its hash')
    if (!isChained(link, links)) note('it is not chained to the week before it')
    check.files += await checkFiles(read, tenant, link, note)
    await letOthersWork()
  }
  return check
}

async function listLinks(read: Reader, tenant: string): Promise<Link[]> {
  return await read
    .select({
      id: weeklySummaries.id,
      campaign: campaigns.code,
      week: weeklySummaries.week,
      issue: weeklySummaries.issue,
      state: weeklySummaries.state,
      frozenAt: weeklySummaries.frozenAt,
      annulledAt: weeklySummaries.annulledAt,
      hash: weeklySummaries.hash,
      previousHash: weeklySummaries.previousHash,
    })
    .from(weeklySummaries)
    .innerJoin(
      campaigns,
      and(eq(campaigns.tenant, weeklySummaries.tenant), eq(campaigns.id, weeklySummaries.campaignId)),
    )
    .where(eq(weeklySummaries.tenant, tenant))
    .orderBy(asc(campaigns.code), asc(weeklySummaries.weekFrom), asc(weeklySummaries.issue))
}

async function isTrueToItself(read: Reader, tenant: string, link: Link): Promise<boolean> {
  const [row] = await read
    .select({ snapshot: weeklySummaries.snapshot })
    .from(weeklySummaries)
    .where(and(eq(weeklySummaries.tenant, tenant), eq(weeklySummaries.id, link.id)))
  if (!row || sha256(row.snapshot) !== link.hash) return false
  // In canonical JSON the key stands at its place once, before any text that a person wrote could hold it.
  const said = JSON.stringify({ previous_hash: link.previousHash }).slice(1, -1)
  return row.snapshot.includes(said)
}

/** To the last earlier week that stood when it was frozen; a re-issue that kept its figures keeps their chain too. */
function isChained(link: Link, links: readonly Link[]): boolean {
  const { campaign, week, issue, frozenAt, hash, previousHash } = link
  const stood = links.filter(
    (other) =>
      other.campaign === campaign &&
      other.week < week &&
      other.frozenAt <= frozenAt &&
      (other.annulledAt === null || other.annulledAt > frozenAt),
  )
  if ((stood.at(-1)?.hash ?? null) === previousHash) return true
  const kept = links.some(
    (other) =>
      other.campaign === campaign && other.week === week && other.issue < issue && other.hash === hash,
  )
  return kept && links.some((other) => other.hash === previousHash)
}

async function checkFiles(
  read: Reader,
  tenant: string,
  link: Link,
  note: (fault: string) => void,
): Promise<number> {
  const recorded = await listRecorded(read, tenant, link)
  if (!recorded.has('xlsx')) note('the record of changes does not know of its freeze')
  const formats = await read
    .select({ format: weeklyFiles.format })
    .from(weeklyFiles)
    .where(and(eq(weeklyFiles.tenant, tenant), eq(weeklyFiles.summaryId, link.id)))
  const stored = new Set(formats.map(({ format }) => format))
  for (const format of new Set([...stored, ...recorded.keys()])) {
    const hash = stored.has(format) ? await hashOfFile(read, tenant, link.id, format) : undefined
    if (hash === undefined) note(`${format} is missing`)
    else if (hash !== recorded.get(format)) note(`${format} is not the file that was kept`)
  }
  return stored.size
}

async function hashOfFile(read: Reader, tenant: string, summaryId: string, format: string) {
  const bytes = await findFile(read, tenant, summaryId, format)
  return bytes && sha256(bytes)
}

interface Recorded {
  hash?: string
  issue?: number
  files?: { format: string; hash: string }[]
}

/** The files that the freeze and the issue of a week were recorded with, by format. */
async function listRecorded(read: Reader, tenant: string, link: Link): Promise<Map<string, string>> {
  const events = await read
    .select({ detail: auditEvents.detail })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.tenant, tenant),
        eq(auditEvents.subjectKind, 'week'),
        eq(auditEvents.subject, `${link.campaign}/${link.week}`),
        inArray(auditEvents.deed, ['freeze', 'week.issue']),
      ),
    )
    .orderBy(asc(auditEvents.seq))
  const own = events
    .map(({ detail }) => detail as Recorded)
    .filter(({ hash, issue = 1 }) => hash === link.hash && issue === link.issue)
  return new Map(own.flatMap(({ files = [] }) => files.map(({ format, hash }) => [format, hash])))
}
