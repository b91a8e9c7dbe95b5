import { NewTemplatePage } from '../../views/commitments/new-template.tsx'
import { NewUnitsPage } from '../../views/commitments/new-units.tsx'
import { NewValuesPage } from '../../views/commitments/new-values.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { mayOpenDrafts } from '../domain/access.ts'
import { groupBy } from '../domain/grouping.ts'
import { headTitles } from '../domain/unit.ts'
import { type Campaign, findCampaign, listCampaigns, listTaskGroups } from '../storage/campaigns.ts'
import { type Drafted, findDrafted, makeDrafts, type Terms } from '../storage/commitments/drafts.ts'
import {
  countEligible,
  type Eligible,
  listEligible,
  listHeads,
  searchEligible,
} from '../storage/commitments/eligible.ts'
import { newId } from '../storage/ids.ts'
import { redirect, refuse, show } from './answers.ts'
import { blankTable, columnsOf, type Grid, readGrid } from './commitment-grid.ts'
import { countRows, isTemplateField, readTemplate, rowsLike, type Template } from './commitment-template.ts'
import { notes, readTerms, startingTerms, withDefaults } from './commitment-terms.ts'
import { type Form, formOf, keptForm, readId } from './forms.ts'
import { plainText, queryText } from './queries.ts'
import type { Visit } from './visit.ts'

/** Three pages that hand what was typed on to each other: units and terms, the template, and the values. */
const steps = ['units', 'template', 'values'] as const
type StepName = (typeof steps)[number]

export async function showBulk(c: Visit) {
  const campaign = await findOwned(c, queryText(c, 'campaign'))
  if (!campaign) return await c.notFound()
  const kept = keptForm(c) ?? formOf([])
  const defaults: [string, string][] = [
    ...(await startingTerms(c, campaign)),
    ['which', 'all'],
    ['campaign', campaign.code],
  ]
  return await showUnits(c, campaign, withDefaults(kept, defaults), [])
}

export async function postBulk(c: Visit, form: Form) {
  const campaign = await findOwned(c, form.text('campaign'))
  const id = readId(form.text('id'))
  if (!campaign || !id) return await c.notFound()
  const step = steps.find((one) => one === form.text('step')) ?? 'units'
  const deed = form.text('do')
  if (staysOnUnits(step, deed)) return await showUnits(c, campaign, form, [])
  // Sent a second time, the units have their commitments already.
  const isDone = deed === 'create' && (await findDrafted(c.var.db.read, c.var.actor.tenant, id))
  if (isDone) return redirect(c, doneAt(campaign, isDone.n))
  const all = await readAll(c, campaign, form)
  if (all.errors.length) return await refuseUnits(c, campaign, form, all.errors)
  if (step === 'units' || deed === 'back') return await showTemplate(c, all)
  return await (step === 'template' ? leaveTemplate(c, all, deed) : leaveValues(c, all, deed, id))
}

/** Searching and leafing through the units, or coming back to them. */
const staysOnUnits = (step: StepName, deed: string): boolean =>
  step === 'units' ? deed === 'find' || deed.startsWith('page:') : step === 'template' && deed === 'back'

/** The campaign of this code, or the one at hand, if this person draws up its commitments. */
async function findOwned(c: Visit, code: string): Promise<Campaign | undefined> {
  const { db, actor } = c.var
  const isOwned = (one: Campaign) => one.state === 'active' && mayOpenDrafts(actor, one.ownerUnitId)
  const asked = await findCampaign(db.read, actor, code || undefined)
  if (asked && isOwned(asked)) return asked
  return code ? undefined : (await listCampaigns(db.read, actor.tenant)).find(isOwned)
}

interface All {
  campaign: Campaign
  form: Form
  terms: Terms
  /** Without a commitment of the campaign, and with one. */
  units: Eligible[]
  taken: Eligible[]
  errors: FieldError[]
}

/** The units and terms of the first page. */
async function readAll(c: Visit, campaign: Campaign, form: Form): Promise<All> {
  const { db, actor, reader } = c.var
  const { errors, note } = notes()
  const terms = readTerms(c, form, campaign, note)
  const isSome = form.text('which') === 'some'
  const codes = manyOf(form, 'chosen')
  const wanted = isSome ? { codes } : scopeOf(form)
  const found = await listEligible(db.read, actor.tenant, campaign, terms.effectiveFrom, wanted)
  const units = found.filter(({ commitment }) => commitment === null)
  const isNone = isSome && codes.length === 0
  if (units.length === 0)
    note('which', reader.t(`commitmentNew.problem.${isNone ? 'noneTicked' : 'noUnits'}`))
  return {
    campaign,
    form,
    terms,
    units,
    taken: found.filter(({ commitment }) => commitment !== null),
    errors,
  }
}

