import type { FieldError } from '../../views/parts/form.tsx'
import type { Reader } from '../../views/reader.ts'
import {
  type CampaignFault,
  type CampaignSettings,
  campaignDefaults,
  campaignRanges,
  checkCampaign,
  type RangedField,
  rangedFields,
} from '../domain/campaign.ts'
import { addDays, type Day, weekdayOf } from '../domain/day.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import { choose, type Form, formOf } from './forms.ts'

/** A setting's name as a form has it: dueSoonDays is due_soon_days. */
export const fieldName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const flagNames = [
  'clerkMaySubmit',
  'supervisorMayExtend',
  'leagueTableOpen',
  'freezesItself',
  'remindsItself',
] as const

/** The fields that are typed as days, in the order of the form. */
type DayField = 'startOn' | 'endOn' | 'weeklyFrom'

export interface ReadCampaign {
  settings: CampaignSettings
  errors: FieldError[]
}

/** What was typed as settings, and everything that is to be mended. Blank ends are those of the plan years. */
export function readCampaign(reader: Reader, form: Form): ReadCampaign {
  const errors: FieldError[] = []
  const { t } = reader
  const year = readYear(form.text('plan_year'))
  const toYear = form.text('to_year') === '' ? year : readYear(form.text('to_year'))
  if (year === null) errors.push({ field: 'plan_year', text: t('campaign.problem.year_unreadable') })
  if (form.text('to_year') !== '' && toYear === null) {
    errors.push({ field: 'to_year', text: t('campaign.problem.year_unreadable') })
  }
  const days = readDays(reader, form, errors, { first: year ?? 2000, last: toYear ?? year ?? 2000 })
  const settings: CampaignSettings = {
    code: form.text('code'),
    name: form.text('name').replace(/\s+/g, ' '),
    planYear: year ?? Number(days.startOn.slice(0, 4)),
    ...days,
    ...readTimes(reader, form, errors),
    ...readNumbers(form),
    ...readFlags(form),
    state: choose(form.text('state'), ['active', 'closed']) ?? 'active',
  }
  const unreadable = errors.map(({ field }) => field)
  const daysAreKnown = !unreadable.some((field) => DAYS.includes(field))
  const faults = checkCampaign(settings)
    .filter(({ field }) => daysAreKnown || !DAYS.includes(fieldName(field)))
    .filter(({ field }) => field !== 'cutOffTime' || !unreadable.some((one) => one.endsWith('_time')))
  return { settings, errors: [...errors, ...faults.map((fault) => wordsOfFault(reader, fault))] }
}

const DAYS = ['plan_year', 'to_year', 'start_on', 'end_on', 'weekly_from']

function wordsOfFault({ t }: Reader, { field, reason }: CampaignFault): FieldError {
  if (reason !== 'range') return { field: fieldName(field), text: t(`campaign.problem.${reason}`) }
  const [least, most] = campaignRanges[field as RangedField]
  return { field: fieldName(field), text: t('campaign.problem.range', { least, most }) }
}

const readYear = (text: string): number | null => (/^(19|20)\d{2}$/.test(text) ? Number(text) : null)

function readDays(
  { t }: Reader,
  form: Form,
  errors: FieldError[],
  { first, last }: { first: number; last: number },
): Pick<CampaignSettings, DayField> {
  const read = (field: DayField): Day | undefined => {
    const typed = form.text(fieldName(field))
    const day = typed === '' ? undefined : readDay(typed)
    if (typed !== '' && !day) {
      errors.push({ field: fieldName(field), text: t('campaign.problem.day_unreadable') })
    }
    return day
  }
  const startOn = read('startOn') ?? (`${first}-01-01` as Day)
  const endOn = read('endOn') ?? (`${Math.max(first, last)}-12-31` as Day)
  const weeklyFrom = read('weeklyFrom') ?? null
  // A day before the start says no more than the start.
  return { startOn, endOn, weeklyFrom: weeklyFrom !== null && weeklyFrom < startOn ? null : weeklyFrom }
}

function readTimes({ t }: Reader, form: Form, errors: FieldError[]) {
  const time = (field: 'weeklyDueTime' | 'cutOffTime') => {
    const read = readTime(form.text(fieldName(field)))
    if (!read) errors.push({ field: fieldName(field), text: t('campaign.problem.time_unreadable') })
    return read ?? campaignDefaults[field]
  }
  const weekday = (field: 'weeklyDueWeekday' | 'cutOffWeekday') =>
    Number(
      choose(form.text(fieldName(field)), ['1', '2', '3', '4', '5', '6', '7']) ?? campaignDefaults[field],
    )
  return {
    weeklyDueWeekday: weekday('weeklyDueWeekday'),
    weeklyDueTime: time('weeklyDueTime'),
    cutOffWeekday: weekday('cutOffWeekday'),
    cutOffTime: time('cutOffTime'),
  }
}

/** '16:00', '16 giờ', '16h30' or '9.05' as '16:00', '16:00', '16:30' and '09:05'. */
function readTime(text: string): string | null {
  const [, hour, minute = ''] = /^(\d{1,2})\s*(?:[:.h]|giờ)?\s*(\d{2})?\s*(?:phút)?$/i.exec(text) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null
  return `${hour.padStart(2, '0')}:${minute.padEnd(2, '0')}`
}

const readNumbers = (form: Form) =>
  Object.fromEntries(
    rangedFields.map((field) => {
      const text = form.text(fieldName(field))
      return [field, /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN]
    }),
  ) as Pick<CampaignSettings, RangedField>

const readFlags = (form: Form) =>
  Object.fromEntries(flagNames.map((name) => [name, form.texts('flags').includes(fieldName(name))])) as Pick<
    CampaignSettings,
    (typeof flagNames)[number]
  >

/** This week where it begins today, else the next one: weeks before an office began owe it nothing. */
export const comingMonday = (today: Day): Day => addDays(today, (8 - weekdayOf(today)) % 7)

/** Settings as the form shows them before anybody types. */
export function campaignForm(reader: Reader, settings: Partial<CampaignSettings>): Form {
  const all = { ...campaignDefaults, ...settings }
  const day = (value: Day | null | undefined) => (value ? writeDay(reader.language, value) : '')
  const isTerm = Boolean(all.startOn && all.endOn && all.startOn.slice(0, 4) !== all.endOn.slice(0, 4))
  const entries: [string, string][] = [
    ['code', all.code ?? ''],
    ['name', all.name ?? ''],
    ['plan_year', all.planYear ? String(all.planYear) : ''],
    ['to_year', isTerm ? (all.endOn?.slice(0, 4) ?? '') : ''],
    ['start_on', day(all.startOn)],
    ['end_on', day(all.endOn)],
    ['weekly_from', day(all.weeklyFrom)],
    ['state', all.state],
    ...(['weeklyDueWeekday', 'weeklyDueTime', 'cutOffWeekday', 'cutOffTime', ...rangedFields] as const).map(
      (name): [string, string] => [fieldName(name), String(all[name])],
    ),
    ...flagNames.filter((name) => all[name]).map((name): [string, string] => ['flags', fieldName(name)]),
  ]
  return formOf(entries)
}
