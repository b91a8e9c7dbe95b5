import type { Paper } from '../../src/domain/paper.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { dueSection, overdueSection } from './report/deadlines.ts'
import { causesSection, directionsSection, proposalsSection } from './report/follow-up.ts'
import { generalSection } from './report/general.ts'
import { indicatorsSection } from './report/indicators.ts'
import { correctionsSection, nextWeekSection } from './report/next-week.ts'
import type { Scribe } from './scribe.ts'
import { paperOf } from './weekly.ts'

/** The document of a week, I to VIII: two or three pages with the tables as its annexes. */
export function weeklyReport(scribe: Scribe, snapshot: Snapshot, asks: string): Paper {
  return paperOf(scribe, snapshot, [
    generalSection(scribe, snapshot),
    indicatorsSection(scribe, snapshot),
    overdueSection(scribe, snapshot),
    dueSection(scribe, snapshot),
    causesSection(scribe, snapshot),
    proposalsSection(scribe, snapshot, asks),
    directionsSection(scribe, snapshot),
    nextWeekSection(scribe, snapshot),
    ...correctionsSection(scribe, snapshot),
  ])
}
