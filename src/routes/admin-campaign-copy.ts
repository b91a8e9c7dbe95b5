import { Hono } from 'hono'
import { CopyPage } from '../../views/admin/campaign-copy.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { mayOpenDrafts } from '../domain/access.ts'
import { nextCampaign, yearsToNext } from '../domain/campaign.ts'
import { copyCampaign, countCopied } from '../storage/campaigns/copy.ts'
import { findKept, type KeptCampaign, settingsOf } from '../storage/campaigns/keep.ts'
import { newId } from '../storage/ids.ts'
import { campaignForm, readCampaign } from './admin-campaign-fields.ts'
import { redirect, refuse, show } from './answers.ts'
import { choose, type Form, formOf, keptForm, readForm, readId } from './forms.ts'
import { plainText } from './queries.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

/** The campaign that follows another one, with its settings and, where wished, its commitments as drafts. */
export const adminCampaignCopyRoutes = new Hono<House>()

const home = '/admin/campaigns'

/** What the form asks for; everything else is taken over as it stands. */
const asked = ['code', 'name', 'plan_year', 'start_on', 'end_on', 'weekly_from'] as const

adminCampaignCopyRoutes.get('/:code/copy', async (c) => {
  const kept = await findKept(c.var.db.read, c.var.actor, plainText(c.req.param('code')))
  if (!kept) return await c.notFound()
  const form = keptForm(c) ?? campaignForm(c.var.reader, nextCampaign(settingsOf(kept.row)))
  return await show(c, pageOf(c, kept), await copyPage(c, kept, form, []))
})

adminCampaignCopyRoutes.post('/:code/copy', async (c) => {
  const { db, actor, now, zone, reader } = c.var
  const kept = await findKept(db.read, actor, plainText(c.req.param('code')))
  if (!kept) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const id = readId(form.text('id'))
  const isAll = form.text('what') === 'all'
  if (!id || (isAll && !mayOpenDrafts(actor, kept.owner.id))) return await c.notFound()
  const { settings, errors } = readCampaign(reader, wholeForm(c, kept, form))
  if (errors.length) return await askAgain(c, kept, form, errors)
  const wish = {
    ...{ id, settings, years: Math.max(1, yearsBetween(kept, settings.startOn)) },
    commitments: isAll,
    baseline: form.texts('figures').includes('baseline'),
    samePeriod: form.texts('figures').includes('same_period'),
  }
  const created = await db.tx((tx) => copyCampaign(tx, actor, kept, wish, { now, zone }))
  if (created === 'kept' || created === 'repeated') {
    return redirect(c, `${home}/${encodeURIComponent(settings.code)}?done=copied`)
  }
  if (created === 'code_taken') {
    return await askAgain(c, kept, form, [{ field: 'code', text: reader.t('campaign.problem.code_taken') }])
  }
  return await refuse(c, pageOf(c, kept), await copyPage(c, kept, form, [], newId(now)), 409)
})

/** The days that are copied move by as many years as lie between the two beginnings. */
const yearsBetween = ({ row }: KeptCampaign, startOn: string) =>
  Number(startOn.slice(0, 4)) - Number(row.startOn.slice(0, 4)) || yearsToNext(row)

/** The few fields that were typed, over the settings that are copied. */
function wholeForm(c: Visit, { row }: KeptCampaign, form: Form): Form {
  const rest = campaignForm(c.var.reader, { ...settingsOf(row), state: 'active' })
  const others = rest.fields.filter(({ name }) => name !== 'to_year' && !asked.includes(name as never))
  return formOf([
    ...others.map(({ name, value }): [string, string] => [name, value]),
    ...asked.map((name): [string, string] => [name, form.text(name)]),
  ])
}

const pageOf = (c: Visit, { row }: KeptCampaign) => ({
  title: c.var.reader.t('campaign.copyTitle', { code: row.code }),
  here: home,
  isForm: true,
})

async function askAgain(c: Visit, kept: KeptCampaign, form: Form, errors: FieldError[]) {
  return await refuse(c, pageOf(c, kept), await copyPage(c, kept, form, errors))
}

async function copyPage(c: Visit, kept: KeptCampaign, form: Form, errors: FieldError[], used?: string) {
  const { reader, db, actor, now } = c.var
  const { row } = kept
  const next = nextCampaign(settingsOf(row))
  const path = `${home}/${encodeURIComponent(row.code)}`
  return CopyPage({
    reader,
    action: reader.at(`${path}/copy`),
    backHref: reader.at(path),
    campaign: { code: row.code, name: row.name },
    years: yearsToNext(row),
    id: used ?? readId(form.text('id')) ?? newId(now),
    typed: (name) => form.text(name),
    what: choose(form.text('what'), ['settings', 'all']) ?? 'settings',
    mayCopyAll: mayOpenDrafts(actor, kept.owner.id),
    figures: form.texts('figures'),
    counts: await countCopied(db.read, actor.tenant, row.id, next.startOn),
    errors,
    isUsed: used !== undefined,
  })
}
