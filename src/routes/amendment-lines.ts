import { Hono } from 'hono'
import { AddPage } from '../../views/amendments/add.tsx'
import { ChangePage } from '../../views/amendments/change.tsx'
import { AnnexMoved, EndPage } from '../../views/amendments/forms.tsx'
import type { Html } from '../../views/reader.ts'
import type { TargetProblem } from '../../views/targets/form-problems.ts'
import {
  type AmendmentLine,
  amendableFields,
  lineOfChange,
  lineOfEnd,
  PLAN_FROM,
} from '../domain/amendment.ts'
import type { Day } from '../domain/day.ts'
import { revisionFaults } from '../domain/plan-revision.ts'
import { plainPromise } from '../domain/promise.ts'
import { type PromiseText, promiseOfText, textOfPromise } from '../domain/promise-text.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import { type InForce, loadInForce, promiseAfter } from '../storage/amendments/standing.ts'
import { changeAnnex } from '../storage/amendments.ts'
import { type Drafting, findDrafting } from '../storage/targets/drafting.ts'
import type { TargetRow } from '../storage/targets.ts'
import { amendable, annexBody, annexPath, findDraft, findOne, type Here, pageOf } from './amendment-place.ts'
import { redirect, refuse, show } from './answers.ts'
import { notes } from './commitment-terms.ts'
import { type Form, formOf, isAbout, keptForm, readForm } from './forms.ts'
import { plainText, queryText } from './queries.ts'
import { fieldsProps, type ReadForm, readTarget, startingTarget, typedTarget } from './target-form-props.ts'
import type { House, Visit } from './visit.ts'

/** The lines of a draft: what it changes, adds and ends. */
export const amendmentLineRoutes = new Hono<House>()

const BASE = '/:code/amendments/:number{[0-9]+}'

amendmentLineRoutes.get(`${BASE}/change/:target`, async (c) => {
  const at = await findChange(c)
  if (!at) return await c.notFound()
  const form = keptForm(c) ?? typedChange(c, at)
  return await show(c, pageOf(c, at.here, true), await changePage(c, at, form, { isFresh: true }))
})

amendmentLineRoutes.post(`${BASE}/change/:target`, async (c) => {
  const at = await findChange(c)
  const form = await readForm(c)
  if (!at || !form) return await c.notFound()
  const read = await readChange(c, at, form)
  const page = pageOf(c, at.here, true)
  if (read.problems.length || read.planFromError || !read.line) {
    return await refuse(c, page, await changePage(c, at, form, { read }))
  }
  if (await setLine(c, at.here, form, read.line)) return redirect(c, annexPath(at.here))
  const fresh = (await findOne(c)) ?? at.here
  const notice = AnnexMoved({ reader: c.var.reader, state: fresh.annex.state })
  return await refuse(c, page, await changePage(c, { ...at, here: fresh }, form, { read, notice }), 409)
})

amendmentLineRoutes.get(`${BASE}/end/:target`, async (c) => {
  const at = await findTargetOf(c)
  if (!at) return await c.notFound()
  const stored = at.here.annex.lines.find(({ code, kind }) => code === at.row.code && kind === 'end')
  const form = keptForm(c) ?? formOf([['reason', stored?.after.reason ?? '']])
  return await show(c, pageOf(c, at.here, true), endPage(c, at, form, []))
})

amendmentLineRoutes.post(`${BASE}/end/:target`, async (c) => {
  const at = await findTargetOf(c)
  const form = await readForm(c)
  if (!at || !form) return await c.notFound()
  const { errors, note } = notes()
  const reason = form.text('reason')
  if (reason === '') note('reason', c.var.reader.t('amendment.problem.missing'))
  if (reason.length > LONGEST) note('reason', c.var.reader.t('amendment.problem.long', { n: LONGEST }))
  const page = pageOf(c, at.here, true)
  if (errors.length) return await refuse(c, page, endPage(c, at, form, errors))
  if (await setLine(c, at.here, form, lineOfEnd(at.row.code, at.row.title, reason))) {
    return redirect(c, annexPath(at.here))
  }
  const fresh = (await findOne(c)) ?? at.here
  const notice = AnnexMoved({ reader: c.var.reader, state: fresh.annex.state })
  return await refuse(c, page, endPage(c, { ...at, here: fresh }, form, [], notice), 409)
})

