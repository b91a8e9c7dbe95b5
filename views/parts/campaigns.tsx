import type { Day } from '../../src/domain/day.ts'
import type { Reader } from '../reader.ts'
import { Select } from './choices.tsx'
import { Tabs } from './page.tsx'

/** The campaigns of which this page may be asked, and the one it shows. */
export interface CampaignChoice {
  /** The page itself, ready-made and without a query. */
  action: string
  here: string
  campaigns: Chosen[]
}

interface Chosen {
  code: string
  name: string
  ownerShortName: string
  startOn: Day
  endOn: Day
}

/** After so many years they no longer fit beside each other. */
const MOST_TABS = 4

/** Its years and its owner, as tabs have room for; two that share both have their codes as well. */
function shortName(one: Chosen, all: readonly Chosen[]): string {
  const plain = ({ startOn, endOn, ownerShortName }: Chosen) =>
    `${[...new Set([startOn.slice(0, 4), endOn.slice(0, 4)])].join('–')} · ${ownerShortName}`
  const isShared = all.some((other) => other.code !== one.code && plain(other) === plain(one))
  return isShared ? `${plain(one)} (${one.code})` : plain(one)
}

/** Leads to the same page of another campaign; nothing where there is only one. */
export function CampaignChooser({ reader, choice }: { reader: Reader; choice: CampaignChoice }) {
  const { t } = reader
  const { action, here, campaigns } = choice
  if (campaigns.length < 2) return null
  if (campaigns.length <= MOST_TABS) {
    return (
      <div class='campaigns'>
        <Tabs
          reader={reader}
          label={t('common.campaigns')}
          tabs={campaigns.map((one) => ({
            href: `${action}?campaign=${encodeURIComponent(one.code)}`,
            label: shortName(one, campaigns),
            title: one.name,
            here: one.code === here,
          }))}
        />
      </div>
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
        items={campaigns.map((one) => ({
          value: one.code,
          label: `${shortName(one, campaigns)}: ${one.name}`,
        }))}
      />
      <button class='btn' type='submit'>
        {t('common.choose')}
      </button>
    </form>
  )
}
