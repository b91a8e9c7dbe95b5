import type { WeeklyPapers } from '../../src/domain/paper.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { translator } from '../../src/i18n/translate.ts'
import { targetsTable } from './weekly/data.ts'
import { weeklyPaper } from './weekly.ts'

/** The papers that a week's files are printed from: always in the office's own language, whoever asks for them. */
export function officePapers(snapshot: Snapshot, zone: string): WeeklyPapers {
  const scribe = { language: 'vi', t: translator('vi'), zone } as const
  return { workbook: weeklyPaper(scribe, snapshot), targets: targetsTable(scribe, snapshot) }
}
