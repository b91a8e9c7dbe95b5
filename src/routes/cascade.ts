import { Hono } from 'hono'
import { PartsPage } from '../../views/targets/cascade-page.tsx'
import { levelWords } from '../../views/targets/words.ts'
import { mayHandDown, mayReadInside, maySupervise } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import { fold } from '../domain/fold.ts'
import { planAt } from '../domain/plan.ts'
import { rollupKinds } from '../domain/promise.ts'
import { type Combined, sumOfPlans } from '../domain/rollup.ts'
import { type Moment, type Settled, settle } from '../domain/standing.ts'
import { varianceOf } from '../domain/variance.ts'
import { writeDay } from '../i18n/days.ts'
import { loadCalendar } from '../storage/campaigns.ts'
import { cutPage, readCursor } from '../storage/cursors.ts'
import { loadFacts } from '../storage/facts.ts'
import { listParents, sumOf } from '../storage/targets/cascade.ts'
import { listUnsignedParts } from '../storage/targets/hand-down.ts'
import { setRollup } from '../storage/targets/handing.ts'
import { daysOf, isStopped, listParts, type PartOf } from '../storage/targets/parts.ts'
import { type FoundTarget, findTarget } from '../storage/targets.ts'
import { namesOn } from '../storage/unit-names.ts'
import { redirect, refuse, show } from './answers.ts'
import { cascadeLinkRoutes } from './cascade-link.ts'
import { cascadeNewRoutes } from './cascade-new.ts'
import { linesOf } from './cascade-rows.ts'
import { choose, isAbout, readForm } from './forms.ts'
import { addressOf, askedDay, plainText, queryText } from './queries.ts'
import type { House, Visit } from './visit.ts'

/** What a target is made of, and how it is handed down. */
export const cascadeRoutes = new Hono<House>()

cascadeRoutes.get('/:code/parts', async (c) => {
  const found = await findHere(c)
  if (!found) return await c.notFound()
  const created = queryText(c, 'created')
  const flash = /^\d{1,5}$/.test(created)
    ? { flash: { kind: 'done' as const, text: c.var.reader.t('cascade.created', { n: Number(created) }) } }
    : {}
  return await show(c, { ...pageOf(c, found), ...flash }, await partsBody(c, found))
})

/** Where a sign-in leads back to. */
cascadeRoutes.get('/:code/parts/rollup', async (c) => {
  const found = await findHere(c)
  return found ? redirect(c, partsPath(found)) : await c.notFound()
})

cascadeRoutes.post('/:code/parts/rollup', async (c) => {
  const found = await findHere(c)
  const form = await readForm(c)
  if (!found || !form || !mayRoll(c, found)) return await c.notFound()
  const typed = form.text('rollup')
  const kind = choose(typed, rollupKinds)
  if (typed !== '' && !kind) return await refuse(c, pageOf(c, found), await partsBody(c, found))
  if (kind === found.row.rollup) return redirect(c, partsPath(found))
  const { db, actor, now, zone } = c.var
  const done =
    isAbout(form, found.row.version) &&
    (await db.tx((tx) => setRollup(tx, actor, found.row, kind, { now, zone })))
  if (done) return redirect(c, partsPath(found))
  const fresh = (await findHere(c)) ?? found
  return await refuse(c, pageOf(c, fresh), await partsBody(c, fresh, true), 409)
})

cascadeRoutes.route('/', cascadeLinkRoutes)
cascadeRoutes.route('/', cascadeNewRoutes)

const findHere = (c: Visit) => findTarget(c.var.db.read, c.var.actor, plainText(c.req.param('code') ?? ''))

/** It changes what both sides signed, so it is for side A to say. */
const mayRoll = (c: Visit, { row, sides }: FoundTarget) =>
  row.kind === 'number' && maySupervise(c.var.actor, sides)

const partsPath = ({ row }: FoundTarget) => `/targets/${encodeURIComponent(row.code)}/parts`

const pageOf = (c: Visit, { row }: FoundTarget) => ({
  title: `${c.var.reader.t('cascade.title')} ${row.code}`,
  here: '/commitments',
  wide: true,
})

const PAGE = 50

