import { Hono } from 'hono'
import type { FieldError } from '../../views/parts/form.tsx'
import { type GivenProps, GivenSum, HandDownPage } from '../../views/targets/cascade-new.tsx'
import { mayHandDown, mayReadInside } from '../domain/access.ts'
import { type Day, maxDay } from '../domain/day.ts'
import { checkPromise, contributions, type TargetPromise } from '../domain/promise.ts'
import { add, ratio, subtract } from '../domain/ratio.ts'
import { sumOfPlans } from '../domain/rollup.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import { listCampaigns, listTaskGroups } from '../storage/campaigns.ts'
import { newId } from '../storage/ids.ts'
import { loadPromise } from '../storage/targets/form.ts'
import {
  handDown,
  isHandedDown,
  listOpenDrafts,
  listUnsignedParts,
  type OpenDraft,
} from '../storage/targets/hand-down.ts'
import { listParts } from '../storage/targets/parts.ts'
import { type FoundTarget, findTarget } from '../storage/targets.ts'
import { redirect, refuse, show } from './answers.ts'
import { type GivenLine, type ReadLines, readGiven } from './cascade-lines.ts'
import { choose, type Form, formOf, keptForm, readForm, readId } from './forms.ts'
import { plainText, queryText } from './queries.ts'
import type { House, Visit } from './visit.ts'

/** A target is handed down into the drafts of units below, each with what it is given. */
export const cascadeNewRoutes = new Hono<House>()

cascadeNewRoutes.get('/:code/parts/new', async (c) => {
  const here = await findHere(c, queryText(c, 'campaign'))
  if (!here) return await c.notFound()
  const form = keptForm(c) ?? starting(c, here)
  return await show(c, pageOf(c), await formPage(c, here, form, { errors: [], isFresh: true }))
})

/** What was typed, added up while one types. */
cascadeNewRoutes.post('/:code/parts/new/sum', async (c) => {
  const form = await readForm(c)
  const here = form && (await findHere(c, form.text('campaign')))
  if (!here || !form) return await c.notFound()
  c.header('Cache-Control', 'private, no-store')
  return c.html(GivenSum(await givenProps(c, here, form, readForms(c, here, form))))
})

/** Where a sign-in leads back to. */
cascadeNewRoutes.get('/:code/parts/new/sum', async (c) => {
  const here = await findHere(c, '')
  return here ? redirect(c, `${pathOf(here.found)}/new`) : await c.notFound()
})

cascadeNewRoutes.post('/:code/parts/new', async (c) => {
  const form = await readForm(c)
  const here = form && (await findHere(c, form.text('campaign')))
  const id = form && readId(form.text('id'))
  if (!here || !form || !id) return await c.notFound()
  const read = readForms(c, here, form)
  if (form.text('do') === 'check') {
    return await show(c, pageOf(c), await formPage(c, here, form, { errors: [] }))
  }
  const { db, actor, now, zone } = c.var
  const { found } = here
  if (await isHandedDown(db.read, actor.tenant, id)) return redirect(c, pathOf(found))
  const promises = await promisesOf(c, here, read)
  const errors = [...read.errors, ...promises.errors]
  if (errors.length) return await refuse(c, pageOf(c), await formPage(c, here, form, { errors }))
  const wish = { id, parent: found.row, handed: promises.handed }
  const done = await db.tx((tx) => handDown(tx, actor, wish, { now, zone }))
  if (done === 'repeated') return redirect(c, pathOf(found))
  if (done > 0) return redirect(c, `${pathOf(found)}?created=${done}`)
  const fresh = (await findHere(c, here.campaign?.code ?? '')) ?? here
  return await refuse(c, pageOf(c), await formPage(c, fresh, form, { errors: [], isMoved: true }), 409)
})

interface Here {
  found: FoundTarget
  campaigns: { code: string; name: string }[]
  campaign: { id: string; code: string; startOn: Day } | null
  drafts: OpenDraft[]
  groups: { number: number; name: string }[]
}

