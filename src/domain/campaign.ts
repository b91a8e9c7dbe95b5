import { addDays, addYears, type Day, daysBetween } from './day.ts'

/** Everything that can be set of a campaign beside its unit and its task groups. */
export interface CampaignSettings {
  code: string
  name: string
  /** The year of the plan; of a term the first one. */
  planYear: number
  startOn: Day
  endOn: Day
  weeklyDueWeekday: number
  weeklyDueTime: string
  cutOffWeekday: number
  cutOffTime: string
  /** The first week that owes a report is the one with this day in it; null: from the start. */
  weeklyFrom: Day | null
  dueSoonDays: number
  returnGraceDays: number
  atRiskPoints: number
  behindPoints: number
  maxAgeDays: number
  maximumExtensions: number
  clerkMaySubmit: boolean
  supervisorMayExtend: boolean
  leagueTableOpen: boolean
  remindsItself: boolean
  remindBeforeDays: number
  remindAfterDays: number
  escalateAfterDays: number
  freezesItself: boolean
  state: 'active' | 'closed'
}

/** What a campaign is judged by unless somebody says otherwise. */
export const campaignDefaults = {
  weeklyDueWeekday: 5,
  weeklyDueTime: '16:00',
  cutOffWeekday: 5,
  cutOffTime: '17:00',
  weeklyFrom: null,
  dueSoonDays: 7,
  returnGraceDays: 3,
  atRiskPoints: 5,
  behindPoints: 15,
  maxAgeDays: 14,
  maximumExtensions: 2,
  clerkMaySubmit: true,
  supervisorMayExtend: false,
  leagueTableOpen: false,
  remindsItself: true,
  remindBeforeDays: 3,
  remindAfterDays: 1,
  escalateAfterDays: 10,
  freezesItself: true,
  state: 'active',
} as const satisfies Partial<CampaignSettings>

/** The numbers of a campaign, each with the least and the most that it may be. */
export const campaignRanges = {
  dueSoonDays: [0, 60],
  returnGraceDays: [0, 30],
  atRiskPoints: [1, 99],
  behindPoints: [2, 100],
  maxAgeDays: [1, 366],
  maximumExtensions: [0, 20],
  remindBeforeDays: [0, 30],
  remindAfterDays: [0, 30],
  escalateAfterDays: [1, 90],
} as const satisfies Partial<Record<keyof CampaignSettings, readonly [number, number]>>

export type RangedField = keyof typeof campaignRanges
export const rangedFields = Object.keys(campaignRanges) as RangedField[]

const LONGEST_CODE = 40
const LONGEST_CAMPAIGN_NAME = 300
/** Longer than any term of office. */
const LONGEST_DAYS = 3700

/** What a code is written with; 'new' is the address of the form for another one. */
const isCampaignCode = (text: string): boolean =>
  /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text) && text.length <= LONGEST_CODE && text.toLowerCase() !== 'new'

export type CampaignReason =
  | 'code_missing'
  | 'code_shape'
  | 'name_missing'
  | 'name_long'
  | 'end_before_start'
  | 'too_long'
  | 'year_outside'
  | 'cut_off_before_due'
  | 'weekly_outside'
  | 'range'
  | 'behind_below_risk'
  | 'escalates_before_reminding'

/** What keeps settings from being kept, at the field that is to be mended. */
export interface CampaignFault {
  field: keyof CampaignSettings
  reason: CampaignReason
}

type Found = CampaignFault | false

export function checkCampaign(settings: CampaignSettings): CampaignFault[] {
  const { code, name } = settings
  const found: Found[] = [
    code === '' && { field: 'code', reason: 'code_missing' },
    code !== '' && !isCampaignCode(code) && { field: 'code', reason: 'code_shape' },
    name === '' && { field: 'name', reason: 'name_missing' },
    name.length > LONGEST_CAMPAIGN_NAME && { field: 'name', reason: 'name_long' },
    ...periodFaults(settings),
    ...rangeFaults(settings),
  ]
  return found.filter((fault) => fault !== false)
}

