import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { type House, openDemo, openHouse } from '../../support/house.ts'
import type { HouseOptions } from '../../support/storage.ts'
import { type Ear, listen } from './ear.ts'

/** A house behind a real port, and a real browser before it. */
export interface Served {
  house: House
  origin: string
  /** A page of a browser of its own, signed in; what goes wrong on it is heard. */
  open(who: string | null, options?: BrowserContextOptions): Promise<Tab>
  close(): Promise<void>
}

export interface Tab {
  page: Page
  ear: Ear
  go(path: string): Promise<number>
  close(): Promise<void>
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
}

export async function serveHouse(filling: 'world' | 'demo', options: HouseOptions = {}): Promise<Served> {
  const house = await (filling === 'demo' ? openDemo(options) : openHouse(options))
  const server = serve({ fetch: house.app.fetch, hostname: '127.0.0.1', port: 0 })
  await new Promise((ready) => server.once('listening', ready))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = await launch()
  return {
    house,
    origin,
    open: (who, context = {}) => openTab(browser, house, origin, who, context),
    async close() {
      await browser.close()
      await new Promise((closed) => {
        server.close(closed)
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
      await house.close()
      if (house.errors.length) throw new Error(`the house logged: ${house.errors.join('; ')}`)
    },
  }
}

async function launch(): Promise<Browser> {
  const { path, env } = inject('chromium')
  return await chromium.launch({ executablePath: path, args: flags, env: { ...process.env, ...env } })
}

async function openTab(
  browser: Browser,
  house: House,
  origin: string,
  who: string | null,
  options: BrowserContextOptions,
): Promise<Tab> {
  const context = await browser.newContext({ locale: 'vi-VN', reducedMotion: 'reduce', ...options })
  if (who) await context.addCookies([{ name: 'camket', value: await house.session(who), url: origin }])
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const ear = listen(page)
  return {
    page,
    ear,
    async go(path) {
      const answer = await page.goto(`${origin}${path}`, { waitUntil: 'load' })
      return answer!.status()
    },
    close: () => context.close(),
  }
}
