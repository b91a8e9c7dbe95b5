import { EmptyState } from '../parts/notes.tsx'
import { Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { type ProposalRow, ProposalTable } from './table.tsx'

interface DeskProposalsProps {
  reader: Reader
  /** What the office itself asked of the level above. */
  above: ProposalRow[]
  /** What its units asked, and waits for it. */
  below: ProposalRow[]
}

/** What waits for the level above, and what waits for this office; the longest first. */
export function DeskProposals({ reader, above, below }: DeskProposalsProps) {
  const { t, at } = reader
  if (above.length + below.length === 0) {
    return <EmptyState reader={reader} icon='circle-check-big' tone='done' title={t('proposal.headNone')} />
  }
  return (
    <div class='flow-l'>
      {above.length > 0 && (
        <Section
          id='h-above'
          title={t('proposal.above')}
          aside={<a href={at('/proposals?view=mine')}>{t('common.seeAll')}</a>}
        >
          <div class='card'>
            <ProposalTable reader={reader} caption={t('proposal.above')} rows={above} />
          </div>
        </Section>
      )}
      {below.length > 0 && (
        <Section id='h-below' title={t('proposal.below')}>
          <div class='card'>
            <ProposalTable reader={reader} caption={t('proposal.below')} rows={below} withUnit />
          </div>
        </Section>
      )}
    </div>
  )
}
