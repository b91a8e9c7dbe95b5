import { eq } from 'drizzle-orm'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { auditEvents, directions, meetings, settings } from '../../src/storage/schema.ts'
import { openHouse } from '../support/house.ts'
import { opening, openMeeting, said } from '../support/meetings.ts'
import { page } from '../support/page.ts'

test('the notice gives the conclusions unit by unit, notes apart, as a draft until it has a number', async () => {
  const house = await openHouse()
  const meeting = await openMeeting(house)
  const conclude = (fields: Record<string, string | string[]>) =>
    house.as('supervisor').post(`${meeting}/2`, { ...said, ...fields })
  await conclude({ coordinating_units: ['H-B'] })
  await conclude({ text: 'Giữ nề nếp báo cáo hằng tuần', due_on: '' })
  await conclude({ text: 'Tuyên truyền phòng, chống lũ', lead_unit: 'H-B' })
  await conclude({ text: 'Rút kinh nghiệm việc báo cáo chậm.', lead_unit: 'H-B', due_on: '', as_note: 'yes' })

  const html = await page(house.as('inspector').get(`${meeting}/notice`))

  expect(html).toContain('Kết luận của Thường trực Huyện ủy tại giao ban tuần 36 năm 2022')
  expect(html).toContain('1. Giao xã Tân Liên chủ trì thực hiện:')
  expect(html).toContain(
    'a) Rà soát xong trong tháng 9; báo cáo kết quả từng hộ (phối hợp với thị trấn Lao Bảo); thời hạn: ngày 30/9/2022.',
  )
  expect(html).toContain('b) Giữ nề nếp báo cáo hằng tuần; thực hiện thường xuyên.')
  expect(html).toContain(
    '2. Giao thị trấn Lao Bảo chủ trì: Tuyên truyền phòng, chống lũ; thời hạn: ngày 30/9/2022.',
  )
  expect(html).toContain('- Thị trấn Lao Bảo: Rút kinh nghiệm việc báo cáo chậm.')
  expect(html).toContain('DỰ THẢO')
  expect(html).toContain('Số …-TB/HU')
  expect(html).not.toContain('name="number"')
})

test('the clerk types the number: the draft is one no longer, and nothing more is concluded', async () => {
  const house = await openHouse()
  const meeting = await openMeeting(house)
  await house.as('supervisor').post(`${meeting}/2`, said)

  const answer = await house.as('supervisor').fillIn(`${meeting}/notice`, { number: '45' })

  const html = await house.follow(answer)
  expect(html).toContain('Số 45-TB/HU')
  expect(html).not.toContain('DỰ THẢO')
  const late = await house.as('supervisor').post(`${meeting}/2`, { ...said, text: 'Kết luận đến muộn' })
  expect(late.status).toBe(409)
  expect(await page(late)).toContain('Kết luận đến muộn')
  expect(await house.db.read.$count(directions)).toBe(1)
})

test('a number that is too long is refused and stands again; others cannot give one', async () => {
  const house = await openHouse()
  const meeting = await openMeeting(house)
  const long = '4'.repeat(101)
  const refused = await house.as('supervisor').fillIn(`${meeting}/notice`, { number: long })
  expect(refused.status).toBe(422)
  expect(await page(refused)).toContain(long)
  for (const who of ['head', 'leader', 'inspector', 'admin'] as const)
    expect((await house.as(who).post(`${meeting}/number`, { number: '1', version: '1' })).status, who).toBe(
      404,
    )
  expect((await house.db.read.select().from(meetings))[0]?.number).toBeNull()
})

test('a number sent twice is given once; another one typed over it is told', async () => {
  const house = await openHouse()
  const meeting = await openMeeting(house)
  const give = (number: string) => house.as('supervisor').post(`${meeting}/number`, { number, version: '1' })
  expect([(await give('45')).status, (await give('45')).status]).toEqual([303, 303])
  const other = await give('46')
  expect(other.status).toBe(409)
  expect(await page(other)).toContain('Số đang lưu: 45')
  expect(await house.db.read.$count(auditEvents, eq(auditEvents.deed, 'meeting.numbered'))).toBe(1)
})

