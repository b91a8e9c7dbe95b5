import { commitmentDeeds } from '../../src/domain/commitment.ts'
import { type Day, isDay } from '../../src/domain/day.ts'
import { type LadderItem, type NoticeKind, proposalStatuses } from '../../src/domain/follow-up.ts'
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
  commitment_moved: { tone: 'info', icon: 'handshake' },
  own_post: { tone: 'risk', icon: 'user-check' },
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
  const n = Number(detail.n ?? 0)
  const told = [headWords(reader, kind, say), outcomeWords(reader, kind, say)].filter(Boolean).join(' – ')
  const what = kind === 'reminder' && n > 1 ? t('reminder.jobs', { n }) : say('title') || say('text')
  const title = kind === 'ladder' ? t('notice.ladder', { n }) : told + (what ? `: ${what}` : '')
  const [day, due] = [dayOf('day'), dayOf('due')]
  const notes = [
    say('unit'),
    say('by'),
    day && dayWords(reader, kind, day),
    due && t('notice.due', { day: due }),
    say('words'),
  ]
  return { title, note: notes.filter(Boolean).join(' · ') }
}

/** What happened; a decision is told by what was decided. */
function headWords({ t }: Reader, kind: NoticeKind, say: (name: string) => string) {
  const outcome = say('outcome')
  if (kind === 'own_post' && outcome === 'widened') return t('notice.own_post_widened')
  const isDecided = outcome === 'granted' || outcome === 'refused' || outcome === 'lapsed'
  if (kind === 'extension_decided' && isDecided) return t(`notice.extension_${outcome}`)
  return kind === 'ladder' ? '' : t(`notice.${kind}`)
}

/** Which day it is: of the figures, asked for, or given. */
function dayWords({ t }: Reader, kind: NoticeKind, day: string): string {
  if (kind === 'extension_requested') return t('notice.askedDay', { day })
  if (kind === 'extension_decided') return t('notice.newDay', { day })
  if (kind === 'update_awaiting' || kind === 'update_on_behalf') return t('notice.figureDay', { day })
  return day
}

/** One thing of a digest: where it leads, and how it stands. */
export function itemWords({ t, language, at }: Reader, item: LadderItem) {
  const { step, code, title, unitName: unit, dueOn, daysLate: n } = item
  const day = writeDay(language, dueOn)
  if (step === 'report')
    return { href: at('/my-work'), title: t('ladder.reportLine', { unit, day }), note: '' }
  const due = n > 0 ? t('notice.itemLate', { day, n }) : t('notice.itemDue', { day })
  return { href: at(`/targets/${encodeURIComponent(code)}`), title, note: [code, unit, due].join(' · ') }
}

/** How something ended, where the notice tells of an end. */
function outcomeWords({ t }: Reader, kind: NoticeKind, say: (name: string) => string): string {
  if (kind === 'proposal_moved') return movedWords(t, say('step'))
  if (kind === 'commitment_moved') {
    if (say('deed') === 'amend') return t('amendment.told', { n: say('n') })
    const deed = commitmentDeeds.find((one) => one === say('deed'))
    return deed ? t(`commitmentStep.told.${deed}`) : ''
  }
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
