import type { AuditEntry } from '../../views/admin/audit.tsx'
import { toldChanges } from '../../views/admin/audit-told.ts'
import type { Reader } from '../../views/reader.ts'
import { holds } from '../domain/access.ts'
import { isRecord, nameKey } from '../domain/audit.ts'
import { isDay, localTextOf } from '../domain/day.ts'
import { isRecordId } from '../domain/record-id.ts'
import { parseWeek } from '../domain/week.ts'
import { auditWord } from '../i18n/audit-words.ts'
import { writeDay } from '../i18n/days.ts'
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
  const subject = subjectOf(c, row, names)
  const person = row.actorId === null ? undefined : names.people.get(row.actorId)
  return {
    seq: row.seq,
    at: `${isDay(day) ? writeDay(language, day) : day} ${local.slice(11, 19)}`,
    actor: person?.title ?? auditWord(language, 'actor', row.actor),
    actorNote: person?.title ? row.actor : null,
    deed: auditWord(language, 'deed', row.deed),
    subject,
    changes: toldOf(reader, row, names, subject.name),
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
    name: code ?? nameIn(c.var.reader, row),
    note: target
      ? `${target.title} · ${target.unitName}`
      : (names.words.get(nameKey(row.subjectKind, row.subject)) ?? null),
    href: hrefOf(c, row),
    onlyHref: addressOf(c, auditPath, about),
  }
}

/** What people call the record: its code, where its id is only a number of the program's. */
function nameIn({ language, t }: Reader, { subjectKind, subject, detail }: AuditRow): string {
  const file = [detail.after, detail.before].find(isRecord)?.name
  const said = [detail.code, detail.decision, detail.number, detail.week, file].find(
    (one) => typeof one === 'string' && one !== '',
  )
  if (isRecordId(subject)) return String(said ?? subject.slice(-12))
  const [campaign = '', week] = subject.split('/')
  const told = subjectKind === 'week' ? parseWeek(week ?? '') : null
  if (told) return `${campaign}, ${t('audit.week', { week: told.number, year: told.year })}`
  return isDay(subject) ? writeDay(language, subject) : subject
}

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

/** Parts of an event that only say again what it is about; what it did stands under `before` and `after`. */
const SUBJECTS = ['code', 'codes', 'target', 'week']

/** Figures in the measure of their target, with the decimals that it had then. */
function toldOf(reader: Reader, row: AuditRow, names: AuditNames, subject: string) {
  const own = targetOf(row)
  const measureOf = (code: string | null) => {
    const target = names.targets.get(code ?? own ?? '')
    return target && { measure: target.measure, decimals: decimalsAt(names, code ?? own ?? '', row.seq) }
  }
  const by = { reader, kind: row.subjectKind, measureOf, names: names.words }
  const detail = Object.entries(row.detail).filter(
    ([name, value]) => !SUBJECTS.includes(name) || String(value) !== subject,
  )
  return toldChanges(by, row.deed, Object.fromEntries(detail))
}