test('the notice as a document: attached, the same bytes every time, its name without diacritics', async () => {
  const house = await openHouse()
  const meeting = await openMeeting(house)
  await house.as('supervisor').post(`${meeting}/2`, said)
  const fetch = async (who: 'inspector' | 'leader') => await house.as(who).get(`${meeting}.docx`)

  const answer = await fetch('inspector')
  expect(answer.headers.get('content-type')).toContain('wordprocessingml')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="TB-ketluan_H_2022-W36.docx"')
  const bytes = Buffer.from(await answer.arrayBuffer())
  house.clock.advance({ minutes: 90 })
  expect(bytes.equals(Buffer.from(await (await fetch('leader')).arrayBuffer()))).toBe(true)
  const xml = strFromU8(unzipSync(bytes)['word/document.xml']!)
  expect(xml).toContain('Rà soát xong trong tháng 9; báo cáo kết quả từng hộ; thời hạn: ngày 30/9/2022.')
  expect((await house.as('head').get(`${meeting}.docx`)).status).toBe(404)
})

test('the next week opens with what became of the last conclusions, and the notice tells it', async () => {
  const house = await openHouse()
  const meeting = await openMeeting(house)
  await house.as('supervisor').post(`${meeting}/2`, { ...said, due_on: '10/9/2022' })
  await house
    .as('supervisor')
    .post(`${meeting}/2`, { ...said, text: 'Báo cáo phương án', due_on: '30/9/2022' })
  house.clock.set('2022-09-13T09:00:00+07:00')
  const next = await house
    .as('supervisor')
    .fillIn('/meetings', { ...opening, title: 'Giao ban tuần 37 năm 2022', held_on: '13/9/2022' })
  expect(next.headers.get('location')).toBe('/meetings/2022-W37')

  const slide = await page(house.as('supervisor').get('/meetings/2022-W37/1'))
  expect(slide).toContain('0 đã kết thúc · 2 đang theo dõi · 1 quá hạn')
  expect(slide).toContain('quá hạn 3 ngày')
  const notice = await page(house.as('supervisor').get('/meetings/2022-W37/notice'))
  expect(notice).toContain('Kết luận tại giao ban tuần 36 năm 2022 ngày 06/9/2022 có 2 nội dung')
  expect(notice).toContain('Chưa giao, quá hạn 3 ngày')
})

test('an office under the people’s committee signs in the form of the state', async () => {
  const house = await openHouse()
  const meeting = await openMeeting(house)
  const value = { form: 'state', number: 'Số: …/BC-UBND', issuer: 'UBND HUYỆN HƯỚNG HÓA' }
  await house.db.tx(async (tx) => {
    await tx.insert(settings).values({ tenant: house.tenant, name: 'letterhead.H', value })
  })
  const html = await page(house.as('supervisor').get(`${meeting}/notice`))
  expect(html).toContain('Độc lập - Tự do - Hạnh phúc')
  expect(html).toContain('Số: …/TB-UBND')
})

test('a numbered notice stays byte for byte, whatever becomes of its conclusions', async () => {
  const house = await openHouse()
  const supervisor = house.as('supervisor')
  const meeting = await openMeeting(house)
  await supervisor.post(`${meeting}/2`, said)
  await supervisor.post(`${meeting}/2`, { ...said, text: 'Báo cáo phương án', due_on: '10/9/2022' })
  house.clock.set('2022-09-13T09:00:00+07:00')
  const next = { ...opening, title: 'Giao ban tuần 37 năm 2022', held_on: '13/9/2022' }
  await supervisor.fillIn('/meetings', next)
  await supervisor.fillIn('/meetings/2022-W37/notice', { number: '46' })
  await supervisor.fillIn(`${meeting}/notice`, { number: '45' })
  const bytesOf = async (path: string) =>
    Buffer.from(await (await house.as('inspector').get(`${path}.docx`)).arrayBuffer()).toString('base64')
  const both = async () => [await bytesOf(meeting), await bytesOf('/meetings/2022-W37')]
  const signed = await both()

  house.clock.advance({ minutes: 10 })
  const [first, second] = (await house.db.read.select().from(directions).orderBy(directions.code)).map(
    ({ code }) => `/directions/${code}`,
  )
  const handed = { lead_unit: ['H-B'], text: 'Việc khác', due_on: '20/10/2022', as_target: 'yes', group: '1' }
  expect((await supervisor.fillIn(first!, handed, { form: '/assign' })).status).toBe(303)
  expect((await supervisor.fillIn(second!, { text: 'Nêu chung' }, { form: '/note' })).status).toBe(303)

  expect(await both()).toEqual(signed)
  house.clock.advance({ days: 30 })
  expect(await both()).toEqual(signed)
})
