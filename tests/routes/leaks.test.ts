import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { loadAssets } from '../../src/routes/assets.ts'
import { newId } from '../../src/storage/ids.ts'
import { importData } from '../../src/storage/import.ts'
import { campaigns, evidence, posts, reviews, updates, users } from '../../src/storage/schema.ts'
import { type Furnished, openFurnished, pdf, report, SECRETS } from '../support/furnished.ts'
import { type House, openHouse } from '../support/house.ts'
import { unpacked } from '../support/raw.ts'
import { some } from '../support/some.ts'
import { visitorOf } from '../support/visitor.ts'
import { people, smallWorld, WORLD_PASSWORD, ZONE } from '../support/world.ts'

const unsent = [SECRETS.draft, SECRETS.awaiting, SECRETS.takenBack]

/** Everything that can be read at all, whoever asks. */
function addresses({ targets, reports }: Furnished): string[] {
  const codes = Object.values(targets).map(({ code }) => code)
  const paths = Object.values(reports).map(({ path }) => path)
  return [
    ...[
      '/my-work',
      '/desk',
      '/desk?tab=review',
      '/desk?tab=missing',
      '/desk/changes',
      '/dashboard',
      '/units',
    ],
    ...['/commitments', '/commitments/CK-H-A', '/commitments/CK-H-B', '/units/H', '/units/H-A', '/units/H-B'],
    ...codes.flatMap((code) => [
      `/targets/${code}`,
      `/targets/${code}?as-of=2/9/2022`,
      `/targets/${code}/update`,
    ]),
    ...paths.flatMap((path) => [path, `${path}/review`, `${path}/correct`]),
    ...['', '.csv', '.json'].map((end) => `/weekly/2022-W36${end}?campaign=H-2022`),
  ]
}

test('what never left a unit is read nowhere else: no draft, no report before the endorsement', async () => {
  const furnished = await openFurnished()
  const { house } = furnished
  for (const who of ['otherHead', 'supervisor', 'districtHead', 'province', 'admin'] as const) {
    const visitor = house.as(who)
    for (const path of some(addresses(furnished), 3)) {
      const text = await unpacked(await visitor.get(path))
      expect([who, path, unsent.filter((secret) => text.includes(secret))]).toEqual([who, path, []])
    }
  }
  const own = await Promise.all(addresses(furnished).map((path) => house.as('head').get(path).then(unpacked)))
  expect(unsent.filter((secret) => own.some((text) => text.includes(secret)))).toEqual(unsent)
})

test('a draft and a report that awaits the head move no number above the unit', async () => {
  const house = await openHouse()
  await house.db.tx(async (tx) => void (await tx.update(campaigns).set({ clerkMaySubmit: false })))
  const target = await house.target()
  await house.target({ unit: 'H-B' })
  const paths = [
    ...[
      '/desk',
      '/desk?tab=review',
      '/desk?tab=missing',
      '/desk/changes',
      '/dashboard',
      '/units',
      '/units/H-A',
    ],
    ...[`/targets/${target.code}`, '/commitments', '/commitments/CK-H-A', '/weekly/2022-W36.json'],
  ]
  const read = () =>
    Promise.all(
      paths.map((path) =>
        house
          .as('supervisor')
          .get(path)
          .then((answer) => answer.text()),
      ),
    )
  const before = await read()
  await report(house, 'clerk', target.code, { do: 'draft' })
  const first = await report(house, 'clerk', target.code, { as_of: '1/9/2022' })
  // Replaced, and taken back, before anybody outside the unit had it.
  await report(house, 'clerk', target.code, { as_of: '1/9/2022', value: '55', corrects: first.path.slice(9) })
  const last = await report(house, 'clerk', target.code, { as_of: '2/9/2022' })
  await house.as('head').post(`${last.path}/recall`, {})
  expect(await read()).toEqual(before)
})

test('a unit that helps sees the accepted figure, never the words, the files or the review', async () => {
  const { house, targets, reports } = await openFurnished()
  const html = await (await house.as('head').get(`/targets/${targets.helped.code}`)).text()
  expect(html).toContain('50')
  for (const secret of [SECRETS.results, SECRETS.file, SECRETS.comment]) expect(html).not.toContain(secret)
  expect(html).not.toContain(reports.accepted.path)
})

