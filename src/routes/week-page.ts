import { WeekPage } from '../../views/weekly/week.tsx'
import { mayFreeze } from '../domain/access.ts'
import { cutOffInstantOf, type Week, weekAfter, weekBefore } from '../domain/week.ts'
import { type WeeklyFormat, weeklyFormats } from '../exports/weekly-files.ts'
import { mayBeFrozen } from '../storage/summaries/freeze.ts'
import type { ToldWeek } from '../storage/summaries/told.ts'
import { type Asked, isTold } from '../storage/summaries.ts'
import { show } from './answers.ts'
import { tellOrWait } from './large-weeks.ts'
import type { Visit } from './visit.ts'
import { here, issueAsked, weekAddress } from './weekly-asked.ts'

export async function showWeek(c: Visit, asked: Asked, week: Week) {
  const { reader } = c.var
  const told = await tellOrWait(c, asked, week, issueAsked(c))
  if (told === undefined || told instanceof Response) return told ?? c.notFound()

  const { snapshot, letterhead, stored } = told
  const [before, after] = [weekBefore(week), weekAfter(week)]
  const at = (ending: string, query = {}) => reader.at(weekAddress(c, week, ending, query))
  const issue = c.req.query('issue')
  const language = c.req.query('document') === 'en' ? 'en' : 'vi'
  const body = WeekPage({
    reader,
    snapshot,
    letterhead,
    state: stateOf(asked, week, told),
    annulled:
      stored?.state === 'annulled'
        ? {
            ...{ issue: stored.issue, at: stored.annulledAt!, reason: stored.annulledReason! },
            standingHref: at(''),
          }
        : null,
    actions: await actionsOf(c, asked, week, told),
    before: isTold(asked, before) ? { week: before, href: reader.at(weekAddress(c, before)) } : null,
    after: { week: after, href: isTold(asked, after) ? reader.at(weekAddress(c, after)) : null },
    links: {
      discipline: at('/discipline', { issue }),
      diff: isTold(asked, before) ? at(`/diff/${before.code}`, { issue }) : null,
      figure: (of) => figureHref(c, week, of),
      document: at('', { issue, ...(language === 'vi' && { document: 'en' }) }),
    },
    language,
  })
  return show(c, { title: reader.t('weekly.pageTitle', { n: week.number }), here }, body)
}

/** 'before:R2' is the same figure of the week before. */
function figureHref(c: Visit, week: Week, of: string): string {
  const issue = of.startsWith('before:') ? undefined : c.req.query('issue')
  const [name, whose] = of.startsWith('before:') ? [of.slice('before:'.length), weekBefore(week)] : [of, week]
  return c.var.reader.at(weekAddress(c, whose, `/figure/${encodeURIComponent(name)}`, { issue }))
}

function stateOf(asked: Asked, week: Week, { snapshot, stored }: ToldWeek) {
  const isOpen = asked.now < cutOffInstantOf(week, asked.campaign, asked.zone)
  return {
    state: stored?.state ?? (isOpen ? ('open' as const) : ('late' as const)),
    at: Date.parse(snapshot.frozen_at ?? snapshot.until),
    until: Date.parse(snapshot.until),
    by: snapshot.frozen_by,
    hash: snapshot.hash,
    number: snapshot.number,
    issuedOn: snapshot.issued_on,
  }
}

/** What this person may do with the week as it stands; an annulled summary is only read. */
async function actionsOf(c: Visit, asked: Asked, week: Week, { stored }: ToldWeek) {
  const { reader, db, actor } = c.var
  const may = mayFreeze(actor, asked.campaign.ownerUnitId)
  const at = (ending: string, isAllowed: boolean) =>
    isAllowed ? reader.at(weekAddress(c, week, ending)) : null
  const issue = issueAsked(c)
  const stands = stored !== undefined && stored.state !== 'annulled'
  return {
    freezeHref: at('/freeze', may && !stored && (await mayBeFrozen(db, asked, week))),
    issueHref: at('/issue', may && stored?.state === 'frozen'),
    nextWeekHref: at('/next-week', may && stored?.state === 'frozen'),
    reissueHref: at('/reissue', may && stands),
    issuesHref: at('/issues', stored !== undefined && (stored.issue > 1 || stored.state === 'annulled')),
    downloads: (Object.keys(weeklyFormats) as WeeklyFormat[]).map((format) => ({
      format,
      href: reader.at(weekAddress(c, week, weeklyFormats[format].ending, { issue })),
    })),
  }
}
