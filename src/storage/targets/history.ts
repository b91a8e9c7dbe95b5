import { type Actor, mayReadInside } from '../../domain/access.ts'
import { type Day, type Instant, instantOf } from '../../domain/day.ts'
import { annexOf } from '../../domain/extension.ts'
import {
  type ExtensionDecision,
  type ProposalStatus,
  type ReminderChannel,
  reminderChannels,
} from '../../domain/follow-up.ts'
import { groupBy } from '../../domain/grouping.ts'
import type { Sign } from '../../domain/proposal.ts'
import type { Amount } from '../../domain/target.ts'
import { prepared, type Reader, type RowOf } from '../client.ts'
import { signersOf, type UpdateRow } from '../found-updates.ts'
import { ownerIds } from '../proposals/list.ts'
import type { FoundTarget } from '../targets.ts'
import { type AnnexEvent, listAnnexed } from './history-annexes.ts'
import {
  PAGE,
  selectExtensions,
  selectFiles,
  selectPlans,
  selectProposals,
  selectReminders,
  selectReviews,
  selectUpdates,
} from './history-queries.ts'

/** One thing that happened to a target; `id` tells events of one instant apart. */
export type Event = { id: string; at: Instant } & (
  | ({ kind: 'update' } & UpdateEvent)
  | { kind: 'plan'; from: Day; plan: Amount; decision: string; reason: string }
  | ({ kind: 'extension' } & ExtensionEvent)
  | ({ kind: 'annex' } & AnnexEvent)
  | ({ kind: 'proposal' } & ProposalEvent)
  | ({ kind: 'reminder' } & ReminderEvent)
)

export interface UpdateEvent {
  row: UpdateRow
  /** People by post; null where the reader may see the figure only. */
  inside: {
    enteredBy: string
    endorsedBy: string | null
    review: {
      decision: 'accepted' | 'returned'
      comment: string
      dueOn: Day | null
      by: string
      at: Instant
    } | null
    files: { position: number; name: string; size: number }[]
  } | null
}

export interface ExtensionEvent {
  proposedDueOn: Day
  reason: string
  by: string
  decision: ExtensionDecision | null
  decidedBy: string | null
  decidedAt: Instant | null
  newDueOn: Day | null
  /** The number of the annex that moved the deadline, where no request did. */
  annex: string | undefined
}

export interface ProposalEvent {
  code: string
  title: string
  addressedTo: string
  raisedOn: Day
  /** The owner of a campaign asks. */
  isOwner: boolean
  lastSign: Sign | null
  status: ProposalStatus
  /** Nobody has answered it yet. */
  isWaiting: boolean
  answeredOn: Day | null
  answer: string | null
}

/** One reminder, by however many channels it went out. */
export interface ReminderEvent {
  by: string
  channels: ReminderChannel[]
  body: string
  /** The round it was part of; null for what came from files. */
  round: string | null
  answer: { text: string; by: string; at: Instant } | null
  /** The first report after it. */
  reportedAt: Instant | null
}

/** The last event of the page before. */
export interface Cursor {
  at: Instant
  id: string
}

export interface History {
  events: Event[]
  next: Cursor | null
  /** The proposals that wait for an answer, on whatever page they stand. */
  blocking: ProposalEvent[]
}

/**
 * What happened to a target, newest first. Who reads it from inside sees everything that was ever submitted; a
 * coordinating unit sees the accepted figures, the versions of the plan and the deadlines that were granted.
 */
export async function listHistory(
  read: Reader,
  found: FoundTarget,
  actor: Actor,
  zone: string,
  after?: Cursor,
): Promise<History> {
  const inside = mayReadInside(actor, found.sides)
  const parts = await Promise.all([
    listUpdates(read, found, inside, after),
    listPlans(read, found, zone),
    listExtensions(read, found, inside),
    inside ? annexEvents(read, found) : [],
    inside ? listProposals(read, found, zone) : [],
    inside ? listReminders(read, found, after) : [],
  ])
  const events = parts
    .flat()
    .filter((event) => !after || event.at < after.at || (event.at === after.at && event.id < after.id))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
  const page = events.slice(0, PAGE)
  const last = page.at(-1)
  return {
    events: page,
    next: last && events.length > PAGE ? { at: last.at, id: last.id } : null,
    blocking: parts.flat().filter((event) => event.kind === 'proposal' && event.isWaiting) as ProposalEvent[],
  }
}

const SEEN_INSIDE = ['submitted', 'accepted', 'returned', 'recalled', 'void'] as const
/** Later than any event. */
const NEWEST = Number.MAX_SAFE_INTEGER

async function listUpdates(
  read: Reader,
  { row: target }: FoundTarget,
  inside: boolean,
  after?: Cursor,
): Promise<Event[]> {
  const { tenant } = target
  const values = { tenant, target: target.id, upTo: after?.at ?? NEWEST }
  const rows = inside
    ? await prepared<UpdateRow>(read, 'history-all', (on) => selectUpdates(on, SEEN_INSIDE), values)
    : await prepared<UpdateRow>(read, 'history-figures', (on) => selectUpdates(on, ['accepted']), values)
  const details = inside ? await detailsOf(read, tenant, rows, values) : undefined
  return rows.map((row) => ({
    kind: 'update',
    id: row.id,
    at: row.receivedAt ?? row.createdAt,
    row,
    inside: details?.(row) ?? null,
  }))
}

