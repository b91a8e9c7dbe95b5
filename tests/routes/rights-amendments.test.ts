import { expect, test } from 'vitest'
import { ANNEXES, annexId, draft, signed } from '../support/amending.ts'
import { addNextYear, drawUp } from '../support/commitments.ts'
import {
  above,
  type Deed,
  type Door,
  expectDone,
  expectDoors,
  expectRefused,
  ofA,
  office,
  supervisors,
} from '../support/doors.ts'
import { addDraft, promised } from '../support/drafting.ts'
import { openHouse } from '../support/house.ts'
import type { Person } from '../support/world.ts'

/** Side A and the unit itself; nobody further above, and no other unit. */
const sides: Person[] = [...office, 'inspector', 'districtHead', ...ofA]
/** Whoever reads the unit. */
const readers: Person[] = [...above, ...ofA]

async function openAnnex() {
  const house = await openHouse()
  await house.target({ code: 'CK-H-A-01', plan: '100' })
  await house.target({ code: 'CK-H-A-02', plan: '100' })
  await addDraft(house, { code: 'CK-MOI' })
  const path = await draft(house)
  const line = await house.as('supervisor').post(`${path}/end/CK-H-A-02`, { reason: 'Hết vốn' })
  expect(line.status).toBe(303)
  return { house, path }
}

const forms = ['terms', 'change/CK-H-A-01', 'end/CK-H-A-01', 'add', 'add?line=9', 'sign', 'withdraw']

const doorsOf = (path: string, who: Person[]): Door[] =>
  ['', '/print', '/print.docx', '/print.pdf'].map((end): Door => [`${path}${end}`, who])

test('a draft is read by both sides and written by the office; what is signed is read by whoever reads the unit', async () => {
  const { house, path } = await openAnnex()
  await expectDoors(house, [
    [ANNEXES, readers],
    [`${ANNEXES}/new`, supervisors],
    ...doorsOf(path, sides),
    ...forms.map((form): Door => [`${path}/${form}`, form.includes('=9') ? [] : supervisors]),
    [`${path}/drop`, supervisors, 303],
    [`${path}/change/CK-H-B-01`, []],
    [`${ANNEXES}/2`, []],
    ['/commitments/CK-MOI/amendments', []],
    ['/commitments/CK-MOI/amendments/new', []],
  ])
  expect((await house.as('supervisor').post(`${path}/sign`, signed)).status).toBe(303)
  await expectDoors(house, [
    ...doorsOf(path, readers),
    ...forms.map((form): Door => [`${path}/${form}`, []]),
    ['/commitments/CK-H-A/amendments/new', supervisors],
  ])
})

const path = `${ANNEXES}/1`
const deeds: Deed[] = [
  {
    path: `${path}/terms`,
    fields: { reason: 'Lý do khác', effective_from: '2/9/2022' },
    who: supervisors,
    deed: 'amendment.changed',
  },
  { path: `${path}/change/CK-H-A-01`, fields: { plan: '120' }, who: supervisors, deed: 'amendment.changed' },
  { path: `${path}/add`, fields: promised, who: supervisors, deed: 'amendment.changed' },
  { path: `${path}/drop`, fields: { line: 'CK-H-A-02' }, who: supervisors, deed: 'amendment.changed' },
  {
    path: `${path}/end/CK-H-A-02`,
    fields: { reason: 'Hết vốn' },
    who: supervisors,
    deed: 'amendment.changed',
  },
  { path: `${path}/sign`, fields: signed, who: supervisors, deed: 'amendment.signed' },
  {
    path: `${ANNEXES}/new`,
    fields: { id: annexId(2), reason: 'Lý do', effective_from: '2/9/2022' },
    who: supervisors,
    deed: 'amendment.drafted',
  },
  { path: `${ANNEXES}/2/withdraw`, fields: {}, who: supervisors, deed: 'amendment.withdrawn' },
]

test('nobody else drafts, signs or withdraws an annex, and a refused deed leaves no trace', async () => {
  const { house } = await openAnnex()
  await expectRefused(house, deeds)
})

test.each(supervisors)('%s keeps the annexes', async (who) => {
  const { house } = await openAnnex()
  for (const deed of deeds) await expectDone(house, deed, who)
})

async function openParts() {
  const house = await openHouse()
  await house.target({ unit: 'H', code: 'CK-H-01', plan: '100' })
  await house.target({ code: 'CK-H-A-01', plan: '60', parent: 'CK-H-01', contribution: 'additive' })
  await house.target({ unit: 'H-B', code: 'CK-H-B-01', plan: '30' })
  await addNextYear(house)
  await drawUp(house, annexId(1))
  return house
}

const parts = '/targets/CK-H-01/parts'
const given = {
  ...{ id: annexId(3), title: 'Thu ngân sách', group: '1', due_on: '', contribution: 'additive' },
  ...{ values: 'H-A\t4', do: 'create' },
}
/** The office of the target's own unit is side A of those below. */
const partDeeds: Deed[] = [
  {
    path: `${parts}/link/CK-H-B-01`,
    fields: { contribution: 'additive' },
    who: supervisors,
    deed: 'target.linked',
  },
  { path: `${parts}/link/CK-H-B-01`, fields: { do: 'unlink' }, who: supervisors, deed: 'target.unlinked' },
  { path: `${parts}/new`, fields: given, who: supervisors, deed: 'target.handed_down' },
]

test('parts are read by whoever reads the target, and handed down by the office of its unit', async () => {
  const house = await openParts()
  await expectDoors(house, [
    [parts, above],
    [`${parts}?as-of=1/8/2022`, above],
    ['/targets/CK-H-A-01/parts', readers],
    [`${parts}/link?q=lao%20bao`, [...supervisors, 'province']],
    [`${parts}/link/CK-H-B-01`, supervisors],
    [`${parts}/link/CK-H-01`, []],
    [`${parts}/rollup`, above, 303],
    [`${parts}/new`, [...supervisors, 'province']],
    [`${parts}/new/sum`, [...supervisors, 'province'], 303],
    ['/targets/CK-2023-A-01/parts', []],
  ])
})

test('nobody else hands down, and a refused deed leaves no trace', async () => {
  const house = await openParts()
  // The province is side A of the target itself, and of nobody below.
  const others = partDeeds.filter(({ path: at }) => at.includes('/link/'))
  await expectRefused(house, others)
  for (const who of ['head', 'otherHead', 'leader', 'inspector', 'districtHead', 'admin'] as const) {
    for (const { path: at, fields } of partDeeds) {
      expect([who, at, (await house.as(who).post(at, fields)).status]).toEqual([who, at, 404])
    }
  }
})

test('how the parts become its figure is for side A of the target to say', async () => {
  const house = await openParts()
  const rollup: Deed = {
    path: `${parts}/rollup`,
    fields: { rollup: 'max' },
    who: ['province'],
    deed: 'target.rollup',
  }
  await expectRefused(house, [rollup])
  await expectDone(house, rollup, 'province')
})

test.each(supervisors)('%s hands down', async (who) => {
  const house = await openParts()
  for (const deed of partDeeds) await expectDone(house, deed, who)
})
