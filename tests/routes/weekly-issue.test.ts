import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { auditEvents, weeklyFiles, weeklySummaries } from '../../src/storage/schema.ts'
import type { House } from '../support/house.ts'
import { did, issuePaper, openFrozen, paper, WEEK } from '../support/issuing.ts'
import { page } from '../support/page.ts'

const hashOf = async (house: House, path: string) =>
  createHash('sha256')
    .update(new Uint8Array(await (await house.as('inspector').get(path)).arrayBuffer()))
    .digest('hex')

const issued = (house: House) =>
  house.db.read.select().from(weeklySummaries).where(eq(weeklySummaries.state, 'issued'))

const countDeeds = (house: House, deed: string) =>
  house.db.read.$count(auditEvents, eq(auditEvents.deed, deed))

describe('section VII', () => {
  test('begins with what the figures suggest, and prints what the office made of it', async () => {
    const house = await openFrozen()
    const supervisor = house.as('supervisor')
    const form = await page(supervisor.get(`${WEEK}/next-week`))
    expect(form).toContain('Đôn đốc 1 đơn vị có chỉ tiêu, nhiệm vụ quá hạn')
    expect(form).toContain('Đang dùng gợi ý từ số liệu của tuần.')

    const text = '- Kiểm tra thực địa xã Tân Liên.\n\n  - Họp giao ban thứ Hai.  '
    const week = await house.follow(supervisor.fillIn(`${WEEK}/next-week`, { next_week: text, do: 'save' }))
    expect(week).toContain('- Kiểm tra thực địa xã Tân Liên.')
    expect(week).not.toContain('Đôn đốc 1 đơn vị có chỉ tiêu')
    const [row] = await house.db.read.select().from(weeklySummaries)
    expect(row?.nextWeek).toEqual(['- Kiểm tra thực địa xã Tân Liên.', '- Họp giao ban thứ Hai.'])
    expect(await countDeeds(house, 'week.next_week')).toBe(1)
  })

  test('goes back to the suggestion, and a suggestion saved as it is stays one', async () => {
    const house = await openFrozen()
    const supervisor = house.as('supervisor')
    const nextWeekIn = async () => (await house.db.read.select().from(weeklySummaries))[0]?.nextWeek
    await did(supervisor.fillIn(`${WEEK}/next-week`, {}, { button: 'do=save' }))
    expect(await nextWeekIn()).toBeNull()
    await did(supervisor.fillIn(`${WEEK}/next-week`, { next_week: 'Lời của văn phòng' }))
    const own = await page(supervisor.get(`${WEEK}/next-week`))
    expect(own).toContain('Đang dùng nội dung do văn phòng soạn.')
    expect(own).toContain('Đôn đốc 1 đơn vị')
    const back = await house.follow(supervisor.fillIn(`${WEEK}/next-week`, {}, { button: 'do=suggest' }))
    expect(back).toContain('Đang dùng gợi ý từ số liệu của tuần.')
    expect(await nextWeekIn()).toBeNull()
  })

  test.each([
    ['', 'Mục VII cần ít nhất một dòng'],
    [Array.from({ length: 31 }, (_, n) => `dòng ${n}`).join('\n'), 'Mục VII có 31 dòng, nhiều nhất 30 dòng'],
    [`dòng một\n${'x'.repeat(2001)}`, 'Mục VII: dòng 2 dài quá 2000 ký tự'],
  ])('is refused with what was typed kept, case %#', async (next_week, words) => {
    const house = await openFrozen()
    const answer = await house.as('supervisor').fillIn(`${WEEK}/next-week`, { next_week })
    expect(answer.status).toBe(422)
    const html = await page(answer)
    expect(html).toContain(words)
    expect(html).toContain('href="#next_week"')
    expect(html).toContain(next_week.split('\n').at(-1))
  })

  test('of two who write at once the second sees both texts, and can send again', async () => {
    const house = await openFrozen()
    const old = { issue: '1', version: '1' }
    await did(house.as('supervisor').post(`${WEEK}/next-week`, { ...old, next_week: 'Lời thứ nhất' }))
    const second = await house
      .as('supervisor2')
      .post(`${WEEK}/next-week`, { ...old, next_week: 'Lời thứ hai' })
    expect(second.status).toBe(409)
    const html = await page(second)
    expect(html).toContain('Lời thứ nhất')
    expect(html).toContain('Lời thứ hai')
    expect(html).toContain('name="version" value="2"')
    const again = await house
      .as('supervisor')
      .post(`${WEEK}/next-week`, { ...old, next_week: 'Lời thứ nhất' })
    expect(again.status).toBe(303)
  })

  test('is closed once the report is issued, and what was typed is shown', async () => {
    const house = await openFrozen()
    await did(issuePaper(house))
    const late = await house.as('supervisor').post(`${WEEK}/next-week`, { next_week: 'Lời đến muộn' })
    expect(late.status).toBe(409)
    const html = await page(late)
    expect(html).toContain('Lời đến muộn')
    expect(html).not.toContain('<textarea')
    expect((await house.as('supervisor').get(`${WEEK}/next-week`)).status).toBe(303)
  })
})

