import { and, eq, like } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { parseWeek } from '../../src/domain/week.ts'
import { findCampaign } from '../../src/storage/campaigns.ts'
import { failRun, takeRun } from '../../src/storage/job-runs.ts'
import { auditEvents, jobRuns, mails, weeklyRecipients } from '../../src/storage/schema.ts'
import { freezeWeek } from '../../src/storage/summaries/freeze.ts'
import { expectDone, expectRefused } from '../support/doors.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { scheduleDeeds } from '../support/rights-weekly.ts'

const home = '/weekly/schedule'
const inside = `${home}?campaign=H-2022`
const reader = { address: 'VPTU@quangtri.vn ', name: 'Văn phòng Tỉnh ủy', sends: 'frozen', language: 'vi' }
const MINUTE_MS = 60_000

const add = (
  house: House,
  fields: Record<string, string> = reader,
  who: 'supervisor' | 'supervisor2' = 'supervisor',
) => house.as(who).fillIn(home, fields, { form: `${home}/readers` })

async function readersOf({ db, tenant }: House) {
  return await db.read.select().from(weeklyRecipients).where(eq(weeklyRecipients.tenant, tenant))
}

async function lettersOf({ db, tenant }: House) {
  return await db.read.select().from(mails).where(eq(mails.tenant, tenant))
}

async function deedsOf({ db, tenant }: House, deed: string) {
  return await db.read
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.tenant, tenant), like(auditEvents.deed, deed)))
}

async function campaignOf(house: House) {
  return (await findCampaign(house.db.read, await house.actor('supervisor'), 'H-2022'))!
}

/** Freezes this week, which writes a letter to everybody on the list. */
async function freeze(house: House) {
  await house.target()
  const { tenant, zone, clock } = house
  const asked = { tenant, campaign: await campaignOf(house), now: clock.now(), zone }
  const letter = () => () => ({ subject: 'Số liệu tuần 36', body: 'Kính gửi' })
  const press = { files: async () => [{ format: 'xlsx', bytes: new Uint8Array(9) }], letter }
  const freezer = { actorId: null, actor: 'calendar', post: null }
  await freezeWeek(house.db, asked, parseWeek('2022-W36')!, freezer, press)
}

async function setLetter(house: House, set: Partial<typeof mails.$inferInsert>) {
  await house.db.tx((tx) => tx.update(mails).set(set).where(eq(mails.tenant, house.tenant)))
}

async function failed(house: House, period = '2022-W35') {
  const { db, tenant, clock } = house
  const run = { tenant, job: 'freeze:H-2022', period, owner: 'one' }
  await takeRun(db, { ...run, now: clock.now(), leaseMs: MINUTE_MS })
  await failRun(db, run, { failure: 'no space left on device', again: clock.now() + 15 * MINUTE_MS })
}

