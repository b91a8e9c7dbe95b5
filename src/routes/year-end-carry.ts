import { Hono } from 'hono'
import type { FieldError } from '../../views/parts/form.tsx'
import { type CarryLine, CarryPage } from '../../views/year-end/carry.tsx'
import { mayKeepCampaign } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import { dueInNext } from '../domain/year-end.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import { writeAmount } from '../i18n/numbers.ts'
import { readValue } from '../i18n/typing.ts'
import { type Campaign, listCampaigns } from '../storage/campaigns.ts'
import {
  type Carried,
  type CarriedLine,
  carryOver,
  closedTo,
  findNexts,
  type NextCommitment,
} from '../storage/year-end/carry.ts'
import { type FoundYearEnd, findYearEnd, isLeft } from '../storage/year-end/find.ts'
import { restOf } from '../storage/year-end/rest.ts'
import { type Page, redirect, refuse, show } from './answers.ts'
import { type Form, keptForm, readForm } from './forms.ts'
import { plainText, queryText } from './queries.ts'
import { LONGEST } from './target-fields.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'
import { suggestionFor } from './year-end-words.ts'

/** What is not done goes on in the unit's draft of a later campaign. */
export const yearEndCarryRoutes = new Hono<House>()

yearEndCarryRoutes.get('/:code/carry', async (c) => {
  const found = await findCarried(c)
  if (!found) return await c.notFound()
  const done = queryText(c, 'done')
  return await show(
    c,
    pageOf(c, found),
    await carryPage(c, found, { form: keptForm(c) ?? null, errors: [], done }),
  )
})

yearEndCarryRoutes.post('/:code/carry', async (c) => {
  const { db, actor, now, zone, reader } = c.var
  const found = await findCarried(c)
  if (!found) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const into = (await laterCampaigns(c, found)).find(({ code }) => code === form.text('to'))
  const picked = found.targets.filter(({ row }) => form.texts('target').includes(row.code))
  const { lines, errors } = readLines(
    c,
    picked.map(({ row }) => row),
    form,
    into,
  )
  if (!into) errors.unshift({ field: 'to', text: reader.t('yearEnd.problem.to_missing') })
  if (!picked.length) errors.push({ field: 'targets', text: reader.t('yearEnd.problem.none_picked') })
  if (!into || errors.length) return await askAgain(c, found, form, errors)
  const carried = await db.tx((tx) => carryOver(tx, actor, found, into, lines, { now, zone }))
  if (carried.kind === 'kept') {
    return redirect(c, `${pathOf(found)}/carry?done=${encodeURIComponent(carried.code)}`)
  }
  const fresh = (await findCarried(c)) ?? found
  const text = wordsOf(c, carried)
  return await askAgain(c, fresh, form, [{ field: 'to', text }], carried.kind === 'moved' ? 409 : 422)
})

function wordsOf({ var: { reader } }: Visit, carried: Exclude<Carried, { kind: 'kept' }>): string {
  if (!('code' in carried)) return reader.t(`yearEnd.problem.${carried.kind}`)
  const { kind, code } = carried
  return code === null ? reader.t('yearEnd.problem.hidden') : reader.t(`yearEnd.problem.${kind}`, { code })
}

/** The commitment whose rest this person may take on; one that was closed may still go on. */
async function findCarried(c: Visit): Promise<FoundYearEnd | undefined> {
  const found = await findYearEnd(c.var.db.read, c.var.actor, plainText(c.req.param('code') ?? ''))
  return found?.mayCarry ? found : undefined
}

const pathOf = ({ row }: FoundYearEnd) => `/year-end/${encodeURIComponent(row.code)}`

const pageOf = (c: Visit, { unit }: FoundYearEnd): Page => ({
  title: c.var.reader.t('yearEnd.carryTitle', { unit: unit.name }),
  here: '/year-end',
})

/** Campaigns of the same owner that begin later and still run, the next one first. */
async function laterCampaigns(c: Visit, { campaign }: FoundYearEnd): Promise<Campaign[]> {
  const all = await listCampaigns(c.var.db.read, c.var.actor.tenant)
  return all
    .filter((one) => one.ownerUnitId === campaign.ownerUnitId && one.state === 'active')
    .filter((one) => one.startOn > campaign.startOn)
    .reverse()
}

type Row = FoundYearEnd['targets'][number]['row']

function readLines(c: Visit, rows: readonly Row[], form: Form, into: Campaign | undefined) {
  const errors: FieldError[] = []
  const lines = rows.map((row): CarriedLine => {
    const suggested = suggestionFor(c.var.reader, row)
    const product = readProduct(c, row, form, errors)
    const plan = readPlan(c, row, form.text(`plan_${row.code}`), errors)
    const dueOn = readDue(c, row, form.text(`due_${row.code}`), into, errors)
    return { row, product, plan, dueOn, suggested }
  })
  return { lines, errors }
}

