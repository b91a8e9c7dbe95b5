import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import type { Db } from '../../src/storage/client.ts'
import { connect } from '../../src/storage/postgres.ts'
import type { Filling } from './fill.ts'

const templateName = (filling: Filling) => `camket_template_${filling}`

/** An empty database that others are copied from, in place of the one of an earlier run. */
export async function createTemplate(url: string, filling: Filling): Promise<string> {
  const name = templateName(filling)
  await dropDatabase(url, name)
  await createEmpty(url, name)
  return addressOf(url, name)
}

/** The byte order of C is the one in which SQLite sorts. */
async function createEmpty(url: string, name: string) {
  await admin(url, `create database "${name}" template template0 encoding 'UTF8' locale 'C.UTF-8'`)
}

export async function dropTemplate(url: string, filling: Filling): Promise<void> {
  await dropDatabase(url, templateName(filling))
}

/** A copy of the template on a real server, dropped when it is closed. */
export async function openPostgres(url: string, filling: Filling): Promise<Db> {
  const name = newName()
  await admin(url, `create database "${name}" template "${templateName(filling)}"`)
  return openOnce(url, name)
}

/** A database without a table, dropped when it is closed. */
export async function emptyPostgres(url: string): Promise<Db> {
  const name = newName()
  await createEmpty(url, name)
  return openOnce(url, name)
}

const newName = () => `camket_test_${randomBytes(8).toString('hex')}`

function openOnce(url: string, name: string): Db {
  const db = connect(addressOf(url, name))
  return {
    ...db,
    async close() {
      await db.close()
      await dropDatabase(url, name)
    },
  }
}

async function dropDatabase(url: string, name: string) {
  await admin(url, `drop database if exists "${name}" with (force)`)
}

async function admin(url: string, statement: string) {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  await client.unsafe(statement).finally(() => client.end())
}

function addressOf(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: name }).href
}
