import { type Day, isDay } from '../../src/domain/day.ts'
import { type NoticeKind, proposalStatuses } from '../../src/domain/follow-up.ts'
import { writeDay } from '../../src/i18n/days.ts'
import type { IconName } from '../parts/icon-names.ts'
import type { Tone } from '../parts/status.ts'
import type { Reader } from '../reader.ts'

interface Told {
  kind: NoticeKind
  detail: Record<string, unknown>
}

const marks: Record<NoticeKind, { tone: Tone; icon: IconName }> = {
  update_returned: { tone: 'back', icon: 'undo-2' },
  update_accepted: { tone: 'done', icon: 'circle-check-big' },
  update_awaiting: { tone: 'wait', icon: 'hourglass' },
  update_on_behalf: { tone: 'info', icon: 'pen-line' },
  reminder: { tone: 'late', icon: 'bell' },
  reminder_answered: { tone: 'info', icon: 'message-square-text' },
  ladder: { tone: 'risk', icon: 'calendar-clock' },
  extension_requested: { tone: 'wait', icon: 'calendar-clock' },
  extension_opinion: { tone: 'wait', icon: 'message-square-text' },
  extension_decided: { tone: 'info', icon: 'stamp' },
  proposal_raised: { tone: 'wait', icon: 'message-square-text' },
  proposal_moved: { tone: 'info', icon: 'message-square-text' },
  direction_assigned: { tone: 'info', icon: 'flag' },
  direction_reported: { tone: 'wait', icon: 'flag' },
  direction_closed: { tone: 'done', icon: 'flag' },
}

export const markOf = ({ kind }: Told) => marks[kind]

/** One sentence, and what stands beside the time. What a notice does not say is left out. */
export function noticeWords(reader: Reader, { kind, detail }: Told): { title: string; note: string } {
  const { t, language } = reader
  const say = (name: string) => {
    const value = detail[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  const dayOf = (name: string) => (isDay(say(name)) ? writeDay(language, say(name) as Day) : '')
  const outcome = outcomeWords(reader, kind, say)
  const what = say('title') || say('text')
  const title =
    kind === 'ladder'
      ? t('notice.ladder', { n: Number(detail.n ?? 0) })
      : [t(`notice.${kind}`), outcome].filter(Boolean).join(' – ') + (what ? `: ${what}` : '')
  const due = dayOf('due')
  const notes = [say('unit'), say('by'), dayOf('day'), due && t('notice.due', { day: due }), say('words')]
  return { title, note: notes.filter(Boolean).join(' · ') }
}

/** How something ended, where the notice tells of an end. */
function outcomeWords({ t }: Reader, kind: NoticeKind, say: (name: string) => string): string {
  const outcome = say('outcome')
  if (kind === 'extension_decided') {
    if (outcome === 'granted' || outcome === 'refused' || outcome === 'lapsed')
      return t(`notice.extension_${outcome}`)
  }
  if (kind === 'proposal_moved') return movedWords(t, say('step'))
  if (kind === 'direction_assigned') {
    const part = say('part')
    if (part === 'helper' || part === 'returned') return t(`notice.direction_${part}`)
  }
  return ''
}

function movedWords(t: Reader['t'], step: string): string {
  if (step === 'forwarded') return t('notice.proposal_forwarded')
  const status = proposalStatuses.find((one) => one === step)
  return status ? t(`proposal_status.${status}`) : ''
}
