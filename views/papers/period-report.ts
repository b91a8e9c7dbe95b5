import { dayOf } from '../../src/domain/day.ts'
import type { Letterhead } from '../../src/domain/letterhead.ts'
import type { OfficePaper } from '../../src/domain/office-paper.ts'
import type { Section } from '../../src/domain/paper.ts'
import type { PeriodSnapshot } from '../../src/domain/snapshot/period.ts'
import { streakLine } from './period/discipline.ts'
import { indicatorLines } from './period/indicators.ts'
import { tasksSection } from './period/tasks.ts'
import { periodScribe } from './period/words.ts'
import type { Scribe } from './scribe.ts'
import { weeklyDocument } from './weekly-document.ts'

/** The document of a period: a week's, I to VIII, in the period's words and with what only a longer time can say. */
export function periodDocument(
  scribe: Scribe,
  snapshot: PeriodSnapshot,
  letterhead: Letterhead,
): OfficePaper {
  const words = periodScribe(scribe, snapshot)
  // It is dated when it is put together: what it tells of is over by then, or goes on.
  const told = { ...snapshot.told, issued_on: dayOf(snapshot.compiledAt, scribe.zone) }
  const paper = weeklyDocument(words, told, letterhead)
  const own: Record<string, (section: Section) => Section> = {
    I: (section) => withLine(section, streakLine(words, snapshot)),
    II: () => indicatorLines(words, snapshot.told),
    VII: () => tasksSection(words, snapshot.told),
  }
  return { ...paper, sections: paper.sections.map((section) => own[section.name]?.(section) ?? section) }
}

const withLine = (section: Section, line: string | null): Section =>
  line === null ? section : { ...section, paragraphs: [...(section.paragraphs ?? []), line] }
