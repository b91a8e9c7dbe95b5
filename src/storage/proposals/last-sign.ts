import { and, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Day } from '../../domain/day.ts'
import { waitingProposals } from '../../domain/follow-up.ts'
import { askedSince, SIGNS, type Sign } from '../../domain/proposal.ts'
import { followUpSteps, proposals } from '../schema.ts'

const signs = sql.join(
  SIGNS.map((step) => sql`${step}`),
  sql`, `,
)

/**
 * For a query of proposals: the last sign that those who owe the answer have it; null where nobody noted one. The
 * table is named in full, since a query of one table leaves its name away.
 */
export const lastSign = sql<Sign | null>`(
  select cast(sign.at as text) || ' ' || coalesce(cast(sign.on_day as text), '') from ${followUpSteps} sign
  where sign.tenant = ${proposals}.tenant and sign.subject_kind = 'proposal' and sign.subject_id = ${proposals}.id
    and sign.step in (${signs})
  order by sign.at desc, sign.id desc limit 1)`.mapWith((text: string | null) => {
  if (text === null) return null
  const [at, onDay] = text.split(' ')
  return { at: Number(at), onDay: (onDay || null) as Day | null }
})

/** What the silence about a proposal is told by. */
export const awaitedColumns = {
  status: proposals.status,
  raisedOn: proposals.raisedOn,
  wantedBy: proposals.wantedBy,
  lastSign,
}

/** May be silent for long: it was raised long ago, or is past the day it was wanted by. When it arrived is not asked. */
export const mayBeSilent = (today: Day): SQL =>
  and(
    inArray(proposals.status, [...waitingProposals]),
    or(sql`${proposals.raisedOn} <= ${askedSince(today)}`, sql`${proposals.wantedBy} < ${today}`),
  )!