describe('the issue', () => {
  test('gives the frozen week its number, and its papers for ever', async () => {
    const house = await openFrozen()
    const supervisor = house.as('supervisor')
    expect(await page(supervisor.get(WEEK))).toContain('DỰ THẢO')
    await did(supervisor.fillIn(`${WEEK}/next-week`, { next_week: '- Họp giao ban thứ Hai.' }))
    const form = await page(supervisor.get(`${WEEK}/issue`))
    expect(form).toContain('- Họp giao ban thứ Hai.')
    expect(form).toContain('ví dụ 45-BC/HU')
    expect(form).toContain('CHÁNH VĂN PHÒNG')

    const week = await house.follow(
      supervisor.fillIn(`${WEEK}/issue`, { number: '45', recipients: '- Thường trực Huyện ủy;\n- Lưu VP.' }),
    )
    expect(week).toContain('45-BC/HU')
    expect(week).not.toContain('DỰ THẢO')
    const [row] = await issued(house)
    expect(row).toMatchObject({
      number: '45-BC/HU',
      issuedOn: '2022-09-09',
      nextWeek: ['- Họp giao ban thứ Hai.'],
      signature: { lines: ['T/L BAN THƯỜNG VỤ', 'CHÁNH VĂN PHÒNG'], name: null },
      letterhead: { issuer: 'HUYỆN ỦY HƯỚNG HÓA', recipients: ['Thường trực Huyện ủy', 'Lưu VP'] },
    })
    const stored = new Map(
      (await house.db.read.select().from(weeklyFiles)).map(({ format, hash }) => [format, hash]),
    )
    for (const [format, ending] of [
      ['docx', '.docx'],
      ['pdf', '.pdf'],
      ['xlsx', '.xlsx'],
    ] as const) {
      const path = `${WEEK}${ending}?campaign=H-2022`
      const first = await hashOf(house, path)
      expect(first, format).toBe(stored.get(format))
      house.clock.advance({ hours: 5 })
      expect(await hashOf(house, path), format).toBe(first)
    }
  })

  test.each([
    [{ number: '' }, 'number', 'Cần ghi số văn bản'],
    [{ number: 'BC/HU' }, 'number', 'Số văn bản phải có chữ số, ví dụ 45-BC/HU'],
    [{ number: '4'.repeat(101) }, 'number', 'Số văn bản dài quá 100 ký tự'],
    [{ issued_on: '' }, 'issued_on', 'Cần ghi ngày văn bản'],
    [{ issued_on: '31/9/2022' }, 'issued_on', 'Ngày chưa đúng'],
    [{ issued_on: '8/9/2022' }, 'issued_on', 'không được trước ngày chốt số liệu, 9/9/2022'],
    [{ issued_on: '10/9/2022' }, 'issued_on', 'không được sau hôm nay, 9/9/2022'],
    [{ signature: ' \n ' }, 'signature', 'Cần ghi chức vụ người ký'],
    [{ signature: 'A\nB\nC\nD\nE\nF' }, 'signature', 'có 6 dòng, nhiều nhất 5 dòng'],
    [{ signature: 'A'.repeat(101) }, 'signature', 'dòng 1 dài quá 100 ký tự'],
    [{ signatory: 'N'.repeat(101) }, 'signatory', 'Họ và tên người ký dài quá 100 ký tự'],
    [{ recipients: '-' }, 'recipients', 'Cần ghi ít nhất một nơi nhận'],
  ])('is refused at the field that is wrong, %j', async (fields, field, words) => {
    const house = await openFrozen()
    const answer = await house
      .as('supervisor')
      .fillIn(`${WEEK}/issue`, { ...paper, signatory: 'Người ký', ...fields })
    expect(answer.status).toBe(422)
    const html = await page(answer)
    expect(html).toContain(`href="#${field}"`)
    expect(html).toContain(words)
    for (const value of Object.values(fields)) expect(html).toContain(value.trim())
    if (field !== 'signatory') expect(html).toContain('value="Người ký"')
    expect(await issued(house)).toEqual([])
  })

  test('takes the number in whichever way it is typed, once a year in a campaign', async () => {
    const house = await openFrozen('2022-09-09T18:00:00+07:00')
    await did(issuePaper(house, { number: 'Số  45-BC/HU' }))
    expect((await issued(house))[0]?.number).toBe('45-BC/HU')

    house.clock.set('2022-09-16T18:00:00+07:00')
    const supervisor = house.as('supervisor')
    await did(supervisor.post('/weekly/2022-W37/freeze', {}))
    const next = { ...paper, issued_on: '16/9/2022' }
    for (const number of ['45', '45-BC/HU', 'Số 45-BC/HU']) {
      const taken = await supervisor.post('/weekly/2022-W37/issue', { ...next, number })
      expect([number, taken.status]).toEqual([number, 422])
      expect(await page(taken)).toContain('Số 45-BC/HU đã dùng cho báo cáo khác')
    }
    await did(supervisor.post('/weekly/2022-W37/issue', { ...next, number: '46' }))
  })

  test('sent twice goes out once; another paper in its place is told which one stands', async () => {
    const house = await openFrozen()
    const about = { issue: '1', version: '1' }
    const send = (fields = {}) =>
      house.as('supervisor').post(`${WEEK}/issue`, { ...paper, ...about, ...fields })
    expect([(await send()).status, (await send()).status]).toEqual([303, 303])
    expect(await countDeeds(house, 'week.issue')).toBe(1)
    const other = await send({ number: '46' })
    expect(other.status).toBe(409)
    const html = await page(other)
    expect(html).toContain('số 45-BC/HU, ngày 9/9/2022')
    expect(html).toContain('>46<')
    expect((await house.as('supervisor').get(`${WEEK}/issue`)).status).toBe(303)
  })

  test('is not made of words that its clerk has not seen', async () => {
    const house = await openFrozen()
    await did(house.as('supervisor2').fillIn(`${WEEK}/next-week`, { next_week: 'Lời sửa sau' }))
    const stale = await house.as('supervisor').post(`${WEEK}/issue`, { ...paper, issue: '1', version: '1' })
    expect(stale.status).toBe(409)
    const html = await page(stale)
    expect(html).toContain('Lời sửa sau')
    expect(html).toContain('value="45"')
    expect(html).toContain('name="version" value="2"')
    await did(house.as('supervisor').post(`${WEEK}/issue`, { ...paper, issue: '1', version: '2' }))
  })

  test('by two supervisors at once is the paper of one of them', async () => {
    const house = await openFrozen()
    const about = { issue: '1', version: '1' }
    const answers = await Promise.all(
      (['supervisor', 'supervisor2'] as const).map((who, n) =>
        house.as(who).post(`${WEEK}/issue`, { ...paper, ...about, number: `${45 + n}` }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await issued(house)).toHaveLength(1)
    expect(await countDeeds(house, 'week.issue')).toBe(1)
    expect(
      await house.db.read.$count(
        weeklyFiles,
        and(eq(weeklyFiles.tenant, house.tenant), eq(weeklyFiles.format, 'docx')),
      ),
    ).toBe(1)
  })

  test('shows again what was typed before a new sign-in', async () => {
    const house = await openFrozen()
    const lost = await house.stranger().post(`${WEEK}/issue`, { ...paper, signatory: 'Người ký' })
    expect(lost.status).toBe(401)
    const html = await page(lost)
    expect(html).toContain('kept.signatory')
    expect(html).toContain('Người ký')
  })

  test('is not for a week that is open, nor for what is no week', async () => {
    const house = await openFrozen()
    house.clock.set('2022-09-14T08:00:00+07:00')
    for (const path of ['2022-W37', '2022-W99', '2022-W60', 'tuan']) {
      for (const deed of ['issue', 'next-week', 'reissue', 'issues']) {
        expect((await house.as('supervisor').get(`/weekly/${path}/${deed}`)).status, path).toBe(404)
      }
    }
  })
})
