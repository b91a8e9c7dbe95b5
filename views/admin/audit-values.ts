import type { AmendmentLine } from '../../src/domain/amendment.ts'
import {
  type Detail,
  isLine,
  isRecord,
  namedFields,
  nameKey,
  type RecordNames,
} from '../../src/domain/audit.ts'
import { addDays, isDay } from '../../src/domain/day.ts'
import { type TargetField, targetFields } from '../../src/domain/promise.ts'
import { showReceipt } from '../../src/domain/receipt.ts'
import { isRecordId } from '../../src/domain/record-id.ts'
import { parseWeek } from '../../src/domain/week.ts'
import { auditField, hasWords, isInternal } from '../../src/i18n/audit-words.ts'
import { writeDay, writeWeekday } from '../../src/i18n/days.ts'
import { writeBytes, writeCount, writeMeasured } from '../../src/i18n/numbers.ts'
import { codeWords, comparedOf } from '../amendments/words.ts'
import type { Reader } from '../reader.ts'
import { fieldWords } from '../targets/promise-words.ts'

/** What the values of an event need to be told. */
export interface ToldBy {
  reader: Reader
  /** The kind of record that the event is about. */
  kind: string
  /** How the figures of a target are written, by its code; by nothing that of the event itself. */
  measureOf: (code: string | null) => { decimals: number; measure: string | null } | undefined
  names: RecordNames
}

const HASH = /^[0-9a-f]{64}$/

/** Where the pages have their words for what stands in a field; the first that has one is taken. */
const wordsOf: Record<string, readonly string[]> = {
  state: ['commitment.state', 'target_state', 'campaign.state', 'amendment.state'],
  kind: ['unit_kind', 'succession.kind', 'calendar.kind', 'targetForm.kind', 'amendment.kind'],
  decision: ['update_state', 'extension.status'],
  file: ['audit.field'],
  role: ['role'],
  roles: ['role'],
  partyKind: ['party_kind'],
  party_kind: ['party_kind'],
  language: ['import.locale'],
  locale: ['import.locale'],
  evidenceMark: ['evidence_mark'],
  stance: ['extension.stance'],
  reasonCode: ['cause'],
  channels: ['reminder.channel'],
  sends: ['schedule.sends'],
  password: ['person.way'],
  contribution: ['targetForm.contribution'],
  rollup: ['targetForm.rollup'],
  result: ['yearEnd.result'],
  step: ['proposal_status', 'audit.step'],
  form: ['settings.form'],
  origin: ['origin'],
  value_kind: ['value_kind'],
  direction: ['direction_kind'],
  by: ['audit.by'],
  which: ['audit.which'],
  turn: ['commitmentStep.turn'],
  line: ['amendment.kind'],
  format: ['issue.file'],
}

/** Where the same field is worded otherwise in events about some records. */
const wordsIn: Record<string, Record<string, string>> = {
  campaign: { state: 'campaign.state' },
  target: { state: 'target_state', kind: 'targetForm.kind' },
  unit: { kind: 'unit_kind' },
  calendar: { kind: 'calendar.kind' },
}

const AMOUNTS = ['plan', 'actual', 'actualHigh', 'base', 'references']

/** A value as people read it; null for one that says nothing to them. */
export function valueWords(by: ToldBy, field: string, value: unknown, within: Detail): string | null {
  if (value === null || value === undefined || value === '') return null
  if (field === 'value' && isSpan(value)) return amountWords(by, value, within)
  if (Array.isArray(value)) return listWords(by, field, value, within)
  if (isRecord(value)) return recordWords(by, value)
  if (typeof value === 'boolean') return by.reader.t(value ? 'common.yes' : 'common.no')
  return typeof value === 'number'
    ? numberWords(by, field, value, within)
    : textWords(by, field, String(value), within)
}

/** The two ends of a reported figure, as they are kept. */
function isSpan(value: unknown): value is [number | null, number | null] {
  if (!Array.isArray(value) || value.length !== 2) return false
  return value.every((end) => end === null || Number.isSafeInteger(end)) && value.some((end) => end !== null)
}

function amountWords(
  { reader, measureOf }: ToldBy,
  [low, high]: [number | null, number | null],
  within: Detail,
) {
  const own = 'decimals' in within && 'measure' in within ? within : undefined
  const target = own
    ? { decimals: Number(own.decimals), measure: own.measure as string | null }
    : measureOf(typeof within.code === 'string' ? within.code : null)
  return writeMeasured(reader.language, { low, high }, target?.decimals ?? 0, target?.measure ?? null)
}

function numberWords(by: ToldBy, field: string, value: number, within: Detail): string {
  const { language } = by.reader
  if (AMOUNTS.includes(field)) return amountWords(by, [value, value], within)
  if (field.endsWith('Weekday')) return writeWeekday(language, addDays('2022-09-04', value))
  if (field === 'size') return writeBytes(language, value)
  const isName = field === 'planYear' || !Number.isSafeInteger(value)
  return isName ? String(value) : writeCount(language, value)
}

function textWords(by: ToldBy, field: string, text: string, within: Detail): string | null {
  if (isInternal(field) || isRecordId(text)) return idWords(by, field, text)
  const worded = wordOf(by, field, text)
  if (worded !== undefined) return worded
  const named = by.names.get(nameKey(namedFields[field] ?? '', text))
  if (named !== undefined) return named
  if (isPromised(by, field, within)) return promisedWords(by, field as TargetField, text, within)
  return plainWords(by.reader, field, text)
}

