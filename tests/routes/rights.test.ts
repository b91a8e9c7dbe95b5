import { expect, test } from 'vitest'
import {
  above,
  type Deed,
  type Door,
  everybody,
  expectDone,
  expectDoors,
  expectRefused,
  ofA,
  ofB,
  office,
  supervisors,
  trials,
  watchers,
} from '../support/doors.ts'
import { type Furnished, openFurnished } from '../support/furnished.ts'
import { openFollowUp } from '../support/furnished-follow-up.ts'
import { type House, openHouse } from '../support/house.ts'
import { followUpDeeds, followUpDoors } from '../support/rights-follow-up.ts'
import { issueDeeds, scheduleDeeds, weeklyDoors } from '../support/rights-weekly.ts'
import { some } from '../support/some.ts'
import type { Person } from '../support/world.ts'

/** Every page and file, and who may have it; for all others it does not exist. */
function pages({ targets, reports }: Furnished): Door[] {
  const { own, other, helped, district } = targets
  const week = '/weekly/2022-W35'
  const files = ['.xlsx', '.csv', '-excel.csv', '.json'].map((ending) => `${week}${ending}`)
  return [
    ['/my-work', [...ofA, ...ofB, 'districtHead']],
    ['/account', everybody],
    ['/admin/users', ['admin']],
    ['/commitments', [...ofA, ...ofB, ...above]],
    ...['CK-H-A', 'CK-H-B', 'CK-H'].flatMap((code): Door[] => {
      const who = [...above, ...(code === 'CK-H-A' ? ofA : code === 'CK-H-B' ? ofB : [])]
      return [
        [`/commitments/${code}`, who],
        [`/commitments/${code}/print`, who],
      ]
    }),
    [`/targets/${own.code}`, [...ofA, ...above]],
    [`/targets/${other.code}`, [...ofB, ...above]],
    [`/targets/${helped.code}`, [...ofA, ...ofB, ...above]],
    [`/targets/${district.code}`, above],
    ...[own, other, helped, district].flatMap(({ code }): Door[] => {
      const unit = code === own.code ? ofA : code === district.code ? ['districtHead' as const] : ofB
      // The unit itself, and the office above it for what the unit told it.
      const who = [...unit, ...(code === district.code ? ['province' as const] : supervisors)]
      return [
        [`/targets/${code}/update`, who],
        [`/targets/${code}/update/preview?value=5`, who],
      ]
    }),
    [reports.submitted.path, [...ofA, ...above]],
    [reports.awaiting.path, ofA],
    [reports.takenBack.path, ofA],
    [reports.accepted.path, [...ofB, ...above]],
    [reports.elsewhere.path, [...ofB, ...above]],
    [reports.above.path, above],
    [`${reports.submitted.path}/correct`, ofA],
    [`${reports.elsewhere.path}/correct`, ofB],
    [`${reports.above.path}/correct`, ['districtHead']],
    [`${reports.submitted.path}/review`, supervisors],
    [`${reports.awaiting.path}/review`, []],
    [`${reports.elsewhere.path}/review`, supervisors],
    [`${reports.above.path}/review`, ['province']],
    [`/evidence/${reports.submitted.id}/1`, [...ofA, ...above]],
    [`/evidence/${reports.elsewhere.id}/1`, [...ofB, ...above]],
    [`/evidence/${reports.accepted.id}/1`, [...ofB, ...above]],
    [`/evidence/${reports.above.id}/1`, above],
    ...['', '?tab=review', '?tab=missing', '/changes'].map(
      (rest): Door => [`/desk${rest}`, [...office, 'province']],
    ),
    ['/dashboard', watchers],
    ['/units?campaign=H-2022', above],
    ['/units?campaign=T-2022', ['province']],
    ['/units/T', ['province']],
    ['/units/H', above],
    ['/units/H-A', [...ofA, ...above]],
    ['/units/H-B', [...ofB, ...above]],
    ['/weekly?campaign=H-2022', above],
    ['/weekly?campaign=T-2022', ['province']],
    [`${week}?campaign=H-2022`, above],
    ...files.map((path): Door => [`${path}?campaign=H-2022`, above]),
    [`${week}.json?campaign=T-2022`, ['province']],
    [`${week}/freeze?campaign=H-2022`, supervisors],
    [`${week}/freeze?campaign=T-2022`, ['province']],
    ['/reports?campaign=H-2022', above],
    ['/reports?campaign=T-2022', ['province']],
    ...['', '.xlsx', '.docx', '.csv', '.json', '/figure/targets', '/figure/reports.rate'].map(
      (rest): Door => [`/reports/2022-M08${rest}?campaign=H-2022`, above],
    ),
    ['/reports/2022-M08.json?campaign=T-2022', ['province']],
  ]
}

test.each([0, 1, 2])(
  'every page opens for those it is for, and does not exist for anybody else, part %i',
  async (part) => {
    const furnished = await openFurnished()
    await expectDoors(
      furnished.house,
      pages(furnished).filter((_, n) => n % 3 === part),
    )
  },
)

test('the beginning is where the work of each is', async () => {
  const { house } = await openFurnished()
  const homes: Record<Person, string> = {
    head: '/my-work',
    clerk: '/my-work',
    otherHead: '/my-work',
    districtHead: '/my-work',
    supervisor: '/desk',
    supervisor2: '/desk',
    province: '/desk',
    leader: '/dashboard',
    inspector: '/dashboard',
    admin: '/admin',
  }
  for (const who of everybody) {
    const answer = await house.as(who).get('/')
    expect([who, answer.headers.get('location')]).toEqual([who, homes[who]])
    expect((await house.as(who).get(homes[who])).status).toBe(200)
  }
})

