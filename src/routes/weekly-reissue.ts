import { Hono } from 'hono'
import type { FieldError } from '../../views/parts/form.tsx'
import type { DownloadFormat } from '../../views/weekly/actions.tsx'
import { IssuesPage, type ListedIssue } from '../../views/weekly/issues.tsx'
import { ReissuePage, type ReissueProps } from '../../views/weekly/reissue.tsx'
import { faultOfReason, reasonLimits } from '../domain/issue.ts'
import { cutOffInstantOf, type Week } from '../domain/week.ts'
import { freezePress } from '../press/weekly.ts'
import { reissueWeek } from '../storage/summaries/issue.ts'
import { findIssue, findLastFrozen, listIssues, type StoredWeek } from '../storage/summaries/stored.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, keptForm, readForm } from './forms.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'
import { askedWeek, freezerOf, here, weekAddress } from './weekly-asked.ts'
import {
  findOpenWeek,
  hrefOf,
  isAboutIssue,
  type OpenWeek,
  ownLetterhead,
  pageOf,
  placeOf,
  versionHref,
  versionOf,
} from './weekly-issue-place.ts'

export const weeklyReissueRoutes = new Hono<House>()

weeklyReissueRoutes.get('/weekly/:week/reissue', async (c) => {
  const open = await findOpenWeek(c)
  if (!open) return await c.notFound()
  const kept = keptForm(c)
  const state = kept ? { reason: kept.text('reason'), ...aboutIn(kept, open.standing) } : {}
  return await show(c, pageOf(titleOf(c, open)), ReissuePage(await propsOf(c, open, state)))
})

weeklyReissueRoutes.post('/weekly/:week/reissue', async (c) => {
  const open = await findOpenWeek(c)
  if (!open) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)

  const reason = form.text('reason')
  const errors = reasonErrors(c, reason)
  if (errors.length) {
    const state = { reason, errors, ...aboutIn(form, open.standing) }
    return await refuse(c, pageOf(titleOf(c, open)), ReissuePage(await propsOf(c, open, state)))
  }
  const { asked, week, standing } = open
  if (isAboutIssue(form, standing)) {
    const { db, actor, config } = c.var
    const order = { reason, version: versionOf(form, standing) }
    const press = freezePress(config, await ownLetterhead(c, open))
    const outcome = await reissueWeek(db, asked, week, actor, freezerOf(c, asked), order, press)
    if (outcome === 'reissued') return redirect(c, weekAddress(c, week))
  }
  if (await isDone(c, open, form)) return redirect(c, weekAddress(c, week))
  const fresh = (await findOpenWeek(c)) ?? open
  const props = await propsOf(c, fresh, { reason, isConflict: true })
  return await refuse(c, pageOf(titleOf(c, fresh)), ReissuePage(props), 409)
})

/** Every version of a week, for whoever reads the week. */
weeklyReissueRoutes.get('/weekly/:week/issues', async (c) => {
  const found = await askedWeek(c, c.req.param('week'))
  const issues = found && (await listIssues(c.var.db.read, found.asked, found.week))
  if (!found || !issues?.length) return await c.notFound()
  const { reader } = c.var
  const { week } = found
  const body = IssuesPage({
    reader,
    place: placeOf(c, week),
    issues: issues.map((row) => listedOf(c, week, row)),
  })
  return await show(c, { title: reader.t('issue.listTitle', { n: week.number }), here }, body)
})

const titleOf = (c: Visit, { week, standing }: OpenWeek) =>
  c.var.reader.t('issue.reissue', { issue: standing.issue, n: week.number })

/** What a form that is shown again stays about, so that it cannot annul what its reader has not seen. */
function aboutIn(form: Form, standing: StoredWeek) {
  const issue = form.text('issue')
  return {
    issue: /^\d{1,6}$/.test(issue) ? Number(issue) : standing.issue,
    version: versionOf(form, standing),
  }
}

/** Sent twice: the version it was about has been annulled for this very reason, by this person or another. */
async function isDone(c: Visit, { asked, week }: OpenWeek, form: Form): Promise<boolean> {
  const issue = form.text('issue')
  if (!/^\d{1,6}$/.test(issue)) return false
  const old = await findIssue(c.var.db.read, asked, week, Number(issue))
  return old?.state === 'annulled' && old.annulledReason === form.text('reason')
}

function reasonErrors({ var: { reader } }: Visit, reason: string): FieldError[] {
  const { t } = reader
  const fault = faultOfReason(reason)
  if (!fault) return []
  if (fault === 'missing') return [{ field: 'reason', text: t('issue.problem.reason_missing') }]
  const n = fault === 'too_short' ? reasonLimits.least : reasonLimits.most
  return [{ field: 'reason', text: t(`issue.problem.reason_${fault}`, { n }) }]
}

async function propsOf(
  c: Visit,
  open: OpenWeek,
  state: Partial<Pick<ReissueProps, 'reason' | 'errors' | 'isConflict' | 'issue' | 'version'>>,
): Promise<ReissueProps> {
  const { week, standing } = open
  const { snapshot, number, issuedOn, issue, version } = standing
  return {
    reader: c.var.reader,
    place: placeOf(c, week),
    action: hrefOf(c, open, '/reissue'),
    issue,
    version,
    frozenAt: Date.parse(snapshot.frozen_at ?? snapshot.until),
    paper: number !== null && issuedOn ? { number, day: issuedOn } : null,
    figures: await figuresOf(c, open),
    reason: '',
    errors: [],
    isConflict: false,
    ...state,
  }
}

/** While no later week is frozen the figures are told again. */
async function figuresOf(c: Visit, { asked, week }: OpenWeek): Promise<ReissueProps['figures']> {
  const last = await findLastFrozen(c.var.db.read, asked)
  return last && last > week.code
    ? { keptFor: Number(last.slice(6)) }
    : { until: Math.min(asked.now, cutOffInstantOf(week, asked.campaign, asked.zone)) }
}

/** The paper where there is one, and the figures. */
const paperFiles = ['pdf', 'docx'] as const
const figureFiles = ['xlsx', 'json'] as const

type IssueRow = Awaited<ReturnType<typeof listIssues>>[number]

function listedOf(c: Visit, week: Week, row: IssueRow): ListedIssue {
  const { issue, state, number, issuedOn, frozenAt, annulledAt, annulledReason, hash } = row
  const formats: readonly DownloadFormat[] = [...(number === null ? [] : paperFiles), ...figureFiles]
  return {
    ...{ issue, state, number, issuedOn, frozenAt, hash },
    annulled: annulledAt === null ? null : { at: annulledAt, reason: annulledReason ?? '' },
    href: versionHref(c, week, issue),
    files: formats.map((format) => ({ format, href: versionHref(c, week, issue, `.${format}`) })),
  }
}
