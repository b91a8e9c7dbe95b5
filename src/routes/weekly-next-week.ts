import { Hono } from 'hono'
import { nextWeekSection } from '../../views/papers/report/next-week.ts'
import type { FieldError } from '../../views/parts/form.tsx'
import { NextWeekPage, type NextWeekProps } from '../../views/weekly/next-week.tsx'
import { faultOfLines, type LinesFault, linesOf, nextWeekLimits } from '../domain/issue.ts'
import { plainText } from '../domain/paper.ts'
import { type Translate, translator } from '../i18n/translate.ts'
import { saveNextWeek } from '../storage/summaries/issue.ts'
import type { StoredWeek } from '../storage/summaries/stored.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, keptForm, readForm } from './forms.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'
import { weekAddress } from './weekly-asked.ts'
import {
  findOpenWeek,
  hrefOf,
  isAboutIssue,
  type OpenWeek,
  pageOf,
  placeOf,
  versionOf,
} from './weekly-issue-place.ts'

export const weeklyNextWeekRoutes = new Hono<House>()

weeklyNextWeekRoutes.get('/weekly/:week/next-week', async (c) => {
  const open = await findOpenWeek(c)
  if (!open) return await c.notFound()
  if (open.standing.state === 'issued') return redirect(c, weekAddress(c, open.week))
  const kept = keptForm(c)
  const props = propsOf(c, open, kept && { text: kept.text('next_week') })
  return await show(
    c,
    pageOf(titleOf(c)),
    NextWeekPage({ ...props, version: versionOf(kept, open.standing) }),
  )
})

weeklyNextWeekRoutes.post('/weekly/:week/next-week', async (c) => {
  const open = await findOpenWeek(c)
  if (!open) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)

  const text = form.text('next_week')
  const isSuggestion = form.text('do') === 'suggest'
  const fault = isSuggestion ? null : faultOfLines(linesOf(text), nextWeekLimits)
  if (fault && open.standing.state === 'frozen') {
    const errors = lineErrors(c.var.reader.t, 'next_week', fault)
    const props = propsOf(c, open, { text, errors })
    const version = versionOf(form, open.standing)
    return await refuse(c, pageOf(titleOf(c)), NextWeekPage({ ...props, version }))
  }
  const lines = isSuggestion ? null : linesOf(text)
  if (await isSaved(c, open, form, lines)) {
    return redirect(c, weekAddress(c, open.week, isSuggestion ? '/next-week' : ''))
  }
  return await showConflict(c, text)
})

/** Keeps what the office wrote; what the figures say themselves is not its own words. */
async function isSaved(c: Visit, { asked, week, standing }: OpenWeek, form: Form, lines: string[] | null) {
  if (!isAboutIssue(form, standing)) return false
  const isOwn = lines !== null && !isSame(lines, suggestionOf(c, standing))
  const change = { lines: isOwn ? lines : null, version: versionOf(form, standing) }
  return (await saveNextWeek(c.var.db, asked, week, c.var.actor, change)) === 'saved'
}

async function showConflict(c: Visit, text: string) {
  const fresh = await findOpenWeek(c)
  if (!fresh) return await c.notFound()
  const conflict = { lines: nextWeekOf(c, fresh.standing), isIssued: fresh.standing.state === 'issued' }
  const body = NextWeekPage(propsOf(c, fresh, { text, conflict }))
  return await refuse(c, pageOf(titleOf(c)), body, 409)
}

const titleOf = (c: Visit) => c.var.reader.t('issue.nextWeek')

const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((line, n) => line === b[n])

/** Section VII as it stands, also where it is only suggested: in the office's own language. */
export function nextWeekOf(c: Visit, { snapshot, nextWeek }: Pick<StoredWeek, 'snapshot' | 'nextWeek'>) {
  const scribe = { language: 'vi', t: translator('vi'), zone: c.var.zone } as const
  const { paragraphs = [] } = nextWeekSection(scribe, { ...snapshot, next_week: nextWeek })
  return paragraphs.map(plainText)
}

const suggestionOf = (c: Visit, { snapshot }: StoredWeek) => nextWeekOf(c, { snapshot, nextWeek: null })

function propsOf(
  c: Visit,
  open: OpenWeek,
  state: Partial<Pick<NextWeekProps, 'text' | 'errors' | 'conflict'>> = {},
): NextWeekProps {
  const { week, standing } = open
  return {
    reader: c.var.reader,
    place: placeOf(c, week),
    action: hrefOf(c, open, '/next-week'),
    issue: standing.issue,
    version: standing.version,
    text: nextWeekOf(c, standing).join('\n'),
    isOwn: standing.nextWeek !== null,
    suggestion: suggestionOf(c, standing),
    errors: [],
    conflict: null,
    ...state,
  }
}

/** What is wrong with a field that takes one thing a line. */
export function lineErrors(
  t: Translate,
  field: 'next_week' | 'signature' | 'recipients',
  fault: LinesFault | null,
): FieldError[] {
  if (!fault) return []
  if (fault.reason === 'missing') return [{ field, text: t(`issue.problem.${field}_missing`) }]
  if (fault.reason === 'too_many') return [{ field, text: t(`issue.problem.${field}_too_many`, fault) }]
  return [{ field, text: t(`issue.problem.${field}_too_long`, fault) }]
}
