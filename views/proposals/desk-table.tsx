import { Pager, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { type ProposalRow, ProposalTable } from './table.tsx'

export interface ProposalParts {
  /** What the office itself asked of the level above. */
  above: { rows: ProposalRow[]; next: string | null; first: string | null }
  /** What its units asked, and waits for it. */
  below: ProposalRow[]
  /** What its units asked, and waits for one of its agencies, which the office may remind. */
  sent: ProposalRow[]
}

/** What waits for the level above, for this office, and for its agencies; the longest first. */
export function DeskProposals({ reader, above, below, sent }: ProposalParts & { reader: Reader }) {
  const { t, at } = reader
  const hasAbove = above.rows.length > 0 || above.first !== null
  return (
    <div class='flow-l'>
      {hasAbove && (
        <Section
          id='h-above'
          title={t('proposal.above')}
          aside={<a href={at('/proposals?view=mine')}>{t('common.seeAll')}</a>}
        >
          <div class='card'>
            <ProposalTable reader={reader} caption={t('proposal.above')} rows={above.rows} />
          </div>
          <Pager reader={reader} next={above.next} first={above.first} />
        </Section>
      )}
      <Below reader={reader} id='h-below' title={t('proposal.belowOwn')} rows={below} />
      <Below reader={reader} id='h-sent' title={t('proposal.belowSent')} rows={sent} />
    </div>
  )
}

function Below({
  reader,
  id,
  title,
  rows,
}: {
  reader: Reader
  id: string
  title: string
  rows: ProposalRow[]
}) {
  if (rows.length === 0) return null
  return (
    <Section id={id} title={title}>
      <div class='card'>
        <ProposalTable reader={reader} caption={title} rows={rows} withUnit />
      </div>
    </Section>
  )
}
