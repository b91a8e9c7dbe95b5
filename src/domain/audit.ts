/** Deeds that belong together, for whoever looks for some of them: whole names, and beginnings that end in a dot. */
export const deedGroups = {
  reports: ['update.'],
  promises: [
    'commitment.',
    'amendment.',
    'target.',
    'milestone.',
    'extension.',
    'evaluation.',
    'cascade.',
    'year_end.',
  ],
  follow_up: ['proposal.', 'direction.', 'meeting.', 'reminder.', 'ladder.'],
  weeks: ['freeze', 'freeze.', 'week.', 'recipient.', 'mail.resent', 'job.'],
  accounts: ['login', 'login.', 'user.', 'users.', 'sessions.', 'session.', 'post.', 'mail.on', 'mail.off'],
  administration: [
    'house.',
    'settings.',
    'unit.',
    'units.',
    'campaign.',
    'calendar.',
    'import',
    'import.',
    'export.',
  ],
} as const satisfies Record<string, string[]>
export type DeedGroup = keyof typeof deedGroups

export const deedGroupNames = Object.keys(deedGroups) as DeedGroup[]

/** One part of what a deed changed; what was not there before, or is said once, has no `before`. */
export interface Change {
  /** The path of its names: 'value', or 'rows.units'. */
  field: string
  before: string | null
  after: string | null
}

type Detail = Record<string, unknown>

const isRecord = (value: unknown): value is Detail =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What an event's detail tells: what differs between its before and after, then everything else it holds. */
export function changesOf(detail: Detail): Change[] {
  const { before, after, ...rest } = detail
  const differs = 'before' in detail || 'after' in detail ? differencesOf(before, after) : []
  return [...differs, ...Object.entries(rest).flatMap(([field, value]) => toldOf(field, value))]
}

function differencesOf(before: unknown, after: unknown): Change[] {
  if (!isRecord(before) && !isRecord(after)) {
    return [{ field: 'value', before: textOf(before), after: textOf(after) }]
  }
  const [old, now] = [before, after].map((side) => (isRecord(side) ? side : {})) as [Detail, Detail]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  return names
    .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
    .map((name) => ({ field: name, before: textOf(old[name]), after: textOf(now[name]) }))
}

/** A small record is told name by name, anything else as one text. */
function toldOf(field: string, value: unknown): Change[] {
  if (isRecord(value) && Object.values(value).every((part) => !isRecord(part) && !Array.isArray(part))) {
    return Object.entries(value).flatMap(([name, part]) => toldOf(`${field}.${name}`, part))
  }
  const text = textOf(value)
  return text === null || text === '' ? [] : [{ field, before: null, after: text }]
}

/** A list of plain values on one line, one of records a line each. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) {
    const isPlain = value.every((part) => typeof part !== 'object' || part === null)
    const parts = value.map((part) => (isRecord(part) ? lineOf(part) : (textOf(part) ?? '–')))
    return parts.length ? parts.join(isPlain ? ', ' : '\n') : null
  }
  return isRecord(value) ? lineOf(value) : String(value)
}

/** A file is its format or name with its hash; anything else is told name by name. */
function lineOf(record: Detail): string {
  const { hash, format, name, ...rest } = record
  const file = format ?? name
  if (typeof hash === 'string' && file !== undefined && Object.keys(rest).length === 0) {
    return `${typeof format === 'string' ? format.toUpperCase() : file}: SHA-256 ${hash}`
  }
  return Object.entries(record)
    .map(([field, part]) => `${field}: ${typeof part === 'object' ? JSON.stringify(part) : String(part)}`)
    .join(', ')
}
