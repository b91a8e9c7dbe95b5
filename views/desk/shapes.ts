import type { Day, Instant } from '../../src/domain/day.ts'
import type { Week } from '../../src/domain/week.ts'
import type { PendingRow } from '../extensions/pending.tsx'
import type { ProposalParts } from '../proposals/desk-table.tsx'
import type { ProposalRow } from '../proposals/table.tsx'
import type { Reader } from '../reader.ts'
import type { LateRow } from './late-table.tsx'
import type { MissingRow } from './missing-table.tsx'
import type { WaitingRow } from './waiting-table.tsx'
import type { WarnedRow } from './warned.tsx'

export type DeskTab = 'overdue' | 'warned' | 'review' | 'extensions' | 'proposals' | 'missing'

export interface BoardProps {
  reader: Reader
  list:
    | { tab: 'overdue'; rows: LateRow[] }
    | { tab: 'review'; rows: WaitingRow[] }
    | { tab: 'missing'; rows: MissingRow[] }
    | { tab: 'warned'; rows: WarnedRow[] }
    | { tab: 'extensions'; rows: PendingRow[] }
    | ({ tab: 'proposals'; rows: ProposalRow[] } & ProposalParts)
  sort: 'days' | 'unit' | 'group'
  dueSoonDays: number
  /** This page, without the base path: where a decision comes back to. */
  here: string
  groups: { number: number; name: string }[]
  isFiltered: boolean
  /** Rows can be ticked, to be reminded together. */
  mayRemind: boolean
  /** Kept in addresses and forms: the campaign asked for. */
  kept: { name: string; value: string }[]
  /** Ready-made; null where there is none. */
  next: string | null
  first: string | null
}

export interface DeskProps extends BoardProps {
  tab: DeskTab
  tabs: Record<DeskTab, { href: string; count: number }>
  /** Proposals that wait for the level above, and for this office. */
  waits: { above: number; below: number }
  /** Commitments that were agreed to, for who records that they were signed; null where there are none. */
  toSign: { n: number; code: string; href: string } | null
  counts: { units: number; byGroup: ReadonlyMap<number, number> }
  week: { week: Week; due: Instant; dueOn: Day; isOwed: boolean }
  filters: { q: string; group: number | null; unit: string; unitName: string }
  clearHref: string
  changesHref: string
  clockHref: string
  groupHref: (group: number) => string
}
