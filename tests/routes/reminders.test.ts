import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { countReminders } from '../../src/storage/reminders/selection.ts'
import {
  auditEvents,
  mails,
  notices,
  reminderRounds,
  reminders,
  targets,
  users,
} from '../../src/storage/schema.ts'
import { type House, openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { lateHouse, pastDue, reminderForm } from '../support/reminding.ts'

const text = '{đơn vị} có {số việc} việc quá hạn, đề nghị báo cáo.'
const asked = (codes: string[]) => `/reminders/new?${codes.map((code) => `target=${code}`).join('&')}`

async function giveMail(house: House, username: string, email: string, mailOff = false) {
  await house.db.tx(async (tx) => {
    await tx.update(users).set({ email, mailOff }).where(eq(users.username, username))
  })
}

const zaloIn = (html: string) =>
  [...html.matchAll(/<textarea[^>]*readonly[^>]*>([^<]*)/g)].map(([, words = '']) => words)

test('a supervisor reminds two units at once: each is told in the house, by mail and by Zalo', async () => {
  const { house, codes } = await lateHouse()
  await giveMail(house, 'head', 'chu-tich@tanlien.vn')

  const answer = await house.as('supervisor').fillIn(asked(codes), { text }, {})

  const html = await house.follow(answer)
  expect(html).toContain('Xã Tân Liên có 2 việc quá hạn')
  expect(html).toContain('Thị trấn Lao Bảo có 1 việc quá hạn')
  const rows = await house.db.read.select().from(reminders)
  const channels = (id: string) =>
    rows
      .filter((row) => row.targetId === id)
      .map((row) => row.channel)
      .sort()
  const [first, , third] = await Promise.all(
    codes.map(
      async (code) => (await house.db.read.select().from(targets).where(eq(targets.code, code)))[0]!.id,
    ),
  )
  expect(channels(first!)).toEqual(['app', 'email', 'zalo'])
  // Nobody of the other unit has an address.
  expect(channels(third!)).toEqual(['app', 'zalo'])
  const told = await house.db.read.select().from(notices)
  const round = answer.headers.get('location')!
  expect(told.map(({ kind, path }) => [kind, path]).sort()).toEqual([
    ['reminder', round],
    ['reminder', round],
    ['reminder', `/targets/${codes[2]}`],
  ])
  const [mail, ...others] = await house.db.read.select().from(mails)
  expect(others).toEqual([])
  expect(mail).toMatchObject({ address: 'chu-tich@tanlien.vn', subject: 'Đôn đốc: 2 việc của Xã Tân Liên' })
  expect(mail!.body).toContain(`http://127.0.0.1:3000${round}`)
  expect(mail!.body).toMatch(/http:\/\/127\.0\.0\.1:3000\/mail\/\S+$/)
  expect(
    await house.db.read.select().from(auditEvents).where(eq(auditEvents.deed, 'reminder.sent')),
  ).toHaveLength(1)
})

test('the form says who is reminded of what, how they are reached, and how often they were', async () => {
  const { house, codes } = await lateHouse()
  await house.as('supervisor').post('/reminders', reminderForm([codes[0]!]))
  house.clock.advance({ days: 1 })

  const html = await page(house.as('leader').get(asked(codes)))

  expect(html).toContain('Đôn đốc 2 đơn vị về 3 việc quá hạn')
  expect(html).toContain('lần đôn đốc thứ 2, gần nhất 6/9')
  expect(html).toContain('đôn đốc lần đầu')
  expect(html).toContain('chưa có thư điện tử, chỉ gửi thông báo trong hệ thống')
  expect(html).toContain('{đơn vị} đang có {số việc} việc quá hạn theo cam kết')
  expect(html).toContain('trước 16 giờ 00 thứ Sáu, 9/9/2022')
})

test('every Zalo text is shorter than 700 characters and ends with its link', async () => {
  const house = await openDemo()
  const overdue = await house.db.read.select({ code: targets.code, lateFrom: targets.lateFrom }).from(targets)
  const codes = overdue.filter((one) => one.lateFrom && one.lateFrom <= '2022-09-07').map(({ code }) => code)
  const own = codes.filter((code) => !code.startsWith('CK-2022-HH-'))

  const texts = zaloIn(await page(house.as('giamsat').get(asked(own))))

  expect(texts.length).toBeGreaterThan(3)
  for (const words of texts) {
    expect([...words].length).toBeLessThan(700)
    expect(words).toMatch(/\nXem và báo cáo: http:\/\/127\.0\.0\.1:3000\/\S+$/)
  }
})

test('a unit stands for what is overdue, else for what it has not reported this week', async () => {
  const house = await openHouse()
  const [overdue, other, lazy, told] = [
    await house.target({ ...pastDue, title: 'Việc đã quá hạn' }),
    await house.target({ title: 'Chỉ tiêu còn hạn' }),
    await house.target({ unit: 'H-B', title: 'Chưa báo cáo' }),
    await house.target({ unit: 'H-B', title: 'Đã báo cáo rồi' }),
  ]
  const report = { id: newId(), value: '50', as_of: '31/8/2022', do: 'submit' }
  expect((await house.as('otherHead').post(`/targets/${told.code}/updates`, report)).status).toBe(303)

  const html = await page(house.as('supervisor').get('/reminders/new?unit=H-A&unit=H-B'))

  const ticked = [...html.matchAll(/name="target" value="([^"]+)" checked/g)].map(([, code]) => code)
  expect(ticked).toEqual([overdue.code, lazy.code])
  expect(ticked).not.toContain(other.code)
  expect(html).toContain('Chưa báo cáo tuần này')
})

test('what was typed comes back with what is wrong', async () => {
  const { house, codes } = await lateHouse()
  const wrong = { text: 'Đề nghị {số viec} báo cáo', letter_number: '45-CV/HU', letter_on: '40/9/2022' }

  const refused = await house.as('supervisor').post('/reminders', reminderForm(codes, wrong))

  expect(refused.status).toBe(422)
  const html = await page(refused)
  for (const words of Object.values(wrong)) expect(html).toContain(words)
  expect(html).toContain('Không có gì để điền vào {số viec}')
  expect(await house.db.read.$count(reminders)).toBe(0)
  expect((await house.as('supervisor').post('/reminders', reminderForm(codes, { text: '' }))).status).toBe(
    422,
  )
})

test('those without the right get nothing, and nothing changes', async () => {
  const { house, codes } = await lateHouse()
  for (const who of [
    'head',
    'clerk',
    'otherHead',
    'inspector',
    'province',
    'admin',
    'districtHead',
  ] as const) {
    expect([who, (await house.as(who).get(asked(codes))).status]).toEqual([who, 404])
    expect([who, (await house.as(who).post('/reminders', reminderForm(codes))).status]).toEqual([who, 404])
  }
  expect((await house.as('head').get('/reminders')).status).toBe(404)
  expect(await house.db.read.$count(reminderRounds)).toBe(0)
})

test('a target that is closed or of another campaign stops the whole reminder', async () => {
  const { house, codes } = await lateHouse()
  const foreign = await house.target({ ...pastDue, unit: 'H' })

  const refused = await house
    .as('supervisor')
    .post('/reminders', reminderForm([...codes, foreign.code, 'CK-X-01']))

  expect(refused.status).toBe(422)
  const html = await page(refused)
  expect(html).toContain(`Không đôn đốc được: ${foreign.code}, CK-X-01`)
  expect(html).not.toContain(`value="${foreign.code}"`)
  expect(await house.db.read.$count(reminders)).toBe(0)
})

test('a task taken out by hand stays out, and with none left the form says so', async () => {
  const { house, codes } = await lateHouse()
  const none = await house.as('supervisor').fillIn(asked(codes), { target: [], text: 'Giữ lại nội dung này' })
  expect(none.status).toBe(422)
  const html = await page(none)
  for (const words of ['Chưa chọn việc nào', 'Giữ lại nội dung này', ...codes]) expect(html).toContain(words)
  await house.as('supervisor').fillIn(asked(codes), { target: [codes[0]!], channel: [] })
  expect(await house.db.read.$count(reminders)).toBe(1)
})

test('a channel that the house does not have is told, not left out', async () => {
  const { house, codes } = await lateHouse()
  const form = { ...reminderForm(codes), channel: ['email', 'sms'] }
  const refused = await house.as('supervisor').post('/reminders', form)
  expect(refused.status).toBe(422)
  expect(await page(refused)).toContain('Không có kênh gửi “sms”')
})

test('sent twice it is one reminder; the same id with another content is refused', async () => {
  const { house, codes } = await lateHouse()
  const form = reminderForm(codes)
  const send = (more = {}) => house.as('supervisor').post('/reminders', { ...form, ...more })

  const [once, twice] = await Promise.all([send(), send()])
  const other = await send({ text: 'Nội dung khác' })

  expect([once.status, twice.status, other.status]).toEqual([303, 303, 409])
  expect(once.headers.get('location')).toBe(twice.headers.get('location'))
  const html = await page(other)
  expect(html).toContain('Nội dung khác')
  expect(html).not.toContain(`value="${form.id}"`)
  expect(await house.db.read.$count(reminderRounds)).toBe(1)
})

test('several channels of one round count as one reminder', async () => {
  const { house, codes } = await lateHouse()
  await house.as('supervisor').post('/reminders', reminderForm(codes))
  house.clock.advance({ days: 1 })
  await house.as('supervisor').post('/reminders', reminderForm([codes[0]!]))
  const [row] = await house.db.read.select().from(targets).where(eq(targets.code, codes[0]!))
  const counted = await countReminders(house.db.read, house.tenant, [row!.id])
  expect(counted.get(row!.id)).toEqual({ times: 2, lastAt: house.clock.now() })
})

test('the list names the channels by which somebody was really reached', async () => {
  const { house, codes } = await lateHouse()
  const channelsOf = async () => {
    const html = await page(house.as('supervisor').get('/reminders'))
    return [...html.matchAll(/data-l="Hình thức"[^>]*>([^<]*)/g)].map(([, words]) => words)
  }
  await house.as('supervisor').post('/reminders', reminderForm(codes))
  expect(await channelsOf()).toEqual(['thông báo trong hệ thống, Zalo, công văn'])

  await giveMail(house, 'head', 'head@x.vn')
  house.clock.advance({ days: 1 })
  await house.as('supervisor').post('/reminders', reminderForm(codes, { channel: ['email'] }))
  expect(await channelsOf()).toEqual([
    'thông báo trong hệ thống, thư điện tử',
    'thông báo trong hệ thống, Zalo, công văn',
  ])
})

test('one person gets one mail for a round; who switched mail off is told in the house alone', async () => {
  const { house, codes } = await lateHouse()
  await giveMail(house, 'head', 'head@x.vn')
  await giveMail(house, 'clerk', 'clerk@x.vn', true)
  await house.as('supervisor').post('/reminders', reminderForm(codes))
  expect((await house.db.read.select().from(mails)).map(({ address }) => address)).toEqual(['head@x.vn'])
  expect(await house.db.read.$count(notices)).toBe(3)
})

test('the preview follows the text being written and writes nothing', async () => {
  const { house, codes } = await lateHouse()
  const piece = await house
    .as('supervisor')
    .htmx.post('/reminders/preview', reminderForm(codes, { text: 'Gấp, {đơn vị}!' }))
  expect(piece.status).toBe(200)
  expect(await page(piece)).toContain('Gấp, Xã Tân Liên!')
  expect((await house.as('supervisor').post('/reminders/preview', reminderForm(codes))).status).toBe(404)
  expect((await house.as('head').htmx.post('/reminders/preview', reminderForm(codes))).status).toBe(404)
  expect(await house.db.read.$count(reminderRounds)).toBe(0)
})

test('with nothing ticked the page says so, and the list of a new campaign is empty', async () => {
  const house = await openHouse()
  expect(await page(house.as('supervisor').get('/reminders/new'))).toContain('Chưa chọn việc nào để đôn đốc')
  expect(await page(house.as('supervisor').get('/reminders'))).toContain('Chưa đôn đốc lần nào')
})

test('everything can be read in English', async () => {
  const { house, codes } = await lateHouse()
  await house.as('supervisor').post('/account/language', { language: 'en' })
  expect(await page(house.as('supervisor').get(asked(codes)))).toContain('Remind 2 units of 3 overdue tasks')
  const round = (await house.as('supervisor').post('/reminders', reminderForm(codes))).headers.get(
    'location',
  )!
  expect(await page(house.as('supervisor').get(round))).toContain('Text as written')
  expect(await page(house.as('supervisor').get(`${round}/letter`))).toContain('Letter of reminder')
  expect(await page(house.as('supervisor').get('/reminders'))).toContain('0 of 2 units')
})

test('a head reads beside the task that it was reminded of, until a report has answered it', async () => {
  const { house, codes } = await lateHouse()
  const head = house.as('head')
  expect(await page(head.get('/my-work'))).not.toContain('đôn đốc 1 lần')
  expect((await house.as('supervisor').post('/reminders', reminderForm([codes[0]!]))).status).toBe(303)
  const shown = await page(head.get('/my-work'))
  expect(shown).toContain('Đã được đôn đốc 1 lần, gần nhất ngày 6/9/2022')
  expect(shown.match(/Đã được đôn đốc/g)).toHaveLength(1)
  expect(shown).toContain(`href="/targets/${codes[0]}#h-history"`)
  house.clock.set('2022-09-06T10:00:00+07:00')
  const report = {
    progress: 'in_progress',
    as_of: '6/9/2022',
    results: 'Đang làm thủ tục',
    assessment: 'behind',
  }
  const sent = await head.fillIn(`/targets/${codes[0]}/update`, report, { button: 'do=submit' })
  expect(sent.status).toBe(303)
  expect(await page(head.get('/my-work'))).not.toContain('Đã được đôn đốc')
})
