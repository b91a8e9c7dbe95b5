import { Hono } from 'hono'
import type { FieldError } from '../../views/parts/form.tsx'
import type { Reader } from '../../views/reader.ts'
import { YearEndPage } from '../../views/year-end/list.tsx'
import { type Unit, type YearEndLine, YearEndUnitPage } from '../../views/year-end/unit.tsx'
import { mayKeepCampaign } from '../domain/access.ts'
import { closingFault, closingOf, evaluationResults, hasEnded, LONGEST_EFFECT } from '../domain/year-end.ts'
import { writeDay } from '../i18n/days.ts'
import { findCampaign, listReadableCampaigns } from '../storage/campaigns.ts'
import { type Evaluated, saveEvaluations } from '../storage/evaluations.ts'
import { closeCommitment } from '../storage/year-end/close.ts'
import { type FoundYearEnd, findYearEnd, type YearEndTarget } from '../storage/year-end/find.ts'
import { countYearEnd, listYearEnd } from '../storage/year-end/list.ts'
import { type Page, redirect, refuse, show } from './answers.ts'
import { choose, type Form, isAbout, keptForm, readForm } from './forms.ts'
import { noCampaign } from './no-campaign.ts'
import { addressOf, plainText, queryText } from './queries.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'
import { yearEndCarryRoutes } from './year-end-carry.ts'
import { figureWords, suggestionFor } from './year-end-words.ts'

/** The end of the year: what became of each promise, and how a commitment is closed. */
export const yearEndRoutes = new Hono<House>()

const home = '/year-end'

yearEndRoutes.route('/', yearEndCarryRoutes)

yearEndRoutes.get('/', async (c) => {
  const { reader, db, actor, today } = c.var
  const title = reader.t('yearEnd.title')
  const code = c.req.query('campaign')
  const campaign = await findCampaign(db.read, actor, code)
  if (!campaign || !actor.posts.some(({ role }) => role !== 'admin')) {
    return code === undefined ? await noCampaign(c, { title, here: home }) : await c.notFound()
  }
  const query = queryText(c, 'q')
  const openOnly = queryText(c, 'show') === 'open'
  const after = c.req.query('after')
  const { rows, next } = await listYearEnd(db.read, actor, campaign, { query, openOnly, after })
  const asked = { campaign: campaign.code, q: query, show: openOnly ? 'open' : '' }
  const readable = await listReadableCampaigns(db.read, actor)
  const page: Page = {
    title,
    here: home,
    wide: true,
    campaigns: { action: reader.at(home), here: campaign.code, campaigns: readable },
  }
  const body = YearEndPage({
    reader,
    campaign: { code: campaign.code, name: campaign.name },
    endsOn: hasEnded(campaign, today) ? null : campaign.endOn,
    query,
    openOnly,
    rows,
    totals: await countYearEnd(db.read, actor, campaign),
    next: next && addressOf(c, home, { ...asked, after: next }),
    first: after ? addressOf(c, home, asked) : null,
  })
  return await show(c, page, body)
})

yearEndRoutes.get('/:code', async (c) => {
  const found = await findYearEnd(c.var.db.read, c.var.actor, plainText(c.req.param('code')))
  if (!found) return await c.notFound()
  const page = pageOf(c, found)
  const done = choose(c.req.query('done') ?? '', ['saved', 'closed'])
  if (done) page.flash = { kind: 'done', text: c.var.reader.t(`yearEnd.${done}`) }
  return await show(c, page, unitPage(c, found, { form: keptForm(c) ?? null }))
})

yearEndRoutes.post('/:code', async (c) => {
  const { db, actor, now, zone } = c.var
  const found = await findYearEnd(db.read, actor, plainText(c.req.param('code')))
  if (!found || !(found.mayEvaluate || (!found.isOpen && found.mayCarry))) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { said, errors } = readEvaluations(c, found, form)
  if (errors.length) return await refuse(c, pageOf(c, found), unitPage(c, found, { form, errors }))
  const kept = await db.tx((tx) => saveEvaluations(tx, actor, found.row, said, { now, zone }))
  if (kept.kind === 'kept') return redirect(c, `${pathOf(found)}?done=saved`)
  const fresh = (await findYearEnd(db.read, actor, found.row.code)) ?? found
  const changed = kept.kind === 'changed' ? kept.targetIds : []
  return await refuse(c, pageOf(c, fresh), unitPage(c, fresh, { form, changed, isConflict: true }), 409)
})

yearEndRoutes.get('/:code/close', async (c) => {
  const found = await findYearEnd(c.var.db.read, c.var.actor, plainText(c.req.param('code')))
  return found ? redirect(c, pathOf(found)) : await c.notFound()
})

