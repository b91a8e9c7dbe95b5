import { expect, test, vi } from 'vitest'
import { startJobs } from '../../src/jobs/calendar.ts'
import { openStorage } from '../support/storage.ts'
import { giveAddresses, listMails, officeOf, toldBy } from './office.ts'
import { openPostOffice } from './post-office.ts'

test('when the house opens, what is due is said and sent at once; closing waits for it', async () => {
  const post = await openPostOffice()
  const env = { SMTP_URL: post.url, MAIL_FROM: 'socamket@huonghoa.vn' }
  const house = await openStorage('world', { now: '2022-09-06T08:00:00+07:00', env })
  await giveAddresses(house, 'head', 'clerk')
  await house.target({ due_on: '2022-08-31' })
  const { office, logged } = officeOf(house)
  const jobs = startJobs(office)
  await vi.waitFor(() => expect(post.delivered).toHaveLength(2), 10_000)
  await jobs.stop()
  expect(await toldBy(house)).toEqual({ clerk: [['after CK-H-A-01']], head: [['after CK-H-A-01']] })
  expect((await listMails(house)).map(({ state }) => state)).toEqual(['sent', 'sent'])
  expect(logged).toEqual([])
})

test('closing while letters go out finishes the one in hand and leaves the others for later', async () => {
  const post = await openPostOffice()
  const env = { SMTP_URL: post.url, MAIL_FROM: 'socamket@huonghoa.vn' }
  const house = await openStorage('world', { now: '2022-09-06T08:00:00+07:00', env })
  await giveAddresses(house, 'head', 'clerk')
  await house.target({ due_on: '2022-08-31' })
  const { office } = officeOf(house)
  const first = startJobs(office)
  await vi.waitFor(async () => expect(await listMails(house)).toHaveLength(2), 10_000)
  await first.stop()
  const states = (await listMails(house)).map(({ state }) => state)
  expect(states.filter((state) => state === 'sent')).toHaveLength(post.delivered.length)
  const second = startJobs(office)
  await vi.waitFor(() => expect(post.delivered).toHaveLength(2), 10_000)
  await second.stop()
  expect((await listMails(house)).map(({ state, attempts }) => [state, attempts])).toEqual([
    ['sent', 1],
    ['sent', 1],
  ])
})

test('an error of a job is logged and ends nothing else', async () => {
  const house = await openStorage('world', { now: '2022-09-06T08:00:00+07:00' })
  const { office, logged } = officeOf(house)
  const broken = { ...office, now: () => Number.NaN }
  const jobs = startJobs(broken)
  await vi.waitFor(() => expect(logged.length).toBeGreaterThan(1), 10_000)
  await jobs.stop()
  for (const [at, job] of ['weekly-freeze', 'ladder'].entries()) {
    expect(logged[at]).toMatchObject([{ job, error: expect.any(Error) }, 'a job failed'])
  }
})
