import type { CampaignSettings } from '../../src/domain/campaign.ts'
import type { Key } from '../../src/i18n/translate.ts'
import { type FieldError, inOrder, namedErrors } from '../parts/form.tsx'
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

/** The fields of the form and of the one that copies, in their order, and what they are called. */
const fieldLabels = {
  code: 'campaign.code',
  name: 'campaign.name',
  owner: 'campaign.owner',
  plan_year: 'campaign.field.planYear',
  to_year: 'campaign.field.toYear',
  start_on: 'campaign.field.startOn',
  end_on: 'campaign.field.endOn',
  groups: 'campaign.field.groups',
  weekly_due_weekday: 'campaign.field.dueDay',
  weekly_due_time: 'campaign.field.dueTime',
  cut_off_weekday: 'campaign.field.cutDay',
  cut_off_time: 'campaign.field.cutTime',
  weekly_from: 'campaign.field.weeklyFrom',
  at_risk_points: 'campaign.field.atRiskPoints',
  behind_points: 'campaign.field.behindPoints',
  due_soon_days: 'campaign.field.dueSoonDays',
  return_grace_days: 'campaign.field.returnGraceDays',
  max_age_days: 'campaign.field.maxAgeDays',
  maximum_extensions: 'campaign.field.maximumExtensions',
  remind_before_days: 'campaign.field.remindBeforeDays',
  remind_after_days: 'campaign.field.remindAfterDays',
  escalate_after_days: 'campaign.field.escalateAfterDays',
} as const satisfies Record<string, Key>

/** What is to be mended, in the order of the form and under the names of its fields. */
export const campaignErrors = ({ t }: Reader, errors: readonly FieldError[]): FieldError[] =>
  namedErrors(inOrder(errors, Object.keys(fieldLabels)), (field) =>
    field in fieldLabels ? t(fieldLabels[field as keyof typeof fieldLabels]) : undefined,
  )