amendmentLineRoutes.get(`${BASE}/add`, async (c) => {
  const at = await findAdding(c, queryText(c, 'line'))
  if (!at) return await c.notFound()
  const form = keptForm(c) ?? typedAdding(c, at)
  return await show(c, pageOf(c, at.here, true), await addPage(c, at, form, { isFresh: true }))
})

amendmentLineRoutes.post(`${BASE}/add`, async (c) => {
  const form = await readForm(c)
  const at = form && (await findAdding(c, form.text('line')))
  if (!at || !form) return await c.notFound()
  const page = pageOf(c, at.here, true)
  if (['find', 'show'].includes(form.text('do'))) {
    return await show(c, page, await addPage(c, at, form, { isFresh: true }))
  }
  const read = await readTarget(c, form, aboutOf(at))
  if (read.problems.length) return await refuse(c, page, await addPage(c, at, form, { read }))
  const after = textOfPromise(plainPromise(read.promise))
  const code = at.line?.code ?? nextCode(at.here.annex.lines)
  const line: AmendmentLine = { kind: 'add', code, title: read.promise.title, before: {}, after }
  if (await setLine(c, at.here, form, line)) return redirect(c, annexPath(at.here))
  const fresh = (await findOne(c)) ?? at.here
  const notice = AnnexMoved({ reader: c.var.reader, state: fresh.annex.state })
  return await refuse(c, page, await addPage(c, { ...at, here: fresh }, form, { read, notice }), 409)
})

/** Where a sign-in leads back to. */
amendmentLineRoutes.get(`${BASE}/drop`, async (c) => {
  const here = await findDraft(c)
  return here ? redirect(c, annexPath(here)) : await c.notFound()
})

amendmentLineRoutes.post(`${BASE}/drop`, async (c) => {
  const here = await findDraft(c)
  const form = await readForm(c)
  if (!here || !form) return await c.notFound()
  const { annex, found } = here
  const lines = annex.lines.filter(({ code }) => code !== form.text('line'))
  if (lines.length === annex.lines.length) return redirect(c, annexPath(here))
  const { db, actor, now, zone } = c.var
  const done =
    isAbout(form, annex.version) &&
    (await db.tx((tx) => changeAnnex(tx, actor, found.row, annex, { lines }, { now, zone })))
  if (done) return redirect(c, annexPath(here))
  const fresh = (await findOne(c)) ?? here
  return await refuse(c, pageOf(c, fresh), await annexBody(c, fresh, true), 409)
})

const LONGEST = 2000

/** Puts a line into the draft, in the place of another about the same target; false where somebody else was faster. */
async function setLine(c: Visit, { found, annex }: Here, form: Form, line: AmendmentLine): Promise<boolean> {
  const at = annex.lines.findIndex(({ code }) => code === line.code)
  if (at >= 0 && JSON.stringify(annex.lines[at]) === JSON.stringify(line)) return true
  if (isSent(annex.lines, line)) return true
  const lines = at < 0 ? [...annex.lines, line] : annex.lines.with(at, line)
  const { db, actor, now, zone } = c.var
  return (
    isAbout(form, annex.version) &&
    (await db.tx((tx) => changeAnnex(tx, actor, found.row, annex, { lines }, { now, zone })))
  )
}

/** The same addition sent a second time has the next code, and says the same. */
const isSent = (lines: readonly AmendmentLine[], line: AmendmentLine) =>
  line.kind === 'add' &&
  lines.some((one) => one.kind === 'add' && JSON.stringify(one.after) === JSON.stringify(line.after))

