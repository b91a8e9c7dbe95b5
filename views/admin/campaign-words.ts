import type { CampaignSettings } from '../../src/domain/campaign.ts'
import type { Key } from '../../src/i18n/translate.ts'
import type { Reader } from '../reader.ts'

export type CampaignRow = CampaignSettings

/** What a campaign allows, each as a clause. */
export function rightsOf({ t }: Reader, row: CampaignRow): string[] {
  return [
    t(row.clerkMaySubmit ? 'campaign.right.clerk' : 'campaign.right.noClerk'),
    t(row.supervisorMayExtend ? 'campaign.right.supervisor' : 'campaign.right.noSupervisor'),
    t(row.leagueTableOpen ? 'campaign.right.league' : 'campaign.right.noLeague'),
  ]
}

type PlainKey = Extract<
  Key,
  | 'campaign.code'
  | 'campaign.name'
  | 'campaign.stateLabel'
  | `campaign.field.${string}`
  | `campaign.flag.${string}`
>

/** What a setting is called on its form. */
const labels: Record<keyof CampaignSettings, PlainKey> = {
  code: 'campaign.code',
  name: 'campaign.name',
  planYear: 'campaign.field.planYear',
  startOn: 'campaign.field.startOn',
  endOn: 'campaign.field.endOn',
  weeklyDueWeekday: 'campaign.field.dueDay',
  weeklyDueTime: 'campaign.field.dueTime',
  cutOffWeekday: 'campaign.field.cutDay',
  cutOffTime: 'campaign.field.cutTime',
  weeklyFrom: 'campaign.field.weeklyFrom',
  dueSoonDays: 'campaign.field.dueSoonDays',
  returnGraceDays: 'campaign.field.returnGraceDays',
  atRiskPoints: 'campaign.field.atRiskPoints',
  behindPoints: 'campaign.field.behindPoints',
  maxAgeDays: 'campaign.field.maxAgeDays',
  maximumExtensions: 'campaign.field.maximumExtensions',
  clerkMaySubmit: 'campaign.flag.clerkMaySubmit',
  supervisorMayExtend: 'campaign.flag.supervisorMayExtend',
  leagueTableOpen: 'campaign.flag.leagueTableOpen',
  remindsItself: 'campaign.flag.remindsItself',
  remindBeforeDays: 'campaign.field.remindBeforeDays',
  remindAfterDays: 'campaign.field.remindAfterDays',
  escalateAfterDays: 'campaign.field.escalateAfterDays',
  freezesItself: 'campaign.flag.freezesItself',
  state: 'campaign.stateLabel',
}

export const labelOf = ({ t }: Reader, name: keyof CampaignSettings): string => t(labels[name])