/** Who entered, endorsed and decided, and which files lie behind it. */
async function detailsOf(read: Reader, tenant: string, rows: UpdateRow[], values: Record<string, unknown>) {
  if (!rows.length) return () => null
  const decided = await prepared<RowOf<typeof selectReviews>>(read, 'history-reviews', selectReviews, values)
  const files = await prepared<RowOf<typeof selectFiles>>(read, 'history-files', selectFiles, values)
  const people = await signersOf(read, tenant, [
    ...rows.flatMap(({ enteredBy, endorsedBy }) => [enteredBy, endorsedBy]),
    ...decided.map(({ reviewerId }) => reviewerId),
  ])
  return (row: UpdateRow): UpdateEvent['inside'] => {
    const review = decided.find(({ updateId }) => updateId === row.id)
    return {
      enteredBy: people(row.enteredBy)?.title ?? '',
      endorsedBy: people(row.endorsedBy)?.title ?? null,
      review: review ? { ...review, by: people(review.reviewerId)?.title ?? '' } : null,
      files: files.filter(({ updateId }) => updateId === row.id),
    }
  }
}

async function listPlans(read: Reader, { row: target }: FoundTarget, zone: string): Promise<Event[]> {
  const values = { tenant: target.tenant, target: target.id }
  const rows = await prepared<RowOf<typeof selectPlans>>(read, 'history-plans', selectPlans, values)
  return rows.map(({ effectiveFrom: from, plan, decision, reason }) => ({
    kind: 'plan',
    id: `plan-${from}`,
    at: instantOf(from, '00:00', zone),
    from,
    plan,
    decision,
    reason,
  }))
}

async function listExtensions(read: Reader, { row: target }: FoundTarget, inside: boolean): Promise<Event[]> {
  const values = { tenant: target.tenant, target: target.id }
  const all = await prepared<RowOf<typeof selectExtensions>>(
    read,
    'history-extensions',
    selectExtensions,
    values,
  )
  const rows = inside ? all : all.filter(({ decision }) => decision === 'granted')
  const people = await signersOf(
    read,
    target.tenant,
    rows.flatMap(({ requestedBy, decidedBy }) => [requestedBy, decidedBy]),
  )
  return rows.map((row) => ({
    kind: 'extension',
    id: row.id,
    at: row.requestedAt,
    proposedDueOn: row.proposedDueOn,
    reason: inside ? row.reason : '',
    by: inside ? (people(row.requestedBy)?.title ?? '') : '',
    decision: row.decision,
    decidedBy: people(row.decidedBy)?.title ?? null,
    decidedAt: row.decidedAt,
    newDueOn: row.newDueOn,
    annex: annexOf(row),
  }))
}

async function annexEvents(read: Reader, found: FoundTarget): Promise<Event[]> {
  return (await listAnnexed(read, found)).map((event) => ({ kind: 'annex', ...event }))
}

const unanswered: readonly ProposalStatus[] = ['raised', 'transmitted', 'acknowledged']

async function listProposals(read: Reader, found: FoundTarget, zone: string): Promise<Event[]> {
  const values = { tenant: found.row.tenant, target: found.row.id }
  const rows = await prepared<RowOf<typeof selectProposals>>(
    read,
    'history-proposals',
    selectProposals,
    values,
  )
  if (rows.length === 0) return []
  const owners = await ownerIds(read, found.row.tenant)
  return rows.map(({ unitId, ...row }) => ({
    kind: 'proposal',
    at: instantOf(row.raisedOn, '00:00', zone),
    isWaiting: unanswered.includes(row.status),
    isOwner: owners.includes(unitId),
    ...row,
  }))
}

async function listReminders(read: Reader, { row: target }: FoundTarget, after?: Cursor): Promise<Event[]> {
  const values = { tenant: target.tenant, target: target.id, upTo: after?.at ?? NEWEST }
  const rows = await prepared<RowOf<typeof selectReminders>>(
    read,
    'history-reminders',
    selectReminders,
    values,
  )
  const people = await signersOf(
    read,
    target.tenant,
    rows.flatMap(({ sentBy, answeredBy }) => [sentBy, answeredBy]),
  )
  const titleOf = (userId: string | null) => people(userId)?.title ?? ''
  return [...groupBy(rows, ({ id, roundId }) => roundId ?? id)].map(([id, own]) => {
    const first = own.find(({ channel }) => channel === 'app') ?? own[0]!
    const { answer, answeredBy, answeredAt } = first
    return {
      kind: 'reminder',
      id,
      at: first.sentAt,
      by: titleOf(first.sentBy),
      channels: reminderChannels.filter((channel) => own.some((row) => row.channel === channel)),
      body: first.body,
      round: first.roundId,
      answer: answer === null ? null : { text: answer, by: titleOf(answeredBy), at: answeredAt ?? 0 },
      reportedAt: first.reportedAt,
    }
  })
}