async function findHere(c: Visit, asked: string): Promise<Here | undefined> {
  const { db, actor } = c.var
  const found = await findTarget(db.read, actor, plainText(c.req.param('code') ?? ''))
  if (!found || !mayHandDown(actor, found.sides)) return undefined
  const all = await listOpenDrafts(db.read, actor, found.row)
  const open = new Set(all.map(({ campaignId }) => campaignId))
  const campaigns = (await listCampaigns(db.read, actor.tenant)).filter(({ id }) => open.has(id))
  const campaign = campaigns.find(({ code }) => code === asked) ?? campaigns[0] ?? null
  return {
    ...{ found, campaigns, campaign },
    drafts: all.filter(({ campaignId }) => campaignId === campaign?.id),
    groups: campaign ? await listTaskGroups(db.read, actor.tenant, campaign.id) : [],
  }
}

const pathOf = ({ row }: FoundTarget) => `/targets/${encodeURIComponent(row.code)}/parts`

const pageOf = (c: Visit) => ({
  title: c.var.reader.t('cascade.newTitle'),
  here: '/commitments',
  isForm: true,
})

/** As most are handed down: the same words, to be added, and a table of all units to fill in. */
function starting(c: Visit, { found, drafts, groups }: Here): Form {
  const { row } = found
  const isNumber = row.kind === 'number'
  const lines = drafts
    .filter(({ given }) => !given)
    .map(({ unit }) => `${unit.code}\t${unit.name.replace(/\s+/g, ' ')}\t`)
  return formOf([
    ['title', row.title],
    ['group', groups.some(({ number }) => number === row.groupNumber) ? String(row.groupNumber) : ''],
    ['contribution', isNumber ? 'additive' : 'informational'],
    ['due_on', row.dueOn ? writeDay(c.var.reader.language, row.dueOn) : ''],
    ['values', lines.join('\n')],
  ])
}

interface ReadForms {
  lines: ReadLines
  title: string
  group: number | null
  dueOn: Day | null
  contribution: (typeof contributions)[number] | null
  errors: FieldError[]
}

const conventions = ['thousands', 'decimal'] as const
const LONGEST_TITLE = 1000

function readForms(c: Visit, { found, drafts, groups }: Here, form: Form): ReadForms {
  const { t } = c.var.reader
  const errors: FieldError[] = []
  const note = (field: string, text: string) => void errors.push({ field, text })
  const choice = choose(form.text('reading'), conventions)
  const lines = readGiven(c, form.text('values'), drafts, found.row, choice)
  const title = form.text('title').replace(/\s+/g, ' ')
  const group = groups.find(({ number }) => String(number) === form.text('group'))
  const typed = form.text('due_on')
  const dueOn = readDay(typed) ?? null
  const contribution = choose(form.text('contribution'), contributions)
  if (title === '') note('title', t('cascade.problem.title'))
  if (title.length > LONGEST_TITLE) note('title', t('targetForm.problem.too_long', { fill: LONGEST_TITLE }))
  if (!group) note('group', t('cascade.problem.group'))
  if (typed !== '' && !dueOn) note('due_on', t('cascade.problem.day'))
  if (!contribution) note('contribution', t('cascade.problem.choose'))
  if (lines.faults.length) note('values', t('cascade.problem.faults', { n: lines.faults.length }))
  else if (lines.question && !choice) note('reading', t('cascade.problem.reading'))
  else if (lines.given.length === 0) note('values', t('cascade.problem.nobody'))
  return { lines, title, group: group?.number ?? null, dueOn, contribution, errors }
}

/** What each unit is to promise: the words of the target above, with its own figure. */
async function promisesOf(c: Visit, { found, groups }: Here, read: ReadForms) {
  const above = await loadPromise(c.var.db.read, found.row)
  const place = { groups: groups.map(({ number }) => number), orders: [] }
  const handed = read.lines.given.map((line) => ({
    draft: line.draft,
    promise: promiseOf(above, found.row, read, line),
  }))
  for (const { draft, promise } of read.errors.length ? [] : handed) {
    const [fault] = checkPromise(promise, place)
    if (!fault) continue
    const field = fault.field === 'due_on' || fault.field === 'curve' ? 'due_on' : 'values'
    const { t } = c.var.reader
    const text =
      fault.reason === 'negative'
        ? `${draft.code}: ${t('targetForm.problem.negative')}`
        : t('cascade.problem.due', { code: draft.code })
    return { handed, errors: [{ field, text }] }
  }
  return { handed, errors: [] }
}

