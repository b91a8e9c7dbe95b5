import { and, desc, eq, isNull, like } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Day } from '../../../src/domain/day.ts'
import { newId } from '../../../src/storage/ids.ts'
import { extensions, targets, updates } from '../../../src/storage/schema.ts'
import { addDraft, promised } from '../../support/drafting.ts'
import { opening } from '../../support/meetings.ts'
import { reminderForm } from '../../support/reminding.ts'
import { violationsOn } from './axe.ts'
import { type Served, serveHouse, type Tab } from './browser.ts'

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
        '/weekly/schedule',
        '/weekly/2022-W36',
        '/weekly/2022-W35',
        '/weekly/2022-W35/freeze',
        '/weekly/2022-W36/discipline',
        ...[
          'R2',
          'target.CK-2022-TCKH-01',
          'reports_before.late',
          'proposals.waiting',
          'changes.completed',
        ].map((name) => `/weekly/2022-W36/figure/${name}`),
        ...['', '/next-week', '/issue', '/reissue', '/issues'].map((ending) => `/weekly/2022-W34${ending}`),
        '/weekly/2022-W36?lang=en',
        ...['', '/2022-01-01..2022-08-31', '/2022-M08', '/2022-Q3/figure/reports.rate'].map(
          (rest) => `/reports${rest}`,
        ),
        '/desk?lang=vi',
      ],
    ],
  ],
  [
    'hh-hso',
    [
      ...['/targets/CK-2022-HSO-05', '/targets/CK-2022-HSO-03/extension', '/units/HH-HSO/form', '/notices'],
      ...['/proposals', '/proposals/new', '/proposals/KN-2022-08-02', '/directions', '/reminders/{round}'],
    ],
  ],
  [
    'giamsat2',
    [
      '/commitments?campaign=HH-2022&state=draft&all=1',
      ...['/commitments/CK-MOI/edit', '/commitments/CK-MOI/edit?lang=en', '/commitments?lang=vi'],
      ...['/commitments/CK-MOI/targets/new', '/commitments/CK-2022-HTA/targets/CK-2022-HTA-01/plan'],
      ...['/desk?tab=warned', '/desk/clock', '/reminders', '/reminders/new?target=CK-2022-BT-01&unit=HH-HLA'],
      ...[
        '/reminders/{round}',
        '/reminders/{round}/letter',
        '/targets/CK-2022-HSO-05/update',
        '/dashboard/stale',
      ],
      ...[
        '/extensions/{extension}',
        '/proposals',
        '/proposals/KN-2022-09-01',
        '/directions',
        '/directions/new',
      ],
      ...['/directions/CD-2022-14', '/directions/CD-2022-09', '/meetings', '/meetings/2022-W36'],
      ...['/meetings/2022-W36/2', '/meetings/2022-W36/notice'],
    ],
  ],
  ['lanhdao', ['/dashboard', '/extensions/{extension}/decision', '/desk?tab=extensions&lang=en']],
  ['kiemtra', ['/dashboard']],
  ['tinh', ['/dashboard', '/targets/CK-2022-HH-01', '/desk?tab=proposals']],
  [
    'admin',
    [
      '/account',
      ...['/admin', '/admin/settings', '/admin/audit?verify=1', '/admin/audit?lang=en', '/admin?lang=vi'],
    ],
  ],
  [
    'giamsat',
    [
      ...['', '/HH-2022', '/new', '/HH-2022/edit', '/HH-2022/groups', '/HH-2022/copy'].map(
        (rest) => `/admin/campaigns${rest}`,
      ),
      ...['', '/CK-2022-HSO', '/CK-2022-HSO/carry'].map((rest) => `/year-end${rest}`),
    ],
  ],
  [
    'admin',
    [
      ...['', '?in=HH', '?q=xa&lang=en', '/new?lang=vi', '/HH-KS', '/HH-KS/edit', '/changes'].map(
        (rest) => `/admin/units${rest}`,
      ),
      ...['merge&unit=HH-KS', 'split', 'rename&unit=HH-KS&lang=en', 'reparent', 'dissolve&lang=vi'].map(
        (kind) => `/admin/units/changes/new?kind=${kind}`,
      ),
    ],
  ],
  [
    'admin',
    [
      ...['', '/new?unit=HH-TCKH', '/heads', '/slips', '/hh-tckh', '/hh-tckh/posts/new?acting=1'].map(
        (rest) => `/admin/users${rest}`,
      ),
      '/account/second-factor',
    ],
  ],
  ['admin', ['/admin/calendar?year=2022', '/admin/campaigns/new?lang=en', '/admin/calendar?lang=vi']],
  ['admin', ['/admin/import', '/admin/export', '/admin/import?lang=en']],
  [
    'giamsat',
    [
      ...['', '/new', '/1', '/1/terms', '/1/change/CK-2022-TCKH-01', '/1/end/CK-2022-TCKH-01', '/1/add'].map(
        (rest) => `/commitments/CK-2022-TCKH/amendments${rest}`,
      ),
      ...['/1/sign', '/1/print', '/1?lang=en'].map((rest) => `/commitments/CK-2022-TCKH/amendments${rest}`),
      '/commitments/CK-MOI/targets/CK-MOI-01/years',
      '/commitments/CK-MOI/targets/CK-MOI-01/years?lang=vi',
    ],
  ],
]

