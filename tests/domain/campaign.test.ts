import { describe, expect, test } from 'vitest'
import {
  type CampaignReason,
  type CampaignSettings,
  campaignDefaults,
  checkCampaign,
  commitmentCodeOf,
  judgesAnew,
  nextCampaign,
  yearsToNext,
} from '../../src/domain/campaign.ts'

const settings: CampaignSettings = {
  ...campaignDefaults,
  code: 'HH-2022',
  name: 'Cam kết trách nhiệm năm 2022',
  planYear: 2022,
  startOn: '2022-01-01',
  endOn: '2022-12-31',
}

const with_ = (change: Partial<CampaignSettings>): CampaignSettings => ({ ...settings, ...change })

describe('a campaign is kept', () => {
  const cases: [change: Partial<CampaignSettings>, fault: [keyof CampaignSettings, CampaignReason] | null][] =
    [
      [{}, null],
      [{ code: '' }, ['code', 'code_missing']],
      [{ code: 'HH 2022' }, ['code', 'code_shape']],
      [{ code: 'new' }, ['code', 'code_shape']],
      [{ code: 'kỳ-2022' }, ['code', 'code_shape']],
      [{ name: '' }, ['name', 'name_missing']],
      [{ endOn: '2022-01-01' }, ['endOn', 'end_before_start']],
      [{ endOn: '2033-12-31' }, ['endOn', 'too_long']],
      [{ planYear: 2021 }, ['planYear', 'year_outside']],
      [{ endOn: '2025-12-31', planYear: 2024 }, null],
      [{ weeklyFrom: '2021-12-31' }, ['weeklyFrom', 'weekly_outside']],
      [{ weeklyFrom: '2022-12-31' }, null],
      [{ cutOffWeekday: 4 }, ['cutOffTime', 'cut_off_before_due']],
      [{ cutOffTime: '16:00' }, ['cutOffTime', 'cut_off_before_due']],
      [{ cutOffWeekday: 6, cutOffTime: '08:00' }, null],
      [{ atRiskPoints: 15 }, ['behindPoints', 'behind_below_risk']],
      [{ behindPoints: 101 }, ['behindPoints', 'range']],
      [{ maxAgeDays: 0 }, ['maxAgeDays', 'range']],
      [{ returnGraceDays: Number.NaN }, ['returnGraceDays', 'range']],
      [{ escalateAfterDays: 1 }, ['escalateAfterDays', 'escalates_before_reminding']],
    ]
  test.each(cases)('%j', (change, fault) => {
    const [first, ...others] = checkCampaign(with_(change))
    expect(first ? [first.field, first.reason] : null).toEqual(fault)
    expect(others).toEqual([])
  })
})

test('only what targets are judged by judges them anew', () => {
  expect(judgesAnew(settings, with_({ atRiskPoints: 6 }))).toBe(true)
  expect(judgesAnew(settings, with_({ returnGraceDays: 5 }))).toBe(true)
  expect(judgesAnew(settings, with_({ dueSoonDays: 3, name: 'x', weeklyDueTime: '15:00' }))).toBe(false)
})

describe('the campaign that follows', () => {
  test.each<
    [start: CampaignSettings['startOn'], end: CampaignSettings['endOn'], years: number, next: string]
  >([
    ['2022-01-01', '2022-12-31', 1, '2023-01-01 – 2023-12-31'],
    ['2020-01-01', '2025-12-31', 6, '2026-01-01 – 2031-12-31'],
    ['2020-08-15', '2025-08-14', 5, '2025-08-15 – 2030-08-14'],
    ['2023-03-01', '2024-02-29', 1, '2024-03-01 – 2025-02-28'],
    ['2022-07-11', '2022-12-31', 1, '2023-07-11 – 2023-12-31'],
  ])('%s – %s', (startOn, endOn, years, next) => {
    const own = with_({ startOn, endOn })
    const after = nextCampaign(own)
    expect(yearsToNext(own)).toBe(years)
    expect(`${after.startOn} – ${after.endOn}`).toBe(next)
  })

  test('the years in its code and name move along, other numbers do not', () => {
    const after = nextCampaign(
      with_({ name: 'Cam kết năm 2022 theo Nghị quyết 1999', weeklyFrom: '2022-07-11' }),
    )
    expect([after.code, after.name, after.planYear]).toEqual([
      'HH-2023',
      'Cam kết năm 2023 theo Nghị quyết 1999',
      2023,
    ])
    // The Monday of that week.
    expect(after.weeklyFrom).toBeNull()
  })
})

test('the house writes codes with the year and the unit, without the office above it', () => {
  expect(commitmentCodeOf(2023, 'HH-HSO', 'HH')).toBe('CK-2023-HSO')
  expect(commitmentCodeOf(2023, 'TKS', 'HH')).toBe('CK-2023-TKS')
})
