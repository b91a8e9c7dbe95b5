import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sendMails } from '../../src/jobs/mail.ts'
import { errandsOf } from '../../src/press/errands.ts'
import { campaigns, units, weeklyRecipients } from '../../src/storage/schema.ts'
import { officeOf } from '../jobs/office.ts'
import { openPostOffice } from '../jobs/post-office.ts'
import type { Deed } from '../support/doors.ts'
import { type House, openHouse } from '../support/house.ts'
import { did, issuePaper, openFrozen, paper, reason, WEEK } from '../support/issuing.ts'
import { expectHarmless, nastiest, nasty } from '../support/nasty.ts'
import { page } from '../support/page.ts'
import { unpacked } from '../support/raw.ts'
import { issueDeeds, SCHEDULE, scheduleDeeds } from '../support/rights-weekly.ts'
import { some } from '../support/some.ts'

const words = '<b>đậm</b> & "ngoặc" <script>alert(1)</script> =HYPERLINK("http://x")'
const none = '00000000-0000-7000-8000-000000000000'
const escaped = nasty.map((text) => encodeURIComponent(text.slice(0, 300).toWellFormed()))

const weeks = ['2022-W54', '2022-W00', '2022-W1', '0000-W01', '9999-W01', '1900-W01', '2099-W52', '-W36']
const endings = ['.exe', '.xlsx.exe', '.PDF', '-en.xlsx', '.pdf%00', '-excel.csv/', '/..%2f..%2fx', '.']
const issues = ['abc', '0', '-1', '1e9', '1.0', '%2b1', '99999', '9'.repeat(40), '', '2', '__proto__', 'NaN']
const figures = [
  ...['__proto__', 'constructor', 'toString', 'before:before:R2', 'before:', 'target.', 'target.__proto__'],
  ...['changes.__proto__', 'cause.', 'due.-1', 'reports', 'progress.constructor', '..%2f..%2fx', 'R2%2fx'],
  ...['%00', '%E0%A4%A', 'a'.repeat(5000), ...escaped.filter((text) => text.length < 400)],
]
const periods = [
  ...['2022-02-30..2022-03-01', '9999', '0001', '2022-M13', '2022-Q0', '2022-H2', '2022-M8', '2022-m08', ' '],
  ...['2022-09-01..2022-08-01', '2022-01-01..', '2022-01-01...2022-02-01', '1899-12-31..2022-01-01'],
  ...[
    '2022.exe',
    '2022.xlsx.xlsx',
    '__proto__',
    '2022-M08.PDF',
    '1900',
    '2099',
    '2022-01-01..2022-01-01.exe',
  ],
]
const addresses: Record<string, string[]> = {
  weeks: weeks.flatMap((week) =>
    ['', '.json', '/diff/2022-W35', '/issue'].map((rest) => `/weekly/${week}${rest}`),
  ),
  'files and issues': [
    ...endings.map((ending) => `${WEEK}${ending}`),
    ...issues.flatMap((issue) => ['', '.txt', '.json'].map((rest) => `${WEEK}${rest}?issue=${issue}`)),
    ...['/weekly/%2e%2e', '/weekly/..%2f', '/weekly/%2e%2e/figure/R2', '/making/__proto__'],
    ...[`${WEEK}?campaign[]=H-2022`, `${WEEK}?campaign=`, `${WEEK}?campaign=${escaped[20]}&campaign=T-2022`],
  ],
  figures: figures.flatMap((name) => [`${WEEK}/figure/${name}`, `/reports/2022-M08/figure/${name}`]),
  'weeks beside each other': [
    ...[...weeks, '2022-W36', '2022-W36.xlsx', '2022-W35.exe', '__proto__', '%2e%2e'].map(
      (other) => `${WEEK}/diff/${other}`,
    ),
    ...escaped.slice(0, 12).map((text) => `/weekly/diff?from=${text}&to=2022-W36`),
    ...['after=1e9', 'after=-1', 'after=x', 'after[]=1'].map((rest) => `${WEEK}/diff/2022-W35?${rest}`),
    ...['state=__proto__', 'sort=x', 'after=x', 'after=-1'].map((rest) => `${WEEK}/discipline?${rest}`),
  ],
  periods: [
    ...periods.map((code) => `/reports/${code}`),
    ...escaped.map((text) => `/reports?from=${text}&to=31/8/2022`),
    '/reports?from=1/1/1900&to=31/12/2099',
    '/reports/1900-01-01..2099-12-31',
    '/reports/1900-01-01..2099-12-31.json',
  ],
  'the schedule': ['edit', 'done', 'runs-after', 'letters-after', 'readers-after'].flatMap((name) =>
    [...escaped.filter((text) => text.length < 400), none].map((text) => `${SCHEDULE}?${name}=${text}`),
  ),
}

