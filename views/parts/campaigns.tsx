import type { Reader } from '../reader.ts'
import { Select } from './choices.tsx'
import { Tabs } from './page.tsx'

/** The campaigns of which this page may be asked, and the one it shows. */
export interface CampaignChoice {
  /** The page itself, ready-made and without a query. */
  action: string
  here: string
  campaigns: { code: string; name: string }[]
}

/** After so many years names no longer fit beside each other. */
const MOST_TABS = 4

/** Leads to the same page of another campaign; nothing where there is only one. */
export function CampaignChooser({ reader, choice }: { reader: Reader; choice: CampaignChoice }) {
  const { t } = reader
  const { action, here, campaigns } = choice
  if (campaigns.length < 2) return null
  if (campaigns.length <= MOST_TABS) {
    return (
      <Tabs
        label={t('common.campaigns')}
        tabs={campaigns.map(({ code, name }) => ({
          href: `${action}?campaign=${encodeURIComponent(code)}`,
          label: name,
          here: code === here,
        }))}
      />
    )
  }
  return (
    <form class='filters mb no-print' method='get' action={action} aria-label={t('common.campaigns')}>
      <Select
        reader={reader}
        id='campaign-choice'
        name='campaign'
        label={t('common.campaigns')}
        value={here}
        items={campaigns.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <button class='btn' type='submit'>
        {t('common.choose')}
      </button>
    </form>
  )
}
