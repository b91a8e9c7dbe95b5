import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { Day, Instant } from '../domain/day.ts'
import { commitments, directionParts, targets } from './schema.ts'

/** `wasThere` of the domain, asked of the rows. */
const wasThereBy = (until: Instant | Placeholder): SQL =>
  sql`(${targets.orderedAt} is null or ${targets.orderedAt} <= ${until})`

export const isDivided: SQL = sql`${targets.baseClass} = 'divided'`

/** When the first of its years was there: `dividedAt` of the domain. Among what is selected, columns lose their tables. */
export const dividedAt: SQL<Instant | null> = sql`case when ${isDivided} then (
  select min(coalesce(years.ordered_at, 0)) from ${targets} as years where years.tenant = targets.tenant
  and years.parent_id = targets.id and years.commitment_id = targets.commitment_id) end`.mapWith(Number)

/** `counts` of the domain, asked of the rows. */
export const countsBy = (until: Instant | Placeholder): SQL =>
  sql`${wasThereBy(until)} and (not ${isDivided} or ${dividedAt} > ${until})`

/** No direction added it: it was signed, first or in an annex. */
export const notOrdered: SQL = sql`not exists (select 1 from ${directionParts}
  where ${directionParts.tenant} = ${targets.tenant} and ${directionParts.targetId} = ${targets.id})`

/** Its own start and the day on which its commitment comes into force are there: not `isToCome` of the domain. */
export const hasBegun = (today: Day | Placeholder): SQL =>
  sql`(${targets.startOn} <= ${today} and exists (select 1 from ${commitments}
    where ${commitments.tenant} = ${targets.tenant} and ${commitments.id} = ${targets.commitmentId}
    and ${commitments.effectiveFrom} <= ${today}))`
