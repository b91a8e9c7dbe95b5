import { Hono } from 'hono'
import { AgendaPage } from '../../views/meetings/agenda.tsx'
import { MeetingListPage, type OpenForm } from '../../views/meetings/list.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import type { Day } from '../domain/day.ts'
import { mayHoldMeeting } from '../domain/meeting.ts'
import { parseWeek, type Week, weekOf } from '../domain/week.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import { translator } from '../i18n/translate.ts'
import type { Campaign } from '../storage/campaigns.ts'
import { newId } from '../storage/ids.ts'
import { loadRedItems } from '../storage/meetings/red-items.ts'
import { findMeeting, listMeetings, type Meeting, openMeeting } from '../storage/meetings.ts'
import { loadLetterhead } from '../storage/summaries/letterhead.ts'
import { refuse, show } from './answers.ts'
import { type Form, keptForm, readForm, readId } from './forms.ts'
import { agendaOf, lastConclusions } from './meeting-agenda.ts'
import {
  askedCampaign,
  conclusionsOf,
  findHeld,
  headOf,
  here,
  hrefOf,
  noticeHref,
  redUnitOf,
} from './meeting-asked.ts'
import { meetingNoticeRoutes, sendNotice } from './meeting-notice.ts'
import { meetingSlideRoutes } from './meeting-slides.ts'
import { noCampaign } from './no-campaign.ts'
import { queryText } from './queries.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

export const meetingRoutes = new Hono<House>()

const LONGEST_NAME = 200

meetingRoutes.get('/', async (c) => {
  const campaign = await askedCampaign(c)
  if (!campaign) return await noCampaign(c, pageOf(c), ['supervisor', 'leader'])
  const kept = keptForm(c)
  const typed = kept ? typedOf(kept) : undefined
  return await show(c, pageOf(c), await listPage(c, campaign, { typed, errors: [], conflict: null }))
})

meetingRoutes.post('/', async (c) => {
  const campaign = await askedCampaign(c)
  if (!campaign || !mayHoldMeeting(c.var.actor, campaign.ownerUnitId)) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)

  const typed = typedOf(form)
  const read = readMeeting(c, campaign, form.text('week'), typed)
  if ('errors' in read) {
    return await refuse(
      c,
      pageOf(c),
      await listPage(c, campaign, { typed, errors: read.errors, conflict: null }),
    )
  }
  const { db, actor, now } = c.var
  const id = readId(form.text('id')) ?? newId(now)
  const meeting = await db.tx((tx) => openMeeting(tx, actor, { id, campaignId: campaign.id, ...read }, now))
  if (!meeting || !isSame(meeting, read)) {
    const body = await listPage(c, campaign, { typed, errors: [], conflict: meeting ?? null })
    return await refuse(c, pageOf(c), body, 409)
  }
  return c.redirect(hrefOf(c, `/${meeting.week}`), 303)
})

/** '2022-W36', or its notice: '2022-W36.docx'. */
meetingRoutes.get('/:name', async (c) => {
  const [, week = '', ending] = /^(\d{4}-W\d{2})(\.docx)?$/.exec(c.req.param('name')) ?? []
  if (ending) return await sendNotice(c, week)
  const found = await findHeld(c, week)
  if (!found) return await c.notFound()

  const { db, actor, today, zone, reader } = c.var
  const agenda = await agendaOf(c, found)
  const ids = agenda.units.map((unit) => unit.id)
  const items = await loadRedItems(db.read, actor.tenant, found.campaign.id, ids, { today, zone })
  const body = AgendaPage({
    reader,
    meeting: found.head,
    last: await lastConclusions(c, found),
    units: agenda.units.map((unit, n) => ({
      ...redUnitOf(c, unit, items(unit.id)),
      href: hrefOf(c, `/${week}/${n + 2}`),
      conclusions: conclusionsOf(c, found.conclusions, (id) => id === unit.id),
    })),
    left: agenda.left,
    startHref: hrefOf(c, `/${week}/1`),
    listHref: hrefOf(c),
    noticeHref: noticeHref(c, week),
  })
  return await show(c, { title: found.head.title, here }, body)
})

meetingRoutes.route('/', meetingNoticeRoutes)
meetingRoutes.route('/', meetingSlideRoutes)

const pageOf = (c: Visit) => ({ title: c.var.reader.t('meeting.title'), here })

type Typed = OpenForm['typed']

