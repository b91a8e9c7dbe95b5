import type { Language } from '../domain/language.ts'
import { audit as en } from './en/audit.ts'
import { audit as vi } from './vi/audit.ts'

const words: Record<Language, Record<string, string>> = { vi, en }

type Part = 'deed' | 'kind' | 'actor' | 'field'

/** A name that programs write into the log, in words; one that has none is shown as it is. */
export function auditWord(language: Language, part: Part, name: string): string {
  return words[language][`audit.${part}.${name}`] ?? name
}

/** 'rows.units': each of its names in words. */
export const auditField = (language: Language, field: string): string =>
  field
    .split('.')
    .map((name) => auditWord(language, 'field', name))
    .join(' · ')
