import type { AuditEntry } from '../../views/admin/audit.tsx'
import type { ChangeRow } from '../../views/admin/audit-changes.tsx'
import type { Reader } from '../../views/reader.ts'
import { holds, roles } from '../domain/access.ts'
import { changesOf } from '../domain/audit.ts'
import { isDay, localTextOf } from '../domain/day.ts'
import type { Language } from '../domain/language.ts'
import { auditField, auditWord } from '../i18n/audit-words.ts'
import { writeDay } from '../i18n/days.ts'
import { writeMeasured } from '../i18n/numbers.ts'
import type { AuditRow } from '../storage/audit-log.ts'
import { type AuditNames, decimalsAt, targetOf } from '../storage/audit-names.ts'
import { auditPath } from './audit-asked.ts'
import { addressOf } from './queries.ts'
import type { Visit } from './visit.ts'

/** An event as the page tells it. */
export function entryOf(c: Visit, row: AuditRow, names: AuditNames): AuditEntry {
  const { reader, zone } = c.var
  const { language } = reader
  const local = localTextOf(row.at, zone)
  const day = local.slice(0, 10)
  const person = row.actorId === null ? undefined : names.people.get(row.actorId)
  return {
    seq: row.seq,
    at: `${isDay(day) ? writeDay(language, day) : day} ${local.slice(11, 19)}`,
    actor: person?.title ?? auditWord(language, 'actor', row.actor),
    actorNote: person?.title ? row.actor : null,
    deed: auditWord(language, 'deed', row.deed),
    subject: subjectOf(c, row, names),
    changes: changeRows(reader, row, names),
  }
}

/** 'Tài khoản admin' */
export const subjectWords = ({ language }: Reader, { kind, subject }: { kind: string; subject: string }) =>
  `${auditWord(language, 'kind', kind)} ${subject}`

function subjectOf(c: Visit, row: AuditRow, names: AuditNames): AuditEntry['subject'] {
  const { language } = c.var.reader
  const code = targetOf(row)
  const target = code === null ? undefined : names.targets.get(code)
  const about = { kind: row.subjectKind, subject: row.subject }
  return {
    kind: auditWord(language, 'kind', row.subjectKind),
    name: code ?? nameIn(language, row),
    note: target ? `${target.title} · ${target.unitName}` : null,
    href: hrefOf(c, row),
    onlyHref: addressOf(c, auditPath, about),
  }
}

/** What people call the record: its code, where its id is only a number of the program's. */
function nameIn(language: Language, { subject, detail }: AuditRow): string {
  const said = [detail.code, detail.decision, detail.number, detail.week].find(
    (one) => typeof one === 'string' && one !== '',
  )
  if (UUID.test(subject)) return String(said ?? subject.slice(-12))
  return isDay(subject) ? writeDay(language, subject) : subject
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Pages of the administration; those of the business only for who watches it. */
function hrefOf(c: Visit, { subjectKind, subject, detail }: AuditRow): string | null {
  if (subjectKind === 'user') return addressOf(c, '/admin/users', { q: subject })
  if (subjectKind === 'unit') return addressOf(c, `/admin/units/${encodeURIComponent(subject)}`, {})
  if (subjectKind === 'campaign') return addressOf(c, `/admin/campaigns/${encodeURIComponent(subject)}`, {})
  if (subjectKind === 'setting') return settingHref(c, subject)
  if (!holds(c.var.actor, 'supervisor', 'leader', 'inspector')) return null
  const path = businessPath(subjectKind, subject, detail)
  return path && c.var.reader.at(path)
}

const settingHref = (c: Visit, name: string) =>
  addressOf(c, '/admin/settings', { unit: name.startsWith('letterhead.') ? name.slice(11) : null })

function businessPath(kind: string, subject: string, detail: AuditRow['detail']): string | null {
  if (kind === 'week') {
    const [campaign = '', week = ''] = subject.split('/')
    return `/weekly/${week}?${new URLSearchParams({ campaign })}`
  }
  if (kind === 'update') return typeof detail.receipt === 'string' ? `/updates/${detail.receipt}` : null
  const of = rooms[kind]
  const code = kind === 'target' || kind === 'commitment' ? subject : detail.code
  return of && typeof code === 'string' ? `${of}/${encodeURIComponent(code)}` : null
}

const rooms: Record<string, string> = {
  target: '/targets',
  commitment: '/commitments',
  proposal: '/proposals',
  direction: '/directions',
}

/** Figures in the measure of their target. */
function changeRows(reader: Reader, row: AuditRow, names: AuditNames): ChangeRow[] {
  const { language } = reader
  const code = targetOf(row) ?? ''
  const target = names.targets.get(code)
  const figure = target && figureIn(row.detail)
  const decimals = decimalsAt(names, code, row.seq)
  const detail = figure
    ? { ...row.detail, value: writeMeasured(language, figure, decimals, target.measure) }
    : row.detail
  return changesOf(detail).map(({ field, before, after }) => ({
    name: auditField(language, field),
    before: plain(reader, before),
    after: plain(reader, after),
  }))
}

/** Days, roles and what is or is not, as people write them. */
function plain({ t, language }: Reader, text: string | null): string | null {
  if (text === null) return null
  if (isDay(text)) return writeDay(language, text)
  const role = roles.find((one) => one === text)
  if (role) return t(`role.${role}`)
  return text === 'true' ? t('common.yes') : text === 'false' ? t('common.no') : text
}

/** The two ends of a reported figure, as they are kept. */
function figureIn({ value }: AuditRow['detail']) {
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const [low, high] = value as unknown[]
  const isEnd = (end: unknown) => end === null || Number.isSafeInteger(end)
  return isEnd(low) && isEnd(high) && !(low === null && high === null)
    ? { low: low as number | null, high: high as number | null }
    : undefined
}
