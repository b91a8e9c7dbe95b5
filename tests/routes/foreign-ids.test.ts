import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { directions, meetings, proposals, reminders } from '../../src/storage/schema.ts'
import { handing, typed as ordered } from '../support/directions.ts'
import { lastDeed, report } from '../support/furnished.ts'
import { asking, openFollowUp, raising } from '../support/furnished-follow-up.ts'
import { openHouse } from '../support/house.ts'
import { opening, said } from '../support/meetings.ts'

const last = (path: string) => path.split('/').at(-1)!

test('a task is acted on under its own direction only', async () => {
  const { house, directions: all } = await openFollowUp()
  const before = await lastDeed(house)
  const part = last(all.assigned.part)
  for (const path of [all.asTarget.path, all.apart.path, all.recorded]) {
    for (const [who, deed] of [
      ['head', 'acknowledge'],
      ['head', 'report'],
      ['leader', 'close'],
      ['supervisor', 'return'],
    ] as const) {
      const { status } = await house
        .as(who)
        .post(`${path}/parts/${part}/${deed}`, { version: '1', text: 'x' })
      expect([path, deed, status]).toEqual([path, deed, 404])
    }
  }
  expect(await lastDeed(house)).toBe(before)
})

test('a handing under the id of another direction’s task makes nothing, and is told so', async () => {
  const { house, directions: all } = await openFollowUp()
  const before = await lastDeed(house)
  for (const part of [all.assigned.part, all.apart.part]) {
    const fields = { ...handing, id: last(part), version: '1' }
    expect((await house.as('supervisor').post(`${all.recorded}/assign`, fields)).status).toBe(409)
  }
  expect(await lastDeed(house)).toBe(before)
})

test('an office hands out to its own units only', async () => {
  const { house, directions: all } = await openFollowUp()
  for (const lead_unit of ['T', 'không có', 'H-A,H-B']) {
    const fields = { ...handing, id: newId(), version: '1', lead_unit }
    expect((await house.as('supervisor').post(`${all.recorded}/assign`, fields)).status).toBe(422)
    const recorded = { id: newId(), ...ordered, lead_unit }
    expect((await house.as('supervisor').post('/directions/new', recorded)).status).toBe(422)
    const concluded = { id: newId(), ...said, lead_unit }
    expect((await house.as('supervisor').post(`/meetings/2022-W36/1`, concluded)).status).toBe(422)
  }
})

test('a direction sent twice with anything else in it is two, and the second is not lost', async () => {
  const house = await openHouse()
  const first = { id: newId(), ...ordered }
  const post = (fields: Record<string, string | string[]>) =>
    house.as('supervisor').post('/directions/new', { ...first, ...fields })
  expect((await post({})).status).toBe(303)
  expect((await post({})).status).toBe(303)
  for (const other of [
    { text: 'Việc khác' },
    { lead_unit: 'H-B' },
    { due_on: '31/10/2022' },
    { coordinating_unit: [] },
    { as_note: 'yes' },
  ] as Record<string, string | string[]>[])
    expect([other, (await post(other)).status]).toEqual([other, 409])
  expect(await house.db.read.$count(directions)).toBe(1)
})

test('proposals that wait for different units are not merged', async () => {
  const { house, proposals: all } = await openFollowUp()
  const before = await lastDeed(house)
  for (const into of [all.district, all.own, all.answered, 'KN-2022-09-99', '__proto__'])
    expect((await house.as('leader').post(`${all.own}/merge`, { into: last(into) })).status).toBe(422)
  expect(await lastDeed(house)).toBe(before)
  expect((await house.as('leader').post(`${all.own}/merge`, { into: last(all.other) })).status).toBe(303)
})

test('a unit ties no target of another to its proposal, and raises none for another', async () => {
  const { house, targets } = await openFollowUp()
  const count = await house.db.read.$count(proposals)
  for (const fields of [
    { target: targets.other.code },
    { target: targets.helped.code },
    { target: targets.district.code },
    { addressed_unit: 'H-B' },
    { addressed_unit: 'H-A' },
  ] as Record<string, string>[])
    expect([
      fields,
      (await house.as('head').post('/proposals/new', { ...raising(), ...fields })).status,
    ]).toEqual([fields, 422])
  for (const unit of ['H-B', 'H', 'T'])
    expect((await house.as('head').post('/proposals/new', { ...raising(), unit })).status).toBe(404)
  expect(await house.db.read.$count(proposals)).toBe(count)
})

