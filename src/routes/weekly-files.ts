import { readFile } from 'node:fs/promises'
import type { Week } from '../domain/week.ts'
import { formatOf, type WeeklyFormat, weeklyFileName, weeklyFormats } from '../exports/weekly-files.ts'
import { pressFile } from '../press/weekly.ts'
import { findFile, findSummaryId } from '../storage/summaries/stored.ts'
import { findToldWeek } from '../storage/summaries/told.ts'
import { findOwner } from '../storage/summaries/units.ts'
import { type Asked, isTold } from '../storage/summaries.ts'
import { isLarge, makeApart } from './apart.ts'
import { errandOf } from './large-weeks.ts'
import type { Visit } from './visit.ts'
import { issueAsked } from './weekly-asked.ts'

/** A file as it was kept; what is not kept, or not yet, is made from what is known. */
export async function sendFile(c: Visit, asked: Asked, week: Week, ending: string) {
  const { db } = c.var
  const { tenant, campaign } = asked
  const format = formatOf(ending)
  const issue = issueAsked(c)
  if (!format || !isTold(asked, week)) return c.notFound()

  const summary = await findSummaryId(db.read, asked, week, issue)
  if (!summary && issue !== undefined) return c.notFound()
  const kept = summary ? await findFile(db.read, tenant, summary, format) : undefined
  const bytes = kept ?? (await makeFile(c, asked, week, format))
  if (bytes instanceof Response) return bytes
  const owner = await findOwner(db.read, tenant, campaign.ownerUnitId)
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': weeklyFormats[format].type,
    'Content-Disposition': `attachment; filename="${weeklyFileName({ owner, week: week.code }, format)}"`,
    'Cache-Control': 'private, no-cache',
  })
}

async function makeFile(c: Visit, asked: Asked, week: Week, format: WeeklyFormat) {
  const { db, config } = c.var
  const issue = issueAsked(c)
  if (!(await isLarge(c, asked))) {
    const { snapshot, letterhead } = (await findToldWeek(db.read, asked, week, issue))!
    return await pressFile(format, snapshot, letterhead, config)
  }
  const what = { kind: 'file', format, ...(issue !== undefined && { issue }) } as const
  const made = await makeApart(c, errandOf(asked, week, what))
  return made instanceof Response ? made : await readFile(made.file)
}
