import { type Day, dayOf, daysBetween, type Instant } from '../../src/domain/day.ts'
import { type Awaited, silentSince } from '../../src/domain/proposal.ts'
import { writeDay, writeDayShort } from '../../src/i18n/days.ts'
import { Icon } from '../parts/icon.tsx'
import type { IconName } from '../parts/icon-names.ts'
import { type Todo, TodoList } from '../parts/lists.tsx'
import { Section } from '../parts/page.tsx'
import type { Tone } from '../parts/status.ts'
import type { Reader } from '../reader.ts'

interface AskedTime {
  id: string
  title: string
  unitName: string
  dueOn: Day | null
  proposedDueOn: Day
  requestedAt: Instant
}

interface DecisionsProps {
  reader: Reader
  /** That were put forward; null where there are none. */
  commitments: { n: number; code: string; href: string } | null
  extensions: { rows: AskedTime[]; total: number; href: string }
  directions: { code: string; body: string; issuedOn: Day }[]
  proposals: { rows: (Awaited & { code: string; title: string; unitName: string })[]; total: number }
}

/** What waits for a leader: commitments to agree to, and the oldest first: time asked for, tasks to close, proposals to answer. */
export function Decisions({ reader, commitments, extensions, directions, proposals }: DecisionsProps) {
  const { t, at } = reader
  const own = (commitments?.n ?? 0) + extensions.total + directions.length
  return (
    <div class={proposals.rows.length > 0 ? 'cols2 mb' : 'mb'}>
      <Section id='h-decisions' title={own ? t('leader.decisions', { n: own }) : t('leader.decisionsNone')}>
        {own > 0 && (
          <TodoList
            reader={reader}
            items={[
              ...(commitments ? [commitmentTodo(reader, commitments)] : []),
              ...extensions.rows.map((row) => extensionTodo(reader, row)),
              ...directions.map((row) => directionTodo(reader, row)),
            ]}
          />
        )}
        {extensions.total > extensions.rows.length && (
          <p class='mt'>
            <a href={extensions.href}>{t('leader.allExtensions', { n: extensions.total })}</a>
          </p>
        )}
      </Section>
      {proposals.rows.length > 0 && (
        <Section
          id='h-proposals'
          title={t('leader.proposals', { n: proposals.total })}
          aside={
            <a class='sm' href={at('/proposals')}>
              {t('leader.allProposals')}
            </a>
          }
        >
          <TodoList reader={reader} items={proposals.rows.map((row) => proposalTodo(reader, row))} />
        </Section>
      )}
    </div>
  )
}

function commitmentTodo({ t }: Reader, { n, code, href }: NonNullable<DecisionsProps['commitments']>): Todo {
  const title = n === 1 ? t('leader.commitment', { code }) : t('leader.commitments', { n })
  return { title, href, tone: 'wait', icon: 'handshake' }
}

function extensionTodo(reader: Reader, row: AskedTime): Todo {
  const { t, language, today, zone } = reader
  const days = daysBetween(dayOf(row.requestedAt, zone), today)
  const dates = t('leader.moves', {
    from: row.dueOn ? writeDay(language, row.dueOn) : '–',
    to: writeDay(language, row.proposedDueOn),
  })
  return {
    title: t('leader.extension', { title: row.title }),
    href: reader.at(`/extensions/${row.id}/decision`),
    note: [row.unitName, dates, agoWords(reader, days)].join(' · '),
    tone: 'wait',
    icon: 'calendar-clock',
  }
}

function directionTodo(reader: Reader, row: DecisionsProps['directions'][number]): Todo {
  const { t, language } = reader
  return {
    title: t('leader.direction', { text: row.body }),
    href: reader.at(`/directions/${encodeURIComponent(row.code)}`),
    note: `${row.code} · ${t('leader.given', { day: writeDay(language, row.issuedOn) })}`,
    tone: 'wait',
    icon: 'flag',
  }
}

function proposalTodo(reader: Reader, row: DecisionsProps['proposals']['rows'][number]): Todo {
  const days = daysBetween(silentSince(row, reader.zone) ?? row.raisedOn, reader.today)
  return {
    title: row.title,
    href: reader.at(`/proposals/${encodeURIComponent(row.code)}`),
    note: [row.unitName, reader.t('leader.waits', { n: days })].join(' · '),
    tone: days > LONG_DAYS ? 'late' : 'wait',
    icon: 'message-square-text',
  }
}

/** A month without an answer is long in any office. */
const LONG_DAYS = 30

const agoWords = ({ t }: Reader, days: number) =>
  days === 0 ? t('leader.today') : t('leader.ago', { n: days })

interface InspectionProps {
  reader: Reader
  found: {
    kind: 'corrected' | 'voided' | 'contradicted' | 'on_behalf'
    receipt: string
    code: string
    title: string
    unitName: string
    at: Instant
  }[]
  days: number
}

const looks: Record<InspectionProps['found'][number]['kind'], { tone: Tone; icon: IconName }> = {
  corrected: { tone: 'info', icon: 'pen-line' },
  voided: { tone: 'back', icon: 'ban' },
  contradicted: { tone: 'late', icon: 'triangle-alert' },
  on_behalf: { tone: 'none', icon: 'user-plus' },
}

/** What an inspector looks at first. */
export function Inspection({ reader, found, days }: InspectionProps) {
  const { t, language, zone } = reader
  return (
    <div class='mb'>
      <Section id='h-inspection' title={t('leader.inspection')}>
        {found.length === 0 ? (
          <p class='card card__p'>
            <span class='with-icon'>
              <Icon reader={reader} name='circle-check-big' />
              {t('leader.inspectionNone', { days })}
            </span>
          </p>
        ) : (
          <TodoList
            reader={reader}
            items={found.map((one) => ({
              title: one.title,
              href: reader.at(`/updates/${one.receipt}`),
              note: [
                t(`leader.inspected.${one.kind}`),
                one.unitName,
                one.code,
                writeDayShort(language, dayOf(one.at, zone)),
              ].join(' · '),
              ...looks[one.kind],
            }))}
          />
        )}
      </Section>
    </div>
  )
}
