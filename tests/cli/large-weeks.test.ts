import { readXlsx } from 'hucre'
import { describe, expect, test, vi } from 'vitest'
import { engineName } from '../support/database.ts'
import { leaveHouse } from './left-house.ts'
import { startServer } from './program.ts'

// Programs take their time to start where other tests have the processors.
vi.setConfig({ testTimeout: 120_000 })

describe.runIf(engineName === 'sqlite')('the server as it is delivered', () => {
  test('sends for the workbook of a large campaign, answers others meanwhile, and ends with it', async () => {
    let token = ''
    const house = await leaveHouse(async (storage) => {
      await storage.target({ title: 'Thu ngân sách' })
      token = await storage.session('supervisor')
    })
    const server = await startServer({ ...house.env, APART_FROM: '1' })
    const headers = { Cookie: `camket=${token}`, Accept: '*/*' }
    const asked = fetch(`${server.url}/weekly/2022-W36.xlsx`, { headers })
    expect((await fetch(`${server.url}/desk`, { headers })).status).toBe(200)
    const answer = await asked
    expect(answer.status).toBe(200)
    const book = await readXlsx(new Uint8Array(await answer.arrayBuffer()))
    expect(book.sheets.at(-1)?.rows.map((row) => row[3])).toEqual(['title', 'Thu ngân sách'])

    const late = fetch(`${server.url}/weekly/2022-W35.xlsx`, { headers }).catch(() => undefined)
    const { code, err } = await server.stop()
    expect([code, err]).toEqual([0, ''])
    await late
  })
})
