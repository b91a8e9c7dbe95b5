import { expect, test } from 'vitest'
import {
  type Deed,
  type Door,
  expectDone,
  expectDoors,
  expectRefused,
  supervisors,
} from '../support/doors.ts'
import { addDraft, promised } from '../support/drafting.ts'
import { type House, openHouse } from '../support/house.ts'
import type { Person } from '../support/world.ts'

const decided = {
  plan: '120',
  effective_from: '1/7/2022',
  reason: 'Giao thêm',
}

/** Drafts of the office and of the unit, each with a target, and a signed commitment with one. */
async function openDrafts() {
  const house = await openHouse()
  const office = await addDraft(house, { code: 'CK-VP' })
  const unit = await addDraft(house, { code: 'CK-DV', by: 'unit' })
  const proposed = await addDraft(house, { code: 'CK-TR', state: 'proposed' })
  await add(house, 'supervisor', office.path)
  await add(house, 'head', unit.path)
  await house.target({ code: 'CK-H-A-01' })
  return { house, office, unit, proposed }
}

async function add(house: House, who: Person, path: string) {
  const answer = await house.as(who).post(`${path}/targets/new`, { id: crypto.randomUUID(), ...promised })
  expect([path, answer.status]).toEqual([path, 303])
}

const piecesOf = (path: string, who: Person[]): Door[] => [
  [`${path}/targets/curve?kind=number`, who],
  [`${path}/targets/units?coordinator_q=lao`, who],
  [`${path}/targets/parents?parent_q=thu`, who],
]

test('the forms of a draft open for whoever writes it, and for nobody else', async () => {
  const { house } = await openDrafts()
  const formsOf = (code: string, who: Person[]): Door[] => [
    [`/commitments/${code}/targets/new`, who],
    [`/commitments/${code}/targets/${code}-01/edit`, who],
    [`/commitments/${code}/targets/${code}-01/remove`, who],
  ]
  const signed = ['new', 'CK-H-A-01/edit', 'CK-H-A-01/remove', 'CK-VP-01/plan']
  await expectDoors(house, [
    ...formsOf('CK-VP', supervisors),
    ...formsOf('CK-DV', ['head']),
    ...piecesOf('/commitments/CK-VP', supervisors),
    ...piecesOf('/commitments/CK-DV', ['head']),
    ...piecesOf('/commitments/CK-H-A', supervisors),
    ...signed.map((path): Door => [`/commitments/CK-H-A/targets/${path}`, []]),
    ['/commitments/CK-TR/targets/new', []],
    ['/commitments/CK-VP/targets/CK-DV-01/edit', []],
    ['/commitments/CK-VP/targets/CK-VP-01/plan', []],
    ['/commitments/CK-NONE/targets/new', []],
    ['/commitments/CK-H-A/targets/CK-H-A-01/plan', supervisors],
    ['/commitments/CK-H-A/targets/CK-H-A-01/plan/curve', supervisors],
  ])
})

const id = '0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f001'
const deeds: Deed[] = [
  {
    path: '/commitments/CK-VP/targets/new',
    fields: { id, ...promised },
    who: supervisors,
    deed: 'target.added',
  },
  {
    path: '/commitments/CK-VP/targets/CK-VP-01/edit',
    fields: { ...promised, plan: '1.300' },
    who: supervisors,
    deed: 'target.edited',
  },
  {
    path: '/commitments/CK-VP/targets/CK-VP-01/remove',
    fields: {},
    who: supervisors,
    deed: 'target.removed',
  },
  {
    path: '/commitments/CK-H-A/targets/CK-H-A-01/plan',
    fields: decided,
    who: supervisors,
    deed: 'amendment.changed',
  },
]
const ownDeeds: Deed[] = [
  {
    path: '/commitments/CK-DV/targets/new',
    fields: { ...promised, id: id.replace('001', '002') },
    who: ['head'],
    deed: 'target.added',
  },
  {
    path: '/commitments/CK-DV/targets/CK-DV-01/edit',
    fields: { ...promised, plan: '1.300' },
    who: ['head'],
    deed: 'target.edited',
  },
  { path: '/commitments/CK-DV/targets/CK-DV-01/remove', fields: {}, who: ['head'], deed: 'target.removed' },
]

test('nobody else adds, edits, removes or revises, and a refused deed leaves no trace', async () => {
  const { house } = await openDrafts()
  await expectRefused(house, [...deeds, ...ownDeeds])
})

test.each(supervisors)('%s writes the drafts of the office and revises plans', async (who) => {
  const { house } = await openDrafts()
  for (const deed of deeds) await expectDone(house, deed, who)
})

test('a head writes what the own unit began', async () => {
  const { house } = await openDrafts()
  for (const deed of ownDeeds) await expectDone(house, deed, 'head')
})
