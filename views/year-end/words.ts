import type { CommitmentState } from '../../src/domain/commitment.ts'
import type { EvaluationResult } from '../../src/domain/year-end.ts'
import type { IconName } from '../parts/icon-names.ts'
import type { Tone } from '../parts/status.ts'
import type { Reader } from '../reader.ts'

const told = ['signed', 'active', 'completed', 'closed_unmet'] as const
type Told = (typeof told)[number]

/** Where a signed commitment stands; the others have no year-end. */
export const commitmentWords = ({ t }: Reader, state: CommitmentState): string =>
  (told as readonly string[]).includes(state) ? t(`yearEnd.commitment.${state as Told}`) : ''

export const resultLooks: Record<EvaluationResult, { tone: Tone; icon: IconName }> = {
  done: { tone: 'done', icon: 'circle-check-big' },
  in_progress: { tone: 'ok', icon: 'circle-arrow-right' },
  not_started: { tone: 'none', icon: 'circle-dashed' },
}
