import { Hono } from 'hono'
import { type FormField, type FormProblem, ProposalForm } from '../../views/proposals/form.tsx'
import { parseDecimal } from '../domain/amount.ts'
import { mayEver } from '../domain/proposal.ts'
import { writeDay } from '../i18n/days.ts'
import { writeAmount } from '../i18n/numbers.ts'
import type { Language } from '../i18n/translate.ts'
import { newId } from '../storage/ids.ts'
import {
  type AskingUnit,
  findBlockable,
  listAddressees,
  listAskingUnits,
  listOwnOpen,
  type OwnTarget,
} from '../storage/proposals/addressees.ts'
import { type FoundProposal, findProposal, listBlocked } from '../storage/proposals/find.ts'
import { raiseProposal, saysTheSame } from '../storage/proposals/raise.ts'
import { editProposal } from '../storage/proposals/steps.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, formOf, isAbout, keptForm, readForm, readId } from './forms.ts'
import { longestOf, OUTSIDE, readProposal, targetCodes } from './proposal-form.ts'
import { plainText, queryText } from './queries.ts'
import type { House, Visit } from './visit.ts'

export const newProposalRoutes = new Hono<House>()

interface FormState {
  form: Form
  problems: FormProblem[]
  taken: string | null
}

newProposalRoutes.get('/new', async (c) => {
  const target = queryText(c, 'target')
  const form = keptForm(c) ?? formOf(target ? [['target', target]] : [])
  const unit = await askingUnit(c, form, target)
  if (!unit) return await c.notFound()
  return await show(c, pageOf(c, null), await formPage(c, unit, null, { form, problems: [], taken: null }))
})

newProposalRoutes.post('/new', async (c) => {
  const form = await readForm(c)
  const unit = form && (await askingUnit(c, form, ''))
  const id = form && readId(form.text('id'))
  if (!form || !unit || !id) return await c.notFound()
  const { db, actor, now, zone } = c.var
  const places = await listAddressees(db.read, actor.tenant, unit, c.var.today)
  const { text, problems } = await readProposal(c, form, unit, places)
  if (problems.length) {
    return await refuse(c, pageOf(c, null), await formPage(c, unit, null, { form, problems, taken: null }))
  }
  const raised = await db.tx((tx) => raiseProposal(tx, actor, { ...text, id, unit }, { now, zone }))
  if (raised.kind !== 'conflict') return redirect(c, `/proposals/${encodeURIComponent(raised.code)}`)
  // What somebody else recorded under this id is not theirs to see.
  const taken = await findProposal(db.read, actor, raised.code)
  if (!taken) return await c.notFound()
  const state = { form, problems: [], taken: raised.code }
  return await refuse(c, pageOf(c, null), await formPage(c, unit, null, state), 409)
})

newProposalRoutes.get('/:code/edit', async (c) => {
  const found = await findEditable(c)
  const unit = found && (await unitOf(c, found))
  if (!found || !unit) return await c.notFound()
  const form = keptForm(c) ?? (await storedForm(c, found))
  const body = await formPage(c, unit, found, { form, problems: [], taken: null })
  return await show(c, pageOf(c, found), body)
})

newProposalRoutes.post('/:code/edit', async (c) => {
  const { db, actor, now, zone } = c.var
  const found = await findProposal(db.read, actor, plainText(c.req.param('code')))
  if (!found || !mayEver(actor, found.sides, 'edit')) return await c.notFound()
  const form = await readForm(c)
  const unit = await unitOf(c, found)
  if (!form || !unit) return await c.notFound()
  const path = `/proposals/${encodeURIComponent(found.row.code)}`
  const places = await listAddressees(db.read, actor.tenant, unit, c.var.today)
  const { text, problems } = await readProposal(c, form, unit, places)
  const stateOf = (taken: string | null) => ({ form, problems, taken })
  if (problems.length) {
    return await refuse(c, pageOf(c, found), await formPage(c, unit, found, stateOf(null)))
  }
  if (await saysTheSame(db.read, found.row, text)) return redirect(c, path)
  const isFresh = isAbout(form, found.row.version)
  const isOpen = found.deeds.includes('edit')
  const done =
    isOpen && isFresh && (await db.tx((tx) => editProposal(tx, actor, found.row, text, { now, zone })))
  if (done) return redirect(c, path)
  const fresh = (await findProposal(db.read, actor, found.row.code)) ?? found
  const body = await formPage(c, unit, fresh, stateOf(fresh.row.code))
  return await refuse(c, pageOf(c, fresh), body, 409)
})