async function partsBody(c: Visit, found: FoundTarget, isMoved = false) {
  const { db, actor, reader, zone } = c.var
  const { row, sides } = found
  const asOf = askedDay(c) ?? null
  const moment = await momentOf(c, asOf)
  const below = (await listParts(db.read, actor, [row.id], asOf ? moment : undefined)).get(row.id) ?? []
  const opened = below.filter(({ opens }) => opens)
  const query = queryText(c, 'q')
  const { page, next } = pageFrom(c, opened.filter(matching(query)))
  const isInside = mayReadInside(actor, sides)
  const whole = isInside ? sumOf(row, below) : null
  const facts = (await loadFacts(db.read, actor.tenant, { ids: [row.id] }, zone)).get(row.id)!
  const address = (after?: string | null) =>
    addressOf(c, partsPath(found), { q: query, 'as-of': asOf, after })
  return PartsPage({
    ...{ reader, asOf, query, whole },
    ...figuresOf(whole, row.decimals, settle(facts, found.campaign, moment), below),
    target: row,
    unitName: await nameOf(c, found, asOf),
    typedDay: dayWords(c, asOf),
    levels: await listParents(db.read, actor, row),
    plan: planAt(facts, asOf ?? c.var.today),
    done: isInside && row.kind !== 'number' ? doneOf(below) : null,
    total: opened.length,
    hidden: below.length - opened.length,
    rows: await linesOf(c, found, page, whole, asOf ? moment : undefined),
    next: next && address(next),
    first: c.req.query('after') ? address() : null,
    action: reader.at(partsPath(found)),
    href: addressOf(c, `/targets/${encodeURIComponent(row.code)}`, { 'as-of': asOf }),
    deeds: !asOf && mayHandDown(actor, sides) ? await deedsOf(c, found, isMoved) : null,
  })
}

const dayWords = ({ var: { reader } }: Visit, day: Day | null) => (day ? writeDay(reader.language, day) : '')

async function momentOf({ var: { db, actor, now, zone } }: Visit, asOf: Day | null): Promise<Moment> {
  const calendar = await loadCalendar(db.read, actor.tenant)
  return { instant: now, zone, calendar, ...(asOf && { asOf }) }
}

/** What the unit declared, held against what stands below. */
function figuresOf(whole: Combined | null, decimals: number, { latest }: Settled, below: readonly PartOf[]) {
  const added = below.filter(({ row }) => whole?.fates.get(row.code) === 'added')
  return {
    declared: latest,
    days: daysOf(added),
    variance: whole && latest && varianceOf({ value: latest.value, decimals }, whole),
  }
}

function doneOf(below: readonly PartOf[]) {
  const inForce = below.filter((part) => !isStopped(part))
  const done = inForce.filter(({ clocked }) => clocked.baseClass.startsWith('done'))
  return inForce.length ? { n: done.length, m: inForce.length } : null
}

const matching = (query: string) => {
  const words = fold(query).split(' ').filter(Boolean)
  return ({ unit, row }: PartOf) => words.every((word) => `${unit.folded} ${row.folded}`.includes(word))
}

/** All of them are in the sum; the list goes on after the code of the last one shown. */
function pageFrom(c: Visit, parts: PartOf[]) {
  const [code] = readCursor(c.req.query('after'), ['text']) ?? []
  const at = code === undefined ? -1 : parts.findIndex(({ row }) => row.code === code)
  return cutPage(parts.slice(at + 1, at + 2 + PAGE), PAGE, ({ row }) => [row.code])
}

async function nameOf(c: Visit, { unit }: FoundTarget, asOf: Day | null) {
  if (!asOf) return unit.name
  return (await namesOn(c.var.db.read, c.var.actor.tenant, [unit.id], asOf)).get(unit.id)?.name ?? unit.name
}

async function deedsOf(c: Visit, found: FoundTarget, isMoved: boolean) {
  const { db, actor, reader } = c.var
  const { row } = found
  const given = await listUnsignedParts(db.read, actor, row.id)
  const plans = given.filter(({ contribution }) => contribution === 'additive')
  const sum = sumOfPlans(plans, row.decimals)
  const path = partsPath(found)
  return {
    reader,
    rollup: mayRoll(c, found) ? { kind: row.rollup, version: row.version, isMoved } : null,
    drafts: given.length
      ? {
          n: given.length,
          plan: sum && levelWords(reader, sum.plan, { ...sum, measure: row.measure }),
        }
      : null,
    paths: {
      rollup: reader.at(`${path}/rollup`),
      link: reader.at(`${path}/link`),
      create: reader.at(`${path}/new`),
    },
  }
}
