import { describe, expect, test, vi } from 'vitest'
import { engineName } from '../support/database.ts'
import { query } from './left-house.ts'
import { bundle, cli, newFolder, startServer } from './program.ts'

// Programs take their time to start where other tests have the processors.
vi.setConfig({ testTimeout: 120_000 })

const LINK = /http:\/\/\S+\/setup\/[\w-]{43}/g
const linksIn = (text: string) => text.match(LINK) ?? []

const fields = {
  organisation: 'Huyện ủy Hướng Hóa',
  form: 'party',
  upper: 'Tỉnh ủy Quảng Trị',
  username: 'quantri',
  title: 'Quản trị hệ thống',
  password: 'mat khau dai 2026',
  again: 'mat khau dai 2026',
  starter: 'admin',
  do: 'save',
}

const statusOf = async (link: string) => {
  const answer = await fetch(link, { redirect: 'manual' })
  await answer.arrayBuffer()
  return answer.status
}

describe.runIf(engineName === 'sqlite')('a new house', () => {
  test('prints one link at each start until somebody has used it, and never again', async () => {
    bundle()
    const env = { DATA_DIR: newFolder() }
    const servers = await Promise.all([startServer(env), startServer(env), startServer(env)])
    const [one] = servers
    // Whichever printed last stands; printed again on demand, it ends the others.
    const { out } = await cli(['user', 'first'], env)
    const [asked = ''] = linksIn(out)
    const tokens = query(`${env.DATA_DIR}/camket.db`, 'select count(*) as n from user_links')
    expect(tokens).toEqual([{ n: 1 }])
    const path = new URL(asked).pathname
    expect(await statusOf(one!.url + path)).toBe(200)

    const sent = await Promise.all(
      servers.map(({ url }) =>
        fetch(url + path, {
          method: 'POST',
          redirect: 'manual',
          headers: { 'Sec-Fetch-Site': 'same-origin', Origin: url },
          body: new URLSearchParams(fields),
        }),
      ),
    )
    expect(sent.map(({ status }) => status).sort()).toEqual([303, 404, 404])
    await Promise.all(sent.map((answer) => answer.arrayBuffer()))

    const ended = await Promise.all(servers.map((server) => server.stop()))
    for (const { out: said, err } of ended) expect([linksIn(said).length, err]).toEqual([1, ''])
    const printed = ended.flatMap(({ out: said }) => linksIn(said))
    expect(new Set(printed).size).toBe(3)

    const again = await startServer(env)
    for (const link of printed) expect(await statusOf(again.url + new URL(link).pathname)).toBe(404)
    expect(linksIn((await again.stop()).out)).toEqual([])
    const refused = await cli(['user', 'first'], env)
    expect([refused.code, refused.out]).toEqual([1, ''])
    expect(refused.err).toContain('there is an account already')
    expect((await cli(['audit', 'verify'], env)).out).toContain('the chain holds')
  })

  test('under a public address the link leads there', async () => {
    const env = { DATA_DIR: newFolder(), PUBLIC_URL: 'https://camket.huonghoa.vn/so' }
    const { out } = await cli(['user', 'first'], env)
    expect(out).toMatch(/^https:\/\/camket\.huonghoa\.vn\/so\/setup\/[\w-]{43}\n$/)
  })
})
