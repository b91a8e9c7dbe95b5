import type { Html, Reader } from '../reader.ts'
import { EmptyState } from './notes.tsx'

/** In place of a page about a campaign while there is none; `keeps` is for those who may open one. */
export function NoCampaign({
  reader,
  keeps,
  start,
}: {
  reader: Reader
  keeps: boolean
  start: boolean
}): Html {
  const { t, at } = reader
  return (
    <div class='narrow'>
      <EmptyState
        reader={reader}
        icon='calendar-range'
        title={t('empty.campaign')}
        text={t(keeps ? 'empty.campaignKeep' : 'empty.campaignText')}
        isPage
      >
        {keeps && (
          <a class='btn btn--p' href={at('/admin/campaigns')}>
            {t('empty.toCampaigns')}
          </a>
        )}
        {start && (
          <a class='btn' href={at('/admin')}>
            {t('start.toStart')}
          </a>
        )}
      </EmptyState>
    </div>
  )
}
