import type { EvaluationResult } from '../../src/domain/year-end.ts'
import type { IconName } from '../parts/icon-names.ts'
import type { Tone } from '../parts/status.ts'

export const resultLooks: Record<EvaluationResult, { tone: Tone; icon: IconName }> = {
  done: { tone: 'done', icon: 'circle-check-big' },
  in_progress: { tone: 'ok', icon: 'circle-arrow-right' },
  not_started: { tone: 'none', icon: 'circle-dashed' },
}
