import { Hono } from 'hono'
import { ChangePage } from '../../views/amendments/change.tsx'
import { AnnexMoved } from '../../views/amendments/forms.tsx'
import type { TargetProblem } from '../../views/targets/form-problems.ts'
import {
  type AmendmentLine,
  amendableFields,
  lineOfChange,
  PLAN_FROM,
  planDayOf,
} from '../domain/amendment.ts'
import type { Day } from '../domain/day.ts'
import { textOfPromise } from '../domain/promise-text.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import { writeAmount } from '../i18n/numbers.ts'
import { type InForce, loadInForce, planFaultOf, promiseAfter } from '../storage/amendments/standing.ts'
import { mayHaveDecimals } from '../storage/targets/decimals.ts'
import { type Drafting, findDrafting } from '../storage/targets/drafting.ts'
import { duePeriod } from './amendment-effect.ts'
import { type AboutTarget, BASE, findTargetOf, type State, setLine } from './amendment-line.ts'
import { annexPath, findOne, pageOf } from './amendment-place.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, formOf, keptForm, readForm } from './forms.ts'
import { type ReadForm, readTarget, typedTarget } from './target-form-props.ts'
import type { House, Visit } from './visit.ts'

/** A line that promises one target otherwise. */
export const amendmentChangeRoutes = new Hono<House>()

amendmentChangeRoutes.get(`${BASE}/change/:target`, async (c) => {
  const at = await findChange(c)
  if (!at) return await c.notFound()
  const form = keptForm(c) ?? typedChange(c, at)
  return await show(c, pageOf(c, at.here, true), await changePage(c, at, form, { isFresh: true }))
})

amendmentChangeRoutes.post(`${BASE}/change/:target`, async (c) => {
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

interface Changing extends AboutTarget {
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
  const period = duePeriod(c.var, at.here, now.promise.dueOn)
  const target = { id: row.id, code: row.code }
  const about = { found: drafting, target, parent: now.promise.parent, period }
  const { promise, problems, questions } = await readTarget(c, whole, about)
  const own = problems.filter(({ field }) => SENT.includes(field) || field.startsWith('plan_'))
  const lost =
    now.promise.plan !== null && promise.plan === null && !own.some(({ field }) => field.startsWith('plan'))
  const missing: TargetProblem[] = lost ? [{ field: 'plan', reason: 'missing' }] : []
  const finer = await decimalsFault(c, at, promise.decimals)
  const before = textOfPromise(now.promise)
  const planFrom = readPlanFrom(c, form)
  const line = lineOfChange(
    row.code,
    before,
    textOfPromise({ ...promise, order: now.promise.order }),
    planFrom.day,
  )
  const planFromError = planFrom.error ?? (line ? planFault(c, at, line) : undefined)
  return { problems: [...own, ...missing, ...finer], questions, planFromError, line }
}

/** More are possible while every figure fits; fewer would take digits from what was reported. */
async function decimalsFault(c: Visit, { row }: Changing, decimals: number): Promise<TargetProblem[]> {
  if (decimals === row.decimals) return []
  if (decimals < row.decimals) {
    return [{ field: 'decimals', reason: 'decimals_lower', fill: String(row.decimals) }]
  }
  if (await mayHaveDecimals(c.var.db.read, row, decimals)) return []
  const fill = writeAmount(c.var.reader.language, Number.MAX_SAFE_INTEGER, decimals)
  return [{ field: 'decimals', reason: 'too_large', fill }]
}

function readPlanFrom(c: Visit, form: Form): { day: Day | null; error?: string } {
  const typed = form.text(PLAN_FROM)
  const day = readDay(typed) ?? null
  return typed !== '' && !day ? { day, error: c.var.reader.t('amendment.problem.day') } : { day }
}

function planFault(c: Visit, { now, here: { annex } }: Changing, line: AmendmentLine): string | undefined {
  const fault = planFaultOf(line, now, annex.effectiveFrom, c.var.now)
  if (!fault || fault.reason === 'same_plan') return undefined
  const { t, language } = c.var.reader
  const day = fault.reason === 'later_version' ? fault.day : planDayOf(line, annex.effectiveFrom)
  return t(`amendment.problem.${fault.reason}`, { day: writeDay(language, day) })
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
    hidden: [{ name: 'version', value: String(here.annex.version) }],
    action: reader.at(`${annexPath(here)}/change/${encodeURIComponent(row.code)}`),
    back: reader.at(annexPath(here)),
  })
}
