import { isTold, type Period, parsePeriod } from '../domain/period.ts'
import type { PeriodSnapshot } from '../domain/snapshot/period.ts'
import { findPeriod } from '../storage/periods.ts'
import type { Asked } from '../storage/summaries.ts'
import { answerApart } from './apart.ts'
import type { Visit } from './visit.ts'
import { askedOf } from './weekly-asked.ts'

/** An answer from a period of the campaign that is asked for, if it can be told and this person may read it. */
export async function answerPeriod(
  c: Visit,
  code: string,
  answer: (asked: Asked, snapshot: PeriodSnapshot) => Response | Promise<Response>,
): Promise<Response> {
  const [asked, period] = [await askedOf(c), parsePeriod(code)]
  if (!asked || !period || !isTold(period, asked.campaign, c.var.today)) return await c.notFound()
  return await answerApart(c, asked, async () => {
    const snapshot = await findPeriod(c.var.db.read, asked, period)
    return snapshot ? await answer(asked, snapshot) : await c.notFound()
  })
}

/** '/reports', or one below it such as '2022-M08.xlsx', within the campaign that is asked for. */
export function reportPath(c: Visit, name = ''): string {
  const campaign = c.req.query('campaign')
  const path = name === '' ? '/reports' : `/reports/${name}`
  return campaign === undefined ? path : `${path}?campaign=${encodeURIComponent(campaign)}`
}

/** Where a figure of a period says what it is made of. */
export const figurePath = (c: Visit, { code }: Period, of: string): string =>
  reportPath(c, `${code}/figure/${encodeURIComponent(of)}`)
