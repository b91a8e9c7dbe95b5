import { readFile } from 'node:fs/promises'
import { Hono } from 'hono'
import { MakingPage } from '../../views/weekly/making.tsx'
import { parseWeek } from '../domain/week.ts'
import { type AnyErrand, readAnswer } from '../press/errand.ts'
import { errandsOf, type RunningErrand } from '../press/errands.ts'
import { redirect, show } from './answers.ts'
import { type ShownErrand, withMade } from './apart.ts'
import { localPath } from './queries.ts'
import type { House, Visit } from './visit.ts'
import { here } from './weekly-asked.ts'

export const makingRoutes = new Hono<House>()

/**
 * The page that waits: to whoever asked. Anybody else, and whoever comes back after it was given up or the server was
 * started anew, is led to what they asked for, which sends for it again if it is theirs to read.
 */
makingRoutes.get('/making/:id', async (c) => {
  const to = c.req.query('to')
  if (!to) return await c.notFound()
  const running = errandsOf(c.var.config).find(c.req.param('id'))
  const isTheirs = running && isShown(running) && running.askers.has(c.var.actor.userId)
  return isTheirs ? await showRunning(c, running, localPath(c, to)) : redirect(c, localPath(c, to))
})

const isShown = (running: RunningErrand<AnyErrand>): running is RunningErrand<ShownErrand> =>
  !('batch' in running.errand)

async function showRunning(c: Visit, running: RunningErrand<ShownErrand>, to: string) {
  const { reader, log } = c.var
  const { id, errand, state, progress, failure } = running
  const made = errand.kind === 'freeze' ? to : withMade(to, id)
  const isReady = state === 'done'
  if (isReady && !(await isFile(running))) return redirect(c, made)
  const isOn = state === 'waiting' || state === 'running'
  if (isOn) c.header('Refresh', '2')
  else if (!isReady) log.error({ failure, to, errand: errand.kind }, 'what was waited for could not be made')
  const week = 'week' in errand ? parseWeek(errand.week)! : null
  const title = week ? reader.t('making.title', { n: week.number }) : reader.t('making.any.title')
  const body = MakingPage({
    ...{ reader, week: week?.number ?? null, kind: errand.kind, state },
    progress: errand.kind === 'answer' ? null : progress,
    resultHref: isReady ? reader.at(made) : null,
    againHref: state === 'failed' ? reader.at(to) : null,
    ...backOf(c, errand),
  })
  return await show(c, { title, here }, body)
}

/** What is made of a week is left for the week; a page, and what is no week's, for the list of weeks. */
function backOf(c: Visit, errand: ShownErrand) {
  const isOfWeek = errand.kind === 'file' || errand.kind === 'freeze'
  const path = isOfWeek
    ? `${here}/${errand.week}?${new URLSearchParams({ campaign: errand.campaign })}`
    : here
  return { isBackToWeek: isOfWeek, backHref: c.var.reader.at(path) }
}

async function isFile({ errand, file }: RunningErrand<ShownErrand>): Promise<boolean> {
  if (errand.kind !== 'answer') return errand.kind === 'file'
  return 'content-disposition' in readAnswer(await readFile(file)).headers
}
