import { desc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import {
  auditEvents,
  commitmentFiles,
  extensions,
  notices,
  planVersions,
  targets,
} from '../../src/storage/schema.ts'
import { ANNEXES, annexId, changed, openAnnex, pdf, signed, storedAnnex, told } from '../support/amending.ts'
import { promised, storedTarget } from '../support/drafting.ts'
import { page } from '../support/page.ts'
import { reportRow } from '../support/reports.ts'
import { words } from '../support/words.ts'

test('an annex changes, adds and ends targets, all at once, and keeps what was signed first', async () => {
  const { house, first, second, path, office } = await openAnnex()
  const form = await page(office.get(`${path}/change/CK-H-A-01`))
  expect(words(form).replaceAll('\u00a0', ' ')).toContain('đang là 100 tỷ đồng')
  expect((await office.fillIn(`${path}/change/CK-H-A-01`, changed, { form: '/change/' })).status).toBe(303)
  expect(
    (await office.fillIn(`${path}/end/CK-H-A-02`, { reason: 'Hết vốn' }, { form: '/end/' })).status,
  ).toBe(303)
  expect(
    (await office.fillIn(`${path}/add`, { ...promised, title: 'Trồng rừng', weight: '30' }, { form: '/add' }))
      .status,
  ).toBe(303)
  const shown = await told(office.get(path))
  for (const text of [
    '3 nội dung thay đổi',
    'Kế hoạch 100 tỷ đồng 120 tỷ đồng',
    'Thời hạn 31/12/2022 31/3/2023',
    'đang thực hiện chấm dứt: Hết vốn',
    'Bổ sung Chỉ tiêu mới Trồng rừng',
  ])
    expect(shown).toContain(text)
  expect(await storedTarget(house, 'CK-H-A-01')).toMatchObject({ planNow: 100, title: 'Thu ngân sách' })

  const answer = await office.fillIn(`${path}/sign`, signed, { form: '/sign', files: { scan: [pdf()] } })
  expect(answer.status).toBe(303)
  expect(await storedTarget(house, 'CK-H-A-01')).toMatchObject({
    ...{
      title: 'Thu ngân sách nhà nước',
      plan: 100,
      planNow: 120,
      weight: 70,
      curve: 'step',
      measure: 'tỷ đồng',
    },
    ...{ dueOriginal: '2022-12-31', dueOn: '2023-03-31', extensionCount: 0 },
  })
  expect(await storedTarget(house, 'CK-H-A-02')).toMatchObject({
    ...{ state: 'cancelled', baseClass: 'cancelled', stateCause: 'Hết vốn' },
    ...{ stateOn: '2022-09-01', stateDocument: '01-PL/HU' },
  })
  expect(await storedTarget(house, 'CK-H-A-03')).toMatchObject({
    ...{ title: 'Trồng rừng', state: 'active', baseClass: 'open', plan: 12505 },
    orderedAt: house.clock.now(),
  })
  const [version] = await house.db.read.select().from(planVersions)
  expect(version).toMatchObject({
    targetId: first.id,
    effectiveFrom: '2022-09-01',
    plan: 120,
    decision: '01-PL/HU',
  })
  const [moved] = await house.db.read.select().from(extensions)
  expect(moved).toMatchObject({
    targetId: first.id,
    decision: 'granted',
    newDueOn: '2023-03-31',
    document: '01-PL/HU',
  })
  const { annex, version: n, state } = await storedAnnex(house, 1)
  expect([annex.state, annex.document, state, n]).toEqual(['signed', '01-PL/HU', 'active', 2])
  expect(annex.lines.map(({ code }) => code)).toEqual(['CK-H-A-01', 'CK-H-A-02', 'CK-H-A-03'])

  const deeds = (await house.db.read.select().from(auditEvents).orderBy(desc(auditEvents.seq))).map(
    ({ deed }) => deed,
  )
  expect(deeds.slice(0, 6)).toEqual([
    ...['amendment.signed', 'target.added', 'target.cancelled', 'target.due_amended', 'target.plan_revised'],
    'target.amended',
  ])
  const heard = await house.db.read.select().from(notices)
  expect(heard.map(({ path: to }) => to)).toEqual([path, path, path])
  expect(await told(house.as('head').get('/notices'))).toContain('đã ký phụ lục số 1')

  const [file] = await house.db.read.select().from(commitmentFiles)
  expect(file).toMatchObject({ amendmentId: annex.id, position: 1 })
  expect((await house.as('head').get('/commitments/CK-H-A/files/1')).headers.get('content-type')).toBe(
    'application/pdf',
  )
  expect(await told(house.as('head').get(path))).toContain('phu-luc.pdf')
  const commitment = await told(office.get('/commitments/CK-H-A'))
  expect(commitment).toContain('Trồng rừng')
  const paper = await told(office.get('/commitments/CK-H-A/print'))
  expect(paper).toContain('100')
  expect(paper).not.toContain('Thu ngân sách nhà nước')
  expect(second.code).toBe('CK-H-A-02')

  const again = await office.post(`${path}/sign`, signed)
  expect(again.status).toBe(303)
  expect(await house.db.read.select().from(planVersions)).toHaveLength(1)
})

test('the next frozen week tells of the new plan, the moved deadline and what came and went', async () => {
  const { house, path, office } = await openAnnex('2022-09-09T17:10:00+07:00')
  await house.add({ updates: [reportRow('CK-H-A-01', '2022-08-31', 60)] })
  const weekOf = async (week: string) => (await (await office.get(`/weekly/${week}.json`)).json()) as Snapshot
  await office.post('/weekly/2022-W36/freeze', {})
  const frozen = await weekOf('2022-W36')
  house.clock.set('2022-09-13T09:00:00+07:00')
  await office.post(`${path}/change/CK-H-A-01`, changed)
  await office.post(`${path}/end/CK-H-A-02`, { reason: 'Hết vốn' })
  await office.post(`${path}/add`, { ...promised, title: 'Trồng rừng', weight: '30' })
  expect((await office.post(`${path}/sign`, { ...signed, effective_from: '12/9/2022' })).status).toBe(303)
  expect(await weekOf('2022-W36')).toEqual(frozen)
  await office.post('/weekly/2022-W37/freeze', {})
  house.clock.set('2022-09-16T17:10:00+07:00')
  const next = await weekOf('2022-W37')
  const changes = next.changes.map(({ code, kind, of, before, after }) => [code, kind, of, before, after])
  expect(changes).toContainEqual(['CK-H-A-01', 'plan_changed', 'plan', '100', '120'])
  expect(changes).toContainEqual(['CK-H-A-01', 'extended', 'due', '2022-12-31', '2023-03-31'])
  expect(changes).toContainEqual(['CK-H-A-02', 'moved', 'class', 'open_in_time', 'cancelled'])
  expect(changes).toContainEqual(['CK-H-A-03', 'moved', 'class', null, 'open_in_time'])
})

test('what changed since the draft is shown at its line, and nothing of the annex is made', async () => {
  const { house, path, office } = await openAnnex()
  await office.post(`${path}/change/CK-H-A-01`, { ...changed })
  await office.post(`${path}/change/CK-H-A-02`, { title: 'Xây nhà' })
  // A file of the office may bring a version of the plan that was decided before the house was used.
  const decided = { plan: 110, effective_from: '2022-07-01', decision: 'NQ 12', reason: 'Giao thêm' } as const
  await house.add({ plan_revisions: [{ target: 'CK-H-A-01', ...decided }] })
  const answer = await office.post(`${path}/sign`, signed)
  expect([answer.status, (await told(answer)).includes('CK-H-A-01')]).toEqual([409, true])
  expect(await told(office.get(path))).toContain('Khác với khi soạn: kế hoạch')
  expect(await storedTarget(house, 'CK-H-A-02')).toMatchObject({ title: 'Xây dựng nhà văn hóa' })
  expect(await storedTarget(house, 'CK-H-A-01')).toMatchObject({ planNow: 110, title: 'Thu ngân sách' })
  // Saved again it is about what stands now.
  expect((await office.post(`${path}/change/CK-H-A-01`, changed)).status).toBe(303)
  expect((await office.post(`${path}/sign`, signed)).status).toBe(303)
  expect(await storedTarget(house, 'CK-H-A-01')).toMatchObject({ planNow: 120 })
})

test('a plan may count from a later day than its annex; what was expected before stays', async () => {
  const { house, path, office } = await openAnnex()
  await office.post(`${path}/change/CK-H-A-01`, { plan: '150', plan_from: '1/10/2022' })
  expect(await told(office.get(path))).toContain('150 tỷ đồng, từ 1/10/2022'.replace('từ', 'tính từ'))
  expect((await office.post(`${path}/sign`, signed)).status).toBe(303)
  const [version] = await house.db.read.select().from(planVersions)
  expect(version).toMatchObject({ effectiveFrom: '2022-10-01', plan: 150 })
  expect(await storedTarget(house, 'CK-H-A-01')).toMatchObject({
    planNow: 100,
    weight: 60,
    dueOn: '2022-12-31',
  })
})

test('one draft at a time; a withdrawn one leaves its number to the next', async () => {
  const { house, path, office } = await openAnnex()
  const twice = await office.post(`${ANNEXES}/new`, {
    id: annexId(1),
    reason: 'x',
    effective_from: '1/9/2022',
  })
  expect([twice.status, twice.headers.get('location')]).toEqual([303, path])
  const other = { id: annexId(2), reason: 'Lý do khác', effective_from: '1/9/2022' }
  const second = await house.as('supervisor2').post(`${ANNEXES}/new`, other)
  expect([second.status, (await told(second)).includes('Đang có dự thảo phụ lục số 1')]).toEqual([409, true])
  expect((await office.fillIn(`${path}/withdraw`, {}, { form: '/withdraw' })).status).toBe(303)
  expect(await told(office.get(ANNEXES))).toContain('Dự thảo đã rút')
  const next = await house.as('supervisor2').post(`${ANNEXES}/new`, other)
  expect(next.headers.get('location')).toBe(`${ANNEXES}/1`)
  expect((await house.db.read.select().from(targets).where(eq(targets.code, 'CK-H-A-01')))[0]).toMatchObject({
    planNow: 100,
  })
})

test('over what somebody else did nothing is written', async () => {
  const { house, path, office } = await openAnnex()
  await office.post(`${path}/end/CK-H-A-02`, { reason: 'Hết vốn', version: '1' })
  for (const [end, fields] of [
    ['change/CK-H-A-01', changed],
    ['end/CK-H-A-01', { reason: 'x' }],
    ['add', promised],
    ['drop', { line: 'CK-H-A-02' }],
    ['terms', { reason: 'Khác', effective_from: '1/9/2022' }],
    ['sign', signed],
    ['withdraw', {}],
  ] as const) {
    const late = await house.as('supervisor2').post(`${path}/${end}`, { ...fields, version: '1' })
    expect([end, late.status, (await told(late)).includes('Phụ lục vừa được người khác thay đổi')]).toEqual([
      end,
      409,
      true,
    ])
  }
  expect((await storedAnnex(house, 1)).annex).toMatchObject({ state: 'draft', version: 2 })
  expect((await office.fillIn(path, {}, { form: '/drop' })).status).toBe(303)
  expect((await storedAnnex(house, 1)).annex.lines).toEqual([])
})

test('what is signed changes by annex, by a decision about its plan or by more time, and by nothing else', async () => {
  const { house, path, office } = await openAnnex()
  const before = await storedTarget(house, 'CK-H-A-01')
  const base = '/commitments/CK-H-A'
  for (const at of ['targets/new', 'targets/CK-H-A-01/edit', 'targets/CK-H-A-01/remove']) {
    const answer = await office.post(`${base}/${at}`, { ...promised, id: annexId(9) })
    expect([at, answer.status]).toEqual([at, 404])
  }
  for (const deed of ['hand', 'propose', 'agree', 'return', 'withdraw']) {
    for (const who of ['supervisor', 'head', 'leader'] as const) {
      const { status } = await house.as(who).post(`${base}/steps/${deed}`, { note: 'x' })
      expect([deed, who, [404, 409].includes(status)]).toEqual([deed, who, true])
    }
  }
  await office.post(`${path}/change/CK-H-A-01`, changed)
  expect(await storedTarget(house, 'CK-H-A-01')).toEqual(before)
  house.errors.length = 0
})

test('the annex is printed for both sides, before and after side by side', async () => {
  const { path, office, house } = await openAnnex()
  await office.post(`${path}/change/CK-H-A-01`, changed)
  const paper = await told(office.get(`${path}/print`))
  for (const text of [
    'PHỤ LỤC SỐ 1',
    'sửa đổi, bổ sung Bản cam kết số 01-CK/HU',
    'DỰ THẢO',
    '100 tỷ đồng',
    '120 tỷ đồng',
  ])
    expect(paper).toContain(text)
  await office.post(`${path}/sign`, signed)
  const final = await told(house.as('head').get(`${path}/print`))
  expect(final).toContain('01-PL/HU')
  expect(final).not.toContain('DỰ THẢO')
  for (const [format, magic] of [
    ['docx', 'PK'],
    ['pdf', '%PDF'],
  ]) {
    const file = await office.get(`${path}/print.${format}`)
    expect(file.status).toBe(200)
    expect(Buffer.from(await file.arrayBuffer()).toString('latin1', 0, 4)).toContain(magic)
  }
})

test('in English', async () => {
  const { path, house } = await openAnnex()
  const office = house.as('supervisor')
  await office.post(`${path}/change/CK-H-A-01`, changed)
  expect(await told(office.get(`${path}?lang=en`))).toContain('Annex 1')
  expect(await told(office.get(`${path}/print`))).toContain('PHỤ LỤC SỐ 1')
})
