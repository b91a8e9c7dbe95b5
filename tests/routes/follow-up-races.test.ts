import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import {
  auditEvents,
  campaigns,
  directions,
  extensions,
  meetings,
  proposals,
  reminderRounds,
} from '../../src/storage/schema.ts'
import { typed as ordered } from '../support/directions.ts'
import { asking, type FollowUp, openFollowUp, raising } from '../support/furnished-follow-up.ts'
import type { House } from '../support/house.ts'
import { opening } from '../support/meetings.ts'
import { some } from '../support/some.ts'
import type { Person } from '../support/world.ts'

type Fields = Record<string, string | string[]>
type Deed = [who: Person, path: string, fields: Fields]

const last = (path: string) => path.split('/').at(-1)!

async function together(house: House, deeds: Deed[]) {
  const visitors = deeds.map(([who]) => house.as(who))
  // Signed in beforehand, so that the deeds themselves meet.
  for (const visitor of visitors) await visitor.get('/account')
  const answers = await Promise.all(visitors.map((visitor, n) => visitor.post(deeds[n]![1], deeds[n]![2])))
  return answers.map(({ status }) => status).sort()
}

async function countDeeds(house: House, names: RegExp) {
  return (await house.db.read.select().from(auditEvents)).filter(({ deed }) => names.test(deed)).length
}

/** Two people at once, who want different things: one is done, the other sees it. */
const races: Record<string, (all: FollowUp) => { deeds: Deed[]; done: RegExp }> = {
  'a granting and a refusal': ({ extensions: { apart } }) => ({
    deeds: [
      ['leader', `${apart}/decision`, { decision: 'grant' }],
      ['supervisor', `${apart}/decision`, { decision: 'refuse', comment: 'Không đủ căn cứ' }],
    ],
    done: /^extension\.(granted|refused)$/,
  }),
  'a decision and a withdrawal': ({ extensions: { pending } }) => ({
    deeds: [
      ['leader', `${pending}/decision`, { decision: 'grant' }],
      ['head', `${pending}/withdraw`, {}],
    ],
    done: /^extension\.(granted|withdrawn)$/,
  }),
  'two answers to a proposal': ({ proposals: { own } }) => ({
    deeds: [
      ['supervisor', `${own}/answer`, { outcome: 'answered', text: 'Đồng ý' }],
      ['leader', `${own}/answer`, { outcome: 'refused', text: 'Không đồng ý' }],
    ],
    done: /^proposal\.(answered|refused)$/,
  }),
  'two proposals merged into each other': ({ proposals: { own, other } }) => ({
    deeds: [
      ['supervisor', `${own}/merge`, { into: last(other), version: '1' }],
      ['leader', `${other}/merge`, { into: last(own), version: '1' }],
    ],
    done: /^proposal\.merged$/,
  }),
  'a closing and a return': ({ directions: { reported } }) => ({
    deeds: [
      ['leader', `${reported.part}/close`, { version: '2', text: 'Đạt' }],
      ['supervisor', `${reported.part}/return`, { version: '2', text: 'Làm lại' }],
    ],
    done: /^direction\.(closed|returned)$/,
  }),
  'a handing and a note': ({ directions: { recorded } }) => ({
    deeds: [
      ['supervisor', `${recorded}/note`, { version: '1', text: '' }],
      [
        'supervisor2',
        `${recorded}/assign`,
        { version: '1', id: newId(), lead_unit: 'H-A', text: 'Việc', due_on: '', as_target: 'no' },
      ],
    ],
    done: /^direction\.(noted|assigned)$/,
  }),
  'two numbers for a letter': ({ round }) => ({
    deeds: [
      ['supervisor', `${round}/letter`, { letter_number: '45' }],
      ['leader', `${round}/letter`, { letter_number: '46' }],
    ],
    done: /^reminder\.numbered$/,
  }),
  'two numbers for a notice': ({ meeting }) => ({
    deeds: [
      ['supervisor', `${meeting}/number`, { number: '45', version: '1' }],
      ['supervisor2', `${meeting}/number`, { number: '46', version: '1' }],
    ],
    done: /^meeting\.numbered$/,
  }),
  'two answers of a unit': ({ round }) => ({
    deeds: [
      ['head', `${round}/answer`, { text: 'Đang làm', seen: '' }],
      ['clerk', `${round}/answer`, { text: 'Sắp xong', seen: '' }],
    ],
    done: /^reminder\.answered$/,
  }),
  'two requests for one target': ({ targets: { free } }) => ({
    deeds: [
      ['head', `/targets/${free.code}/extension`, { id: newId(), ...asking }],
      ['head', `/targets/${free.code}/extension`, { id: newId(), ...asking, due_on: '30/11/2022' }],
    ],
    done: /^extension\.requested$/,
  }),
}

test.each(some(Object.keys(races), 3))('of %s at once, one stands', async (name) => {
  const all = await openFollowUp()
  const { house } = all
  await house.db.tx(async (tx) => void (await tx.update(campaigns).set({ supervisorMayExtend: true })))
  const { deeds, done } = races[name]!(all)
  const before = await countDeeds(house, done)
  const [first, second] = await together(house, deeds)
  expect(first).toBe(303)
  // A proposal that another one was merged into meanwhile cannot be merged into that one any more.
  expect([409, 422]).toContain(second)
  expect((await countDeeds(house, done)) - before).toBe(1)
})

const creations: Record<
  string,
  (all: FollowUp) => { who: Person; path: string; fields: Fields; other: Fields }
> = {
  'a proposal': () => ({
    who: 'head',
    path: '/proposals/new',
    fields: raising(),
    other: { text: 'Chữ khác' },
  }),
  'a direction': () => ({
    who: 'supervisor',
    path: '/directions/new',
    fields: { id: newId(), ...ordered },
    other: { due_on: '31/10/2022' },
  }),
  'a reminder': ({ targets }) => ({
    who: 'supervisor',
    path: '/reminders',
    fields: { id: newId(), target: [targets.late.code], text: 'Nhắc {đơn vị}', channel: ['zalo'] },
    other: { target: [targets.other.code] },
  }),
  'a request for more time': ({ targets }) => ({
    who: 'head',
    path: `/targets/${targets.free.code}/extension`,
    fields: { id: newId(), ...asking },
    other: { due_on: '30/11/2022' },
  }),
  'a meeting': () => ({
    who: 'supervisor',
    path: '/meetings',
    fields: { ...opening, id: newId(), week: '2022-W35', held_on: '30/8/2022' },
    other: { title: 'Giao ban bất thường' },
  }),
}

test.each(some(Object.keys(creations), 3))(
  '%s sent twice at once is one, and with other words a conflict',
  async (name) => {
    const all = await openFollowUp()
    const { house } = all
    const { who, path, fields, other } = creations[name]!(all)
    const count = async () => {
      const tables = [proposals, directions, reminderRounds, extensions, meetings]
      const counts = await Promise.all(tables.map((table) => house.db.read.$count(table)))
      return counts.reduce((sum, n) => sum + n, 0)
    }
    const before = await count()
    const twice: Deed[] = [
      [who, path, fields],
      [who, path, fields],
    ]
    expect(await together(house, twice)).toEqual([303, 303])
    expect(await together(house, [[who, path, { ...fields, ...other }]])).toEqual([409])
    expect((await count()) - before).toBe(1)
  },
)
