import { Hono } from 'hono'
import { YearsPage, YearsSum } from '../../views/targets/years.tsx'
import { type Actor, mayDraft, mayRecordSigning, type Sides } from '../domain/access.ts'
import { isInForce } from '../domain/commitment.ts'
import { mayBeDivided, mayBeDividedLater, wayOfYears } from '../domain/years.ts'
import { translator } from '../i18n/translate.ts'
import { findYearLines, writeYearLines } from '../storage/amendments/year-lines.ts'
import { newId } from '../storage/ids.ts'
import { type Drafting, findDrafting, findInside } from '../storage/targets/drafting.ts'
import { type Divided, divideByYears, loadDivided, stampOf } from '../storage/targets/years.ts'
import type { TargetRow } from '../storage/targets.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, keptForm, readForm, readId } from './forms.ts'
import { plainText } from './queries.ts'
import { answerMoved } from './target-form.ts'
import {
  fillYears,
  type ReadYears,
  readYears,
  startingYears,
  sumOfYears,
  termOf,
} from './target-years-form.ts'
import type { House, Visit } from './visit.ts'

/** A target of a term is divided into one for each of its years, in a draft. */
export const targetYearsRoutes = new Hono<House>()

const PATH = '/:code/targets/:target/years'

targetYearsRoutes.get(PATH, async (c) => {
  const here = await findTerm(c)
  if (!here) return await c.notFound()
  // What the draft of an annex says of it already is changed there.
  if (here.annex !== null) return redirect(c, annexPath(here, here.annex))
  const form = keptForm(c) ?? startingYears(c, here.divided)
  return await show(c, pageOf(c, here), yearsPage(c, here, form, readYears(c, here.divided, form), {}))
})

targetYearsRoutes.post(PATH, async (c) => {
  const here = await findTerm(c)
  const sent = await readForm(c)
  if (!here) return await answerMoved(c)
  if (!sent) return await c.notFound()
  const { divided } = here
  if (sent.text('do') === 'even') {
    const even = startingYears(c, divided, true)
    return await show(c, pageOf(c, here), yearsPage(c, here, even, readYears(c, divided, even), {}))
  }
  // What was pasted is looked over in the table before it is kept.
  const { form, error } = fillYears(c, divided.row, sent)
  const read = readYears(c, divided, form)
  if (error) read.errors.push({ field: 'pasted', text: error })
  const isPasted = sent.text('pasted') !== ''
  if (read.errors.length) return await refuse(c, pageOf(c, here), yearsPage(c, here, form, read, {}))
  if (isPasted || sent.text('do') === 'fill') {
    return await show(c, pageOf(c, here), yearsPage(c, here, form, read, {}))
  }
  const done = await keepYears(c, here, form, read)
  if (done) return redirect(c, done)
  const fresh = await findTerm(c)
  if (!fresh) return await answerMoved(c)
  const again = readYears(c, fresh.divided, form)
  return await refuse(c, pageOf(c, fresh), yearsPage(c, fresh, form, again, { isMoved: true }), 409)
})

/** Into the draft, or into the draft of an annex to what was signed; where that stands, null where others were faster. */
async function keepYears(c: Visit, here: Here, form: Form, { plans }: ReadYears): Promise<string | null> {
  const { db, actor, now, zone } = c.var
  const { found, divided } = here
  const at = { now, zone }
  if (found.row.state === 'draft') {
    const wish = { plans, stamp: form.text('version') }
    const done = await db.tx((tx) => divideByYears(tx, actor, found.row, divided.row, wish, at))
    return done ? pathOf(found) : null
  }
  const { row } = divided
  // Data is in the office's own language, whoever writes it.
  const reason = translator('vi')('years.annexReason', { code: row.code })
  const asked = { commitment: found.row, row, id: readId(form.text('id')) ?? newId(now), plans, reason }
  const number = await db.tx((tx) => writeYearLines(tx, actor, asked, at))
  return number === null ? null : annexPath(here, number)
}

/** What was typed, added up while one types. */
targetYearsRoutes.post(`${PATH}/sum`, async (c) => {
  const here = await findTerm(c)
  const form = await readForm(c)
  if (!here || !form) return await c.notFound()
  c.header('Cache-Control', 'private, no-store')
  const { row } = here.divided
  return c.html(YearsSum(sumOfYears(c, row, readYears(c, here.divided, form))))
})

/** Where a sign-in leads back to. */
targetYearsRoutes.get(`${PATH}/sum`, async (c) => {
  const here = await findTerm(c)
  return here ? redirect(c, yearsPath(here)) : await c.notFound()
})

interface Here {
  found: Drafting
  divided: Divided
  /** The draft of an annex by which it is divided already. */
  annex: number | null
}

/** A target of more than one year, in a draft that this person writes, or in a commitment that this person amends. */
async function findTerm(c: Visit): Promise<Here | undefined> {
  const { db, actor } = c.var
  const found = await findDrafting(db.read, actor, plainText(c.req.param('code') ?? ''))
  const row = found && (await findInside(db.read, found, plainText(c.req.param('target') ?? '')))
  if (!row) return undefined
  const isDraft = found.row.state === 'draft'
  const isOurs = isDraft
    ? mayDraft(actor, found.sides) && mayBeDivided(termOf(row))
    : mayDivideSigned(actor, found, row)
  if (!isOurs) return undefined
  const annex = isDraft ? undefined : await findYearLines(db.read, found.row, row)
  return { found, divided: await loadDivided(db.read, row), annex: annex ?? null }
}

/** Whoever keeps a commitment in force divides a term of it by an annex. */
export const mayDivideSigned = (
  actor: Actor,
  { row: { state }, sides }: { row: Pick<Drafting['row'], 'state'>; sides: Sides },
  row: TargetRow,
): boolean => isInForce(state) && mayRecordSigning(actor, sides) && mayBeDividedLater(termOf(row))

const annexPath = ({ found }: Here, number: number) => `${pathOf(found)}/amendments/${number}`

const pathOf = ({ row }: Drafting) => `/commitments/${encodeURIComponent(row.code)}`

const yearsPath = ({ found, divided }: Here) =>
  `${pathOf(found)}/targets/${encodeURIComponent(divided.row.code)}/years`

const pageOf = (c: Visit, { divided }: Here) => ({
  title: c.var.reader.t('years.title', { code: divided.row.code }),
  here: '/commitments',
  isForm: true,
})

function yearsPage(c: Visit, here: Here, form: Form, read: ReadYears, { isMoved = false }) {
  const { reader } = c.var
  const { found, divided } = here
  const { row, years } = divided
  return YearsPage({
    ...{ reader, ...read, typed: form.text, isMoved },
    commitment: { code: found.row.code, unitName: found.unit.name },
    term: termOf(row),
    way: wayOfYears(row),
    stored: [...years].map(([year, { plan }]) => ({ year, plan })),
    version: stampOf(divided),
    id: found.row.state === 'draft' ? null : (readId(form.text('id')) ?? newId(c.var.now)),
    sum: sumOfYears(c, row, read),
    paths: {
      action: reader.at(yearsPath(here)),
      sum: reader.at(`${yearsPath(here)}/sum`),
      commitment: reader.at(pathOf(found)),
    },
  })
}
