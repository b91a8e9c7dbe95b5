import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { extensions, reviews } from '../../src/storage/schema.ts'
import { requested } from '../support/extensions.ts'
import { openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { words } from '../support/words.ts'

type House = Awaited<ReturnType<typeof openHouse>>

async function reported(house: House, fields: Record<string, string> = {}) {
  const target = await house.target({ plan: '100' })
  const values = { id: newId(), value: '50', as_of: '31/8/2022', do: 'submit', ...fields }
  const sent = await house.as('head').post(`/targets/${target.code}/updates`, values)
  return { target, path: sent.headers.get('location')! }
}

test('the reviewer sets a mark of their own on the evidence', async () => {
  const house = await openHouse()
  const { path, target } = await reported(house)

  const answer = await house
    .as('supervisor')
    .fillIn(`${path}/review`, { decision: 'accept', evidence_mark: 'partial' })

  expect(answer.status).toBe(303)
  expect((await house.db.read.select().from(reviews))[0]).toMatchObject({ evidenceMark: 'partial' })
  expect(await page(house.as('supervisor').get(`/targets/${target.code}`))).toContain('Minh chứng một phần')
})

test('accepting against the evidence needs a word, and the mark that was chosen comes back', async () => {
  const house = await openHouse()
  const { path } = await reported(house)
  const fields = { decision: 'accept', evidence_mark: 'contradicted', comment: '' }

  const refused = await house.as('supervisor').post(`${path}/review`, fields)

  expect(refused.status).toBe(422)
  expect(await page(refused)).toMatch(/<option value="contradicted" selected/)
  const accepted = await house
    .as('supervisor')
    .post(`${path}/review`, { ...fields, comment: 'Đã kiểm tra thực địa' })
  expect(accepted.status).toBe(303)
})

test('a report that was not looked into has no mark, and an unknown one is none', async () => {
  const house = await openHouse()
  const { path } = await reported(house)
  await house.as('supervisor').post(`${path}/review`, { decision: 'accept', evidence_mark: 'perfect' })
  expect((await house.db.read.select().from(reviews))[0]?.evidenceMark).toBeNull()
})

test('the unit is told of the decision once, and opening the notice leads to the report', async () => {
  const house = await openHouse()
  const { path } = await reported(house)
  const decide = () =>
    house.as('supervisor').post(`${path}/review`, { decision: 'return', comment: 'Bổ sung biểu' })
  await decide()
  await decide()

  for (const who of ['head', 'clerk'] as const) {
    const html = await page(house.as(who).get('/notices'))
    expect(html.match(/Trả lại báo cáo/g)).toHaveLength(1)
    const [, action] = html.match(/action="(\/notices\/[0-9a-f-]{36})"/)!
    const opened = await house.as(who).post(action!, {})
    expect(opened.headers.get('location')).toBe(path)
    expect(await page(house.as(who).get('/notices'))).not.toContain('chưa đọc')
  }
  expect(await page(house.as('otherHead').get('/notices'))).toContain('Chưa có thông báo nào')
})

test("nobody opens another's notice", async () => {
  const house = await openHouse()
  const { path } = await reported(house)
  await house.as('supervisor').post(`${path}/review`, { decision: 'accept' })
  const [, action] = (await page(house.as('head').get('/notices'))).match(
    /action="(\/notices\/[0-9a-f-]{36})"/,
  )!

  expect((await house.as('otherHead').post(action!, {})).status).toBe(404)
  expect(await page(house.as('head').get('/notices'))).toContain('chưa đọc')

  const all = await house.as('head').post('/notices/read', {})
  expect(await house.follow(all)).not.toContain('chưa đọc')
})

test('an accepted final lets a request for more time lapse', async () => {
  const house = await openHouse()
  const { path, target } = await reported(house, { progress: 'done' })
  await house.add({
    extensions: [
      {
        target: target.code,
        requested_by: 'head',
        requested_at: Date.parse('2022-09-05T08:00:00+07:00'),
        proposed_due_on: '2023-03-31',
        reason_code: 'weather',
        reason: 'Mưa lũ',
        decision: null,
        decided_by: null,
        decided_at: null,
        new_due_on: null,
      },
    ],
  })
  await house.as('supervisor').post(`${path}/review`, { decision: 'accept' })
  expect((await house.db.read.select().from(extensions))[0]).toMatchObject({ decision: 'lapsed' })
})

test('the office measures itself: median, longest, and what waits with whom', async () => {
  const house = await openHouse()
  const { path } = await reported(house)
  house.clock.advance({ hours: 30 })
  await house.as('supervisor').post(`${path}/review`, { decision: 'accept' })
  await reported(house, { as_of: '6/9/2022' })

  const html = await page(house.as('supervisor').get('/desk/clock'))

  expect(html).toContain('Một nửa số báo cáo được duyệt trong vòng 1 ngày 6 giờ')
  expect(html).toMatch(/Báo cáo chờ duyệt[\s\S]*?<b>1<\/b>/)
  expect((await house.as('head').get('/desk/clock')).status).toBe(404)
})

test('a returned report waits from its return on, and advice takes no request off the leader’s list', async () => {
  const house = await openHouse()
  const { path } = await reported(house)
  house.clock.advance({ hours: 30 })
  await house.as('supervisor').post(`${path}/review`, { decision: 'return', comment: 'Bổ sung biểu' })
  const { path: request } = await requested(house)
  const clock = async () => words(await page(house.as('supervisor').get('/desk/clock')))

  house.clock.advance({ hours: 2 })
  expect(await clock()).toContain('Báo cáo bị trả lại, chưa gửi lại Đơn vị 1 2 giờ')
  expect(await clock()).toContain('chờ quyết định Thường trực 1 2 giờ')
  expect(await clock()).toContain('chưa có ý kiến tham mưu Cán bộ theo dõi 1 2 giờ')

  await house.as('supervisor').post(`${request}/opinion`, { stance: 'agree', opinion: '' })
  expect(await clock()).toContain('chờ quyết định Thường trực 1 2 giờ')
  expect(await clock()).toContain('chưa có ý kiến tham mưu Cán bộ theo dõi 0 –')
})

test('on the demonstration ten reports wait, and one was returned and not sent again', async () => {
  const demo = await openDemo()
  const html = await page(demo.as('kiemtra').get('/desk/clock'))
  expect(html).toMatch(/Báo cáo chờ duyệt[\s\S]*?<b>10<\/b>/)
  expect(html).toMatch(/Báo cáo bị trả lại, chưa gửi lại[\s\S]*?<b>1<\/b>/)
  expect(html).toMatch(/Đề nghị gia hạn chờ quyết định[\s\S]*?<b>3<\/b>/)
  expect(html).toMatch(/Trong đó chưa có ý kiến tham mưu[\s\S]*?<b>3<\/b>/)
})

test('the sheet to fill in by hand has every open target and the code of the unit’s page', async () => {
  const demo = await openDemo()
  const html = await page(demo.as('hh-hso').get('/units/HH-HSO/form'))
  expect(html).toContain('PHIẾU BÁO CÁO TUẦN')
  expect(html).toContain('CK-2022-HSO-05')
  expect(html).toContain(`aria-label="${demo.config.address}/units/HH-HSO"`)
  expect((await demo.as('hh-hla').get('/units/HH-HSO/form')).status).toBe(404)
})
