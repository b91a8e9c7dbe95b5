import { Hono } from 'hono'
import type { CampaignFormProps, OwnerField } from '../../views/admin/campaign-field.tsx'
import { CampaignForm } from '../../views/admin/campaign-form.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { type Actor, mayAdminister } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import { linesOf } from '../domain/issue.ts'
import {
  type CampaignRow,
  changedIn,
  createCampaign,
  type Edited,
  editCampaign,
  findBound,
  findKept,
  type KeptCampaign,
  settingsOf,
} from '../storage/campaigns/keep.ts'
import { newId } from '../storage/ids.ts'
import { searchUnits, unitsOf } from '../storage/targets/form.ts'
import { campaignForm, comingMonday, fieldName, readCampaign } from './admin-campaign-fields.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, isAbout, keptForm, readForm, readId } from './forms.ts'
import { plainText } from './queries.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

/** A new campaign, and the settings of one that is there. */
export const adminCampaignFormRoutes = new Hono<House>()

const home = '/admin/campaigns'

adminCampaignFormRoutes.get('/new', async (c) => {
  const { reader, today } = c.var
  const form = keptForm(c) ?? campaignForm(reader, startingSettings(today))
  return await show(c, pageOf(c, null), await formPage(c, null, { form }))
})

/** The year that runs, and reports from now on; in its last days, when no week of it is left, from its start. */
function startingSettings(today: Day) {
  const planYear = Number(today.slice(0, 4))
  const monday = comingMonday(today)
  return { planYear, weeklyFrom: monday.startsWith(`${planYear}-`) ? monday : null }
}

adminCampaignFormRoutes.post('/new', async (c) => {
  const { db, actor, now, zone, reader } = c.var
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const id = readId(form.text('id'))
  if (!id) return await c.notFound()
  const owner = await readOwner(c, form)
  const { settings, errors } = readCampaign(reader, form)
  const { groups, problem } = readGroups(c, form)
  const all = [...errors, ...problem]
  if (!owner.id || all.length) return await askAgain(c, null, form, [...owner.errors, ...all], owner.found)
  const wish = { id, ownerUnitId: owner.id, settings, groups }
  const created = await db.tx((tx) => createCampaign(tx, actor, wish, { now, zone }))
  if (created === 'kept' || created === 'repeated') return leadTo(c, settings.code, 'created')
  if (created === 'code_taken') {
    return await askAgain(c, null, form, [{ field: 'code', text: reader.t('campaign.problem.code_taken') }])
  }
  // A form that was used before: under its id another campaign stands.
  const body = await formPage(c, null, { form, isUsed: true, id: newId(now) })
  return await refuse(c, pageOf(c, null), body, 409)
})

adminCampaignFormRoutes.get('/:code/edit', async (c) => {
  const kept = await findKept(c.var.db.read, c.var.actor, plainText(c.req.param('code')))
  if (!kept) return await c.notFound()
  const form = keptForm(c) ?? campaignForm(c.var.reader, settingsOf(kept.row))
  return await show(c, pageOf(c, kept), await formPage(c, kept, { form }))
})

adminCampaignFormRoutes.post('/:code/edit', async (c) => {
  const { db, actor, now, zone, reader } = c.var
  const kept = await findKept(db.read, actor, plainText(c.req.param('code')))
  if (!kept) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { settings, errors } = readCampaign(reader, form)
  if (errors.length) return await askAgain(c, kept, form, errors)
  if (changedIn(settingsOf(kept.row), settings).length === 0) return leadTo(c, kept.row.code, 'saved')
  const done = isAbout(form, kept.row.version)
    ? await db.tx((tx) => editCampaign(tx, actor, kept.row, settings, { now, zone }))
    : 'changed'
  if (done === 'kept') return leadTo(c, settings.code, 'saved')
  if (done === 'changed') return await showChanged(c, kept.row.code, form)
  return await askAgain(c, kept, form, await wordsOfRefusal(c, kept.row, settings, done))
})

async function wordsOfRefusal(
  c: Visit,
  row: CampaignRow,
  settings: Parameters<typeof findBound>[3],
  refusal: Exclude<Edited, 'kept' | 'changed'>,
): Promise<FieldError[]> {
  const { t } = c.var.reader
  if (refusal !== 'outside') return [{ field: 'code', text: t(`campaign.problem.${refusal}`) }]
  const { outside } = await findBound(c.var.db.read, row.tenant, row.id, settings)
  const field = settings.startOn !== row.startOn ? 'start_on' : 'end_on'
  return [{ field, text: t('campaign.problem.outside', { n: outside }) }]
}

/** Both sides of what somebody else changed meanwhile; sent again, the form is about what stands now. */
async function showChanged(c: Visit, code: string, form: Form) {
  const fresh = await findKept(c.var.db.read, c.var.actor, code)
  if (!fresh) return await c.notFound()
  const stored = campaignForm(c.var.reader, settingsOf(fresh.row))
  const { settings } = readCampaign(c.var.reader, form)
  const differing = changedIn(settingsOf(fresh.row), settings).map((name) => ({
    name,
    stored: stored.texts(fieldName(name)).join(', '),
    typed: form.texts(fieldName(name)).join(', '),
    isOn: settings[name] === true,
  }))
  return await refuse(c, pageOf(c, fresh), await formPage(c, fresh, { form, differing }), 409)
}

