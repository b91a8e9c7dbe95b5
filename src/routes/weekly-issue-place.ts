import type { WeekPlace } from '../../views/weekly/next-week.tsx'
import { mayFreeze } from '../domain/access.ts'
import type { Week } from '../domain/week.ts'
import { loadLetterhead } from '../storage/summaries/letterhead.ts'
import { findStanding, type StoredWeek } from '../storage/summaries/stored.ts'
import type { Asked } from '../storage/summaries.ts'
import { type Form, versionIn } from './forms.ts'
import type { Visit } from './visit.ts'
import { addressOf, askedWeek, here, weekAddress } from './weekly-asked.ts'

/** A frozen week, for those who may issue it. */
export interface OpenWeek {
  asked: Asked
  week: Week
  standing: StoredWeek
}

export async function findOpenWeek(c: Visit): Promise<OpenWeek | undefined> {
  const found = await askedWeek(c, c.req.param('week'))
  if (!found || !mayFreeze(c.var.actor, found.asked.campaign.ownerUnitId)) return undefined
  const standing = await findStanding(c.var.db.read, found.asked, found.week)
  return standing && { ...found, standing }
}

export const hrefOf = (c: Visit, { week }: Pick<OpenWeek, 'week'>, ending = '') =>
  c.var.reader.at(weekAddress(c, week, ending))

/** The address of one version of a week, or of a file of it. */
export const versionHref = (c: Visit, week: Week, issue: number, ending = ''): string =>
  c.var.reader.at(weekAddress(c, week, ending, { issue }))

export const placeOf = (c: Visit, week: Week): WeekPlace => ({
  n: week.number,
  listHref: c.var.reader.at(addressOf(c, '')),
  weekHref: hrefOf(c, { week }),
})

export const pageOf = (title: string) => ({ title, here, isForm: true })

/** Whether the form is about the version of the week that stands; one that names none is. */
export const isAboutIssue = (form: Form, { issue }: StoredWeek) =>
  ['', String(issue)].includes(form.text('issue'))

/** The state of the week that a form is about. */
export const versionOf = (form: Form | undefined, { version }: StoredWeek): number =>
  (form && versionIn(form)) ?? version

export const ownLetterhead = (c: Visit, { asked }: OpenWeek) =>
  loadLetterhead(c.var.db.read, asked.tenant, asked.campaign.ownerUnitId)
