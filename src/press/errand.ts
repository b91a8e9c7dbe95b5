import type { WeeklyFormat } from '../exports/weekly-files.ts'
import type { Freezer } from '../storage/summaries/freeze.ts'

/** What a process beside the server is asked to do with a week that is too large to be told between two pages. */
export type Errand = { campaign: string; week: string; now: number; issue?: number } & (
  | { kind: 'page' }
  | { kind: 'file'; format: WeeklyFormat }
  | { kind: 'freeze'; freezer: Freezer }
)

/** Where it works, and for whom. */
export interface ErrandHouse {
  databaseFile: string
  tenant: string
  zone: string
  address: string
}

/** How far it is: units told, or rows and files printed, of those there are. */
export interface ErrandProgress {
  step: 'load' | 'tell' | 'print'
  done: number
  of: number
}

/** What the process says, and the server reads. */
export type ErrandWord =
  | { progress: ErrandProgress }
  /** With the hash of what was frozen. */
  | { done: true; hash?: string }
  | { failed: string }
