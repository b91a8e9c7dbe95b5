import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { updates } from '../../src/storage/schema.ts'
import { openFurnished, report } from '../support/furnished.ts'
import { openHouse } from '../support/house.ts'
import { expectHarmless, nastiest, nasty } from '../support/nasty.ts'
import { page } from '../support/page.ts'
import { unpacked } from '../support/raw.ts'
import { some } from '../support/some.ts'

const fields = ['value', 'as_of', 'as_of_other', 'progress', 'assessment', 'results', 'difficulties', 'cause']
const others = ['next_steps', 'proposal', 'correction_reason', 'completed_on', 'null_reason', 'value_choice']
const hidden = [
  'choice_for',
  'captured_at',
  'version',
  'corrects',
  'keep',
  'do',
  'id',
  '__proto__',
  'constructor',
]

/** What the number and its reading hang on is typed in every way, the rest in the worst. */
const read = ['value', 'as_of']

test.each([read, fields.slice(2), others, hidden])(
  'the update form survives anything in %s, %s …',
  async (...names) => {
    const house = await openHouse()
    const target = await house.target()
    const head = house.as('head')
    for (const name of names) {
      for (const text of some(name === 'value' ? nasty : nastiest, 2)) {
        const sound = { id: newId(), value: '41,5', as_of: '31/8/2022', do: 'submit' }
        const answer = await head.post(`/targets/${target.code}/updates`, { ...sound, [name]: text })
        expect([303, 404, 409, 415, 422]).toContain(answer.status)
        expectHarmless(await answer.text())
        const query = new URLSearchParams({ value: '5', [name]: text })
        const preview = await head.get(`/targets/${target.code}/update/preview?${query}`)
        expect(preview.status).toBe(200)
        expectHarmless(await preview.text())
      }
    }
  },
)

test('a draft keeps anything, and is shown as it was typed', async () => {
  const house = await openHouse()
  const head = house.as('head')
  for (const text of nastiest) {
    const target = await house.target()
    const texts = { value: text, results: text, difficulties: text, next_steps: text, proposal: text }
    const draft = { id: newId(), as_of: '31/8/2022', progress: 'in_progress', do: 'draft', ...texts }
    expect((await head.post(`/targets/${target.code}/updates`, draft)).status).toBe(303)
    expectHarmless(await page(head.get(`/targets/${target.code}/update`)))
  }
})

test('what was refused comes back as a sound page', async () => {
  const house = await openHouse()
  const target = await house.target()
  for (const text of nastiest) {
    const everywhere = Object.fromEntries([...fields, ...others].map((name) => [name, text]))
    const answer = await house
      .as('head')
      .post(`/targets/${target.code}/updates`, { ...everywhere, do: 'submit' })
    expect(answer.status).toBe(422)
    expectHarmless(await page(answer))
  }
  expect(await house.db.read.$count(updates)).toBe(0)
})

test('a review, a void, an account and a sign-in survive anything', async () => {
  const { house, reports } = await openFurnished()
  const deeds: [path: string, who: 'supervisor' | 'leader' | 'head', names: string[]][] = [
    [`${reports.submitted.path}/review`, 'supervisor', ['decision', 'comment', 'due', 'content_hash']],
    [`${reports.submitted.path}/void`, 'leader', ['document']],
    ['/account/theme', 'head', ['theme', 'next']],
    ['/account/language', 'head', ['language']],
    ['/account/password', 'head', ['present']],
    ['/weekly/2022-W36/freeze', 'supervisor', ['confirm']],
  ]
  for (const [path, who, names] of deeds) {
    const visitor = house.as(who)
    for (const name of names) {
      for (const text of nastiest) {
        const answer = await visitor.post(path, { [name]: text })
        expect([path, name, text, answer.status < 500]).toEqual([path, name, text, true])
        expectHarmless(await answer.text())
      }
    }
  }
})

test('a sign-in survives anything', async () => {
  const house = await openHouse()
  for (const text of nastiest) {
    house.clock.advance({ days: 1 })
    const kept = { 'kept.value': text, 'kept.__proto__': text, 'kept.': text, [`kept.${text}`]: text }
    const answer = await house
      .stranger()
      .post('/login', { username: text, password: text, next: text, ...kept })
    expect(answer.status).toBe(422)
    expectHarmless(await page(answer))
  }
})

