import type { Language } from '../domain/language.ts'
import { en } from './en.ts'
import { vi } from './vi.ts'

export type { Language }
export type Key = keyof typeof vi

/** The blanks of a message, read off its own text: 'Hạn {day}' wants { day }. */
type Blank<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Counted}#${string}` ? Counted : Name) | Blank<Rest>
  : never
/** The names of a message's blanks. */
export type Blanks<K extends Key> = Blank<(typeof vi)[K]>
type Fill<K extends Key> = [Blanks<K>] extends [never] ? [] : [Record<Blanks<K>, string | number>]

export type Translate = <K extends Key>(key: K, ...fill: Fill<K>) => string

const catalogs: Record<Language, Record<Key, string>> = { vi, en }

/** Messages in one language. `{n#day|days}` picks the first word when n is 1, else the second. */
export function translator(language: Language): Translate {
  const catalog = catalogs[language]
  return (key, ...[fill = {}]) => fillIn(catalog[key], fill as Record<string, string | number>)
}

function fillIn(text: string, fill: Record<string, string | number>): string {
  return text.replace(/\{(\w+)(?:#([^|}]*)\|([^}]*))?\}/g, (_, name: string, one?: string, many?: string) => {
    const value = String(fill[name] ?? '')
    if (many === undefined) return value
    return value === '1' || value.endsWith(ONE) ? (one ?? '') : many
  })
}

/** Signs that no text has of its own: a place to be found again in the finished message, and how it ends. */
const PLACE = '\ue000'
const ONE = '\ue001'
const MANY = '\ue002'
const PLACES = new RegExp(`${PLACE}(\\d+)[${ONE}${MANY}]`)

/** Stands in a blank for the nth of several things; words that depend on its number are chosen by whether it is one. */
export const placeFor = (n: number, isOne: boolean): string => `${PLACE}${n}${isOne ? ONE : MANY}`

/** A finished message, taken apart at its places: words and the numbers of things in turn, words first and last. */
export const splitAtPlaces = (message: string): string[] => message.split(PLACES)