/** Every deed of the house, and who may do it. */
function deeds({ targets, reports }: Furnished): Deed[] {
  const reported = { value: '60', as_of: '5/9/2022' }
  const review = { decision: 'accept', comment: '' }
  const voiding = { document: '12-QĐ/HU', reason: 'Nhập nhầm đơn vị' }
  const { own, other, helped, district } = targets
  const { submitted, awaiting, elsewhere, above: higher } = reports
  const send = (code: string, who: Person[], todo = 'submit'): Deed => ({
    path: `/targets/${code}/updates`,
    fields: { ...reported, do: todo },
    who,
    deed: todo === 'draft' ? 'update.draft' : 'update.submitted',
  })
  const behalf = (code: string, who: Person[]): Deed => {
    const sent = send(code, who)
    return { ...sent, fields: { ...sent.fields, source: 'paper', source_note: 'Báo cáo giấy' } }
  }
  const step = (path: string, name: string, fields: Record<string, string>, who: Person[], deed: string) => ({
    path: `${path}/${name}`,
    fields,
    who,
    deed,
  })
  return [
    send(own.code, ['head']),
    { ...send(own.code, ['clerk']), deed: 'update.awaiting_endorsement' },
    send(own.code, ofA, 'draft'),
    send(other.code, ofB),
    send(helped.code, ofB),
    send(district.code, ['districtHead']),
    behalf(own.code, supervisors),
    behalf(other.code, supervisors),
    behalf(helped.code, supervisors),
    behalf(district.code, ['province']),
    step(awaiting.path, 'endorse', {}, ['head'], 'update.endorsed'),
    step(awaiting.path, 'recall', {}, ['head'], 'update.recalled'),
    step(submitted.path, 'recall', {}, ['head'], 'update.recalled'),
    step(elsewhere.path, 'recall', {}, ofB, 'update.recalled'),
    step(higher.path, 'recall', {}, ['districtHead'], 'update.recalled'),
    step(submitted.path, 'void', voiding, ['leader'], 'update.void'),
    step(awaiting.path, 'void', voiding, [], ''),
    step(higher.path, 'void', voiding, [], ''),
    step(submitted.path, 'review', review, supervisors, 'update.accepted'),
    step(awaiting.path, 'review', review, [], ''),
    step(elsewhere.path, 'review', review, supervisors, 'update.accepted'),
    step(higher.path, 'review', review, ['province'], 'update.accepted'),
    step('/weekly/2022-W35', 'freeze?campaign=H-2022', {}, supervisors, 'freeze'),
    step('/weekly/2022-W35', 'freeze?campaign=T-2022', {}, ['province'], 'freeze'),
    { path: '/account/sessions', fields: {}, who: everybody, deed: 'sessions.ended' },
  ]
}

test('nobody else can do a deed, and a refused one leaves no trace', async () => {
  const furnished = await openFurnished()
  await expectRefused(furnished.house, deeds(furnished))
})

const parts = 4

test.each(Array.from({ length: parts }, (_, part) => part))(
  'those it is for do each deed, part %i',
  async (part) => {
    const todo = trials(deeds(await openFurnished()))
    for (const [n, who] of some(
      todo.filter((_, place) => place % parts === part),
      3,
    )) {
      const furnished = await openFurnished()
      await expectDone(furnished.house, deeds(furnished)[n]!, who)
    }
  },
)

/** Have tables of their own, in the files rights-….test.ts, and below what holds for all of them. */
const apart = /^\w+ \/(admin|commitments|year-end|setup|link|targets\/:code\/parts)\b/

const forAdministrators = (house: House) =>
  house.app.routes
    .filter(({ method, path }) => method !== 'ALL' && /^\/admin\b/.test(path))
    .map(({ method, path }) => ({ method, path: path.replace(/:\w+(\{[^/]*\})?/g, 'x') }))

test("an administrator's addresses do not exist for anybody else, and a stranger has to sign in", async () => {
  const house = await openHouse()
  for (const { method, path } of forAdministrators(house)) {
    const ask = (who: ReturnType<House['as']>) => (method === 'GET' ? who.get(path) : who.post(path, {}))
    for (const who of ['head', 'clerk', 'leader', 'inspector', 'districtHead'] as const) {
      expect([method, path, who, (await ask(house.as(who))).status]).toEqual([method, path, who, 404])
    }
    expect([path, (await ask(house.stranger())).status]).toEqual([path, method === 'GET' ? 303 : 401])
  }
})

test('no address is missing from these tables', async () => {
  const [furnished, followUp] = [await openFurnished(), await openFollowUp()]
  const schedule = scheduleDeeds({ letter: '', there: '' })
  const all = [
    ...[...pages(furnished), ...followUpDoors(followUp), ...weeklyDoors].map(([path]) => `GET ${path}`),
    ...[...deeds(furnished), ...followUpDeeds(followUp), ...issueDeeds, ...schedule].map(
      ({ path }) => `POST ${path}`,
    ),
  ].map((door) => door.split('?')[0]!)
  const open =
    /^(ALL |GET \/(login|login\/code|healthz|readyz|assets\/.*|mail\/:token)?$|POST \/(login|login\/code|logout|mail\/:token)$)/
  const ownAccount = /^(GET|POST) \/account\//
  const patternOf = (door: string) => new RegExp(`^${door.replace(/:\w+(\{[^/]*\})?/g, '[^/]+')}$`)
  const missing = furnished.house.app.routes
    .map(({ method, path }) => `${method} ${path}`)
    .filter((door) => !open.test(door) && !ownAccount.test(door) && !apart.test(door))
    .filter((door) => !all.some((one) => patternOf(door).test(one)))
  expect(missing).toEqual([])
})
