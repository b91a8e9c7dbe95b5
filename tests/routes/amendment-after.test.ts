import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { newId } from '../../src/storage/ids.ts'
import { targets } from '../../src/storage/schema.ts'
import { changed, openAnnex, signed, told } from '../support/amending.ts'
import { addNextYear, bulk } from '../support/commitments.ts'
import { promised } from '../support/drafting.ts'
import { changesOfOwnFiles } from '../support/files.ts'

/** An annex in force that changes one target, ends another and adds a third. */
async function openAmended() {
  const opened = await openAnnex()
  const { path, office } = opened
  await office.post(`${path}/change/CK-H-A-01`, {
    plan: '120',
    due_on: '30/11/2022',
    title: 'Thu ngân sách mới',
  })
  await office.post(`${path}/end/CK-H-A-02`, { reason: 'Hết vốn' })
  await office.post(`${path}/add`, { ...promised, title: 'Trồng rừng', weight: '40' })
  expect((await office.post(`${path}/sign`, signed)).status).toBe(303)
  return opened
}

test('the campaign that follows is copied as annexes left the promises', async () => {
  const { house } = await openAmended()
  await house.target({ code: 'CK-H-B-01', plan: '5', unit: 'H-B' })
  const id = newId()
  const sent = await house.as('supervisor').fillIn('/admin/campaigns/H-2022/copy', { id, what: 'all' })
  expect(sent.status).toBe(303)
  const copied = await house.db.read
    .select({ title: targets.title, plan: targets.plan, dueOn: targets.dueOriginal })
    .from(targets)
    .where(eq(targets.campaignId, id))
    .orderBy(targets.code)
  expect(copied).toMatchObject([
    { title: 'Thu ngân sách mới', plan: 120, dueOn: '2023-11-30' },
    { title: 'Trồng rừng', plan: 12505, dueOn: '2023-12-31' },
    { plan: 5 },
  ])
})

test('a template like a commitment has what its annexes say, and nothing that they ended', async () => {
  const { house } = await openAmended()
  await addNextYear(house)
  const fields = bulk(newId(), { step: 'template', do: 'like', like: 'CK-H-A' })
  const html = await (await house.as('supervisor').post('/commitments/new', fields)).text()
  expect(html).toMatch(/name="t1_plan"[^>]*value="120"/)
  expect(html).toMatch(/name="t1_due_on"[^>]*value="30\/11\/2023"/)
  expect(html).toContain('Trồng rừng')
  expect(html).not.toContain('Xây dựng nhà văn hóa')
})

test('what an annex adds is signed: no page and no week says that a direction ordered it', async () => {
  const { office } = await openAmended()
  expect(await told(office.get('/commitments'))).not.toContain('giao thêm')
  expect(await told(office.get('/dashboard'))).not.toContain('giao thêm')
  const week = (await (await office.get('/weekly/2022-W36.json')).json()) as Snapshot
  const [added] = week.targets.filter(({ code }) => code === 'CK-H-A-03')
  expect(added).toMatchObject({ title: 'Trồng rừng', ordered_at: null })
  expect(await told(office.get('/weekly/2022-W36'))).not.toContain('giao thêm')
})

test('after an annex the files that go out say the same when they come in again', async () => {
  const { house } = await openAmended()
  const { db } = house
  const before = await db.read.select().from(targets).orderBy(targets.code)
  expect(await changesOfOwnFiles(house)).toEqual([])
  const plain = (rows: typeof before) => rows.map(({ version: _, ...row }) => row)
  expect(plain(await db.read.select().from(targets).orderBy(targets.code))).toEqual(plain(before))
})

test('the log names the deeds of annexes and their parts in words', async () => {
  const { house } = await openAmended()
  const log = await told(house.as('admin').get('/admin/audit?deeds=promises'))
  for (const deed of ['Ghi nhận ký phụ lục', 'Sửa dự thảo phụ lục', 'Sửa chỉ tiêu theo phụ lục'])
    expect(log).toContain(deed)
  for (const deed of ['Đổi thời hạn theo phụ lục', 'Điều chỉnh kế hoạch chỉ tiêu', 'Chấm dứt chỉ tiêu'])
    expect(log).toContain(deed)
  expect(log).not.toMatch(/\b(amendment|target)\.[a-z]/)
  expect(log).toContain('Phụ lục số')
})

test('the history of a target tells what an annex changed, and what it was before', async () => {
  const { house, path, office } = await openAnnex()
  await office.post(`${path}/change/CK-H-A-01`, changed)
  await office.post(`${path}/change/CK-H-A-02`, { due_on: '31/3/2023', weight: '30' })
  expect((await office.post(`${path}/sign`, signed)).status).toBe(303)
  const history = await told(office.get('/targets/CK-H-A-01'))
  expect(history).toContain('Điều chỉnh theo phụ lục 01-PL/HU')
  expect(history).toContain('Tỷ trọng trong bản cam kết (%): 60 → 70')
  expect(history).toContain('Thu ngân sách → Thu ngân sách nhà nước')
  expect(history.match(/Đổi hạn thành 31\/3\/2023/g)).toHaveLength(1)
  // Its deadline alone is a decision of its own.
  expect(await told(office.get('/targets/CK-H-A-02'))).not.toContain('Điều chỉnh theo phụ lục')
  expect(await told(house.as('otherHead').get('/targets/CK-H-A-01'))).not.toContain('01-PL/HU')
})
