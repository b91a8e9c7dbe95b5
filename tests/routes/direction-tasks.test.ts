import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import {
  assigned,
  handing,
  minute,
  only,
  partsOf,
  recorded,
  stepsOf,
  told,
  words,
} from '../support/directions.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import type { Person } from '../support/world.ts'

test('handed to a further unit later, it stands where the slower one stands', async () => {
  const house = await openHouse()
  const { path, step } = await assigned(house)
  await house.as('head').fillIn(path, {}, { form: '/acknowledge' })
  expect(await only(house)).toMatchObject({ status: 'in_progress' })

  const more = { ...handing, lead_unit: ['H-B'], text: 'Việc thứ hai', due_on: '' }
  expect((await house.as('supervisor').fillIn(path, more, { form: '/assign' })).status).toBe(303)

  expect(await only(house)).toMatchObject({ status: 'assigned', dueOn: '2022-09-30' })
  expect(await partsOf(house)).toMatchObject([{ position: 1 }, { position: 2, dueOn: null }])
  const html = await page(house.as('otherHead').get(path))
  expect(html).toContain('Việc thứ hai')
  expect(html).not.toContain(step('report'))
})

test('a further handing that somebody forestalled comes back open, as it was typed', async () => {
  const house = await openHouse()
  const { path } = await assigned(house)
  const version = String((await only(house)).version - 1)
  const more = { ...handing, id: newId(), version, lead_unit: ['H-B'], text: 'Việc thứ hai' }
  const late = await house.as('supervisor').post(`${path}/assign`, more)
  expect(late.status).toBe(409)
  const [, form = ''] = (await page(late)).split('<details class="more" open')
  expect(form).toContain('action="/directions/CD-2022-01/assign"')
  expect(form).toContain('Việc thứ hai')
  expect(form).toMatch(/<input[^>]* value="H-B" checked/)
})

test('the head of the lead unit takes note of a task, once, and nobody else does', async () => {
  const house = await openHouse()
  const { path, step } = await assigned(house)
  for (const who of ['clerk', 'otherHead', 'supervisor', 'leader', 'admin'] as const) {
    expect((await house.as(who).post(step('acknowledge'), { version: '1' })).status).toBe(404)
  }
  const send = () => house.as('head').post(step('acknowledge'), { version: '1' })
  expect(await house.follow(send())).toContain('Đang thực hiện')
  expect((await send()).status).toBe(303)
  expect(await stepsOf(house)).toEqual(['recorded', 'assigned', 'acknowledged'])
  expect(await only(house)).toMatchObject({ status: 'in_progress' })
  expect(await page(house.as('head').get(path))).not.toContain('/acknowledge')
})

test('the head reports, the office and the leader hear of it, and the leader closes', async () => {
  const house = await openHouse()
  const { path } = await assigned(house)
  const report = { text: 'Đã rà soát 42 hộ, cấp 1,2 tấn gạo.' }
  const html = await house.follow(house.as('head').fillIn(path, report, { form: '/report' }))
  expect(html).toContain(report.text)
  expect(html).toContain('Đã báo cáo, chờ kết thúc')
  expect(await told(house, 'direction_reported')).toEqual(['leader', 'supervisor', 'supervisor2'])

  minute(house)
  await house.follow(house.as('leader').fillIn(path, { text: 'Đạt yêu cầu' }, { form: '/close' }))

  expect(await only(house)).toMatchObject({ status: 'closed' })
  expect(await partsOf(house)).toMatchObject([{ status: 'closed', closedAt: house.clock.now() }])
  expect(await told(house, 'direction_closed')).toEqual(['head'])
  expect(await stepsOf(house)).toEqual(['recorded', 'assigned', 'reported', 'closed'])
  expect(await page(house.as('head').get('/my-work'))).not.toContain('/directions/CD-2022-01')
})

test('a report, a return and a closing need their words', async () => {
  const house = await openHouse()
  const { path, step } = await assigned(house)
  const refused = await house.as('head').fillIn(path, { text: ' ' }, { form: '/report' })
  expect(refused.status).toBe(422)
  expect(await page(refused)).toContain('href="#report-1"')
  await house.as('head').fillIn(path, { text: 'Xong' }, { form: '/report' })
  for (const deed of ['return', 'close']) {
    const answer = await house.as('leader').post(step(deed), { version: '2', text: '' })
    expect(answer.status).toBe(422)
    expect(await page(answer)).toContain(`href="#${deed}-1"`)
  }
  expect(await partsOf(house)).toMatchObject([{ status: 'reported', version: 2 }])
})

