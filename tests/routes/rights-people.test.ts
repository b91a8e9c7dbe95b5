import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { posts, users } from '../../src/storage/schema.ts'
import { type Deed, type Door, everybody, expectDone, expectDoors, expectRefused } from '../support/doors.ts'
import { type House, openHouse } from '../support/house.ts'
import type { Person } from '../support/world.ts'

const admin: Person[] = ['admin']
const at = '/admin/users'

/** The post of the clerk, in this house. */
async function postOf({ db }: House): Promise<string> {
  const [row] = await db.read
    .select({ id: posts.id })
    .from(posts)
    .innerJoin(users, eq(users.id, posts.userId))
    .where(eq(users.username, 'clerk'))
  return row!.id
}

const doorsOf = (post: string): Door[] => [
  [at, admin],
  [`${at}?q=a&role=head&unit=H&state=active&after=b`, admin],
  [`${at}/new`, admin],
  [`${at}/new?unit=H-A`, admin],
  [`${at}/units?unit=x`, admin, 303],
  [`${at}/heads`, admin],
  [`${at}/heads?q=x&after=y`, admin],
  [`${at}/slips`, admin],
  [`${at}/clerk`, admin],
  [`${at}/admin`, admin],
  [`${at}/nobody`, []],
  [`${at}/clerk/posts/new`, admin],
  [`${at}/clerk/posts/new?acting=1`, admin],
  [`${at}/clerk/posts/${post}`, admin],
  [`${at}/head/posts/${post}`, []],
  ['/account', everybody],
  ['/account/password', everybody, 303],
  ['/account/second-factor', everybody],
]

const aPost = { unit: 'H-A', role: 'clerk', title: 'Công chức' }

/** Deeds that lead on with 303. */
const deedsOf = (post: string): Deed[] => [
  {
    path: `${at}/clerk/details`,
    fields: { full_name: 'Tên', language: 'vi' },
    who: admin,
    deed: 'user.changed',
  },
  { path: `${at}/clerk/posts/new`, fields: aPost, who: admin, deed: 'post.added' },
  { path: `${at}/clerk/posts/${post}`, fields: { title: 'Khác' }, who: admin, deed: 'post.changed' },
  { path: `${at}/clerk/sessions`, fields: { session: 'all' }, who: admin, deed: 'sessions.ended' },
  { path: `${at}/clerk/second-factor`, fields: { factor_reason: 'x' }, who: admin, deed: null },
  { path: `${at}/clerk/disable`, fields: { reason: 'x' }, who: admin, deed: 'user.disabled' },
  { path: `${at}/clerk/enable`, fields: {}, who: admin, deed: 'user.enabled' },
]

/** Deeds whose answer shows a secret once. */
const shown: Deed[] = [
  {
    path: `${at}/new`,
    fields: { ...aPost, id: newId(), username: 'moi', way: 'link' },
    who: admin,
    deed: 'user.added',
  },
  { path: `${at}/clerk/link`, fields: {}, who: admin, deed: 'user.link.reset' },
  { path: `${at}/clerk/slip`, fields: {}, who: admin, deed: 'user.initial_password' },
  { path: `${at}/slips`, fields: { person: 'clerk' }, who: admin, deed: 'user.initial_password' },
  { path: `${at}/heads`, fields: { unit: 'T' }, who: admin, deed: 'user.added' },
]

test('the pages about people do not exist for anybody else', async () => {
  const house = await openHouse()
  await expectDoors(house, doorsOf(await postOf(house)))
})

test('nobody else does anything to an account, and a refused deed leaves no trace', async () => {
  const house = await openHouse()
  await expectRefused(house, [...deedsOf(await postOf(house)), ...shown])
})

test('an administrator does each of them', async () => {
  const house = await openHouse()
  for (const deed of deedsOf(await postOf(house))) await expectDone(house, deed, 'admin')
  for (const { path, fields } of shown) {
    const answer = await house.as('admin').post(path, fields)
    expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-store'])
  }
})

test('what administrators do to others they do not do to themselves', async () => {
  const house = await openHouse()
  for (const deed of ['link', 'slip', 'sessions', 'second-factor'])
    expect((await house.as('admin').post(`${at}/admin/${deed}`, { session: 'all' })).status).toBe(404)
})

test('one-time codes are everybody’s own: what is sent reaches no other account', async () => {
  const house = await openHouse()
  for (const who of everybody) {
    const sent = { password: 'wrong', code: '0', username: 'admin', user: 'admin' }
    for (const deed of ['begin', 'codes', 'off'])
      expect((await house.as(who).post(`/account/second-factor/${deed}`, sent)).status).not.toBe(200)
  }
  const rows = await house.db.read.select().from(users)
  expect(rows.every(({ totpSecret }) => totpSecret === null)).toBe(true)
})
