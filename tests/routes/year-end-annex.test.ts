import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { evaluations, targets } from '../../src/storage/schema.ts'
import { annexId, signed, storedAnnex, told } from '../support/amending.ts'
import { addNextYear, drawUp, go } from '../support/commitments.ts'
import { formOn } from '../support/forms.ts'
import { type House, openHouse } from '../support/house.ts'
import { did } from '../support/issuing.ts'
import { page } from '../support/page.ts'
import { reportRow } from '../support/reports.ts'

const A = '/year-end/CK-H-A'

/** A target half done, and a signed commitment of the next year with the draft of an annex. */
async function open() {
  const house = await openHouse()
  await addNextYear(house)
  const { id, code } = await house.target({ plan: '100', title: 'Thu phí môi trường', product: 'Thu đủ phí' })
  await house.add({ updates: [reportRow(code, '2022-08-31', 60)] })
  const next = await drawUp(house, newId())
  await go(house, next, 'propose', 'agree', 'sign')
  const office = house.as('supervisor')
  const draft = async (n: number) =>
    await did(
      office.post(`/commitments/${next}/amendments/new`, {
        ...{ id: annexId(n), reason: 'Chuyển tiếp việc còn dở', effective_from: '1/9/2022' },
      }),
    )
  return { house, id, code, next, office, draft, path: await draft(1) }
}

const nextOf = async (house: House, id: string) =>
  await house.db.read.select().from(targets).where(eq(targets.previousId, id))

const offered = async (answer: Promise<Response>, code: string) =>
  (await page(answer)).includes(`carried_from=${code}`)

test('what a signed commitment of next year cannot take is filled into its annex, and goes on once that is signed', async () => {
  const { house, id, code, next, office, path } = await open()
  expect(await told(office.get(`${A}/carry`))).toContain('chọn việc còn dở')
  expect(await offered(office.get(path), code)).toBe(true)
  const add = `${path}/add?carried_from=${code}`
  const { fields } = formOn(await page(office.get(add)), `${path}/add`, '/add')
  expect(fields).toMatchObject({
    ...{ title: ['Thu phí môi trường'], product: ['Thu đủ phí'], plan: ['40'], carried_from: [code] },
    ...{ start_on: ['1/9/2022'], due_on: ['31/12/2022'] },
  })
  await did(office.post(`${path}/add`, fields))
  // The same sent twice stands once.
  await did(office.post(`${path}/add`, fields))
  expect((await storedAnnex(house, 1)).annex.lines.map(({ after }) => after.carried_from)).toEqual([code])
  expect(await told(office.get(path))).toContain(`Chuyển tiếp từ ${code}`)
  await did(office.post(`${path}/sign`, signed))
  const [row] = await nextOf(house, id)
  expect(await told(office.get(`${path}/print`))).toContain(`Chuyển tiếp từ – ${code}`)
  expect(await told(office.get(`/targets/${row!.code}`))).toContain('Thu phí môi trường')
  expect(row).toMatchObject({ plan: 40, state: 'active' })
  const [said] = await house.db.read.select().from(evaluations)
  expect(said).toMatchObject({ targetId: id, carriedToId: row!.id, result: 'in_progress' })
  expect(await page(office.get(A))).toContain(`href="/commitments/${next}">chuyển sang ${row!.code}`)
})

test('what the draft of an annex takes on is offered nowhere else, until the draft is taken back', async () => {
  const { house, id, code, next, office, path, draft } = await open()
  await did(office.fillIn(`${path}/add?carried_from=${code}`, {}, { form: '/add' }))
  expect(await offered(office.get(path), code)).toBe(false)
  expect(await page(office.get(A))).toContain(`href="${path}">trong dự thảo phụ lục 1 của ${next}`)
  expect(await told(office.get(`${A}/carry`))).toContain('Không còn')
  const sent = await office.post(`${A}/carry`, { to: 'H-2023', target: code, [`plan_${code}`]: '40' })
  expect([sent.status >= 400, await nextOf(house, id)]).toEqual([true, []])
  await did(office.fillIn(`${path}/withdraw`, {}))
  expect(await page(office.get(A))).not.toContain('dự thảo phụ lục')
  expect(await offered(office.get(await draft(2)), code)).toBe(true)
})

test('a line whose target went on elsewhere meanwhile is not signed', async () => {
  const { house, id, code, next, office, path } = await open()
  await did(office.fillIn(`${path}/add?carried_from=${code}`, {}, { form: '/add' }))
  await house.db.tx(
    async (tx) =>
      void (await tx
        .update(targets)
        .set({ previousId: id })
        .where(eq(targets.code, `${next}-01`))),
  )
  expect(await told(office.get(path))).toContain('đã được chuyển tiếp sang nơi khác')
  expect((await office.post(`${path}/sign`, signed)).status).toBe(409)
})

test('a code that nothing is left of adds nothing', async () => {
  const { office, path } = await open()
  expect((await office.get(`${path}/add?carried_from=CK-X-01`)).status).toBe(404)
})

test('weights that come along make a draft and an annex wait until they make 100 again', async () => {
  const { house, code, next, office, path } = await open()
  await house.db.tx(async (tx) => {
    await tx.update(targets).set({ weight: 85 }).where(eq(targets.code, code))
    await tx
      .update(targets)
      .set({ weight: 100 })
      .where(eq(targets.code, `${next}-01`))
  })
  await did(office.fillIn(`${path}/add?carried_from=${code}`, {}, { form: '/add' }))
  expect(await told(office.get(path))).toContain('185')
  const refused = await office.post(`${path}/sign`, signed)
  expect([refused.status, (await told(refused)).includes('185')]).toEqual([422, true])
  expect((await storedAnnex(house, 1)).annex.state).toBe('draft')
})