describe('the page', () => {
  test('says when the week freezes by itself, and switches it off and on', async () => {
    const house = await openHouse()
    const supervisor = house.as('supervisor')
    expect(await page(await supervisor.get(home))).toContain('Tuần 36 tự động chốt lúc 17:00, 9/9/2022')
    const off = await supervisor.fillIn(inside, {}, { form: `${home}/automatic`, button: 'automatic=off' })
    expect(off.headers.get('location')).toBe('/weekly/schedule?done=turnedOff&campaign=H-2022')
    const html = await house.follow(off)
    expect(html).toContain('<h1>Chốt tự động đang tắt</h1>')
    expect(html).toContain('Đã tắt chốt tự động.')
    await supervisor.post(`${home}/automatic`, { automatic: 'off' })
    expect(await deedsOf(house, 'freeze.automatic%')).toHaveLength(1)
    await supervisor.post(`${home}/automatic`, { automatic: 'on' })
    expect(await page(await supervisor.get(home))).toContain('mỗi tuần chốt vào thứ Sáu lúc 17:00')
  })

  test('of a week frozen before its cut-off names the next one', async () => {
    const house = await openHouse()
    await freeze(house)
    expect(await page(await house.as('supervisor').get(home))).toContain(
      'Tuần 37 tự động chốt lúc 17:00, 16/9/2022',
    )
  })

  test('lists what ran and what failed with its reason, and lets it begin at once', async () => {
    const house = await openHouse()
    await failed(house)
    const { tenant, clock, db } = house
    const done = { leaseUntil: clock.now(), doneAt: clock.now() }
    const row = { tenant, job: 'ladder:H-2022', period: '2022-09-06', owner: 'one', ...done }
    await db.tx((tx) => tx.insert(jobRuns).values(row))
    const supervisor = house.as('supervisor')
    const html = await page(await supervisor.get(home))
    for (const words of [
      'Nhắc việc ngày 6/9/2022',
      'Chốt tuần 35 năm 2022',
      'no space left on device',
      'Chạy lại lúc 09:15, 6/9/2022.',
    ]) {
      expect(html).toContain(words)
    }
    const retried = await supervisor.fillIn(home, {}, { form: `${home}/retry` })
    expect(await house.follow(retried)).toContain('Sắp chạy lại.')
    expect(await deedsOf(house, 'job.retried')).toHaveLength(1)
  })

  test('shows a leader what ran and how many letters, and neither addresses nor forms', async () => {
    const house = await openHouse()
    await add(house)
    await freeze(house)
    await failed(house)
    const html = await page(await house.as('leader').get(home))
    expect(html).toContain('0 đã gửi · 1 đang chờ · 0 không gửi được')
    expect(html).not.toContain('quangtri.vn')
    expect(html).not.toContain(`action="${home}`)
  })
})

