import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { parseWeek } from '../../src/domain/week.ts'
import type { RecipientWish } from '../../src/domain/weekly-recipient.ts'
import { sendMails } from '../../src/jobs/mail.ts'
import { findCampaign } from '../../src/storage/campaigns.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { weeklyFiles, weeklySummaries } from '../../src/storage/schema.ts'
import { queueSummary } from '../../src/storage/summaries/deliver.ts'
import { freezeWeek, type Press } from '../../src/storage/summaries/freeze.ts'
import { addRecipient, listOfMoment, removeRecipient } from '../../src/storage/summaries/recipients.ts'
import { findStanding } from '../../src/storage/summaries/stored.ts'
import { summaryLetter } from '../../views/letters/summary.ts'
import { engineName } from '../support/database.ts'
import { openStorage } from '../support/storage.ts'
import { listMails, officeOf } from './office.ts'
import { openPostOffice } from './post-office.ts'

const week = parseWeek('2022-W36')!
const ADDRESS = 'https://so.huonghoa.vn/camket'
const figures = randomBytes(20_000)

const province: RecipientWish = {
  address: 'vptu@quangtri.vn',
  name: 'Văn phòng Tỉnh ủy',
  language: 'vi',
  sends: 'frozen',
}
const english: RecipientWish = {
  address: 'desk@partner.org',
  name: 'Partner',
  language: 'en',
  sends: 'issued',
}
const committee: RecipientWish = { ...province, address: 'thuongtruc@quangtri.vn', sends: 'issued' }

async function openOffice(SMTP_URL: string, ...wishes: RecipientWish[]) {
  const env = { SMTP_URL, MAIL_FROM: 'Văn phòng Huyện ủy <socamket@huonghoa.vn>', PUBLIC_URL: ADDRESS }
  const house = await openStorage('world', { now: '2022-09-09T17:00:00+07:00', env })
  await house.target({ title: 'Thu ngân sách trên địa bàn' })
  const actor = await house.actor('supervisor')
  const campaign = (await findCampaign(house.db.read, actor, 'H-2022'))!
  for (const wish of wishes) {
    expect(await addRecipient(house.db, actor, campaign, house.clock.now(), wish)).toBe('added')
  }
  const { tenant, zone } = house
  const asked = { tenant, campaign, now: house.clock.now(), zone }
  const letter = (snapshot: Snapshot) => summaryLetter(snapshot, { address: ADDRESS, zone })
  return { house, actor, asked, letter, ...officeOf(house) }
}

type Open = Awaited<ReturnType<typeof openOffice>>

async function freeze({ house, asked, letter }: Open) {
  const press: Press = { files: async () => [{ format: 'xlsx', bytes: figures }], letter }
  await freezeWeek(house.db, asked, week, { actorId: null, actor: 'calendar', post: null }, press)
  return (await findStanding(house.db.read, asked, week))!
}