const scopeOf = (form: Form) => ({ kinds: manyOf(form, 'kind'), blocks: manyOf(form, 'block') })

const pageOf = (c: Visit) => ({
  title: c.var.reader.t('commitmentNew.title'),
  here: '/commitments',
  isForm: true,
})

const isShownOn: Record<StepName, (name: string) => boolean> = {
  units: (name) =>
    [
      ...['which', 'kind', 'block', 'chosen', 'unit_q', 'party_kind', 'side_a_post', 'side_a_name', 'place'],
      ...['effective_from', 'effective_to', 'hand'],
    ].includes(name),
  template: (name) => isTemplateField(name) || name === 'like',
  values: (name) => name === 'values' || name === 'with_due' || /^(choice_\d|fix_)/.test(name),
}

/** Between several values of one name, where a page carries them for another one. */
const BETWEEN = '|'

function manyOf(form: Form, name: string): string[] {
  const values = form.texts(name).flatMap((value) => value.split(BETWEEN))
  return [...new Set(values.filter(Boolean))]
}

/** What the other pages need of a form, beside what this one shows. */
function common(c: Visit, { code, name }: Campaign, form: Form, step: StepName) {
  const { reader, now } = c.var
  const own = new Set(['step', 'do', 'id', 'campaign'])
  const fields = form.fields.filter((field) => !own.has(field.name) && !isShownOn[step](field.name))
  const carried = [...groupBy(fields, (field) => field.name)].map(([of, all]) => ({
    ...{ name: of, value: all.map(({ value }) => value).join(BETWEEN) },
  }))
  const hidden = [
    { name: 'id', value: readId(form.text('id')) ?? newId(now) },
    { name: 'campaign', value: code },
    { name: 'step', value: step },
    ...carried,
  ]
  // As it came: a line of the table may end in the tab behind which its value is to be typed.
  const typed = (of: string) => form.fields.find((field) => field.name === of)?.value ?? ''
  return { reader, campaign: { code, name }, action: reader.at('/commitments/new'), hidden, typed }
}

async function unitsPage(c: Visit, campaign: Campaign, form: Form, errors: FieldError[]) {
  const { db, actor } = c.var
  const { tenant } = actor
  const day = campaign.startOn
  const scope = scopeOf(form)
  const deed = form.text('do')
  const after = deed.startsWith('page:') ? deed.slice('page:'.length) : undefined
  const asked = { ...scope, query: plainText(form.text('unit_q')), ...(after && { after }) }
  const codes = manyOf(form, 'chosen')
  const isSome = form.text('which') === 'some'
  return NewUnitsPage({
    ...common(c, campaign, form, 'units'),
    counts: await countEligible(db.read, tenant, campaign, day),
    scope,
    isSome,
    isFinding: deed === 'find' || after !== undefined,
    chosen: codes.length ? await listEligible(db.read, tenant, campaign, day, { codes }) : [],
    found: await searchEligible(db.read, tenant, campaign, day, asked),
    errors,
  })
}

async function showUnits(c: Visit, campaign: Campaign, form: Form, errors: FieldError[]) {
  return await show(c, pageOf(c), await unitsPage(c, campaign, form, errors))
}

async function refuseUnits(c: Visit, campaign: Campaign, form: Form, errors: FieldError[]) {
  return await refuse(c, pageOf(c), await unitsPage(c, campaign, form, errors))
}

interface TemplateState {
  isFresh?: boolean
  likeError?: string
  isEmpty?: boolean
}

async function templateOf(c: Visit, { campaign, form, terms }: All) {
  const groups = await listTaskGroups(c.var.db.read, c.var.actor.tenant, campaign.id)
  const period = {
    from: terms.effectiveFrom,
    to: terms.effectiveTo,
    groups: groups.map(({ number }) => number),
  }
  return { groups, template: readTemplate(c, form, period) }
}

async function templatePage(c: Visit, all: All, { isFresh, likeError, isEmpty }: TemplateState) {
  const { groups, template } = await templateOf(c, all)
  return NewTemplatePage({
    ...common(c, all.campaign, all.form, 'template'),
    units: all.units.length,
    // Without the codes of their commitments: some may be drafts that a unit keeps to itself.
    taken: all.taken.slice(0, SHOWN_TAKEN),
    takenCount: all.taken.length,
    groups,
    rows: isFresh ? template.rows.map((row) => ({ ...row, errors: [] })) : template.rows,
    likeError: likeError ?? null,
    isEmpty: isEmpty === true,
  })
}

