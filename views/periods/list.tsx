import type { Period } from '../../src/domain/period.ts'
import { capitalised, nameOfPeriod } from '../papers/period/words.ts'
import { ErrorSummary } from '../parts/form.tsx'
import { DateField, HiddenFields } from '../parts/inputs.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { PageHead, Section } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'

export interface ListedPeriod {
  period: Period
  href: string
  isRunning: boolean
}

/** The days as they were typed, and what is wrong with them. */
export interface TypedDays {
  from: string
  to: string
  errors: { field: 'from' | 'to'; text: string }[]
}

interface PeriodListProps {
  reader: Reader
  campaign: { name: string }
  periods: ListedPeriod[]
  typed: TypedDays
  /** The page itself, and what its form carries along. */
  action: string
  kept: { name: string; value: string }[]
  weeksHref: string
}

/** Every period of a campaign that has begun, and a form for any other two days. */
export function PeriodListPage(props: PeriodListProps): Html {
  const { reader, campaign, periods, typed, weeksHref } = props
  const { t } = reader
  const of = (...kinds: Period['kind'][]) => periods.filter(({ period }) => kinds.includes(period.kind))
  return (
    <>
      <ErrorSummary reader={reader} deed='next' errors={typed.errors} />
      <PageHead
        eyebrow={campaign.name}
        title={t('period.title')}
        lead={t('period.lead')}
        actions={
          <a class='btn' href={weeksHref}>
            {t('period.weeks')}
          </a>
        }
      />
      {periods.length === 0 ? (
        <EmptyState
          reader={reader}
          icon='calendar-range'
          title={t('period.none')}
          text={t('period.noneText')}
        />
      ) : (
        <div class='cols2'>
          <div class='flow-l'>
            <PeriodLinks reader={reader} id='h-months' title={t('period.list.month')} periods={of('month')} />
          </div>
          <div class='flow-l'>
            <PeriodLinks
              reader={reader}
              id='h-quarters'
              title={t('period.list.quarter')}
              periods={of('quarter')}
            />
            <PeriodLinks
              reader={reader}
              id='h-longer'
              title={t('period.list.longer')}
              periods={of('span', 'half', 'nine_months', 'year').sort(byEnd)}
            />
            <AnyDays {...props} />
          </div>
        </div>
      )}
    </>
  )
}

/** The shorter first: 6 months, 8 months, 9 months, the year. */
const byEnd = ({ period: a }: ListedPeriod, { period: b }: ListedPeriod) => a.to.localeCompare(b.to)

function PeriodLinks(props: { reader: Reader; id: string; title: string; periods: ListedPeriod[] }) {
  const { reader, id, title, periods } = props
  if (periods.length === 0) return null
  return (
    <Section id={id} title={title} card>
      <ul class='flow'>
        {periods.map(({ period, href, isRunning }) => (
          <li>
            <a href={href}>{capitalised(nameOfPeriod(reader, period))}</a>
            {isRunning && <span class='muted'> – {reader.t('period.running')}</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function AnyDays({ reader, typed, action, kept }: PeriodListProps) {
  const { t } = reader
  const error = (field: 'from' | 'to') => typed.errors.find((one) => one.field === field)?.text
  return (
    <Section id='h-any' title={t('period.anyDays')} card>
      <form class='flow' method='get' action={action}>
        <HiddenFields fields={kept} />
        <DateField
          reader={reader}
          name='from'
          label={t('period.from')}
          value={typed.from}
          error={error('from')}
        />
        <DateField reader={reader} name='to' label={t('period.to')} value={typed.to} error={error('to')} />
        <p class='btns'>
          <button class='btn btn--p' type='submit'>
            {t('period.open')}
          </button>
        </p>
      </form>
    </Section>
  )
}
