import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { isSecret } from '../../src/routes/secret-forms.ts'
import { auditEvents, posts, users } from '../../src/storage/schema.ts'
import { type Fields, formOn } from '../support/forms.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { accountOf, codeFor, setUpCodes } from '../support/signing-in.ts'
import { WORLD_PASSWORD } from '../support/world.ts'

/** Sends a form after the session has ended, and signs in on the page that comes. */
async function signInAfter(house: House, path: string, fields: Fields, username = 'admin') {
  const visitor = house.stranger()
  const refused = await visitor.post(path, fields)
  expect(refused.status).toBe(401)
  const form = formOn(await page(refused), path, '/login')
  return {
    visitor,
    answer: await visitor.post('/login', { ...form.fields, username, password: WORLD_PASSWORD }),
  }
}

const NOT_SENT = 'chưa được gửi'

test.each([
  ['/admin/users/head/enable', {}, 'admin', 'name="full_name"'],
  ['/admin/users/head/sessions', { session: 'all' }, 'admin', 'name="full_name"'],
  ['/account/theme', { theme: 'dark' }, 'head', 'name="present"'],
  ['/account/password', { present: 'x', new: 'y', again: 'y' }, 'head', 'name="present"'],
  ['/account/second-factor/off', { password: 'x', code: 'y' }, 'head', 'name="password"'],
])(
  '%s answers only to forms: signing in leads to its page, and says that nothing was sent',
  async (path, fields, who, mark) => {
    const house = await openHouse()
    const events = await house.db.read.$count(auditEvents)
    const { answer } = await signInAfter(house, path, fields, who)
    expect(answer.status).toBe(200)
    const html = await page(answer)
    expect(html).toContain(mark)
    expect(html).toContain(NOT_SENT)
    // The sign-in alone was recorded.
    expect(await house.db.read.$count(auditEvents)).toBe(events + 1)
  },
)

test('an address with no page at all leads home, also over a wrong password and a code', async () => {
  const house = await openHouse()
  const { answer } = await signInAfter(house, '/no-such/deed', {}, 'head')
  const home = await page(answer)
  expect(home).toContain('Việc của tôi')
  expect(home).toContain(NOT_SENT)

  await setUpCodes(house, 'admin')
  const { visitor, answer: asked } = await signInAfter(house, '/admin/users/head/enable', {})
  const form = formOn(await page(asked), '/login/code', '/login/code')
  const code = await codeFor(house, 'admin')
  const wrong = await visitor.post('/login/code', { ...form.fields, code: '000000' })
  const again = formOn(await page(wrong), '/login/code', '/login/code')
  expect(await page(visitor.post('/login/code', { ...again.fields, code }))).toContain(NOT_SENT)
})

test('only the forms in which secrets are typed are secret', () => {
  const secret = [
    '/login',
    '/login/code',
    '/account/password',
    '/account/second-factor/off',
    '/link/abc',
    '/setup/abc',
    '/setup/abc/picture',
  ]
  const open = ['/targets/CK-1/link/abc', '/x/setup/abc', '/commitments/login', '/link/a/b', '/account/mail']
  expect(secret.filter((path) => !isSecret(path))).toEqual([])
  expect(open.filter(isSecret)).toEqual([])
})

test('of a person, what was typed into one part comes back, and the other parts stand as they are kept', async () => {
  const house = await openHouse()
  await house.db.tx((tx) =>
    tx.update(users).set({ fullName: 'Người đứng đầu', email: 'a@b.vn' }).where(eq(users.username, 'head')),
  )
  const { answer } = await signInAfter(house, '/admin/users/head/disable', { reason: 'Nghỉ hưu từ tháng 9' })
  const html = await page(answer)
  for (const kept of ['Nghỉ hưu từ tháng 9', 'value="Người đứng đầu"', 'value="a@b.vn"'])
    expect(html).toContain(kept)

  const admin = house.as('admin')
  const self = await page(admin.post('/admin/users/admin/disable', { reason: 'Thôi việc' }))
  expect(self).toContain('Không thể tự khóa')
  const bare = await page(admin.post('/admin/users/head/disable', { reason: '' }))
  for (const kept of ['value="Người đứng đầu"', 'value="a@b.vn"']) expect(bare).toContain(kept)
  const wrong = await page(
    admin.post('/admin/users/head/details', { full_name: 'Tên mới', email: 'không', language: 'vi' }),
  )
  expect(wrong).toContain('value="Tên mới"')
})

test.each([
  ['organisation', { organisation: 'Huyện ủy đang gõ dở', do: 'save' }, 'value="Huyện ủy đang gõ dở"'],
  ['security', { second_factor: ['leader'], do: 'save' }, 'value="leader" checked'],
  ['letterhead/T', { form: 'state', issuer: 'UBND TỈNH', place: 'Đông Hà', do: 'save' }, 'value="Đông Hà"'],
])('of the settings, the typed %s comes back over a sign-in', async (part, fields, mark) => {
  const house = await openHouse()
  const { visitor, answer } = await signInAfter(house, `/admin/settings/${part}`, { ...fields, version: '0' })
  const html = await page(answer)
  expect(html.replace(/checked=""/g, 'checked')).toContain(mark)
  const form = formOn(html, '/admin/settings', `/${part}`)
  expect((await visitor.post(form.action, { ...form.fields, do: 'save' })).status).toBe(303)
})

test('a form that comes back with an error or over a sign-in keeps its version: nobody is overwritten unseen', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  const [post] = await house.db.read
    .select()
    .from(posts)
    .where(eq(posts.userId, (await accountOf(house, 'clerk')).id))
  const cases: [form: string, address: string, right: Fields, wrong: Fields][] = [
    ['/details', '/admin/users/clerk/details', { full_name: 'Của người khác' }, { email: 'không phải' }],
    [
      `/posts/${post!.id}`,
      `/admin/users/clerk/posts/${post!.id}`,
      { title: 'Của người khác' },
      { title: '' },
    ],
    [
      '/organisation',
      '/admin/settings/organisation',
      { organisation: 'Khác' },
      { organisation: 'x'.repeat(500) },
    ],
    [
      '/letterhead/H',
      '/admin/settings/letterhead/H',
      { place: 'Của người khác', do: 'save' },
      { place: 'x'.repeat(500), do: 'save' },
    ],
  ]
  for (const [part, address, right, wrong] of cases) {
    const opened = formOn(
      await page(admin.get(address.replace(/\/(details|organisation|letterhead.*)$/, ''))),
      address,
      part,
    )
    expect([address, (await admin.post(address, { ...opened.fields, ...right })).status]).toEqual([
      address,
      303,
    ])
    const refused = await admin.post(address, { ...opened.fields, ...wrong })
    const again = formOn(await page(refused), address, part)
    expect([address, again.fields.version]).toEqual([address, opened.fields.version])
    const late = await admin.post(address, {
      ...again.fields,
      ...right,
      title: 'Của tôi',
      full_name: 'Của tôi',
      email: '',
    })
    expect([address, late.status]).toEqual([address, 409])
  }
})