function periodFaults(settings: CampaignSettings): Found[] {
  const { startOn, endOn, planYear, weeklyFrom } = settings
  const isReversed = endOn <= startOn
  const years = [Number(startOn.slice(0, 4)), Number(endOn.slice(0, 4))] as const
  return [
    isReversed && { field: 'endOn', reason: 'end_before_start' },
    daysBetween(startOn, endOn) > LONGEST_DAYS && { field: 'endOn', reason: 'too_long' },
    !isReversed &&
      (planYear < years[0] || planYear > years[1]) && { field: 'planYear', reason: 'year_outside' },
    !isReversed &&
      weeklyFrom !== null &&
      (weeklyFrom < startOn || weeklyFrom > endOn) && { field: 'weeklyFrom', reason: 'weekly_outside' },
    momentOfWeek(settings.cutOffWeekday, settings.cutOffTime) <=
      momentOfWeek(settings.weeklyDueWeekday, settings.weeklyDueTime) && {
      field: 'cutOffTime',
      reason: 'cut_off_before_due',
    },
  ]
}

/** Within a week, later moments sort after earlier ones. */
const momentOfWeek = (weekday: number, time: string) => `${weekday} ${time}`

function rangeFaults(settings: CampaignSettings): Found[] {
  const outside = (field: RangedField) => {
    const [least, most] = campaignRanges[field]
    return !(Number.isInteger(settings[field]) && settings[field] >= least && settings[field] <= most)
  }
  const faults: Found[] = rangedFields.map((field) => outside(field) && { field, reason: 'range' })
  const { atRiskPoints, behindPoints, remindAfterDays, escalateAfterDays } = settings
  return [
    ...faults,
    !outside('behindPoints') &&
      behindPoints <= atRiskPoints && { field: 'behindPoints', reason: 'behind_below_risk' },
    !outside('escalateAfterDays') &&
      escalateAfterDays <= remindAfterDays && {
        field: 'escalateAfterDays',
        reason: 'escalates_before_reminding',
      },
  ]
}

/** Settings that what stands on the targets' rows was judged by. */
const judging = ['returnGraceDays', 'atRiskPoints', 'behindPoints', 'maxAgeDays'] as const

/** Whether targets have to be judged anew after a change. */
export const judgesAnew = (before: CampaignSettings, after: CampaignSettings): boolean =>
  judging.some((field) => before[field] !== after[field])

/** How many years on the next campaign of this length begins: one for a year, five or six for a term. */
export function yearsToNext({ startOn, endOn }: Pick<CampaignSettings, 'startOn' | 'endOn'>): number {
  let years = 1
  while (addYears(startOn, years) <= endOn) years += 1
  return years
}

/** The same settings for the campaign that follows, with every day and every year in the words moved on. */
export function nextCampaign(settings: CampaignSettings): CampaignSettings {
  const years = yearsToNext(settings)
  const startOn = addYears(settings.startOn, years)
  return {
    ...settings,
    code: withYears(settings.code, settings, years),
    name: withYears(settings.name, settings, years),
    planYear: settings.planYear + years,
    startOn,
    // Over a leap day both ends move by whole years: the end is the day before the one after next begins.
    endOn: addDays(addYears(addDays(settings.endOn, 1), years), -1),
    // It was the week from which the house was used; the next campaign reports from its start.
    weeklyFrom: null,
    state: 'active',
  }
}

/** Writes the years of the next campaign in place of this one's: 'H-2022' becomes 'H-2023'. */
export function withYears(
  text: string,
  { startOn, endOn }: Pick<CampaignSettings, 'startOn' | 'endOn'>,
  years: number,
): string {
  const [first, last] = [Number(startOn.slice(0, 4)), Number(endOn.slice(0, 4))]
  return text.replace(/(?<!\d)\d{4}(?!\d)/g, (found) => {
    const year = Number(found)
    return year >= first && year <= last ? String(year + years) : found
  })
}

/** By the house's pattern CK-<year>-<unit>; the unit's code without that of the office above it. */
export function commitmentCodeOf(planYear: number, unitCode: string, ownerCode: string): string {
  const own = unitCode.startsWith(`${ownerCode}-`) ? unitCode.slice(ownerCode.length + 1) : unitCode
  return `CK-${planYear}-${own}`
}
