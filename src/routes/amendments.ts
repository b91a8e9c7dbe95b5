import { Hono } from 'hono'
import { AnnexMoved, NotYet, OpenDraft, TermsPage } from '../../views/amendments/forms.tsx'
import { AnnexListPage } from '../../views/amendments/list.tsx'
import { Confirm } from '../../views/parts/form.tsx'
import type { Html } from '../../views/reader.ts'
import { type Day, maxDay } from '../domain/day.ts'
import { writeDay } from '../i18n/days.ts'
import {
  type AnnexTerms,
  changeAnnex,
  draftAnnex,
  listAnnexes,
  withdrawAnnex,
} from '../storage/amendments.ts'
import type { FoundCommitment } from '../storage/commitments.ts'
import { newId } from '../storage/ids.ts'
import { readEffect } from './amendment-effect.ts'
import { amendmentLineRoutes } from './amendment-lines.ts'
import { amendmentPaperRoutes } from './amendment-paper.ts'
import {
  annexBody,
  annexesPath,
  annexPath,
  findDraft,
  findOne,
  findPlace,
  findWithdrawable,
  type Here,
  pageOf,
} from './amendment-place.ts'
import { amendmentSignRoutes } from './amendment-sign.ts'
import { redirect, refuse, show } from './answers.ts'
import { pathOf } from './commitment-page.ts'
import { type Note, notes } from './commitment-terms.ts'
import { type Form, formOf, isAbout, keptForm, readForm, readId } from './forms.ts'
import type { House, Visit } from './visit.ts'

/** Annexes: what was signed changes by them alone. */
export const amendmentRoutes = new Hono<House>()

amendmentRoutes.get('/:code/amendments', async (c) => {
  const place = await findPlace(c)
  if (!place) return await c.notFound()
  const { found, keeps, seesDrafts } = place
  const { reader } = c.var
  const path = annexesPath(found)
  const annexes = await listAnnexes(c.var.db.read, found.row)
  const body = AnnexListPage({
    reader,
    code: found.row.code,
    unitName: found.unit.name,
    annexes: annexes
      .filter(({ state }) => state === 'signed' || seesDrafts)
      .map((annex) => ({
        ...annex,
        lines: annex.lines.length,
        href: annex.number > 0 ? reader.at(`${path}/${annex.number}`) : null,
      })),
    back: reader.at(pathOf(found)),
    newHref: keeps ? reader.at(`${path}/new`) : null,
  })
  return await show(
    c,
    { title: `${reader.t('amendment.title')} ${found.row.code}`, here: '/commitments' },
    body,
  )
})

amendmentRoutes.get('/:code/amendments/new', async (c) => {
  const place = await findPlace(c)
  if (!place?.keeps) return await c.notFound()
  const form =
    keptForm(c) ?? formOf([['effective_from', writeDay(c.var.reader.language, firstEffect(c, place.found))]])
  return await show(c, newPage(c), await termsPage(c, place.found, form, { errors: [] }))
})

amendmentRoutes.post('/:code/amendments/new', async (c) => {
  const place = await findPlace(c)
  const form = await readForm(c)
  const id = form && readId(form.text('id'))
  if (!place?.keeps || !form || !id) return await c.notFound()
  const { found } = place
  const { errors, note } = notes()
  const terms = readTerms(c, found, form, note)
  if (errors.length) return await refuse(c, newPage(c), await termsPage(c, found, form, { errors }))
  const { db, actor, now, zone, reader } = c.var
  const made = await db.tx((tx) => draftAnnex(tx, actor, found.row, { id, ...terms }, { now, zone }))
  const href = `${annexesPath(found)}/${made.number}`
  const isThere = made.kind === 'kept' || made.kind === 'repeated'
  if (isThere) return redirect(c, made.number > 0 ? href : annexesPath(found))
  const notice =
    made.kind === 'ended'
      ? AnnexMoved({ reader, state: 'draft', hasEnded: true })
      : OpenDraft({ reader, number: made.number, href: reader.at(href) })
  return await refuse(c, newPage(c), await termsPage(c, found, form, { errors: [], notice }), 409)
})

amendmentRoutes.get('/:code/amendments/:number{[0-9]+}', async (c) => {
  const here = await findOne(c)
  if (!here) return await c.notFound()
  return await show(c, pageOf(c, here), await annexBody(c, here))
})

amendmentRoutes.get('/:code/amendments/:number{[0-9]+}/terms', async (c) => {
  const here = await findDraft(c)
  if (!here) return await c.notFound()
  const { reason, effectiveFrom } = here.annex
  const stored = formOf([
    ['reason', reason],
    ['effective_from', writeDay(c.var.reader.language, effectiveFrom)],
  ])
  const form = keptForm(c) ?? stored
  return await show(c, pageOf(c, here, true), await termsPage(c, here.found, form, { errors: [], here }))
})

