import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { amendments, commitments } from '../../src/storage/schema.ts'
import { changed, openAnnex, signed, storedAnnex, told } from '../support/amending.ts'
import { storedTarget } from '../support/drafting.ts'
import { ask, stored } from '../support/extensions.ts'
import { meanwhile } from '../support/meanwhile.ts'
import { reportRow } from '../support/reports.ts'

test('a request for more time lapses where an annex gave that time, and is looked at again where it did not', async () => {
  const { house, path, office } = await openAnnex()
  for (const code of ['CK-H-A-01', 'CK-H-A-02']) {
    const sent = await ask(house, code, { due_on: code.endsWith('1') ? '31/1/2023' : '30/4/2023' })
    expect(sent.status).toBe(303)
    await office.post(`${path}/change/${code}`, { due_on: '28/2/2023' })
  }
  const left = (await stored(house)).find(({ proposedDueOn }) => proposedDueOn === '2023-04-30')!
  expect((await office.post(`${path}/sign`, signed)).status).toBe(303)
  const requests = (await stored(house)).filter(({ requestedBy, document }) => requestedBy && !document)
  expect(requests.map(({ proposedDueOn, decision }) => [proposedDueOn, decision]).sort()).toEqual([
    ['2023-01-31', 'lapsed'],
    ['2023-04-30', null],
  ])
  const ruling = { decision: 'grant', comment: 'Đồng ý', document: '9-CV/HU', version: String(left.version) }
  const late = await house.as('leader').post(`/extensions/${left.id}/decision`, ruling)
  expect(late.status).toBe(409)
  expect(await storedTarget(house, 'CK-H-A-02')).toMatchObject({ dueOn: '2023-02-28' })
})

test('a report that is accepted between the draft and the signing stands, against the plan of its day', async () => {
  const { house, path, office } = await openAnnex()
  await office.post(`${path}/change/CK-H-A-01`, { plan: '120' })
  await house.add({ updates: [reportRow('CK-H-A-01', '2022-08-31', 60)] })
  expect((await office.post(`${path}/sign`, signed)).status).toBe(303)
  const target = await storedTarget(house, 'CK-H-A-01')
  expect(target).toMatchObject({ plan: 100, planNow: 100, latestLow: 60 })
  // 243 of 365 days: what was expected of August is what it was before the annex.
  expect(target!.expectedPercent).toBe(6658)
  expect(await told(office.get('/targets/CK-H-A-01'))).toContain('120 tỷ đồng')
  const report = await house
    .as('head')
    .fillIn('/targets/CK-H-A-01/update', { value: '66', as_of: '6/9/2022' }, { button: 'do=submit' })
  expect(await house.follow(report)).toContain('55%')
})

test('a target that was done before the annex is signed is neither changed nor reopened', async () => {
  const { house, path, office } = await openAnnex()
  await office.post(`${path}/change/CK-H-A-01`, { plan: '120' })
  const done = { progress: 'done' as const, completed_on: '2022-08-31' as const }
  await house.add({ updates: [reportRow('CK-H-A-01', '2022-08-31', 100, done)] })
  const answer = await office.post(`${path}/sign`, signed)
  expect([answer.status, (await told(answer)).includes('CK-H-A-01')]).toEqual([409, true])
  expect(await storedTarget(house, 'CK-H-A-01')).toMatchObject({ baseClass: 'done_on_time', planNow: 100 })
})

test('a commitment that ends while its annex is signed keeps what it had', async () => {
  const { house, path, office } = await openAnnex()
  await office.post(`${path}/change/CK-H-A-01`, changed)
  const sent = await meanwhile(
    house,
    () => office.post(`${path}/sign`, signed),
    (tx) => tx.update(commitments).set({ state: 'superseded' }).where(eq(commitments.code, 'CK-H-A')),
  )
  expect([404, 409]).toContain(sent.status)
  expect((await storedAnnex(house, 1)).annex.state).toBe('draft')
  expect(await storedTarget(house, 'CK-H-A-01')).toMatchObject({ planNow: 100 })
})

test('a deadline that the day of the annex has passed by is told where it stands, and is not signed', async () => {
  const { house, path, office: early } = await openAnnex()
  await early.post(`${path}/change/CK-H-A-01`, { due_on: '10/9/2022' })
  house.clock.set('2022-09-20T09:00:00+07:00')
  const office = house.as('supervisor')
  const late = { ...signed, signed_on: '15/9/2022', effective_from: '15/9/2022' }
  const refused = await office.post(`${path}/sign`, late)
  expect([refused.status, (await told(refused)).includes('có dòng không còn đúng')]).toEqual([409, true])
  await office.fillIn(`${path}/terms`, { effective_from: '15/9/2022' })
  expect(await told(office.get(path))).toContain('Thời hạn phải từ 15/9/2022')
  expect(await storedTarget(house, 'CK-H-A-01')).toMatchObject({ dueOn: '2022-12-31' })
  // What was signed while there was time is recorded, be it later than its deadline.
  expect(
    (await office.post(`${path}/sign`, { ...late, signed_on: '7/9/2022', effective_from: '7/9/2022' }))
      .status,
  ).toBe(303)
  expect(await storedTarget(house, 'CK-H-A-01')).toMatchObject({ dueOn: '2022-09-10' })
})

test('a draft whose commitment has ended says so, is not signed, and can be taken back', async () => {
  const { house, path, office } = await openAnnex()
  await office.post(`${path}/change/CK-H-A-01`, changed)
  await house.db.tx((tx) =>
    tx.update(commitments).set({ state: 'superseded' }).where(eq(commitments.code, 'CK-H-A')),
  )
  const shown = await told(office.get(path))
  expect(shown).toContain('Bản cam kết không còn hiệu lực. Hãy rút dự thảo.')
  expect(shown).not.toContain('Ghi nhận đã ký')
  expect(await told(house.as('head').get(path))).toContain('Phụ lục này không ký được nữa')
  expect((await house.as('head').post(`${path}/withdraw`, { version: '2' })).status).toBe(404)
  expect((await office.fillIn(`${path}/withdraw`, {}, { form: '/withdraw' })).status).toBe(303)
  const [annex] = await house.db.read.select().from(amendments)
  expect(annex!.state).toBe('withdrawn')
})

test('what is done is named as not to be chosen', async () => {
  const { house, path, office } = await openAnnex()
  const done = { progress: 'done' as const, completed_on: '2022-08-31' as const }
  await house.add({ updates: [reportRow('CK-H-A-01', '2022-08-31', 100, done)] })
  const shown = await told(office.get(path))
  expect(shown).toContain('Không chọn được vì đã hoàn thành hoặc đã dừng: CK-H-A-01.')
})
