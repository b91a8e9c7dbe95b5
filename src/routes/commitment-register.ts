import { RegisterCommitmentPage } from '../../views/commitments/register.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { mayRegister } from '../domain/access.ts'
import { maxDay } from '../domain/day.ts'
import { type Campaign, listCampaigns } from '../storage/campaigns.ts'
import { makeDrafts } from '../storage/commitments/drafts.ts'
import { listEligible, listHeads } from '../storage/commitments/eligible.ts'
import { newId } from '../storage/ids.ts'
import { redirect, refuse, show } from './answers.ts'
import { notes, readBothTerms, startingTerms, withDefaults } from './commitment-terms.ts'
import { type Form, formOf, keptForm, readId } from './forms.ts'
import type { Visit } from './visit.ts'

/** The unit's head opens a draft of its own: its targets are added afterwards, one by one. */
export async function showRegister(c: Visit, unitCode: string) {
  const here = await findHere(c, unitCode)
  if (!here) return await c.notFound()
  const first = here.offers[0]
  const kept = keptForm(c) ?? formOf([])
  const form = first ? withDefaults(kept, await startOf(c, here, first)) : kept
  return await show(c, pageOf(c), page(c, here, form, [], null))
}

export async function postRegister(c: Visit, unitCode: string, form: Form) {
  const here = await findHere(c, unitCode)
  const id = readId(form.text('id'))
  if (!here || !id) return await c.notFound()
  const { db, actor, now, zone } = c.var
  const stored = here.all.find(({ code }) => code === form.text('campaign'))
  if (!stored) return await c.notFound()
  const { errors, note } = notes()
  const { sideBPost, sideBName, ...terms } = readBothTerms(c, form, stored, note)
  if (errors.length) return await refuse(c, pageOf(c), page(c, here, form, errors, null))
  const { unit } = here
  const drafts = [{ unit, sideBPost, sideBName, promises: [] }]
  const wish = { id, campaign: stored, terms, drafts, isOwn: true, handsOver: false }
  const made = await db.tx((tx) => makeDrafts(tx, actor, wish, { now, zone }))
  if (made.kind === 'taken') {
    const standing = (await unitsIn(c, stored, unitCode))[0]?.commitment ?? null
    return await refuse(c, pageOf(c), page(c, here, form, [], standing), 409)
  }
  return redirect(c, `/commitments/${encodeURIComponent(made.kind === 'kept' ? made.codes[0]! : made.code)}`)
}

type Here = NonNullable<Awaited<ReturnType<typeof findHere>>>

/** The unit of one of this person's posts as its head, and the campaigns in which it has promised nothing yet. */
async function findHere(c: Visit, unitCode: string) {
  const { db, actor } = c.var
  const post = actor.posts.find((one) => one.unitCode === unitCode && mayRegister(actor, one.unitId))
  if (!post) return undefined
  const open = (await listCampaigns(db.read, actor.tenant)).filter(
    (campaign) => campaign.state === 'active' && post.unitPath.startsWith(campaign.ownerPath),
  )
  const all: typeof open = []
  const offers: typeof open = []
  for (const campaign of open) {
    const [unit] = await unitsIn(c, campaign, unitCode)
    if (unit) all.push(campaign)
    if (unit?.commitment === null) offers.push(campaign)
  }
  const unit = { id: post.unitId, code: post.unitCode, name: post.unitName }
  return { unit, path: post.unitPath, title: post.title, all, offers }
}

/** As of the campaign's first day, or of today for a unit that came later. */
const unitsIn = ({ var: { db, actor, today } }: Visit, campaign: Campaign, code: string) =>
  listEligible(db.read, actor.tenant, campaign, maxDay(campaign.startOn, today), { codes: [code] })

async function startOf(
  c: Visit,
  { unit, path, title }: Here,
  campaign: Campaign,
): Promise<[string, string][]> {
  const head = (await listHeads(c.var.db.read, c.var.actor.tenant, path, c.var.today)).get(unit.id)
  return [
    ['campaign', campaign.code],
    ...(await startingTerms(c, campaign, unit.id)),
    ['side_b_post', head?.title ?? title],
    ['side_b_name', head?.name ?? ''],
  ]
}

const pageOf = (c: Visit) => ({
  title: c.var.reader.t('commitmentNew.registerTitle'),
  here: '/commitments',
  isForm: true,
})

function page(c: Visit, { unit, offers }: Here, form: Form, errors: FieldError[], taken: string | null) {
  const { reader, now } = c.var
  return RegisterCommitmentPage({
    reader,
    unit,
    campaigns: offers.map(({ code, name }) => ({ code, name })),
    hidden: [
      { name: 'id', value: readId(form.text('id')) ?? newId(now) },
      { name: 'unit', value: unit.code },
    ],
    action: reader.at('/commitments/new'),
    typed: form.text,
    errors,
    taken,
  })
}
