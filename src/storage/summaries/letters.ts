import { and, count, desc, eq, exists, gt, inArray, like, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Instant } from '../../domain/day.ts'
import { mailFailures } from '../../domain/mail-failure.ts'
import type { Moment, RecipientWish } from '../../domain/weekly-recipient.ts'
import { recordAs } from '../audit.ts'
import type { Campaign } from '../campaigns.ts'
import type { Db, Reader, Writer } from '../client.ts'
import { cutPage, readCursor } from '../cursors.ts'
import { LEASE_MS } from '../outbox.ts'
import { mails, weeklyRecipients, weeklySummaries } from '../schema.ts'
import { holdDeeds } from './size.ts'

/** A letter with a summary: to whom, and what became of it. */
export interface SummaryLetter {
  id: string
  address: string
  /** '2022-W36' */
  week: string
  moment: Moment
  number: string | null
  state: 'waiting' | 'sent' | 'failed'
  attempts: number
  createdAt: Instant
  sentAt: Instant | null
  dueAt: Instant
  failure: string | null
  /** Its summary stands, its reader is still on the list, and nobody is sending it just now. */
  mayResend: boolean
}

type Of = Pick<Campaign, 'id' | 'code'>

const PAGE = 20

const isOfSummary = and(eq(weeklySummaries.tenant, mails.tenant), eq(weeklySummaries.id, mails.summaryId))

const isOf = (tenant: string, campaign: Of) =>
  and(eq(mails.tenant, tenant), eq(weeklySummaries.campaignId, campaign.id))

/** The letters of a campaign's summaries, the latest first, a page at a time. */
export async function listLetters(
  read: Reader,
  tenant: string,
  campaign: Of,
  now: Instant,
  after: string | undefined,
): Promise<{ rows: SummaryLetter[]; next: string | null }> {
  const [id] = (readCursor(after, ['id']) as [string] | undefined) ?? []
  const found = await read
    .select({
      id: mails.id,
      once: mails.once,
      address: mails.address,
      week: weeklySummaries.week,
      number: weeklySummaries.number,
      summary: weeklySummaries.state,
      state: mails.state,
      attempts: mails.attempts,
      createdAt: mails.createdAt,
      sentAt: mails.sentAt,
      dueAt: mails.dueAt,
      failure: mails.failure,
    })
    .from(mails)
    .innerJoin(weeklySummaries, isOfSummary)
    .where(and(isOf(tenant, campaign), id === undefined ? undefined : lt(mails.id, id)))
    .orderBy(desc(mails.id))
    .limit(PAGE + 1)
  const { page, next } = cutPage(found, PAGE, (last) => [last.id])
  const listed = await placesOf(read, tenant, campaign, page)
  const rows = page.map(({ once, summary, ...row }): SummaryLetter => {
    const moment: Moment = once.split(':')[2] === 'issued' ? 'issued' : 'frozen'
    const mayResend = summary !== 'annulled' && rests(row, now) && listed.has(`${moment} ${row.address}`)
    return { ...row, moment, mayResend }
  })
  return { rows, next }
}

/** Those of these addresses that are on the list, each with its moment. */
async function placesOf(read: Reader, tenant: string, campaign: Of, letters: readonly { address: string }[]) {
  if (letters.length === 0) return new Set<string>()
  const addresses = [...new Set(letters.map(({ address }) => address))]
  const rows = await read
    .select({ address: weeklyRecipients.address, sends: weeklyRecipients.sends })
    .from(weeklyRecipients)
    .where(
      and(
        eq(weeklyRecipients.tenant, tenant),
        eq(weeklyRecipients.campaignId, campaign.id),
        inArray(weeklyRecipients.address, addresses),
      ),
    )
  return new Set(rows.map(({ address, sends }) => `${sends} ${address}`))
}

/** Given up, or waiting for longer than whoever is sending it could still have it. */
const rests = ({ state, dueAt }: { state: string; dueAt: Instant }, now: Instant) =>
  state === 'failed' || (state === 'waiting' && dueAt > now + LEASE_MS)

export async function countLetters(
  read: Reader,
  tenant: string,
  campaign: Of,
): Promise<Record<SummaryLetter['state'], number>> {
  const rows = await read
    .select({ state: mails.state, n: count() })
    .from(mails)
    .innerJoin(weeklySummaries, isOfSummary)
    .where(isOf(tenant, campaign))
    .groupBy(mails.state)
  const of = (state: SummaryLetter['state']) => rows.find((row) => row.state === state)?.n ?? 0
  return { waiting: of('waiting'), sent: of('sent'), failed: of('failed') }
}

/**
 * Lets a letter go out at once that was given up or rests for long. One that went, or that a process may be sending
 * just now, stays as it is: nobody has it twice.
 */
export async function resendLetter(
  db: Db,
  actor: Actor,
  campaign: Of,
  now: Instant,
  id: string,
): Promise<void> {
  const { tenant } = actor
  await db.tx(async (tx) => {
    await holdDeeds(tx, tenant)
    const resting = or(
      eq(mails.state, 'failed'),
      and(eq(mails.state, 'waiting'), gt(mails.dueAt, now + LEASE_MS)),
    )
    const [before] = await tx
      .select()
      .from(mails)
      .where(isLetter(tx, tenant, campaign, id))
    const [row] = await tx
      .update(mails)
      .set({ state: 'waiting', dueAt: now, attempts: 0, failure: null })
      .where(and(isLetter(tx, tenant, campaign, id), isListed(tx, tenant, campaign), resting))
      .returning()
    if (!before || !row) return
    const { address, once, attempts, failure } = before
    const detail = { mail: id, once, address, attempts, failure }
    await recordAs(tx, actor, now, {
      ...{ deed: 'mail.resent', subjectKind: 'campaign', subject: campaign.code },
      detail,
    })
  })
}

const isLetter = (read: Reader, tenant: string, campaign: Of, id: string): SQL | undefined =>
  and(
    eq(mails.tenant, tenant),
    eq(mails.id, id),
    inArray(mails.summaryId, standingOf(read, tenant, campaign)),
  )

/** The summaries of a campaign that stand: nothing more is sent of the others. */
const standingOf = (read: Reader, tenant: string, campaign: Of) =>
  read
    .select({ id: weeklySummaries.id })
    .from(weeklySummaries)
    .where(
      and(
        eq(weeklySummaries.tenant, tenant),
        eq(weeklySummaries.campaignId, campaign.id),
        ne(weeklySummaries.state, 'annulled'),
      ),
    )

const isListed = (read: Reader, tenant: string, campaign: Of) =>
  exists(
    read
      .select({ id: weeklyRecipients.id })
      .from(weeklyRecipients)
      .where(
        and(
          eq(weeklyRecipients.tenant, tenant),
          eq(weeklyRecipients.campaignId, campaign.id),
          eq(weeklyRecipients.address, mails.address),
          sql`${mails.once} like '%:' || ${weeklyRecipients.sends} || ':%'`,
        ),
      ),
  )

/** What still waits for a reader who is no longer to have it. */
export async function dropLetters(
  tx: Writer,
  tenant: string,
  campaign: Of,
  { address, sends }: RecipientWish,
): Promise<void> {
  await tx
    .update(mails)
    .set({ state: 'failed', failure: mailFailures.taken_off })
    .where(
      and(
        eq(mails.tenant, tenant),
        eq(mails.state, 'waiting'),
        eq(mails.address, address),
        like(mails.once, `weekly:%:${sends}:%`),
        inArray(mails.summaryId, standingOf(tx, tenant, campaign)),
      ),
    )
}
