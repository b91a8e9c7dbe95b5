import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/day.ts'
import type { Language } from '../../domain/language.ts'
import type { Moment } from '../../domain/weekly-recipient.ts'
import type { Campaign } from '../campaigns.ts'
import type { Reader, Writer } from '../client.ts'
import { queueMail } from '../mails.ts'
import { campaigns, units, weeklyFiles, weeklySummaries } from '../schema.ts'
import { listOfMoment } from './recipients.ts'

/** To whom one letter of a summary goes, and what goes with it. */
export interface SummaryReader {
  language: Language
  /** Who reads there, such as 'Văn phòng Tỉnh ủy'. */
  name: string
  /** The post of who put the address on the list, and when. */
  by: string
  addedAt: Instant
  /** The files that go with it, and those that were too large to go; formats of `weekly_files`. */
  formats: string[]
  leftOut: string[]
}

/** Composes a letter; see views/letters/summary.ts. */
export type WriteSummary = (to: SummaryReader) => { subject: string; body: string }

export interface Delivery {
  tenant: string
  campaign: Pick<Campaign, 'id'>
  summaryId: string
  moment: Moment
  now: Instant
  letter: WriteSummary
}

/** What goes along: the figures at the freeze; at the issue the paper in the reader's language, with the figures. */
const along: Record<Moment, Record<Language, string[]>> = {
  frozen: { vi: ['xlsx'], en: ['xlsx'] },
  issued: { vi: ['pdf', 'docx', 'xlsx'], en: ['pdf-en', 'docx-en', 'xlsx'] },
}

/** Many a mailbox takes no more. */
const MOST_BYTES = 10 * 1024 * 1024

/**
 * One letter for each reader of this moment, in the transaction that freezes or issues and after its files were kept;
 * gives how many were written. Called again for the same summary it writes none twice.
 */
export async function queueSummary(tx: Writer, delivery: Delivery): Promise<number> {
  const { tenant, campaign, summaryId, moment, now, letter } = delivery
  const readers = await listOfMoment(tx, tenant, campaign.id, moment)
  if (readers.length === 0) return 0
  const sizes = await sizesOf(tx, tenant, summaryId, moment)
  let written = 0
  for (const { address, language, name, by, addedAt } of readers) {
    const { formats, leftOut } = fitting(along[moment][language], sizes)
    const mail = {
      once: `weekly:${summaryId}:${moment}:${address}`,
      userId: null,
      address,
      ...letter({ language, name, by, addedAt, formats, leftOut }),
      files: { summaryId, formats },
    }
    if (await queueMail(tx, tenant, mail, now)) written += 1
  }
  return written
}

/** Leaves out the largest until the rest may be sent together. */
function fitting(wanted: readonly string[], sizes: ReadonlyMap<string, number>) {
  const formats = wanted.filter((format) => sizes.has(format))
  const leftOut: string[] = []
  const sizeOf = (format: string) => sizes.get(format) ?? 0
  while (formats.reduce((sum, format) => sum + sizeOf(format), 0) > MOST_BYTES) {
    const largest = formats.reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a))
    leftOut.push(...formats.splice(formats.indexOf(largest), 1))
  }
  return { formats, leftOut }
}

async function sizesOf(read: Reader, tenant: string, summaryId: string, moment: Moment) {
  const wanted = [...new Set(Object.values(along[moment]).flat())]
  const rows = await read
    .select({ format: weeklyFiles.format, size: sql<number>`length(${weeklyFiles.bytes})` })
    .from(weeklyFiles)
    .where(
      and(
        eq(weeklyFiles.tenant, tenant),
        eq(weeklyFiles.summaryId, summaryId),
        inArray(weeklyFiles.format, wanted),
      ),
    )
  return new Map(rows.map(({ format, size }) => [format, Number(size)]))
}

/** What goes with a letter, and of whose week it is, by which its files are named. */
export interface Enclosed {
  week: string
  /** The code of the unit that owns the campaign. */
  owner: string
  files: { format: string; bytes: Uint8Array }[]
}

/** The stored files of a letter, in the order of its formats; undefined where one of them is not there. */
export async function loadEnclosed(
  read: Reader,
  tenant: string,
  { summaryId, formats }: { summaryId: string; formats: readonly string[] },
): Promise<Enclosed | undefined> {
  const [about] = await read
    .select({ week: weeklySummaries.week, owner: units.code })
    .from(weeklySummaries)
    .innerJoin(
      campaigns,
      and(eq(campaigns.tenant, weeklySummaries.tenant), eq(campaigns.id, weeklySummaries.campaignId)),
    )
    .innerJoin(units, and(eq(units.tenant, campaigns.tenant), eq(units.id, campaigns.ownerUnitId)))
    .where(and(eq(weeklySummaries.tenant, tenant), eq(weeklySummaries.id, summaryId)))
  if (!about) return undefined
  if (formats.length === 0) return { ...about, files: [] }
  const rows = await read
    .select({ format: weeklyFiles.format, bytes: weeklyFiles.bytes })
    .from(weeklyFiles)
    .where(
      and(
        eq(weeklyFiles.tenant, tenant),
        eq(weeklyFiles.summaryId, summaryId),
        inArray(weeklyFiles.format, [...formats]),
      ),
    )
  const files = formats.flatMap((format) => rows.find((row) => row.format === format) ?? [])
  return files.length === formats.length ? { ...about, files } : undefined
}
