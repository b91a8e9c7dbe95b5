import { eq } from 'drizzle-orm'
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { updates } from '../../src/storage/schema.ts'
import { violationsOn } from './support/axe.ts'
import { phone, type Served, serveHouse, type Tab } from './support/browser.ts'

let served: Served
beforeAll(async () => {
  served = await serveHouse('world')
})
afterAll(() => served?.close())

const submit = 'button[name=do][value=submit]'

async function formFor(target: { code: string }, options: BrowserContextOptions = {}): Promise<Tab> {
  const tab = await served.open('head', { ...phone, ...options })
  expect(await tab.go(`/targets/${target.code}/update`)).toBe(200)
  return tab
}

const updatesOf = (target: { id: string }) =>
  served.house.db.read.select().from(updates).where(eq(updates.targetId, target.id))

test('on a phone the percentage is shown while the figure is typed, and the receipt after it is sent', async () => {
  const target = await served.house.target({ plan: '730.223' })
  const { page, ear, close } = await formFor(target)

  await page.locator('input[name=value]').pressSequentially('660,191')
  await page.locator('output', { hasText: '90,41%' }).waitFor()
  expect(await updatesOf(target)).toEqual([])
  expect(await violationsOn(page)).toEqual([])

  await page.locator(submit).tap()
  await page.waitForURL(/\/updates\/[0-9A-Z]{8}$/)
  expect(await page.locator('main').innerText()).toContain('660,191')
  expect(await updatesOf(target)).toMatchObject([{ valueLow: 660_191, state: 'submitted' }])
  expect(ear.heard()).toEqual([])
  await close()
})

test('a session that ends while a figure is typed leaves the form as it is; sending it asks to sign in', async () => {
  const target = await served.house.target({ plan: '730.223' })
  const { page, close } = await formFor(target)
  const form = page.url()

  await page.context().clearCookies()
  await page.locator('input[name=value]').pressSequentially('660,191')
  await page.locator('.toast', { hasText: 'Phiên làm việc đã hết hạn' }).waitFor()
  expect(page.url()).toBe(form)
  expect(await page.locator('input[name=value]').inputValue()).toBe('660,191')

  await page.locator(submit).tap()
  await page.locator('input[name=password]').waitFor()
  expect(await page.locator('input[name="kept.value"]').getAttribute('value')).toBe('660,191')
  await close()
})

test('two quick taps send one update', async () => {
  const target = await served.house.target({ plan: '730.223' })
  const { page, close } = await formFor(target)

  await page.locator('input[name=value]').fill('660,191')
  await page.locator(submit).dblclick()
  await page.waitForURL(/\/updates\/[0-9A-Z]{8}$/)
  expect(await updatesOf(target)).toHaveLength(1)
  await close()
})

test('going back and sending the same again shows the same receipt', async () => {
  const target = await served.house.target({ plan: '730.223' })
  const { page, close } = await formFor(target, { javaScriptEnabled: false })

  await page.locator('input[name=value]').fill('660,191')
  await page.locator(submit).tap()
  await page.waitForURL(/\/updates\/[0-9A-Z]{8}$/)
  const receipt = page.url()
  await page.goBack()
  await page.locator('input[name=value]').fill('660,191')
  await page.locator(submit).tap()
  await page.waitForURL(/\/updates\/[0-9A-Z]{8}$/)
  expect(page.url()).toBe(receipt)
  expect(await updatesOf(target)).toHaveLength(1)
  await close()
})

test('without script a refused figure comes back as it was typed, and a right one is taken', async () => {
  const target = await served.house.target({ plan: '730.223' })
  const { page, ear, close } = await formFor(target, { javaScriptEnabled: false })

  await page.locator('input[name=value]').fill('nhiều')
  await page.locator(submit).tap()
  await page.locator('#errors').waitFor()
  expect(await page.locator('input[name=value]').inputValue()).toBe('nhiều')
  expect(await updatesOf(target)).toEqual([])

  await page.locator('input[name=value]').fill('660,191')
  await page.locator(submit).tap()
  await page.waitForURL(/\/updates\/[0-9A-Z]{8}$/)
  expect(await updatesOf(target)).toHaveLength(1)
  expect(ear.heard()).toEqual([])
  await close()
})

test('a refused form says what to mend, and reads it out', async () => {
  const target = await served.house.target({ plan: '730.223' })
  const { page, close } = await formFor(target)

  await page.locator('input[name=value]').fill('nhiều')
  await page.locator(submit).tap()
  await page.locator('#errors:focus').waitFor()
  expect(await violationsOn(page)).toEqual([])
  await page.locator('#errors a').first().tap()
  await page.locator('input[name=value]:focus').waitFor()
  await close()
})

test('the form can be filled in and sent with the keyboard alone', async () => {
  const target = await served.house.target({ plan: '730.223' })
  const tab = await served.open('head', { viewport: { width: 1280, height: 844 } })
  const { page } = tab
  await tab.go(`/targets/${target.code}`)
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').getAttribute('href')).toBe('#main')
  await page.keyboard.press('Enter')
  expect(await page.locator(':focus').getAttribute('id')).toBe('main')
  await tabUntil(tab, 'main a[href$="/update"]')
  await page.keyboard.press('Enter')

  // The form begins in its first field.
  await page.waitForURL(/\/update$/)
  await page.locator('input[name=value]:focus').waitFor()
  await page.keyboard.type('660,191')
  await tabUntil(tab, submit)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/updates\/[0-9A-Z]{8}$/)
  expect(await updatesOf(target)).toHaveLength(1)
  await tab.close()
})

/** Presses Tab until the focus is there; how often it took. Each stop on the way must be visible. */
async function tabUntil({ page }: Tab, selector: string): Promise<number> {
  for (let presses = 1; presses <= 60; presses++) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    if ((await focused.count()) === 0) continue
    expect(
      await focused.isVisible(),
      `focus on something hidden: ${await focused.getAttribute('name')}`,
    ).toBe(true)
    if (await focused.and(page.locator(selector)).count()) return presses
  }
  throw new Error(`Tab does not reach ${selector}`)
}
