import { Hono } from 'hono'
import { AddPage } from '../../views/amendments/add.tsx'
import { AnnexMoved } from '../../views/amendments/forms.tsx'
import { type AmendmentLine, nextCode } from '../domain/amendment.ts'
import { plainPromise } from '../domain/promise.ts'
import { type PromiseText, promiseOfText, textOfPromise } from '../domain/promise-text.ts'
import { readDay } from '../i18n/days.ts'
import { type Drafting, findDrafting } from '../storage/targets/drafting.ts'
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
  const at = await findAdding(c, queryText(c, 'line'))
  if (!at) return await c.notFound()
  const form = keptForm(c) ?? typedAdding(c, at)
  return await show(c, pageOf(c, at.here, true), await addPage(c, at, form, { isFresh: true }))
})

amendmentAddRoutes.post(`${BASE}/add`, async (c) => {
  const form = await readForm(c)
  const at = form && (await findAdding(c, form.text('line')))
  if (!at || !form) return await c.notFound()
  const page = pageOf(c, at.here, true)
  if (['find', 'show'].includes(form.text('do'))) {
    return await show(c, page, await addPage(c, at, form, { isFresh: true }))
  }
  const read = await readTarget(c, form, aboutOf(c, at))
  if (read.problems.length) return await refuse(c, page, await addPage(c, at, form, { read }))
  const after = textOfPromise(plainPromise(read.promise))
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
}

async function findAdding(c: Visit, asked: string): Promise<Adding | undefined> {
  const here = await findDraft(c)
  const drafting = here && (await findDrafting(c.var.db.read, c.var.actor, here.found.row.code))
  if (!here || !drafting) return undefined
  if (asked === '') return { here, drafting, line: null }
  const line = /^\d{1,3}$/.test(asked) ? here.annex.lines[Number(asked)] : undefined
  return line?.kind === 'add' ? { here, drafting, line } : undefined
}

function aboutOf(c: Visit, { here, drafting, line }: Adding): About {
  const kept = readDay(line?.after.due_on ?? '') ?? null
  return { found: drafting, target: null, parent: null, period: duePeriod(c.var, here, kept) }
}

function typedAdding(c: Visit, { drafting, line }: Adding): Form {
  const { language } = c.var.reader
  const promise = line && promiseOfText(line.after as PromiseText)
  return promise ? typedTarget(language, promise) : startingTarget(language, drafting)
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
    hidden: [
      { name: 'version', value: String(here.annex.version) },
      { name: 'line', value: place },
    ],
    action: reader.at(`${annexPath(here)}/add`),
    back: reader.at(annexPath(here)),
  })
}
