import { summaryLetter } from '../../views/letters/summary.ts'
import { officePapers } from '../../views/papers/office.ts'
import type { Letterhead } from '../domain/letterhead.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { formatsAt, printWeek, type WeeklyFormat } from '../exports/weekly-files.ts'
import type { WeeklyFile } from '../storage/summaries/files.ts'
import type { Press } from '../storage/summaries/freeze.ts'
import type { IssuePress } from '../storage/summaries/issue.ts'

/** What papers need to know of the house: its clocks, and what every address of it begins with. */
export interface PressHouse {
  zone: string
  address: string
}

/** Hears how many files of all have been printed. */
type Printed = (done: number, of: number) => void

/** One file of a week; in the office's own language unless the format names another. */
export async function pressFile(
  format: WeeklyFormat,
  snapshot: Snapshot,
  letterhead: Letterhead,
  house: PressHouse,
): Promise<Uint8Array> {
  return await printWeek(format, snapshot, officePapers(snapshot, letterhead, house), house.zone)
}

/** What is kept of a week when it is frozen: its figures. The head of the paper plays no part in them. */
export const freezePress = (house: PressHouse, letterhead: Letterhead, printed?: Printed): Press => ({
  files: (snapshot) => pressFiles(formatsAt.freeze, snapshot, letterhead, house, printed),
  letter: (snapshot) => summaryLetter(snapshot, house),
})

/** What is kept of a week when it is issued: its papers. */
export const issuePress = (house: PressHouse): IssuePress => ({
  files: (snapshot, letterhead) => pressFiles(formatsAt.issue, snapshot, letterhead, house),
  letter: (snapshot) => summaryLetter(snapshot, house),
})

async function pressFiles(
  formats: readonly WeeklyFormat[],
  snapshot: Snapshot,
  letterhead: Letterhead,
  house: PressHouse,
  printed?: Printed,
): Promise<WeeklyFile[]> {
  const files: WeeklyFile[] = []
  for (const format of formats) {
    printed?.(files.length, formats.length)
    files.push({ format, bytes: await pressFile(format, snapshot, letterhead, house) })
  }
  return files
}
