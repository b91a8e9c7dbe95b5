import { readFileSync } from 'node:fs'
import type { Week } from '../domain/week.ts'
import type { Errand } from '../press/errand.ts'
import { findSummaryId } from '../storage/summaries/stored.ts'
import { findToldWeek, type ToldWeek } from '../storage/summaries/told.ts'
import { type Asked, isTold } from '../storage/summaries.ts'
import { isLarge, makeApart } from './apart.ts'
import type { Visit } from './visit.ts'

type What = Errand extends infer One
  ? One extends Errand
    ? Omit<One, 'campaign' | 'week' | 'now'>
    : never
  : never

/** What the process beside the server makes of a week. */
export const errandOf = (asked: Asked, week: Week, what: What): Errand =>
  ({ campaign: asked.campaign.code, week: week.code, now: asked.now, ...what }) as Errand

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
  const what = { kind: 'page', ...(issue !== undefined && { issue }) } as const
  const made = await makeApart(c, errandOf(asked, week, what))
  return made instanceof Response ? made : (JSON.parse(readFileSync(made.file, 'utf8')) as ToldWeek)
}

/** No process is begun for what it would not find. */
async function isThere(c: Visit, asked: Asked, week: Week, issue: number | undefined): Promise<boolean> {
  if (!isTold(asked, week)) return false
  return issue === undefined || (await findSummaryId(c.var.db.read, asked, week, issue)) !== undefined
}
