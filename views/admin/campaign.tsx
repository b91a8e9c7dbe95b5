import type { MovedDue } from '../../src/domain/moved-dues.ts'
import { writeDay, writeDayRange, writeWeekday } from '../../src/i18n/days.ts'
import { writeCount } from '../../src/i18n/numbers.ts'
import { Badge } from '../parts/badge.tsx'
import { Icon } from '../parts/icon.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { remindingLine, weeklyLine } from './campaign-weekly.ts'
import type { CampaignRow } from './campaign-words.ts'
import { rightsOf } from './campaign-words.ts'

/** A campaign as its page shows it. */
export interface CampaignShown {
  row: CampaignRow
  ownerName: string
  counts: { units: number; signed: number; targets: number }
  groups: { number: number; name: string; targets: number }[]
  /** The next due days that the calendar moves. */
  moved: MovedDue[]
  nextYear: number
  /** Its owner has a campaign of that year already. */
  hasNext: boolean
  mayImport: boolean
  mayRead: boolean
  mayDrawUp: boolean
}

const pathOf = ({ row }: { row: { code: string } }) => `/admin/campaigns/${encodeURIComponent(row.code)}`

/** All campaigns of this person, the one that is running first of all. */
export function CampaignsPage(props: {
  reader: Reader
  shown: CampaignShown | null
  all: { row: CampaignRow; ownerName: string }[]
}) {
  const { reader, shown, all } = props
  const { t, at } = reader
  if (!shown) {
    return (
      <>
        <PageHead title={t('campaign.title')} lead={t('campaign.lead')} />
        <EmptyState
          reader={reader}
          icon='calendar-range'
          title={t('campaign.none')}
          text={t('campaign.noneText')}
        >
          <a class='btn btn--p' href={at('/admin/campaigns/new')}>
            {t('campaign.new')}
          </a>
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHead
        title={t('campaign.title')}
        lead={t('campaign.lead')}
        actions={
          <>
            <a class='btn' href={at('/admin/campaigns/new')}>
              {t('campaign.new')}
            </a>
            <NextLink reader={reader} shown={shown} />
          </>
        }
      />
      <div class='flow-l'>
        <CampaignCards reader={reader} shown={shown} />
        {all.length > 1 && <AllCampaigns reader={reader} all={all} />}
      </div>
    </>
  )
}

/** Opens the next campaign from this one; once there is one, that is hardly wanted again. */
function NextLink({ reader, shown }: { reader: Reader; shown: CampaignShown }) {
  const { t, at } = reader
  return (
    <a class={shown.hasNext ? 'btn' : 'btn btn--p'} href={at(`${pathOf(shown)}/copy`)}>
      <Icon reader={reader} name='plus' />
      {shown.hasNext ? t('campaign.copy') : t('campaign.next', { year: shown.nextYear })}
    </a>
  )
}

export function CampaignPage({ reader, shown }: { reader: Reader; shown: CampaignShown }) {
  const { t, at } = reader
  return (
    <>
      <Crumbs
        reader={reader}
        items={[{ href: at('/admin/campaigns'), label: t('campaign.title') }]}
        here={shown.row.code}
      />
      <PageHead
        eyebrow={shown.ownerName}
        title={shown.row.name}
        actions={<NextLink reader={reader} shown={shown} />}
      />
      <CampaignCards reader={reader} shown={shown} isAlone />
    </>
  )
}

function CampaignCards({
  reader,
  shown,
  isAlone,
}: {
  reader: Reader
  shown: CampaignShown
  isAlone?: boolean
}) {
  const { t, at } = reader
  const { row, groups } = shown
  return (
    <div class='split'>
      <section class='card' aria-labelledby='h-campaign'>
        <div class='card__p row row--between'>
          <h2 id='h-campaign'>{yearsOf(reader, row)}</h2>
          <StateBadge reader={reader} row={row} />
        </div>
        <div class='card__p cq'>
          {!isAlone && <p class='mb'>{row.name}</p>}
          <SummaryList items={itemsOf(reader, shown)} />
        </div>
        <div class='card__p btns no-print'>
          <a class='btn' href={at(`${pathOf(shown)}/edit`)}>
            {t('campaign.edit')}
          </a>
          <Onward reader={reader} shown={shown} />
        </div>
        {!shown.mayDrawUp && row.state === 'active' && (
          <p class='card__p hint'>{t('campaign.drawnUpBy', { owner: shown.ownerName })}</p>
        )}
      </section>
      <aside class='flow-l' aria-labelledby='h-groups'>
        <section class='card card__p'>
          <h2 id='h-groups'>{t('campaign.groups', { n: groups.length })}</h2>
          {groups.length === 0 && <p class='mt-s'>{t('campaign.groupsNone')}</p>}
          <ol>
            {groups.map((group) => (
              <li class='todo'>
                <div>
                  {group.number}. {group.name}
                  <p class='sub'>
                    {t('campaign.groupCount', { n: writeCount(reader.language, group.targets) })}
                  </p>
                </div>
              </li>
            ))}
          </ol>
          <p class='mt no-print'>
            <a class='btn' href={at(`${pathOf(shown)}/groups`)}>
              {t('campaign.groupsEdit')}
            </a>
          </p>
        </section>
      </aside>
    </div>
  )
}

/** Where the campaign goes on, as far as this person may go there. */
function Onward({ reader, shown }: { reader: Reader; shown: CampaignShown }) {
  const { t, at } = reader
  const campaign = `campaign=${encodeURIComponent(shown.row.code)}`
  const links = [
    [shown.mayImport, '/admin/import', 'campaign.importLink'],
    [shown.mayRead, `/commitments?${campaign}`, 'campaign.commitmentsLink'],
    [shown.mayRead, `/year-end?${campaign}`, 'campaign.yearEndLink'],
  ] as const
  return (
    <>
      {shown.mayDrawUp && (
        <a class='btn btn--p' href={at(`/commitments/new?${campaign}`)}>
          <Icon reader={reader} name='plus' />
          {t('commitmentNew.open')}
        </a>
      )}
      {links
        .filter(([isOpen]) => isOpen)
        .map(([, path, label]) => (
          <a class='btn' href={at(path)}>
            {t(label)}
          </a>
        ))}
    </>
  )
}

const stateLooks = {
  upcoming: { tone: 'wait', icon: 'hourglass' },
  active: { tone: 'ok', icon: 'circle-arrow-right' },
  closed: { tone: 'none', icon: 'archive' },
} as const

/** A campaign that was opened for a time to come does not run before its first day. */
function StateBadge({ reader, row }: { reader: Reader; row: CampaignRow }) {
  const state = row.state === 'active' && reader.today < row.startOn ? 'upcoming' : row.state
  const { tone, icon } = stateLooks[state]
  return (
    <Badge reader={reader} tone={tone} icon={icon}>
      {reader.t(`campaign.state.${state}`)}
    </Badge>
  )
}

/** 'Năm 2022', or the years of a term. */
function yearsOf({ t }: Reader, { startOn, endOn, planYear }: CampaignRow): string {
  const [from, to] = [startOn.slice(0, 4), endOn.slice(0, 4)]
  return from === to ? t('campaign.yearOf', { year: planYear }) : t('campaign.termOf', { from, to })
}

function itemsOf(reader: Reader, { row, counts, groups, moved }: CampaignShown) {
  const { t, language, at } = reader
  const n = (count: number) => writeCount(language, count)
  return [
    { term: t('campaign.period'), detail: writeDayRange(language, row.startOn, row.endOn) },
    {
      term: t('campaign.signed'),
      detail: t('campaign.signedOf', { signed: n(counts.signed), all: n(counts.units) }),
    },
    {
      term: t('campaign.promised'),
      detail: t('campaign.promisedIn', { n: n(counts.targets), groups: groups.length }),
    },
    { term: t('campaign.weekly'), detail: weeklyLine(reader, row) },
    {
      term: t('campaign.holidays'),
      detail: (
        <>
          {moved.length === 0 && <p>{t('campaign.movedNone')}</p>}
          {moved.map((one) => (
            <p>{movedLine(reader, one)}</p>
          ))}
          <p class='no-print'>
            <a href={at('/admin/calendar')}>{t('campaign.calendarLink')}</a>
          </p>
        </>
      ),
    },
    { term: t('campaign.reminding'), detail: remindingLine(reader, row) },
    {
      term: t('campaign.thresholds'),
      detail: t('campaign.thresholdsLine', { risk: row.atRiskPoints, behind: row.behindPoints }),
    },
    {
      term: t('campaign.time'),
      detail: t('campaign.timeLine', {
        soon: row.dueSoonDays,
        grace: row.returnGraceDays,
        age: row.maxAgeDays,
        extensions: row.maximumExtensions,
      }),
    },
    { term: t('campaign.rights'), detail: rightsOf(reader, row).join('; ') },
  ]
}

function movedLine({ t, language }: Reader, { week, due }: MovedDue): string {
  if (!due) return t('campaign.movedAway', { week: week.number })
  const weekday = writeWeekday(language, due)
  return t('campaign.movedTo', { week: week.number, weekday, day: writeDay(language, due) })
}

function AllCampaigns({ reader, all }: { reader: Reader; all: { row: CampaignRow; ownerName: string }[] }) {
  const { t, at, language } = reader
  const columns = ['name', 'owner', 'period', 'stateLabel'] as const
  return (
    <Section id='h-all' title={t('campaign.others')}>
      <div class='card'>
        <StackTable
          caption={t('campaign.others')}
          columns={columns.map((name) => ({ label: t(`campaign.${name}`) }))}
        >
          {all.map(({ row, ownerName }) => (
            <Row>
              <RowHead>
                <a href={at(pathOf({ row }))}>{row.name}</a>
                <p class='sub code'>{row.code}</p>
              </RowHead>
              <Cell label={t('campaign.owner')}>{ownerName}</Cell>
              <Cell label={t('campaign.period')}>{writeDayRange(language, row.startOn, row.endOn)}</Cell>
              <Cell label={t('campaign.stateLabel')}>
                <StateBadge reader={reader} row={row} />
              </Cell>
            </Row>
          ))}
        </StackTable>
      </div>
    </Section>
  )
}
