import { expect, test } from 'vitest'
import { users } from '../../src/storage/schema.ts'
import { openFurnished, SECRETS } from '../support/furnished.ts'
import { type FollowUp, KEPT_APART, openFollowUp } from '../support/furnished-follow-up.ts'
import { unpacked } from '../support/raw.ts'
import { followUpDoors } from '../support/rights-follow-up.ts'
import { some } from '../support/some.ts'

/** Everything of the follow-up that can be read at all, whoever asks. */
const addresses = (all: FollowUp): string[] => [
  ...followUpDoors(all).map(([path]) => path),
  ...Object.values(all.targets).map(({ code }) => `/targets/${code}`),
  ...['/my-work', '/commitments', '/commitments/CK-H-A', '/units/H-A', '/dashboard', '/desk', '/account'],
  ...['/proposals?q=riêng', '/directions?q=riêng&view=all', '/proposals?unit=H-B&view=all'],
  ...[`/reminders/new?target=${all.targets.other.code}`, `/proposals/new?target=${all.targets.other.code}`],
]

test('a unit reads its own part of the follow-up, and nothing of another unit or of the office', async () => {
  const all = await openFollowUp()
  const { told, ...apart } = KEPT_APART
  for (const who of ['head', 'clerk', 'admin'] as const) {
    for (const path of some(addresses(all), 2)) {
      const text = await unpacked(await all.house.as(who).get(path))
      const found = Object.entries(apart).filter(([, words]) => text.includes(words))
      expect([who, path, found]).toEqual([who, path, []])
    }
  }
  const other = await Promise.all(
    [all.returned, ...addresses(all)].map((path) => all.house.as('otherHead').get(path).then(unpacked)),
  )
  expect(other.some((text) => text.includes(told))).toBe(false)
  const { above, ...own } = apart
  expect(Object.values(own).filter((words) => !other.some((text) => text.includes(words)))).toEqual([])
  expect(other.some((text) => text.includes(above))).toBe(false)
})

test('a unit that helps with a target sees neither the request for more time nor what was said of it', async () => {
  const { house, targets, extensions } = await openFollowUp()
  await house
    .as('leader')
    .post(`${extensions.apart}/decision`, { decision: 'grant', comment: 'mật của lãnh đạo' })
  const html = await (await house.as('head').get(`/targets/${targets.helped.code}`)).text()
  for (const words of [...Object.values(KEPT_APART), 'mật của lãnh đạo', extensions.apart])
    expect(html).not.toContain(words)
})

test('what never left a unit stands on no page of the follow-up', async () => {
  const { house } = await openFurnished()
  const unsent = [SECRETS.draft, SECRETS.awaiting, SECRETS.takenBack]
  const paths = [
    ...['/desk?tab=warned', '/desk?tab=extensions', '/desk?tab=proposals', '/desk/clock', '/dashboard/stale'],
    ...['/proposals?view=all', '/directions?view=all', '/meetings', '/reminders', '/notices'],
    ...['/units/H-A/form', '/units/H-B/form'],
  ]
  for (const who of ['otherHead', 'supervisor', 'leader', 'inspector', 'districtHead', 'province'] as const) {
    for (const path of some(paths, 2)) {
      const text = await unpacked(await house.as(who).get(path))
      expect([who, path, unsent.filter((secret) => text.includes(secret))]).toEqual([who, path, []])
    }
  }
})

test('a reminder’s letter, notices and mail of one unit name no other', async () => {
  const { house, round } = await openFollowUp()
  const html = await (await house.as('head').get(round)).text()
  const letter = await (await house.as('clerk').get(`${round}/letter`)).text()
  const told = await (await house.as('head').get('/notices')).text()
  for (const text of [html, letter, told]) expect(text).not.toContain('Lao Bảo')
  expect(await (await house.as('supervisor').get(`${round}/letter`)).text()).toContain('Lao Bảo')
})

test('a notice is opened by whom it tells', async () => {
  const { house, notice } = await openFollowUp()
  for (const who of ['clerk', 'otherHead', 'supervisor', 'leader', 'admin'] as const)
    expect((await house.as(who).post(notice, {})).status).toBe(404)
  const opened = await house.as('head').post(notice, {})
  expect(opened.status).toBe(303)
  expect(opened.headers.get('location')).toMatch(/^\/(?!\/)/)
})

test('the word in a letter switches that reader’s mail, from any site, and opens nothing else', async () => {
  const { house, token } = await openFollowUp()
  const elsewhere = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://mail.example' }
  const off = { 'List-Unsubscribe': 'One-Click' }
  expect((await house.stranger().get(token)).status).toBe(200)
  expect((await house.stranger().post(token, off, { headers: elsewhere })).status).toBe(200)
  const rows = await house.db.read.select().from(users)
  expect(rows.filter(({ mailOff }) => mailOff).map(({ username }) => username)).toEqual(['head'])
  const word = token.slice('/mail/'.length)
  const others = [
    ...[
      '/mail',
      '/mail/',
      `${token}/x`,
      `/mail/x/${word}`,
      `//mail/${word}`,
      '/mailx',
      '/mail/%2e%2e%2faccount',
    ],
    ...['/account/mail', '/account/theme', '/mail/../account/theme', '/mail/%2e%2e/account/theme'],
    ...[`/mail%2f${word}`, `/mail/${word}%2f..%2f..%2faccount%2ftheme`],
  ]
  for (const path of others) {
    const fields = { theme: 'dark', mail: 'on', do: 'off' }
    const { status } = await house.as('head').post(path, fields, { headers: elsewhere })
    expect([path, status]).toEqual([path, 403])
  }
  for (const wrong of [
    `${token}x`,
    token.slice(0, -1),
    `/mail/${word.toUpperCase()}`,
    '/mail/%00',
    '/mail/__proto__',
  ]) {
    expect([wrong, (await house.stranger().get(wrong)).status]).toEqual([wrong, 404])
    expect([wrong, (await house.stranger().post(wrong, off)).status]).toEqual([wrong, 404])
  }
})