test.each(Object.keys(addresses))('no address of %s breaks the house', async (name) => {
  const house = await openFrozen()
  const supervisor = house.as('supervisor')
  for (const path of some(addresses[name]!, 5)) {
    const answer = await supervisor.get(path)
    expect([path, [200, 302, 303, 400, 404, 422].includes(answer.status)]).toEqual([path, true])
    expectHarmless(await answer.text())
  }
})

test.each(issues.filter((issue) => issue !== ''))('there is no issue %s', async (issue) => {
  const supervisor = (await openFrozen()).as('supervisor')
  for (const rest of ['', '.txt', '.docx']) {
    expect((await supervisor.get(`${WEEK}${rest}?issue=${issue}`)).status).toBe(404)
  }
})

const textsFor = (name: string) => {
  const days = ['40/13/2022', '31/12/9999', '1/1/0001', '9/9/2022 x']
  const long = ['x'.repeat(5000), '9\n'.repeat(2000), `45\r\nBcc: x@y.vn ${words}`]
  return [...nastiest, ...long, ...(name === 'issued_on' ? days : [])]
}

const forms: Deed[] = [
  ...issueDeeds,
  ...scheduleDeeds({ letter: none, there: none }),
  { path: `${WEEK}/next-week`, fields: { do: 'suggest', version: '1', issue: '1' }, who: [], deed: null },
]

test.each(forms)('the form of $path survives anything', async ({ path, fields }) => {
  const house = await openFrozen()
  const supervisor = house.as('supervisor')
  for (const name of [...Object.keys(fields), 'version', 'issue', 'id', '__proto__']) {
    for (const text of some(textsFor(name), 4)) {
      const answer = await supervisor.post(path, { ...fields, [name]: text })
      const said = [path, name, text.slice(0, 40)]
      expect([...said, [303, 404, 409, 422].includes(answer.status)]).toEqual([...said, true])
      expectHarmless(await answer.text())
    }
  }
})

test('an address that is none, or more than one, does not come onto the list', async () => {
  const house = await openFrozen()
  const wrong = ['a@b.vn\r\nBcc: x@y.vn', 'a@b.vn,x@y.vn', '<a@b.vn>', 'a@b', 'a b@c.vn', 'a@b.vn\u2028x']
  for (const address of [...wrong, ...nastiest]) {
    const form = { address, name: 'Văn phòng', language: 'vi', sends: 'issued' }
    expect([address, (await house.as('supervisor').post(`${SCHEDULE}/readers`, form)).status]).toEqual([
      address,
      422,
    ])
  }
  expect(await house.db.read.$count(weeklyRecipients)).toBe(0)
})

const formats = ['.xlsx', '.csv', '-excel.csv', '.json', '.txt', '-en.txt', '.docx', '-en.docx', '.pdf']

/** Names, titles and papers as hostile as can be. */
async function openHostile(house: House) {
  await house.db.tx(async (tx) => {
    await tx.update(units).set({ name: words, shortName: words }).where(eq(units.code, 'H-A'))
    await tx.update(campaigns).set({ name: words }).where(eq(campaigns.code, 'H-2022'))
  })
  for (const title of [
    words,
    'a\u0001\u000b\ufffeb',
    '\u202ecod.exe',
    '👩‍👩‍👧'.repeat(60),
    'dài'.repeat(900),
  ])
    await house.target({ kind: 'milestone', due_on: '2022-08-25', title })
}

test('whatever was typed is text on every page and in every file of a week and a period', async () => {
  const house = await openHouse({ now: '2022-09-09T18:00:00+07:00' })
  await openHostile(house)
  const supervisor = house.as('supervisor')
  await did(supervisor.post(`${WEEK}/freeze`, {}))
  await did(supervisor.post(`${WEEK}/next-week`, { next_week: `${words}\n${words}` }))
  const typed = { number: `45 ${words}`.slice(0, 100), signature: words, signatory: words, recipients: words }
  await did(issuePaper(house, { ...paper, ...typed }))
  await did(supervisor.post(`${WEEK}/reissue`, { reason: `${reason} ${words}` }))
  await did(supervisor.post(`${SCHEDULE}/readers`, { address: 'a@b.vn', name: words, sends: 'frozen' }))
  for (const path of [
    ...['', '?document=en', '?issue=1', '/issues', '/issue', '/next-week', '/reissue'].map(
      (rest) => WEEK + rest,
    ),
    ...['/diff/2022-W35', '/discipline', '/figure/overdue', '/figure/targets'].map((rest) => WEEK + rest),
    ...['/weekly', SCHEDULE, '/reports', '/reports/2022-M08', '/reports/2022-M08/figure/targets'],
  ]) {
    const answer = await supervisor.get(path)
    expect([path, answer.status]).toEqual([path, 200])
    expectHarmless(await page(answer))
  }
  const files = [
    ...formats.flatMap((ending) => [`${WEEK}${ending}`, `${WEEK}${ending}?issue=1`]),
    ...[
      `${WEEK}/diff/2022-W35.xlsx`,
      '/reports/2022-M08.docx',
      '/reports/2022-M08.xlsx',
      '/reports/2022-M08.csv',
    ],
  ]
  for (const path of some(files, 4)) {
    const answer = await supervisor.get(path)
    expect([path, answer.status]).toEqual([path, 200])
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"$/)
    if (!/\.(xlsx|docx)/.test(path)) continue
    const xml = await unpacked(answer)
    if (!path.includes('/diff/')) expect(xml).toContain('&lt;b&gt;')
    expect(xml).not.toMatch(/<script>|<b>đậm|<f[ >]/)
    expect(['\u0001', '\u000b', '\ufffe'].filter((sign) => xml.includes(sign))).toEqual([])
  }
})

