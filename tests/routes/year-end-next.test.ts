import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { commitments, evaluations, milestones, targets } from '../../src/storage/schema.ts'
import { addNextYear, drawUp, go, register } from '../support/commitments.ts'
import { promised } from '../support/drafting.ts'
import { type House, openHouse } from '../support/house.ts'
import { did } from '../support/issuing.ts'
import { page } from '../support/page.ts'

const A = '/year-end/CK-H-A'

async function open() {
  const house = await openHouse()
  await addNextYear(house)
  const { id, code } = await house.target({ plan: '100', title: 'Thu ngân sách' })
  return { house, id, code, head: house.as('head'), office: house.as('supervisor') }
}

const carried = (code: string) => ({
  ...{ to: 'H-2023', target: code },
  ...{ [`plan_${code}`]: '100', [`due_${code}`]: '31/12/2023' },
})

const nextOf = async (house: House, id: string) =>
  await house.db.read.select().from(targets).where(eq(targets.previousId, id))

test('the office takes nothing into the draft that a unit keeps to itself, and is not told its code', async () => {
  const { house, id, code, head, office } = await open()
  const draft = await register(house, newId())
  expect(await page(head.get(`${A}/carry`))).toContain(draft)
  expect(await page(office.get(`${A}/carry`))).not.toContain(draft)
  const sent = await office.post(`${A}/carry`, carried(code))
  const html = await page(sent)
  expect([sent.status, html.includes('tự mở bản dự thảo'), html.includes(draft)]).toEqual([422, true, false])
  expect(await nextOf(house, id)).toEqual([])
  await did(head.post(`${A}/carry`, carried(code)))
  const [next] = await nextOf(house, id)
  // What the head has carried over is as hidden as the draft that it stands in.
  expect(await page(head.get(A))).toContain(next!.code)
  const seen = await page(office.get(A))
  expect(seen).not.toContain(next!.code)
  expect((await page(office.post(`${A}/carry`, carried(code)))).includes(draft)).toBe(false)
})

test('carried over into a draft that is there the draft moves on', async () => {
  const { house, code, head } = await open()
  const draft = await register(house, newId())
  const versionOf = async () =>
    (await house.db.read.select().from(commitments).where(eq(commitments.code, draft)))[0]!.version
  const before = await versionOf()
  await did(head.post(`${A}/carry`, carried(code)))
  expect(await versionOf()).toBe(before + 1)
})

test('what was withdrawn goes on from nothing: its target is left, and can be carried over again', async () => {
  const { house, id, code, office } = await open()
  const draft = 'CK-2023-A'
  await did(office.post(`${A}/carry`, carried(code)))
  expect(await page(office.get(A))).toContain(`chuyển sang ${draft}-01`)
  await did(office.post(`/commitments/${draft}/steps/withdraw`, { note: 'Lập nhầm' }))
  expect(await page(office.get(A))).not.toContain('chuyển sang')
  const [said] = await house.db.read.select().from(evaluations)
  expect(said!.carriedToId).toBeNull()
  expect(await page(office.get('/year-end?campaign=H-2022&lang=en'))).not.toContain('1 carried')
  expect(await page(office.get(`${A}/carry?lang=vi`))).toContain(`value="${code}"`)
  await did(office.post(`${A}/carry`, carried(code)))
  expect(await nextOf(house, id)).toHaveLength(2)
})

test('of a task with steps those that are left go on, undone, in the next year and of 100 again', async () => {
  const house = await openHouse()
  const [unit, office] = [house.as('head'), house.as('supervisor')]
  await did(office.fillIn('/admin/campaigns/H-2022/copy', { what: 'settings' }))
  const task = await house.target({ kind: 'milestone', due_on: '2022-12-31', title: 'Xây trường' })
  await house.db.tx(async (tx) => {
    await tx.insert(milestones).values(
      (
        [
          ['Thiết kế', '2022-02-28', 40],
          ['Thi công', '2022-06-30', 30],
          ['Nghiệm thu', '2022-12-15', 30],
        ] as const
      ).map(([title, dueOn, weight], n) => ({
        ...{ tenant: house.tenant, targetId: task.id, number: n + 1 },
        ...{ title, dueOn, weight },
      })),
    )
  })
  const sent = await unit.fillIn(
    `/targets/${task.code}/update`,
    { as_of: '31/8/2022', step: '1' },
    { button: 'do=submit' },
  )
  await did(office.post(`${await did(sent)}/review`, { decision: 'accept' }))
  await did(
    office.post(`${A}/carry`, { to: 'H-2023', target: task.code, [`due_${task.code}`]: '30/11/2023' }),
  )
  const [next] = await nextOf(house, task.id)
  const steps = await house.db.read.select().from(milestones).where(eq(milestones.targetId, next!.id))
  // The new deadline is the latest day of any step.
  expect(steps.map(({ number, title, dueOn, weight }) => [number, title, dueOn, weight])).toEqual([
    [1, 'Thi công', '2023-06-30', 50],
    [2, 'Nghiệm thu', '2023-11-30', 50],
  ])
})

