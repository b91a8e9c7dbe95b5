/**
 * The column kit: every difference between the two engines' column types lives in this file.
 * The schema and all queries are typed as PostgreSQL's, the stricter and async-only dialect, and run on both.
 */
import { type Column, type SQL, sql } from 'drizzle-orm'
import * as pg from 'drizzle-orm/pg-core'
import * as lite from 'drizzle-orm/sqlite-core'
import { engine } from './engine.ts'

/** Compared byte by byte, as SQLite does, so that paths and keys sort alike on both engines. */
const byteOrdered = pg.customType<{ data: string }>({ dataType: () => 'text collate "C"' })
const bytea = pg.customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

const postgres = {
  table: pg.pgTable,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
  foreignKey: pg.foreignKey,
  id: (name: string) => pg.uuid(name),
  text: (name: string) => byteOrdered(name),
  /** Counts and versions only. */
  int: (name: string) => pg.integer(name),
  /** Exact scaled integers, inside JavaScript's safe range. */
  amount: (name: string) => pg.bigint(name, { mode: 'number' }),
  bool: (name: string) => pg.boolean(name),
  day: (name: string) => pg.date(name, { mode: 'string' }),
  /** UTC milliseconds. */
  instant: (name: string) => pg.bigint(name, { mode: 'number' }),
  json: (name: string) => pg.json(name),
  bytes: (name: string) => bytea(name),
}

const sqlite = {
  table: lite.sqliteTable,
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
  foreignKey: lite.foreignKey,
  id: (name: string) => lite.text(name),
  text: (name: string) => lite.text(name),
  int: (name: string) => lite.integer(name),
  amount: (name: string) => lite.integer(name),
  bool: (name: string) => lite.integer(name, { mode: 'boolean' }),
  day: (name: string) => lite.text(name),
  instant: (name: string) => lite.integer(name),
  json: (name: string) => lite.text(name, { mode: 'json' }),
  bytes: (name: string) => lite.blob(name, { mode: 'buffer' }),
}

/** The rows of a query as one text of JSON, each row a list: a tenth of the work where they are a million. */
export const rowsAsJson = (values: Column[]): SQL =>
  engine === 'postgres'
    ? sql`coalesce(json_agg(json_build_array(${sql.join(values, sql`, `)})), '[]')`
    : sql`json_group_array(json_array(${sql.join(values, sql`, `)}))`

/** A part of a long text, counted in letters, as the bytes in which it is stored. */
export const utf8Part = (text: Column, from: number, letters: number): SQL<Uint8Array> => {
  const part = sql`substr(${text}, ${sql.raw(String(from))}, ${sql.raw(String(letters))})`
  return engine === 'postgres' ? sql`convert_to(${part}, 'UTF8')` : sql`cast(${part} as blob)`
}

/** A long text from the bytes in which it is stored. */
export const utf8Text = (bytes: Uint8Array): SQL<string> =>
  engine === 'postgres' ? sql`convert_from(${bytes}, 'UTF8')` : sql`cast(${bytes} as text)`

export const {
  table,
  index,
  uniqueIndex,
  primaryKey,
  foreignKey,
  id,
  text,
  int,
  amount,
  bool,
  day,
  instant,
  json,
  bytes,
} = engine === 'postgres' ? postgres : (sqlite as unknown as typeof postgres)

/** The organisation tree a row belongs to: the first column of every key, and the distribution key of a cluster. */
export const tenant = () => text('tenant').notNull()