/** Issues the week under a number with these files, as far as its letters are concerned. */
async function issue({ house, asked, letter }: Open, files: Record<string, Uint8Array>) {
  const { id: summaryId, snapshot } = (await findStanding(house.db.read, asked, week))!
  const issued: Snapshot = { ...snapshot, number: 'Số 45-BC/HU', issued_on: '2022-09-09' }
  const { tenant, campaign, now } = asked
  return await house.db.tx(async (tx) => {
    for (const [format, bytes] of Object.entries(files)) {
      await tx.insert(weeklyFiles).values({ tenant, summaryId, format, hash: 'x', bytes: Buffer.from(bytes) })
    }
    const delivery = { tenant, campaign, summaryId, moment: 'issued' as const, now, letter: letter(issued) }
    return await queueSummary(tx, delivery)
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

test('the frozen figures arrive byte for byte, with their name and words in Vietnamese', async () => {
  const post = await openPostOffice()
  const open = await openOffice(post.url, province, committee)
  await freeze(open)
  await sendMails(open.office)

  expect(open.logged).toEqual([])
  expect(post.delivered.map(({ to }) => to)).toEqual([['vptu@quangtri.vn']])
  const [letter] = post.delivered
  expect(letter!.header('Subject')).toBe('Số liệu tuần 36 (5/9 – 11/9/2022) – Huyện ủy Hướng Hóa')
  expect(letter!.header('List-Unsubscribe')).toBeUndefined()
  expect(letter!.header('Auto-Submitted')).toBe('auto-generated')
  expect(letter!.files).toEqual([
    {
      name: 'BC-tuan_H_2022-W36.xlsx',
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes: figures,
    },
  ])
  const { body } = letter!
  expect(body).toMatch(/^Kính gửi: Văn phòng Tỉnh ủy\n/)
  expect(body).toContain('chốt lúc 17:00, 9/9/2022. Báo cáo chính thức được gửi sau khi phát hành.')
  expect(body).toContain('Tệp gửi kèm: các biểu số liệu (XLSX).')
  expect(body).toContain(`${ADDRESS}/weekly/2022-W36?campaign=H-2022`)
  expect(body).toContain('do Huyện ủy Hướng Hóa (Chuyên viên tổng hợp, Văn phòng Huyện ủy) đưa vào danh sách')
  expect(body).not.toContain(committee.address)
  const [row] = await listMails(open.house)
  expect(row!.once).toMatch(/^weekly:[0-9a-f-]{36}:frozen:vptu@quangtri\.vn$/)
})

test('the issued paper goes to each reader in their language, under its number', async () => {
  const post = await openPostOffice()
  const open = await openOffice(post.url, committee, english)
  await freeze(open)
  const files = { pdf: 1, docx: 2, 'pdf-en': 3, 'docx-en': 4 }
  const bytes = Object.fromEntries(Object.entries(files).map(([name, n]) => [name, Buffer.alloc(n * 999, n)]))
  expect(await issue(open, bytes)).toBe(2)
  await sendMails(open.office)

  const byAddress = new Map(post.delivered.map((letter) => [letter.to[0], letter]))
  const vi = byAddress.get(committee.address)!
  expect(vi.header('Subject')).toBe('Báo cáo tuần 36 (5/9 – 11/9/2022) – Huyện ủy Hướng Hóa, số 45-BC/HU')
  expect(vi.body).toContain('Báo cáo số 45-BC/HU ngày 9/9/2022')
  expect(vi.files.map(({ name, type }) => `${name} ${type.split('/')[1]}`)).toEqual([
    'BC-tuan_H_2022-W36.pdf pdf',
    'BC-tuan_H_2022-W36.docx vnd.openxmlformats-officedocument.wordprocessingml.document',
    'BC-tuan_H_2022-W36.xlsx vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ])
  expect(vi.files.map((file) => file.bytes)).toEqual([bytes.pdf, bytes.docx, figures])
  const en = byAddress.get(english.address)!
  expect(en.header('Subject')).toBe(
    'Weekly report 36 (5 Sep – 11 Sep 2022) – Huyện ủy Hướng Hóa, No. 45-BC/HU',
  )
  expect(en.files.map(({ name }) => name)).toEqual([
    'BC-tuan_H_2022-W36-en.pdf',
    'BC-tuan_H_2022-W36-en.docx',
    'BC-tuan_H_2022-W36.xlsx',
  ])
  expect(en.files[0]!.bytes).toEqual(bytes['pdf-en'])
})

test('what is too large to send is left out, the largest first, and the letter says so', async () => {
  const post = await openPostOffice()
  const open = await openOffice(post.url, committee)
  await freeze(open)
  const megabytes = (n: number) => Buffer.alloc(n * 1024 * 1024, 7)
  await issue(open, { pdf: megabytes(8), docx: megabytes(3) })
  await sendMails(open.office)
  expect(post.delivered[0]!.files.map(({ name }) => name)).toEqual([
    'BC-tuan_H_2022-W36.docx',
    'BC-tuan_H_2022-W36.xlsx',
  ])
  expect(post.delivered[0]!.body).toContain(
    'Tệp gửi kèm: báo cáo (DOCX), các biểu số liệu (XLSX).\nKhông gửi kèm vì quá lớn: báo cáo (PDF);',
  )
})

test('queued again, a letter is written once; two processes send it once', async () => {
  const post = await openPostOffice()
  const many = Array.from({ length: 8 }, (_, n) => ({ ...province, address: `noi-nhan-${n}@quangtri.vn` }))
  const open = await openOffice(post.url, ...many)
  const { house, asked, letter, office } = open
  const { id: summaryId, snapshot } = await freeze(open)
  const again = await house.db.tx((tx) =>
    queueSummary(tx, { ...asked, summaryId, moment: 'frozen', letter: letter(snapshot) }),
  )
  expect(again).toBe(0)
  const db = engineName === 'sqlite' ? await openDatabase(house.config.databaseFile) : house.db
  await Promise.all([sendMails(office), sendMails({ ...office, db })])
  if (db !== house.db) await db.close()
  expect(post.delivered.map(({ to }) => to.join()).sort()).toEqual(many.map(({ address }) => address))
})

test('while the server is down the letter waits with its files, and then arrives once', async () => {
  const port = await freePort()
  const open = await openOffice(`smtp://127.0.0.1:${port}`, province)
  await freeze(open)
  await sendMails(open.office)
  expect(await listMails(open.house)).toMatchObject([{ state: 'waiting', attempts: 1 }])
  const post = await openPostOffice({ port })
  open.house.clock.advance({ minutes: 1 })
  await sendMails(open.office)
  await sendMails(open.office)
  expect(post.delivered.map(({ files }) => files[0]!.bytes.equals(figures))).toEqual([true])
})

test('who was taken off the list gets nothing more, and nobody an annulled summary', async () => {
  const post = await openPostOffice()
  const other = { ...province, address: 'hdnd@quangtri.vn' }
  const open = await openOffice(post.url, province, other)
  const { house, actor, asked } = open
  const { id } = await freeze(open)
  const [first] = await listOfMoment(house.db.read, asked.tenant, asked.campaign.id, 'frozen')
  await removeRecipient(house.db, actor, asked.campaign, asked.now, first!.id)
  await house.db.tx((tx) =>
    tx
      .update(weeklySummaries)
      .set({ state: 'annulled' })
      .where(and(eq(weeklySummaries.tenant, asked.tenant), eq(weeklySummaries.id, id))),
  )
  await sendMails(open.office)
  expect(post.delivered).toEqual([])
  expect((await listMails(house)).map(({ state, failure }) => [state, failure]).sort()).toEqual([
    ['failed', 'its reader was taken off the list'],
    ['failed', 'its summary was annulled'],
  ])
})
