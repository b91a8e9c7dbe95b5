import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { changeAnnex, draftAnnex } from '../../src/storage/amendments.ts'
import { amendments, auditEvents, commitments, extensions, targets } from '../../src/storage/schema.ts'
import { ANNEXES, annexId, openAnnex, signed, storedAnnex, told } from '../support/amending.ts'
import { promised, storedTarget } from '../support/drafting.ts'
import { ask, stored } from '../support/extensions.ts'
import { page } from '../support/page.ts'

test.each([
  [{ due_on: '5/9/2022' }, 'Thời hạn phải trong khoảng 6/9/2022 – 31/12/2023'],
  [{ due_on: '1/1/2024' }, 'Thời hạn phải trong khoảng 6/9/2022 – 31/12/2023'],
  [{ plan: '-5' }, 'Không nhận số âm'],
])('a change of %j is refused at its field', async (fields, says) => {
  const { house, path, office } = await openAnnex()
  const answer = await office.post(`${path}/change/CK-H-A-01`, fields)
  expect([answer.status, (await told(answer)).includes(says)]).toEqual([422, true])
  const added = { ...promised, ...fields, ...('plan' in fields ? {} : { plan: '5' }) }
  expect((await office.post(`${path}/add`, added)).status).toBe(422)
  expect((await storedAnnex(house, 1)).annex.lines).toEqual([])
})

test('weights that an annex leaves at another sum than 100 are told, and refused at the signing', async () => {
  const { house, path, office } = await openAnnex()
  await office.post(`${path}/change/CK-H-A-01`, { weight: '95' })
  expect(await told(office.get(path))).toContain('Tỷ trọng sau phụ lục cộng lại là 125%')
  expect(await page(office.get(path))).not.toContain(`href="${path}/sign"`)
  const refused = await office.post(`${path}/sign`, signed)
  expect([refused.status, (await told(refused)).includes('cộng lại là 125%')]).toEqual([422, true])
  expect(await storedTarget(house, 'CK-H-A-01')).toMatchObject({ weight: 60 })
  await office.post(`${path}/change/CK-H-A-02`, { weight: '5' })
  expect(await told(office.get(path))).not.toContain('Tỷ trọng sau phụ lục')
  expect(await page(office.get(path))).toContain(`href="${path}/sign"`)
  expect((await office.post(`${path}/sign`, signed)).status).toBe(303)
  expect(await storedTarget(house, 'CK-H-A-02')).toMatchObject({ weight: 5 })
})

test('an annex that only ends a weighted target leaves the others to make 100 in the same annex', async () => {
  const { path, office } = await openAnnex()
  await office.post(`${path}/end/CK-H-A-02`, { reason: 'Tỉnh giao đơn vị khác' })
  expect(await told(office.get(path))).toContain('Tỷ trọng sau phụ lục cộng lại là 60%')
  const refused = await office.post(`${path}/sign`, signed)
  expect([refused.status, (await told(refused)).includes('cộng lại là 60%')]).toEqual([422, true])
  await office.post(`${path}/change/CK-H-A-01`, { weight: '100' })
  expect((await office.post(`${path}/sign`, signed)).status).toBe(303)
})

test('an earlier deadline by an annex is none that the unit asked for, and reads as what it is', async () => {
  const { house, path, office } = await openAnnex()
  await office.post(`${path}/change/CK-H-A-01`, { due_on: '30/11/2022' })
  expect((await office.post(`${path}/sign`, signed)).status).toBe(303)
  expect(await storedTarget(house, 'CK-H-A-01')).toMatchObject({ dueOn: '2022-11-30', extensionCount: 0 })
  const [row] = await house.db.read.select().from(extensions)
  expect(row).toMatchObject({ reasonCode: 'annex', document: '01-PL/HU' })
  const shown = await told(office.get('/targets/CK-H-A-01'))
  expect(shown).toContain('hạn gốc 31/12/2022, đã đổi hạn theo phụ lục 01-PL/HU')
  expect(shown).toContain('Đổi hạn thành 30/11/2022 theo phụ lục 01-PL/HU')
  expect(shown).not.toMatch(/gia hạn \d|Gia hạn đến/)
  const sent = await ask(house, 'CK-H-A-01', { due_on: '15/12/2022' })
  expect(await house.follow(sent)).not.toContain('Đổi hạn')
})

