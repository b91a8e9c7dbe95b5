import { isNull } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { extensions, reminderRounds, reviews } from '../../src/storage/schema.ts'
import { opening } from '../support/meetings.ts'
import { type Served, serveHouse } from './support/browser.ts'

let served: Served
beforeAll(async () => {
  served = await serveHouse('demo')
})
afterAll(() => served?.close())

/** Alt and a letter as a keyboard sends them: the driver's own leave out the letter, by which the browser finds the key. */
async function pressAccessKey(page: Page, key: string) {
  const debug = await page.context().newCDPSession(page)
  const stroke = {
    ...{ modifiers: 1, key, code: `Key${key.toUpperCase()}` },
    ...{ windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0), text: key, unmodifiedText: key },
  }
  await debug.send('Input.dispatchKeyEvent', { type: 'keyDown', ...stroke })
  await debug.send('Input.dispatchKeyEvent', { type: 'keyUp', ...stroke })
  await debug.detach()
}

test('the review queue is gone through without the mouse: accept, return, leave for later', async () => {
  const tab = await served.open('giamsat')
  const { page } = tab
  const decided = () => served.house.db.read.$count(reviews)
  const before = await decided()
  await tab.go('/desk?tab=review')
  await page.locator('table a').first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/review$/)
  const first = page.url()

  await pressAccessKey(page, 'y')
  await Promise.all([page.waitForURL((url) => url.href !== first), page.keyboard.press('Enter')])
  expect(await decided()).toBe(before + 1)

  const second = page.url()
  await pressAccessKey(page, 't')
  await page.locator('#comment').focus()
  await page.keyboard.type('Bổ sung biểu chi tiết')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await Promise.all([page.waitForURL((url) => url.href !== second), page.keyboard.press('Enter')])
  expect(await decided()).toBe(before + 2)

  const third = page.url()
  await Promise.all([page.waitForURL((url) => url.href !== third), pressAccessKey(page, 'n')])
  expect(await decided()).toBe(before + 2)
  expect(tab.ear.heard()).toEqual([])
  await tab.close()
})

test('ticked rows are reminded together, and the bar comes up with the first tick', async () => {
  const tab = await served.open('giamsat')
  const { page } = tab
  await tab.go('/desk')
  const bar = page.locator('.bulk')
  expect(await bar.isVisible()).toBe(false)
  for (const code of ['CK-2022-HSO-05', 'CK-2022-HLA-03'])
    await page.locator(`input[value="${code}"]`).check()
  expect(await bar.isVisible()).toBe(true)

  await Promise.all([page.waitForURL(/\/reminders\/new/), bar.locator('button').click()])
  await Promise.all([page.waitForURL(/\/reminders\/[0-9a-f-]{36}$/), page.locator('button.btn--p').click()])
  expect(await served.house.db.read.$count(reminderRounds)).toBe(1)
  expect(tab.ear.heard()).toEqual([])
  await tab.close()
})

test('without script a head asks for more time, sees what is wrong, and mends it', async () => {
  const tab = await served.open('hh-hso', { javaScriptEnabled: false })
  const { page } = tab
  const pending = () => served.house.db.read.$count(extensions, isNull(extensions.decision))
  const before = await pending()
  await tab.go('/targets/CK-2022-HSO-03/extension')
  await page.locator('#due_on').fill('1/1/2020')
  await page.locator('#reason').fill('Mưa lũ kéo dài')
  await page.locator('form button.btn--p').click()
  expect(await page.locator('#reason').inputValue()).toBe('Mưa lũ kéo dài')
  expect(await pending()).toBe(before)

  await page.locator('#due_on').fill('30/11/2022')
  await page.locator('[name="reason_code"]').selectOption('weather')
  await Promise.all([
    page.waitForURL((url) => !url.pathname.endsWith('/extension')),
    page.locator('form button.btn--p').click(),
  ])
  expect(await pending()).toBe(before + 1)
  await tab.close()
})

test('the meeting is gone through with the arrow keys, but not while something is typed', async () => {
  const opened = await served.house.as('giamsat').fillIn('/meetings', { ...opening, held_on: '7/9/2022' })
  expect(opened.status).toBe(303)
  const tab = await served.open('giamsat')
  const { page } = tab
  await tab.go('/meetings/2022-W36/1')
  await Promise.all([page.waitForURL(/\/2022-W36\/2/), page.keyboard.press('ArrowRight')])
  await page.locator('#text').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('Rà soát xong trong tuần')
  expect(page.url()).toMatch(/\/2022-W36\/2/)
  await page.locator('h1').click()
  await Promise.all([page.waitForURL(/\/2022-W36\/1/), page.keyboard.press('ArrowLeft')])
  expect(tab.ear.heard()).toEqual([])
  await tab.close()
})

test('on a phone the tab that stands open is in sight', async () => {
  const tab = await served.open('giamsat', { viewport: { width: 390, height: 844 } })
  for (const name of ['overdue', 'missing']) {
    await tab.go(`/desk?tab=${name}`)
    const box = await tab.page.locator('.tabs [aria-current]').boundingBox()
    expect(box!.x).toBeGreaterThanOrEqual(0)
    expect(box!.x + box!.width).toBeLessThanOrEqual(390)
  }
  await tab.close()
})

test('a paper is set in the font of an office, or one as wide that the house serves; other pages do not ask for it', async () => {
  const tab = await served.open('giamsat')
  const fontsOf = async (address: string) => {
    const asked: string[] = []
    const hear = (request: { url(): string }) => void asked.push(request.url())
    tab.page.on('request', hear)
    await tab.go(address)
    await tab.page.evaluate('document.fonts.ready.then(() => null)')
    tab.page.off('request', hear)
    return asked.flatMap((url) => /[^/]*(?:tinos-[\w-]+\.woff2|paper\.css)$/.exec(url) ?? [])
  }
  expect(await fontsOf('/desk')).toEqual([])
  const asked = await fontsOf('/weekly/2022-W36')
  expect(asked).toContain('paper.css')
  const hasIt = (text: string) => tab.page.evaluate(`document.fonts.check('16px Paper', '${text}')`)
  expect(await hasIt('Kết quả thực hiện')).toBe(true)
  // Where the machine has the font of an office, nothing more is fetched.
  const isInstalled = asked.length === 1
  expect(isInstalled || asked.includes('tinos-regular-vi.woff2')).toBe(true)
})
