import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEvents, commitmentSteps, commitments, evaluations, targets } from '../../src/storage/schema.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

const A = '/year-end/CK-H-A'

/** Two targets of H-A, one with a figure of 60 of 100, at the end of the year. */
async function openYearEnd() {
  const house = await openHouse()
  const counted = await house.target({ plan: '100', title: 'Thu ngân sách' })
  const idle = await house.target({ plan: '10', title: 'Trồng rừng' })
  const sent = await house
    .as('head')
    .fillIn(`/targets/${counted.code}/update`, { value: '60', as_of: '31/8/2022' }, { button: 'do=submit' })
  await house.as('supervisor').post(`${sent.headers.get('location')}/review`, { decision: 'accept' })
  house.clock.set('2023-01-10T09:00:00+07:00')
  return { house, counted, idle }
}

const openNext = async (house: House) => {
  const sent = await house.as('supervisor').fillIn('/admin/campaigns/H-2022/copy', { what: 'settings' })
  expect(sent.status).toBe(303)
}

const eventsOf = async (house: House, deed: string) =>
  await house.db.read.select().from(auditEvents).where(eq(auditEvents.deed, deed))

test('the figures fill the evaluation in, the head saves it whole, and the office sees the totals', async () => {
  const { house, counted, idle } = await openYearEnd()
  const html = (await page(house.as('head').get(A))).replaceAll('\u00a0', ' ')
  expect(html).toContain('Đạt 60 tỷ đồng, bằng 60% kế hoạch (100 tỷ đồng), số liệu đến 31/8/2022.')
  expect(html).toContain('Chưa có báo cáo.')
  const saved = await house.as('head').fillIn(A, { [`effect_${idle.code}`]: 'Chưa giao đất' })
  expect(await house.follow(saved)).toContain('Chưa giao đất')
  const rows = await house.db.read.select().from(evaluations)
  expect(rows.map(({ targetId, result }) => [targetId === counted.id, result]).sort()).toEqual([
    [false, 'not_started'],
    [true, 'in_progress'],
  ])
  // The same again changes nothing.
  expect((await house.as('head').fillIn(A, {})).status).toBe(303)
  expect(await eventsOf(house, 'year_end.evaluated')).toHaveLength(1)
  const list = await page(house.as('supervisor').get('/year-end?campaign=H-2022&lang=en'))
  expect(list).toContain('0 done, 1 in progress, 1 not started, 0 not evaluated')
  const found = await page(house.as('supervisor').get('/year-end?campaign=H-2022&q=tan%20lien&lang=vi'))
  expect(found).toContain('CK-H-A')
  expect(found).not.toContain('CK-H-B')
})

test('who saves second sees what stands, and nothing of theirs is kept until they save again', async () => {
  const { house, counted } = await openYearEnd()
  // Before the end of the year nobody is asked to close it.
  house.clock.set('2022-12-20T09:00:00+07:00')
  await house.as('head').fillIn(A, {})
  const [result, effect] = [`result_${counted.code}`, `effect_${counted.code}`]
  const stale = { [`version_${counted.code}`]: '0', [result]: 'done', [effect]: 'Lời của văn phòng' }
  const conflict = await house.as('supervisor').fillIn(A, stale)
  expect(conflict.status).toBe(409)
  const html = await page(conflict)
  expect(html).toContain('Đang lưu: Đang thực hiện.')
  expect(html).toContain('Lời của văn phòng')
  expect(await eventsOf(house, 'year_end.evaluated')).toHaveLength(1)
  const { [`version_${counted.code}`]: _, ...again } = stale
  expect((await house.as('supervisor').fillIn(A, again)).status).toBe(303)
  const long = await house.as('head').fillIn(A, { [effect]: 'x'.repeat(2001) })
  expect([long.status, await page(long)]).toEqual([422, expect.stringContaining('2000 ký tự')])
})

