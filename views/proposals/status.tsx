import { type Day, daysBetween } from '../../src/domain/day.ts'
import type { ProposalKind, ProposalStatus } from '../../src/domain/follow-up.ts'
import { proposalKinds } from '../../src/domain/follow-up.ts'
import { type Awaited, isWaitingProposal, silentSince } from '../../src/domain/proposal.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Badge } from '../parts/badge.tsx'
import type { IconName } from '../parts/icon-names.ts'
import type { Tone } from '../parts/status.ts'
import type { Reader } from '../reader.ts'

const marks: Record<ProposalStatus, { tone: Tone; icon: IconName }> = {
  raised: { tone: 'none', icon: 'circle-dashed' },
  transmitted: { tone: 'wait', icon: 'hourglass' },
  acknowledged: { tone: 'wait', icon: 'inbox' },
  answered: { tone: 'done', icon: 'circle-check-big' },
  partly: { tone: 'done', icon: 'check' },
  refused: { tone: 'back', icon: 'ban' },
  resolved: { tone: 'done', icon: 'circle-check-big' },
  closed: { tone: 'none', icon: 'archive' },
  withdrawn: { tone: 'none', icon: 'undo-2' },
  merged: { tone: 'none', icon: 'link' },
}

export interface Standing extends Awaited {
  wantedBy: Day | null
}

/** Where a proposal stands; one that waits says for how many days, and stands out once the answer was wanted. */
export function ProposalBadge({ reader, proposal }: { reader: Reader; proposal: Standing }) {
  const { tone, icon } = marks[proposal.status]
  const isPassed =
    isWaitingProposal(proposal.status) && proposal.wantedBy !== null && proposal.wantedBy < reader.today
  return (
    <Badge reader={reader} tone={isPassed ? 'risk' : tone} icon={icon}>
      {statusWords(reader, proposal)}
    </Badge>
  )
}

/** What was not sent yet waits for its own office, since the day it was raised; nobody above is silent about it. */
function statusWords({ t, today, zone }: Reader, proposal: Standing): string {
  const { status, raisedOn } = proposal
  if (!isWaitingProposal(status)) return t(`proposal_status.${status}`)
  const since = silentSince(proposal, zone)
  const n = daysBetween(since ?? raisedOn, today)
  if (since === null) return n > 0 ? t('proposal.age.kept', { n }) : t('proposal.age.keptToday')
  return n > 0 ? t(`proposal.age.${status}`, { n }) : t(`proposal_status.${status}`)
}

/** 'cần trả lời trước ngày 15/9/2022', 'quá ngày cần trả lời 7 ngày'; nothing once it is answered. */
export function wantedWords({ t, language, today }: Reader, wantedBy: Day | null): string {
  if (wantedBy === null) return ''
  return wantedBy < today
    ? t('proposal.wantedPassed', { n: daysBetween(wantedBy, today) })
    : t('proposal.wantedBy', { day: writeDay(language, wantedBy) })
}

/** How long those who owe an answer are silent, in running text. */
export function silenceWords({ t, today, zone }: Reader, proposal: Awaited): string | null {
  const { status } = proposal
  if (!isWaitingProposal(status)) return null
  const since = silentSince(proposal, zone)
  if (since === null) return t('proposal.silent.kept')
  const n = daysBetween(since, today)
  return n > 0 ? t(`proposal.silent.${status}`, { n }) : t(`proposal.silent.${status}Today`)
}

const isKind = (kind: string): kind is ProposalKind => (proposalKinds as readonly string[]).includes(kind)

export const kindWords = ({ t }: Reader, kind: string): string =>
  t(`proposal_kind.${isKind(kind) ? kind : 'other'}`)
