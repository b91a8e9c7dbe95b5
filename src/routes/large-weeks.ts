import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { MakingPage } from '../../views/weekly/making.tsx'
import type { Week } from '../domain/week.ts'
import { weeklyFormats } from '../exports/weekly-files.ts'
import type { AnyErrand, Errand } from '../press/errand.ts'
import { errandsOf, type RunningErrand } from '../press/errands.ts'
import { countTargets, lastDeed } from '../storage/summaries/size.ts'
import { findSummaryId } from '../storage/summaries/stored.ts'
import { findToldWeek, type ToldWeek } from '../storage/summaries/told.ts'
import { type Asked, isTold } from '../storage/summaries.ts'
import { redirect, show } from './answers.ts'
import type { House, Visit } from './visit.ts'
import { askedWeek, here, weekAddress } from './weekly-asked.ts'

export const largeWeekRoutes = new Hono<House>()

/** Whether a week of this campaign takes so long that it is told in a process of its own. */
export async function isLarge(c: Visit, asked: Asked): Promise<boolean> {
  return (await countTargets(c.var.db.read, asked)) >= c.var.config.apartFrom
}

type What = Errand extends infer One
  ? One extends Errand
    ? Omit<One, 'campaign' | 'week' | 'now'>
    : never
  : never

/** Sends for it, or finds it on its way. What rests on the facts is made anew once there has been another deed. */
export async function sendFor(c: Visit, asked: Asked, week: Week, what: What): Promise<RunningErrand> {
  const { db, config } = c.var
  const state = String(await lastDeed(db.read, asked.tenant))
  const errand = { campaign: asked.campaign.code, week: week.code, now: asked.now, ...what } as Errand
  return errandsOf(config).start(errand, state, c.req.query('made'))
}

/** The page that waits for it. */
export const waitFor = (c: Visit, week: Week, { id }: RunningErrand) =>
  redirect(c, weekAddress(c, week, `/making/${id}`))

/**
 * The week for a page. Of a large campaign only what pages name, and it comes from the other process: the answer that
 * waits for it is given until it is there.
 */
export async function tellOrWait(
  c: Visit,
  asked: Asked,
  week: Week,
  issue?: number,
): Promise<ToldWeek | Response | undefined> {
  if (!(await isLarge(c, asked))) return await findToldWeek(c.var.db.read, asked, week, issue)
  if (!(await isThere(c, asked, week, issue))) return undefined
  const errand = await sendFor(c, asked, week, { kind: 'page', ...(issue !== undefined && { issue }) })
  if (errand.state !== 'done') return waitFor(c, week, errand)
  return JSON.parse(readFileSync(errand.file, 'utf8')) as ToldWeek
}

/** No process is begun for what it would not find. */
async function isThere(c: Visit, asked: Asked, week: Week, issue: number | undefined): Promise<boolean> {
  if (!isTold(asked, week)) return false
  return issue === undefined || (await findSummaryId(c.var.db.read, asked, week, issue)) !== undefined
}

largeWeekRoutes.get('/weekly/:week/making/:id', async (c) => {
  const found = await askedWeek(c, c.req.param('week'))
  const errand = found && errandsOf(c.var.config).find(c.req.param('id'))
  return errand && isOfWeek(errand, found) ? await showErrand(c, found.week, errand) : await c.notFound()
})

function isOfWeek(
  running: RunningErrand<AnyErrand>,
  { asked, week }: { asked: Asked; week: Week },
): running is RunningErrand {
  const { errand } = running
  return 'week' in errand && errand.week === week.code && errand.campaign === asked.campaign.code
}

async function showErrand(c: Visit, week: Week, running: RunningErrand) {
  const { reader, log } = c.var
  const { errand, state, progress, failure } = running
  const isFile = errand.kind === 'file'
  const made = resultAddress(c, week, errand, running.id)
  if (state === 'done' && !isFile) return redirect(c, made)
  if (state === 'failed')
    log.error({ failure, errand: errand.kind, week: week.code }, 'a week could not be made')
  const isOn = state === 'waiting' || state === 'running'
  if (isOn) c.header('Refresh', '2')
  const body = MakingPage({
    reader,
    week: week.number,
    kind: errand.kind,
    state,
    progress,
    resultHref: state === 'done' ? reader.at(made) : null,
    againHref: state === 'failed' ? reader.at(resultAddress(c, week, errand)) : null,
    backHref: reader.at(weekAddress(c, week)),
  })
  return await show(c, { title: reader.t('making.title', { n: week.number }), here }, body)
}

/** Where the result is read: the week, or the file; `made` names the errand that was waited for. */
const resultAddress = (c: Visit, week: Week, errand: Errand, made?: string): string =>
  weekAddress(c, week, errand.kind === 'file' ? weeklyFormats[errand.format].ending : '', {
    issue: errand.issue,
    ...(errand.kind !== 'freeze' && { made }),
  })
