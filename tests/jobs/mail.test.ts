import { createServer } from 'node:net'
import { and, eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { climb } from '../../src/jobs/ladder.ts'
import { sendMails } from '../../src/jobs/mail.ts'
import { mailTokenOf, makeToken, queueMail } from '../../src/storage/mails.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { claimMail } from '../../src/storage/outbox.ts'
import { users } from '../../src/storage/schema.ts'
import { engineName } from '../support/database.ts'
import { openStorage, type Storage } from '../support/storage.ts'
import { giveAddresses, listMails, officeOf, toldBy } from './office.ts'
import { openPostOffice } from './post-office.ts'

const FROM = 'Văn phòng Huyện ủy <socamket@huonghoa.vn>'

/** An office whose letters go to this server, with people who have addresses. */
async function openOffice(SMTP_URL: string) {
  const env = { SMTP_URL, MAIL_FROM: FROM, PUBLIC_URL: 'https://so.huonghoa.vn/camket' }
  const house = await openStorage('world', { now: '2022-09-06T08:00:00+07:00', env })
  await giveAddresses(house, 'head', 'clerk', 'other-head')
  return { house, ...officeOf(house) }
}

async function idOf({ db, tenant }: Storage, username: string) {
  const [row] = await db.read
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.tenant, tenant), eq(users.username, username)))
  return row!.id
}

async function queue(house: Storage, username: string, once = `letter:${username}`) {
  const mail = { once, userId: await idOf(house, username), address: `${username}@huonghoa.vn` }
  await house.db.tx((tx) =>
    queueMail(
      tx,
      house.tenant,
      { ...mail, subject: 'Đôn đốc: thu ngân sách', body: 'Đề nghị báo cáo.' },
      house.clock.now(),
    ),
  )
}

async function switchMail({ db, tenant }: Storage, username: string, mailOff: boolean) {
  const whose = and(eq(users.tenant, tenant), eq(users.username, username))
  await db.tx((tx) => tx.update(users).set({ mailOff }).where(whose))
}

