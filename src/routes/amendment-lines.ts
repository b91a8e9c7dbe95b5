import { Hono } from 'hono'
import { AnnexMoved, EndPage } from '../../views/amendments/forms.tsx'
import type { Html } from '../../views/reader.ts'
import { lineOfEnd } from '../domain/amendment.ts'
import { changeAnnex } from '../storage/amendments.ts'
import { amendmentAddRoutes } from './amendment-add.ts'
import { amendmentChangeRoutes } from './amendment-change.ts'
import { type AboutTarget, BASE, findTargetOf, setLine } from './amendment-line.ts'
import { annexBody, annexPath, findDraft, findOne, pageOf } from './amendment-place.ts'
import { redirect, refuse, show } from './answers.ts'
import { notes } from './commitment-terms.ts'
import { type Form, formOf, isAbout, keptForm, readForm } from './forms.ts'
import type { House, Visit } from './visit.ts'

/** The lines of a draft: what it changes, adds and ends. */
export const amendmentLineRoutes = new Hono<House>()

amendmentLineRoutes.route('/', amendmentChangeRoutes)
amendmentLineRoutes.route('/', amendmentAddRoutes)

const LONGEST = 2000

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

function endPage(
  c: Visit,
  { here, row }: AboutTarget,
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
