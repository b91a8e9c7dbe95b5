import type { Language } from '../../src/domain/language.ts'
import type { Letterhead } from '../../src/domain/letterhead.ts'
import type { WeeklyPapers } from '../../src/domain/office-paper.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { translator } from '../../src/i18n/translate.ts'
import type { Scribe } from './scribe.ts'
import { targetsTable } from './weekly/data.ts'
import { weeklyPaper } from './weekly.ts'
import { weeklyDocument } from './weekly-document.ts'
import { weeklyText } from './weekly-text.ts'

/** The papers that a week's files are printed from: in the office's own language, whoever asks, unless one is named. */
export function officePapers(
  snapshot: Snapshot,
  letterhead: Letterhead,
  { zone, address }: { zone: string; address: string },
): WeeklyPapers {
  const scribe = (language: Language): Scribe => ({ language, t: translator(language), zone })
  const link = `${address}/weekly/${snapshot.week}?campaign=${encodeURIComponent(snapshot.campaign)}`
  return {
    workbook: () => weeklyPaper(scribe('vi'), snapshot),
    targets: () => targetsTable(scribe('vi'), snapshot),
    document: (language: Language) => weeklyDocument(scribe(language), snapshot, letterhead),
    text: (language: Language) => weeklyText(scribe(language), snapshot, link),
  }
}
