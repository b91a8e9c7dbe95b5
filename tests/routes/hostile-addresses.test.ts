import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { openFurnished, report } from '../support/furnished.ts'
import { openFollowUp } from '../support/furnished-follow-up.ts'
import { openHouse } from '../support/house.ts'
import { expectHarmless, nastiest, nasty } from '../support/nasty.ts'
import { some } from '../support/some.ts'
import type { Person } from '../support/world.ts'

/** The parameters that each page reads, a few pages to a house. */
const lists: Record<string, Record<string, string[]>> = {
  'the desk': {
    '/desk': ['tab', 'q', 'group', 'unit', 'sort', 'after', 'campaign'],
    '/desk/changes': ['campaign'],
  },
  'a tab of the desk': {
    '/desk?tab=review': ['q', 'after'],
    '/desk?tab=missing': ['unit', 'after'],
    '/desk?sort=unit': ['after'],
    '/desk?sort=group': ['after'],
  },
  'an overview': {
    '/dashboard': ['as-of', 'campaign'],
    '/units': ['as-of', 'campaign', 'q', 'kind', 'after'],
    '/units/H-A': ['as-of', 'campaign'],
    '/commitments': ['after', 'campaign'],
  },
  'a list of the follow-up': {
    '/reminders': ['campaign', 'after'],
    '/reminders/new': ['target', 'unit', 'campaign'],
    '/proposals': ['view', 'q', 'unit', 'status', 'after', 'own-after'],
    '/proposals/new': ['target'],
    '/directions': ['campaign', 'view', 'q', 'after'],
    '/directions?view=all': ['after'],
    '/directions/new': ['campaign'],
  },
  'what is told, met over and measured': {
    '/meetings': ['campaign', 'after'],
    '/notices': ['after'],
    '/dashboard/stale': ['campaign', 'after'],
    '/desk/clock': ['campaign'],
    '/desk?tab=warned': ['q', 'unit', 'after'],
    '/desk?tab=extensions': ['q', 'unit', 'after'],
    '/desk?tab=proposals': ['q', 'unit', 'after'],
    '/units/H-A/form': ['campaign'],
  },
  'any other page': {
    '/login': ['next', 'lang'],
    '/my-work': ['lang'],
    '/weekly': ['campaign'],
    '/weekly/2022-W36.csv': ['campaign'],
    '/admin/users': ['q', 'after'],
    '/account': ['changed', 'lang'],
  },
}

/** Places that no page gave out: of other shapes, beyond what a column holds, days that do not exist. */
const places = [
  ...[[], [1], [null, null], ['2022-02-31', newId()], ['0000-01-01', newId()], ['2022-01-01', 'x']],
  ...[
    [2 ** 53 - 1, newId()],
    [-1, newId()],
    [2 ** 40, 'x'],
    [1.5, 'x'],
    [2 ** 40, '2022-01-01', newId()],
  ],
  ...[
    [1, '9999-12-31', newId()],
    ['\ud800', 1, 'a', '2022-01-01', newId()],
    ['\u0000', 1, 'a', '2022-01-01', newId()],
  ],
  ...[{ 0: 1 }, 'x', 1e308, ['x', 2 ** 40, 'x', '2022-01-01', newId()], ['%', 1, "'", '2022-01-01', newId()]],
].map((place) => Buffer.from(JSON.stringify(place)).toString('base64url'))

const days = ['1/1/0001', '31/12/9999', '2022-W99', '-1', '0', '30/2/2022', '99999999999999999999']

const visitorFor = (path: string): Person =>
  path === '/my-work' ? 'head' : path === '/admin/users' ? 'admin' : 'supervisor'

const textsFor = (name: string) => {
  if (name === 'after') return ['\ud800', '%_\\', ...places]
  return name === 'q' ? nasty.filter((text) => text.length < 1000) : [...nastiest, ...days]
}

test.each(Object.keys(lists))('%s survives anything in its address', async (start) => {
  const house = await openHouse()
  await report(house, 'head', (await house.target({ due_on: '2022-08-01' })).code)
  for (const [path, names] of Object.entries(lists[start]!)) {
    const visitor = path === '/login' ? house.stranger() : house.as(visitorFor(path))
    const addresses = names.flatMap((name) =>
      textsFor(name).map(
        (text) => `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams({ [name]: text })}`,
      ),
    )
    for (const address of some(addresses, 2)) {
      const answer = await visitor.get(address)
      expect([address, answer.status < 500]).toEqual([address, true])
      expectHarmless(await answer.text())
    }
  }
})

