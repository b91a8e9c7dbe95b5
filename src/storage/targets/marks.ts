import { and, desc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import { type Actor, mayReadInside } from '../../domain/access.ts'
import type { Day, Instant } from '../../domain/day.ts'
import type { EvidenceMark } from '../../domain/follow-up.ts'
import type { Assessment, Declared } from '../../domain/target.ts'
import { prepared, type Reader, type RowOf } from '../client.ts'
import { signersOf } from '../found-updates.ts'
import { reviews, updates } from '../schema.ts'
import type { FoundTarget } from '../targets.ts'

/** What the unit said of a target, and what the reviewer found behind it; names are null for who sees figures only. */
export interface TargetMarks {
  declared: {
    declared: Declared
    assessment: Assessment | null
    asOf: Day
    at: Instant
    by: string | null
    /** Nobody has decided on the report yet. */
    isWaiting: boolean
    /** How the office had it that entered it for the unit; null for the unit's own report. */
    source: string | null
  } | null
  /** Of the last accepted report; the mark is null where its evidence was not looked at. */
  evidence: { mark: EvidenceMark | null; at: Instant; by: string | null } | null
}

/** The two marks that people give; `accepted` is the last accepted report, `upTo` the day of the page. */
export async function findMarks(
  read: Reader,
  found: FoundTarget,
  actor: Actor,
  { accepted, upTo }: { accepted: string | null; upTo: Day },
): Promise<TargetMarks> {
  const { tenant, id } = found.row
  const inside = mayReadInside(actor, found.sides)
  const [last] = inside
    ? await prepared<RowOf<typeof selectLast>>(read, 'marks-last', selectLast, { tenant, target: id, upTo })
    : []
  const [judged] = accepted
    ? await prepared<RowOf<typeof selectJudged>>(read, 'marks-judged', selectJudged, {
        tenant,
        update: accepted,
      })
    : []
  const said = last ?? judged
  const people = await signersOf(read, tenant, inside ? [sayerOf(said), judged?.reviewerId ?? null] : [])
  const nameOf = (user: string | null | undefined) => (inside && user ? (people(user)?.title ?? null) : null)
  return {
    declared: said
      ? {
          declared: said.declared,
          assessment: said.assessment,
          asOf: said.asOf,
          at: said.receivedAt ?? 0,
          by: nameOf(sayerOf(said)),
          isWaiting: said.state === 'submitted',
          source: said.onBehalf ? said.source : null,
        }
      : null,
    evidence: judged ? { mark: judged.mark, at: judged.reviewedAt, by: nameOf(judged.reviewerId) } : null,
  }
}

/** The head speaks for the unit, also over what a clerk has typed. */
const sayerOf = (row: { endorsedBy: string | null; enteredBy: string } | undefined) =>
  row ? (row.endorsedBy ?? row.enteredBy) : null

const said = {
  declared: updates.declared,
  assessment: updates.assessment,
  asOf: updates.asOf,
  receivedAt: updates.receivedAt,
  enteredBy: updates.enteredBy,
  endorsedBy: updates.endorsedBy,
  state: updates.state,
  onBehalf: updates.onBehalf,
  source: updates.source,
}

function selectLast(read: Reader) {
  return read
    .select(said)
    .from(updates)
    .where(
      and(
        eq(updates.tenant, sql.placeholder('tenant')),
        eq(updates.targetId, sql.placeholder('target')),
        inArray(updates.state, ['submitted', 'accepted']),
        isNotNull(updates.receivedAt),
        lte(updates.asOf, sql.placeholder('upTo')),
      ),
    )
    .orderBy(desc(updates.receivedAt), desc(updates.id))
    .limit(1)
}

function selectJudged(read: Reader) {
  return read
    .select({
      ...said,
      mark: reviews.evidenceMark,
      reviewerId: reviews.reviewerId,
      reviewedAt: reviews.reviewedAt,
    })
    .from(updates)
    .innerJoin(reviews, and(eq(reviews.tenant, updates.tenant), eq(reviews.updateId, updates.id)))
    .where(and(eq(updates.tenant, sql.placeholder('tenant')), eq(updates.id, sql.placeholder('update'))))
}
