import { daysBetween } from '../../src/domain/day.ts'
import { isWaitingProposal } from '../../src/domain/proposal.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { type Todo, TodoList } from '../parts/lists.tsx'
import { Section } from '../parts/page.tsx'
import { silenceWords } from '../proposals/status.tsx'
import type { Reader } from '../reader.ts'
import type { DirectionToDo, MyWorkProps, OwnProposal } from './my-work.tsx'

/** What came from above, and what was asked of it. */
export function Aside({
  reader,
  directions,
  proposals,
}: Pick<MyWorkProps, 'reader' | 'directions' | 'proposals'>) {
  return (
    <aside class='flow-l' aria-label={reader.t('work.aside')}>
      {directions.length > 0 && (
        <Section id='directions' title={reader.t('work.directions')}>
          <TodoList reader={reader} items={directions.map((direction) => directionItem(reader, direction))} />
        </Section>
      )}
      {proposals.length > 0 && (
        <Section id='proposals' title={reader.t('work.proposals')}>
          <TodoList reader={reader} items={proposals.map((proposal) => proposalItem(reader, proposal))} />
        </Section>
      )}
    </aside>
  )
}

function directionItem(reader: Reader, direction: DirectionToDo): Todo {
  const { t, language, today } = reader
  const { dueOn } = direction
  const isLate = dueOn !== null && dueOn < today
  const due =
    dueOn &&
    (isLate
      ? t('work.directionLate', { n: daysBetween(dueOn, today) })
      : t('work.directionDue', { day: writeDay(language, dueOn) }))
  return {
    title: direction.body,
    href: reader.at(`/directions/${encodeURIComponent(direction.code)}`),
    icon: isLate ? 'clock-alert' : 'flag',
    tone: isLate ? 'late' : undefined,
    note: [occasionWords(reader, direction), due].filter(Boolean).join(' · '),
  }
}

/** An occasion often names its day itself. */
function occasionWords({ t, language }: Reader, direction: DirectionToDo): string {
  const { issuedByPost: by, occasion, issuedOn } = direction
  const day = writeDay(language, issuedOn)
  if (!occasion) return t('work.directionPlain', { by, day })
  return occasion.includes(writeDay('vi', issuedOn))
    ? t('work.directionDated', { by, occasion })
    : t('work.direction', { by, occasion, day })
}

function proposalItem(reader: Reader, proposal: OwnProposal): Todo {
  const { t, language } = reader
  const { status, addressedTo: to, raisedOn, answeredOn } = proposal
  const isWaiting = isWaitingProposal(status)
  const day = writeDay(language, isWaiting ? raisedOn : (answeredOn ?? raisedOn))
  return {
    title: proposal.title,
    href: reader.at(`/proposals/${encodeURIComponent(proposal.code)}`),
    icon: 'message-square-text',
    tone: isWaiting ? undefined : 'done',
    note: isWaiting
      ? t('work.proposal.waits', { to, day, silence: silenceWords(reader, proposal) ?? '' })
      : t(`work.proposal.${status}`, { to, day }),
  }
}
