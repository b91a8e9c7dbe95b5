import type { Config } from '../config.ts'
import type { WeeklyFormat } from '../exports/weekly-files.ts'
import type { Freezer } from '../storage/summaries/freeze.ts'

/** What a process beside the server is asked to do with a week that is too large to be told between two pages. */
export type Errand = { campaign: string; week: string; now: number; issue?: number } & (
  | { kind: 'page' }
  | { kind: 'file'; format: WeeklyFormat }
  | { kind: 'freeze'; freezer: Freezer }
)

/** Files brought for an import that are too long to be read between two pages. */
export interface ImportErrand {
  kind: 'check' | 'write'
  batch: string
  version: number
  now: number
  /** What was seen and is confirmed; empty where it is looked at. */
  digest: string
  /** Ticked: it may change what is signed. */
  signed: boolean
  actorId: string | null
  actor: string
}

/** A page or a file for which a whole large campaign is told: answered as the server itself would answer this reader. */
export interface AnswerErrand {
  kind: 'answer'
  now: number
  /** Whose session the request carries. */
  userId: string
  url: string
  headers: Record<string, string>
  config: Config
}

export type AnyErrand = Errand | ImportErrand | AnswerErrand

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

/** Rows read so far, of which it is known only at the end how many there are; or reports written, of all. */
export interface ImportProgress {
  step: 'read' | 'compare' | 'write'
  done: number
  of: number
}

/** How far an errand of a kind is. */
export type ProgressOf<One extends AnyErrand> = One extends ImportErrand ? ImportProgress : ErrandProgress

/** What the process says, and the server reads. */
export type ErrandWord =
  | { progress: ErrandProgress | ImportProgress }
  /** With the hash of what was frozen. */
  | { done: true; hash?: string }
  | { failed: string }

export interface AnswerHead {
  status: number
  headers: Record<string, string>
}

/** An answer as it is kept: its head as a line of JSON, then its body. */
export const writeAnswer = (head: AnswerHead, body: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body])

export function readAnswer(kept: Buffer): AnswerHead & { body: Uint8Array } {
  const end = kept.indexOf('\n')
  return { ...JSON.parse(kept.toString('utf8', 0, end)), body: kept.subarray(end + 1) }
}
