import type { CommitmentState } from '../../src/domain/commitment.ts'
import type { Day } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writeCount } from '../../src/i18n/numbers.ts'
import { SegmentedRadios } from '../parts/choices.tsx'
import { Filters, PrintButton } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { PageHead, Pager } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface Counts {
  all: number
  done: number
  in_progress: number
  not_started: number
  carried: number
}

interface YearEndProps {
  reader: Reader
  campaign: { code: string; name: string }
  /** The last day of a campaign that still runs. */
  endsOn: Day | null
  query: string
  openOnly: boolean
  rows: (Counts & { code: string; unitName: string; state: CommitmentState })[]
  /** Over everything, not this page alone. */
  totals: Counts
  next: string | null
  first: string | null
}

/** Every signed commitment of a campaign, and what was said of its promises. */
export function YearEndPage(props: YearEndProps) {
  const { reader, campaign, totals, endsOn, query, openOnly } = props
  const { t, at, language } = reader
  const pending = pendingOf(totals)
  return (
    <>
      <PageHead
        eyebrow={campaign.name}
        title={t('yearEnd.title')}
        lead={
          totals.all === 0
            ? t('yearEnd.lead')
            : pending === totals.all
              ? t('yearEnd.noneEvaluated', { n: writeCount(language, pending) })
              : t('yearEnd.savedN', {
                  done: writeCount(language, totals.done),
                  in_progress: writeCount(language, totals.in_progress),
                  not_started: writeCount(language, totals.not_started),
                  pending: writeCount(language, pending),
                })
        }
        actions={<PrintButton reader={reader} />}
      />
      {endsOn && (
        <div class='mb'>
          <Callout reader={reader} tone='info'>
            <p>{t('yearEnd.notEnded', { day: writeDay(language, endsOn) })}</p>
          </Callout>
        </div>
      )}
      <Filters reader={reader} action={at('/year-end')} label={t('yearEnd.filter')} target='#year-end'>
        <input type='hidden' name='campaign' value={campaign.code} />
        <TextField reader={reader} name='q' type='search' label={t('yearEnd.search')} value={query} />
        <SegmentedRadios
          reader={reader}
          name='show'
          label={t('yearEnd.show')}
          value={openOnly ? 'open' : ''}
          options={[
            { value: '', label: t('yearEnd.show.all') },
            { value: 'open', label: t('yearEnd.show.open') },
          ]}
        />
      </Filters>
      <div id='year-end'>
        <List {...props} />
      </div>
    </>
  )
}

const pendingOf = ({ all, done, in_progress, not_started }: Counts) => all - done - in_progress - not_started

function List({ reader, rows, totals, query, openOnly, next, first }: YearEndProps) {
  const { t, at } = reader
  if (rows.length === 0) {
    const isFiltered = query !== '' || openOnly || first !== null
    return isFiltered ? (
      <EmptyState reader={reader} icon='search-x' title={t('yearEnd.noneFound')} />
    ) : (
      <EmptyState reader={reader} icon='handshake' title={t('yearEnd.none')} text={t('yearEnd.noneText')} />
    )
  }
  const labels = [t('yearEnd.all'), t('yearEnd.result.done'), t('yearEnd.result.in_progress')]
  labels.push(t('yearEnd.result.not_started'), t('yearEnd.pending'), t('yearEnd.carried'))
  return (
    <>
      <div class='card'>
        <StackTable
          caption={t('yearEnd.title')}
          mid
          lines
          columns={[
            { label: t('yearEnd.unit') },
            ...labels.map((label) => ({ label, num: true })),
            { label: t('yearEnd.state') },
          ]}
          foot={
            <Row>
              <RowHead>{t('yearEnd.total')}</RowHead>
              <Numbers reader={reader} labels={labels} counts={totals} />
              <Cell wideOnly />
            </Row>
          }
        >
          {rows.map((row) => (
            <Row>
              <RowHead>
                <a href={at(`/year-end/${encodeURIComponent(row.code)}`)}>{row.unitName}</a>
                <p class='sub'>{row.code}</p>
              </RowHead>
              <Numbers reader={reader} labels={labels} counts={row} />
              <Cell>{t(`commitment.state.${row.state}`)}</Cell>
            </Row>
          ))}
        </StackTable>
      </div>
      <Pager reader={reader} next={next} first={first} />
    </>
  )
}

function Numbers({ reader, labels, counts }: { reader: Reader; labels: string[]; counts: Counts }) {
  const numbers = [counts.all, counts.done, counts.in_progress, counts.not_started]
  return (
    <>
      {[...numbers, pendingOf(counts), counts.carried].map((n, place) => (
        <Cell label={labels[place] ?? ''} num nil={n === 0}>
          {writeCount(reader.language, n)}
        </Cell>
      ))}
    </>
  )
}
