import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { ConfigError, readConfig } from '../../src/config.ts'
import { engineName } from '../support/database.ts'
import { cli, newFolder, refusedServer } from './program.ts'

// Programs take their time to start where other tests have the processors.
vi.setConfig({ testTimeout: 120_000 })

const wrong: [string, string, string][] = [
  ['PORT', 'abc', 'a port from 0 to 65535'],
  ['PORT', '65536', 'a port from 0 to 65535'],
  ['PORT', '', 'a port from 0 to 65535'],
  ['HOST', '', 'an address to listen on'],
  ['DATA_DIR', '', 'a folder'],
  ['DATABASE_URL', 'mysql://db/camket', 'empty, or an address that begins with postgres://'],
  ['PUBLIC_URL', 'ftp://x', 'an http(s) address without query, such as https://host/camket'],
  ['PUBLIC_URL', 'camket.vn', 'an http(s) address without query, such as https://host/camket'],
  ['PUBLIC_URL', 'https://x/?a=1', 'an http(s) address without query, such as https://host/camket'],
  ['TRUST_PROXY', '10.0.0.300', 'IP addresses separated by commas'],
  ['TRUST_PROXY', '127.0.0.1, proxy', 'IP addresses separated by commas'],
  ['TRUST_PROXY', '...', 'IP addresses separated by commas'],
  ['TENANT', 'Hướng Hóa', 'lower-case letters, digits and dashes'],
  ['TZ_NAME', 'Mars', 'a zone such as Asia/Ho_Chi_Minh'],
  ['SMTP_URL', 'mail.huonghoa.vn', 'empty, or an address such as smtp://user:password@host:587'],
  ['SMTP_URL', 'http://mail.huonghoa.vn', 'empty, or an address such as smtp://user:password@host:587'],
  ['SMTP_URL', 'smtp://', 'empty, or an address such as smtp://user:password@host:587'],
  ['MAIL_FROM', 'Văn phòng', 'an address such as Sổ cam kết <socamket@huonghoa.vn>'],
  ['MAIL_FROM', 'Văn phòng <vanphong>', 'an address such as Sổ cam kết <socamket@huonghoa.vn>'],
  ['LOG_LEVEL', 'loud', 'one of fatal, error, warn, info, debug, silent'],
  ['CLOCK', 'yesterday', 'an instant with offset, such as 2022-09-07T08:00:00+07:00'],
  ['CLOCK', '2022-09-07T08:00:00', 'an instant with offset, such as 2022-09-07T08:00:00+07:00'],
  ['CLOCK', '2022-02-30T08:00:00+07:00', 'an instant with offset, such as 2022-09-07T08:00:00+07:00'],
  ['ALLOW_CLOCK', 'yes', '1 or nothing'],
  ['UPLOAD_LIMIT_MB', '0', 'a whole number of megabytes from 1'],
  ['UPLOAD_LIMIT_MB', '1.5', 'a whole number of megabytes from 1'],
]

test.each(wrong)('%s=%s is told in one line that names it', (name, value, must) => {
  const read = () => readConfig({ [name]: value })
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(`${name}=${value} is wrong: it must be ${must}`)
})

test('a clock is refused unless it is allowed', () => {
  const CLOCK = '2022-09-07T08:00:00+07:00'
  expect(() => readConfig({ CLOCK })).toThrow(/^CLOCK=\S+ is refused: .*ALLOW_CLOCK=1/)
  expect(readConfig({ CLOCK, ALLOW_CLOCK: '1' }).clock).toBe(Date.parse(CLOCK))
})

test('a wrong value stays one short line and keeps a password to itself', () => {
  const lineOf = (env: Record<string, string>) => {
    try {
      readConfig(env)
    } catch (error) {
      return (error as Error).message
    }
    return ''
  }
  const secret = lineOf({ DATABASE_URL: 'mysql://camket:geheim@db/camket' })
  expect(secret).toContain('mysql://…@db/camket')
  expect(secret).not.toContain('geheim')
  for (const SMTP_URL of [
    'smpt://vp:geheim@mail.vn',
    'vp:ge/heim@mail.vn',
    'https://vp:ge@heim@mail.vn:25',
  ]) {
    expect(lineOf({ SMTP_URL })).toMatch(/^SMTP_URL=\S*…@mail\.vn\S* is wrong/)
    expect(lineOf({ SMTP_URL })).not.toContain('heim')
  }
  const long = lineOf({ TENANT: `a\nb\r${'x'.repeat(5000)}` })
  expect(long).not.toMatch(/[\r\n]/)
  expect(long.length).toBeLessThan(200)
})

