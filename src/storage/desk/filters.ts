import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Campaign } from '../campaigns.ts'
import { readsAll } from '../overview.ts'
import { targets, units } from '../schema.ts'
import { containsWords } from '../search.ts'
import { ofCampaign } from '../tallies.ts'

export const ROWS_A_PAGE = 50

export interface DeskFilters {
  /** Words of the target or of the unit, with or without diacritics. */
  q: string
  group: number | null
  /** A unit's code. */
  unit: string
  sort: 'days' | 'unit' | 'group'
  /** Where the page before ended. */
  after?: string | undefined
  /** The same of what waits for the level above, which stands beside another list. */
  aboveAfter?: string | undefined
}

export const isFiltered = ({ q, group, unit }: DeskFilters) => q !== '' || group !== null || unit !== ''

/** The most common page by far: everything, longest overdue first. Its query is kept ready. */
export const isPlain = (actor: Actor, campaign: Campaign, filters: DeskFilters) =>
  readsAll(actor, campaign) && !isFiltered(filters) && filters.sort === 'days'

/** Rows that this person may read and has not filtered away; the query must hold targets and units. */
export function chosenBy(actor: Actor, campaign: Campaign, { q, group, unit }: DeskFilters) {
  return and(
    ofCampaign(actor, campaign),
    group === null ? undefined : eq(targets.groupNumber, group),
    unit === '' ? undefined : eq(units.code, unit),
    containsWords(sql`(${targets.folded} || ' ' || ${units.folded})`, q),
  )
}
