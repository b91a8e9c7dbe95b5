import { type Letterhead, letterheadOf } from '../../src/domain/letterhead.ts'
import type { OfficePaper } from '../../src/domain/office-paper.ts'
import { plainText } from '../../src/domain/paper.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { type Language, translator } from '../../src/i18n/translate.ts'
import { weeklyDocument } from '../../views/papers/weekly-document.ts'
import { reportsOf, toldWeek, totalsOf, weekBefore } from './told-week.ts'

const letterhead = letterheadOf({
  name: 'Huyện ủy Hướng Hóa',
  kind: 'party_committee',
  upperName: 'Tỉnh ủy Quảng Trị',
})

export function written(
  week: Snapshot,
  language: Language = 'vi',
  head: Letterhead = letterhead,
): OfficePaper {
  const scribe = { language, t: translator(language), zone: 'Asia/Ho_Chi_Minh' }
  return weeklyDocument(scribe, week, head)
}

/** What one section says, a line each. */
export function said(name: string, changes: Partial<Snapshot>, language: Language = 'vi'): string[] {
  const section = written(toldWeek(changes), language).sections.find((one) => one.name === name)!
  return (section.paragraphs ?? []).map(plainText)
}

export const disciplineOf = (
  week: Parameters<typeof reportsOf>[0],
  more: Partial<Snapshot['discipline']> = {},
) => ({
  discipline: { ...toldWeek().discipline, week: reportsOf(week), ...more },
})

export const wasOverdue = (n: number) => weekBefore({ totals: totalsOf({}, { overdue: n }) })
export const nowOverdue = (n: number) => totalsOf({ open_overdue: n }, { overdue: n })
