import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { Instant } from '../domain/day.ts'
import { targets } from './schema.ts'

/** `wasThere` of the domain, asked of the rows. */
export const wasThereBy = (until: Instant | Placeholder): SQL =>
  sql`(${targets.orderedAt} is null or ${targets.orderedAt} <= ${until})`
