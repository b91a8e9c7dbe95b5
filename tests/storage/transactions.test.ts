import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { isBusy, isDuplicate, type Reader, type Writer } from '../../src/storage/client.ts'
import { loginAttempts } from '../../src/storage/schema.ts'
import { connect } from '../../src/storage/sqlite.ts'
import { engineName } from '../support/database.ts'
import { openStorage, type Storage } from '../support/storage.ts'

const onSqlite = test.runIf(engineName === 'sqlite')

/** A row that no rule looks at. */
const mark = (subject: string) => ({ tenant: 'main', subject, failures: 1, since: 0, lastAt: 0 })
const put = (subject: string) => async (tx: Writer) => {
  await tx.insert(loginAttempts).values(mark(subject))
}

async function subjects(read: Reader): Promise<string[]> {
  const rows = await read.select({ subject: loginAttempts.subject }).from(loginAttempts)
  return rows.map((row) => row.subject).sort()
}

/** What another process sees in the file at this moment. */
function seenFromOutside({ config }: Storage): string[] {
  const other = new Database(config.databaseFile, { readonly: true })
  const rows = other.prepare('select subject from login_attempts order by subject').all()
  other.close()
  return (rows as { subject: string }[]).map((row) => row.subject)
}

test('twenty deeds at once all stand, and one that fails takes no other with it', async () => {
  const house = await openStorage()
  const names = Array.from({ length: 20 }, (_, at) => `deed-${String(at).padStart(2, '0')}`)
  const outcomes = await Promise.allSettled(
    names.map((name, at) =>
      house.db.tx(async (tx) => {
        await put(name)(tx)
        if (at === 7) throw new Error('the seventh is refused')
        return name
      }),
    ),
  )
  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([
    { status: 'rejected', reason: new Error('the seventh is refused') },
  ])
  expect(await subjects(house.db.read)).toEqual(names.filter((_, at) => at !== 7))
})

test('a deed that breaks a rule of the database is undone alone, and says which', async () => {
  const house = await openStorage()
  const twice = house.db.tx(async (tx) => {
    await put('first')(tx)
    await put('same')(tx)
    await put('same')(tx)
  })
  const other = house.db.tx(put('other'))
  await expect(twice).rejects.toSatisfy(isDuplicate)
  await other
  expect(await subjects(house.db.read)).toEqual(['other'])
})

onSqlite('whoever is told that it is done can be sure that it is on disk', async () => {
  const house = await openStorage()
  const seen: boolean[] = []
  await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (name) => {
      await house.db.tx(put(name))
      seen.push(seenFromOutside(house).includes(name))
    }),
  )
  expect(seen).toEqual([true, true, true, true])
})

onSqlite('every connection syncs each commit and holds the foreign keys', async () => {
  const house = await openStorage()
  const pragma = async (name: string) =>
    await house.db.tx(async (tx) => (tx as unknown as { get(sql: string): unknown }).get(`pragma ${name}`))
  expect(await pragma('synchronous')).toEqual({ synchronous: 2 })
  expect(await pragma('foreign_keys')).toEqual({ foreign_keys: 1 })
  expect(await pragma('journal_mode')).toEqual({ journal_mode: 'wal' })
})

onSqlite('a deed that awaits more than its own queries is undone with an error', async () => {
  const house = await openStorage()
  const slow = house.db.tx(async (tx) => {
    await put('slow')(tx)
    await sleep(20)
    await put('slower')(tx)
  })
  await expect(slow).rejects.toThrow('a transaction may await nothing but its own queries')
  await house.db.tx(put('next'))
  expect(await subjects(house.db.read)).toEqual(['next'])
})

onSqlite('a reader cannot write, even by a way round its type', async () => {
  const house = await openStorage()
  const sneaky = house.db.read as unknown as Writer
  const attempt = async () => void (await sneaky.insert(loginAttempts).values(mark('sneaky')))
  await expect(attempt()).rejects.toSatisfy((error) =>
    /readonly/i.test(String((error as Error).cause ?? error)),
  )
  expect(await subjects(house.db.read)).toEqual([])
})

// PGlite has one connection for everybody.
test.skipIf(engineName === 'pglite')('a reader sees nothing of a deed before it is done', async () => {
  const house = await openStorage()
  const seen = await house.db.tx(async (tx) => {
    await put('half')(tx)
    return await subjects(house.db.read)
  })
  expect(seen).toEqual([])
  expect(await subjects(house.db.read)).toEqual(['half'])
})

onSqlite('a lock that another process holds for a moment is waited for', async () => {
  const house = await openStorage()
  const other = new Database(house.config.databaseFile)
  other.exec('BEGIN IMMEDIATE')
  setTimeout(() => other.exec('COMMIT'), 150)
  const from = Date.now()
  await house.db.tx(put('patient'))
  expect(Date.now() - from).toBeGreaterThan(100)
  other.close()
  expect(await subjects(house.db.read)).toEqual(['patient'])
})

onSqlite('a lock held for longer is told as busy, and work goes on when it is free', async () => {
  const house = await openStorage()
  const other = new Database(house.config.databaseFile)
  other.exec('BEGIN IMMEDIATE')
  const from = Date.now()
  const early = house.db.tx(put('early')).catch((error: unknown) => error)
  await sleep(1000)
  expect(await subjects(house.db.read), 'reading goes on').toEqual([])
  const late = house.db.tx(put('late')).catch((error: unknown) => error)
  expect(await early).toSatisfy(isBusy)
  expect(Date.now() - from).toBeGreaterThan(4900)
  expect(Date.now() - from).toBeLessThan(6500)
  expect(await late).toSatisfy(isBusy)
  expect(Date.now() - from, 'waiting is counted from the moment of asking').toBeLessThan(8000)
  other.exec('COMMIT')
  other.close()
  await house.db.tx(put('after'))
  expect(await subjects(house.db.read)).toEqual(['after'])
})

onSqlite('closing waits for what is under way and leaves no log behind', async () => {
  const house = await openStorage()
  const db = connect(house.config.databaseFile)
  const under = Promise.all(['x', 'y', 'z'].map((name) => db.tx(put(name))))
  await house.db.close()
  await db.close()
  await under
  expect(existsSync(`${house.config.databaseFile}-wal`)).toBe(false)
  expect(seenFromOutside(house)).toEqual(['x', 'y', 'z'])
  // The end of the test closes it once more.
  house.db.close = async () => {}
})

test('a busy engine is told from a mistake', async () => {
  for (const code of ['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', '40001', '40P01', '53300', 'ECONNREFUSED']) {
    expect(isBusy(new Error('wrapped', { cause: Object.assign(new Error('x'), { code }) })), code).toBe(true)
  }
  for (const code of ['SQLITE_ERROR', '23505', '42601', undefined]) {
    expect(isBusy(Object.assign(new Error('x'), { code })), String(code)).toBe(false)
  }
  const house = await openStorage()
  const wrong = house.db.tx(async (tx) => {
    await tx
      .update(loginAttempts)
      .set({ failures: null as never })
      .where(eq(loginAttempts.subject, 'none'))
    throw Object.assign(new Error('mistake'), { code: 'E' })
  })
  await expect(wrong).rejects.toThrow('mistake')
})