test('what is not done goes on in a draft of the next campaign, once', async () => {
  const { house, counted, idle } = await openYearEnd()
  const head = house.as('head')
  expect(await page(head.get(`${A}/carry`))).toContain('Chưa có đợt sau')
  await openNext(house)
  const form = await page(head.get(`${A}/carry`))
  expect(form).toContain(`value="40"`)
  expect(form).toContain('còn lại của 100')
  const bad = await head.fillIn(`${A}/carry`, {
    [`plan_${counted.code}`]: 'x',
    [`due_${idle.code}`]: '1/1/2030',
  })
  const refused = await page(bad)
  expect([bad.status, refused]).toEqual([422, expect.stringContaining('không đọc được kế hoạch')])
  expect(refused).toContain('thời hạn phải nằm trong đợt nhận (1/1/2023 – 31/12/2023)')

  const office = house.as('supervisor')
  const fields = {
    to: 'H-2023',
    target: counted.code,
    [`plan_${counted.code}`]: '45',
    [`due_${counted.code}`]: '30/6/2023',
  }
  for (const _ of [1, 2]) {
    const sent = await office.post(`${A}/carry`, fields)
    expect(sent.headers.get('location')).toBe(
      `${A}/carry?done=CK-2023-H-A`.replace('CK-2023-H-A', 'CK-2023-A'),
    )
  }
  const [draft] = await house.db.read.select().from(commitments).where(eq(commitments.code, 'CK-2023-A'))
  const [before] = await house.db.read.select().from(commitments).where(eq(commitments.code, 'CK-H-A'))
  expect(draft).toMatchObject({ state: 'draft', previousId: before!.id, effectiveFrom: '2023-01-01' })
  const next = await house.db.read.select().from(targets).where(eq(targets.commitmentId, draft!.id))
  expect(next).toHaveLength(1)
  expect(next[0]).toMatchObject({
    ...{
      title: 'Thu ngân sách',
      plan: 45,
      dueOriginal: '2023-06-30',
      state: 'planned',
      previousId: counted.id,
    },
  })
  const [said] = await house.db.read.select().from(evaluations).where(eq(evaluations.targetId, counted.id))
  expect(said).toMatchObject({ carriedToId: next[0]!.id, result: 'in_progress' })

  // The office writes this draft, so the rest joins it by the office; then nothing is left.
  expect(await page(head.get(`${A}/carry`))).toContain('do bên kia soạn')
  const kept = await head.post(`${A}/carry`, {
    ...{ to: 'H-2023', target: idle.code, [`due_${idle.code}`]: '31/12/2023' },
  })
  expect([kept.status, await page(kept)]).toEqual([422, expect.stringContaining('do bên kia soạn')])
  const rest = await office.fillIn(`${A}/carry`, { target: idle.code })
  expect(await house.follow(rest)).toContain('Không còn chỉ tiêu nào để chuyển')
  expect(await house.db.read.select().from(targets).where(eq(targets.commitmentId, draft!.id))).toHaveLength(
    2,
  )
  expect(await eventsOf(house, 'year_end.carried')).toHaveLength(2)
})

test('a commitment is closed after its campaign, when every item is evaluated', async () => {
  const { house, counted, idle } = await openYearEnd()
  const office = house.as('supervisor')
  expect(await page(office.get(A))).toContain('Hãy đánh giá hết các chỉ tiêu')
  const early = await office.post(`${A}/close`, { outcome: 'closed_unmet' })
  expect(early.status).toBe(422)
  await office.fillIn(A, { [`result_${counted.code}`]: 'done', [`result_${idle.code}`]: 'in_progress' })
  const wrong = await office.post(`${A}/close`, { outcome: 'completed' })
  expect(wrong.status).toBe(409)
  for (const _ of [1, 2]) {
    const closed = await office.post(`${A}/close`, { outcome: 'closed_unmet', note: 'Hết năm' })
    expect(await house.follow(closed)).toContain('Đã kết thúc, còn chỉ tiêu chưa đạt')
  }
  const steps = await house.db.read.select().from(commitmentSteps)
  expect(steps.map(({ fromState, toState, note }) => [fromState, toState, note])).toEqual([
    ['active', 'closed_unmet', 'Hết năm'],
  ])
  expect(await eventsOf(house, 'commitment.closed')).toHaveLength(1)
  const late = await house
    .as('head')
    .post(A, { [`result_${idle.code}`]: 'done', [`effect_${idle.code}`]: 'x' })
  expect(late.status).toBe(409)
  // Who closes before the year is over is told when.
  house.clock.set('2022-12-20T09:00:00+07:00')
  expect(await page(office.get('/year-end/CK-H-B'))).toContain(
    'Chỉ khép lại được sau khi đợt kết thúc, ngày 31/12/2022',
  )
})