/** What is added is known by a number of its own until it has its code. */
function nextCode(lines: readonly AmendmentLine[]): string {
  const numbers = lines.filter(({ kind }) => kind === 'add').map(({ code }) => Number(code.slice(1)))
  return `+${Math.max(0, ...numbers) + 1}`
}

interface Ending {
  here: Here
  row: TargetRow
}

/** A target of the commitment that goes on. */
async function findTargetOf(c: Visit): Promise<Ending | undefined> {
  const here = await findDraft(c)
  const code = plainText(c.req.param('target') ?? '')
  const row = here && amendable(here).find((one) => one.code === code)
  return here && row ? { here, row } : undefined
}

function endPage(
  c: Visit,
  { here, row }: Ending,
  form: Form,
  errors: { field: string; text: string }[],
  notice: Html | null = null,
) {
  const { reader } = c.var
  return EndPage({
    ...{ reader, errors, notice, typed: form.text, target: row },
    code: here.found.row.code,
    unitName: here.found.unit.name,
    hidden: [{ name: 'version', value: String(here.annex.version) }],
    action: reader.at(`${annexPath(here)}/end/${encodeURIComponent(row.code)}`),
    back: reader.at(annexPath(here)),
  })
}

interface Changing extends Ending {
  drafting: Drafting
  now: InForce
}

async function findChange(c: Visit): Promise<Changing | undefined> {
  const at = await findTargetOf(c)
  const { db, actor, zone } = c.var
  const drafting = at && (await findDrafting(db.read, actor, at.here.found.row.code))
  if (!at || !drafting) return undefined
  return { ...at, drafting, now: await loadInForce(db.read, at.row, at.here.annex.effectiveFrom, zone) }
}

/** What is in force, with what the draft says of it already. */
function typedChange(c: Visit, { here, row, now }: Changing): Form {
  const { language } = c.var.reader
  const line = here.annex.lines.find(({ code, kind }) => code === row.code && kind === 'change')
  const promise = (line && promiseAfter(line, now.promise)) ?? now.promise
  const from = readDay(line?.after[PLAN_FROM] ?? '')
  const typed = typedTarget(language, promise)
  return formOf([
    ...typed.fields.map(({ name, value }): [string, string] => [name, value]),
    [PLAN_FROM, from ? writeDay(language, from) : ''],
  ])
}

interface ReadChange extends Pick<ReadForm, 'problems' | 'questions'> {
  planFromError: string | undefined
  line: AmendmentLine | null
}

const SENT: readonly string[] = [...amendableFields, 'shares', 'plan_choice', 'plan_choice_for', PLAN_FROM]

/** Read as a whole promise: what the form does not ask stays as it is in force. */
async function readChange(c: Visit, at: Changing, form: Form): Promise<ReadChange> {
  const { row, now, drafting } = at
  const stands = typedTarget(c.var.reader.language, now.promise)
  const sent = new Set(form.fields.map(({ name }) => name))
  const isSent = (name: string) =>
    sent.has(name) && (SENT.includes(name) || name.startsWith('plan_low') || name.startsWith('plan_high'))
  const whole = formOf([
    ...form.fields
      .filter(({ name }) => isSent(name))
      .map(({ name, value }): [string, string] => [name, value]),
    ...stands.fields
      .filter(({ name }) => !isSent(name))
      .map(({ name, value }): [string, string] => [name, value]),
  ])
  const about = { found: drafting, target: { id: row.id, code: row.code }, parent: now.promise.parent }
  const { promise, problems, questions } = await readTarget(c, whole, about)
  const own = problems.filter(({ field }) => SENT.includes(field) || field.startsWith('plan_'))
  const lost =
    now.promise.plan !== null && promise.plan === null && !own.some(({ field }) => field.startsWith('plan'))
  const missing: TargetProblem[] = lost ? [{ field: 'plan', reason: 'missing' }] : []
  const before = textOfPromise(now.promise)
  const planFrom = readPlanFrom(c, form)
  const line = lineOfChange(
    row.code,
    before,
    textOfPromise({ ...promise, order: now.promise.order }),
    planFrom.day,
  )
  const planFromError =
    planFrom.error ?? (line && 'plan' in line.after ? planFault(c, at, promise, planFrom.day) : undefined)
  return { problems: [...own, ...missing], questions, planFromError, line }
}