yearEndRoutes.post('/:code/close', async (c) => {
  const { db, actor, now, zone, today, reader } = c.var
  const found = await findYearEnd(db.read, actor, plainText(c.req.param('code')))
  if (!found?.mayClose) {
    // Whoever closed it a moment ago sends the same form again.
    const isClosed =
      found && !found.isOpen && found.mayCarry && actor.posts.some(({ role }) => role === 'supervisor')
    return isClosed ? redirect(c, `${pathOf(found)}?done=closed`) : await c.notFound()
  }
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const outcome = choose(form.text('outcome'), ['completed', 'closed_unmet'])
  if (!outcome) return await c.notFound()
  const closing = { outcome, note: form.text('note').slice(0, LONGEST_EFFECT), today }
  const done = isAbout(form, found.row.version)
    ? await db.tx((tx) => closeCommitment(tx, actor, found, closing, { now, zone }))
    : 'changed'
  if (done === 'kept') return redirect(c, `${pathOf(found)}?done=closed`)
  const fresh = (await findYearEnd(db.read, actor, found.row.code)) ?? found
  const day = writeDay(reader.language, found.campaign.endOn)
  const text =
    done === 'not_ended'
      ? reader.t('yearEnd.closing.not_ended', { day })
      : reader.t(`yearEnd.closing.${done}`)
  const body = unitPage(c, fresh, { form: null, errors: [{ field: 'note', text }], note: form.text('note') })
  return await refuse(c, pageOf(c, fresh), body, done === 'changed' ? 409 : 422)
})

const pathOf = ({ row }: Pick<FoundYearEnd, 'row'>) => `${home}/${encodeURIComponent(row.code)}`

const pageOf = (c: Visit, { unit }: FoundYearEnd): Page => ({
  title: c.var.reader.t('yearEnd.of', { name: unit.name }),
  here: home,
})

/** What was said of each target; what the form does not name is left as it stands. */
function readEvaluations(c: Visit, found: FoundYearEnd, form: Form) {
  const errors: FieldError[] = []
  const said = found.targets.flatMap(({ row }): Evaluated[] => {
    const { code } = row
    const result = choose(form.text(`result_${code}`), evaluationResults)
    if (!result) return []
    const effect = form.text(`effect_${code}`)
    if (effect.length > LONGEST_EFFECT) {
      const text = c.var.reader.t('yearEnd.problem.effect_long', { n: LONGEST_EFFECT })
      errors.push({ field: `effect_${code}`, text })
    }
    const version = form.text(`version_${code}`)
    return [
      { targetId: row.id, code, result, effect, version: /^\d{1,9}$/.test(version) ? Number(version) : 0 },
    ]
  })
  return { said, errors }
}

interface State {
  form: Form | null
  errors?: FieldError[]
  /** Targets that somebody else evaluated meanwhile. */
  changed?: readonly string[]
  isConflict?: boolean
  note?: string
}

function unitPage(c: Visit, found: FoundYearEnd, state: State) {
  const { reader, actor, today } = c.var
  const { row, campaign, unit } = found
  const results = found.targets.map(({ evaluation }) => evaluation?.result ?? null)
  const fault = closingFault(row.state, campaign, results, today)
  const path = pathOf(found)
  const props: Unit = {
    reader,
    unit: unit.name,
    commitment: {
      code: row.code,
      href: reader.at(`/commitments/${encodeURIComponent(row.code)}`),
      state: row.state,
    },
    campaign: {
      name: campaign.name,
      href: reader.at(`${home}?campaign=${encodeURIComponent(campaign.code)}`),
    },
    endsOn: hasEnded(campaign, today) ? null : campaign.endOn,
    lines: found.targets.map((target) => lineOf(c, target, state)),
    saveAction: found.mayEvaluate ? reader.at(path) : null,
    carryHref: found.mayCarry ? reader.at(`${path}/carry`) : null,
    nextCampaignHref: mayKeepCampaign(actor, campaign.ownerUnitId)
      ? reader.at(`/admin/campaigns/${encodeURIComponent(campaign.code)}/copy`)
      : null,
    closing: found.mayClose
      ? {
          action: reader.at(`${path}/close`),
          version: row.version,
          outcome: closingOf(results),
          fault,
          note: state.note ?? '',
        }
      : null,
    errors: state.errors ?? [],
    isConflict: state.isConflict ?? false,
  }
  return YearEndUnitPage(props)
}

function lineOf(c: Visit, { row, evaluation, follower }: YearEndTarget, state: State): YearEndLine {
  const { form } = state
  const { reader } = c.var
  const { code } = row
  const typed = form && choose(form.text(`result_${code}`), evaluationResults)
  const shown = evaluation ?? suggestionFor(reader, row)
  const isChanged = state.changed?.includes(row.id) ?? false
  const version = form && !state.isConflict ? form.text(`version_${code}`) : ''
  return {
    ...{ code, title: row.title, isChanged },
    href: reader.at(`/targets/${encodeURIComponent(code)}`),
    figures: figureWords(reader, row),
    result: typed || shown.result,
    effect: typed ? form.text(`effect_${code}`) : shown.effect,
    version: version || String(evaluation?.version ?? 0),
    saved: evaluation && { result: evaluation.result, effect: evaluation.effect, at: evaluation.evaluatedAt },
    carriedTo: carriedTo(reader, follower),
  }
}

/** Where a target goes on, as far as this person may know. */
function carriedTo(reader: Reader, follower: YearEndTarget['follower']): YearEndLine['carriedTo'] {
  if (!follower) return null
  const at = (code: string) => `/commitments/${encodeURIComponent(code)}`
  if (follower.code !== null) {
    const text = reader.t('yearEnd.carriedTo', { code: follower.code })
    return { text, href: reader.at(at(follower.commitment)) }
  }
  if (!follower.annex) return null
  const { number, of } = follower.annex
  const text = reader.t('yearEnd.carriedToAnnex', { n: number, code: of })
  return { text, href: reader.at(`${at(of)}/amendments/${number}`) }
}
