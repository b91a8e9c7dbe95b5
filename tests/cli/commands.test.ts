import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { passwordFault } from '../../src/domain/password.ts'
import { formatsAt } from '../../src/exports/weekly-files.ts'
import { verifyPassword } from '../../src/storage/passwords.ts'
import { makeLink } from '../../src/storage/user-links.ts'
import { engineName } from '../support/database.ts'
import { leaveHouse } from './left-house.ts'
import { cli, newFolder } from './program.ts'

// Programs take their time to start where other tests have the processors.
vi.setConfig({ testTimeout: 120_000 })

const shows = (outcome: { code: number | null; out: string; err: string }) => [
  outcome.code,
  outcome.out,
  outcome.err,
]

describe.runIf(engineName === 'sqlite')('the commands', () => {
  test('each says how it is called, and a wrong call is told with code 2', async () => {
    const DATA_DIR = newFolder()
    const helps = [
      ...[
        [],
        ['import'],
        ['user'],
        ['user', 'add'],
        ['user', 'password'],
        ['user', 'first'],
        ['freeze'],
        ['export'],
      ],
      ...[['audit'], ['audit', 'verify'], ['migrate'], ['ladder']],
    ]
    const helped = await Promise.all(helps.map((command) => cli([...command, '--help'], { DATA_DIR })))
    for (const [at, { code, out, err }] of helped.entries()) {
      expect([code, err]).toEqual([0, ''])
      expect(out).toContain(`Usage: camket ${helps[at]!.join(' ')}`.trim())
    }
    const wrong = [
      ...[
        [],
        ['nothing'],
        ['audit', 'forge'],
        ['import'],
        ['migrate', '--fast'],
        ['freeze', 'H-2022', '2022-36'],
      ],
      ...[
        ['export', '2022-W60', '--format', 'xlsx'],
        ['export', '2022-W36', '--format', 'toString'],
        ['ladder', 'H-2022', '--from', '2022-02-30'],
      ],
      ['user', 'add', 'x.y', '--unit', 'H', '--role', 'king', '--title', 't'],
    ]
    const told = await Promise.all(wrong.map((command) => cli(command, { DATA_DIR })))
    for (const [at, { code, out, err }] of told.entries()) {
      expect([code, out], wrong[at]!.join(' ')).toEqual([2, ''])
      expect(err).not.toBe('')
    }
  })

  test('a folder is imported after it was checked, or not at all', async () => {
    const house = await leaveHouse()
    const folder = newFolder()
    const header = 'target,as_of,value,progress,submitted_by,submitted_at'
    const write = (...rows: string[]) =>
      writeFileSync(join(folder, 'updates.csv'), [header, ...rows].join('\n'))
    const targets =
      'code,commitment,group,sort_order,title,origin,kind,measure,decimals,value_kind,direction,plan,start_on,due_on'
    const target =
      'CK-H-A-01,CK-H-A,1,1,Thu ngân sách,registered,number,tỷ đồng,1,cumulative,up,100,2022-01-01,2022-12-31'
    writeFileSync(join(folder, 'targets.csv'), `${targets}\n${target}`)
    const count = () => house.query('select count(*) as n from updates')[0]!.n

    write('CK-H-A-01,2022-06-30,40.55,in_progress,head,2022-06-30T15:00:00+07:00')
    const faulty = await cli(['import', folder], house.env)
    expect(shows(faulty)).toEqual([
      1,
      '',
      'updates.csv row 2, value: "40.55" too many decimals\nnothing was imported\n',
    ])
    write('CK-H-A-01,2022-06-30,40.5,in_progress,head,2022-06-30T15:00:00+07:00')
    const dry = await cli(['import', folder, '--dry-run'], house.env)
    expect([dry.code, dry.err]).toEqual([0, ''])
    expect(dry.out).toMatch(/^could be imported: .*targets 1 \(1 new, .*updates 1 \(1 new, /)
    expect(count()).toBe(0)
    for (const time of ['first', 'second']) {
      const done = await cli(['import', folder], house.env)
      expect([done.code, done.err], time).toEqual([0, ''])
      expect(done.out).toMatch(/^imported: .*updates 1 \(/)
      expect(count(), time).toBe(1)
    }
    writeFileSync(join(folder, 'targets.csv'), `${targets}\n${target.replace('ngân sách', 'thuế')}`)
    const unsigned = await cli(['import', folder], house.env)
    expect([unsigned.code, unsigned.err]).toEqual([
      1,
      'targets CK-H-A-01 changes what is signed: title\nnothing was imported; --signed lets them, without an amendment\n',
    ])
    expect((await cli(['import', folder, '--signed'], house.env)).code).toBe(0)
    expect(house.query('select title from targets')).toEqual([{ title: 'Thu thuế' }])
    // Another target at the place of the first.
    writeFileSync(join(folder, 'targets.csv'), `${targets}\n${target.replace('CK-H-A-01', 'CK-H-A-02')}`)
    const clash = await cli(['import', folder, '--signed'], house.env)
    expect(clash.code).toBe(1)
    expect(clash.err).toMatch(
      /^a row cannot stand beside what is there: UNIQUE [^\n]*\nnothing was imported\n$/,
    )
    const nowhere = await cli(['import', join(folder, 'nowhere')], house.env)
    expect(shows(nowhere)).toEqual([1, '', `${join(folder, 'nowhere')} is not there\nnothing was imported\n`])
    expect(house.query("select code from targets where code like 'CK-H-A-%'")).toEqual([
      { code: 'CK-H-A-01' },
    ])
  })

  test('an account is added with a first password that is good enough, and given another', async () => {
    const house = await leaveHouse(async (storage) => {
      const { userId } = await storage.actor('head')
      const now = storage.clock.now()
      await storage.db.tx((tx) =>
        makeLink(tx, storage.tenant, { userId, purpose: 'reset', createdBy: userId, now }),
      )
    })
    const add = [
      'user',
      'add',
      'vp.moi',
      '--unit',
      'H-B',
      '--role',
      'clerk',
      '--title',
      'Công chức Văn phòng',
    ]
    const hashOf = (name: string) =>
      String(house.query(`select password_hash as hash from users where username = '${name}'`)[0]!.hash)

    const added = await cli(add, house.env)
    expect([added.code, added.err]).toEqual([0, ''])
    const [, first = ''] = /^vp\.moi was added; first password: (\S+)\n$/.exec(added.out) ?? []
    expect(passwordFault(first, ['vp.moi'])).toBeUndefined()
    expect(await verifyPassword(hashOf('vp.moi'), first)).toBe(true)

    expect(shows(await cli(add, house.env))).toEqual([1, '', 'vp.moi is there already\n'])
    const inNoUnit = add.map((word) => (word === 'H-B' ? 'X' : word === 'vp.moi' ? 'vp.hai' : word))
    expect(shows(await cli(inNoUnit, house.env))).toEqual([1, '', 'there is no unit X\n'])
    const badName = add.map((word) => (word === 'vp.moi' ? 'Văn Phòng' : word))
    expect((await cli(badName, house.env)).code).toBe(1)
    const other = add.map((word) => (word === 'vp.moi' ? 'vp.ba' : word))
    const noAddress = await cli([...other, '--email', 'vp.ba'], house.env)
    expect(shows(noAddress)).toEqual([1, '', 'vp.ba is no e-mail address\n'])
    expect((await cli([...other, '--email', 'vp.ba@huonghoa.vn'], house.env)).code).toBe(0)
    expect(
      house.query("select username, email from users where username like 'vp.%' order by username"),
    ).toEqual([
      { username: 'vp.ba', email: 'vp.ba@huonghoa.vn' },
      { username: 'vp.moi', email: null },
    ])

    const change = ['user', 'password', 'head']
    const short = await cli(change, { ...house.env, PASSWORD: 'ngan' })
    expect(shows(short)).toEqual([1, '', 'PASSWORD is too short\n'])
    expect(house.query('select count(*) as n from sessions')).toEqual([{ n: 1 }])
    const chosen = await cli(change, { ...house.env, PASSWORD: 'một câu thật dễ nhớ' })
    expect(shows(chosen)).toEqual([0, 'the password was changed\n', ''])
    expect(await verifyPassword(hashOf('head'), 'một câu thật dễ nhớ')).toBe(true)
    expect(house.query('select count(*) as n from sessions')).toEqual([{ n: 0 }])
    const link = house.query('select expires_at - created_at as lasts from user_links')[0]!
    expect(Number(link.lasts)).toBeLessThan(24 * 3_600_000)
    const nobody = await cli(['user', 'password', 'nobody'], house.env)
    expect(shows(nobody)).toEqual([1, '', 'there is no account nobody\n'])
  })

  test('what the ladder would say of a week is foretold, and nothing is written', async () => {
    const house = await leaveHouse((storage) => storage.target({ due_on: '2022-09-07' }))
    const told = await cli(['ladder', 'H-2022', '--from', '2022-09-02', '--to', '2022-09-09'], house.env)
    expect([told.code, told.err]).toEqual([0, ''])
    expect(told.out.trimEnd().split('\n')).toEqual([
      'day        step       said   app  mail',
      '2022-09-02 before        1     1     0',
      '2022-09-02 report        1     1     0',
      '2022-09-02 people              1     0',
      '2022-09-05 people              0     0',
      '2022-09-06 people              0     0',
      '2022-09-07 due           1     1     0',
      '2022-09-07 people              1     0',
      '2022-09-08 people              0     0',
      '2022-09-09 after         1     2     0',
      '2022-09-09 report        1     1     0',
      '2022-09-09 people              2     0',
    ])
    const tables = ['ladder_said', 'notices', 'mails', 'job_runs']
    for (const table of tables) expect(house.query(`select count(*) as n from ${table}`)).toEqual([{ n: 0 }])
    expect(shows(await cli(['ladder', 'X-2022'], house.env))).toEqual([
      1,
      '',
      'there is no campaign X-2022\n',
    ])
    const backwards = await cli(['ladder', 'H-2022', '--from', '2022-09-09', '--to', '2022-09-02'], house.env)
    expect(shows(backwards)).toEqual([1, '', 'the range ends before it begins\n'])
  })

  test('a frozen week is exported byte for byte as it was frozen', async () => {
    const house = await leaveHouse((storage) => storage.target())
    const folder = newFolder()
    const week = ['--campaign', 'H-2022', '--output']
    const file = (name: string) => join(folder, name)
    expect(
      (await cli(['export', '2022-W35', '--format', 'json', ...week, file('early.json')], house.env)).code,
    ).toBe(0)
    expect(JSON.parse(readFileSync(file('early.json'), 'utf8')).frozen).toBe(false)

    const frozen = await cli(['freeze', 'H-2022', '2022-W35'], house.env)
    expect([frozen.code, frozen.err]).toEqual([0, ''])
    expect(frozen.out).toMatch(/^H-2022 2022-W35 [0-9a-f]{64}\n$/)
    const again = await cli(['freeze', 'H-2022', '2022-W35'], house.env)
    expect(again.out).toBe(frozen.out)

    const later = { ...house.env, CLOCK: '2022-10-01T09:00:00+07:00' }
    const write = async (format: string, name: string) => {
      const done = await cli(['export', '2022-W35', '--format', format, ...week, name], later)
      expect(shows(done), format).toEqual([0, `${name}\n`, ''])
    }
    for (const format of formatsAt.freeze) {
      const name = file(`week.${format}`)
      await write(format, name)
      const [stored] = house.query(`select bytes from weekly_files where format = '${format}'`)
      expect(readFileSync(name).equals(stored!.bytes as Buffer), format).toBe(true)
    }
    // Until it is issued the paper is a draft: printed when it is asked for, and the same each time.
    for (const name of ['once.pdf', 'twice.pdf']) await write('pdf', file(name))
    expect(readFileSync(file('once.pdf')).equals(readFileSync(file('twice.pdf')))).toBe(true)
    const wrong = await Promise.all([
      cli(['export', '2022-W50', '--format', 'xlsx'], house.env),
      cli(['export', '2022-W35', '--format', 'xlsx', '--campaign', 'X'], house.env),
      cli(['export', '2022-W35', '--format', 'xlsx', '--output', join(folder, 'none', 'x.xlsx')], house.env),
      cli(['freeze', 'X', '2022-W35'], house.env),
      cli(['freeze', 'H-2022', '2022-W50'], house.env),
      // The cut-off of the week in hand is still to come.
      cli(['freeze', 'H-2022', '2022-W36'], house.env),
      cli(['freeze', 'H-2022', '2022-W20'], house.env),
    ])
    for (const { code, out, err } of wrong) {
      expect([code, out]).toEqual([1, ''])
      expect(err).toMatch(/^[^\n]+\n$/)
    }
  })

  test('the record of changes is verified, and a forgery ends with code 1', async () => {
    const house = await leaveHouse(async (storage) => {
      await storage.target()
      await storage.target()
    })
    const weeks = '0 frozen weeks, 0 files, all as they were kept\n'
    expect(shows(await cli(['audit', 'verify'], house.env))).toEqual([
      0,
      `3 events, the chain holds\n${weeks}`,
      '',
    ])
    house.change("update audit_events set detail = '{}' where seq = 2")
    expect(shows(await cli(['audit', 'verify'], house.env))).toEqual([
      1,
      weeks,
      'the chain is broken at event 2\n',
    ])
    house.change('delete from audit_events where seq > 1')
    expect(shows(await cli(['audit', 'verify'], house.env))).toEqual([
      1,
      weeks,
      'the chain is broken at event 2\n',
    ])
  })

  test('a new data folder is made and migrated', async () => {
    const DATA_DIR = join(newFolder(), 'deep', 'data')
    mkdirSync(join(DATA_DIR, '..'))
    expect(shows(await cli(['migrate'], { DATA_DIR }))).toEqual([0, 'the database is up to date\n', ''])
  })
})
