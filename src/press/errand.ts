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

export const steps = ['load', 'tell', 'print', 'keep'] as const

/** How far it is: units of those there are, within a step. */
export interface ErrandProgress {
  step: (typeof steps)[number]
  done: number
  of: number
}

/** What the process says, and the server reads. */
export type ErrandWord =
  | { progress: ErrandProgress }
  /** Where the result lies, if there is a file of it. */
  | { done: true; hash?: string }
  | { failed: string }
