import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { addNextYear, bulk, go } from '../support/commitments.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import type { Person } from '../support/world.ts'

/** Everything that counts, lists or asks for targets, and who reads it. */
const pages: [who: Person, path: string][] = [
  ['supervisor', '/desk?campaign=H-2022'],
  ['supervisor', '/desk?campaign=H-2022&tab=warned'],
  ['supervisor', '/desk?campaign=H-2022&tab=missing'],
  ['leader', '/dashboard?campaign=H-2022'],
  ['leader', '/dashboard?campaign=H-2022&as-of=5/9/2022'],
  ['leader', '/dashboard/stale?campaign=H-2022'],
  ['inspector', '/units?campaign=H-2022'],
  ['inspector', '/units/H-A?campaign=H-2022'],
  ['inspector', '/units/H-A?campaign=H-2022&as-of=5/9/2022'],
  ['supervisor', '/weekly/2022-W36?campaign=H-2022'],
  ['supervisor', '/weekly/2022-W36/figure/targets?campaign=H-2022'],
  ['supervisor', '/weekly/2022-W36/discipline?campaign=H-2022'],
  ['supervisor', '/reports/2022-M08?campaign=H-2022'],
  ['supervisor', '/meetings?campaign=H-2022'],
  ['supervisor', '/reminders/new?campaign=H-2022'],
  ['head', '/my-work'],
  ['head', '/proposals/new'],
  ['otherHead', '/my-work'],
  ['otherHead', '/commitments'],
]

/** What a page says, without the ids and hashes that each drawing of it makes anew. */
const said = (html: string) =>
  (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html).replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,}/g, '*')

async function readAll(house: House) {
  const all = new Map<string, string>()
  for (const [who, path] of pages) {
    const answer = await house.as(who).get(path)
    all.set(`${who} ${path}`, `${answer.status} ${said(await answer.text())}`)
  }
  return all
}

/** Promises of H-A that would be overdue and silent, had anybody signed them. */
const overdue = {
  campaign: 'H-2022',
  ...{ effective_from: '1/1/2022', effective_to: '31/12/2022' },
  ...{ t1_title: 'Chỉ tiêu chưa ký', t1_start_on: '1/1/2022', t1_due_on: '31/8/2022' },
  ...{ t2_title: 'Nhiệm vụ chưa ký', t2_start_on: '1/1/2022', t2_due_on: '31/8/2022' },
}

test('what nobody has signed is told on no page that counts or lists targets; from its signature on it is', async () => {
  const house = await openHouse()
  await house.target({ due_on: '2022-08-31' })
  await addNextYear(house)
  const before = await readAll(house)
  for (const [name, words] of before) expect([name, words.slice(0, 3)]).toEqual([name, '200'])
  const made = await house
    .as('supervisor')
    .post(
      '/commitments/new',
      bulk(newId(), { ...overdue, which: 'some', chosen: ['H-C', 'H-D'], values: 'H-C\t5\nH-D\t6' }),
    )
  expect(made.status).toBe(303)
  // The head of H-A puts forward what the office drew up in another campaign, as late as the rest of it.
  const next = bulk(newId(), {
    ...overdue,
    campaign: 'H-2023',
    ...{ effective_from: '1/9/2022', t1_start_on: '1/9/2022', t2_start_on: '1/9/2022' },
    ...{ t1_due_on: '2/9/2022', t2_due_on: '2/9/2022' },
    which: 'some',
    chosen: ['H-A'],
    values: 'H-A\t5',
  })
  expect((await house.as('supervisor').post('/commitments/new', next)).status).toBe(303)
  await go(house, 'CK-2023-A', 'propose', 'agree')
  const after = await readAll(house)
  for (const [name, words] of before) expect([name, after.get(name) === words]).toEqual([name, true])
  expect([...after.values()].some((words) => words.includes('chưa ký'))).toBe(false)
  const { as } = house
  for (const path of ['', '/update', '/extension', '/plan']) {
    expect((await as('head').get(`/targets/CK-2023-A-01${path}`)).status).toBe(404)
  }

  await go(house, 'CK-2023-A', 'sign')
  expect(await page(house.as('head').get('/my-work'))).toContain('Chỉ tiêu chưa ký')
  expect(await page(house.as('supervisor').get('/desk?campaign=H-2023'))).toContain('Chỉ tiêu chưa ký')
  expect(house.errors).toEqual([])
})