const SHOWN_TAKEN = 20

const showTemplate = async (c: Visit, all: All) =>
  await show(c, pageOf(c), await templatePage(c, all, { isFresh: true }))

async function leaveTemplate(c: Visit, all: All, deed: string) {
  if (deed === 'more') {
    const form = replaced(all.form, (name) => name === 'rows', [['rows', String(countRows(all.form) + 3)]])
    return await showTemplate(c, { ...all, form })
  }
  if (deed === 'like') {
    const rows = await rowsLike(c, all.form.text('like'), all.campaign, all.terms)
    if (rows) return await showTemplate(c, { ...all, form: replaced(all.form, isTemplateField, rows) })
    const likeError = c.var.reader.t('commitmentNew.problem.like')
    return await refuse(c, pageOf(c), await templatePage(c, all, { isFresh: true, likeError }))
  }
  const { template } = await templateOf(c, all)
  return isFaulty(template)
    ? await refuseTemplate(c, all, template)
    : await show(c, pageOf(c), valuesPage(c, all, template, null))
}

const isFaulty = ({ problems, promises }: Template) => problems > 0 || promises.length === 0

const refuseTemplate = async (c: Visit, all: All, { promises }: Template) =>
  await refuse(c, pageOf(c), await templatePage(c, all, { isEmpty: promises.length === 0 }))

const replaced = (form: Form, isGone: (name: string) => boolean, fields: [string, string][]): Form =>
  formOf([
    ...form.fields.flatMap(({ name, value }): [string, string][] => (isGone(name) ? [] : [[name, value]])),
    ...fields,
  ])

async function leaveValues(c: Visit, all: All, deed: string, id: string) {
  const { template } = await templateOf(c, all)
  if (isFaulty(template)) return await refuseTemplate(c, all, template)
  if (deed === 'blank')
    return await show(c, pageOf(c), valuesPage(c, blanked(c, all, template), template, null))
  const grid = readGrid(c, all.form, template, all.units)
  const isFit = grid.faulty === 0 && grid.strays.length === 0
  const page = () => valuesPage(c, all, template, grid)
  if (deed !== 'create') return await (isFit ? show(c, pageOf(c), page()) : refuse(c, pageOf(c), page()))
  return isFit ? await create(c, all, grid, id) : await refuse(c, pageOf(c), page())
}

/** With a line a unit again, for the columns as they are now. */
function blanked(c: Visit, all: All, template: Template): All {
  const values = blankTable(c, columnsOf(all.form, template), all.units)
  return {
    ...all,
    form: replaced(all.form, (name) => name === 'values' || name.startsWith('fix_'), [['values', values]]),
  }
}

function valuesPage(c: Visit, all: All, template: Template, grid: Grid | null) {
  const isNew = all.form.texts('values').length === 0
  const { form } = isNew ? blanked(c, all, template) : all
  return NewValuesPage({
    ...common(c, all.campaign, form, 'values'),
    units: all.units.length,
    columns: columnsOf(form, template).map(({ n, of, promise }) => ({
      ...{ n, of, title: promise.title, measure: promise.measure },
    })),
    same: template.promises.filter(({ kind }) => kind !== 'number'),
    fixes: form.fields.filter(({ name }) => name.startsWith('fix_')),
    grid,
  })
}

async function create(c: Visit, { campaign, form, terms, units }: All, grid: Grid, id: string) {
  const { db, actor, now, zone, today, reader } = c.var
  const heads = await listHeads(db.read, actor.tenant, campaign.ownerPath, today)
  const drafts = units.map((unit): Drafted => {
    const head = heads.get(unit.id)
    return {
      unit,
      sideBPost: head?.title ?? headTitles[unit.kind],
      sideBName: head?.name ?? null,
      promises: grid.promises.get(unit.id) ?? [],
    }
  })
  const wish = { id, campaign, terms, drafts, isOwn: false, handsOver: form.text('hand') === 'yes' }
  const made = await db.tx((tx) => makeDrafts(tx, actor, wish, { now, zone }))
  if (made.kind !== 'taken') return redirect(c, doneAt(campaign, made.n))
  const errors = [{ field: 'which', text: reader.t('commitmentNew.problem.noUnits') }]
  return await refuseUnits(c, campaign, form, errors)
}

const doneAt = ({ code }: Campaign, n: number) =>
  `/commitments?${new URLSearchParams({ campaign: code, state: 'draft', done: `draw-${n}` })}`
