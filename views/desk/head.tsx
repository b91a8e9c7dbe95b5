import { writeDay, writeDayRange, writeDayShort, writeTime, writeWeekday } from '../../src/i18n/days.ts'
import { Icon } from '../parts/icon.tsx'
import { PageHead } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import type { DeskProps } from './shapes.ts'

/** What was found, in one sentence for each tab. */
export function DeskHead(props: DeskProps) {
  const { reader, tab, week } = props
  const { t, language, today } = reader
  const weekday = writeWeekday(language, today)
  const eyebrow = t('desk.weekLine', {
    weekday: weekday.charAt(0).toUpperCase() + weekday.slice(1),
    day: writeDay(language, today),
    week: week.week.number,
    range: writeDayRange(language, week.week.from, week.week.to),
  })
  return (
    <PageHead
      eyebrow={eyebrow}
      title={titleOf(props)}
      lead={leadOf(props)}
      actions={
        tab === 'review' ? (
          <a class='btn' href={props.clockHref}>
            <Icon reader={reader} name='hourglass' />
            {t('clock.title')}
          </a>
        ) : (
          <a class='btn' href={reader.at('/weekly')}>
            <Icon reader={reader} name='file-text' />
            {t('nav.weekly')}
          </a>
        )
      }
    />
  )
}

function titleOf({ reader: { t }, tab, tabs, counts, waits }: DeskProps): string {
  const n = tabs[tab].count
  switch (tab) {
    case 'overdue':
      return counts.units ? t('desk.headOverdue', { n: counts.units }) : idleTitle(t, waits)
    case 'warned':
      return n ? t('desk.headWarned', { n }) : t('desk.headNoWarned')
    case 'review':
      return n ? t('desk.headReview', { n }) : t('desk.headNoReview')
    case 'extensions':
      return n ? t('desk.headExtensions', { n }) : t('desk.headNoExtensions')
    case 'missing':
      return n ? t('desk.headMissing', { n }) : t('desk.headNoMissing')
    case 'proposals':
      return proposalsTitle(t, waits)
  }
}

/** Nothing is late; what waits for an answer is work all the same. */
function idleTitle(t: Reader['t'], { below }: DeskProps['waits']): string {
  return below ? t('desk.headOnlyProposals', { n: below }) : t('desk.headNoOverdue')
}

function proposalsTitle(t: Reader['t'], { above, below }: DeskProps['waits']): string {
  if (above === 0) return below ? t('desk.headProposalsBelow', { n: below }) : t('desk.headNoProposals')
  return t('desk.headProposals', { above, below })
}

function leadOf({ reader, tab, tabs, week }: DeskProps): string {
  const { t } = reader
  if (tab === 'review') return t('desk.leadReview')
  if (tab === 'warned') return t('desk.leadWarned')
  if (tab === 'extensions') return t('desk.leadExtensions')
  if (tab === 'proposals') return t('desk.leadProposals')
  if (tab === 'missing' && week.isOwed && tabs.missing.count) return t('desk.leadDue', dueWords(reader, week))
  const overdue = tabs.overdue.count ? `${t('desk.leadOverdue', { n: tabs.overdue.count })} ` : ''
  return `${overdue}${missingLine(reader, tabs.missing.count, week)}`
}

function missingLine(reader: Reader, n: number, week: DeskProps['week']): string {
  const { t } = reader
  if (!week.isOwed) return t('desk.leadNoWeek')
  if (n === 0) return t('desk.leadAllIn')
  return t('desk.leadMissing', { n, ...dueWords(reader, week) })
}

/** When this week's report is due. */
function dueWords({ language, zone }: Reader, { due, dueOn }: DeskProps['week']) {
  return {
    time: writeTime(language, due, zone),
    weekday: writeWeekday(language, dueOn),
    day: writeDayShort(language, dueOn),
  }
}
