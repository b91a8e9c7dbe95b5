import { sql } from 'drizzle-orm'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import { engine } from './engine.ts'

// biome-ignore lint/suspicious/noExplicitAny: the schema's type plays no part; only the query builders are used
type AnyDatabase = PgDatabase<any>

/** Reads a committed snapshot; it has no way to write. */
export type Reader = Pick<AnyDatabase, 'select' | 'selectDistinct' | '$with' | 'with' | '$count'>
/** Exists only inside `db.tx`, so every write is inside a transaction. */
export type Writer = Reader & Pick<AnyDatabase, 'insert' | 'update' | 'delete'>

export interface Db {
  read: Reader
  /** Runs `work` in one transaction. It may run again after a lost race, so it touches nothing but `tx`. */
  tx<T>(work: (tx: Writer) => Promise<T>): Promise<T>
  /** Applies the migrations not yet applied; safe to call from many processes at once. */
  migrate(): Promise<void>
  close(): Promise<void>
}

/** The driver's own code under any wrapping: '23505' or 'SQLITE_CONSTRAINT_UNIQUE'. */
export function errorCode(error: unknown): string | undefined {
  for (let e = error as { code?: unknown; cause?: unknown } | undefined; e; e = e.cause as typeof e) {
    if (typeof e.code === 'string') return e.code
  }
  return undefined
}

/** What an error began with: the query builder's own message repeats the statement with all its values. */
export function rootOf(error: unknown): unknown {
  const { cause } = (error ?? {}) as { cause?: unknown }
  return cause === undefined ? error : rootOf(cause)
}

export const isDuplicate = (error: unknown): boolean =>
  ['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(errorCode(error) ?? '')

/** A row that cannot stand beside those that are there. */
export const isRefused = (error: unknown): boolean => /^(SQLITE_CONSTRAINT|23)/.test(errorCode(error) ?? '')

/** Another process holds the lock, the server is starting anew or the connections are used up: worth trying again. */
export const isBusy = (error: unknown): boolean =>
  /^(SQLITE_BUSY|SQLITE_LOCKED|40001|40P01|53300|55P03|57P0[123]|CONNECT|ECONNREFUSED|ECONNRESET)/.test(
    errorCode(error) ?? '',
  )

export const isDiskFull = (error: unknown): boolean =>
  /^(SQLITE_FULL|SQLITE_IOERR_(WRITE|FSYNC|SHMSIZE)|53100|ENOSPC|EDQUOT)/.test(errorCode(error) ?? '')

/** Locks the rows read until the transaction ends; SQLite's one writer has them already. */
export const forUpdate = <Q extends { for: (strength: 'update') => unknown }>(query: Q): Q =>
  engine === 'postgres' ? (query.for('update') as Q) : query

interface Statement {
  execute(values: Record<string, unknown>): unknown
}

const statements = new WeakMap<object, Map<string, Statement>>()

/** A row of what a query builder asks for. */
export type RowOf<Query extends (read: Reader) => PromiseLike<unknown[]>> = Awaited<ReturnType<Query>>[number]

/**
 * Runs a hot query that is built once for a connection and kept: building a query costs more than running it.
 * `name` is its identity, so it stands for one shape of query only.
 */
export async function prepared<Row>(
  read: Reader,
  name: string,
  build: (read: Reader) => { prepare(name: string): Statement },
  values: Record<string, unknown>,
): Promise<Row[]> {
  const kept = statements.get(read) ?? new Map<string, Statement>()
  const statement = kept.get(name) ?? build(read).prepare(name)
  statements.set(read, kept.set(name, statement))
  return (await statement.execute(values)) as Row[]
}

/** The same for a statement that writes. */
export async function preparedDeed(
  tx: Writer,
  name: string,
  build: (tx: Writer) => { prepare(name: string): Statement },
  values: Record<string, unknown>,
): Promise<void> {
  await prepared(tx, name, (on) => build(on as Writer), values)
}

/** A blank for each of these columns, named as the column is. */
export function blanks<Row extends object>(row: Row): Row {
  return Object.fromEntries(Object.keys(row).map((name) => [name, sql.placeholder(name)])) as Row
}