test('a report’s id belongs to one target: under another it is neither shown nor changed', async () => {
  const { house, targets, reports } = await openFurnished()
  const values = { value: '77', as_of: '31/8/2022', do: 'submit' }
  for (const id of [reports.elsewhere.id, reports.submitted.id]) {
    const answer = await house.as('head').post(`/targets/${targets.drafted.code}/updates`, { ...values, id })
    expect([404, 422]).toContain(answer.status)
    expect(await answer.text()).not.toContain(reports.elsewhere.path.slice(9))
  }
  const mine = { ...values, id: reports.elsewhere.id, corrects: reports.elsewhere.path.slice(9) }
  expect([404, 422]).toContain(
    (await house.as('head').post(`/targets/${targets.own.code}/updates`, mine)).status,
  )
  for (const id of ['-1', '1', '../x', '9'.repeat(50)])
    expect(
      (await house.as('head').post(`/targets/${targets.own.code}/updates`, { ...values, id })).status,
    ).toBe(422)
})

test('of a field given twice the first counts, and a file where text belongs is no text', async () => {
  const house = await openHouse()
  const target = await house.target()
  const body = new FormData()
  for (const [name, value] of [
    ['do', 'submit'],
    ['as_of', '31/8/2022'],
    ['value', '41'],
    ['value', '99'],
  ] as const)
    body.append(name, value)
  body.append('results', new File(['x'], 'x.txt'))
  const headers = { 'Sec-Fetch-Site': 'same-origin', Cookie: `camket=${await house.session('head')}` }
  const answer = await house.app.request(`/targets/${target.code}/updates`, { method: 'POST', body, headers })
  expect(answer.status).toBe(303)
  const [row] = await house.db.read.select().from(updates)
  expect(row).toMatchObject({ valueLow: 41, results: '' })
})

test('what was stored is text on every page and in every file that shows it', async () => {
  const { house } = await openFurnished()
  const title = '<b>đậm</b> & "ngoặc" <script>alert(1)</script>'
  const target = await house.target({ title, product: title, measure: '<b>đậm', unit: 'H-A' })
  const said = '=HYPERLINK("http://x") <script>alert(1)</script>'
  const texts = { results: said, difficulties: said, next_steps: said, proposal: said }
  const sent = await report(house, 'head', target.code, { ...texts, as_of: '5/9/2022' })
  await house.as('supervisor').post(`${sent.path}/review`, { decision: 'return', comment: said })
  await house.target({ title: '=HYPERLINK("http://x")', due_on: '2022-08-01' })
  const pages: ['head' | 'supervisor' | 'leader', string][] = [
    ...[`/targets/${target.code}/update`, sent.path, `${sent.path}/correct`, '/my-work', '/commitments'].map(
      (path): ['head', string] => ['head', path],
    ),
    ...[
      '/desk',
      '/desk?tab=review',
      '/desk/changes',
      '/dashboard',
      '/units/H-A',
      `/targets/${target.code}`,
    ].map((path): ['supervisor', string] => ['supervisor', path]),
    ...[
      '/commitments/CK-H-A',
      '/commitments/CK-H-A/print',
      '/weekly/2022-W36',
      `${sent.path}/review`,
      sent.path,
    ].map((path): ['supervisor', string] => ['supervisor', path]),
    ['leader', sent.path],
  ]
  for (const [who, path] of pages) {
    const answer = await house.as(who).get(path)
    expect([path, answer.status]).toEqual([path, 200])
    expectHarmless(await page(answer))
  }
  for (const ending of ['.xlsx', '.csv', '-excel.csv', '.json']) {
    const answer = await house.as('supervisor').get(`/weekly/2022-W36${ending}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(answer.headers.get('content-type')).not.toContain('html')
    const text = await unpacked(answer)
    expect(text).toContain('HYPERLINK')
    // Nothing that a spreadsheet would run; the machine's CSV and JSON say everything as it was written.
    if (ending === '-excel.csv') expect(text).not.toMatch(/(^|[\n;])"?[=+@]HYPERLINK/)
    if (ending === '.xlsx') expect(text).not.toMatch(/<f[ >]/)
  }
})

test('a page of trouble repeats what was typed as text', async () => {
  const house = await openHouse()
  const target = await house.target()
  const head = house.as('head')
  await head.get('/my-work')
  house.db.tx = () => Promise.reject(new Error('the disk is gone'))
  for (const text of nastiest) {
    const values = { value: '5', as_of: '31/8/2022', results: text, do: 'submit', [text]: text }
    const answer = await head.post(`/targets/${target.code}/updates`, values)
    expect(answer.status).toBe(500)
    expectHarmless(await page(answer))
  }
  house.errors.length = 0
})
