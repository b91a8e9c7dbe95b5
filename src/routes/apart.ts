import { readFile } from 'node:fs/promises'
import { type AnswerErrand, type Errand, readAnswer } from '../press/errand.ts'
import { errandsOf, type RunningErrand } from '../press/errands.ts'
import { countTargets, lastDeed } from '../storage/summaries/size.ts'
import type { Asked } from '../storage/summaries.ts'
import { leadTo } from './answers.ts'
import type { Visit } from './visit.ts'

/** What a person may be shown to be on its way; what is brought has pages of its own. */
export type ShownErrand = Errand | AnswerErrand

/** Whether a week of this campaign takes so long that it is told in a process of its own. */
export async function isLarge(c: Visit, asked: Asked): Promise<boolean> {
  return (await countTargets(c.var.db.read, asked)) >= c.var.config.apartFrom
}

/**
 * Sends for it, or finds it on its way. Until it is there a person is led to the page that waits for it, and from there
 * to `to`, which is the address that was asked for; a program waits here. What rests on the facts is made anew once there
 * has been another deed.
 * @throws what it failed with
 */
export async function makeApart<One extends ShownErrand>(
  c: Visit,
  errand: One,
  to = withMade(c.req.url),
): Promise<RunningErrand<One> | Response> {
  const { db, config, actor } = c.var
  const errands = errandsOf(config)
  const basis = String(await lastDeed(db.read, config.tenant))
  const running = errands.start(errand, { basis, made: c.req.query('made'), by: actor.userId })
  if (running.state !== 'done' && c.req.header('Accept')?.includes('text/html')) {
    return leadTo(c, c.var.reader.at(`/making/${running.id}?${new URLSearchParams({ to })}`))
  }
  await errands.end(running)
  if (running.state !== 'done') throw new Error(running.failure)
  return running
}

/** The path of an address with the errand that was waited for, or without one. */
export function withMade(address: string, made?: string): string {
  const { pathname, searchParams } = new URL(address, 'http://house')
  searchParams.delete('made')
  if (made) searchParams.set('made', made)
  return searchParams.size ? `${pathname}?${searchParams}` : pathname
}

/** What of a request decides its answer. */
const telling = ['accept', 'accept-language', 'cookie', 'hx-request', 'hx-request-type']
/** What of an answer is not said by the server anyway. */
const said = ['content-type', 'content-disposition', 'cache-control', 'vary', 'location']

/**
 * For answers that tell a whole campaign: those of a large one are given by the process beside the server, so that no
 * other page has to wait.
 */
export async function answerApart(
  c: Visit,
  asked: Asked,
  answerHere: () => Response | Promise<Response>,
): Promise<Response> {
  if (!(await isLarge(c, asked))) return await answerHere()
  const { config, actor } = c.var
  const headers = telling.flatMap((name) => {
    const value = c.req.header(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  const made = await makeApart(c, {
    ...{ kind: 'answer', now: asked.now, userId: actor.userId, config },
    url: new URL(withMade(c.req.url), c.req.url).href,
    headers: Object.fromEntries(headers),
  })
  if (made instanceof Response) return made
  const { status, headers: all, body } = readAnswer(await readFile(made.file))
  const kept = Object.entries(all).filter(([name]) => said.includes(name))
  return new Response(new Uint8Array(body), { status, headers: kept })
}
