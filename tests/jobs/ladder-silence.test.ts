import { expect, test } from 'vitest'
import { settleTargets } from '../../src/storage/settling.ts'
import { reportRow, unreviewed } from '../support/reports.ts'
import { climbOn, openOffice, toldBy } from './office.ts'

test('a final that waits is left in peace, and so is one in its grace after a return', async () => {
  const house = await openOffice()
  const target = await house.target({ kind: 'milestone', due_on: '2022-09-07' })
  const row = reportRow(target.code, '2022-09-07', null, {
    ...unreviewed,
    progress: 'done',
    results: 'Đã thực hiện',
    submitted_at: Date.parse('2022-09-07T15:00:00+07:00'),
  })
  house.clock.set('2022-09-07T15:00:00+07:00')
  await house.add({ updates: [row] })
  await climbOn(house, '2022-09-12')
  house.clock.advance({ hours: 2 })
  const decision = { reviewed_by: 'supervisor', reviewed_at: Date.parse('2022-09-12T09:00:00+07:00') }
  await house.add({
    updates: [{ ...row, ...decision, decision: 'returned', review_comment: 'Thiếu biên bản' }],
  })
  await climbOn(house, '2022-09-15')
  expect(Object.values(await toldBy(house)).flat(2)).not.toContain(`after ${target.code}`)
  // The third working day was the 15th, and the 16th passes in silence.
  await climbOn(house, '2022-09-19')
  expect((await toldBy(house)).head).toEqual([[`after ${target.code}`]])
})

test('an extension begins a new ladder for the new date', async () => {
  const house = await openOffice()
  const { id, code } = await house.target({ due_on: '2022-09-07' })
  await climbOn(house, '2022-09-07')
  house.clock.advance({ hours: 2 })
  await house.add({
    extensions: [
      {
        target: code,
        requested_by: 'head',
        requested_at: Date.parse('2022-09-07T09:00:00+07:00'),
        proposed_due_on: '2022-09-20',
        reason_code: 'weather',
        reason: 'Mưa lũ kéo dài',
        decision: 'granted',
        decided_by: 'leader',
        decided_at: Date.parse('2022-09-07T10:00:00+07:00'),
        new_due_on: '2022-09-20',
      },
    ],
  })
  await house.db.tx((tx) => settleTargets(tx, house.tenant, { ids: [id] }, house.clock.now(), house.zone))
  for (const day of ['12', '20']) await climbOn(house, `2022-09-${day}`)
  expect((await toldBy(house)).clerk).toEqual([[`due ${code}`], [`due ${code}`]])
})

test('on the day the week’s report is due, units that have sent none are asked for it until its hour', async () => {
  const house = await openOffice()
  const { code } = await house.target({ unit: 'H-B' })
  await house.target()
  await house.add({
    updates: [
      reportRow(code, '2022-09-06', 40, { ...unreviewed, value_high: 40, submitted_by: 'other-head' }),
    ],
  })
  await climbOn(house, '2022-09-09')
  expect(await toldBy(house)).toEqual({ clerk: [['report H-A']] })
  await climbOn(house, '2022-09-16', '16:30')
  expect(Object.keys(await toldBy(house))).toEqual(['clerk'])
})