function typedOf(form: Form): Typed {
  return { title: form.text('title'), chair_post: form.text('chair_post'), held_on: form.text('held_on') }
}

interface ReadMeeting {
  week: string
  title: string
  chairPost: string
  heldOn: Day
}

function readMeeting(
  c: Visit,
  campaign: Campaign,
  code: string,
  typed: Typed,
): ReadMeeting | { errors: FieldError[] } {
  const { t, language } = c.var.reader
  const week = parseWeek(code)
  const heldOn = readDay(typed.held_on)
  const errors: FieldError[] = []
  for (const [field, text] of [
    ['title', typed.title],
    ['chair_post', typed.chair_post],
  ] as const) {
    if (text === '') errors.push({ field, text: t(`meeting.problem.${field}`) })
    if (text.length > LONGEST_NAME)
      errors.push({ field, text: t(`meeting.problem.${field}_long`, { n: LONGEST_NAME }) })
  }
  if (!week || !mayMeetIn(c, campaign, week)) {
    errors.push({ field: 'held_on', text: t('meeting.problem.week') })
  } else if (!heldOn) {
    errors.push({ field: 'held_on', text: t('meeting.problem.held_on') })
  } else if (heldOn < week.from || heldOn > week.to) {
    const span = { from: writeDay(language, week.from), to: writeDay(language, week.to) }
    errors.push({ field: 'held_on', text: t('meeting.problem.held_on_outside', span) })
  }
  if (errors.length || !week || !heldOn) return { errors }
  return { week: week.code, title: typed.title, chairPost: typed.chair_post, heldOn }
}

/** A week of the campaign that has begun. */
const mayMeetIn = (c: Visit, campaign: Campaign, week: Week) =>
  week.from <= c.var.today && week.to >= campaign.startOn && week.from <= campaign.endOn

const isSame = (meeting: Meeting, read: ReadMeeting) =>
  meeting.title === read.title && meeting.chairPost === read.chairPost && meeting.heldOn === read.heldOn

interface State {
  typed: Typed | undefined
  errors: FieldError[]
  conflict: OpenForm['conflict']
}

async function listPage(c: Visit, campaign: Campaign, state: State) {
  const { reader, db, actor, today } = c.var
  const week = weekOf(today)
  const after = queryText(c, 'after')
  const mayHold = mayHoldMeeting(actor, campaign.ownerUnitId)
  const { meetings, next } = await listMeetings(db.read, actor.tenant, campaign.id, after)
  const current = await findMeeting(db.read, actor.tenant, campaign.id, week.code)
  const isToOpen =
    mayHold && mayMeetIn(c, campaign, week) && (!current || state.conflict || state.errors.length)
  return MeetingListPage({
    reader,
    campaign: campaign.name,
    mayHold,
    week,
    meetings: meetings.map(({ meeting, conclusions }) => ({
      ...headOf(meeting, campaign),
      conclusions,
      href: hrefOf(c, `/${meeting.week}`),
      noticeHref: noticeHref(c, meeting.week),
      docxHref: hrefOf(c, `/${meeting.week}.docx`),
    })),
    next: next && hrefOf(c, '', { after: next }),
    first: after ? hrefOf(c) : null,
    openHref: mayHold && current ? hrefOf(c, `/${week.code}`) : null,
    form: isToOpen ? await openForm(c, campaign, week, meetings[0]?.meeting, state) : null,
  })
}

/** This week's meeting as it is usually called, in the office's own language, chaired as last time. */
async function openForm(
  c: Visit,
  campaign: Campaign,
  week: Week,
  last: Meeting | undefined,
  state: State,
): Promise<OpenForm> {
  const { db, actor, today, now, reader } = c.var
  const t = translator('vi')
  const { form } = await loadLetterhead(db.read, actor.tenant, campaign.ownerUnitId)
  const usual = {
    title: t('meeting.defaultTitle', { n: week.number, year: week.year }),
    chair_post:
      last?.chairPost ??
      t(form === 'party' ? 'meeting.chairParty' : 'meeting.chairOffice', { unit: campaign.ownerName }),
    held_on: writeDay(reader.language, today),
  }
  return {
    action: hrefOf(c),
    hidden: [
      { name: 'id', value: newId(now) },
      { name: 'week', value: week.code },
    ],
    typed: state.typed ?? usual,
    errors: state.errors,
    conflict: state.conflict,
  }
}
