import { Hono } from 'hono'
import { AddPage } from '../../views/amendments/add.tsx'
import { AnnexMoved } from '../../views/amendments/forms.tsx'
import { type AmendmentLine, CARRIED_FROM, nextCode } from '../domain/amendment.ts'
import { plainPromise } from '../domain/promise.ts'
import { type PromiseText, promiseOfText, textOfPromise } from '../domain/promise-text.ts'
import { readDay } from '../i18n/days.ts'
import { type Drafting, findDrafting } from '../storage/targets/drafting.ts'
import { type Carriable, listCarriable } from '../storage/year-end/annexed.ts'
import { carriedPromise } from '../storage/year-end/rest.ts'
import { duePeriod } from './amendment-effect.ts'
import { BASE, type State, setLine } from './amendment-line.ts'
import { annexPath, findDraft, findOne, type Here, pageOf } from './amendment-place.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, keptForm, readForm } from './forms.ts'
import { queryText } from './queries.ts'
import {
  type About,
  fieldsProps,
  type ReadForm,
  readTarget,
  startingTarget,
  typedTarget,
} from './target-form-props.ts'
import type { House, Visit } from './visit.ts'

/** A line that adds a target. */
export const amendmentAddRoutes = new Hono<House>()

amendmentAddRoutes.get(`${BASE}/add`, async (c) => {
  const at = await findAdding(c, { line: queryText(c, 'line'), from: queryText(c, CARRIED_FROM) })
  if (!at) return await c.notFound()
  const form = keptForm(c) ?? (await typedAdding(c, at))
  return await show(c, pageOf(c, at.here, true), await addPage(c, at, form, { isFresh: true }))
})

amendmentAddRoutes.post(`${BASE}/add`, async (c) => {
  const form = await readForm(c)
  const at = form && (await findAdding(c, { line: form.text('line'), from: form.text(CARRIED_FROM) }))
  if (!at || !form) return await c.notFound()
  const page = pageOf(c, at.here, true)
  if (['find', 'show'].includes(form.text('do'))) {
    return await show(c, page, await addPage(c, at, form, { isFresh: true }))
  }
  const read = await readTarget(c, form, aboutOf(c, at))
  if (read.problems.length) return await refuse(c, page, await addPage(c, at, form, { read }))
  const from = carriedFrom(at)
  const after = { ...textOfPromise(plainPromise(read.promise)), ...(from && { [CARRIED_FROM]: from }) }
  const code = at.line?.code ?? nextCode(at.here.annex.lines)
  const line: AmendmentLine = { kind: 'add', code, title: read.promise.title, before: {}, after }
  if (await setLine(c, at.here, form, line)) return redirect(c, annexPath(at.here))
  const fresh = (await findOne(c)) ?? at.here
  const notice = AnnexMoved({ reader: c.var.reader, state: fresh.annex.state })
  return await refuse(c, page, await addPage(c, { ...at, here: fresh }, form, { read, notice }), 409)
})

interface Adding {
  here: Here
  drafting: Drafting
  /** The line that is edited. */
  line: AmendmentLine | null
  /** What is left of a year before and goes on by it. */
  carried: Carriable | null
}

async function findAdding(c: Visit, asked: { line: string; from: string }): Promise<Adding | undefined> {
  const here = await findDraft(c)
  const { db, actor } = c.var
  const drafting = here && (await findDrafting(db.read, actor, here.found.row.code))
  if (!here || !drafting) return undefined
  const { lines } = here.annex
  const adding = { here, drafting, line: null, carried: null }
  if (asked.line !== '') {
    const line = /^\d{1,3}$/.test(asked.line) ? lines[Number(asked.line)] : undefined
    return line?.kind === 'add' ? { ...adding, line } : undefined
  }
  if (asked.from === '') return adding
  // Sent a second time it is about the line that is there.
  const line = lines.find(({ after }) => after[CARRIED_FROM] === asked.from)
  if (line) return { ...adding, line }
  const left = await listCarriable(db.read, actor, here.found)
  const carried = left.find(({ target }) => target.row.code === asked.from)
  return carried && { ...adding, carried }
}

/** The target of a year before that it goes on from. */
const carriedFrom = ({ line, carried }: Adding): string | null =>
  carried?.target.row.code ?? line?.after[CARRIED_FROM] ?? null

function aboutOf(c: Visit, { here, drafting, line }: Adding): About {
  const kept = readDay(line?.after.due_on ?? '') ?? null
  return { found: drafting, target: null, parent: null, period: duePeriod(c.var, here, kept) }
}

async function typedAdding(c: Visit, { here, drafting, line, carried }: Adding): Promise<Form> {
  const { db, now, zone, reader } = c.var
  if (carried) {
    const { from, target } = carried
    const goingOn = { row: target.row, startOn: here.annex.effectiveFrom }
    return typedTarget(
      reader.language,
      await carriedPromise(db.read, from, drafting.campaign, goingOn, { now, zone }),
    )
  }
  const promise = line && promiseOfText(line.after as PromiseText)
  return promise ? typedTarget(reader.language, promise) : startingTarget(reader.language, drafting)
}

async function addPage(c: Visit, at: Adding, form: Form, state: State & { read?: ReadForm }) {
  const { reader } = c.var
  const { here, line } = at
  const read = state.read ?? (await readTarget(c, form, aboutOf(c, at)))
  const place = line ? String(here.annex.lines.findIndex(({ code }) => code === line.code)) : ''
  return AddPage({
    ...(await fieldsProps(c, aboutOf(c, at), form, read, state.isFresh ? [] : read.problems)),
    code: here.found.row.code,
    unitName: here.found.unit.name,
    notice: state.notice ?? null,
    carriedFrom: carriedFrom(at),
    hidden: [
      { name: 'version', value: String(here.annex.version) },
      { name: 'line', value: place },
      { name: CARRIED_FROM, value: carriedFrom(at) ?? '' },
    ],
    action: reader.at(`${annexPath(here)}/add`),
    back: reader.at(annexPath(here)),
  })
}