test('the files of another unit cannot be had by naming its report in one’s own form', async () => {
  const { house, targets, reports } = await openFurnished()
  const [file] = await house.db.read.select().from(evidence).where(eq(evidence.updateId, reports.accepted.id))
  const fields = { value: '', as_of: '31/8/2022', do: 'submit', keep: file!.hash }
  const post = (more: Record<string, string>) =>
    house.as('head').post(`/targets/${targets.own.code}/updates`, { ...fields, ...more })

  for (const corrects of ['', reports.accepted.id, reports.accepted.path.slice(9)]) {
    const refused = await post({ id: reports.accepted.id, corrects })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).not.toContain(SECRETS.file)
    expect([404, 422]).toContain((await post({ id: reports.accepted.id, corrects, value: '51' })).status)
  }
  const id = newId()
  await post({ id, value: '52', as_of: '3/9/2022', corrects: reports.accepted.path.slice(9) })
  expect(await house.db.read.select().from(evidence).where(eq(evidence.updateId, id))).toEqual([])
  const [stolen] = await house.db.read.select().from(updates).where(eq(updates.id, reports.accepted.id))
  expect(stolen).toMatchObject({ targetId: targets.helped.id, state: 'accepted' })
})

test('whoever sends what a colleague began can never decide on it', async () => {
  const house = await openHouse()
  const target = await house.target()
  const draft = await report(house, 'clerk', target.code, { do: 'draft', value: '40' })
  const sent = await report(house, 'head', target.code, { id: draft.id, version: '1', value: '41' })
  const district = await house.actor('supervisor')
  const head = await house.actor('head')
  // The head becomes a supervisor of the district.
  await house.db.tx(async (tx) => {
    const change = { unitId: district.posts[0]!.unitId, role: 'supervisor' as const }
    await tx.update(posts).set(change).where(eq(posts.userId, head.userId))
  })
  expect((await house.as('head').post(`${sent.path}/review`, { decision: 'accept' })).status).toBe(404)
  expect(await house.db.read.$count(reviews)).toBe(0)
})

test('at side B nobody decides on it, though the campaign is its own', async () => {
  const house = await openHouse()
  const target = await house.target({ unit: 'H' })
  const district = await house.actor('supervisor')
  await house.db.tx(async (tx) => {
    await tx.update(campaigns).set({ ownerUnitId: district.posts[0]!.unitId })
  })
  const sent = await report(house, 'districtHead', target.code)
  for (const who of ['supervisor', 'leader'] as const) {
    expect((await house.as(who).post(`${sent.path}/review`, { decision: 'accept' })).status).toBe(404)
    expect((await house.as(who).post(`${sent.path}/void`, { document: '1', reason: '2' })).status).toBe(404)
  }
  expect((await house.as('province').post(`${sent.path}/review`, { decision: 'accept' })).status).toBe(303)
})

test('an open league table opens neither the weekly report to units nor anything to the administrator', async () => {
  const { house } = await openFurnished()
  await house.db.tx(async (tx) => void (await tx.update(campaigns).set({ leagueTableOpen: true })))
  for (const path of ['/weekly', '/weekly/2022-W36', '/weekly/2022-W36.json', '/weekly/2022-W36.csv'])
    expect([path, (await house.as('head').get(path)).status]).toEqual([path, 404])
  expect((await house.as('admin').get('/units?campaign=H-2022')).status).toBe(404)
  expect((await house.as('admin').get('/weekly?campaign=H-2022')).status).toBe(404)
})

test('another tenant of the same database has its own people, targets, reports and files', async () => {
  const furnished = await openFurnished()
  const { house, targets, reports } = furnished
  const order = { tenant: 'other', now: house.clock.now(), zone: ZONE, actorId: null, actor: 'tests' }
  await house.db.tx((tx) => importData(tx, order, smallWorld()))
  const head = await house.actor('head')
  const config = { ...house.config, tenant: 'other' }
  const log = { info() {}, warn() {}, error: (entry: unknown) => void house.errors.push(entry) }
  const app = createApp({ db: house.db, config, now: house.clock.now, assets: loadAssets(), log })
  const token = await house.session('supervisor')
  expect((await visitorOf(app, async () => token).get('/desk')).status).toBe(303)
  // Its accounts have no password yet: those of the first tenant open nothing.
  const login = { username: 'supervisor', password: WORLD_PASSWORD }
  expect((await visitorOf(app).post('/login', login)).status).toBe(422)

  for (const who of ['supervisor', 'otherHead', 'admin'] as const) {
    const visitor = visitorOf(app, () => sessionAt(house, 'other', people[who]))
    for (const path of [
      ...Object.values(targets).map(({ code }) => `/targets/${code}`),
      ...Object.values(reports).map(({ path }) => path),
      ...Object.values(reports).map(({ id }) => `/evidence/${id}/1`),
    ])
      expect([path, (await visitor.get(path)).status]).toEqual([path, 404])
  }
  const desk = visitorOf(app, () => sessionAt(house, 'other', 'supervisor'))
  const list = await (await desk.get('/desk?tab=review')).text()
  expect(list).not.toContain(reports.submitted.path.slice(9))
  await house.db.tx(
    async (tx) =>
      void (await tx.update(users).set({ username: 'chi-o-day' }).where(eq(users.id, head.userId))),
  )
  const admin = visitorOf(app, () => sessionAt(house, 'other', 'admin'))
  expect(await (await admin.get('/admin/users')).text()).not.toContain('chi-o-day')
})

