import { expect, test } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { movedDues, saysNothing } from '../../src/domain/moved-dues.ts'
import type { CampaignRules } from '../../src/domain/target.ts'

const rules: CampaignRules = {
  ...{ startOn: '2022-01-01', endOn: '2022-12-31', weeklyDueWeekday: 5, weeklyDueTime: '16:00' },
  ...{ cutOffWeekday: 5, cutOffTime: '17:00', dueSoonDays: 7, returnGraceDays: 3 },
  ...{ atRiskPoints: 5, behindPoints: 15, maxAgeDays: 14, weeklyFrom: null },
}

const movedBy = (holidays: Day[], workdays: Day[] = [], own: Partial<CampaignRules> = {}) =>
  movedDues(
    { ...rules, ...own },
    { holidays: new Set(holidays), workdays: new Set(workdays) },
    { from: '2022-01-01', to: '2022-12-31' },
  ).map(({ week, due }) => [week.number, due])

test.each<[what: string, holidays: Day[], workdays: Day[], rules: Partial<CampaignRules>, moved: unknown[]]>([
  ['nothing entered', [], [], {}, []],
  ['the National Day on Thursday and Friday', ['2022-09-01', '2022-09-02'], [], {}, [[35, '2022-08-31']]],
  ['a holiday after the due day', ['2022-09-03'], [], {}, []],
  ['a holiday before it', ['2022-08-30'], [], {}, []],
  [
    'a whole week off',
    ['2022-01-31', '2022-02-01', '2022-02-02', '2022-02-03', '2022-02-04'],
    [],
    {},
    [[5, null]],
  ],
  ['a Saturday worked, due on Saturdays', [], ['2022-09-10'], { weeklyDueWeekday: 6 }, [[36, '2022-09-10']]],
  ['before reports were owed', ['2022-03-04'], [], { weeklyFrom: '2022-07-11' }, []],
])('%s', (_, holidays, workdays, own, moved) => {
  expect(movedBy(holidays, workdays, own)).toEqual(moved)
})

test('a holiday on a Sunday says nothing, nor does a working Monday', () => {
  expect(saysNothing('2022-09-04', 'holiday')).toBe(true)
  expect(saysNothing('2022-09-05', 'working')).toBe(true)
  expect(saysNothing('2022-09-02', 'holiday')).toBe(false)
  expect(saysNothing('2022-09-03', 'working')).toBe(false)
})
