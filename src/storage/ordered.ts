import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { Instant } from '../domain/day.ts'
import { directionParts, targets } from './schema.ts'

/** `wasThere` of the domain, asked of the rows. */
export const wasThereBy = (until: Instant | Placeholder): SQL =>
  sql`(${targets.orderedAt} is null or ${targets.orderedAt} <= ${until})`

/** No direction added it: it was signed, first or in an annex. */
export const notOrdered: SQL = sql`not exists (select 1 from ${directionParts}
  where ${directionParts.tenant} = ${targets.tenant} and ${directionParts.targetId} = ${targets.id})`
