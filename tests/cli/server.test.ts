import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { engineName } from '../support/database.ts'
import { type LeftHouse, leaveHouse } from './left-house.ts'
import { startServer } from './program.ts'

// Programs take their time to start where other tests have the processors.
vi.setConfig({ testTimeout: 120_000 })

const SUBMITS = 100

/** A hundred targets of one unit, and somebody signed in who reports on them. */
async function openOffice() {
  let token = ''
  const codes: string[] = []
  const house = await leaveHouse(async (storage) => {
    for (let at = 0; at < 10; at++) codes.push((await storage.target()).code)
    token = await storage.session('head')
  })
  const reports = Array.from({ length: SUBMITS }, (_, at) => ({
    code: codes[at % codes.length]!,
    // Ten days for each target, so that none corrects another.
    fields: {
      id: randomUUID(),
      version: '0',
      // A little more every day: a third report in a row that says the same is asked about.
      value: `${40 + Math.floor(at / codes.length)}`,
      as_of: `${1 + Math.floor(at / codes.length)}/8/2022`,
      do: 'submit',
    },
  }))
  return { house, reports, cookie: `camket=${token}` }
}

type Office = Awaited<ReturnType<typeof openOffice>>

async function submit(url: string, { cookie }: Office, { code, fields }: Office['reports'][number]) {
  const answer = await fetch(`${url}/targets/${code}/updates`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin', Origin: url },
    body: new URLSearchParams(fields),
  })
  await answer.arrayBuffer()
  return { status: answer.status, receipt: answer.headers.get('location')?.replace('/updates/', '') }
}

/** Sends the reports, eight at a time, and notes each receipt that was answered. */
async function submitAll(url: string, office: Office, noted: Map<string, string>) {
  const waiting = [...office.reports]
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { status, receipt } = await submit(url, office, next)
      if (status !== 303 || !receipt) throw new Error(`answered with ${status}`)
      noted.set(next.fields.id, receipt)
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

const stored = (house: LeftHouse) =>
  new Map(house.query('select id, receipt from updates').map((row) => [String(row.id), String(row.receipt)]))

describe.runIf(engineName === 'sqlite')('the server', () => {
  test('killed in the middle of a hundred submits, it has every receipt it gave, exactly once', async () => {
    const office = await openOffice()
    const { env } = office.house
    const first = await startServer(env)
    const noted = new Map<string, string>()
    const cut = submitAll(first.url, office, noted).catch(() => 'cut off')
    while (noted.size < 30) await sleep(1)
    expect((await first.stop('SIGKILL')).code).toBe(null)
    expect(await cut).toBe('cut off')
    expect(noted.size).toBeLessThan(SUBMITS)

    const second = await startServer(env)
    const afterwards = stored(office.house)
    for (const [id, receipt] of noted) expect(afterwards.get(id)).toBe(receipt)
    const again = new Map<string, string>()
    await submitAll(second.url, office, again)
    for (const [id, receipt] of noted) expect(again.get(id)).toBe(receipt)
    const { code, err } = await second.stop()
    expect([code, err]).toEqual([0, ''])
    expect(stored(office.house)).toEqual(again)
    expect(again.size).toBe(SUBMITS)
    expect(office.house.query('select count(*) as n, count(distinct receipt) as r from updates')).toEqual([
      { n: SUBMITS, r: SUBMITS },
    ])
    const events = office.house.query(
      "select count(*) as n from audit_events where deed = 'update.submitted'",
    )
    expect(events).toEqual([{ n: SUBMITS }])
  })

  test('told to stop, it finishes what is in flight, ends with 0 and leaves no log behind', async () => {
    const office = await openOffice()
    const server = await startServer(office.house.env)
    const inFlight = office.reports.slice(0, 20).map((report) => submit(server.url, office, report))
    // The first answer shows that all of them have arrived.
    await Promise.race(inFlight)
    const from = Date.now()
    const { code, err } = await server.stop()
    expect([code, err]).toEqual([0, ''])
    expect(Date.now() - from, 'idle connections do not hold it up').toBeLessThan(5000)
    const answers = await Promise.allSettled(inFlight)
    const given = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.receipt] : []))
    expect(given.length).toBeGreaterThan(0)
    expect(existsSync(`${office.house.file}-wal`)).toBe(false)
    const kept = new Set(stored(office.house).values())
    expect(given.filter((receipt) => !kept.has(receipt!))).toEqual([])
    await expect(submit(server.url, office, office.reports[30]!)).rejects.toThrow()
  })
})
