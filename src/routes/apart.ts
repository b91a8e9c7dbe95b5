import { readFile } from 'node:fs/promises'
import { Hono } from 'hono'
import { MakingPage } from '../../views/weekly/making.tsx'
import { type AnswerErrand, type AnyErrand, readAnswer } from '../press/errand.ts'
import { errandsOf, type RunningErrand } from '../press/errands.ts'
import { lastDeed } from '../storage/summaries/size.ts'
import type { Asked } from '../storage/summaries.ts'
import { leadTo, show } from './answers.ts'
import { isLarge } from './large-weeks.ts'
import type { House, Visit } from './visit.ts'
import { here } from './weekly-asked.ts'

export const apartRoutes = new Hono<House>()

/** What of a request decides its answer. */
const telling = ['accept', 'accept-language', 'cookie', 'hx-request', 'hx-request-type']
/** What of an answer is not said by the server anyway. */
const said = ['content-type', 'content-disposition', 'cache-control', 'vary', 'location']

/**
 * For answers that tell a whole campaign: those of a large one are given by the process beside the server, so that no
 * other page has to wait. A person is shown that it is on its way; a program waits for the answer itself.
 */
export async function answerApart(
  c: Visit,
  asked: Asked,
  answerHere: () => Response | Promise<Response>,
): Promise<Response> {
  if (!(await isLarge(c, asked))) return await answerHere()
  const running = await sendFor(c, asked)
  if (running.state !== 'done' && c.req.header('Accept')?.includes('text/html')) {
    return leadTo(c, c.var.reader.at(`/making/${running.id}`))
  }
  await running.ended
  if (running.state !== 'done') throw new Error(running.failure)
  const { status, headers, body } = readAnswer(await readFile(running.file))
  const kept = Object.entries(headers).filter(([name]) => said.includes(name))
  return new Response(new Uint8Array(body), { status, headers: kept })
}

async function sendFor(c: Visit, { tenant, now }: Asked): Promise<RunningErrand<AnswerErrand>> {
  const { db, config, actor } = c.var
  const headers = telling.flatMap((name) => {
    const value = c.req.header(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  const errand: AnswerErrand = {
    ...{ kind: 'answer', now, userId: actor.userId, config },
    url: withMade(c.req.url),
    headers: Object.fromEntries(headers),
  }
  return errandsOf(config).start(errand, String(await lastDeed(db.read, tenant)), c.req.query('made'))
}

/** The address with the errand that was waited for, or without one. */
function withMade(address: string, made?: string): string {
  const url = new URL(address)
  url.searchParams.delete('made')
  if (made) url.searchParams.set('made', made)
  return url.href
}

apartRoutes.get('/making/:id', async (c) => {
  const running = errandsOf(c.var.config).find(c.req.param('id'))
  const isTheirs = running && isAnswer(running) && running.errand.userId === c.var.actor.userId
  return isTheirs ? await showRunning(c, running) : await c.notFound()
})

const isAnswer = (running: RunningErrand<AnyErrand>): running is RunningErrand<AnswerErrand> =>
  running.errand.kind === 'answer'

async function showRunning(c: Visit, { id, errand, state, failure, file }: RunningErrand<AnswerErrand>) {
  const { reader, log } = c.var
  const [made, again] = [withMade(errand.url, id), errand.url].map(pathOf)
  const isFile = state === 'done' && 'content-disposition' in readAnswer(await readFile(file)).headers
  if (state === 'done' && !isFile) return c.redirect(made!, 303)
  if (state === 'failed') log.error({ failure, errand: errand.kind }, 'an answer could not be made')
  const isOn = state === 'waiting' || state === 'running'
  if (isOn) c.header('Refresh', '2')
  const body = MakingPage({
    ...{ reader, week: null, kind: errand.kind, state, progress: null },
    resultHref: isFile ? made! : null,
    againHref: state === 'failed' ? again! : null,
    backHref: reader.at(here),
  })
  return await show(c, { title: reader.t('making.any.title'), here }, body)
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address)
  return pathname + search
}