/** Numbers of the program's own are told by what they stand for, or by their end. */
const idWords = ({ names }: ToldBy, field: string, text: string): string | null =>
  names.get(text) ?? (isInternal(field) ? null : `…${text.slice(-12)}`)

function plainWords(reader: Reader, field: string, text: string): string {
  if (isDay(text)) return writeDay(reader.language, text)
  if (field === 'receipt') return showReceipt(text)
  if (field === 'onBehalf') return behalfWords(reader, text)
  if (field === 'files' && HASH.test(text)) return `SHA-256 ${text}`
  const week = parseWeek(text)
  return week ? reader.t('audit.week', { week: week.number, year: week.year }) : text
}

function wordOf({ reader, kind }: ToldBy, field: string, text: string): string | undefined {
  if (!/^[a-z][a-z_-]*$/.test(text)) return undefined
  const rooms = [wordsIn[kind]?.[field] ?? [], wordsOf[field] ?? []].flat()
  const key = rooms.map((room) => `${room}.${text}`).find(hasWords)
  return key && reader.t(key as 'role.head')
}

/** Fields of a promise, as it is written into events about it: amounts with a dot, lists by lines. */
const isPromised = ({ kind }: ToldBy, field: string, within: Detail) =>
  (kind === 'target' || 'value_kind' in within || isLine(within)) &&
  (targetFields as readonly string[]).includes(field)

function promisedWords({ reader, measureOf }: ToldBy, field: TargetField, text: string, within: Detail) {
  const record = isLine(within) && isRecord(within.after) ? within.after : within
  const own = typeof record.decimals === 'string' && 'measure' in record ? record : undefined
  const target = own ?? measureOf(typeof within.code === 'string' ? within.code : null)
  // Whoever raises the decimals writes the amounts of before with fewer.
  const decimals = Math.max(Number(target?.decimals ?? 0), /\.(\d+)$/.exec(text)?.[1]?.length ?? 0)
  const measure = (target?.measure ?? null) as string | null
  return fieldWords(reader, field, text, { decimals: String(decimals), measure })
}

/** 'phone: lời đơn vị nói qua điện thoại' */
function behalfWords({ t }: Reader, text: string): string {
  const [, source = '', words = ''] = /^([a-z]+): (.*)$/s.exec(text) ?? []
  const key = `behalf.source.${source}`
  return hasWords(key) ? `${t(key as 'behalf.source.phone')}: ${words}` : text
}

const LONG = 24

/** Plain values on one line, long texts and records on a line each. */
function listWords(by: ToldBy, field: string, list: unknown[], within: Detail): string | null {
  const words = list.flatMap((one) => valueWords(by, field, one, within) ?? [])
  const isPlain = list.every((one) => !isRecord(one)) && words.every((word) => word.length <= LONG)
  return words.length ? words.join(isPlain ? ', ' : '\n') : null
}

function recordWords(by: ToldBy, record: Detail): string | null {
  const { hash, format, name, ...rest } = record
  const file = format ?? name
  if (typeof hash === 'string' && file !== undefined && Object.keys(rest).length === 0) {
    return `${typeof format === 'string' ? format.toUpperCase() : file}: SHA-256 ${hash}`
  }
  if (isLine(record)) return lineWords(by, record, (before, after) => `${before} → ${after}`)
  const parts = Object.entries(record).flatMap(([field, value]) => {
    if (field === 'before' || field === 'after') return []
    const words = valueWords(by, field, value, record)
    return words === null ? [] : [`${auditField(by.reader.language, by.kind, field)}: ${words}`]
  })
  return [...parts, ...differenceWords(by, record)].join('; ') || null
}

/** A line that an annex had; what it was to change is no part of what was taken away. */
export const takenAway = (by: ToldBy, line: Detail): string => lineWords(by, line, (_, after) => after)

/** A line of an annex, as the annex has it. */
function lineWords(
  { reader, measureOf }: ToldBy,
  record: Detail,
  compare: (before: string, after: string) => string,
): string {
  const line = record as unknown as AmendmentLine
  const target = measureOf(line.code)
  const measured = { decimals: String(target?.decimals ?? 0), measure: target?.measure ?? null }
  const head =
    `${reader.t(`amendment.kind.${line.kind}`)}: ${codeWords(reader, line)} ${line.title ?? ''}`.trimEnd()
  const told = comparedOf(reader, line, measured).map(({ label, before, after }) =>
    line.kind === 'add' ? `${label}: ${after}` : `${label}: ${compare(before, after)}`,
  )
  return [head, ...told].join('\n')
}

/** What a record says of before and after, name by name. */
function differenceWords(by: ToldBy, { before, after }: Detail): string[] {
  const [old, now] = [before, after].map((side) => (isRecord(side) ? side : {})) as [Detail, Detail]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  return names.map((field) => {
    const [was, is] = [valueWords(by, field, old[field], old), valueWords(by, field, now[field], now)]
    const words = isRecord(before) ? `${was ?? '–'} → ${is ?? '–'}` : is
    return `${auditField(by.reader.language, by.kind, field)}: ${words}`
  })
}