/** What the target is to bring about may name figures of its year, so it is typed anew; it is never left out. */
function readProduct(c: Visit, { code, product }: Row, form: Form, errors: FieldError[]): string {
  const field = `product_${code}`
  if (!form.fields.some(({ name }) => name === field)) return product
  const typed = form.text(field)
  const { t } = c.var.reader
  if (typed === '' && product !== '')
    errors.push({ field, text: t('yearEnd.problem.product_missing', { code }) })
  if (typed.length > LONGEST.product)
    errors.push({ field, text: t('yearEnd.problem.product_long', { code, n: LONGEST.product }) })
  return typed
}

/** What needs no plan has none to be typed. */
function readPlan(c: Visit, row: Row, typed: string, errors: FieldError[]): number | null {
  const rest = restOf(row)
  if (rest === null) return null
  const { t, language } = c.var.reader
  const { code, decimals, measure } = row
  const field = `plan_${code}`
  const read = readValue(typed, { language, decimals, measure, last: rest })
  if (read.kind === 'value' && read.span.low !== null && read.span.low === read.span.high)
    return read.span.low
  const problem =
    read.kind === 'blank' ? 'plan_missing' : read.kind === 'ambiguous' ? 'plan_ambiguous' : 'plan_unreadable'
  errors.push({
    field,
    text:
      problem === 'plan_ambiguous'
        ? t('yearEnd.problem.plan_ambiguous', { code, example: writeAmount(language, rest, decimals) })
        : t(`yearEnd.problem.${problem}`, { code }),
  })
  return null
}

function readDue(
  c: Visit,
  row: Row,
  typed: string,
  into: Campaign | undefined,
  errors: FieldError[],
): Day | null {
  if (row.kind === 'ongoing') return null
  const { t, language } = c.var.reader
  const { code } = row
  const field = `due_${code}`
  const day = typed === '' ? undefined : readDay(typed)
  if (!day) {
    errors.push({
      field,
      text: t(typed === '' ? 'yearEnd.problem.due_missing' : 'yearEnd.problem.due_unreadable', { code }),
    })
    return null
  }
  if (into && (day < into.startOn || day > into.endOn)) {
    const span = { from: writeDay(language, into.startOn), to: writeDay(language, into.endOn) }
    errors.push({ field, text: t('yearEnd.problem.due_outside', { code, ...span }) })
  }
  return day
}

async function askAgain(
  c: Visit,
  found: FoundYearEnd,
  form: Form,
  errors: FieldError[],
  status: 409 | 422 = 422,
) {
  return await refuse(c, pageOf(c, found), await carryPage(c, found, { form, errors }), status)
}

async function carryPage(
  c: Visit,
  found: FoundYearEnd,
  { form, errors, done = '' }: { form: Form | null; errors: FieldError[]; done?: string },
) {
  const { reader, actor, db } = c.var
  const later = await laterCampaigns(c, found)
  const asked = form?.text('to') || queryText(c, 'to')
  const into = later.find(({ code }) => code === asked) ?? later[0]
  const nexts = await findNexts(db.read, actor, found, later)
  const next = into && nexts.get(into.id)
  const closed = next ? closedTo(next) : null
  const left = found.targets.filter(isLeft)
  const copyHref = reader.at(`/admin/campaigns/${encodeURIComponent(found.campaign.code)}/copy`)
  return CarryPage({
    reader,
    unit: found.unit.name,
    backHref: reader.at(pathOf(found)),
    commitment: found.row.code,
    action: reader.at(`${pathOf(found)}/carry`),
    done: done ? { code: done, href: reader.at(`/commitments/${encodeURIComponent(done)}`) } : null,
    campaigns: later.map(({ id, code, name }) => ({ code, name, next: nameOf(nexts.get(id)) })),
    to: into?.code ?? null,
    draft: next?.writes ? next.row.code : null,
    closed: closed && { ...closed, text: wordsOf(c, closed) },
    copyHref: mayKeepCampaign(actor, found.campaign.ownerUnitId) ? copyHref : null,
    lines: into ? left.map(({ row }) => lineOf(c, row, into, form)) : [],
    hasLeft: left.length > 0,
    errors,
  })
}

/** The commitment that a campaign has for the unit already, where this person may know of it. */
const nameOf = (next: NextCommitment | undefined) =>
  next?.reads ? { code: next.row.code, state: next.row.state } : null

function lineOf(c: Visit, row: Row, into: Campaign, form: Form | null): CarryLine {
  const { language } = c.var.reader
  const { code, decimals, measure } = row
  const rest = restOf(row)
  const typed = (name: string, value: string) =>
    form?.fields.some((field) => field.name === name) ? form.text(name) : value
  return {
    ...{ code, title: row.title, measure },
    product: row.product === '' ? null : typed(`product_${code}`, row.product),
    picked: form ? form.texts('target').includes(code) : true,
    plan: rest === null ? null : typed(`plan_${code}`, writeAmount(language, rest, decimals)),
    before:
      row.planNow === null || rest === row.planNow ? null : writeAmount(language, row.planNow, decimals),
    due: row.kind === 'ongoing' ? null : typed(`due_${code}`, writeDay(language, dueInNext(row.dueOn, into))),
  }
}
