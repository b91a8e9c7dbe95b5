import type { Day } from '../../src/domain/day.ts'
import type { UpdateRow } from '../../src/domain/import.ts'

/** A report as an import writes it: sent by the head in the morning of its day, accepted in the afternoon. */
export const reportRow = (
  target: string,
  as_of: string,
  value: number | null,
  more: Partial<UpdateRow> = {},
): UpdateRow => ({
  target,
  as_of: as_of as Day,
  value,
  value_high: null,
  qualifier: 'exact',
  range_kind: null,
  null_reason: null,
  progress: 'in_progress',
  assessment: null,
  completed_on: null,
  results: '',
  difficulties: '',
  cause: null,
  next_steps: '',
  submitted_by: 'head',
  submitted_at: Date.parse(`${as_of}T09:00:00+07:00`),
  reviewed_by: 'supervisor',
  reviewed_at: Date.parse(`${as_of}T15:00:00+07:00`),
  decision: 'accepted',
  review_comment: '',
  ...more,
})

/** Of a report that nobody has reviewed yet. */
export const unreviewed = { reviewed_by: null, reviewed_at: null, decision: null } as const