test('letters need a sender, by name or not', () => {
  const SMTP_URL = 'smtps://vp:geheim@mail.vn:465'
  expect(() => readConfig({ SMTP_URL })).toThrow(/^MAIL_FROM is missing: [^\n]*$/)
  expect(readConfig({ SMTP_URL, MAIL_FROM: 'Văn phòng <vp@huonghoa.vn>' })).toMatchObject({
    smtpUrl: SMTP_URL,
    mailFrom: { name: 'Văn phòng', address: 'vp@huonghoa.vn' },
  })
  expect(readConfig({ MAIL_FROM: 'vp@huonghoa.vn' }).mailFrom).toEqual({
    name: '',
    address: 'vp@huonghoa.vn',
  })
  expect(readConfig({})).toMatchObject({
    smtpUrl: null,
    mailFrom: { name: 'Sổ cam kết', address: 'no-reply@localhost' },
  })
})

test('the environment is read as it is written', () => {
  const config = readConfig({
    PUBLIC_URL: 'https://so.huonghoa.vn/camket//',
    TRUST_PROXY: ' 127.0.0.1, FE80::1 ,::1,',
    UPLOAD_LIMIT_MB: '2',
    HOME: 'is none of ours',
  })
  expect(config).toMatchObject({
    origin: 'https://so.huonghoa.vn',
    basePath: '/camket',
    secure: true,
    trustProxy: ['127.0.0.1', 'fe80::1', '::1'],
    uploadLimitBytes: 2 * 1024 * 1024,
    port: 3000,
    host: '127.0.0.1',
    tenant: 'main',
    zone: 'Asia/Ho_Chi_Minh',
    clock: null,
  })
  expect(readConfig({})).toMatchObject({ origin: null, basePath: '', secure: false, trustProxy: [] })
})

describe.runIf(engineName === 'sqlite')('what stops a start', () => {
  test('a wrong environment stops server and commands with one line and code 2', async () => {
    const DATA_DIR = join(newFolder(), 'never-made')
    const outcomes = await Promise.all([
      refusedServer({ DATA_DIR, PORT: 'abc' }),
      refusedServer({ DATA_DIR, CLOCK: '2022-09-07T08:00:00+07:00' }),
      refusedServer({ DATA_DIR, DATABASE_URL: 'mysql://' }),
      cli(['migrate'], { DATA_DIR, TZ_NAME: 'Mars' }),
    ])
    for (const { code, out, err } of outcomes) {
      expect([code, out]).toEqual([2, ''])
      expect(err).toMatch(/^(PORT|CLOCK|DATABASE_URL|TZ_NAME)=[^\n]*\n$/)
    }
  })

  test('a port in use, a data folder that is a file, and a database that is none give one line and code 1', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'file'), 'x')
    writeFileSync(join(folder, 'camket.db'), 'this is not a database, whatever its name may say'.repeat(100))
    const taken = createServer()
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening))
    const PORT = String((taken.address() as { port: number }).port)
    const empty = newFolder()
    const outcomes = await Promise.all([
      refusedServer({ DATA_DIR: empty, PORT }),
      refusedServer({ DATA_DIR: join(folder, 'file') }),
      refusedServer({ DATA_DIR: join(folder, 'file', 'below') }),
      refusedServer({ DATA_DIR: folder }),
      cli(['migrate'], { DATA_DIR: folder }),
      cli(['migrate'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none', DATA_DIR: folder }),
    ])
    taken.close()
    const told = outcomes.map(({ code, err }) => {
      expect(code).toBe(1)
      expect(err).toMatch(/^[^\n]+\n$/)
      return err
    })
    expect(told[0]).toContain(`address already in use 127.0.0.1:${PORT}`)
    expect(told[3]).toBe('the database cannot be used: file is not a database (SQLITE_NOTADB)\n')
    expect(told[4]).toBe(told[3])
    expect(told[5]).toContain('ECONNREFUSED')
  })
})
