import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import {
  auditEvents,
  commitmentFiles,
  commitmentSteps,
  commitments,
  notices,
  targets,
} from '../../src/storage/schema.ts'
import { told } from '../support/amending.ts'
import { addNextYear, drawUp, go, register, signing } from '../support/commitments.ts'
import { pdf } from '../support/furnished.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

async function open() {
  const house = await openHouse()
  await addNextYear(house)
  return house
}

const stored = async (house: House, code: string) =>
  (await house.db.read.select().from(commitments).where(eq(commitments.code, code)))[0]!

const lifeOf = async (house: House, code: string) => {
  const { id } = await stored(house, code)
  const steps = await house.db.read.select().from(commitmentSteps).where(eq(commitmentSteps.commitmentId, id))
  return steps.map(({ fromState, toState }) => `${fromState} → ${toState}`)
}

const toldTo = async (house: House, deed: string) => {
  const told = await house.db.read.select().from(notices).where(eq(notices.kind, 'commitment_moved'))
  return told.filter(({ detail }) => detail.deed === deed).length
}

test('from draft to signature: handed over, put forward, agreed to, signed with its scan, and then it counts', async () => {
  const house = await open()
  const code = await drawUp(house, newId())
  const path = `/commitments/${code}`
  expect(await page(house.as('head').get(path))).toContain('Văn phòng đang soạn')
  await go(house, code, 'hand', 'propose', 'agree')
  expect(await page(house.as('supervisor').get(path))).toContain('In, ký trên giấy')
  const scan = pdf('bản ký.pdf')
  const signed = await house
    .as('supervisor')
    .fillIn(path, signing, { files: { scan: [scan] }, form: `${path}/steps/sign` })
  const html = await house.follow(signed)
  for (const words of ['07-CK/HU', 'Nguyễn Văn A', 'Mã kiểm tra SHA-256', 'Đang có hiệu lực'])
    expect(html).toContain(words)

  const row = await stored(house, code)
  expect([row.state, row.number, row.signedOn, row.sideBName]).toEqual([
    'active',
    '07-CK/HU',
    '2022-09-05',
    'Hồ Thị B',
  ])
  const [file] = await house.db.read.select().from(commitmentFiles)
  expect(row.scanHash).toBe(file?.hash)
  expect(html).toContain(file!.hash)
  const got = await house.as('head').get(`${path}/files/1`)
  expect([got.status, got.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(await got.text()).toContain('%PDF')
  const own = await house.db.read.select().from(targets).where(eq(targets.commitmentId, row.id))
  expect(own.map(({ state, baseClass }) => `${state} ${baseClass}`)).toEqual(['active open', 'active open'])
  expect(await lifeOf(house, code)).toEqual([
    'null → draft',
    'draft → draft',
    'draft → proposed',
    'proposed → agreed',
    'agreed → active',
  ])
  for (const [deed, n] of [
    ['hand', 2],
    ['propose', 4],
    ['agree', 4],
    ['sign', 3],
  ] as const) {
    expect([deed, await toldTo(house, deed)]).toEqual([deed, n])
  }
})

test('sent twice a step is taken once; on an old page it is refused with the state that stands now', async () => {
  const house = await open()
  const code = await drawUp(house, newId())
  const path = `/commitments/${code}/steps/propose`
  const { version } = await stored(house, code)
  for (const _ of [1, 2]) {
    expect((await house.as('head').post(path, { version: String(version), note: 'Nhất trí' })).status).toBe(
      303,
    )
  }
  expect(await lifeOf(house, code)).toHaveLength(2)
  const late = await house.as('leader').post(`/commitments/${code}/steps/agree`, { version: String(version) })
  expect(late.status).toBe(409)
  expect(await page(late)).toContain('Hiện nay: Đơn vị đã đề xuất')
  expect(await lifeOf(house, code)).toHaveLength(2)
})

test('sent back and withdrawn with a reason; without one it is asked for and what was typed comes back', async () => {
  const house = await open()
  const code = await drawUp(house, newId())
  await go(house, code, 'propose')
  const path = `/commitments/${code}/steps`
  expect(await page(house.as('leader').get(`/commitments/${code}`))).toContain('Trả lại để soạn tiếp')
  const bare = await house.as('leader').post(`${path}/return`, { note: ' ' })
  expect([bare.status, (await page(bare)).includes('Ghi rõ lý do.')]).toEqual([422, true])
  expect((await house.as('leader').post(`${path}/return`, { note: 'Nâng mức thu' })).status).toBe(303)
  expect(await page(house.as('head').get(`/commitments/${code}`))).toContain('Nâng mức thu')
  expect((await house.as('supervisor').post(`${path}/withdraw`, { note: 'Lập nhầm' })).status).toBe(303)
  expect((await stored(house, code)).state).toBe('withdrawn')
  expect((await house.as('supervisor').post(`${path}/withdraw`, { note: 'Lần nữa' })).status).toBe(409)
  const events = await house.db.read
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.deed, 'commitment.withdraw'))
  expect(events.map(({ detail }) => detail)).toEqual([
    { before: { state: 'draft' }, after: { state: 'withdrawn' }, note: 'Lập nhầm' },
  ])
  expect(await page(house.as('supervisor').get('/commitments?campaign=H-2023'))).not.toContain(code)
  expect(await page(house.as('supervisor').get('/commitments?campaign=H-2023&state=withdrawn'))).toContain(
    code,
  )
})

