import { and, gte, lt, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { fold } from '../domain/fold.ts'
import { units } from './schema.ts'

const MOST_WORDS = 8

/** True where every word of `query` is somewhere in the folded column; what is typed is taken literally. */
export function containsWords(column: SQLWrapper, query: string): SQL | undefined {
  const words = fold(query.slice(0, 200)).split(' ').filter(Boolean).slice(0, MOST_WORDS)
  return and(
    ...words.map((word) => sql`${column} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`),
  )
}

/** A range over the byte-ordered ASCII path (which ends in '/'), so that an index serves. */
export const inSubtree = (path: string): SQL | undefined =>
  and(gte(units.path, path), lt(units.path, `${path}~`))

/** Inside any of these subtrees; nothing at all when there is none. */
export const inSubtrees = (paths: string[]): SQL => (paths.length ? or(...paths.map(inSubtree))! : sql`1 = 0`)
