import type { Day, Instant } from './day.ts'
import { type BehalfSource, behalfSources } from './follow-up.ts'
import type {
  Assessment,
  Cause,
  Declared,
  NullReason,
  Qualifier,
  RangeKind,
  Span,
  UpdateState,
} from './target.ts'

export const declaredValues = ['not_started', 'in_progress', 'done'] as const satisfies Declared[]
export const assessments = ['on_track', 'at_risk', 'behind'] as const satisfies Assessment[]
export const causes = [
  'capital',
  'land',
  'procedure',
  'staff',
  'weather',
  'waiting_upper',
  'other',
] as const satisfies Cause[]
export const rangeKinds = ['uncertain', 'sources'] as const satisfies RangeKind[]
export const nullReasons = ['not_due', 'missing', 'not_applicable', 'refused'] as const satisfies NullReason[]

/** What a unit says of a target: the content that is compared, reviewed and kept. */
export interface UpdateContent {
  asOf: Day
  value: Span | null
  qualifier: Qualifier
  rangeKind: RangeKind | null
  nullReason: NullReason | null
  declared: Declared
  assessment: Assessment | null
  completedOn: Day | null
  /** Numbers of the steps that are done; absent where the target has none. */
  stepsDone?: number[] | null
  results: string
  difficulties: string
  cause: Cause | null
  nextSteps: string
  proposal: string
  correctionReason: string
  /** What its author says to what looked wrong at entry. */
  warningAnswer: string
  /** How an office had it that entered it for the unit, as `writeSource` writes it; '' for a unit's own report. */
  source: string
  /** When a device had it, or the start of the day on the paper: evidence, never counted. */
  capturedAt: Instant | null
}

/** A file behind an update, already stored under the SHA-256 of its bytes. */
export interface EvidenceFile {
  hash: string
  name: string
  mediaType: string
  size: number
}

/**
 * The one form of a content that its hash is taken of: the normalised fields and each file's hash. Two sendings with
 * the same text are the same report, however the number or the day was typed.
 */
export function contentText(content: UpdateContent, files: readonly EvidenceFile[]): string {
  const { value } = content
  return JSON.stringify([
    content.asOf,
    value && [value.low, value.high],
    content.qualifier,
    content.rangeKind,
    content.nullReason,
    content.declared,
    content.assessment,
    content.completedOn,
    content.results,
    content.difficulties,
    content.cause,
    content.nextSteps,
    content.proposal,
    content.correctionReason,
    files.map((file) => file.hash).sort(),
    // Only where they say something: what was stored before they were asked for keeps its hash.
    ...(content.warningAnswer ? [{ warningAnswer: content.warningAnswer }] : []),
    ...(content.source ? [{ source: content.source, capturedAt: content.capturedAt }] : []),
    ...(content.stepsDone ? [{ stepsDone: content.stepsDone }] : []),
  ])
}

/** How a report reached the office, and who told it or the number of its paper. */
interface Told {
  source: BehalfSource
  note: string
}

/** 'phone: Chủ tịch UBND xã', or 'phone' alone; read again by `readSource`. */
export const writeSource = ({ source, note }: Told): string => (note ? `${source}: ${note}` : source)

/** What `writeSource` wrote; null for anything else. */
export function readSource(text: string): Told | null {
  const source = behalfSources.find((one) => text === one || text.startsWith(`${one}: `))
  return source ? { source, note: text.slice(source.length + 2) } : null
}

/** Where an update goes when its sender lets go of it. */
export type SendAs = 'draft' | 'awaiting_endorsement' | 'submitted'

/** A draft may be written again; nothing that has been sent may. */
export const isDraft = (state: UpdateState) => state === 'draft'

/** Waits for somebody: the head to endorse it, or the office to review it. */
export const isUndecided = (state: UpdateState) => state === 'awaiting_endorsement' || state === 'submitted'

/** States of what a unit sent and did not take back; a replaced report still came when it came. */
export const RECEIVED = ['submitted', 'accepted', 'returned', 'superseded'] as const

/** States in which an update counts as the unit's report of the week. */
export const REPORTED = ['submitted', 'accepted', 'returned'] as const