describe('the list of readers', () => {
  test('takes a reader once, changes and removes one, and keeps what was done', async () => {
    const house = await openHouse()
    expect(await house.follow(await add(house))).toContain('Đã thêm nơi nhận.')
    expect((await add(house)).status, 'the same words again').toBe(303)
    const [row] = await readersOf(house)
    expect(row).toMatchObject({ address: 'vptu@quangtri.vn', sends: 'frozen' })
    const supervisor = house.as('supervisor')
    const form = { form: `${home}/readers` }
    const changed = await supervisor.fillIn(`${home}?edit=${row!.id}`, { name: 'Tỉnh ủy Quảng Trị' }, form)
    expect(await house.follow(changed)).toContain('Tỉnh ủy Quảng Trị')
    expect(await readersOf(house)).toMatchObject([{ id: row!.id, name: 'Tỉnh ủy Quảng Trị' }])
    const removed = await supervisor.fillIn(home, {}, { form: `${home}/remove` })
    expect(await house.follow(removed)).toContain('Chưa có nơi nhận nào')
    const deeds = (await deedsOf(house, 'recipient.%')).map(({ deed }) => deed)
    expect(deeds).toEqual(['recipient.added', 'recipient.changed', 'recipient.removed'])
  })

  test('says at the field what is wrong and keeps what was typed', async () => {
    const house = await openHouse()
    const wrong = await add(house, { ...reader, address: 'vptu@', name: '', language: 'en' })
    expect(wrong.status).toBe(422)
    const html = await page(wrong)
    expect(html).toContain('Địa chỉ thư chưa đúng.')
    expect(html).toContain('Nhập tên nơi nhận.')
    expect(html).toContain('value="vptu@"')
    expect(html).toMatch(/value="en" checked/)
    await add(house)
    const there = await add(house, { ...reader, name: 'Ban Tổ chức' })
    expect(there.status).toBe(422)
    expect(await page(there)).toContain('Địa chỉ này đã có trong danh sách')
    expect(await readersOf(house)).toHaveLength(1)
  })

  test('holds a hundred readers, a page at a time', async () => {
    const house = await openHouse()
    const { id: campaignId } = await campaignOf(house)
    const { userId: addedBy } = await house.actor('supervisor')
    const rows = Array.from({ length: 100 }, (_, n) => ({
      ...{ tenant: house.tenant, id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`, campaignId },
      ...{
        address: `n${n}@quangtri.vn`,
        name: `Nơi ${n}`,
        language: 'vi' as const,
        sends: 'issued' as const,
      },
      ...{ addedBy, addedAt: 0 },
    }))
    await house.db.tx((tx) => tx.insert(weeklyRecipients).values(rows))
    const full = await add(house)
    expect(full.status).toBe(422)
    expect(await page(full)).toContain('Danh sách đã đủ 100 nơi nhận')
    const supervisor = house.as('supervisor')
    const seen = new Set<string>()
    for (let path: string | undefined = home; path; ) {
      const html: string = await page(await supervisor.get(path))
      for (const [address] of html.matchAll(/n\d+@quangtri\.vn/g)) seen.add(address)
      path = /href="([^"]*readers-after=[^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen.size).toBe(100)
  })
})

describe('a letter', () => {
  test('waits and says so while no mail server is named', async () => {
    const house = await openHouse()
    await add(house)
    await freeze(house)
    const html = await page(await house.as('supervisor').get(home))
    expect(html).toContain('Hiện có 1 thư đang chờ.')
    expect(html).toContain('Số liệu tuần 36 năm 2022')
    expect(html, 'what is due needs no help').not.toContain('Gửi lại')
  })

  test('that was given up goes out again when it is asked for, once', async () => {
    const house = await openHouse()
    await add(house)
    await freeze(house)
    const failure = 'refused (3): 550 No such mailbox here'
    await setLetter(house, { state: 'failed', attempts: 3, failure })
    const supervisor = house.as('supervisor')
    expect(await page(await supervisor.get(home))).toContain(failure)
    const again = await supervisor.fillIn(home, {}, { form: `${home}/resend` })
    expect(await house.follow(again)).toContain('Thư sẽ được gửi lại trong vòng một phút.')
    const [letter] = await lettersOf(house)
    expect(letter).toMatchObject({ state: 'waiting', attempts: 0, failure: null, dueAt: house.clock.now() })
    await supervisor.post(`${home}/resend`, { id: letter!.id })
    expect(await deedsOf(house, 'mail.resent')).toMatchObject([{ detail: { attempts: 3, failure } }])
  })

  test('that somebody may be sending, or that went, is not sent twice', async () => {
    const house = await openHouse()
    await add(house)
    await freeze(house)
    const [letter] = await lettersOf(house)
    const ask = () => house.as('supervisor').post(`${home}/resend`, { id: letter!.id })
    const now = house.clock.now()
    for (const set of [
      { state: 'waiting', attempts: 2, dueAt: now + 9 * MINUTE_MS },
      { state: 'sent', sentAt: now },
    ] as const) {
      await setLetter(house, set)
      expect((await ask()).status).toBe(303)
      expect(await lettersOf(house)).toMatchObject([set])
    }
    await setLetter(house, { state: 'waiting', attempts: 5, dueAt: now + 60 * MINUTE_MS })
    await ask()
    expect(await lettersOf(house)).toMatchObject([{ attempts: 0, dueAt: now }])
  })

  test('to somebody who is no longer on the list stays where it is', async () => {
    const house = await openHouse()
    await add(house)
    await freeze(house)
    const supervisor = house.as('supervisor')
    await supervisor.fillIn(home, {}, { form: `${home}/remove` })
    const html = await page(await supervisor.get(home))
    expect(html).toContain('Địa chỉ đã được bỏ khỏi danh sách nhận.')
    expect(html).not.toContain('Gửi lại')
    const [letter] = await lettersOf(house)
    await supervisor.post(`${home}/resend`, { id: letter!.id })
    expect(await lettersOf(house)).toMatchObject([{ state: 'failed' }])
  })
})

test('who schedules a campaign are the supervisors of its owner; its leaders look on', async () => {
  const house = await openHouse()
  await failed(house)
  await add(house)
  await freeze(house)
  const [there] = await readersOf(house)
  const [letter] = await lettersOf(house)
  await setLetter(house, { state: 'failed' })
  const deeds = scheduleDeeds({ letter: letter!.id, there: there!.id })
  await expectRefused(house, deeds)
  for (const one of deeds) await expectDone(house, one, 'supervisor')
})
