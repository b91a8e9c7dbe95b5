import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { typed as ordered } from '../support/directions.ts'
import type { Deed } from '../support/doors.ts'
import { lastDeed } from '../support/furnished.ts'
import { openFollowUp } from '../support/furnished-follow-up.ts'
import { expectHarmless, nastiest } from '../support/nasty.ts'
import { page } from '../support/page.ts'
import { multipart, part, send, unpacked } from '../support/raw.ts'
import { followUpDeeds } from '../support/rights-follow-up.ts'
import { some } from '../support/some.ts'

const days = ['40/13/2022', '31/12/9999', '1/1/0001', '2022-W99', '29/2/2022']
const numbers = ['-1', '1e9', '9'.repeat(30)]
/** Fields that every form has, or none. */
const hidden = ['id', 'version', '__proto__']

function textsFor(name: string): string[] {
  if (/(^|_)(on|of|day|week|by)$/.test(name)) return [...nastiest, ...days]
  return /^(id|version|seen|group|slide)$/.test(name) ? [...nastiest, ...numbers] : nastiest
}

/** Everything that this form can be sent with, one field at a time. */
const sendings = ({ fields }: Deed): Deed['fields'][] =>
  [...new Set([...Object.keys(fields), ...hidden])].flatMap((name) => [
    { [name]: ['<b>đậm</b>', '__proto__'] },
    ...textsFor(name).map((text) => ({ ...fields, [name]: text })),
  ])

const parts = 6

test.each(Array.from({ length: parts }, (_, part) => part))(
  'the forms of the follow-up survive anything, part %i',
  async (part) => {
    const all = await openFollowUp()
    const deeds = followUpDeeds(all).filter(({ who }, n) => who.length > 0 && n % parts === part)
    for (const [place, deed] of deeds.entries()) {
      const visitor = all.house.as(deed.who[0]!)
      // Each form gets another third of the sendings, so that all of them are tried on some forms.
      const third = sendings(deed).filter((_, n) => (n + place + part) % 3 === 0)
      for (const fields of some(third, 6)) {
        const answer = await visitor.post(deed.path, fields)
        const isCalm = [303, 404, 409, 422].includes(answer.status)
        expect([deed.path, fields, isCalm]).toEqual([deed.path, fields, true])
        expectHarmless(await answer.text())
      }
    }
  },
)

