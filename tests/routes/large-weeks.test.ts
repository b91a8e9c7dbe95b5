import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { readXlsx } from 'hucre'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { parseWeek } from '../../src/domain/week.ts'
import { errandsOf } from '../../src/press/errands.ts'
import { pressFile } from '../../src/press/weekly.ts'
import { findCampaign } from '../../src/storage/campaigns.ts'
import { findToldWeek } from '../../src/storage/summaries/told.ts'
import { engineName } from '../support/database.ts'
import { type House, openDemo, openHouse } from '../support/house.ts'
import { WEEK } from '../support/issuing.ts'
import { page } from '../support/page.ts'
import type { Visitor } from '../support/visitor.ts'

// Each errand starts a process.
vi.setConfig({ testTimeout: 120_000 })

const env = { APART_FROM: '1' }
const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

async function openLarge(now = '2022-09-07T09:00:00+07:00'): Promise<House> {
  const house = await openHouse({ now, env })
  await house.target({ kind: 'milestone', due_on: '2022-08-25', title: 'Việc quá hạn' })
  await house.target({ title: 'Thu ngân sách' })
  return withEnd(house)
}

function withEnd(house: House): House {
  onTestFinished(() => errandsOf(house.config).stop())
  return house
}

const locationOf = (answer: Response) => answer.headers.get('location')!
const idOf = (waiting: string) => /^\/making\/([0-9a-f-]{36})\?to=/.exec(waiting)?.[1] ?? waiting

/** As a browser that follows the Refresh header until something else is said. */
async function waitAt(visitor: Visitor, address: string): Promise<Response> {
  for (;;) {
    const answer = await visitor.get(address, browser)
    if (answer.status !== 200 || !answer.headers.has('refresh')) return answer
    await answer.arrayBuffer()
    await sleep(100)
  }
}