test('a result that names figures of its year is written anew for the next, and never lost', async () => {
  const { house, office } = await open()
  const product = 'Thu đạt 100 tỷ đồng năm 2022'
  const { id, code } = await house.target({ code: 'CK-H-A-08', sort_order: 8, plan: '100', product })
  const field = `product_${code}`
  expect(await page(office.get(`${A}/carry`))).toMatch(new RegExp(`<textarea[^>]*>${product}</textarea>`))
  const blank = await office.post(`${A}/carry`, { ...carried(code), [field]: '' })
  expect([blank.status, (await page(blank)).includes('hãy ghi sản phẩm')]).toEqual([422, true])
  await did(office.post(`${A}/carry`, { ...carried(code), [field]: 'Thu đạt phần còn lại năm 2023' }))
  expect((await nextOf(house, id)).map(({ product }) => product)).toEqual(['Thu đạt phần còn lại năm 2023'])
})

test('what nobody has signed is offered as a target above to nobody', async () => {
  const { house, head } = await open()
  const draft = await register(house, newId())
  const path = `/commitments/${draft}/targets`
  const fields = { ...promised, start_on: '1/9/2022', due_on: '31/12/2023' }
  await did(head.post(`${path}/new`, { id: newId(), ...fields, title: 'Trồng rừng mật' }))
  // Another draft of the same unit, which the office writes.
  await house.add({
    commitments: [
      {
        ...{ code: 'CK-PHU', campaign: 'H-2022', unit: 'H-A', party_kind: 'individual', number: null },
        ...{ signed_on: null, side_a_post: 'Bí thư', side_b_post: 'Chủ tịch' },
        ...{ effective_from: '2022-01-01', effective_to: '2022-12-31' },
      },
    ],
  })
  const office = house.as('supervisor')
  const found = await (
    await office.htmx.get('/commitments/CK-PHU/targets/parents?parent_q=trong+rung')
  ).text()
  expect(found).not.toContain('Trồng rừng mật')
  const chosen = await office.post('/commitments/CK-PHU/targets/new', {
    ...{ id: newId(), ...promised, parent: `${draft}-01`, contribution: 'additive' },
  })
  expect([chosen.status, (await page(chosen)).includes('Trồng rừng mật')]).toEqual([422, false])
})

test('beside a signed commitment of next year no second one is made: it is said before, with the annex as the way', async () => {
  const { house, id, code, office } = await open()
  // Signed in another form than this year's.
  const draft = await drawUp(house, newId(), { party_kind: 'individual' })
  await go(house, draft, 'propose', 'agree')
  expect(await page(office.get(`${A}/carry`))).toContain('đang chờ thống nhất hoặc ký')
  await go(house, draft, 'sign')
  const html = await page(office.get(`${A}/carry`))
  expect(html).toContain(`(${draft}: `)
  expect(html).toContain(`href="/commitments/${draft}/amendments"`)
  expect(html).not.toContain(`name="plan_${code}"`)
  const sent = await office.post(`${A}/carry`, carried(code))
  expect([sent.status, (await page(sent)).includes('không lập bản thứ hai')]).toEqual([422, true])
  expect(await nextOf(house, id)).toEqual([])
  expect(
    await house.db.read
      .select()
      .from(commitments)
      .where(eq(commitments.code, `${draft}2`)),
  ).toEqual([])
})

test('a draft of next year in another form takes what is carried, and both pages lead to it', async () => {
  const { house, id, code, office } = await open()
  const draft = await drawUp(house, newId(), { party_kind: 'individual' })
  const html = await house.follow(await office.fillIn(`${A}/carry`, carried(code)))
  expect(html).toContain(`<a href="/commitments/${draft}">`)
  const [next] = await nextOf(house, id)
  expect(next!.code).toBe(`${draft}-03`)
  const link = new RegExp(`<a href="/commitments/${draft}">[^<]*${next!.code}</a>`)
  expect(await page(office.get(A))).toMatch(link)
})

test('a weight that is carried over into a draft is said there, and no step is taken before the weights make 100', async () => {
  const { house, id, code, office } = await open()
  await house.db.tx(
    async (tx) => void (await tx.update(targets).set({ weight: 60 }).where(eq(targets.id, id))),
  )
  await did(office.post(`${A}/carry`, carried(code)))
  const path = '/commitments/CK-2023-A'
  expect(await page(office.get(path))).toContain('60%')
  const sent = await office.post(`${path}/steps/hand`, {})
  expect([sent.status, (await page(sent)).includes('60%')]).toEqual([422, true])
})
