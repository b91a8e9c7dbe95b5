import type { Day } from '../../src/domain/day.ts'
import type { FollowUpStep } from '../../src/domain/follow-up.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import type { IconName } from '../parts/icon-names.ts'
import { type Happening, Timeline } from '../parts/lists.tsx'
import { Section } from '../parts/page.tsx'
import type { Tone } from '../parts/status.ts'
import type { Reader } from '../reader.ts'
import type { LifeStep, ProposalFacts } from './shapes.ts'

const looks: Partial<Record<FollowUpStep, { tone: Tone; icon: IconName }>> = {
  raised: { tone: 'info', icon: 'message-square-text' },
  transmitted: { tone: 'wait', icon: 'send' },
  acknowledged: { tone: 'wait', icon: 'inbox' },
  forwarded: { tone: 'wait', icon: 'arrow-right' },
  answered: { tone: 'done', icon: 'circle-check-big' },
  partly: { tone: 'done', icon: 'check' },
  refused: { tone: 'back', icon: 'ban' },
  resolved: { tone: 'done', icon: 'circle-check-big' },
  merged: { tone: 'none', icon: 'link' },
  withdrawn: { tone: 'none', icon: 'undo-2' },
}
const plain = { tone: 'none', icon: 'archive' } as const

const words = [
  'raised',
  'acknowledged',
  'answered',
  'partly',
  'refused',
  'resolved',
  'closed',
  'withdrawn',
] as const

/** Every step, the newest first. What an import brought has only its days. */
export function Life({
  reader,
  proposal,
  steps,
}: {
  reader: Reader
  proposal: ProposalFacts
  steps: LifeStep[]
}) {
  const items = steps.map((step) => happeningOf(reader, step)).reverse()
  const isTold = (...names: FollowUpStep[]) => steps.some(({ step }) => names.includes(step))
  if (proposal.answeredOn && !isTold('answered', 'partly', 'refused')) {
    items.unshift(imported(reader, 'answered', proposal.answeredOn))
  }
  if (!isTold('raised')) items.push(imported(reader, 'raised', proposal.raisedOn))
  return (
    <Section id='h-life' title={reader.t('proposal.life')}>
      <Timeline reader={reader} items={items} />
    </Section>
  )
}

function imported(reader: Reader, step: 'raised' | 'answered', day: Day): Happening {
  const title = step === 'raised' ? reader.t('proposal.event.raised') : reader.t('proposal_status.answered')
  return { ...(looks[step] ?? plain), title, meta: writeDay(reader.language, day) }
}

function happeningOf(reader: Reader, step: LifeStep): Happening {
  const { t, language, zone } = reader
  const meta = [
    step.by,
    writeInstant(language, step.at, zone),
    step.document && t('proposal.event.paper', { document: step.document }),
    step.onDay && t('proposal.event.day', { day: writeDay(language, step.onDay) }),
  ]
  return {
    ...(looks[step.step] ?? plain),
    title: titleOf(reader, step),
    meta: meta.filter(Boolean).join(' · '),
    quote: step.step === 'merged' ? null : step.body || null,
  }
}

function titleOf({ t }: Reader, { step, toWhom: to, body }: LifeStep): string {
  if (step === 'merged')
    return to ? t('proposal.event.merged', { to }) : t('proposal.event.took', { code: body })
  if (step === 'transmitted' || step === 'forwarded') return t(`proposal.event.${step}`, { to })
  const known = words.find((word) => word === step)
  return known ? t(`proposal.event.${known}`) : ''
}
