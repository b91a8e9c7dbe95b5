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
  /** The names that lead to it: ['value'], or ['rows', 'units']. */
  path: string[]
  before: unknown
  after: unknown
  /** The record it stands in: how its amounts are to be read. */
  within: Detail
}

export type Detail = Record<string, unknown>

/** Fields that hold the code of a record which has a name, and what kind of record it is. */
export const namedFields: Record<string, 'unit' | 'campaign'> = {
  ...{ unit: 'unit', parent: 'unit', fromUnit: 'unit', owner: 'unit' },
  campaign: 'campaign',
}

/** What records are called: by their id, or by kind and code, since a unit and a campaign may share one. */
export type RecordNames = ReadonlyMap<string, string>

export const nameKey = (kind: string, code: string): string => `${kind} ${code}`

export const isRecord = (value: unknown): value is Detail =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Deeds that call what stood before and after otherwise, or that do not say of what it was. */
const pairs: Record<string, (detail: Detail) => Detail> = {
  // Its state stays the same; what changes is whose turn it is.
  'commitment.hand': ({ before: _, after: __, ...rest }) => ({ turn: 'hand', ...rest }),
  'recipient.changed': ({ from, to, ...rest }) => ({ before: from, after: to, ...rest }),
  'user.email': ({ from, to, ...rest }) => ({ ...named('email', from, to), ...rest }),
  'reminder.answered': ({ before, answer, ...rest }) => ({ ...named('answer', before, answer), ...rest }),
  'unit.reparent': ({ after, ...rest }) => ({
    after: isRecord(after) ? without(after, 'parent') : after,
    ...rest,
  }),
  ...Object.fromEntries(
    Object.entries({
      'commitment.closed': 'state',
      'target.plan_revised': 'plan',
      'settings.organisation': 'name',
      'settings.second_factor': 'roles',
      'meeting.numbered': 'number',
      'week.next_week': 'next_week',
      'year_end.carried': 'carried',
      'campaign.groups': 'groups',
    }).map(([deed, name]) => [
      deed,
      ({ before, after, ...rest }: Detail) => ({ ...named(name, before, after), ...rest }),
    ]),
  ),
}

const named = (name: string, before: unknown, after: unknown): Detail => ({
  before: { [name]: before },
  after: { [name]: after },
})

const without = (record: Detail, name: string): Detail =>
  Object.fromEntries(Object.entries(record).filter(([one]) => one !== name))

/** What an event's detail tells: what differs between its before and after, then everything else it holds. */
export function changesOf(deed: string, detail: Detail): Change[] {
  const { before, after, ...rest } = pairs[deed]?.(detail) ?? detail
  return [
    ...differencesOf([], before, after, {}),
    ...Object.entries(rest).flatMap(([name, value]) => toldOf([name], value, rest)),
  ]
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** Records name by name, lists of records one by one, anything else as a whole. */
function differencesOf(path: string[], before: unknown, after: unknown, within: Detail): Change[] {
  if (isSame(before, after)) return []
  if (isLine(before) && isLine(after)) return mendedOf(path, before, after)
  const [old, now] = [asRecord(before), asRecord(after)]
  if (old && now) {
    const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
    const here = { ...old, ...now }
    return names.flatMap((name) => differencesOf([...path, name], old[name], now[name], here))
  }
  return [{ path: path.length ? path : ['value'], before: before ?? null, after: after ?? null, within }]
}

/** A list of records that have names is a record of them; what was not there is an empty one. */
function asRecord(value: unknown): Detail | undefined {
  if (value === null || value === undefined) return {}
  if (isRecord(value)) return isPair(value) ? undefined : value
  if (!Array.isArray(value)) return undefined
  const items = value.map((one) => (isRecord(one) ? itemOf(one) : undefined))
  return items.every((item) => item !== undefined) ? Object.fromEntries(items) : undefined
}

/** The name of a record in a list, and the rest of it; what has a before and an after of its own stays whole. */
function itemOf(record: Detail): [string, Detail] | undefined {
  const field = ['code', 'day', 'number', 'title'].find((name) =>
    /^(string|number)$/.test(typeof record[name]),
  )
  if (field === undefined) return undefined
  return [String(record[field]), isPair(record) ? record : without(record, field)]
}

const isPair = (record: Detail) => 'before' in record && 'after' in record

/** A line of an annex, which says of a target what it was and what it is to be. */
export const isLine = (value: unknown): value is Detail =>
  isRecord(value) && isPair(value) && 'kind' in value && 'code' in value

/** A line that was written otherwise: what it said of each part, and what it says now. */
function mendedOf(path: string[], old: Detail, now: Detail): Change[] {
  const [said, says] = [old.after, now.after].map((side) => (isRecord(side) ? side : {})) as [Detail, Detail]
  const names = [...new Set([...Object.keys(said), ...Object.keys(says)])]
  return [
    ...(old.kind === now.kind ? [] : differencesOf([...path, 'line'], old.kind, now.kind, now)),
    ...names.flatMap((name) => differencesOf([...path, name], said[name], says[name], now)),
  ]
}

/** Records of counters, in which nothing is told of nothing. */
const counters = ['rows', 'counts', 'said', 'app', 'mail']

/** A record is told name by name, a list as one. */
function toldOf(path: string[], value: unknown, within: Detail): Change[] {
  if (isRecord(value) && !isPair(value)) {
    return Object.entries(value).flatMap(([name, part]) => toldOf([...path, name], part, value))
  }
  const isNothing = value === null || value === undefined || value === ''
  if (isNothing || (Array.isArray(value) && value.length === 0)) return []
  return value === 0 && counters.includes(path[0]!) ? [] : [{ path, before: null, after: value, within }]
}
