import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEvents, planVersions, targets, updates } from '../../src/storage/schema.ts'
import { openAnnex, signed, told } from '../support/amending.ts'
import { storedTarget } from '../support/drafting.ts'
import { meanwhile } from '../support/meanwhile.ts'
import { page } from '../support/page.ts'
import { reportRow } from '../support/reports.ts'

const report = { value: '9,5', as_of: '5/9/2022' }

/** A target of 8, kept in whole numbers, of which 5 were reported. */
async function openWhole() {
  const open = await openAnnex()
  const { house } = open
  await house.add({ updates: [reportRow('CK-H-A-02', '2022-08-31', 5)] })
  const send = () => house.as('head').fillIn('/targets/CK-H-A-02/update', report, { button: 'do=submit' })
  return { ...open, change: `${open.path}/change/CK-H-A-02`, send }
}

test('an annex keeps a target with more decimals, and no figure becomes another one', async () => {
  const { house, path, office, change, send } = await openWhole()
  expect((await send()).status).toBe(422)
  const raised = await office.fillIn(change, { decimals: '1', plan: '8,5' }, { form: '/change/' })
  expect(raised.status).toBe(303)
  const shown = await told(office.get(path))
  expect(shown).toMatch(/Số chữ số thập phân 0 1/)
  expect(shown).toMatch(/Kế hoạch 8 tỷ đồng 8,5 tỷ đồng/)
  expect(shown).not.toContain('thay đổi: ')
  expect((await office.fillIn(`${path}/sign`, signed, { form: '/sign' })).status).toBe(303)
  expect(await storedTarget(house, 'CK-H-A-02')).toMatchObject({
    ...{ decimals: 1, plan: 80, planNow: 80, latestLow: 50, latestHigh: 50 },
  })
  const [version] = await house.db.read.select().from(planVersions)
  expect(version).toMatchObject({ plan: 85 })
  const [stored] = await house.db.read.select().from(updates)
  expect([stored!.valueLow, stored!.valueHigh]).toEqual([50, 50])
  expect(await told(office.get('/targets/CK-H-A-02'))).toMatch(/5 tỷ đồng/)
  expect((await send()).status).toBe(303)
})

test('decimals alone leave the plan as it is; they never become fewer, and fit every figure', async () => {
  const { house, path, office, change } = await openWhole()
  const alone = await office.fillIn(change, { decimals: '3' }, { form: '/change/' })
  expect(alone.status).toBe(303)
  expect(await told(office.get(path))).not.toContain('Kế hoạch 8')
  await office.fillIn(`${path}/sign`, signed, { form: '/sign' })
  expect(await house.db.read.select().from(planVersions)).toEqual([])
  expect(await storedTarget(house, 'CK-H-A-02')).toMatchObject({ decimals: 3, plan: 8000, planNow: 8000 })
})

test.each([
  [{ value: 5, decimals: 2, asked: '1' }, 'Không giảm được'],
  [{ value: 9_000_000_000_000_000, decimals: 0, asked: '3' }, 'Số quá lớn'],
])('%j is refused', async ({ value, decimals, asked }, says) => {
  const { house, path, office } = await openAnnex()
  const plan = { decimals, code: 'CK-H-A-03', plan: String(value) }
  const { id } = await house.target(plan)
  await house.add({ updates: [reportRow('CK-H-A-03', '2022-08-31', value)] })
  const answer = await office.post(`${path}/change/CK-H-A-03`, { version: '1', decimals: asked })
  expect([answer.status, (await page(answer)).includes(says)]).toEqual([422, true])
  const [row] = await house.db.read.select().from(targets).where(eq(targets.id, id))
  expect(row!.decimals).toBe(decimals)
})

test('the record of changes tells each figure as it was sent', async () => {
  const { house, path, office, change } = await openWhole()
  const sent = { value: '7', as_of: '1/9/2022' }
  expect(
    (await house.as('head').fillIn('/targets/CK-H-A-02/update', sent, { button: 'do=submit' })).status,
  ).toBe(303)
  await office.fillIn(change, { decimals: '1' }, { form: '/change/' })
  await office.fillIn(`${path}/sign`, signed, { form: '/sign' })
  const events = await house.db.read.select().from(auditEvents).where(eq(auditEvents.deed, 'target.amended'))
  expect(events).toHaveLength(1)
  expect(await told(house.as('admin').get('/admin/audit'))).toMatch(/[^,]7 tỷ đồng/)
})

test('a figure that was read while an annex raised the decimals is kept on the new scale', async () => {
  const { house } = await openWhole()
  const form = await page(house.as('head').get('/targets/CK-H-A-02/update'))
  const [, id = ''] = form.match(/name="id" value="([^"]+)"/) ?? []
  const fields = {
    id,
    value: '6',
    as_of: '5/9/2022',
    assessment: 'on_track',
    declared: 'in_progress',
    do: 'submit',
  }
  const sent = await meanwhile(
    house,
    () => house.as('head').post('/targets/CK-H-A-02/updates', fields),
    (tx) => tx.update(targets).set({ decimals: 2 }).where(eq(targets.code, 'CK-H-A-02')),
  )
  expect(sent.status).toBe(303)
  const [stored] = await house.db.read.select().from(updates).where(eq(updates.id, id))
  expect(stored?.valueLow).toBe(600)
})
