import type { Instant } from '../../src/domain/day.ts'
import type { ReminderChannel } from '../../src/domain/follow-up.ts'
import { writeInstant } from '../../src/i18n/days.ts'
import { EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Pager } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Html, Reader } from '../reader.ts'

interface RoundShown {
  id: string
  sentAt: Instant
  by: string
  channels: ReminderChannel[]
  letterNumber: string | null
  targets: number
  units: number
  answered: number
}

interface RoundListProps {
  reader: Reader
  campaignName: string
  rounds: RoundShown[]
  next: string | null
  first: string | null
}

/** What the office has sent in a campaign, the newest first. */
export function RoundListPage({ reader, campaignName, rounds, next, first }: RoundListProps): Html {
  const { t, at } = reader
  return (
    <>
      <Crumbs
        reader={reader}
        items={[{ href: at('/desk'), label: t('nav.desk') }]}
        here={t('reminder.title')}
      />
      <PageHead eyebrow={campaignName} title={t('reminder.listTitle')} lead={t('reminder.listLead')} />
      {rounds.length === 0 ? (
        <NothingToRemind reader={reader} />
      ) : (
        <div class='card'>
          <StackTable
            caption={t('reminder.listCaption')}
            columns={(['subject', 'at', 'channels', 'by', 'answered'] as const).map((name) => ({
              label: t(`reminder.${name}`),
            }))}
          >
            {rounds.map((round) => (
              <RoundRow reader={reader} round={round} />
            ))}
          </StackTable>
        </div>
      )}
      <Pager reader={reader} next={next} first={first} />
    </>
  )
}

/** Nothing was sent yet, or nothing was ticked. */
export function NothingToRemind({ reader, isPage }: { reader: Reader; isPage?: boolean }): Html {
  const { t, at } = reader
  return (
    <EmptyState
      reader={reader}
      icon='bell'
      title={t(isPage ? 'reminder.problem.none' : 'reminder.listNone')}
      text={t('reminder.listNoneText')}
      isPage={isPage}
    >
      <a class='btn' href={at('/desk')}>
        {t('reminder.toDesk')}
      </a>
    </EmptyState>
  )
}

function RoundRow({ reader, round }: { reader: Reader; round: RoundShown }) {
  const { t, at, language, zone } = reader
  const jobs = t('reminder.jobs', { n: round.targets })
  const what = t('reminder.what', { jobs, units: t('reminder.units', { n: round.units }) })
  const channels = round.channels.map((channel) => t(`reminder.sent.${channel}`)).join(', ')
  return (
    <Row>
      <RowHead>
        <a href={at(`/reminders/${round.id}`)}>{what}</a>
      </RowHead>
      <Cell label={t('reminder.at')}>{writeInstant(language, round.sentAt, zone)}</Cell>
      <Cell label={t('reminder.channels')}>
        {round.letterNumber ? `${channels} ${round.letterNumber}` : channels}
      </Cell>
      <Cell label={t('reminder.by')}>{round.by}</Cell>
      <Cell label={t('reminder.answered')}>
        {t('reminder.answeredOf', { n: round.answered, total: round.units })}
      </Cell>
    </Row>
  )
}
