import { Hono } from 'hono'
import { NoticePage, type NoticeProps } from '../../views/meetings/notice.tsx'
import { meetingNotice } from '../../views/papers/meeting-notice.ts'
import type { FieldError } from '../../views/parts/form.tsx'
import { mayRecordDirection } from '../domain/access-follow-up.ts'
import { wasNotedAtOnce } from '../domain/direction.ts'
import { numberExample } from '../domain/letterhead.ts'
import { mayHoldMeeting, toldAt } from '../domain/meeting.ts'
import { findNumberedAt, listPastConclusions } from '../storage/meetings/past-conclusions.ts'
import { findMeetingBefore, numberMeeting } from '../storage/meetings.ts'
import { loadLetterhead } from '../storage/summaries/letterhead.ts'
import { refuse, show } from './answers.ts'
import { keptForm, readForm, versionIn } from './forms.ts'
import { agendaHref, type FoundMeeting, findAsked, here, hrefOf, noticeHref } from './meeting-asked.ts'
import { sendPaper } from './office-paper.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

export const meetingNoticeRoutes = new Hono<House>()

const LONGEST_NUMBER = 100

meetingNoticeRoutes.get('/:week/notice', (c) => showNotice(c))
/** Where a sign-in leads back to, with the number that was typed. */
meetingNoticeRoutes.get('/:week/number', (c) => showNotice(c))

meetingNoticeRoutes.post('/:week/number', async (c) => {
  const found = await findAsked(c, c.req.param('week'))
  if (!found || !mayRecordDirection(c.var.actor, found.campaign.ownerUnitId)) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)

  const typed = form.text('number').replace(/\s+/g, ' ')
  const { db, actor, now, reader } = c.var
  if (typed.length > LONGEST_NUMBER) {
    const text = reader.t('meeting.problem.number', { n: LONGEST_NUMBER })
    return await askAgain(c, found, { typed, errors: [{ field: 'number', text }], conflict: null }, 422)
  }
  const change = { number: typed || null, version: versionIn(form) ?? 0 }
  if (await db.tx((tx) => numberMeeting(tx, actor, found.row, change, now))) {
    return c.redirect(noticeHref(c, found.row.week), 303)
  }
  const fresh = (await findAsked(c, found.row.week)) ?? found
  return await askAgain(c, fresh, { typed, errors: [], conflict: { number: fresh.row.number } }, 409)
})

interface State {
  typed: string | undefined
  errors: FieldError[]
  conflict: { number: string | null } | null
}

async function showNotice(c: Visit) {
  const found = await findAsked(c, c.req.param('week') ?? '')
  if (!found) return await c.notFound()
  const typed = keptForm(c)?.text('number')
  return await show(
    c,
    pageOf(c, found),
    NoticePage(await propsOf(c, found, { typed, errors: [], conflict: null })),
  )
}

async function askAgain(c: Visit, found: FoundMeeting, state: State, status: 409 | 422) {
  return await refuse(c, pageOf(c, found), NoticePage(await propsOf(c, found, state)), status)
}

const pageOf = (c: Visit, { head }: FoundMeeting) => ({
  title: `${c.var.reader.t('meeting.notice')} – ${head.title}`,
  here,
})

async function propsOf(c: Visit, found: FoundMeeting, state: State): Promise<NoticeProps> {
  const { actor, db, reader } = c.var
  const { campaign, row, head, conclusions } = found
  const letterhead = await loadLetterhead(db.read, actor.tenant, campaign.ownerUnitId)
  return {
    reader,
    meeting: head,
    conclusions: conclusions.length,
    paper: await paperOf(c, found),
    listHref: hrefOf(c),
    agendaHref: mayHoldMeeting(actor, campaign.ownerUnitId) ? agendaHref(c, found) : null,
    docxHref: hrefOf(c, `/${row.week}.docx`),
    form: mayRecordDirection(actor, campaign.ownerUnitId)
      ? {
          action: hrefOf(c, `/${row.week}/number`),
          hidden: [{ name: 'version', value: String(row.version) }],
          typed: state.typed ?? row.number ?? '',
          example: numberExample(letterhead, 'TB'),
          errors: state.errors,
          conflict: state.conflict,
        }
      : null,
  }
}

/** The notice as a document to be signed: the same content gives the same bytes. */
export async function sendNotice(c: Visit, week: string) {
  const found = await findAsked(c, week)
  if (!found) return await c.notFound()
  const { campaign, row } = found
  const owner = campaign.ownerPath.split('/').filter(Boolean).at(-1)?.toUpperCase() ?? ''
  const name = `TB-ketluan_${owner}_${row.week}`
  return await sendPaper(c, await paperOf(c, found), 'docx', {
    ...{ name, author: campaign.ownerName, at: row.openedAt },
  })
}

async function paperOf(c: Visit, { campaign, row, conclusions }: FoundMeeting) {
  const { db, actor, now, zone } = c.var
  const { tenant } = actor
  const numberedAt = await findNumberedAt(db.read, row)
  const told = toldAt(row.heldOn, Math.min(now, numberedAt ?? now), zone)
  const before = await findMeetingBefore(db.read, tenant, campaign.id, row.week)
  const past = before && (await listPastConclusions(db.read, tenant, campaign, before.id, { ...told, zone }))
  return meetingNotice(
    {
      meeting: row,
      campaign: campaign.name,
      letterhead: await loadLetterhead(db.read, tenant, campaign.ownerUnitId),
      conclusions: conclusions.map(({ direction, unit, helpers, steps }) => ({
        unit: unit.name,
        helpers,
        body: direction.row.body,
        dueOn: direction.row.dueOn,
        isNote: wasNotedAtOnce(direction.row.status, steps),
      })),
      previous: before && past ? { ...before, conclusions: past } : null,
      asOf: told.day,
    },
    zone,
  )
}
