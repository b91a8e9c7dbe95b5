import type { Paper, Section, Text } from '../../src/domain/paper.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { dueSection, overdueSection } from './report/deadlines.ts'
import { directionsSection } from './report/directions.ts'
import { causesSection, proposalsSection } from './report/follow-up.ts'
import { generalSection } from './report/general.ts'
import { indicatorsSection } from './report/indicators.ts'
import { correctionsSection, nextWeekSection } from './report/next-week.ts'
import { joined, type Scribe } from './scribe.ts'
import { paperOf } from './weekly.ts'

/** A section whose long table stands after the signature, under the heading given here. */
export interface ReportSection extends Section {
  annex?: string
}

export interface WeeklyReport extends Paper {
  /** Numbered in order: 'Phụ lục 1' is the first. */
  annexes: Section[]
}

/** The document of a week, I to VIII: two or three pages, with its long tables as annexes after the signature. */
export function weeklyReport(scribe: Scribe, snapshot: Snapshot, asks: string): WeeklyReport {
  const annexes: Section[] = []
  const sections = [
    generalSection(scribe, snapshot),
    indicatorsSection(scribe, snapshot),
    overdueSection(scribe, snapshot),
    dueSection(scribe, snapshot),
    causesSection(scribe, snapshot),
    proposalsSection(scribe, snapshot, asks),
    directionsSection(scribe, snapshot),
    nextWeekSection(scribe, snapshot),
    ...correctionsSection(scribe, snapshot),
  ].map((section: ReportSection) => (section.annex ? putAside(scribe, section, annexes) : section))
  return { ...paperOf(scribe, snapshot, sections), annexes }
}

/** The words stay in the text and say where the table is; one sentence needs no heading of its own. */
function putAside({ t }: Scribe, section: ReportSection, annexes: Section[]): Section {
  const { annex = '', columns, rows, note, paragraphs = [], ...rest } = section
  if (rest.level === 2) rest.heading = ''
  if (!rows.length) return { ...rest, paragraphs, columns: [], rows: [] }
  const n = annexes.push({
    name: `PL${annexes.length + 1}`,
    heading: annex,
    columns,
    rows,
    ...(note && { note }),
  })
  const last: Text = joined([paragraphs.at(-1) ?? null, t('weekly.inAnnex', { n })], ' ')
  return { ...rest, paragraphs: [...paragraphs.slice(0, -1), last], columns: [], rows: [] }
}