test('what is wrong on the paper is told at its field; a file that is no scan is refused', async () => {
  const house = await open()
  const code = await drawUp(house, newId())
  await go(house, code, 'propose', 'agree')
  const path = `/commitments/${code}/steps/sign`
  const word = new File(['không phải PDF'], 'ban-ky.pdf', { type: 'application/pdf' })
  const fields = { ...signing, number: '', signed_on: '7/9/2022' }
  const refused = await house.as('supervisor').post(path, fields, { files: { scan: [word] } })
  expect(refused.status).toBe(422)
  const html = await page(refused)
  for (const words of [
    // The summary says what could not be done: to record it, not to send it.
    'Chưa lưu được, còn 3 chỗ cần sửa',
    'Chưa nhập.',
    'Ngày ký không thể ở tương lai.',
    'ban-ky.pdf không phải là PDF',
    'Hồ Thị B',
  ]) {
    expect(html).toContain(words)
  }
  expect((await stored(house, code)).state).toBe('agreed')
})

test('signed for a day to come it comes into force by itself', async () => {
  const house = await open()
  const code = await drawUp(house, newId(), { effective_from: '1/10/2022', effective_to: '31/12/2022' })
  await go(house, code, 'propose', 'agree', 'sign')
  const visitor = house.as('supervisor')
  expect((await stored(house, code)).state).toBe('signed')
  expect(await page(visitor.get(`/commitments/${code}`))).toContain('Đã ký, có hiệu lực từ ngày 1/10/2022')
  expect(await page(visitor.get('/commitments?campaign=H-2023&state=active'))).not.toContain(`/${code}"`)
  house.clock.set('2022-10-01T08:00:00+07:00')
  expect(await page(house.as('supervisor').get('/commitments?campaign=H-2023&state=active'))).toContain(
    `/${code}"`,
  )
})

test('what is yet to come into force is on no track, and nothing is asked of it', async () => {
  const house = await open()
  const code = await drawUp(house, newId(), { effective_from: '1/10/2022', effective_to: '31/12/2022' })
  await go(house, code, 'propose', 'agree', 'sign')
  const office = house.as('supervisor')
  const own = `/targets/${code}-01`
  for (const address of [`/commitments/${code}`, '/commitments?campaign=H-2023&state=signed', own]) {
    const html = await told(office.get(address))
    expect(html).toContain('Chưa bắt đầu')
    expect(html).not.toContain('Đúng tiến độ')
  }
  const steps = ['/reminders/new?target=', `${own}/update`]
  for (const one of ['supervisor', 'head'] as const) {
    const html = await page(house.as(one).get(own))
    for (const step of steps) expect(html).not.toContain(`href="${step}`)
  }
  expect((await house.as('head').get(`${own}/update`)).status).toBe(404)
  expect((await house.as('head').post(`${own}/updates`, { as_of: '6/9/2022', value: '1' })).status).toBe(404)
  expect(await told(office.get(`/reminders/new?target=${code}-01`))).not.toContain('Gửi đôn đốc')
  const round = { id: newId(), target: `${code}-01`, text: 'Đề nghị báo cáo', channel: 'app' }
  expect((await office.post('/reminders', round)).status).toBe(422)
  expect(await told(house.as('head').get('/commitments'))).toContain('Chưa bắt đầu')
  expect(await told(office.get('/units/H-A?campaign=H-2023'))).toContain('Chưa bắt đầu')
  expect(await page(house.as('head').get('/my-work'))).not.toContain(own)
  house.clock.set('2022-10-01T08:00:00+07:00')
  expect(await told(house.as('supervisor').get(own))).not.toContain('Chưa bắt đầu')
  const begun = await page(house.as('supervisor').get(own))
  for (const step of steps) expect(begun).toContain(`href="${step}`)
  expect(await page(house.as('head').get('/my-work'))).toContain(own)
})

