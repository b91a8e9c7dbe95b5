import { and, asc, count, eq, gt, or, type SQL } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Instant } from '../../domain/day.ts'
import { MOST_RECIPIENTS, type Moment, type RecipientWish } from '../../domain/weekly-recipient.ts'
import { recordAs } from '../audit.ts'
import type { Campaign } from '../campaigns.ts'
import type { Db, Reader, Writer } from '../client.ts'
import { cutPage, readCursor } from '../cursors.ts'
import { signersOf } from '../found-updates.ts'
import { newId } from '../ids.ts'
import { weeklyRecipients } from '../schema.ts'
import { dropLetters } from './letters.ts'
import { holdDeeds } from './size.ts'

export interface WeeklyRecipient extends RecipientWish {
  id: string
  /** The post of who put the address on the list. */
  by: string
  addedAt: Instant
}

const PAGE = 25

type Of = Pick<Campaign, 'id' | 'code'>

/** By address, a page at a time. */
export async function listRecipientsPage(
  read: Reader,
  tenant: string,
  campaign: Of,
  after: string | undefined,
): Promise<{ rows: WeeklyRecipient[]; next: string | null }> {
  const found = await select(read, tenant, campaign.id, isAfter(after), PAGE + 1)
  const { page, next } = cutPage(found, PAGE, ({ address, id }) => [address, id])
  return { rows: await withAdders(read, tenant, page), next }
}

function isAfter(cursor: string | undefined): SQL | undefined {
  const [address, id] = (readCursor(cursor, ['text', 'id']) as [string, string] | undefined) ?? []
  if (address === undefined || id === undefined) return undefined
  const { address: column } = weeklyRecipients
  return or(gt(column, address), and(eq(column, address), gt(weeklyRecipients.id, id)))
}

/** Everybody who has a letter at this moment, in the transaction that writes them. */
export async function listOfMoment(
  read: Reader,
  tenant: string,
  campaignId: string,
  moment: Moment,
): Promise<WeeklyRecipient[]> {
  const isOfMoment = eq(weeklyRecipients.sends, moment)
  return await withAdders(read, tenant, await select(read, tenant, campaignId, isOfMoment, MOST_RECIPIENTS))
}

async function select(
  read: Reader,
  tenant: string,
  campaignId: string,
  which: SQL | undefined,
  limit: number,
) {
  return await read
    .select()
    .from(weeklyRecipients)
    .where(and(eq(weeklyRecipients.tenant, tenant), eq(weeklyRecipients.campaignId, campaignId), which))
    .orderBy(asc(weeklyRecipients.address), asc(weeklyRecipients.id))
    .limit(limit)
}

async function withAdders(
  read: Reader,
  tenant: string,
  rows: (typeof weeklyRecipients.$inferSelect)[],
): Promise<WeeklyRecipient[]> {
  const people = await signersOf(
    read,
    tenant,
    rows.map(({ addedBy }) => addedBy),
  )
  return rows.map(({ id, address, name, language, sends, addedBy, addedAt }) => {
    return { id, address, name, language, sends, addedAt, by: people(addedBy)?.title ?? '' }
  })
}

/** Why somebody was not put on the list. */
export type Refusal = 'there_already' | 'too_many'

/** Puts somebody on the list; sent a second time with the same words, it is there and stays as it is. */
export async function addRecipient(
  db: Db,
  actor: Actor,
  campaign: Of,
  now: Instant,
  wish: RecipientWish,
): Promise<'added' | Refusal> {
  const { tenant, userId } = actor
  return await db.tx(async (tx) => {
    await holdDeeds(tx, tenant)
    const there = await findSame(tx, tenant, campaign, wish)
    if (there) return isSame(there, wish) ? 'added' : 'there_already'
    if ((await countRecipients(tx, tenant, campaign)) >= MOST_RECIPIENTS) return 'too_many'
    const row = { tenant, id: newId(now), campaignId: campaign.id, ...wish, addedBy: userId, addedAt: now }
    await tx.insert(weeklyRecipients).values(row)
    await note(tx, actor, now, campaign, 'recipient.added', { ...wish })
    return 'added' as const
  })
}

