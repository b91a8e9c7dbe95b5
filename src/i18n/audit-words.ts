import type { Language } from '../domain/language.ts'
import { audit as en } from './en/audit.ts'
import { columnWord } from './import-words.ts'
import type { Key } from './translate.ts'
import { audit as vi } from './vi/audit.ts'
import { vi as all } from './vi.ts'

const words: Record<Language, Record<string, string>> = { vi, en }

/** Whether the pages have words under this name. */
export const hasWords = (key: string): key is Key => Object.hasOwn(all, key)

type Part = 'deed' | 'kind' | 'actor'

/** A name that programs write into the log, in words; one that has none is shown as it is. */
export function auditWord(language: Language, part: Part, name: string): string {
  return words[language][`audit.${part}.${name}`] ?? name
}

/** A field of an event about records of this kind; codes and numbers are their own names. */
export const auditField = (language: Language, kind: string, name: string): string =>
  knownField(language, kind, name) ?? name.replace(/([a-z])([A-Z])|_/g, '$1 $2').toLowerCase()

/** Undefined where a program has written what nobody has put into words. */
export function knownField(language: Language, kind: string, name: string): string | undefined {
  if (!/^[a-z]/.test(name)) return name
  const mine = words[language]
  return (
    mine[`audit.field.${kind}.${name}`] ??
    mine[`audit.field.${name}`] ??
    (columnWord(language, name) || undefined)
  )
}

/** Ids that lead nowhere a person could go. */
const internal = ['id', 'part', 'batch', 'mail', 'once', 'extension', 'meetingId', 'update', 'corrects']

export const isInternal = (field: string): boolean => internal.includes(field)