/** A port on which nobody listens, until somebody does. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

test('the digest of the ladder arrives as a plain letter in Vietnamese that says how to stop it', async () => {
  const post = await openPostOffice()
  const { house, office, logged } = await openOffice(post.url)
  await house.target({ due_on: '2022-09-06', title: 'Giải ngân vốn đầu tư công đạt từ 95% kế hoạch' })
  await climb(office)
  await sendMails(office)

  expect(logged).toEqual([])
  expect(post.delivered).toHaveLength(1)
  const [letter] = post.delivered
  const [row] = await listMails(house)
  expect(letter).toMatchObject({ from: 'socamket@huonghoa.vn', to: ['clerk@huonghoa.vn'] })
  expect(letter!.header('From')).toBe(FROM)
  expect(letter!.header('To')).toBe('clerk@huonghoa.vn')
  expect(letter!.header('Subject')).toBe('Nhắc việc ngày 6/9/2022: 1 nội dung')
  expect(letter!.header('Message-ID')).toBe(`<${row!.id}@huonghoa.vn>`)
  expect(letter!.header('Content-Type')).toBe('text/plain; charset=utf-8')
  expect(letter!.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  const off = /^<(https:\/\/so\.huonghoa\.vn\/camket\/mail\/[\w-]{24})>$/.exec(
    letter!.header('List-Unsubscribe')!,
  )
  expect(letter!.body).toBe(row!.body)
  expect(letter!.body).toContain('Giải ngân vốn đầu tư công đạt từ 95% kế hoạch (Xã Tân Liên) – hạn 6/9/2022')
  expect(letter!.body.endsWith(off![1]!)).toBe(true)
  expect(row).toMatchObject({ state: 'sent', attempts: 1, sentAt: house.clock.now(), failure: null })

  await sendMails(office)
  expect(post.delivered).toHaveLength(1)
})

test('while the server is down everything waits, longer and longer, and then arrives once', async () => {
  const port = await freePort()
  const { house, office, logged } = await openOffice(`smtp://127.0.0.1:${port}`)
  await queue(house, 'head')
  await queue(house, 'clerk')
  const start = house.clock.now()
  await sendMails(office)
  expect(logged).toHaveLength(1)
  const waiting = await listMails(house)
  expect(waiting.map(({ state, attempts, dueAt }) => [state, attempts, dueAt - start])).toEqual([
    ['waiting', 1, 60_000],
    ['waiting', 1, 60_000],
  ])
  expect(waiting[0]!.failure).toContain('ECONNREFUSED')
  await sendMails(office)
  expect(logged, 'before its time nothing is tried').toHaveLength(1)
  house.clock.advance({ minutes: 1 })
  await sendMails(office)
  expect((await listMails(house)).map(({ attempts, dueAt }) => [attempts, dueAt - start])).toEqual([
    [2, 360_000],
    [2, 360_000],
  ])

  const post = await openPostOffice({ port })
  house.clock.advance({ minutes: 5 })
  await sendMails(office)
  await sendMails(office)
  expect(post.delivered.map(({ to }) => to[0]).sort()).toEqual(['clerk@huonghoa.vn', 'head@huonghoa.vn'])
  expect((await listMails(house)).map(({ state, failure }) => [state, failure])).toEqual([
    ['sent', null],
    ['sent', null],
  ])
})

test('a reader whom the server puts off waits alone; the others have their letters', async () => {
  const post = await openPostOffice({
    refuse: (to, n) => (to.startsWith('head') && n <= 2 ? 451 : undefined),
  })
  const { house, office } = await openOffice(post.url)
  await queue(house, 'head')
  await queue(house, 'clerk')
  await sendMails(office)
  expect(post.delivered.map(({ to }) => to[0])).toEqual(['clerk@huonghoa.vn'])
  expect(await listMails(house)).toMatchObject([
    { state: 'sent' },
    { state: 'waiting', attempts: 1, failure: expect.stringContaining('451') },
  ])
  house.clock.advance({ hours: 7 })
  await sendMails(office)
  expect(post.delivered.map(({ to }) => to[0])).toEqual(['clerk@huonghoa.vn', 'head@huonghoa.vn'])
})

test('an address that is refused three times is given up and said so; the others go on', async () => {
  const post = await openPostOffice({ refuse: (to) => (to.startsWith('head') ? 550 : undefined) })
  const { house, office, logged } = await openOffice(post.url)
  await queue(house, 'head')
  for (const day of [1, 2, 3]) {
    await queue(house, 'clerk', `letter:${day}`)
    await sendMails(office)
    house.clock.advance({ hours: 7 })
  }
  await sendMails(office)
  expect(post.delivered).toHaveLength(3)
  const [refused] = (await listMails(house)).filter(({ address }) => address.startsWith('head'))
  expect(refused).toMatchObject({
    state: 'failed',
    attempts: 3,
    failure: expect.stringMatching(/^refused \(3\): .*550/),
  })
  expect(logged).toHaveLength(3)
})

test('two processes send each letter once', async () => {
  const post = await openPostOffice()
  const { house, office } = await openOffice(post.url)
  for (let n = 0; n < 12; n += 1) await queue(house, n % 2 ? 'head' : 'clerk', `letter:${n}`)
  const db = engineName === 'sqlite' ? await openDatabase(house.config.databaseFile) : house.db
  await Promise.all([sendMails(office), sendMails({ ...office, db }), sendMails(office)])
  if (db !== house.db) await db.close()
  const ids = post.delivered.map((letter) => letter.header('Message-ID'))
  expect(ids).toHaveLength(12)
  expect(new Set(ids).size).toBe(12)
  expect(new Set((await listMails(house)).map(({ state }) => state))).toEqual(new Set(['sent']))
})

test('who dies while sending is taken over from when the lease is over', async () => {
  const post = await openPostOffice()
  const { house, office } = await openOffice(post.url)
  await queue(house, 'head')
  expect(await claimMail(house.db, house.tenant, house.clock.now())).toMatchObject({ attempt: 1 })
  await sendMails(office)
  expect(post.delivered).toEqual([])
  house.clock.advance({ minutes: 10 })
  await sendMails(office)
  expect(post.delivered).toHaveLength(1)
})

test('who has switched mail off, even after a letter was written, has none; the notice stays', async () => {
  const post = await openPostOffice()
  const { house, office } = await openOffice(post.url)
  await house.target({ due_on: '2022-08-31' })
  await switchMail(house, 'clerk', true)
  await climb(office)
  await switchMail(house, 'head', true)
  await sendMails(office)
  expect(post.connections()).toBe(0)
  expect(Object.keys(await toldBy(house))).toEqual(['clerk', 'head'])
  expect(await listMails(house)).toMatchObject([{ state: 'failed', failure: 'its reader takes no mail' }])
})

test('without a mail server letters wait, and that is said once', async () => {
  const { house, office, logged } = await openOffice('')
  await sendMails(office)
  expect(logged).toEqual([])
  await queue(house, 'head')
  await sendMails(office)
  await sendMails(office)
  expect(logged).toHaveLength(1)
  expect(await listMails(house)).toMatchObject([{ state: 'waiting', attempts: 0 }])
})

test('a server that never answers is a server that is down', async () => {
  const mute = createServer((socket) => socket.destroy())
  await new Promise<void>((done) => mute.listen(0, '127.0.0.1', done))
  onTestFinished(() => void mute.close())
  const { house, office } = await openOffice(`smtp://127.0.0.1:${(mute.address() as { port: number }).port}`)
  await queue(house, 'head')
  await sendMails(office)
  expect(await listMails(house)).toMatchObject([{ state: 'waiting', attempts: 1 }])
})

test('two writers of first letters at once make one word to switch mail off by', async () => {
  const house = await openStorage()
  const user = await idOf(house, 'head')
  // The second found none either: it waits for the first, and takes its word.
  const make = () => house.db.tx((tx) => makeToken(tx, house.tenant, user))
  const [first, second] = await Promise.all([make(), make()])
  expect(second).toBe(first)
  expect(await house.db.tx((tx) => mailTokenOf(tx, house.tenant, user))).toBe(first)
})