test('a plan from before a later version that counts already is refused at the field, with its day', async () => {
  const { house, path, office } = await openAnnex()
  const decided = { plan: 110, effective_from: '2022-10-01', decision: 'NQ 12', reason: 'Giao thêm' } as const
  await house.add({ plan_revisions: [{ target: 'CK-H-A-01', ...decided }] })
  for (const [address, fields] of [
    [`${path}/change/CK-H-A-01`, { plan: '120' }],
    [`${path}/change/CK-H-A-01`, { plan: '120', plan_from: '30/9/2022' }],
    ['/commitments/CK-H-A/targets/CK-H-A-01/plan', { plan: '120', effective_from: '30/9/2022' }],
  ] as const) {
    const answer = await office.post(address, fields)
    expect([answer.status, (await told(answer)).includes('Từ 1/10/2022')]).toEqual([422, true])
  }
  const after = { plan: '120', plan_from: '2/10/2022' }
  expect((await office.post(`${path}/change/CK-H-A-01`, after)).status).toBe(303)
})

test('what is in force from a later day on says from when its annex can be signed', async () => {
  const { house, office } = await openAnnex()
  await house.db.tx(async (tx) => {
    await tx.delete(amendments)
    await tx.update(commitments).set({ effectiveFrom: '2022-10-01', state: 'signed' })
  })
  const form = await page(office.get(`${ANNEXES}/new`))
  expect(form).toContain('value="1/10/2022"')
  expect(form).toContain('Ghi nhận đã ký được từ ngày 1/10/2022')
  const fields = { id: annexId(1), reason: 'Tỉnh giao', effective_from: '1/10/2022' }
  const path = (await office.post(`${ANNEXES}/new`, fields)).headers.get('location')!
  await office.post(`${path}/change/CK-H-A-01`, { plan: '120' })
  const draft = await page(office.get(path))
  expect(draft).toContain('Ghi nhận đã ký được từ ngày 1/10/2022')
  expect(draft).not.toContain(`href="${path}/sign"`)
  expect(await told(office.get(`${path}/print`))).toContain('tháng … năm 2022')
  house.clock.set('2022-10-01T09:00:00+07:00')
  expect(await page(house.as('supervisor').get(path))).toContain(`href="${path}/sign"`)
})

test('an annex is neither begun nor changed once its commitment has ended meanwhile', async () => {
  const { house } = await openAnnex()
  const { annex } = await storedAnnex(house, 1)
  const [row] = await house.db.read.select().from(commitments).where(eq(commitments.code, 'CK-H-A'))
  const actor = await house.actor('supervisor')
  const at = { now: house.clock.now(), zone: house.zone }
  const terms = { id: annexId(2), reason: 'X', effectiveFrom: '2022-09-01' } as const
  await house.db.tx(async (tx) => {
    await tx.update(commitments).set({ state: 'completed' }).where(eq(commitments.code, 'CK-H-A'))
  })
  expect(await house.db.tx((tx) => changeAnnex(tx, actor, row!, annex, { reason: 'Y' }, at))).toBe(false)
  expect(await house.db.tx((tx) => draftAnnex(tx, actor, row!, terms, at))).toMatchObject({ kind: 'ended' })
  expect(await house.db.read.select().from(amendments)).toMatchObject([{ reason: annex.reason, version: 1 }])
})

test('a report that was sent before an annex raised the decimals is known again when it is sent again', async () => {
  const { house, path, office } = await openAnnex()
  const head = house.as('head')
  const form = await page(head.get('/targets/CK-H-A-02/update'))
  const [, id = ''] = form.match(/name="id" value="([^"]+)"/) ?? []
  const report = { id, value: '6', as_of: '5/9/2022', assessment: 'on_track', declared: 'in_progress' }
  const send = (value: string) => head.post('/targets/CK-H-A-02/updates', { ...report, value, do: 'submit' })
  const first = await send('6')
  expect(first.status).toBe(303)
  await office.post(`${path}/change/CK-H-A-02`, { decimals: '1' })
  expect((await office.post(`${path}/sign`, signed)).status).toBe(303)
  const again = await send('6')
  expect([again.status, again.headers.get('location')]).toEqual([303, first.headers.get('location')])
  expect((await send('7')).status).toBe(409)
  const events = await house.db.read
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.deed, 'update.submitted'))
  expect(events).toHaveLength(1)
})

test('a request waits with its target while that is suspended', async () => {
  const { house, first, path, office } = await openAnnex()
  await ask(house, 'CK-H-A-01', { due_on: '30/4/2023' })
  await office.post(`${path}/change/CK-H-A-01`, { due_on: '28/2/2023' })
  await house.db.tx(
    async (tx) =>
      void (await tx
        .update(targets)
        .set({ state: 'suspended', baseClass: 'suspended' })
        .where(eq(targets.id, first.id))),
  )
  expect((await office.post(`${path}/sign`, signed)).status).toBe(303)
  const asked = (await stored(house)).find(({ reasonCode }) => reasonCode !== 'annex')
  expect(asked).toMatchObject({ decision: null })
})