amendmentRoutes.post('/:code/amendments/:number{[0-9]+}/terms', async (c) => {
  const here = await findDraft(c)
  const form = await readForm(c)
  if (!here || !form) return await c.notFound()
  const { found, annex } = here
  const { errors, note } = notes()
  const terms = readTerms(c, found, form, note)
  if (errors.length) {
    return await refuse(c, pageOf(c, here, true), await termsPage(c, found, form, { errors, here }))
  }
  const isSame = terms.reason === annex.reason && terms.effectiveFrom === annex.effectiveFrom
  if (isSame) return redirect(c, annexPath(here))
  const { db, actor, now, zone, reader } = c.var
  const done =
    isAbout(form, annex.version) &&
    (await db.tx((tx) => changeAnnex(tx, actor, found.row, annex, terms, { now, zone })))
  if (done) return redirect(c, annexPath(here))
  const fresh = (await findOne(c)) ?? here
  const notice = AnnexMoved({ reader, state: fresh.annex.state })
  return await refuse(
    c,
    pageOf(c, fresh, true),
    await termsPage(c, found, form, { errors: [], here: fresh, notice }),
    409,
  )
})

amendmentRoutes.get('/:code/amendments/:number{[0-9]+}/withdraw', async (c) => {
  const here = await findWithdrawable(c)
  if (!here) return await c.notFound()
  const { reader } = c.var
  const { t } = reader
  const body = Confirm({
    reader,
    question: t('amendment.withdrawAsk', { n: here.annex.number }),
    action: reader.at(`${annexPath(here)}/withdraw`),
    fields: [{ name: 'version', value: String(here.annex.version) }],
    confirm: t('amendment.withdraw'),
    cancelHref: reader.at(annexPath(here)),
    danger: true,
    children: t('amendment.withdrawText'),
  })
  return await show(c, pageOf(c, here, true), body)
})

amendmentRoutes.post('/:code/amendments/:number{[0-9]+}/withdraw', async (c) => {
  const here = await findWithdrawable(c)
  const form = await readForm(c)
  if (!here || !form) return await c.notFound()
  const { db, actor, now, zone } = c.var
  const done =
    isAbout(form, here.annex.version) &&
    (await db.tx((tx) => withdrawAnnex(tx, actor, here.found.row, here.annex, { now, zone })))
  if (done) return redirect(c, annexesPath(here.found))
  const fresh = (await findOne(c)) ?? here
  return await refuse(c, pageOf(c, fresh), await annexBody(c, fresh, true), 409)
})

amendmentRoutes.route('/', amendmentLineRoutes)
amendmentRoutes.route('/', amendmentSignRoutes)
amendmentRoutes.route('/', amendmentPaperRoutes)

/** An annex counts from today, or from when its commitment does. */
const firstEffect = ({ var: { today } }: Visit, { row }: FoundCommitment): Day =>
  maxDay(today, row.effectiveFrom)

const newPage = (c: Visit) => ({
  title: c.var.reader.t('amendment.newTitle'),
  here: '/commitments',
  isForm: true,
})

const LONGEST_REASON = 2000

function readTerms(c: Visit, { row }: FoundCommitment, form: Form, note: Note): AnnexTerms {
  const { t } = c.var.reader
  const reason = form.text('reason')
  if (reason === '') note('reason', t('amendment.problem.missing'))
  if (reason.length > LONGEST_REASON) note('reason', t('amendment.problem.long', { n: LONGEST_REASON }))
  return { reason, effectiveFrom: readEffect(c, row, form, note) ?? c.var.today }
}

interface State {
  errors: { field: string; text: string }[]
  /** The draft whose terms are edited. */
  here?: Here
  notice?: Html
}

/** What is signed for a day to come is changed by an annex from that day on. */
function notYet({ var: { reader, today } }: Visit, { row }: FoundCommitment): Html | null {
  return row.effectiveFrom > today ? NotYet({ reader, from: row.effectiveFrom }) : null
}

async function termsPage(c: Visit, found: FoundCommitment, form: Form, { errors, here, notice }: State) {
  const { reader, now } = c.var
  const path = annexesPath(found)
  const id = readId(form.text('id')) ?? newId(now)
  return TermsPage({
    ...{ reader, errors, typed: form.text, notice: notice ?? notYet(c, found) },
    code: found.row.code,
    unitName: found.unit.name,
    number: here?.annex.number ?? null,
    hidden: [here ? { name: 'version', value: String(here.annex.version) } : { name: 'id', value: id }],
    action: reader.at(here ? `${annexPath(here)}/terms` : `${path}/new`),
    back: reader.at(here ? annexPath(here) : path),
  })
}