function readPlanFrom(c: Visit, form: Form): { day: Day | null; error?: string } {
  const typed = form.text(PLAN_FROM)
  const day = readDay(typed) ?? null
  return typed !== '' && !day ? { day, error: c.var.reader.t('amendment.problem.day') } : { day }
}

function planFault(
  c: Visit,
  { now: { facts }, here }: Changing,
  { plan, dueOn }: { plan: number | null; dueOn: Day | null },
  planFrom: Day | null,
): string | undefined {
  if (plan === null) return undefined
  const day = planFrom ?? here.annex.effectiveFrom
  const moved = dueOn
    ? [...facts.extensions, { grantedOn: day, decidedAt: c.var.now, dueOn }]
    : facts.extensions
  const [fault] = revisionFaults({ ...facts, extensions: moved }, { effectiveFrom: day, plan })
  return fault && fault.reason !== 'same_plan'
    ? c.var.reader.t(`amendment.problem.${fault.reason}`)
    : undefined
}

interface State {
  isFresh?: boolean
  notice?: Html
}

async function changePage(c: Visit, at: Changing, form: Form, state: State & { read?: ReadChange }) {
  const { reader } = c.var
  const { here, row, now } = at
  const read = state.read ?? (await readChange(c, at, form))
  return ChangePage({
    ...{ reader, target: row, typed: form.text, questions: read.questions },
    code: here.found.row.code,
    now: textOfPromise(now.promise),
    problems: state.isFresh ? [] : read.problems,
    planFromError: state.isFresh ? undefined : read.planFromError,
    isSame: !state.isFresh && !read.line && read.problems.length === 0,
    notice: state.notice ?? null,
    version: here.annex.version,
    action: reader.at(`${annexPath(here)}/change/${encodeURIComponent(row.code)}`),
    back: reader.at(annexPath(here)),
  })
}

interface Adding {
  here: Here
  drafting: Drafting
  /** The line that is edited. */
  line: AmendmentLine | null
}

async function findAdding(c: Visit, asked: string): Promise<Adding | undefined> {
  const here = await findDraft(c)
  const drafting = here && (await findDrafting(c.var.db.read, c.var.actor, here.found.row.code))
  if (!here || !drafting) return undefined
  if (asked === '') return { here, drafting, line: null }
  const line = /^\d{1,3}$/.test(asked) ? here.annex.lines[Number(asked)] : undefined
  return line?.kind === 'add' ? { here, drafting, line } : undefined
}

const aboutOf = ({ drafting }: Adding) => ({ found: drafting, target: null, parent: null })

function typedAdding(c: Visit, { drafting, line }: Adding): Form {
  const { language } = c.var.reader
  const promise = line && promiseOfText(line.after as PromiseText)
  return promise ? typedTarget(language, promise) : startingTarget(language, drafting)
}

async function addPage(c: Visit, at: Adding, form: Form, state: State & { read?: ReadForm }) {
  const { reader } = c.var
  const { here, line } = at
  const read = state.read ?? (await readTarget(c, form, aboutOf(at)))
  const place = line ? String(here.annex.lines.findIndex(({ code }) => code === line.code)) : ''
  return AddPage({
    ...(await fieldsProps(c, aboutOf(at), form, read, state.isFresh ? [] : read.problems)),
    code: here.found.row.code,
    unitName: here.found.unit.name,
    notice: state.notice ?? null,
    hidden: [
      { name: 'version', value: String(here.annex.version) },
      { name: 'line', value: place },
    ],
    action: reader.at(`${annexPath(here)}/add`),
    back: reader.at(annexPath(here)),
  })
}
