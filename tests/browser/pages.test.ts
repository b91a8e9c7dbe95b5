import { and, desc, eq, like } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { targets, updates } from '../../src/storage/schema.ts'
import { violationsOn } from './support/axe.ts'
import { type Served, serveHouse, type Tab } from './support/browser.ts'

/** Every page that a person can open, with somebody to whom it shows the most. */
const places: [who: string | null, paths: string[]][] = [
  [null, ['/login', '/login?next=%2Fdesk']],
  [
    'hh-tckh',
    [
      ...[
        '/my-work',
        '/targets/CK-2022-TCKH-01',
        '/targets/CK-2022-TCKH-01/update',
        '/updates/{mine}',
        '/updates/{mine}/correct',
      ],
      ...[
        '/commitments',
        '/commitments/CK-2022-TCKH',
        '/commitments/CK-2022-TCKH/print',
        '/account',
        '/my-work?lang=en',
        '/account?lang=vi',
        '/not-there',
      ],
    ],
  ],
  [
    'giamsat',
    [
      ...['overdue', 'review', 'extensions', 'proposals', 'missing'].map((tab) => `/desk?tab=${tab}`),
      ...['/updates/{waiting}/review', '/updates/{waiting}', '/dashboard', '/units', '/units/HH-KS'],
      ...[
        '/commitments',
        '/weekly',
        '/weekly/2022-W36',
        '/weekly/2022-W35',
        '/weekly/2022-W35/freeze',
        '/weekly/2022-W36?lang=en',
        '/desk?lang=vi',
      ],
    ],
  ],
  ['tinh', ['/dashboard', '/targets/CK-2022-HH-01']],
  ['admin', ['/account']],
]

const widths = { phone: 390, desk: 1280 }
const SCREEN = 844
const themes = ['light', 'dark'] as const

let served: Served
let receipts: Record<string, string>
beforeAll(async () => {
  served = await serveHouse('demo')
  receipts = await findReceipts(served)
})
afterAll(() => served?.close())

describe.each(Object.entries(widths))('on a screen of %s width', (_, width) => {
  describe.each(places)('for %s', (who, paths) => {
    let tab: Tab
    beforeAll(async () => {
      tab = await served.open(who, { viewport: { width, height: SCREEN } })
    })
    afterAll(() => tab?.close())

    test.each(paths)('%s is sound for everybody, and silent', async (path) => {
      await tab.page.setViewportSize({ width, height: SCREEN })
      const status = await tab.go(path.replace(/\{(\w+)\}/, (_all, name: string) => receipts[name]!))
      expect(status).toBe(path === '/not-there' ? 404 : 200)
      await showWhole(tab.page, width)
      for (const theme of themes) {
        await tab.page.emulateMedia({ colorScheme: theme })
        expect(await violationsOn(tab.page), theme).toEqual([])
      }
      expect(await overflowOf(tab.page, width), 'sideways scroll').toBe(0)
      if (width === widths.phone) expect(await overflowOf(tab.page, 320), 'sideways scroll at 320').toBe(0)
      expect(tab.ear.heard()).toEqual([])
    })
  })
})

/** A window as high as the page, for the bar at the foot of a phone's screen covers what has not been scrolled up. */
async function showWhole(page: Page, width: number) {
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'))
  await page.setViewportSize({ width, height: Math.max(height, SCREEN) })
}

/** How many pixels the page is wider than the window. */
async function overflowOf(page: Page, width: number): Promise<number> {
  if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height: SCREEN })
  const over = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return Number(over)
}

/** The newest update of the unit that was accepted, and one of the district that waits for its supervisor. */
async function findReceipts({ house: { db } }: Served): Promise<Record<string, string>> {
  const receiptOf = async (code: string, state: 'accepted' | 'submitted') => {
    const [found] = await db.read
      .select({ receipt: updates.receipt })
      .from(updates)
      .innerJoin(targets, and(eq(targets.tenant, updates.tenant), eq(targets.id, updates.targetId)))
      .where(and(like(targets.code, code), eq(updates.state, state)))
      .orderBy(desc(updates.receivedAt))
      .limit(1)
    return found!.receipt!
  }
  return {
    mine: await receiptOf('CK-2022-TCKH-01', 'accepted'),
    waiting: await receiptOf('CK-2022-%', 'submitted'),
  }
}
