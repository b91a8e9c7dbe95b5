import { and, eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { instantOf } from '../../src/domain/day.ts'
import { listCampaigns } from '../../src/storage/campaigns.ts'
import { climbLadder } from '../../src/storage/ladder.ts'
import { foretellLadder } from '../../src/storage/ladder-preview.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { campaigns, jobRuns, ladderSaid, users } from '../../src/storage/schema.ts'
import { engineName } from '../support/database.ts'
import { openStorage } from '../support/storage.ts'
import { climbOn, eventsOf, giveAddresses, listMails, openOffice, toldBy } from './office.ts'

test('the clerk is told before the deadline and on it, the head too once it has passed', async () => {
  const house = await openOffice()
  const { code } = await house.target({ due_on: '2022-09-14' })
  for (const day of ['08', '09', '12', '13', '14', '15', '16']) await climbOn(house, `2022-09-${day}`)
  expect(await toldBy(house)).toEqual({
    clerk: [['report H-A', `before ${code}`], [`due ${code}`], [`after ${code}`, 'report H-A']],
    head: [[`after ${code}`]],
  })
})

test('it is climbed once a day, from half past seven on, on working days', async () => {
  const house = await openOffice()
  await house.add({ calendar: [{ day: '2022-09-05', kind: 'holiday', name: 'Nghỉ bù' }] })
  await house.target({ due_on: '2022-09-07' })
  await climbOn(house, '2022-09-05')
  await climbOn(house, '2022-09-06', '07:29')
  expect(await toldBy(house)).toEqual({})
  await climbOn(house, '2022-09-06', '07:30')
  await climbOn(house, '2022-09-06', '07:31')
  await climbOn(house, '2022-09-06', '16:00')
  expect(await toldBy(house)).toEqual({ clerk: [['before CK-H-A-01']] })
  expect(await eventsOf(house, 'ladder.climbed')).toMatchObject([
    {
      subject: '2022-09-06',
      actorId: null,
      detail: {
        campaigns: ['H-2022', 'T-2022'],
        said: { before: 1 },
        app: { people: 1, before: 1 },
        mail: { people: 0 },
      },
    },
  ])
})

test('two processes at once say everything once', async () => {
  const house = await openOffice()
  await giveAddresses(house, 'clerk', 'head')
  await house.target({ due_on: '2022-08-31' })
  const other = engineName === 'sqlite' ? await openDatabase(house.config.databaseFile) : house.db
  const order = {
    tenant: house.tenant,
    today: '2022-09-06' as const,
    now: Date.parse('2022-09-06T08:00:00+07:00'),
    zone: house.zone,
    letter: () => ({ subject: 's', body: 'b' }),
  }
  const counts = await Promise.all(
    [house.db, other, house.db, other].map((db, n) => climbLadder(db, { ...order, owner: `process ${n}` })),
  )
  if (other !== house.db) await other.close()
  expect(counts.filter(Boolean)).toHaveLength(1)
  expect(await toldBy(house)).toEqual({ clerk: [['after CK-H-A-01']], head: [['after CK-H-A-01']] })
  expect(await listMails(house)).toHaveLength(2)
  expect(await eventsOf(house, 'ladder.climbed')).toHaveLength(1)
  expect(await house.db.read.select().from(jobRuns).where(eq(jobRuns.tenant, house.tenant))).toHaveLength(2)
})

test('a climb that breaks off leaves nothing, and the next one says it all', async () => {
  const house = await openOffice()
  await giveAddresses(house, 'head')
  await house.target({ due_on: '2022-08-31' })
  const breaking = climbLadder(house.db, {
    tenant: house.tenant,
    today: '2022-09-06',
    now: house.clock.now(),
    zone: house.zone,
    owner: 'a process that dies',
    letter: () => {
      throw new Error('out of memory')
    },
  })
  await expect(breaking).rejects.toThrow('out of memory')
  expect(await toldBy(house)).toEqual({})
  expect(await house.db.read.select().from(ladderSaid).where(eq(ladderSaid.tenant, house.tenant))).toEqual([])
  await climbOn(house, '2022-09-06')
  expect(await toldBy(house)).toEqual({ clerk: [['after CK-H-A-01']], head: [['after CK-H-A-01']] })
})

test('one letter a person and day with everything in it, from every campaign, in their language', async () => {
  const house = await openOffice()
  await giveAddresses(house, 'district-head', 'head', 'clerk')
  await house.add({ users: [{ ...OFFICE_POST, username: 'district-head' }] })
  await house.db.tx((tx) =>
    tx
      .update(users)
      .set({ locale: 'en' })
      .where(and(eq(users.tenant, house.tenant), eq(users.username, 'clerk'))),
  )
  await house.target({ unit: 'H', due_on: '2022-09-06', title: 'Thu nhập bình quân đầu người' })
  const { code: late } = await house.target({ due_on: '2022-08-31', title: 'Giải ngân vốn đầu tư công' })
  const { code: soon } = await house.target({ due_on: '2022-09-08', title: 'Trồng rừng tập trung' })
  await climbOn(house, '2022-09-06')

  expect(await toldBy(house)).toMatchObject({
    'district-head': [[`after ${late}`, 'due CK-H-01', `before ${soon}`]],
    head: [[`after ${late}`]],
  })
  const letters = await listMails(house)
  expect(letters.map(({ address }) => address).sort()).toEqual([
    ...['clerk@huonghoa.vn', 'district-head@huonghoa.vn', 'head@huonghoa.vn'],
  ])
  const letterTo = (name: string) => letters.find(({ address }) => address.startsWith(name))!
  const vietnamese = letterTo('district-head')
  expect(vietnamese.subject).toBe('Nhắc việc ngày 6/9/2022: 3 nội dung')
  expect(vietnamese.body).toContain(
    `ĐÃ QUÁ HẠN\n- ${late}: Giải ngân vốn đầu tư công (Xã Tân Liên) – hạn 31/8/2022, quá hạn 6 ngày`,
  )
  expect(vietnamese.body).toContain('ĐẾN HẠN HÔM NAY\n- CK-H-01: Thu nhập bình quân đầu người')
  expect(vietnamese.body).toMatch(
    /http:\/\/127\.0\.0\.1:3000\/my-work\n[\s\S]*http:\/\/127\.0\.0\.1:3000\/mail\/[\w-]{24}$/,
  )
  expect(letterTo('clerk').subject).toBe('Reminder of 6 Sep 2022: 2 items')
  expect(letterTo('clerk').body).toContain('due 31 Aug 2022, 6 days late')
})

/** A second post, so that one person hears of two campaigns. */
const OFFICE_POST = {
  unit: 'H-A',
  role: 'clerk',
  post_title: 'Cán bộ tổng hợp',
  locale: 'vi',
  email: null,
} as const

test('who has switched mail off is told in the house alone', async () => {
  const house = await openOffice()
  await giveAddresses(house, 'head', 'clerk')
  await house.db.tx((tx) =>
    tx
      .update(users)
      .set({ mailOff: true })
      .where(and(eq(users.tenant, house.tenant), eq(users.username, 'head'))),
  )
  await house.target({ due_on: '2022-08-31' })
  await climbOn(house, '2022-09-06')
  expect(Object.keys(await toldBy(house))).toEqual(['clerk', 'head'])
  expect((await listMails(house)).map(({ address }) => address)).toEqual(['clerk@huonghoa.vn'])
})

test('a campaign that does not remind by itself, or is closed, says nothing', async () => {
  const house = await openOffice()
  await house.target({ due_on: '2022-08-31' })
  const set = (values: Partial<typeof campaigns.$inferInsert>) =>
    house.db.tx((tx) => tx.update(campaigns).set(values).where(eq(campaigns.tenant, house.tenant)))
  await set({ remindsItself: false })
  await climbOn(house, '2022-09-06')
  await set({ remindsItself: true, state: 'closed' })
  await climbOn(house, '2022-09-06', '09:00')
  expect(await toldBy(house)).toEqual({})
  await set({ state: 'active' })
  await climbOn(house, '2022-09-06', '10:00')
  expect(Object.keys(await toldBy(house))).toEqual(['clerk', 'head'])
})

test('days on which nothing ran are made up for by the newest word, and what goes up reaches the leaders once', async () => {
  const house = await openOffice()
  const { code } = await house.target({ due_on: '2022-09-07' })
  await climbOn(house, '2022-09-05')
  await climbOn(house, '2022-09-14')
  for (const day of ['22', '26', '29']) await climbOn(house, `2022-09-${day}`)
  expect(await toldBy(house)).toEqual({
    clerk: [[`before ${code}`], [`after ${code}`], [`weekly ${code}`]],
    head: [[`after ${code}`], [`escalated ${code}`], [`weekly ${code}`]],
    leader: [[`escalated ${code}`]],
  })
})

test('the preview and the climb say the same on the morning of the demonstration', async () => {
  const house = await openStorage('demo', { now: '2022-09-07T07:30:00+07:00' })
  const [campaign] = (await listCampaigns(house.db.read, house.tenant)).filter(
    ({ code }) => code === 'HH-2022',
  )
  const range = { tenant: house.tenant, campaign: campaign!, zone: house.zone }
  const [foretold] = await foretellLadder(house.db.read, { ...range, from: '2022-09-07', to: '2022-09-07' })
  const [other] = (await listCampaigns(house.db.read, house.tenant)).filter(({ code }) => code === 'QT-2022')
  await house.db.tx((tx) =>
    tx.update(campaigns).set({ remindsItself: false }).where(eq(campaigns.id, other!.id)),
  )
  const count = await climbLadder(house.db, {
    tenant: house.tenant,
    today: '2022-09-07',
    now: instantOf('2022-09-07', '07:30', house.zone),
    zone: house.zone,
    owner: 'tests',
    letter: () => ({ subject: 's', body: 'b' }),
  })
  const { day, ...counts } = foretold!
  expect(counts).toEqual(count)
  expect(day).toBe('2022-09-07')
  expect(count!.app.people).toBeGreaterThan(0)
})

test('what nobody is there to hear is not noted as said; whoever comes later hears it', async () => {
  const house = await openOffice()
  const { code } = await house.target({ due_on: '2022-08-31' })
  const lock = (disabledAt: number | null) =>
    house.db.tx((tx) =>
      tx
        .update(users)
        .set({ disabledAt })
        .where(and(eq(users.tenant, house.tenant), inArray(users.username, ['head', 'clerk']))),
    )
  await lock(house.clock.now())
  await climbOn(house, '2022-09-06')
  expect(await toldBy(house)).toEqual({})
  expect(await house.db.read.$count(ladderSaid, eq(ladderSaid.tenant, house.tenant))).toBe(0)
  expect(await eventsOf(house, 'ladder.climbed')).toMatchObject([{ detail: { said: {} } }])

  await lock(null)
  await climbOn(house, '2022-09-07')
  expect(await toldBy(house)).toEqual({ clerk: [[`after ${code}`]], head: [[`after ${code}`]] })
})

test('a campaign climbed later on a day leaves its words to the digest of the next day', async () => {
  const house = await openOffice()
  await giveAddresses(house, 'district-head')
  await house.add({ users: [{ ...OFFICE_POST, username: 'district-head' }] })
  const { code: own } = await house.target({ unit: 'H', due_on: '2022-08-31' })
  const { code: other } = await house.target({ due_on: '2022-08-31' })
  const remind = (remindsItself: boolean) =>
    house.db.tx((tx) =>
      tx
        .update(campaigns)
        .set({ remindsItself })
        .where(and(eq(campaigns.tenant, house.tenant), eq(campaigns.code, 'T-2022'))),
    )
  await remind(false)
  await climbOn(house, '2022-09-06')
  await remind(true)
  await climbOn(house, '2022-09-06', '10:00')
  const noted = () => house.db.read.$count(ladderSaid, eq(ladderSaid.tenant, house.tenant))
  expect((await toldBy(house))['district-head']).toEqual([[`after ${other}`]])
  expect(await noted()).toBe(1)

  await climbOn(house, '2022-09-07')
  expect((await toldBy(house))['district-head']).toEqual([[`after ${other}`], [`after ${own}`]])
  expect(await noted()).toBe(2)
  const letters = await listMails(house)
  expect(letters.map(({ once }) => once.slice(0, 17))).toEqual(['ladder:2022-09-06', 'ladder:2022-09-07'])
})
