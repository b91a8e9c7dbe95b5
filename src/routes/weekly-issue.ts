import { Hono } from 'hono'
import type { FieldError } from '../../views/parts/form.tsx'
import { IssuePage, type IssueProps, type TypedIssue } from '../../views/weekly/issue.tsx'
import { dayOf } from '../domain/day.ts'
import { bareNumber, type Letterhead, numberExample } from '../domain/letterhead.ts'
import { writeDay } from '../i18n/days.ts'
import { issuePress } from '../press/weekly.ts'
import { type IssueOrder, issueWeek } from '../storage/summaries/issue.ts'
import { listIssues, type StoredWeek } from '../storage/summaries/stored.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, keptForm, readForm } from './forms.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'
import { weekAddress } from './weekly-asked.ts'
import { readIssue } from './weekly-issue-fields.ts'
import {
  findOpenWeek,
  hrefOf,
  isAboutIssue,
  type OpenWeek,
  ownLetterhead,
  pageOf,
  placeOf,
  versionOf,
} from './weekly-issue-place.ts'
import { nextWeekOf, weeklyNextWeekRoutes } from './weekly-next-week.ts'
import { weeklyReissueRoutes } from './weekly-reissue.ts'

/** From a frozen week to a paper with a number, and to another one in its place. */
export const weeklyIssueRoutes = new Hono<House>()

weeklyIssueRoutes.route('/', weeklyNextWeekRoutes)
weeklyIssueRoutes.route('/', weeklyReissueRoutes)

weeklyIssueRoutes.get('/weekly/:week/issue', async (c) => {
  const open = await findOpenWeek(c)
  if (!open) return await c.notFound()
  if (open.standing.state === 'issued') return redirect(c, weekAddress(c, open.week))
  const kept = keptForm(c)
  const letterhead = await ownLetterhead(c, open)
  const props = await propsOf(c, open, letterhead, {
    typed: kept ? typedIn(kept) : proposed(c, letterhead),
    version: versionOf(kept, open.standing),
  })
  return await show(c, pageOf(titleOf(c, open)), IssuePage(props))
})

weeklyIssueRoutes.post('/weekly/:week/issue', async (c) => {
  const open = await findOpenWeek(c)
  if (!open) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)

  const typed = typedIn(form)
  const letterhead = await ownLetterhead(c, open)
  const { order, errors } = readIssue(c.var.reader, typed, {
    letterhead,
    frozenOn: frozenOn(c, open.standing),
    today: c.var.today,
  })
  if (!order && open.standing.state === 'frozen') {
    return await askAgain(c, open, { form, typed, errors })
  }
  const outcome = order && (await issue(c, open, form, order))
  if (outcome === 'issued') return redirect(c, weekAddress(c, open.week))
  if (outcome === 'number_taken') {
    const number = bareNumber(letterhead, 'BC', typed.number)
    const text = c.var.reader.t('issue.problem.number_taken', { number })
    return await askAgain(c, open, { form, typed, errors: [{ field: 'number', text }] })
  }
  return await showConflict(c, typed)
})

type Order = Omit<IssueOrder, 'nextWeek' | 'version'>

async function issue(c: Visit, open: OpenWeek, form: Form, order: Order) {
  const { asked, week, standing } = open
  if (standing.state === 'issued') return isSameIssue(standing, order) ? 'issued' : 'changed'
  if (!isAboutIssue(form, standing)) return 'changed'
  const whole = { ...order, nextWeek: nextWeekOf(c, standing), version: versionOf(form, standing) }
  return await issueWeek(c.var.db, asked, week, c.var.actor, whole, issuePress(c.var.config))
}

/** The same paper sent twice goes out once. */
const isSameIssue = (standing: StoredWeek, { number, issuedOn, signature, letterhead }: Order) =>
  standing.number === number &&
  standing.issuedOn === issuedOn &&
  JSON.stringify([standing.signature?.lines, standing.signature?.name, standing.letterhead?.recipients]) ===
    JSON.stringify([signature.lines, signature.name, letterhead.recipients])

interface Refused {
  form: Form
  typed: TypedIssue
  errors: FieldError[]
}

async function askAgain(c: Visit, open: OpenWeek, { form, typed, errors }: Refused) {
  const version = versionOf(form, open.standing)
  const props = await propsOf(c, open, await ownLetterhead(c, open), { typed, errors, version })
  return await refuse(c, pageOf(titleOf(c, open)), IssuePage(props))
}

async function showConflict(c: Visit, typed: TypedIssue) {
  const fresh = await findOpenWeek(c)
  if (!fresh) return await c.notFound()
  const { state, number, issuedOn } = fresh.standing
  const conflict = state === 'issued' && number && issuedOn ? { number, day: issuedOn } : 'changed'
  const props = await propsOf(c, fresh, await ownLetterhead(c, fresh), { typed, conflict })
  return await refuse(c, pageOf(titleOf(c, fresh)), IssuePage(props), 409)
}

const titleOf = (c: Visit, { week }: OpenWeek) => c.var.reader.t('issue.title', { n: week.number })

const frozenAt = ({ snapshot }: StoredWeek) => Date.parse(snapshot.frozen_at ?? snapshot.until)

const frozenOn = (c: Visit, standing: StoredWeek) => dayOf(frozenAt(standing), c.var.zone)

/** What most papers say: today, in the words of the office's own letterhead. The number is the clerk's to give. */
const proposed = (c: Visit, { signature, recipients }: Letterhead): TypedIssue => ({
  number: '',
  issued_on: writeDay(c.var.reader.language, c.var.today),
  signature: signature.join('\n'),
  signatory: '',
  recipients: recipients.join('\n'),
})

const typedIn = (form: Form): TypedIssue => ({
  number: form.text('number'),
  issued_on: form.text('issued_on'),
  signature: form.text('signature'),
  signatory: form.text('signatory'),
  recipients: form.text('recipients'),
})

async function propsOf(
  c: Visit,
  open: OpenWeek,
  letterhead: Letterhead,
  state: Pick<IssueProps, 'typed'> & Partial<Pick<IssueProps, 'version' | 'errors' | 'conflict'>>,
): Promise<IssueProps> {
  const { asked, week, standing } = open
  const issues = await listIssues(c.var.db.read, asked, week)
  const numbers = issues.flatMap(({ state, number }) => (state === 'annulled' && number ? [number] : []))
  return {
    reader: c.var.reader,
    place: placeOf(c, week),
    action: hrefOf(c, open, '/issue'),
    nextWeekHref: hrefOf(c, open, '/next-week'),
    issue: standing.issue,
    version: standing.version,
    frozenAt: frozenAt(standing),
    frozenOn: frozenOn(c, standing),
    hash: standing.snapshot.hash ?? '',
    nextWeek: nextWeekOf(c, standing),
    earlier: [...new Set(numbers)],
    example: numberExample(letterhead, 'BC'),
    errors: [],
    conflict: null,
    ...state,
  }
}
