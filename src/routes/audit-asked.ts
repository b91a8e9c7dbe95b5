import { type DeedGroup, deedGroupNames } from '../domain/audit.ts'
import type { Day } from '../domain/day.ts'
import { readDay } from '../i18n/days.ts'
import { choose } from './forms.ts'
import { queryText } from './queries.ts'
import type { Visit } from './visit.ts'

export const auditPath = '/admin/audit'

/** What the address asks of the log. */
export interface AskedAudit {
  q: string
  who: string
  group: DeedGroup | null
  from: Day | null
  to: Day | null
  about: { kind: string; subject: string } | null
  before: number | null
  typed: { q: string; who: string; group: DeedGroup | null; from: string; to: string }
  wrongDays: ('from' | 'to')[]
}

/** A day that cannot be read asks for nothing, and the page says so. */
export function askedAudit(c: Visit): AskedAudit {
  const [q, who, kind, subject] = ['q', 'who', 'kind', 'subject'].map((name) => queryText(c, name)) as [
    string,
    string,
    string,
    string,
  ]
  const group = choose(queryText(c, 'group'), deedGroupNames)
  const typedDays = { from: queryText(c, 'from'), to: queryText(c, 'to') }
  const days = { from: readDay(typedDays.from) ?? null, to: readDay(typedDays.to) ?? null }
  const before = queryText(c, 'before')
  return {
    ...{ q, who, group, ...days },
    about: kind && subject ? { kind, subject } : null,
    before: /^\d{1,15}$/.test(before) ? Number(before) : null,
    typed: { q, who, group, ...typedDays },
    wrongDays: (['from', 'to'] as const).filter((name) => typedDays[name] !== '' && days[name] === null),
  }
}

/** The same as an address, without the place in the list. */
export const queryOf = ({ typed, about }: AskedAudit): Record<string, string | null> => ({
  ...typed,
  kind: about?.kind ?? null,
  subject: about?.subject ?? null,
})