function promiseOf(
  above: TargetPromise,
  row: FoundTarget['row'],
  { title, group, dueOn, contribution }: ReadForms,
  { draft, low, high }: GivenLine,
): TargetPromise {
  const isBand = above.direction === 'within'
  return {
    ...above,
    ...{ title, contribution, group: group ?? 0, order: null, origin: 'cascaded', parent: row.code },
    ...(isBand ? { plan: null, planLow: low, planHigh: high } : { plan: low, planLow: null, planHigh: null }),
    ...{ baseline: null, baselineOn: null, weight: null, headline: null, rollup: null },
    ...{ references: [], coordinators: [], steps: [] },
    startOn: maxDay(above.startOn, draft.effectiveFrom),
    curve: above.curve === 'last_year' ? 'linear' : above.curve,
    dueOn: above.kind === 'ongoing' ? null : (dueOn ?? row.dueOn ?? draft.effectiveTo),
  }
}

interface State {
  errors: FieldError[]
  isFresh?: boolean
  isMoved?: boolean
}

async function formPage(c: Visit, here: Here, form: Form, { errors, isFresh, isMoved }: State) {
  const { reader, now } = c.var
  const { found, campaigns, campaign, groups } = here
  const read = readForms(c, here, form)
  const path = pathOf(found)
  return HandDownPage({
    ...{ reader, campaigns, groups, errors },
    target: { ...found.row, unitName: found.unit.name },
    campaign: campaign?.code ?? null,
    typed: form.text,
    id: readId(form.text('id')) ?? newId(now),
    question: read.lines.question,
    isMoved: isMoved ?? false,
    mayCreate: !isFresh && read.errors.length === 0,
    sum: await givenProps(c, here, form, read),
    paths: {
      action: reader.at(`${path}/new`),
      sum: reader.at(`${path}/new/sum`),
      back: reader.at(path),
      drafts: reader.at('/commitments/new'),
    },
  })
}

/** What is given already, what is given now, and what of the plan is left. */
async function givenProps(c: Visit, { found }: Here, form: Form, read: ReadForms): Promise<GivenProps> {
  const { db, actor, reader } = c.var
  const { row, sides } = found
  const { given, faults } = read.lines
  const parts = mayReadInside(actor, sides)
    ? ((await listParts(db.read, actor, [row.id])).get(row.id) ?? []).map(({ whole }) => whole)
    : []
  const isSame = ({ contribution }: { contribution: string | null }) => contribution === 'additive'
  const signed = parts.filter((part) => isSame(part) && part.measure === row.measure)
  const drafts = (await listUnsignedParts(db.read, actor, row.id)).filter(isSame)
  const now = given.map(({ low }) => ({ plan: low, decimals: row.decimals }))
  const isAdded = form.text('contribution') !== 'informational'
  const sums = [
    sumOfPlans(signed, row.decimals),
    sumOfPlans(drafts, row.decimals),
    sumOfPlans(now, row.decimals),
  ]
  const decimals = Math.max(row.decimals, ...sums.map((sum) => sum?.decimals ?? 0))
  const [first, second, third] = sums.map((sum) =>
    sum ? { n: sum.plan.n * 10n ** BigInt(decimals - sum.decimals), d: sum.plan.d } : null,
  )
  const plan = row.planNow ?? row.plan
  const whole = plan === null ? null : ratio(plan * 10 ** (decimals - row.decimals))
  const all = [first, second, isAdded ? third : null].flatMap((sum) => sum ?? []).reduce(add, ratio(0))
  return {
    ...{ reader, isAdded, faults, decimals, measure: row.measure, plan: whole },
    isNumber: row.kind === 'number' && row.direction !== 'within',
    signed: first ?? null,
    drafts: second ?? null,
    now: third ?? null,
    left: whole && subtract(whole, all),
    lines: given.map(({ draft, words }) => ({ code: draft.unit.code, name: draft.unit.name, words })),
  }
}