test('no name of a campaign, a unit or a reader adds a line to the head of a letter', async () => {
  const post = await openPostOffice()
  const env = { SMTP_URL: post.url, MAIL_FROM: 'Văn phòng <socamket@huonghoa.vn>' }
  const house = await openHouse({ now: '2022-09-09T18:00:00+07:00', env })
  const name = 'Huyện ủy\r\nBcc: ke-gian@evil.example\r\n\r\n<script>alert(1)</script>'
  await house.db.tx(async (tx) => {
    await tx.update(units).set({ name }).where(eq(units.code, 'H'))
    await tx.update(campaigns).set({ name }).where(eq(campaigns.code, 'H-2022'))
  })
  await house.target()
  const supervisor = house.as('supervisor')
  const reader = { address: 'a@b.vn', name: 'Văn phòng\r\nBcc: x@y.vn\r\n.\r\nQUIT', language: 'vi' }
  for (const sends of ['frozen', 'issued'])
    await did(supervisor.post(`${SCHEDULE}/readers`, { ...reader, sends }))
  await did(supervisor.post(`${WEEK}/freeze`, {}))
  await did(issuePaper(house, { number: '45\r\nBcc: z@y.vn' }))
  await sendMails(officeOf(house).office)
  expect(post.delivered).toHaveLength(2)
  for (const letter of post.delivered) {
    expect(letter.to).toEqual(['a@b.vn'])
    expect(letter.header('Bcc')).toBeUndefined()
    expect(letter.header('Content-Type')).toMatch(/^multipart\/mixed/)
  }
})

test('what a large week is made by is not shown to who reads another campaign, and nothing is made of nothing', async () => {
  const house = await openHouse({ env: { APART_FROM: '1' } })
  await house.target()
  const errands = errandsOf(house.config)
  try {
    const errand = { kind: 'page', campaign: 'T-2022', week: '2022-W36', now: house.clock.now() } as const
    const { userId } = await house.actor('province')
    const path = `/making/${errands.start(errand, { basis: 'a state', by: userId }).id}`
    for (const to of ['https://elsewhere.vn/', '//elsewhere.vn', '/\\elsewhere.vn', 'weekly']) {
      const led = await house.as('supervisor').get(`${path}?${new URLSearchParams({ to })}`)
      expect([to, led.headers.get('location')]).toEqual([to, '/'])
    }
    for (const [who, address, status] of [
      ['province', `${path}?to=${WEEK}`, 200],
      ['province', path, 404],
      ['supervisor', path, 404],
      ['head', path, 404],
      ['supervisor', `${WEEK}?issue=abc`, 404],
      ['supervisor', `${WEEK}?issue=1`, 404],
      ['supervisor', `${WEEK}.pdf?issue=1`, 404],
      ['supervisor', '/weekly/1990-W01', 404],
      ['supervisor', '/weekly/2022-W40', 404],
      ['supervisor', '/weekly/2022-W40.xlsx', 404],
    ] as const) {
      const answer = await house.as(who).get(address)
      expect([who, address, answer.status, answer.headers.get('location')]).toEqual([
        who,
        address,
        status,
        null,
      ])
    }
  } finally {
    errands.stop()
  }
})

test('a house that closes gives up the errands that wait, so that nobody waits for them', async () => {
  const house = await openHouse()
  const errands = errandsOf(house.config)
  const errand = { kind: 'page', campaign: 'H-2022', now: house.clock.now() } as const
  const [first, second] = ['2022-W35', '2022-W36'].map((week) =>
    errands.start({ ...errand, week }, { basis: '', by: 'x' }),
  )
  errands.stop()
  await Promise.all([first!.ended, second!.ended])
  expect([first!.state, second!.state]).toEqual(['failed', 'failed'])
})