async function bytesOf(answer: Response) {
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

/** What the house would print without another process. */
async function pressHere(house: House, who: string) {
  const actor = await house.actor(who)
  const campaign = (await findCampaign(house.db.read, actor, undefined))!
  const asked = { tenant: house.tenant, campaign, now: house.clock.now(), zone: house.zone }
  const { snapshot, letterhead } = (await findToldWeek(house.db.read, asked, parseWeek('2022-W36')!))!
  return await pressFile('xlsx', snapshot, letterhead, house.config)
}

const bookOf = (bytes: Uint8Array) => readXlsx(bytes, { readStyles: true })

describe.runIf(engineName === 'sqlite')('a week of a large campaign', () => {
  test('a person is shown how far its workbook is, and then gets it', async () => {
    const house = await openLarge()
    const supervisor = house.as('supervisor')
    const sent = await supervisor.get(`${WEEK}.xlsx`, browser)
    expect(sent.status).toBe(303)
    expect(locationOf(sent)).toMatch(/^\/making\/[0-9a-f-]{36}\?to=%2Fweekly%2F2022-W36.xlsx$/)

    const waiting = await supervisor.get(locationOf(sent), browser)
    expect(waiting.headers.get('refresh')).toBe('2')
    const shown = await page(waiting)
    expect(shown).toMatch(/<progress id="progress" class="progress" max="100" value="\d+"/)
    expect(shown).toContain('Trang tự cập nhật sau mỗi hai giây.')

    const ready = await page(waitAt(supervisor, locationOf(sent)))
    const id = idOf(locationOf(sent))
    expect(ready).toContain(`href="${WEEK}.xlsx?made=${id}"`)
    const got = await bytesOf(await supervisor.get(`${WEEK}.xlsx`, browser))
    expect(await bookOf(got)).toEqual(await bookOf(await pressHere(house, 'supervisor')))
  })

  test('a program waits for the file itself, which is the one that a small campaign gets', async () => {
    const house = withEnd(await openDemo({ env }))
    const got = await bytesOf(await house.as('giamsat').get(`${WEEK}.xlsx`, { Accept: '*/*' }))
    const [large, small] = [await bookOf(got), await bookOf(await pressHere(house, 'giamsat'))]
    expect(large.sheets.map(({ name }) => name)).toEqual(small.sheets.map(({ name }) => name))
    expect(large).toEqual(small)
  })

  test('its page comes the same way', async () => {
    const house = await openLarge()
    const supervisor = house.as('supervisor')
    const sent = await supervisor.get(WEEK, browser)
    expect(sent.status).toBe(303)
    const done = await waitAt(supervisor, locationOf(sent))
    expect(locationOf(done)).toBe(`${WEEK}?made=${idOf(locationOf(sent))}`)
    expect(await page(supervisor.get(WEEK, browser))).toContain('Việc quá hạn')
  })

  test('whoever waited reads what was made, though there has been another deed meanwhile', async () => {
    const house = await openLarge()
    const supervisor = house.as('supervisor')
    const sent = await supervisor.get(WEEK, browser)
    await house.target({ kind: 'milestone', due_on: '2022-08-25', title: 'Việc mới' })
    const made = locationOf(await waitAt(supervisor, locationOf(sent)))
    const shown = await supervisor.get(made, browser)
    expect(shown.status).toBe(200)
    expect(await page(shown)).toContain('Việc quá hạn')
    expect((await supervisor.get(WEEK, browser)).status).toBe(303)
  })

  test('what has not begun is done as of whoever came last', async () => {
    const house = await openLarge()
    const ask = async (address: string) => locationOf(await house.as('supervisor').get(address, browser))
    await ask(`${WEEK}.xlsx`)
    const waits = await ask(WEEK)
    await house.target({ kind: 'milestone', due_on: '2022-08-25', title: 'Việc mới' })
    expect(await ask(WEEK)).toBe(waits)
    const made = locationOf(await waitAt(house.as('supervisor'), waits))
    expect(await page(house.as('supervisor').get(made, browser))).toContain('Việc mới')
  })

  test.each([
    [`${WEEK}/figure/targets`, 'Thu ngân sách'],
    [`${WEEK}/discipline`, 'Chế độ báo cáo'],
    [`${WEEK}/diff/2022-W35`, 'So sánh'],
    ['/reports/2022-M08', 'Tháng 8'],
    ['/reports/2022-M08/figure/targets', 'Thu ngân sách'],
  ])('%s is answered by the process beside the server, as the server would', async (address, words) => {
    const house = await openLarge()
    const supervisor = house.as('supervisor')
    const sent = await supervisor.get(address, browser)
    expect(sent.status).toBe(303)
    expect(locationOf(sent)).toMatch(/^\/making\/[0-9a-f-]{36}\?to=/)
    expect(locationOf(await house.as('supervisor2').get(locationOf(sent)))).toBe(address)
    expect(await page(supervisor.get(locationOf(sent), browser))).toContain('Đang tổng hợp số liệu')

    const done = await waitAt(supervisor, locationOf(sent))
    const answer = await supervisor.get(locationOf(done), browser)
    expect(answer.status).toBe(200)
    const told = await page(answer)
    expect(told).toContain(words)
    Object.assign(house.config, { apartFrom: Number.POSITIVE_INFINITY })
    expect(told).toBe(await page(supervisor.get(address, browser)))
  })

  test('a file of a period comes the same way; a program waits for it, and for no name that does not exist', async () => {
    const house = await openLarge()
    const supervisor = house.as('supervisor')
    const address = '/reports/2022-M08.json'
    const sent = await supervisor.get(address, browser)
    const ready = await page(waitAt(supervisor, locationOf(sent)))
    expect(ready).toContain(`href="${address}?made=`)
    const got = await supervisor.get(address, { Accept: '*/*' })
    expect(got.headers.get('content-disposition')).toContain('attachment')
    expect(JSON.parse(new TextDecoder().decode(await bytesOf(got)))).toMatchObject({ period: '2022-M08' })
    expect((await supervisor.get('/reports/2031-M08', browser)).status).toBe(404)
    expect((await supervisor.get(`${WEEK}/figure/nothing`, { Accept: '*/*' })).status).toBe(404)
  })

  test('a piece of a page leads to the page that waits', async () => {
    const house = await openLarge()
    const piece = { Accept: 'text/html', 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
    const answer = await house.as('supervisor').get(`${WEEK}/discipline?state=missing`, piece)
    expect(answer.status).toBe(204)
    expect(answer.headers.get('hx-redirect')).toMatch(/^\/making\//)
  })

  test('two who ask for the same share one process, until there has been another deed', async () => {
    const house = await openLarge()
    const ask = async (who: string) => locationOf(await house.as(who).get(`${WEEK}.xlsx`, browser))
    const [first, second] = [await ask('supervisor'), await ask('supervisor2')]
    expect(second).toBe(first)
    await house.target({ title: 'Việc mới' })
    expect(await ask('supervisor')).not.toBe(first)
  })

  test('freezing it by hand happens once, with its hash and its files', async () => {
    const house = await openLarge('2022-09-09T18:00:00+07:00')
    const supervisor = house.as('supervisor')
    const sent = await Promise.all([
      supervisor.post(`${WEEK}/freeze`, {}, { headers: browser }),
      house.as('supervisor').post(`${WEEK}/freeze`, {}, { headers: browser }),
    ])
    expect(sent.map(({ status }) => status)).toEqual([303, 303])
    for (const answer of sent) expect(locationOf(await waitAt(supervisor, locationOf(answer)))).toBe(WEEK)

    const json = await bytesOf(await supervisor.get(`${WEEK}.json`, { Accept: '*/*' }))
    const { frozen, hash, issue } = JSON.parse(new TextDecoder().decode(json))
    expect([frozen, hash, issue]).toEqual([true, expect.stringMatching(/^[0-9a-f]{64}$/), undefined])
    const kept = await bytesOf(await supervisor.get(`${WEEK}.xlsx`, browser))
    expect(await bookOf(kept)).toEqual(await bookOf(await pressHere(house, 'supervisor')))
    expect((await supervisor.post(`${WEEK}/freeze`, {})).status).not.toBe(500)
  })

  test('the page that waits is shown to whoever asked; others are led to what they may not read', async () => {
    const house = await openLarge()
    const address = `${WEEK}.xlsx?campaign=H-2022`
    const waiting = locationOf(await house.as('supervisor').get(address, browser))
    for (const [who, status] of [
      ['supervisor2', 303],
      ['head', 404],
      ['otherHead', 404],
      ['province', 303],
    ] as const) {
      const led = await house.as(who).get(waiting, browser)
      expect([who, locationOf(led)]).toEqual([who, address])
      expect([who, (await house.as(who).get(locationOf(led), browser)).status]).toEqual([who, status])
    }
    expect((await house.stranger().get(waiting)).status).not.toBe(200)
    expect((await house.as('supervisor').get(waiting.split('?')[0]!)).status).toBe(404)
  })

  test('whoever comes back after the server was started anew is led to what they asked for', async () => {
    const house = await openLarge()
    const supervisor = house.as('supervisor')
    const waiting = locationOf(await supervisor.get(WEEK, browser))
    errandsOf(house.config).stop()
    expect(locationOf(await supervisor.get(waiting, browser))).toBe(WEEK)
  })

  test('one that fails says so, is logged, and can be tried again', async () => {
    const house = await openLarge()
    const supervisor = house.as('supervisor')
    const { databaseFile } = house.config
    Object.assign(house.config, { databaseFile: '/nowhere/camket.db' })
    const sent = await supervisor.get(`${WEEK}.xlsx`, browser)
    const failed = await page(waitAt(supervisor, locationOf(sent)))
    expect(failed).toContain('Việc tổng hợp bị gián đoạn')
    expect(JSON.stringify(house.errors)).toContain('Cannot open database')
    house.errors.length = 0

    Object.assign(house.config, { databaseFile })
    const again = await supervisor.get(`${WEEK}.xlsx`, browser)
    expect(locationOf(again)).not.toBe(locationOf(sent))
    expect(await page(waitAt(supervisor, locationOf(again)))).toContain(`href="${WEEK}.xlsx?made=`)
  })

  test('it ends with the house, and leaves no file behind', async () => {
    const house = await openLarge()
    const sent = await house.as('supervisor').get(`${WEEK}.xlsx`, browser)
    const errand = errandsOf(house.config).find(idOf(locationOf(sent)))!
    errandsOf(house.config).stop()
    await errand.ended
    expect(errand.state).toBe('failed')
    expect(existsSync(errand.file)).toBe(false)
    expect(errandsOf(house.config).find(errand.id)).toBeUndefined()
  })
})