export const widths = { phone: 390, desk: 1280 }
const SCREEN = 844
const themes = ['light', 'dark'] as const

/** Every page at one width; a file for each, so that they are looked at beside each other. */
export function lookAtPages(width: number) {
  let served: Served
  let found: Record<string, string>
  beforeAll(async () => {
    served = await serveHouse('demo')
    found = await findPlaces(served)
  })
  afterAll(() => served?.close())

  describe.each(places)('for %s', (who, paths) => {
    let tab: Tab
    beforeAll(async () => {
      tab = await served.open(who, { viewport: { width, height: SCREEN } })
    })
    afterAll(() => tab?.close())

    test.each(paths)('%s is sound for everybody, and silent', async (path) => {
      await tab.page.setViewportSize({ width, height: SCREEN })
      const status = await tab.go(path.replace(/\{(\w+)\}/, (_all, name: string) => found[name]!))
      expect(status).toBe(path === '/not-there' ? 404 : 200)
      await showWhole(tab.page, width)
      for (const theme of themes) {
        await tab.page.emulateMedia({ colorScheme: theme })
        expect(await violationsOn(tab.page, theme !== themes[0]), theme).toEqual([])
      }
      expect(await overflowOf(tab.page, width), 'sideways scroll').toBe(0)
      if (width === widths.phone) expect(await overflowOf(tab.page, 320), 'sideways scroll at 320').toBe(0)
      expect(tab.ear.heard()).toEqual([])
    })
  })
}

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

/**
 * Where the addresses of pages that only a deed makes are found: the newest accepted update of the unit, one of the
 * district that waits for its supervisor, a request for more time; and a meeting, a round of reminders and a frozen
 * week, made here.
 */
async function findPlaces({ house }: Served): Promise<Record<string, string>> {
  const { db } = house
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
  await addDraft(house, { like: 'CK-2022-HTA', effectiveTo: '2025-12-31' as Day })
  const drafted = await house
    .as('giamsat')
    .post('/commitments/CK-MOI/targets/new', { ...promised, id: newId(), due_on: '31/12/2025' })
  expect(drafted.status).toBe(303)
  await draftAnnex(house)
  const [asked] = await db.read.select().from(extensions).where(isNull(extensions.decision)).limit(1)
  const meeting = await house.as('giamsat').fillIn('/meetings', { ...opening, held_on: '7/9/2022' })
  expect(meeting.status).toBe(303)
  const reminded = await house.as('giamsat').post('/reminders', {
    ...reminderForm(['CK-2022-HSO-05', 'CK-2022-HLA-03']),
    channel: ['zalo', 'letter'],
  })
  expect(reminded.status).toBe(303)
  const frozen = await house.as('giamsat').post('/weekly/2022-W34/freeze', {})
  expect(frozen.status).toBe(303)
  return {
    mine: await receiptOf('CK-2022-TCKH-01', 'accepted'),
    waiting: await receiptOf('CK-2022-%', 'submitted'),
    extension: asked!.id,
    round: reminded.headers.get('location')!.split('/').at(-1)!,
  }
}

/** The draft of an annex that says something of every kind. */
async function draftAnnex(house: Served['house']) {
  const office = house.as('giamsat')
  const list = '/commitments/CK-2022-TCKH/amendments'
  for (const [path, fields] of [
    ['new', { id: newId(), reason: 'Tỉnh giao bổ sung dự toán', effective_from: '1/9/2022' }],
    ['1/change/CK-2022-TCKH-01', { plan: '750', due_on: '31/1/2023' }],
    ['1/end/CK-2022-TCKH-02', { reason: 'Hết vốn' }],
    ['1/add', promised],
  ] as const) {
    expect((await office.post(`${list}/${path}`, fields)).status).toBe(303)
  }
}
