import type { Language } from '../domain/language.ts'
import { en } from './en.ts'
import { vi } from './vi.ts'

export type { Language }
export type Key = keyof typeof vi

/** The blanks of a message, read off its own text: 'Hạn {day}' wants { day }. */
type Blank<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Counted}#${string}` ? Counted : Name) | Blank<Rest>
  : never
type Fill<K extends Key> = [Blank<(typeof vi)[K]>] extends [never]
  ? []
  : [Record<Blank<(typeof vi)[K]>, string | number>]

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
    return value === '1' ? (one ?? '') : many
  })
}
