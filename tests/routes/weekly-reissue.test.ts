import { createHash } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { verifyChain } from '../../src/storage/audit.ts'
import { auditEvents, weeklySummaries } from '../../src/storage/schema.ts'
import type { House } from '../support/house.ts'
import { did, issuePaper, openFrozen, paper, reason, WEEK } from '../support/issuing.ts'
import { page } from '../support/page.ts'
import { reportRow } from '../support/reports.ts'

const summaries = (house: House) =>
  house.db.read
    .select()
    .from(weeklySummaries)
    .where(eq(weeklySummaries.week, '2022-W36'))
    .orderBy(asc(weeklySummaries.issue))

const hashOf = async (house: House, path: string) =>
  createHash('sha256')
    .update(new Uint8Array(await (await house.as('inspector').get(path)).arrayBuffer()))
    .digest('hex')

const about = { issue: '1', version: '2', reason }

describe('a report that is annulled and done again', () => {
  test('is kept with its files, marked as annulled; the new one is a draft without a number', async () => {
    const house = await openFrozen()
    await did(issuePaper(house))
    const before = await hashOf(house, `${WEEK}.docx`)

    const asked = await page(house.as('supervisor').get(`${WEEK}/reissue`))
    expect(asked).toContain('Hủy bản lần 1 và chốt lại báo cáo tuần 36?')
    expect(asked).toContain('Văn bản số 45-BC/HU, ngày 9/9/2022 sẽ bị hủy.')
    expect(asked).toContain('số liệu được tính lại đến 17:00, 9/9/2022')
    const week = await house.follow(house.as('supervisor').fillIn(`${WEEK}/reissue`, { reason }))
    expect(week).toContain('DỰ THẢO')
    expect(week).not.toContain('Số 45-BC/HU')

    const [old, fresh] = await summaries(house)
    expect(old).toMatchObject({ issue: 1, state: 'annulled', number: '45-BC/HU', annulledReason: reason })
    expect(fresh).toMatchObject({ issue: 2, state: 'frozen', number: null })
    const list = await page(house.as('inspector').get(`${WEEK}/issues`))
    expect(list).toContain(`Lý do: ${reason}`)
    expect(list).toContain('Đã chốt, chưa phát hành')
    expect(list).toContain(`href="${WEEK}?issue=1"`)

    const oldPage = await page(house.as('inspector').get(`${WEEK}?issue=1`))
    expect(oldPage).toContain('Số 45-BC/HU')
    expect(oldPage).toContain(reason)
    expect(await hashOf(house, `${WEEK}.docx?issue=1`)).toBe(before)
    expect((await verifyChain(house.db.read, house.tenant)).brokenAt).toBeUndefined()

    await did(issuePaper(house, { number: '45' }))
    expect((await summaries(house)).map(({ number }) => number)).toEqual(['45-BC/HU', '45-BC/HU'])
  })

  test('tells its figures again from what was received by the cut-off', async () => {
    const house = await openFrozen()
    const target = await house.target({ plan: '100' })
    await house.add({
      updates: [
        reportRow(target.code, '2022-08-31', 50, {
          submitted_by: 'head',
          submitted_at: Date.parse('2022-09-09T08:00:00+07:00'),
          reviewed_by: 'supervisor',
          reviewed_at: Date.parse('2022-09-09T09:00:00+07:00'),
        }),
      ],
    })
    await did(house.as('supervisor').post(`${WEEK}/reissue`, { reason }))
    const [old, fresh] = await summaries(house)
    expect(fresh?.hash).not.toBe(old?.hash)
    expect(JSON.parse(fresh!.snapshot).totals.targets).toBe(2)
  })

  test('keeps its figures when a later week runs from them', async () => {
    const house = await openFrozen()
    house.clock.set('2022-09-16T18:00:00+07:00')
    await did(house.as('supervisor').post('/weekly/2022-W37/freeze', {}))
    const asked = await page(house.as('supervisor').get(`${WEEK}/reissue`))
    expect(asked).toContain('Tuần 37 đã chốt sau tuần này')
    await did(house.as('supervisor').fillIn(`${WEEK}/reissue`, { reason }))
    const [old, fresh] = await summaries(house)
    expect(fresh).toMatchObject({ issue: 2, hash: old!.hash, snapshot: old!.snapshot })
  })

  test('is told from the one that stands, in the list, on its figures and beside the next number', async () => {
    const house = await openFrozen()
    await did(issuePaper(house))
    await did(house.as('supervisor').post(`${WEEK}/reissue`, { reason }))
    expect(await page(house.as('leader').get('/weekly'))).toContain('Đã chốt lần 2 lúc')
    expect(await page(house.as('leader').get(`${WEEK}/figure/targets?issue=1`))).toContain(
      'Con số này là của bản lần 1, nay không còn giá trị.',
    )
    expect(await page(house.as('leader').get(`${WEEK}/figure/targets`))).not.toContain(
      'nay không còn giá trị',
    )
    expect(await page(house.as('supervisor').get(`${WEEK}/issue`))).toContain(
      'Bản đã hủy của tuần này mang số 45-BC/HU',
    )
  })

  test.each([
    ['', 'Cần ghi lý do hủy'],
    ['quá ngắn', 'Lý do hủy cần ít nhất 10 ký tự'],
    ['x'.repeat(1001), 'Lý do hủy dài quá 1000 ký tự'],
  ])('needs a reason, case %#', async (typed, words) => {
    const house = await openFrozen()
    const answer = await house.as('supervisor').fillIn(`${WEEK}/reissue`, { reason: typed })
    expect(answer.status).toBe(422)
    const html = await page(answer)
    expect(html).toContain(words)
    expect(html).toContain(typed)
    expect((await summaries(house)).map(({ state }) => state)).toEqual(['frozen'])
  })

  test('sent twice, or by two at once, annuls one version', async () => {
    const house = await openFrozen()
    await did(issuePaper(house))
    const both = await Promise.all(
      (['supervisor', 'supervisor2'] as const).map((who) => house.as(who).post(`${WEEK}/reissue`, about)),
    )
    const again = await house.as('supervisor').post(`${WEEK}/reissue`, about)
    expect([...both, again].map(({ status }) => status)).toEqual([303, 303, 303])
    expect((await summaries(house)).map(({ state }) => state)).toEqual(['annulled', 'frozen'])
    expect(await house.db.read.$count(auditEvents, eq(auditEvents.deed, 'week.annul'))).toBe(1)
  })

  test('is annulled once where two pages of a frozen one were open', async () => {
    const house = await openFrozen()
    const old = { issue: '1', version: '1' }
    const answers = await Promise.all(
      (['supervisor', 'supervisor2'] as const).map((who, n) =>
        house.as(who).post(`${WEEK}/reissue`, { ...old, reason: `${reason} ${n}` }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    expect((await summaries(house)).map(({ state }) => state)).toEqual(['annulled', 'frozen'])
    const refused = answers.find(({ status }) => status === 409)!
    const html = await page(refused)
    expect(html).toContain('Hủy bản lần 2')
    expect(html).toContain(reason)
  })

  test('overtakes the forms that were open on the old version', async () => {
    const house = await openFrozen()
    await did(house.as('supervisor').post(`${WEEK}/reissue`, { reason }))
    const old = { issue: '1', version: '1' }
    const stale = await house.as('supervisor2').post(`${WEEK}/issue`, { ...paper, ...old })
    expect(stale.status).toBe(409)
    expect(await page(stale)).toContain('name="issue" value="2"')
    const text = await house.as('supervisor2').post(`${WEEK}/next-week`, { ...old, next_week: 'Lời cũ' })
    expect(text.status).toBe(409)
    expect((await summaries(house)).map(({ state }) => state)).toEqual(['annulled', 'frozen'])
  })
})
