import {
  type CommitmentState,
  type DraftTurn,
  happened,
  wayOf,
  wayStates,
} from '../../src/domain/commitment.ts'
import type { Instant } from '../../src/domain/day.ts'
import { writeInstant } from '../../src/i18n/days.ts'
import type { IconName } from '../parts/icon-names.ts'
import { Timeline } from '../parts/lists.tsx'
import { Section } from '../parts/page.tsx'
import type { Tone } from '../parts/status.ts'
import type { Reader } from '../reader.ts'

export interface LifeStep {
  number: number
  from: CommitmentState | null
  to: CommitmentState
  at: Instant
  post: string
  note: string
}

/** The five steps of its way: what is done, and what is waited for. */
export function Way({
  reader,
  state,
  turn,
}: {
  reader: Reader
  state: CommitmentState
  turn: DraftTurn | null
}) {
  if (state === 'withdrawn') return null
  const here = wayOf(state, turn)
  return (
    <ol class='steps'>
      {wayStates.map((one, n) => (
        <li class={n < here ? 'ok' : undefined} aria-current={n === here ? 'step' : undefined}>
          {reader.t(`commitmentStep.way.${one}`)}
        </li>
      ))}
    </ol>
  )
}

const marks: Record<CommitmentState, { tone: Tone; icon: IconName }> = {
  draft: { tone: 'info', icon: 'file-plus' },
  proposed: { tone: 'wait', icon: 'send' },
  agreed: { tone: 'info', icon: 'handshake' },
  signed: { tone: 'done', icon: 'stamp' },
  active: { tone: 'done', icon: 'stamp' },
  completed: { tone: 'done', icon: 'circle-check-big' },
  closed_unmet: { tone: 'slow', icon: 'archive' },
  superseded: { tone: 'info', icon: 'split' },
  withdrawn: { tone: 'back', icon: 'x' },
}

/** Who took it from where to where, the newest first. */
export function Life({ reader, life }: { reader: Reader; life: LifeStep[] }) {
  const { t, language, zone } = reader
  return (
    <Section id='h-life' title={t('commitmentStep.life')}>
      {life.length === 0 ? (
        <p class='hint'>{t('commitmentStep.noLife')}</p>
      ) : (
        <Timeline
          reader={reader}
          items={[...life].reverse().map((step) => {
            const isBack = step.to === 'draft' && step.from !== null && step.from !== 'draft'
            return {
              ...(isBack ? { tone: 'back' as const, icon: 'undo-2' as const } : marks[step.to]),
              title: t(`commitmentStep.did.${happened(step)}`),
              meta: t('commitmentStep.by', { post: step.post, at: writeInstant(language, step.at, zone) }),
              quote: step.note || null,
            }
          })}
        />
      )}
    </Section>
  )
}