async function sessionAt(house: House, tenant: string, username: string): Promise<string> {
  const { createSession } = await import('../../src/storage/sessions.ts')
  const { findAccount } = await import('../../src/storage/users.ts')
  const account = await findAccount(house.db.read, tenant, username)
  const visit = { userId: account!.id, now: house.clock.now(), address: '', userAgent: '' }
  return await house.db.tx((tx) => createSession(tx, { tenant, ...visit }))
}

test.each([
  ['ended yesterday', { toOn: '2022-09-05' }],
  ['begins tomorrow', { fromOn: '2022-09-07' }],
] as const)('a post that %s gives nothing today', async (_, dates) => {
  const furnished = await openFurnished()
  const { house, targets, reports } = furnished
  const visitors = (['head', 'supervisor', 'leader', 'admin'] as const).map((who) => house.as(who))
  for (const visitor of visitors) expect((await visitor.get('/account')).status).toBe(200)
  await house.db.tx(async (tx) => void (await tx.update(posts).set(dates)))
  for (const visitor of visitors) {
    for (const path of [
      ...some(addresses(furnished), 5),
      '/admin/users',
      `/evidence/${reports.submitted.id}/1`,
    ])
      expect([path, (await visitor.get(path)).status]).toEqual([path, 404])
    const fields = { value: '60', as_of: '5/9/2022', do: 'submit' }
    expect((await visitor.post(`/targets/${targets.own.code}/updates`, fields)).status).toBe(404)
    expect((await visitor.post(`${reports.submitted.path}/review`, { decision: 'accept' })).status).toBe(404)
    expect((await visitor.get('/')).headers.get('location')).toBe('/account')
    expect((await visitor.get('/account')).status).toBe(200)
  }
})

test('a disabled account is out at once, and cannot come back', async () => {
  const house = await openHouse()
  const visitor = house.as('head')
  expect((await visitor.get('/my-work')).status).toBe(200)
  await house.db.tx(async (tx) => void (await tx.update(users).set({ disabledAt: house.clock.now() })))
  expect((await visitor.get('/my-work')).status).toBe(303)
  expect((await visitor.post('/account/theme', { theme: 'dark' })).status).toBe(401)
  const login = { username: 'head', password: WORLD_PASSWORD }
  expect((await house.stranger().post('/login', login)).status).toBe(422)
})

test('a new password ends every other session of the person, and no one else’s', async () => {
  const house = await openHouse()
  const [here, there, colleague] = [house.as('head'), house.as('head'), house.as('clerk')]
  for (const visitor of [here, there, colleague]) expect((await visitor.get('/account')).status).toBe(200)
  const chosen = 'mưa rừng tháng tám'
  await here.post('/account/password', { present: WORLD_PASSWORD, new: chosen, again: chosen })
  expect((await here.get('/account')).status).toBe(200)
  expect((await there.get('/account')).status).toBe(303)
  expect((await colleague.get('/account')).status).toBe(200)
})

test('evidence is what the report holds, and nothing beside it', async () => {
  const { house, reports, targets } = await openFurnished()
  const { id } = reports.submitted
  const file = await house.as('head').get(`/evidence/${id}/1`)
  expect(file.headers.get('content-security-policy')).toContain('sandbox')
  expect(file.headers.get('x-content-type-options')).toBe('nosniff')
  const awaiting = await report(house, 'clerk', targets.own.code, { value: '52', as_of: '4/9/2022' }, [
    pdf('kín.pdf'),
  ])
  expect((await house.as('clerk').get(`/evidence/${awaiting.id}/1`)).status).toBe(200)
  expect((await house.as('supervisor').get(`/evidence/${awaiting.id}/1`)).status).toBe(404)
  for (const path of ['2', '0', '-1', '01', '1e0', '1%2F..%2F1', '..', '%2e%2e'])
    expect([path, (await house.as('head').get(`/evidence/${id}/${path}`)).status]).toEqual([path, 404])
})