test('a unit opens a draft of its own, adds targets, and side A meets it when it is put forward', async () => {
  const house = await open()
  const id = newId()
  const code = await register(house, id)
  await register(house, id)
  expect(
    await house.db.read
      .select()
      .from(commitments)
      .where(eq(commitments.campaignId, (await stored(house, code)).campaignId)),
  ).toHaveLength(1)
  const path = `/commitments/${code}`
  const own = await page(house.as('head').get(path))
  for (const words of ['Cấp trên thấy dự thảo sau khi', `${path}/targets/new`, 'Chưa có chỉ tiêu'])
    expect(own).toContain(words)
  for (const who of ['supervisor', 'leader', 'otherHead', 'province'] as const) {
    expect([who, (await house.as(who).get(path)).status]).toEqual([who, 404])
    expect([who, (await house.as(who).get(`${path}/targets/new`)).status]).toEqual([who, 404])
  }
  expect(await page(house.as('supervisor').get('/commitments?campaign=H-2023'))).not.toContain(code)
  const empty = await house.as('head').post(`${path}/steps/propose`, {})
  expect([empty.status, (await page(empty)).includes('Cần ít nhất một chỉ tiêu')]).toEqual([422, true])
  const promise = {
    id: newId(),
    title: 'Trồng rừng',
    group: '1',
    kind: 'qualitative',
    product: '10 ha',
    origin: 'registered',
    start_on: '1/9/2022',
    due_on: '31/12/2022',
    curve: 'linear',
    do: 'save',
  }
  expect((await house.as('head').post(`${path}/targets/new`, promise)).status).toBe(303)
  await go(house, code, 'propose')
  const met = await page(house.as('leader').get(path))
  for (const words of ['Trồng rừng', 'Đơn vị đăng ký', 'Thống nhất nội dung']) expect(met).toContain(words)
  expect((await house.as('province').get(path)).status).toBe(404)
  await go(house, code, 'agree', 'sign')
  expect((await house.as('province').get(path)).status).toBe(200)
  const second = await house.as('head').post('/commitments/new', {
    id: newId(),
    unit: 'H-A',
    campaign: 'H-2023',
    party_kind: 'collective',
    side_a_post: 'x',
    side_b_post: 'y',
    effective_from: '1/9/2022',
    effective_to: '31/12/2022',
  })
  expect([second.status, (await page(second)).includes('Đơn vị đã có bản cam kết')]).toEqual([409, true])
})

test('scans are added later, each once, and hashed', async () => {
  const house = await open()
  const visitor = house.as('supervisor')
  const path = '/commitments/CK-H-A/files'
  for (const _ of [1, 2]) {
    expect((await visitor.post(path, {}, { files: { scan: [pdf('a.pdf')] } })).status).toBe(303)
  }
  const files = await house.db.read.select().from(commitmentFiles)
  expect(files).toHaveLength(1)
  const events = await house.db.read
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.deed, 'commitment.scanned'), eq(auditEvents.subject, 'CK-H-A')))
  expect(events).toHaveLength(1)
  const none = await visitor.post(path, {}, {})
  expect([none.status, (await page(none)).includes('Chọn tệp bản chụp.')]).toEqual([422, true])
  expect((await house.as('otherHead').get(`${path}/1`)).status).toBe(404)
})

test('the step that is waited for is marked, and taken before the targets are read', async () => {
  const house = await open()
  const code = await drawUp(house, newId())
  const path = `/commitments/${code}`
  const current = async () =>
    /aria-current="step">([^<]*)/.exec(await page(house.as('supervisor').get(path)))?.[1]
  expect(await current()).toBe('Soạn thảo')
  await go(house, code, 'hand')
  expect(await current()).toBe('Đơn vị đề xuất')
  await go(house, code, 'propose')
  expect(await current()).toBe('Cấp trên thống nhất')
  await go(house, code, 'agree')
  expect(await current()).toBe('Ký')
  const html = await page(house.as('supervisor').get(path))
  expect(html.indexOf('id="h-next"')).toBeLessThan(html.indexOf('id="h-targets"'))
  const fields = { number: '', place: '', side_b_post: '', side_a_post: '', signed_on: '' }
  const bad = await page(house.as('supervisor').fillIn(path, fields, { form: `${path}/steps/sign` }))
  expect([...bad.matchAll(/<li><a href="#sign-([a-z_]+)"/g)].map(([, field]) => field)).toEqual([
    ...['number', 'signed_on', 'place', 'side_b_post', 'side_a_post'],
  ])
})
