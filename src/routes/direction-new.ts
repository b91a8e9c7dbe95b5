import { Hono } from 'hono'
import { LONGEST_LINE, NewDirectionPage, type TypedDirection } from '../../views/directions/new.tsx'
import { LONGEST_TEXT } from '../../views/directions/shapes.ts'
import type { FieldError } from '../../views/parts/form.tsx'
import { mayRecordDirection } from '../domain/access-follow-up.ts'
import type { Day } from '../domain/day.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import type { Key } from '../i18n/translate.ts'
import { type Campaign, findCampaign } from '../storage/campaigns.ts'
import { type LeadChoice, listFormerPosts, listLeadChoices } from '../storage/directions/find.ts'
import { recordDirection } from '../storage/directions.ts'
import { newId } from '../storage/ids.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, keptForm, readForm, readId } from './forms.ts'
import { addressOf } from './queries.ts'
import type { House, Visit } from './visit.ts'

export const newDirectionRoutes = new Hono<House>()

newDirectionRoutes.get('/new', async (c) => {
  const office = await officeOf(c)
  if (!office) return await c.notFound()
  const kept = keptForm(c)
  const id = (kept && readId(kept.text('id'))) ?? newId(c.var.now)
  const typed = kept ? typedOf(kept) : await nothingTyped(c, office)
  return await show(c, pageOf(c), NewDirectionPage(await propsOf(c, office, { id, typed, problems: [] })))
})

newDirectionRoutes.post('/new', async (c) => {
  const office = await officeOf(c)
  const form = office && (await readForm(c))
  if (!office || !form) return await c.notFound()
  const id = readId(form.text('id')) ?? newId(c.var.now)
  const typed = typedOf(form)
  const { db, actor, now, zone, today } = c.var
  const choices = await listLeadChoices(db.read, actor.tenant, office.ownerUnitId, today)
  const { direction, problems } = readDirection(c, typed, choices)
  if (!direction) {
    return await refuse(c, pageOf(c), NewDirectionPage(await propsOf(c, office, { id, typed, problems })))
  }
  const input = { id, ownerUnitId: office.ownerUnitId, meetingId: null, ...direction }
  const kept = await db.tx((tx) => recordDirection(tx, actor, input, { now, zone }))
  if (kept !== 'conflict') return redirect(c, `/directions/${kept.code}`)
  // Under a new id, what was typed can be sent again as a direction of its own.
  const again = { id: newId(now), typed, problems: [], taken: true }
  return await refuse(c, pageOf(c), NewDirectionPage(await propsOf(c, office, again)), 409)
})

const pageOf = (c: Visit) => ({ title: c.var.reader.t('direction.record'), here: '/proposals', isForm: true })

/** The campaign whose office this person works in. */
async function officeOf(c: Visit): Promise<Campaign | undefined> {
  const campaign = await findCampaign(c.var.db.read, c.var.actor, c.req.query('campaign'))
  return campaign && mayRecordDirection(c.var.actor, campaign.ownerUnitId) ? campaign : undefined
}

async function nothingTyped(c: Visit, office: Campaign): Promise<TypedDirection> {
  const { db, actor, today, reader } = c.var
  const units = await listLeadChoices(db.read, actor.tenant, office.ownerUnitId, today)
  return {
    issued_by_post: '',
    issued_on: writeDay(reader.language, today),
    occasion: '',
    document: '',
    text: '',
    lead_unit: units.find((unit) => unit.id === office.ownerUnitId)?.code ?? '',
    coordinating_unit: [],
    due_on: '',
    as_note: false,
  }
}

function typedOf(form: Form): TypedDirection {
  return {
    issued_by_post: form.text('issued_by_post'),
    issued_on: form.text('issued_on'),
    occasion: form.text('occasion'),
    document: form.text('document'),
    text: form.text('text'),
    lead_unit: form.text('lead_unit'),
    coordinating_unit: form.texts('coordinating_unit').filter(Boolean),
    due_on: form.text('due_on'),
    as_note: form.text('as_note') !== '',
  }
}

/** What was typed as a direction, or why it is none yet. */
function readDirection(c: Visit, typed: TypedDirection, choices: LeadChoice[]) {
  const { reader } = c.var
  const problems: FieldError[] = []
  const fault = (field: string, key: Key & `direction.problem.${string}`) =>
    problems.push({ field, text: (reader.t as (key: Key) => string)(key) })

  readWords(typed, fault)
  const issuedOn = readDay(typed.issued_on)
  if (!issuedOn) fault('issued_on', 'direction.problem.issued_unreadable')
  else if (issuedOn > c.var.today) fault('issued_on', 'direction.problem.issued_later')
  const due = readDue(typed.due_on, issuedOn, fault)
  const lead = choices.find(({ code }) => code === typed.lead_unit)
  if (!lead) fault('lead_unit', 'direction.problem.unit_unknown')
  const helping = typed.coordinating_unit.map((code) => choices.find((one) => one.code === code))
  if (helping.includes(undefined)) fault('coordinating_unit', 'direction.problem.unit_unknown')
  if (problems.length || !issuedOn || !lead) return { direction: null, problems }
  const direction = {
    issuedByPost: typed.issued_by_post,
    issuedOn,
    occasion: typed.occasion,
    document: typed.document,
    body: typed.text,
    leadUnitId: lead.id,
    coordinatorIds: helping.flatMap((unit) => (unit ? [unit.id] : [])),
    dueOn: due,
    asNote: typed.as_note,
  }
  return { direction, problems }
}

type Fault = (field: string, key: Key & `direction.problem.${string}`) => void

function readWords(typed: TypedDirection, fault: Fault) {
  if (typed.text === '') fault('text', 'direction.problem.text_missing')
  if (typed.text.length > LONGEST_TEXT) fault('text', 'direction.problem.too_long')
  if (typed.issued_by_post === '') fault('issued_by_post', 'direction.problem.post_missing')
  if (typed.occasion === '' && typed.document === '') fault('occasion', 'direction.problem.occasion_missing')
  for (const field of ['issued_by_post', 'occasion', 'document'] as const) {
    if (typed[field].length > LONGEST_LINE) fault(field, 'direction.problem.too_long')
  }
}

function readDue(typed: string, issuedOn: Day | undefined, fault: Fault): Day | null {
  if (typed === '') return null
  const due = readDay(typed)
  if (!due) fault('due_on', 'direction.problem.due_unreadable')
  else if (issuedOn && due < issuedOn) fault('due_on', 'direction.problem.due_early')
  return due ?? null
}

async function propsOf(
  c: Visit,
  office: Campaign,
  state: { id: string; typed: TypedDirection; problems: FieldError[]; taken?: boolean },
) {
  const { db, actor, reader, today } = c.var
  const units = await listLeadChoices(db.read, actor.tenant, office.ownerUnitId, today)
  const asked = { campaign: c.req.query('campaign') }
  return {
    reader,
    links: { register: addressOf(c, '/directions', asked), save: addressOf(c, '/directions/new', asked) },
    units,
    formerPosts: await listFormerPosts(db.read, actor.tenant, office.ownerUnitId),
    taken: false,
    ...state,
  }
}
