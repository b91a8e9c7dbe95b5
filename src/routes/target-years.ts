import { Hono } from 'hono'
import { YearsPage, YearsSum } from '../../views/targets/years.tsx'
import { mayDraft } from '../domain/access.ts'
import { mayBeDivided, wayOfYears } from '../domain/years.ts'
import { type Drafting, findDrafting, findInside } from '../storage/targets/drafting.ts'
import { type Divided, divideByYears, loadDivided, stampOf } from '../storage/targets/years.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, keptForm, readForm } from './forms.ts'
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
  const form = keptForm(c) ?? startingYears(c, here.divided)
  return await show(c, pageOf(c, here), yearsPage(c, here, form, readYears(c, here.divided, form), {}))
})

targetYearsRoutes.post(PATH, async (c) => {
  const here = await findTerm(c)
  const sent = await readForm(c)
  if (!here) return await answerMoved(c)
  if (!sent) return await c.notFound()
  const { found, divided } = here
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
  const { db, actor, now, zone } = c.var
  const wish = { plans: read.plans, stamp: form.text('version') }
  const done = await db.tx((tx) => divideByYears(tx, actor, found.row, divided.row, wish, { now, zone }))
  if (done) return redirect(c, pathOf(found))
  const fresh = await findTerm(c)
  if (!fresh) return await answerMoved(c)
  const again = readYears(c, fresh.divided, form)
  return await refuse(c, pageOf(c, fresh), yearsPage(c, fresh, form, again, { isMoved: true }), 409)
})

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
}

/** A target of more than one year, in a draft that this person writes. */
async function findTerm(c: Visit): Promise<Here | undefined> {
  const { db, actor } = c.var
  const found = await findDrafting(db.read, actor, plainText(c.req.param('code') ?? ''))
  if (found?.row.state !== 'draft' || !mayDraft(actor, found.sides)) return undefined
  const row = await findInside(db.read, found, plainText(c.req.param('target') ?? ''))
  return row && mayBeDivided(termOf(row)) ? { found, divided: await loadDivided(db.read, row) } : undefined
}

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
    sum: sumOfYears(c, row, read),
    paths: {
      action: reader.at(yearsPath(here)),
      sum: reader.at(`${yearsPath(here)}/sum`),
      commitment: reader.at(pathOf(found)),
    },
  })
}
