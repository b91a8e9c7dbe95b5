import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { auditEvents, commitments } from '../../src/storage/schema.ts'
import { addNextYear, drawUp, go, register, terms } from '../support/commitments.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

const path = '/commitments/CK-2023-A'
const edit = `${path}/edit`

async function open() {
  const house = await openHouse()
  await addNextYear(house)
  return house
}

const stored = async (house: House) =>
  (await house.db.read.select().from(commitments).where(eq(commitments.code, 'CK-2023-A')))[0]!

const edits = (house: House) =>
  house.db.read
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.deed, 'commitment.edited'), eq(auditEvents.subject, 'CK-2023-A')))

const wish = {
  ...{ party_kind: 'individual', side_a_post: 'Chủ tịch UBND huyện', side_a_name: 'Nguyễn Văn A' },
  ...{ side_b_post: 'Bí thư Đảng ủy xã', side_b_name: 'Hồ Thị B', place: 'Khe Sanh' },
}

test("a slip in a draft's own terms is mended where it stands, and recorded once", async () => {
  const house = await open()
  await drawUp(house, newId())
  const office = house.as('supervisor')
  expect(await page(office.get(path))).toContain(`href="${edit}"`)
  const form = await page(office.get(edit))
  for (const value of [terms.side_a_post, terms.effective_to, 'Hướng Hóa']) expect(form).toContain(value)
  const html = await house.follow(await office.fillIn(edit, wish, { form: edit }))
  expect(html).toContain('Đã lưu nội dung chung của bản dự thảo')
  for (const words of ['Khe Sanh', 'Bí thư Đảng ủy xã · Hồ Thị B', 'Chủ tịch UBND huyện · Nguyễn Văn A'])
    expect(html).toContain(words)
  expect((await stored(house)).partyKind).toBe('individual')
  expect((await office.post(edit, { ...terms, ...wish, version: '1' })).status).toBe(303)
  const [event, ...others] = await edits(house)
  expect(others).toEqual([])
  expect(event!.detail).toMatchObject({
    before: { partyKind: 'collective', place: 'Hướng Hóa', sideBName: null },
    after: { partyKind: 'individual', place: 'Khe Sanh', sideBName: 'Hồ Thị B' },
  })
})

test('what is wrong is said at its field and in their order; what was typed stays', async () => {
  const house = await open()
  await drawUp(house, newId())
  const fields = { place: 'Khe Sanh', side_a_post: '', effective_to: '31/2/2023', side_b_post: '' }
  const answer = await house.as('supervisor').fillIn(edit, fields, { form: edit })
  expect(answer.status).toBe(422)
  const html = await page(answer)
  expect([...html.matchAll(/<li><a href="#([a-z_]+)"/g)].map(([, field]) => field)).toEqual([
    'side_a_post',
    'effective_to',
    'side_b_post',
  ])
  for (const typed of ['Khe Sanh', '31/2/2023']) expect(html).toContain(typed)
  expect(await edits(house)).toEqual([])
})

test('a period that leaves deadlines behind is refused with the targets to be mended first', async () => {
  const house = await open()
  await drawUp(house, newId())
  const send = (fields: Record<string, string>) => house.as('supervisor').fillIn(edit, fields, { form: edit })
  const early = await send({ effective_to: '30/11/2022' })
  expect(early.status).toBe(422)
  const html = await page(early)
  expect(html).toContain('Thời hạn của CK-2023-A-01 nằm ngoài thời gian này')
  expect(html).toContain(`href="${path}/targets/CK-2023-A-01/edit"`)
  expect(html).not.toContain(`href="${path}/targets/CK-2023-A-02/edit"`)
  expect((await send({ effective_to: '31/12/2022' })).status).toBe(303)
  expect((await stored(house)).effectiveTo).toBe('2022-12-31')
})

test('who was slower sees both, and puts it through knowingly', async () => {
  const house = await open()
  await drawUp(house, newId())
  const { version } = await stored(house)
  const send = (fields: Record<string, string>, seen: number) =>
    house.as('supervisor2').post(edit, { ...terms, ...wish, ...fields, version: String(seen) })
  await house.as('supervisor').fillIn(edit, { place: 'Lao Bảo' }, { form: edit })
  const slow = await send({}, version)
  expect(slow.status).toBe(409)
  const html = await page(slow)
  for (const words of ['Lao Bảo', 'Khe Sanh', `value="${version + 1}"`]) expect(html).toContain(words)
  expect((await stored(house)).place).toBe('Lao Bảo')
  expect((await send({}, version + 1)).status).toBe(303)
  expect((await stored(house)).place).toBe('Khe Sanh')
  // A target that was put in meanwhile is another draft too.
  expect((await send({ place: 'Húc' }, version + 1)).status).toBe(409)
})

test('past a draft nothing is edited; a draft of its own is its unit’s', async () => {
  const house = await open()
  await drawUp(house, newId())
  await go(house, 'CK-2023-A', 'propose')
  const { version } = await stored(house)
  const late = await house.as('supervisor').post(edit, { ...terms, ...wish, version: String(version) })
  expect(late.status).toBe(409)
  expect(await page(house.as('supervisor').get(path))).not.toContain(edit)
  expect(await edits(house)).toEqual([])

  const own = await open()
  await register(own, newId())
  expect((await own.as('head').fillIn(edit, wish, { form: edit })).status).toBe(303)
  expect((await own.as('supervisor').get(edit)).status).toBe(404)
})
