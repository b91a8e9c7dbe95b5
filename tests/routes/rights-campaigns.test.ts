import { test } from 'vitest'
import {
  above,
  type Deed,
  type Door,
  everybody,
  expectDone,
  expectDoors,
  expectRefused,
  ofA,
  supervisors,
} from '../support/doors.ts'
import { type House, openHouse } from '../support/house.ts'
import type { Person } from '../support/world.ts'

const keepers: Person[] = ['admin', ...supervisors]
const anyKeeper: Person[] = [...keepers, 'province']
const HOME = '/admin/campaigns'
const business = everybody.filter((who) => who !== 'admin')

const doors: Door[] = [
  [HOME, anyKeeper],
  [`${HOME}/new`, anyKeeper],
  ...['', '/edit', '/groups', '/copy'].flatMap((rest): Door[] => [
    [`${HOME}/H-2022${rest}`, keepers],
    [`${HOME}/T-2022${rest}`, ['admin', 'province']],
    [`${HOME}/X-2022${rest}`, []],
  ]),
  ['/admin/calendar', anyKeeper],
  ['/admin/calendar?year=2022', anyKeeper],
  ['/admin/calendar/lines', anyKeeper],
  ['/admin/calendar/remove', anyKeeper, 303],
  ['/year-end', business],
  ['/year-end?campaign=H-2022', business],
  ['/year-end?campaign=X-2022', []],
  ['/year-end/CK-H-A', [...ofA, ...above]],
  ['/year-end/CK-H-A/close', [...ofA, ...above], 303],
  ['/year-end/CK-H-A/carry', ['head', ...supervisors]],
  ['/year-end/CK-H-B/carry', ['otherHead', ...supervisors]],
  ['/year-end/CK-H', above],
  ['/year-end/CK-H/carry', ['districtHead', 'province']],
  ['/year-end/CK-X', []],
]

const settings = {
  ...{ plan_year: '2023', weekly_due_weekday: '5', weekly_due_time: '16:00', cut_off_weekday: '5' },
  ...{ cut_off_time: '17:00', due_soon_days: '7', return_grace_days: '3', at_risk_points: '5' },
  ...{ behind_points: '15', max_age_days: '14', maximum_extensions: '2', remind_before_days: '3' },
  ...{ remind_after_days: '1', escalate_after_days: '10' },
}
const [ID, OTHER_ID] = ['0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f011', '0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f012']

/** With a target of H-A that is not done, and a campaign into which it can go on. */
async function furnished(): Promise<{ house: House; deeds: Deed[] }> {
  const house = await openHouse()
  const { code } = await house.target()
  await house.as('admin').fillIn(`${HOME}/T-2022/copy`, { what: 'settings' })
  await house.as('admin').fillIn(`${HOME}/H-2022/copy`, { what: 'settings', code: 'H-NEXT' })
  await house.add({
    task_groups: [{ campaign: 'H-NEXT', number: 1, name: 'Kinh tế' }],
  })
  const carried = { to: 'H-NEXT', target: code, [`plan_${code}`]: '40', [`due_${code}`]: '30/6/2023' }
  const evaluated = { [`result_${code}`]: 'done', [`effect_${code}`]: 'Xong', [`version_${code}`]: '0' }
  const edited = { ...settings, plan_year: '2022', code: 'H-2022', name: 'Tên mới' }
  const deed = (path: string, fields: Deed['fields'], who: Person[], name: string): Deed => ({
    ...{ path, fields, who, deed: name },
  })
  return {
    house,
    deeds: [
      deed(
        `${HOME}/new`,
        { ...settings, id: ID, code: 'H-NEW', name: 'Mới', owner: 'H' },
        keepers,
        'campaign.created',
      ),
      deed(`${HOME}/H-2022/edit`, edited, keepers, 'campaign.edited'),
      deed(
        `${HOME}/H-2022/groups`,
        { group_1_number: '1', group_1_name: 'Khác' },
        keepers,
        'campaign.groups',
      ),
      deed(
        `${HOME}/H-2022/copy`,
        { id: OTHER_ID, code: 'H-2099', name: 'Sau', plan_year: '2023', what: 'settings' },
        keepers,
        'campaign.copied',
      ),
      deed('/admin/calendar', { from: '2/9/2022', name: 'Lễ', kind: 'holiday' }, ['admin'], 'calendar.added'),
      deed('/admin/calendar/lines', { lines: '30/4/2022 Lễ' }, ['admin'], 'calendar.added'),
      deed('/year-end/CK-H-A', evaluated, ['head', ...supervisors], 'year_end.evaluated'),
      deed('/year-end/CK-H-A/carry', carried, ['head', ...supervisors], 'year_end.carried'),
    ],
  }
}

test('the pages of campaigns, the calendar and the year-end open for those they are for alone', async () => {
  await expectDoors(await openHouse(), doors)
})

test('nobody else does a deed of them, and a refused one leaves no trace', async () => {
  const { house, deeds } = await furnished()
  const withHeld = deeds.filter(({ path }) => path !== `${HOME}/new`)
  await expectRefused(house, [
    ...withHeld,
    // A supervisor above has a form of its own at this address.
    { ...deeds[0]!, who: anyKeeper },
    { path: '/admin/calendar/remove', fields: { day: '2022-09-02' }, who: ['admin'], deed: null },
    { path: '/year-end/CK-H-A/close', fields: { outcome: 'completed' }, who: supervisors, deed: null },
  ])
})

test.each(['admin', 'supervisor', 'supervisor2', 'head'] as const)('%s does each of theirs', async (who) => {
  const { house, deeds } = await furnished()
  for (const deed of deeds) if (deed.who.includes(who)) await expectDone(house, deed, who)
})