test('the history of a target begins anew from a place that is none', async () => {
  const { house, targets } = await openFurnished()
  for (const place of places)
    expect((await house.as('head').get(`/targets/${targets.own.code}?after=${place}`)).status).toBe(200)
})

const odd = [
  '%E0%A4%A',
  '%00',
  'a%00b',
  '%ff',
  '%2e%2e%2f',
  '..',
  '-1',
  '0',
  '9'.repeat(400),
  '__proto__',
  'constructor',
  '%0d%0aX:1',
  "'%22<b>",
]

const weeks = [
  '2022-W99',
  '2022-W00',
  '0000-W01',
  '9999-W53',
  '2022-W36.exe',
  '2022-W36.csv.csv',
  '2022-W36%00.csv',
  '2022-W36constructor',
]

test('addresses that are none are answered calmly', async () => {
  const { house, targets, reports } = await openFurnished()
  const { id } = reports.submitted
  const bases = [
    '/targets/X',
    '/targets/X/update',
    '/targets/X/update/preview',
    '/updates/X',
    '/updates/X/review',
  ]
  const more = [
    '/updates/X/correct',
    '/commitments/X',
    '/commitments/X/print',
    '/units/X',
    '/weekly/X',
    '/weekly/X/freeze',
  ]
  const files = [
    '/evidence/X/1',
    `/evidence/${id}/X`,
    '/evidence/../../etc/passwd',
    '/assets/X/X',
    '/X',
    '/admin/X',
  ]
  const paths = [
    ...[...bases, ...more, ...files].flatMap((base) => odd.map((part) => base.replaceAll('X', part))),
    ...weeks.flatMap((week) => [`/weekly/${week}`, `/weekly/${week}/freeze`]),
    ...[targets.own.code.toLowerCase(), `${targets.own.code}%00`, `${targets.own.code}/`].map(
      (code) => `/targets/${code}`,
    ),
  ]
  for (const who of ['head', 'supervisor'] as const) {
    const visitor = house.as(who)
    for (const path of some(paths, 5)) {
      for (const answer of [await visitor.get(path), await visitor.post(path, { do: 'submit' })])
        expect([path, answer.status < 500]).toEqual([path, true])
    }
  }
  for (const path of paths)
    expect([path, (await house.stranger().get(path)).status < 500]).toEqual([path, true])
})

test('addresses of the follow-up that are none are answered calmly', async () => {
  const { house, extensions, proposals, directions, round, meeting, targets } = await openFollowUp()
  const bases = [
    ...['/extensions/X', '/extensions/X/decision', '/extensions/X/opinion', `${extensions.pending}/files/X`],
    ...['/targets/X/extension', '/reminders/X', '/reminders/X/letter', `${round}/X`, '/units/X/form'],
    ...['/proposals/X', '/proposals/X/edit', '/proposals/X/answer', `${proposals.own}/X`],
    ...['/directions/X', '/directions/X/assign', `${directions.assigned.path}/parts/X/report`],
    ...[`${directions.assigned.part}/X`, '/notices/X', '/mail/X', '/mail/X/X'],
    ...['/meetings/X', '/meetings/X/notice', '/meetings/X/1', '/meetings/X.docx', `${meeting}/X`],
  ]
  const paths = [
    ...bases.flatMap((base) => odd.map((part) => base.replaceAll('X', part))),
    ...weeks.flatMap((week) => ['', '/1', '/number', '.docx'].map((rest) => `/meetings/${week}${rest}`)),
    ...['0', '00', '0001', '9999', '99999', '-1', '1e9', '1.5'].map((n) => `${meeting}/${n}`),
    ...['0', '2', '01', '1e0', '-1'].map((n) => `${extensions.pending}/files/${n}`),
    ...[extensions.pending, round, proposals.own].map((path) => path.toUpperCase()),
    `/targets/${targets.free.code}%00/extension`,
  ]
  for (const who of ['head', 'supervisor'] as const) {
    const visitor = house.as(who)
    for (const path of some(paths, 8)) {
      const fields = { id: 'x', version: '-1', text: 'x', number: 'x' }
      for (const answer of [await visitor.get(path), await visitor.post(path, fields)])
        expect([who, path, answer.status < 500]).toEqual([who, path, true])
    }
  }
  for (const path of paths)
    expect([path, (await house.stranger().get(path)).status < 500]).toEqual([path, true])
})