test('an id that is taken elsewhere shows nothing of what lies under it', async () => {
  const { house, targets, extensions, proposals: all, round } = await openFollowUp()
  const [stored] = await house.db.read
    .select()
    .from(proposals)
    .where(eq(proposals.code, last(all.other)))
  const taken: [path: string, id: string, fields: Record<string, string | string[]>][] = [
    ['/proposals/new', stored!.id, raising()],
    [`/targets/${targets.free.code}/extension`, last(extensions.apart), asking],
    [
      `/targets/${targets.free.code}/updates`,
      last(extensions.apart),
      { value: '5', as_of: '5/9/2022', do: 'draft' },
    ],
  ]
  for (const [path, id, fields] of taken) {
    const answer = await house.as('head').post(path, { ...fields, id })
    const html = await answer.text()
    expect([path, answer.status < 500]).toEqual([path, true])
    expect(html).not.toMatch(/riêng/)
  }
  const again = { id: last(round), target: [targets.district.code], text: 'Chữ khác', channel: ['zalo'] }
  const answer = await house.as('province').post('/reminders', again)
  expect(answer.status).toBe(409)
  expect(await answer.text()).not.toMatch(/riêng/)
})

test('a reminder reaches nobody whom its sender may not remind', async () => {
  const { house, targets } = await openFollowUp()
  const count = await house.db.read.$count(reminders)
  const send = (who: 'supervisor' | 'province' | 'head', codes: string[], more = {}) =>
    house
      .as(who)
      .post('/reminders', { id: newId(), target: codes, text: '{đơn vị}', channel: ['zalo'], ...more })
  expect((await send('supervisor', [targets.late.code, targets.district.code])).status).toBe(422)
  expect((await send('province', [targets.late.code])).status).toBe(404)
  expect((await send('head', [targets.late.code])).status).toBe(404)
  expect((await send('province', [], { unit: ['H-A', 'H-B'], campaign: 'H-2022' })).status).toBe(404)
  expect((await send('head', [], { shown: targets.late.code })).status).toBe(404)
  expect(await house.db.read.$count(reminders)).toBe(count)
})

test('an answer belongs to the unit of who gives it', async () => {
  const { house, round } = await openFollowUp()
  for (const unit of ['H-B', 'H', '__proto__'])
    expect((await house.as('head').post(`${round}/answer`, { text: 'x', unit })).status).toBe(404)
})

test('a meeting is of a week of its campaign, and its id of one week', async () => {
  const { house } = await openFollowUp()
  const [stored] = await house.db.read.select().from(meetings)
  const open = { ...opening, held_on: '30/8/2022' }
  for (const week of ['2022-W99', '2022-W37', '2021-W52', '9999-W01', '2022-W35x', '']) {
    const answer = await house.as('supervisor').post('/meetings', { ...open, week, id: newId() })
    expect([week, answer.status]).toEqual([week, 422])
  }
  const again = { ...open, week: '2022-W35', id: stored!.id }
  expect((await house.as('supervisor').post('/meetings', again)).status).toBe(409)
  expect(await house.db.read.$count(meetings)).toBe(1)
})

test('what a unit keeps for itself does not open by naming it in the form of the office', async () => {
  const { house, targets } = await openFollowUp()
  const file = new File(['%PDF-1.4\n%%EOF\n'], 'bi-mat.pdf', { type: 'application/pdf' })
  const draft = await report(house, 'clerk', targets.asked.code, { do: 'draft', results: 'bí mật' }, [file])
  const told = { source: 'phone', source_note: 'Chủ tịch', value: '7', as_of: '5/9/2022', do: 'submit' }
  const answer = await house
    .as('supervisor')
    .post(`/targets/${targets.asked.code}/updates`, { ...told, id: draft.id, keep: '0'.repeat(64) })
  expect([404, 409, 422]).toContain(answer.status)
  expect(await answer.text()).not.toMatch(/bí mật|bi-mat/)
})