test('nobody reports, returns or closes what is not theirs', async () => {
  const house = await openHouse()
  const { path, step } = await assigned(house)
  for (const who of ['clerk', 'otherHead', 'supervisor', 'leader', 'inspector', 'admin'] as const) {
    expect((await house.as(who).post(step('report'), { version: '1', text: 'Xong' })).status).toBe(404)
  }
  await house.as('head').fillIn(path, { text: 'Xong' }, { form: '/report' })
  for (const who of ['head', 'otherHead', 'inspector', 'province', 'admin'] as const) {
    expect((await house.as(who).post(step('return'), { version: '2', text: 'Thiếu' })).status).toBe(404)
  }
  for (const who of ['head', 'supervisor', 'inspector', 'province', 'admin'] as const) {
    expect((await house.as(who).post(step('close'), { version: '2', text: 'Đạt' })).status).toBe(404)
  }
  expect(await partsOf(house)).toMatchObject([{ status: 'reported', version: 2 }])
})

test('what is sent twice happens once; a decision that comes too late sees what stands', async () => {
  const house = await openHouse()
  const { step } = await assigned(house)
  const send = (who: Person, deed: string, version: string, text: string) => {
    minute(house)
    return house.as(who).post(step(deed), { version, text })
  }
  expect((await send('head', 'report', '1', 'Xong')).status).toBe(303)
  expect((await send('head', 'report', '1', 'Xong')).status).toBe(303)
  expect((await send('supervisor', 'return', '2', 'Thiếu biểu tổng hợp')).status).toBe(303)
  expect((await send('supervisor', 'return', '2', 'Thiếu biểu tổng hợp')).status).toBe(303)

  const late = await send('leader', 'close', '2', 'Đạt yêu cầu')
  expect(late.status).toBe(409)
  const html = await page(late)
  expect(html).toContain('Đạt yêu cầu')
  expect(html).toContain('Thiếu biểu tổng hợp')
  expect((await send('leader', 'close', '3', 'Đạt yêu cầu')).status).toBe(303)
  expect((await send('leader', 'close', '3', 'Đạt yêu cầu')).status).toBe(303)
  expect(await stepsOf(house)).toEqual(['recorded', 'assigned', 'reported', 'returned', 'closed'])
})

test('what was returned is under way again, and the unit hears why', async () => {
  const house = await openHouse()
  const { path, step } = await assigned(house)
  await house.as('head').fillIn(path, { text: 'Xong' }, { form: '/report' })
  await house.as('leader').post(step('return'), { version: '2', text: 'Chưa có số hộ' })
  expect(await only(house)).toMatchObject({ status: 'in_progress' })
  expect(await page(house.as('head').get(path))).toContain('Chưa có số hộ')
  expect(await told(house, 'direction_assigned')).toEqual(['clerk', 'clerk', 'head', 'head', 'other-head'])
})

test('the final report of its target is the report of a task', async () => {
  const house = await openHouse()
  const { path, step } = await assigned(house, { as_target: 'yes', group: '1' })
  expect(await page(house.as('head').get(path))).toContain('/targets/CK-H-A-01/update')
  expect((await house.as('head').post(step('report'), { version: '1', text: 'Xong' })).status).toBe(409)

  const report = { id: newId(), as_of: '6/9/2022', progress: 'done', results: 'Xong', do: 'submit' }
  const sent = await house.as('head').post('/targets/CK-H-A-01/updates', report)
  await house.as('supervisor').fillIn(`${sent.headers.get('location')}/review`, { decision: 'accept' })

  const html = await page(house.as('leader').get(path))
  expect(html).toContain('Đã báo cáo, chờ kết thúc')
  expect(html).toContain('Đã báo cáo hoàn thành trên chỉ tiêu, nhiệm vụ CK-H-A-01')
  expect(html).not.toContain('/return')
  expect(await page(house.as('leader').get('/directions'))).toContain('1 ý kiến chỉ đạo chờ kết thúc')
  expect((await house.as('leader').fillIn(path, { text: 'Đạt' }, { form: '/close' })).status).toBe(303)
  expect(await only(house)).toMatchObject({ status: 'closed' })
})

test('a unit reads what it leads and helps with, once it is handed out, and not what another one said', async () => {
  const house = await openHouse()
  const path = await recorded(house)
  expect((await house.as('head').get(path)).status).toBe(404)
  expect((await house.as('otherHead').get(path)).status).toBe(404)
  expect((await house.as('admin').get(path)).status).toBe(404)
  expect((await house.as('admin').get('/directions')).status).toBe(404)

  await house.as('supervisor').fillIn(path, handing, { form: '/assign' })
  await house.as('head').fillIn(path, { text: 'Đã làm việc nội bộ' }, { form: '/report' })

  expect(await page(house.as('otherHead').get('/directions'))).toContain('CD-2022-01')
  const html = await page(house.as('otherHead').get(path))
  expect(html).toContain(words)
  expect(html).not.toContain('Đã làm việc nội bộ')
  for (const who of ['head', 'clerk', 'inspector', 'leader', 'province', 'districtHead'] as const) {
    expect(await page(house.as(who).get(path))).toContain('Đã làm việc nội bộ')
  }
})