/**
 * Writes other words over an entry; what still waits for its old address goes nowhere. Undefined where it is not on
 * this list any more.
 */
export async function changeRecipient(
  db: Db,
  actor: Actor,
  campaign: Of,
  now: Instant,
  { id, ...wish }: RecipientWish & { id: string },
): Promise<'changed' | 'there_already' | undefined> {
  const { tenant } = actor
  return await db.tx(async (tx) => {
    // No letter is being written meanwhile.
    await holdDeeds(tx, tenant)
    const before = await findOne(tx, tenant, campaign, id)
    if (!before) return undefined
    const there = await findSame(tx, tenant, campaign, wish)
    if (there && there.id !== id) return 'there_already'
    if (isSame(before, wish) && !isMoved(before, wish)) return 'changed'
    await tx
      .update(weeklyRecipients)
      .set(wish)
      .where(isOne(tenant, campaign, id))
    if (isMoved(before, wish)) await dropLetters(tx, tenant, campaign, before)
    const { address, name, language, sends } = before
    await note(tx, actor, now, campaign, 'recipient.changed', {
      from: { address, name, language, sends },
      to: { ...wish },
    })
    return 'changed' as const
  })
}

/** Takes somebody off the list, with the letters that still wait for them; who is off it already stays off. */
export async function removeRecipient(
  db: Db,
  actor: Actor,
  campaign: Of,
  now: Instant,
  id: string,
): Promise<void> {
  const { tenant } = actor
  await db.tx(async (tx) => {
    await holdDeeds(tx, tenant)
    const [row] = await tx
      .delete(weeklyRecipients)
      .where(isOne(tenant, campaign, id))
      .returning()
    if (!row) return
    const { address, name, sends } = row
    await dropLetters(tx, tenant, campaign, row)
    await note(tx, actor, now, campaign, 'recipient.removed', { address, name, sends })
  })
}

export async function findRecipient(
  read: Reader,
  tenant: string,
  campaign: Of,
  id: string,
): Promise<(RecipientWish & { id: string }) | undefined> {
  return await findOne(read, tenant, campaign, id)
}

async function countRecipients(read: Reader, tenant: string, campaign: Of): Promise<number> {
  const [row] = await read
    .select({ n: count() })
    .from(weeklyRecipients)
    .where(and(eq(weeklyRecipients.tenant, tenant), eq(weeklyRecipients.campaignId, campaign.id)))
  return row?.n ?? 0
}

async function findOne(read: Reader, tenant: string, campaign: Of, id: string) {
  const [row] = await read
    .select()
    .from(weeklyRecipients)
    .where(isOne(tenant, campaign, id))
  return row
}

/** An address has one letter of each moment. */
async function findSame(read: Reader, tenant: string, campaign: Of, { address, sends }: RecipientWish) {
  const [row] = await read
    .select()
    .from(weeklyRecipients)
    .where(
      and(
        eq(weeklyRecipients.tenant, tenant),
        eq(weeklyRecipients.campaignId, campaign.id),
        eq(weeklyRecipients.address, address),
        eq(weeklyRecipients.sends, sends),
      ),
    )
  return row
}

const isOne = (tenant: string, campaign: Of, id: string) =>
  and(
    eq(weeklyRecipients.tenant, tenant),
    eq(weeklyRecipients.campaignId, campaign.id),
    eq(weeklyRecipients.id, id),
  )

const isSame = (row: RecipientWish, wish: RecipientWish) =>
  row.name === wish.name && row.language === wish.language

const isMoved = (row: RecipientWish, wish: RecipientWish) =>
  row.address !== wish.address || row.sends !== wish.sends

async function note(
  tx: Writer,
  actor: Actor,
  now: Instant,
  { code }: Of,
  deed: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await recordAs(tx, actor, now, { deed, subjectKind: 'campaign', subject: code, detail })
}
