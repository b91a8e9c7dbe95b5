import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sendMails } from '../../src/jobs/mail.ts'
import { newId } from '../../src/storage/ids.ts'
import { mails, units, users } from '../../src/storage/schema.ts'
import { openHouse } from '../support/house.ts'
import { nastiest } from '../support/nasty.ts'
import { giveAddresses, officeOf } from './office.ts'
import { openPostOffice } from './post-office.ts'

const env = (SMTP_URL: string) => ({ SMTP_URL, MAIL_FROM: 'Văn phòng <socamket@huonghoa.vn>' })

test('no name and no words of a reminder add a line to the head of a letter', async () => {
  const post = await openPostOffice()
  const house = await openHouse({ env: env(post.url) })
  const { office } = officeOf(house)
  await giveAddresses(house, 'head')
  const name = 'Xã Tân Liên\r\nBcc: ke-gian@evil.example\r\n\r\n<script>alert(1)</script>'
  await house.db.tx(async (tx) => void (await tx.update(units).set({ name }).where(eq(units.code, 'H-A'))))
  const title = 'Việc\r\nSubject: khác\n.\nQUIT'
  const target = await house.target({ kind: 'milestone', due_on: '2022-08-25', title })
  const text = 'Dòng một\r\n.\r\nMAIL FROM:<x@evil.example>\r\n{đơn vị}'
  const sent = { id: newId(), target: [target.code], text, channel: ['email'] }
  expect((await house.as('supervisor').post('/reminders', sent)).status).toBe(303)

  await sendMails(office)

  expect(post.delivered).toHaveLength(1)
  const [letter] = post.delivered
  expect(letter!.to).toHaveLength(1)
  expect(letter!.from).toBe('socamket@huonghoa.vn')
  expect(letter!.header('Bcc')).toBeUndefined()
  expect(letter!.header('Content-Type')).toMatch(/^text\/plain/)
  expect(letter!.header('Subject')).toContain('Bcc: ke-gian@evil.example')
  expect(letter!.body).toContain('MAIL FROM:<x@evil.example>')
  expect(letter!.body).toContain('QUIT')
})

test('an address that is none, or more than one, is not taken', async () => {
  const house = await openHouse()
  const wrong = [
    ...[
      'a@b.vn\r\nBcc: x@y.vn',
      'a@b.vn,x@y.vn',
      '"a"@b.vn',
      '<a@b.vn>',
      'a@b',
      'a b@c.vn',
      'a@b.vn ; x@y.vn',
    ],
    ...['a@b.vn\u2028x', `${'a'.repeat(65)}@b.vn`, `a@${'b'.repeat(250)}.vn`, 'a@b.vn@c.vn', 'a@[127.0.0.1]'],
    ...nastiest,
  ]
  for (const email of wrong) {
    const { status } = await house.as('head').post('/account/mail', { mail: 'on', email })
    expect([email, status]).toEqual([email, 422])
  }
  const rows = await house.db.read.select({ email: users.email }).from(users)
  expect(rows.filter(({ email }) => email !== null)).toEqual([])
  expect(await house.db.read.$count(mails)).toBe(0)
})
