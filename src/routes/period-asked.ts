import { type Period, parsePeriod } from '../domain/period.ts'
import type { PeriodSnapshot } from '../domain/snapshot/period.ts'
import { findPeriod } from '../storage/periods.ts'
import type { Asked } from '../storage/summaries.ts'
import type { Visit } from './visit.ts'
import { askedOf } from './weekly-asked.ts'

/** A period of the campaign that is asked for, if it can be told and this person may read it. */
export async function askedPeriod(
  c: Visit,
  code: string,
): Promise<{ asked: Asked; snapshot: PeriodSnapshot } | undefined> {
  const [asked, period] = [await askedOf(c), parsePeriod(code)]
  const snapshot = asked && period && (await findPeriod(c.var.db.read, asked, period))
  return snapshot && { asked, snapshot }
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