test('what was typed into the follow-up is text on every page and in every file', async () => {
  const { house, targets, ...all } = await openFollowUp()
  const words = '<b>đậm</b> & "ngoặc" <script>alert(1)</script> =HYPERLINK("http://x")'
  const deeds: [who: 'head' | 'supervisor' | 'leader', path: string, fields: Record<string, string>][] = [
    ['supervisor', `${all.extensions.pending}/opinion`, { stance: 'agree', opinion: words }],
    ['leader', `${all.extensions.pending}/decision`, { decision: 'refuse', comment: words, document: words }],
    ['head', `${all.round}/answer`, { text: words }],
    ['supervisor', `${all.round}/letter`, { letter_number: '<b>đậm</b>45' }],
    ['supervisor', `${all.proposals.own}/answer`, { outcome: 'partly', text: words, document: words }],
    ['head', `${all.directions.assigned.part}/report`, { version: '1', text: words }],
    ['supervisor', `${all.meeting}/1`, { id: newId(), text: words, lead_unit: 'H-A' }],
    ['supervisor', `${all.meeting}/number`, { number: '<b>đậm</b>', version: '1' }],
  ]
  for (const [who, path, fields] of deeds)
    expect([path, (await house.as(who).post(path, fields)).status]).toEqual([path, 303])
  const title = { id: newId(), title: words, kind: 'funding', text: words, addressed_to: words }
  const raised = await house.as('head').post('/proposals/new', { ...title, target: targets.free.code })
  for (const path of [
    ...[all.extensions.pending, all.round, `${all.round}/letter`, all.proposals.own, '/proposals?view=all'],
    ...[raised.headers.get('location')!, all.directions.assigned.path, '/directions?view=all', '/desk'],
    ...['', '/1', '/2', '/notice'].map((rest) => all.meeting + rest),
    ...['/dashboard', '/desk?tab=proposals', `/targets/${targets.free.code}`, '/notices'],
  ]) {
    const answer = await house.as('supervisor').get(path)
    expect([path, answer.status]).toEqual([path, 200])
    expectHarmless(await page(answer))
  }
  for (const path of ['/notices', '/my-work', `/targets/${targets.asked.code}`])
    expectHarmless(await page(house.as('head').get(path)))

  const docx = await house.as('supervisor').get(`${all.meeting}.docx`)
  expect(docx.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"$/)
  const xml = await unpacked(docx)
  expect(xml).toContain('&lt;b&gt;đậm')
  expect(xml).not.toContain('<b>đậm')
})

test('a very long text is refused and shown again', async () => {
  const all = await openFollowUp()
  const long = 'ab '.repeat(2 ** 15)
  // Taking note of a task needs no words.
  const worded = followUpDeeds(all).filter((one) => one.deed !== 'direction.acknowledged')
  for (const { path, fields, who } of worded.filter((one) => one.who.length > 0)) {
    const [name] = ['text', 'reason', 'opinion', 'comment', 'number', 'title', 'letter_number'].filter(
      (one) => one in fields,
    )
    if (!name) continue
    const answer = await all.house.as(who[0]!).post(path, { ...fields, [name]: long })
    expect([path, name, answer.status]).toEqual([path, name, 422])
  }
  const codes = Object.values(all.targets).map(({ code }) => code)
  const piece = await all.house
    .as('supervisor')
    .htmx.post('/reminders/preview', { target: codes, text: long })
  expect(piece.status).toBe(200)
  expect((await piece.text()).length).toBeLessThan(50_000)
})

test('no proposal and no direction is run by a spreadsheet', async () => {
  const { house } = await openFollowUp()
  const said = '=HYPERLINK("http://x")'
  const raised = { id: newId(), title: said, kind: 'funding', text: said, addressed_to: said }
  expect((await house.as('head').post('/proposals/new', raised)).status).toBe(303)
  const ordering = { id: newId(), ...ordered, text: said, occasion: said, document: said }
  expect((await house.as('supervisor').post('/directions/new', ordering)).status).toBe(303)
  const workbook = await unpacked(await house.as('supervisor').get('/weekly/2022-W36.xlsx'))
  expect(workbook).toContain('HYPERLINK')
  expect(workbook).not.toMatch(/<f[ >]/)
  const table = await unpacked(await house.as('supervisor').get('/weekly/2022-W36-excel.csv'))
  expect(table).not.toMatch(/(^|[\n;])"?[=+@]HYPERLINK/)
})

test('only forms of this house do a deed of the follow-up', async () => {
  const all = await openFollowUp()
  const { house } = all
  const before = await lastDeed(house)
  const json = { 'Content-Type': 'application/json' }
  const elsewhere = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }
  for (const { path, fields, who } of followUpDeeds(all).filter((one) => one.who.length > 0)) {
    const body = JSON.stringify(fields)
    expect([path, (await send(house, who[0]!, path, { body, headers: json })).status]).toEqual([path, 415])
    const crossed = await house.as(who[0]!).post(path, fields, { headers: elsewhere })
    expect([path, crossed.status]).toEqual([path, 403])
    const broken = await send(house, who[0]!, path, {
      body: part('text', 'x').slice(0, -9),
      headers: multipart,
    })
    // A form in which nothing has to be filled in is done by being sent at all.
    if (!/withdraw|notices/.test(path))
      expect([path, broken.status >= 400 && broken.status < 500]).toEqual([path, true])
  }
  expect(await lastDeed(house)).toBe(before)
})

test('no decision leads out of the house', async () => {
  const { house, extensions } = await openFollowUp()
  for (const back of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/\t/x',
  ]) {
    const advice = { stance: 'disagree', opinion: `Không, vì ${back}`, back }
    const answer = await house.as('supervisor').post(`${extensions.pending}/opinion`, advice)
    expect([back, answer.status]).toEqual([back, 303])
    const to = new URL(answer.headers.get('location')!, 'http://camket.example/')
    expect([back, to.host]).toEqual([back, 'camket.example'])
  }
})