const leadTo = (c: Visit, code: string, done: string) =>
  redirect(c, `${home}/${encodeURIComponent(code)}?done=${done}`)

const pageOf = (c: Visit, kept: KeptCampaign | null) => ({
  title: kept
    ? c.var.reader.t('campaign.editTitle', { code: kept.row.code })
    : c.var.reader.t('campaign.newTitle'),
  here: home,
  isForm: true,
})

type State = { form: Form; id?: string } & Partial<
  Pick<CampaignFormProps, 'errors' | 'differing' | 'isUsed'> & { found: OwnerField['found'] }
>

async function askAgain(
  c: Visit,
  kept: KeptCampaign | null,
  form: Form,
  errors: FieldError[],
  found: OwnerField['found'] = [],
) {
  return await refuse(c, pageOf(c, kept), await formPage(c, kept, { form, errors, found }))
}

/** Of what the reader saw; once both sides were shown, of what stands. */
function versionField({ row }: KeptCampaign, { form, differing }: State) {
  const seen = differing ? '' : form.text('version')
  return { name: 'version', value: seen || String(row.version) }
}

const idField = ({ form, id }: State, now: number) => ({
  name: 'id',
  value: id ?? readId(form.text('id')) ?? newId(now),
})

async function formPage(c: Visit, kept: KeptCampaign | null, state: State) {
  const { reader, db, actor, now } = c.var
  const { form } = state
  const bound = kept && (await findBound(db.read, actor.tenant, kept.row.id, kept.row))
  return CampaignForm({
    reader,
    action: reader.at(kept ? `${home}/${encodeURIComponent(kept.row.code)}/edit` : `${home}/new`),
    backHref: reader.at(kept ? `${home}/${encodeURIComponent(kept.row.code)}` : home),
    hidden: [kept ? versionField(kept, state) : idField(state, now)],
    code: kept?.row.code ?? null,
    codeIsBound: bound?.hasBegun ?? false,
    owner: kept ? { fixed: kept.owner.name } : ownerField(c, form, state.found ?? []),
    typed: (name) => form.text(name),
    chosen: (name) => form.texts(name),
    errors: state.errors ?? [],
    differing: state.differing ?? null,
    isUsed: state.isUsed ?? false,
  })
}

const ownUnits = (actor: Actor) => [
  ...new Map(
    actor.posts
      .filter(({ role }) => role === 'supervisor')
      .map(({ unitId, unitCode, unitName }) => [unitId, { id: unitId, code: unitCode, name: unitName }]),
  ).values(),
]

/** Where the administrator sits is the office whose book this is. */
const ownOffice = (actor: Actor) => actor.posts.find(({ role }) => role === 'admin')?.unitCode ?? ''

/** Supervisors own campaigns at their own units alone; an administrator names any unit. */
function ownerField(c: Visit, form: Form, found: OwnerField['found']): OwnerField {
  const { actor } = c.var
  if (!mayAdminister(actor)) return { own: ownUnits(actor), typed: form.text('owner'), found: [] }
  const isTyped = form.fields.some(({ name }) => name === 'owner')
  return { own: null, typed: isTyped ? form.text('owner') : ownOffice(actor), found }
}

interface ReadOwner {
  id: string | null
  errors: FieldError[]
  found: OwnerField['found']
}

async function readOwner(c: Visit, form: Form): Promise<ReadOwner> {
  const { actor, db, reader, today } = c.var
  const typed = plainText(form.text('owner_pick') || form.text('owner'))
  const problem = (key: 'missing' | 'unknown' | 'several', found: OwnerField['found'] = []): ReadOwner => ({
    id: null,
    errors: [{ field: 'owner', text: reader.t(`campaign.problem.owner_${key}`) }],
    found,
  })
  if (typed === '') return problem('missing')
  if (!mayAdminister(actor)) {
    const own = ownUnits(actor).find(({ code }) => code === typed)
    return own ? { id: own.id, errors: [], found: [] } : problem('unknown')
  }
  const [named] = await unitsOf(db.read, actor.tenant, [typed])
  if (named) return { id: named.id, errors: [], found: [] }
  const found = await searchUnits(db.read, actor.tenant, typed, today)
  const [only] = found
  if (!only) return problem('unknown')
  return found.length === 1 ? { id: only.id, errors: [], found: [] } : problem('several', found)
}

const MOST_GROUPS = 99
const LONGEST_GROUP = 300

/** One group a line; a number before the name is what its place says anyway. */
function readGroups(
  c: Visit,
  form: Form,
): { groups: { number: number; name: string }[]; problem: FieldError[] } {
  const { t } = c.var.reader
  const names = linesOf(form.text('groups')).map((line) => line.replace(/^\s*\d{1,2}[.)]\s*/, '').trim())
  const groups = names.filter(Boolean).map((name, n) => ({ number: n + 1, name }))
  const problem = [
    ...(groups.length > MOST_GROUPS ? [t('campaign.problem.groups_many')] : []),
    ...(groups.some(({ name }) => name.length > LONGEST_GROUP) ? [t('campaign.problem.group_long')] : []),
  ]
  return { groups, problem: problem.map((text) => ({ field: 'groups', text })) }
}
