import { beforeEach, expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { addNextYear, bulk, drawUp, go, register, signing, terms } from '../support/commitments.ts'
import {
  above,
  type Deed,
  type Door,
  expectDone,
  expectDoors,
  expectRefused,
  ofA,
  supervisors,
} from '../support/doors.ts'
import { pdf } from '../support/furnished.ts'
import { type House, openHouse } from '../support/house.ts'
import type { Person } from '../support/world.ts'

/** Posts at side A, of which one at the level above is none. */
const sideA: Person[] = [...supervisors, 'leader', 'inspector', 'districtHead']

let house: House
beforeEach(async () => {
  house = await openHouse()
  await addNextYear(house)
})

const CODE = 'CK-2023-A'
const path = `/commitments/${CODE}`
const papers = ['', '/print', '/print.docx', '/print.pdf']
const step = (deed: string, who: Person[], fields: Deed['fields'] = {}, code = CODE): Deed => ({
  path: `/commitments/${code}/steps/${deed}`,
  fields,
  who,
  deed: `commitment.${deed}`,
})

const drawing: Deed[] = [
  {
    path: '/commitments/new',
    fields: bulk(newId(), { which: 'some', chosen: ['H-B', 'H-C'], values: 'H-B\t1\nH-C\t2' }),
    who: supervisors,
    deed: 'commitment.drafted_in_bulk',
  },
]
const registering: Deed = {
  path: '/commitments/new',
  fields: { id: newId(), unit: 'H-A', campaign: 'H-2023', ...terms, side_b_post: 'Chủ tịch UBND xã' },
  who: ['head'],
  deed: 'commitment.drafted',
}

const editing: Deed = {
  path: `${path}/edit`,
  fields: { ...terms, side_b_post: 'Bí thư Đảng ủy xã' },
  who: supervisors,
  deed: 'commitment.edited',
}

/** Every step of an office's draft, in an order in which each can be taken. */
const steps: Deed[] = [
  step('hand', supervisors),
  step('ask', ['head'], { note: 'Mức thu quá cao' }),
  step('propose', ['head']),
  step('agree', ['leader']),
  step('return', ['leader'], { note: 'Bổ sung chỉ tiêu' }),
  step('propose', ['head'], { note: 'Đã bổ sung' }),
  step('agree', ['leader'], { note: 'Nhất trí' }),
  step('sign', supervisors, signing),
]

test('the forms for new commitments are for who draws them up, and for the head of the unit', async () => {
  await expectDoors(house, [
    ['/commitments/new?campaign=H-2023', supervisors],
    ['/commitments/new?campaign=T-2022', ['province']],
    ['/commitments/new?unit=H-A', ['head']],
    ['/commitments/new?unit=H-B', ['otherHead']],
  ])
})

test('nobody else draws up or registers, and a refused deed leaves no trace', async () => {
  await expectRefused(house, [...drawing])
  await expectRefused(house, [registering])
})

test.each(supervisors)('%s draws up for the campaign of the district', async (who) => {
  await expectDone(house, drawing[0]!, who)
})

test('the head of a unit registers its own', async () => {
  await expectDone(house, registering, 'head')
})

test("an office's draft is read by both sides and by nobody else, not even above them", async () => {
  await drawUp(house, newId())
  await expectDoors(house, [
    ...papers.map((rest): Door => [`${path}${rest}`, [...ofA, ...sideA]]),
    [`${path}/targets/new`, supervisors],
    [`${path}/edit`, supervisors],
    [`${path}/files`, [...ofA, ...sideA], 303],
    [`${path}/files/1`, []],
    ...steps.slice(0, 4).map(({ path: at, who }): Door => [at, who, 303]),
    [`${path}/steps/nothing`, []],
  ])
})

test('the draft that a unit opened is the unit’s own until it puts it forward', async () => {
  await register(house, newId())
  await expectDoors(house, [
    ...papers.slice(0, 2).map((rest): Door => [`${path}${rest}`, ofA]),
    [`${path}/edit`, ['head']],
    [`${path}/steps/propose`, ['head'], 303],
    [`${path}/steps/withdraw`, ['head'], 303],
    [`${path}/steps/hand`, []],
    [`${path}/steps/agree`, []],
  ])
  await expectRefused(house, [
    { ...editing, who: ['head'] },
    step('withdraw', ['head'], { note: 'Thôi' }),
    step('hand', []),
    step('sign', [], signing),
  ])
  await expectDone(house, step('withdraw', ['head'], { note: 'Thôi' }), 'head')
})

test('nobody takes a step of somebody else, and a refused one leaves no trace', async () => {
  await drawUp(house, newId())
  await expectRefused(house, [editing, ...steps, step('withdraw', supervisors, { note: 'Thôi' })])
})

test('each step is taken by who it belongs to, to the end', async () => {
  await drawUp(house, newId())
  for (const deed of [editing, ...steps]) await expectDone(house, deed, deed.who.at(-1)!)
  await expectDone(house, step('withdraw', supervisors, { note: 'Thôi' }, 'CK-2023-B'), 'supervisor2')
})

test('what is signed, and its scans, are read at and above the unit; scans are added by side A', async () => {
  await drawUp(house, newId())
  const scans = { path: `${path}/files`, fields: {}, who: supervisors, deed: null }
  await go(house, CODE, 'propose', 'agree')
  // Nobody adds a scan to what is not signed.
  await expectRefused(house, [{ ...scans, who: [] }])
  await go(house, CODE, 'sign')
  await expectRefused(house, [scans])
  const sent = await house.as('supervisor2').post(`${path}/files`, {}, { files: { scan: [pdf('a.pdf')] } })
  expect(sent.status).toBe(303)
  await expectDoors(house, [
    ...papers.map((rest): Door => [`${path}${rest}`, [...ofA, ...above]]),
    [`${path}/files/1`, [...ofA, ...above]],
    [`${path}/files/2`, []],
    [`/commitments/CK-H-A/files/1`, []],
  ])
})
