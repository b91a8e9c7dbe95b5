import { addDays, instantOf } from '../../src/domain/day.ts'
import { writeDay, writeTime, writeWeekday } from '../../src/i18n/days.ts'
import type { Reader } from '../reader.ts'
import type { CampaignRow } from './campaign-words.ts'

/** When reports open, are due and freeze. */
export function weeklyLine(reader: Reader, row: CampaignRow): string {
  const { t, language, zone } = reader
  const at = (time: string) => writeTime(language, instantOf(row.startOn, time, zone), zone)
  // Some Monday, from which weekdays are counted.
  const dayOf = (weekday: number) => writeWeekday(language, addDays('2024-01-01', weekday - 1))
  const line = t('campaign.weeklyLine', {
    due: at(row.weeklyDueTime),
    dueDay: dayOf(row.weeklyDueWeekday),
    cut: at(row.cutOffTime),
    cutDay: dayOf(row.cutOffWeekday),
  })
  const freezing = t(`campaign.freezing.${row.freezesItself ? 'on' : 'off'}`)
  const from = row.weeklyFrom && t('campaign.weeklyFromLine', { day: writeDay(language, row.weeklyFrom) })
  return [line, freezing, from].filter(Boolean).join('; ')
}

/** Of what the house reminds by itself. */
export function remindingLine({ t }: Reader, row: CampaignRow): string {
  if (!row.remindsItself) return t('campaign.remindingOff')
  return t('campaign.remindingLine', {
    before: row.remindBeforeDays,
    after: row.remindAfterDays,
    escalate: row.escalateAfterDays,
  })
}
