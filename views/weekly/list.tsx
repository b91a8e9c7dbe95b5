import type { Instant } from '../../src/domain/day.ts'
import type { Week } from '../../src/domain/week.ts'
import { writeDayRange, writeInstant } from '../../src/i18n/days.ts'
import { EmptyState } from '../parts/notes.tsx'
import { PageHead, Pager } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'

interface ListedWeek {
  week: Week
  isOpen: boolean
  frozenAt: Instant | null
  hash: string | null
  number: string | null
  issue: number
}

/** Every week of a campaign, this one first. */
export function WeekListPage(props: {
  reader: Reader
  campaign: { name: string }
  weeks: ListedWeek[]
  next: string | null
  /** Back to the latest weeks; null on the first page. */
  first: string | null
  /** The path of a week, before the base path. */
  addressOf: (week: string) => string
  reportsHref: string
  /** For those who look after the freezes. */
  scheduleHref: string | null
}): Html {
  const { reader, campaign, weeks, next, first, addressOf, reportsHref, scheduleHref } = props
  const { t } = reader
  return (
    <>
      <PageHead
        eyebrow={campaign.name}
        title={t('weekly.title')}
        lead={t('weekly.listLead')}
        actions={
          <>
            <a class='btn' href={reportsHref}>
              {t('weekly.toReports')}
            </a>
            {scheduleHref && (
              <a class='btn' href={scheduleHref}>
                {t('weekly.toSchedule')}
              </a>
            )}
          </>
        }
      />
      {weeks.length === 0 ? (
        <EmptyState
          reader={reader}
          icon='calendar-range'
          title={t('weekly.none')}
          text={t('weekly.noneText')}
        />
      ) : (
        <div class='card cq'>
          <table class='tbl tbl--mid stack'>
            <thead>
              <tr>
                <th scope='col'>{t('weekly.listWeek')}</th>
                <th scope='col'>{t('weekly.listDays')}</th>
                <th scope='col'>{t('weekly.listState')}</th>
                <th scope='col'>{t('weekly.listHash')}</th>
                <th scope='col'>{t('weekly.listNumber')}</th>
              </tr>
            </thead>
            <tbody>
              {weeks.map((entry) => (
                <WeekRow reader={reader} entry={entry} href={reader.at(addressOf(entry.week.code))} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pager reader={reader} next={next} first={first} />
    </>
  )
}

function WeekRow({ reader, entry, href }: { reader: Reader; entry: ListedWeek; href: string }) {
  const { t, language } = reader
  const { week, hash, number } = entry
  return (
    <tr>
      <th scope='row'>
        <a href={href}>{t('weekly.weekOf', { n: week.number })}</a>
      </th>
      <td data-l={t('weekly.listDays')}>{writeDayRange(language, week.from, week.to)}</td>
      <td data-l={t('weekly.listState')}>{stateOf(reader, entry)}</td>
      <td data-l={t('weekly.listHash')}>{hash ? <span class='code'>{hash.slice(0, 8)}</span> : '–'}</td>
      <td data-l={t('weekly.listNumber')}>{number ?? '–'}</td>
    </tr>
  )
}

function stateOf({ t, language, zone }: Reader, { frozenAt, isOpen, issue }: ListedWeek): string {
  if (frozenAt !== null) {
    const at = writeInstant(language, frozenAt, zone)
    return issue > 1 ? t('weekly.frozenAgainAt', { at, issue }) : t('weekly.frozenAt', { at })
  }
  return isOpen ? t('weekly.open') : t('weekly.notFrozen')
}
