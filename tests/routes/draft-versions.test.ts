import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { commitmentSteps, commitments, evaluations, targets } from '../../src/storage/schema.ts'
import { addNextYear, drawUp, go } from '../support/commitments.ts'
import { promised, storedTarget } from '../support/drafting.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

const CODE = 'CK-2023-A'
const path = `/commitments/${CODE}`

async function open() {
  const house = await openHouse()
  await addNextYear(house)
  await drawUp(house, newId())
  return house
}

const stored = async (house: House, code = CODE) =>
  (await house.db.read.select().from(commitments).where(eq(commitments.code, code)))[0]!

/** The fields of the form of a step, as they stood on a page that somebody left open. */
async function formOf(house: House, who: 'head' | 'supervisor', deed: string) {
  const html = await page(house.as(who).get(path))
  const form = html.slice(html.indexOf(`${path}/steps/${deed}`))
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)![1]!
  return { version: value('version'), seen: value('seen') }
}

const added = { ...promised, title: 'Trồng rừng', start_on: '1/9/2022', due_on: '31/12/2022' }

test.each<[string, (house: House) => Promise<Response>, string]>([
  [
    'added',
    (house) => house.as('supervisor').post(`${path}/targets/new`, { id: newId(), ...added }),
    'Đã thêm CK-2023-A-03 Trồng rừng',
  ],
  [
    'edited',
    (house) =>
      house.as('supervisor').fillIn(`${path}/targets/${CODE}-01/edit`, { plan: '99,5' }, { form: '/edit' }),
    'Đã sửa CK-2023-A-01 Thu ngân sách',
  ],
  [
    'moved to another place',
    (house) =>
      house.as('supervisor').fillIn(`${path}/targets/${CODE}-01/edit`, { order: '9' }, { form: '/edit' }),
    'Đã sửa CK-2023-A-01',
  ],
  [
    'removed',
    (house) => house.as('supervisor').post(`${path}/targets/${CODE}-02/remove`, {}),
    'Đã bỏ CK-2023-A-02',
  ],
])(
  'a head who puts a draft forward while a target is %s is told what has changed',
  async (_, change, says) => {
    const house = await open()
    const seen = await formOf(house, 'head', 'propose')
    const { version } = await stored(house)
    expect((await change(house)).status).toBe(303)
    expect((await stored(house)).version).toBe(version + 1)
    const sent = await house.as('head').post(`${path}/steps/propose`, { ...seen, note: 'Nhất trí' })
    expect(sent.status).toBe(409)
    const html = await page(sent)
    expect(html).toContain(says)
    expect(html).toContain('Nhất trí')
    expect((await stored(house)).state).toBe('draft')
  },
)

test('what is handed down or carried over into a draft moves it on as well', async () => {
  const house = await open()
  await house.target({ unit: 'H', code: 'CK-H-01', plan: '100' })
  const { version } = await stored(house)
  const given = { title: 'Thu ngân sách', group: '1', due_on: '', contribution: 'additive' }
  const sent = await house
    .as('supervisor')
    .post('/targets/CK-H-01/parts/new', { id: newId(), ...given, values: 'H-A\t4', do: 'create' })
  expect(sent.status).toBe(303)
  expect((await stored(house)).version).toBe(version + 1)
})

test('a draft that was put forward meanwhile takes no more targets, and its page says so', async () => {
  const house = await open()
  const office = house.as('supervisor')
  const row = (await storedTarget(house, `${CODE}-01`))!
  await go(house, CODE, 'propose')
  for (const [end, fields] of [
    ['new', { id: newId(), ...added }],
    [`${row.code}/edit`, { ...added, version: String(row.version) }],
    [`${row.code}/remove`, { version: String(row.version) }],
  ] as const) {
    const late = await office.post(`${path}/targets/${end}`, fields)
    expect([end, late.status, await page(late)]).toEqual([
      end,
      409,
      expect.stringContaining('Hiện nay: Đơn vị đã đề xuất'),
    ])
  }
  const own = await house.db.read.select().from(targets).where(eq(targets.commitmentId, row.commitmentId))
  expect(own).toHaveLength(2)
})

test('handed over again after it was changed it is handed over again; the same form twice counts once', async () => {
  const house = await open()
  const office = house.as('supervisor')
  const first = await formOf(house, 'supervisor', 'hand')
  for (const _ of [1, 2]) expect((await office.post(`${path}/steps/hand`, first)).status).toBe(303)
  const life = async () => {
    const { id } = await stored(house)
    return await house.db.read.select().from(commitmentSteps).where(eq(commitmentSteps.commitmentId, id))
  }
  expect(await life()).toHaveLength(2)
  const again = await formOf(house, 'supervisor', 'hand')
  expect((await office.post(`${path}/steps/hand`, again)).status).toBe(303)
  expect(await life()).toHaveLength(3)
})

test('a target that is taken out of a draft is taken out of what led to it', async () => {
  const house = await open()
  const row = (await storedTarget(house, `${CODE}-01`))!
  const child = (await storedTarget(house, 'CK-2023-B-01'))!
  const before = await house.target({ plan: '5' })
  await house.db.tx(async (tx) => {
    await tx
      .update(targets)
      .set({ parentId: row.id, contribution: 'additive' })
      .where(eq(targets.id, child.id))
    await tx.insert(evaluations).values({
      ...{ tenant: house.tenant, targetId: before.id, result: 'in_progress', effect: '' },
      ...{ carriedToId: row.id, evaluatedBy: newId(), evaluatedAt: 0 },
    })
  })
  const { version } = await stored(house, 'CK-2023-B')
  expect((await house.as('supervisor').post(`${path}/targets/${row.code}/remove`, {})).status).toBe(303)
  expect(await storedTarget(house, child.code)).toMatchObject({ parentId: null, contribution: null })
  expect((await stored(house, 'CK-2023-B')).version).toBe(version + 1)
  const [said] = await house.db.read.select().from(evaluations)
  expect(said!.carriedToId).toBeNull()
})