async function findEditable(c: Visit): Promise<FoundProposal | undefined> {
  const found = await findProposal(c.var.db.read, c.var.actor, plainText(c.req.param('code') ?? ''))
  return found?.deeds.includes('edit') ? found : undefined
}

async function unitOf(c: Visit, { unit }: FoundProposal): Promise<AskingUnit | undefined> {
  return (await listAskingUnits(c.var.db.read, c.var.actor)).find(({ id }) => id === unit.id)
}

/** The unit that asks: the one named, the one whose target it is about, else the first. */
async function askingUnit(c: Visit, form: Form, target: string): Promise<AskingUnit | undefined> {
  const { db, actor } = c.var
  const units = await listAskingUnits(db.read, actor)
  const named = form.text('unit')
  if (named) return units.find(({ code }) => code === named)
  for (const unit of target ? units : []) {
    if (await findBlockable(db.read, actor, unit, target)) return unit
  }
  return units[0]
}

const pageOf = (c: Visit, found: FoundProposal | null) => ({
  title: found
    ? c.var.reader.t('proposal.editTitle', { code: found.row.code })
    : c.var.reader.t('proposal.newTitle'),
  here: '/proposals',
  isForm: true,
})

/** What is recorded, as it would be typed. */
async function storedForm(c: Visit, { row, waitsFor }: FoundProposal): Promise<Form> {
  const { db, actor, reader } = c.var
  const blocked = await listBlocked(db.read, actor, row.id)
  return formOf([
    ['title', row.title],
    ['kind', row.kind],
    ['text', row.body],
    ['addressed_unit', waitsFor?.code ?? OUTSIDE],
    ['addressed_to', row.addressedTo],
    ['amount', amountTyped(reader.language, row.amountText)],
    ['amount_measure', row.amountMeasure ?? ''],
    ['wanted_by', row.wantedBy ? writeDay(reader.language, row.wantedBy) : ''],
    ...blocked.map(({ code }): [string, string] => ['target', code]),
  ])
}

/** More decimals than anybody types: an amount may have come with an import. */
const STORED_DECIMALS = 6

function amountTyped(language: Language, amount: string | null): string {
  const scaled = amount === null ? undefined : parseDecimal(amount, STORED_DECIMALS)
  return scaled === undefined ? (amount ?? '') : writeAmount(language, scaled, STORED_DECIMALS)
}

async function formPage(c: Visit, unit: AskingUnit, found: FoundProposal | null, state: FormState) {
  const { db, actor, reader, now, today } = c.var
  const { form, problems, taken } = state
  const offered = await offeredTargets(c, unit, form)
  const typed = targetCodes(form)
  const known = new Set(offered.map(({ code }) => code))
  const places = await listAddressees(db.read, actor.tenant, unit, today)
  const path = found ? `/proposals/${encodeURIComponent(found.row.code)}/edit` : '/proposals/new'
  // Under an id that is taken, a second proposal needs one of its own.
  const id = (!taken && readId(form.text('id'))) || newId(now)
  return ProposalForm({
    reader,
    hidden: [found ? { name: 'version', value: String(found.row.version) } : { name: 'id', value: id }],
    action: reader.at(path),
    code: found?.row.code ?? null,
    unit,
    units: await listAskingUnits(db.read, actor),
    places: { ...places, below: [] },
    targets: offered,
    ticked: typed.filter((code) => known.has(code)),
    more: typed.filter((code) => !known.has(code)).join(', '),
    typed: (name: FormField) => {
      if (name !== 'addressed_unit') return form.text(name)
      return form.text(name) || (places.above[0]?.code ?? OUTSIDE)
    },
    problems,
    taken,
    longest: longestOf,
  })
}

/** The unit's own open targets, and those that were ticked or asked for before. */
async function offeredTargets(c: Visit, unit: AskingUnit, form: Form): Promise<OwnTarget[]> {
  const { db, actor } = c.var
  const own = await listOwnOpen(db.read, actor.tenant, unit.id)
  const added: OwnTarget[] = []
  for (const code of targetCodes(form)) {
    if (own.some((target) => target.code === code)) continue
    const target = await findBlockable(db.read, actor, unit, code)
    if (target) added.push(target)
  }
  return [...own, ...added]
}
