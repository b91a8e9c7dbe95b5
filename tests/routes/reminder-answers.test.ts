import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { auditEvents, notices, reminders, users } from '../../src/storage/schema.ts'
import { page } from '../support/page.ts'
import { lateHouse, reminderForm } from '../support/reminding.ts'

test('a unit answers, sees only its own part, and the office hears of it', async () => {
  const { house, codes } = await lateHouse()
  const sent = await house.as('supervisor').post('/reminders', reminderForm(codes))
  const round = sent.headers.get('location')!

  const mine = await page(house.as('head').get(round))
  expect(mine).toContain('Việc quá hạn 1 của H-A')
  expect(mine).not.toContain('H-B')
  expect(mine).not.toContain('Nội dung đã soạn')
  const answer = await house.as('head').fillIn(round, { text: 'Đang hoàn thiện hồ sơ.' })
  expect(await house.follow(answer)).toContain('Đang hoàn thiện hồ sơ.')

  const office = await page(house.as('supervisor').get(round))
  expect(office).toContain('Đang hoàn thiện hồ sơ.')
  const told = await house.db.read.select().from(notices).where(eq(notices.kind, 'reminder_answered'))
  expect(told.map(({ path }) => path)).toEqual([round])
  expect(await page(house.as('supervisor').get(`/targets/${codes[0]}`))).toContain(
    'Đơn vị trả lời: Đang hoàn thiện hồ sơ.',
  )
  expect(await page(house.as('supervisor').get('/reminders'))).toContain('1/2 đơn vị')
})

test('the same answer again changes nothing; a new one replaces it and the audit keeps both', async () => {
  const { house, codes } = await lateHouse()
  const round = (await house.as('supervisor').post('/reminders', reminderForm(codes))).headers.get(
    'location',
  )!
  const say = (words: string, more = {}) => house.as('head').post(`${round}/answer`, { text: words, ...more })

  expect((await say('Lần một')).status).toBe(303)
  expect((await say('Lần một')).status).toBe(303)
  house.clock.advance({ hours: 1 })
  // A form that was opened before anybody had answered.
  const late = await house.as('clerk').post(`${round}/answer`, { text: 'Của cán bộ', seen: '' })
  expect(late.status).toBe(409)
  const html = await page(late)
  expect([html.includes('Lần một'), html.includes('Của cán bộ')]).toEqual([true, true])
  expect((await say('Lần hai')).status).toBe(303)

  const events = await house.db.read
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.deed, 'reminder.answered'))
  expect(events.map(({ detail }) => [detail.before, detail.answer])).toEqual([
    [null, 'Lần một'],
    ['Lần một', 'Lần hai'],
  ])
})

test('an answer needs words, and only the unit itself answers', async () => {
  const { house, codes } = await lateHouse()
  const round = (await house.as('supervisor').post('/reminders', reminderForm([codes[0]!]))).headers.get(
    'location',
  )!
  const refused = await house.as('head').post(`${round}/answer`, { text: '' })
  expect(refused.status).toBe(422)
  expect(await page(refused)).toContain('Cần ghi nội dung trả lời')
  for (const who of ['otherHead', 'supervisor', 'districtHead', 'admin'] as const) {
    expect([who, (await house.as(who).post(`${round}/answer`, { text: 'x' })).status]).toEqual([who, 404])
  }
  expect((await house.as('otherHead').get(round)).status).toBe(404)
  expect((await house.db.read.select().from(reminders)).every(({ answer }) => answer === null)).toBe(true)
})

test('the history of a target has one event for all channels, and says when it was reported after', async () => {
  const { house, codes } = await lateHouse()
  await house.db.tx(async (tx) => {
    await tx.update(users).set({ email: 'head@x.vn' }).where(eq(users.username, 'head'))
  })
  const round = (await house.as('supervisor').post('/reminders', reminderForm([codes[0]!]))).headers.get(
    'location',
  )!
  house.clock.advance({ days: 1 })
  const report = { id: newId(), progress: 'in_progress', as_of: '6/9/2022', results: 'Đạt 80%', do: 'submit' }
  // The report on another target is none on this one.
  const other = { ...report, id: newId() }
  expect((await house.as('head').post(`/targets/${codes[1]}/updates`, other)).status).toBe(303)
  expect(await page(house.as('head').get(`/targets/${codes[0]}`))).not.toContain('Đã báo cáo ngày')
  expect((await house.as('head').post(`/targets/${codes[0]}/updates`, report)).status).toBe(303)

  const html = await page(house.as('head').get(`/targets/${codes[0]}`))

  expect(html).toContain('trên hệ thống, qua thư điện tử, qua Zalo, bằng văn bản')
  expect(html.match(/<b>Đôn đốc<\/b>/g)).toHaveLength(1)
  expect(html).toContain('Đã báo cáo ngày 7/9/2022')
  expect(html).toContain(`href="${round}"`)
  expect(await page(house.as('supervisor').get(round))).toContain('Đã báo cáo ngày 7/9/2022')
})

test('the letter is a draft until it has its number, and a unit prints its own', async () => {
  const { house, codes } = await lateHouse()
  const round = (await house.as('supervisor').post('/reminders', reminderForm(codes))).headers.get(
    'location',
  )!
  const draft = await page(house.as('supervisor').get(`${round}/letter`))
  expect(draft.match(/DỰ THẢO<\/p>/g)).toHaveLength(2)
  expect(draft).toContain('Số …-CV/HU')
  expect(draft).toContain('Kính gửi: Xã Tân Liên')

  const number = { letter_number: '45', letter_on: '7/9/2022' }
  expect((await house.as('head').post(`${round}/letter`, number)).status).toBe(404)
  const numbered = await house.as('supervisor').fillIn(`${round}/letter`, number)
  const html = await house.follow(numbered)
  expect(html).toContain('Số 45-CV/HU')
  expect(html).toContain('Hướng Hóa, ngày 07 tháng 9 năm 2022')
  expect(html).not.toContain('DỰ THẢO</p>')
  expect((await house.as('supervisor2').post(`${round}/letter`, { letter_number: '46' })).status).toBe(409)

  const own = await page(house.as('head').get(`${round}/letter`))
  expect([own.includes('Xã Tân Liên'), own.includes('Lao Bảo')]).toEqual([true, false])
})

test('a round without a letter has none to print', async () => {
  const { house, codes } = await lateHouse()
  const sent = await house.as('supervisor').post('/reminders', reminderForm(codes, { channel: [] }))
  expect((await house.as('supervisor').get(`${sent.headers.get('location')}/letter`)).status).toBe(404)
})

test('a later extension does not change what a reminder said', async () => {
  const { house, codes } = await lateHouse()
  const round = (await house.as('supervisor').post('/reminders', reminderForm([codes[0]!]))).headers.get(
    'location',
  )!
  await house.add({
    extensions: [
      {
        target: codes[0]!,
        requested_by: 'head',
        requested_at: house.clock.now() + 1000,
        proposed_due_on: '2022-12-31',
        reason_code: 'weather',
        reason: 'Mưa lũ',
        decision: 'granted',
        decided_by: 'leader',
        decided_at: house.clock.now() + 2000,
        new_due_on: '2022-12-31',
      },
    ],
  })
  house.clock.advance({ days: 3 })
  expect(await page(house.as('supervisor').get(round))).toContain('12 ngày')
})
