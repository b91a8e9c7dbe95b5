import { Hono } from 'hono'
import { SlidePage, type SlideProps } from '../../views/meetings/slide.tsx'
import type { ConclusionForm } from '../../views/meetings/slide-form.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { mayRecordDirection } from '../domain/access-follow-up.ts'
import type { Day } from '../domain/day.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import { recordDirection } from '../storage/directions.ts'
import { newId } from '../storage/ids.ts'
import type { Agenda, AgendaUnit } from '../storage/meetings/agenda.ts'
import { listOpenOfUnit } from '../storage/meetings/conclusions.ts'
import { loadRedItems } from '../storage/meetings/red-items.ts'
import { lockMeeting } from '../storage/meetings.ts'
import { refuse, show } from './answers.ts'
import { type Form, keptForm, readForm, readId } from './forms.ts'
import { agendaOf, lastConclusions } from './meeting-agenda.ts'
import {
  agendaHref,
  conclusionsOf,
  directionOf,
  type FoundMeeting,
  findHeld,
  here,
  hrefOf,
  noticeHref,
  redUnitOf,
} from './meeting-asked.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

export const meetingSlideRoutes = new Hono<House>()

const LONGEST_TEXT = 5000
/** A longer list of units is no list to choose from: the code is typed. */
const MOST_TO_CHOOSE = 80

meetingSlideRoutes.get('/:week/:n{[0-9]{1,4}}', async (c) => {
  const asked = await findSlide(c)
  if (!asked) return await c.notFound()
  const kept = keptForm(c)
  const state = { typed: kept ? typedOf(kept) : undefined, errors: [], isConflict: false }
  return await show(c, pageOf(c, asked), SlidePage(await propsOf(c, asked, state)))
})

meetingSlideRoutes.post('/:week/:n{[0-9]{1,4}}', async (c) => {
  const asked = await findSlide(c)
  if (!asked || !mayRecordDirection(c.var.actor, asked.found.campaign.ownerUnitId)) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)

  const typed = typedOf(form)
  const read = readConclusion(c, asked, typed)
  if ('errors' in read)
    return await askAgain(c, asked, { typed, errors: read.errors, isConflict: false }, 422)
  const id = readId(form.text('id')) ?? newId(c.var.now)
  const saved = await conclude(c, asked.found, { ...read, id })
  if (saved === 'conflict' || saved === 'locked') {
    const fresh = (await findSlide(c)) ?? asked
    return await askAgain(c, fresh, { typed, errors: [], isConflict: saved === 'conflict' }, 409)
  }
  const place = await placeOf(c, asked, form.text('slide'))
  return c.redirect(`${hrefOf(c, `/${asked.found.row.week}/${place}`)}#h-concluded`, 303)
})

interface AskedSlide {
  found: FoundMeeting
  agenda: Agenda
  n: number
  /** Undefined on the first slide, which is about the last conclusions. */
  unit: AgendaUnit | undefined
}

async function findSlide(c: Visit): Promise<AskedSlide | undefined> {
  const found = await findHeld(c, c.req.param('week') ?? '')
  if (!found) return undefined
  const agenda = await agendaOf(c, found)
  const n = Number(c.req.param('n'))
  if (n < 1) return undefined
  // What was mended during the meeting makes the agenda shorter: beyond its end stands its last slide.
  const place = Math.min(n, agenda.units.length + 1)
  return { found, agenda, n: place, unit: agenda.units[place - 2] }
}

/** Where the slide that the form was on stands now. */
async function placeOf(c: Visit, asked: AskedSlide, code: string): Promise<number> {
  if (code === '') return 1
  const { units } = await agendaOf(c, asked.found)
  const at = units.findIndex((unit) => unit.code === code)
  return at < 0 ? asked.n : at + 2
}

type Typed = ConclusionForm['typed']

function typedOf(form: Form): Typed {
  return {
    text: form.text('text'),
    lead_unit: form.text('lead_unit'),
    coordinating_units: form
      .texts('coordinating_units')
      .flatMap((text) => text.split(/[;,\s]+/))
      .filter(Boolean),
    due_on: form.text('due_on'),
    as_note: form.text('as_note') === 'yes',
  }
}

interface Said {
  body: string
  leadUnitId: string
  coordinatorIds: string[]
  dueOn: Day | null
  asNote: boolean
}

function readConclusion(
  c: Visit,
  { found, agenda }: AskedSlide,
  typed: Typed,
): Said | { errors: FieldError[] } {
  const { t } = c.var.reader
  const byCode = new Map(agenda.signed.map((unit) => [unit.code, unit]))
  const lead = byCode.get(typed.lead_unit)
  const unknown = typed.coordinating_units.filter((code) => !byCode.has(code))
  const dueOn = typed.due_on === '' ? null : readDay(typed.due_on)
  const errors: FieldError[] = []
  if (typed.text === '') errors.push({ field: 'text', text: t('meeting.problem.text') })
  if (typed.text.length > LONGEST_TEXT)
    errors.push({ field: 'text', text: t('meeting.problem.text_long', { n: LONGEST_TEXT }) })
  if (!lead) errors.push({ field: 'lead_unit', text: t('meeting.problem.lead_unit') })
  const dueProblem = dueProblemOf(c, found, typed, dueOn)
  if (dueProblem) errors.push({ field: 'due_on', text: dueProblem })
  if (unknown.length) {
    const codes = unknown.join(', ').slice(0, 200)
    errors.push({ field: 'coordinating_units', text: t('meeting.problem.coordinating_units', { codes }) })
  }
  if (errors.length || !lead) return { errors }
  return {
    body: typed.text,
    leadUnitId: lead.id,
    coordinatorIds: typed.coordinating_units.map((code) => byCode.get(code)!.id),
    dueOn: dueOn ?? null,
    asNote: typed.as_note,
  }
}

function dueProblemOf(c: Visit, { row }: FoundMeeting, typed: Typed, dueOn: Day | null | undefined) {
  const { t, language } = c.var.reader
  if (dueOn === undefined) return t('meeting.problem.due_on')
  if (dueOn === null) return undefined
  if (typed.as_note) return t('meeting.problem.due_on_note')
  if (dueOn >= row.heldOn) return undefined
  return t('meeting.problem.due_on_past', { day: writeDay(language, row.heldOn) })
}

/** What the chair concluded becomes a direction, as long as the notice has no number. */
async function conclude(c: Visit, { campaign, row }: FoundMeeting, said: Said & { id: string }) {
  const { db, actor, now, zone } = c.var
  return await db.tx(async (tx) => {
    const meeting = await lockMeeting(tx, row)
    if (meeting.number !== null) return 'locked'
    return await recordDirection(
      tx,
      actor,
      {
        ...said,
        ownerUnitId: campaign.ownerUnitId,
        issuedByPost: meeting.chairPost,
        issuedOn: meeting.heldOn,
        occasion: meeting.title,
        document: '',
        meetingId: meeting.id,
      },
      { now, zone },
    )
  })
}

interface State {
  typed: Typed | undefined
  errors: FieldError[]
  isConflict: boolean
}

async function askAgain(c: Visit, asked: AskedSlide, state: State, status: 409 | 422) {
  return await refuse(c, pageOf(c, asked), SlidePage(await propsOf(c, asked, state)), status)
}

const pageOf = (c: Visit, { found, unit }: AskedSlide) => ({
  title: `${unit?.name ?? c.var.reader.t('meeting.previous')} – ${found.head.title}`,
  here,
  wide: true,
  isForm: true,
})

async function propsOf(c: Visit, asked: AskedSlide, state: State): Promise<SlideProps> {
  const { found, agenda, n, unit } = asked
  const total = agenda.units.length + 1
  const at = (place: number) => hrefOf(c, `/${found.row.week}/${place}`)
  const onAgenda = new Set(agenda.units.map(({ id }) => id))
  const may = mayRecordDirection(c.var.actor, found.campaign.ownerUnitId)
  return {
    reader: c.var.reader,
    meeting: found.head,
    n,
    total,
    content: unit
      ? await unitContent(c, found, unit)
      : { kind: 'last', last: await lastConclusions(c, found) },
    conclusions: conclusionsOf(c, found.conclusions, (id) => (unit ? id === unit.id : !onAgenda.has(id))),
    form: may ? formOf(asked, state, at(n), newId(c.var.now)) : null,
    prevHref: n === 1 ? agendaHref(c, found) : at(n - 1),
    nextHref: n === total ? noticeHref(c, found.row.week) : at(n + 1),
    agendaHref: agendaHref(c, found),
  }
}

async function unitContent(c: Visit, { campaign, row }: FoundMeeting, unit: AgendaUnit) {
  const { db, actor, today, zone, reader } = c.var
  const items = await loadRedItems(db.read, actor.tenant, campaign.id, [unit.id], { today, zone })
  const open = await listOpenOfUnit(db.read, actor.tenant, campaign.ownerUnitId, unit.id, today)
  return {
    kind: 'unit' as const,
    unit: redUnitOf(c, unit, items(unit.id)),
    unitHref: reader.at(`/units/${unit.code}`),
    directions: open.filter((one) => one.row.meetingId !== row.id).map((one) => directionOf(c, one)),
  }
}

function formOf({ agenda, unit }: AskedSlide, state: State, action: string, id: string): ConclusionForm {
  const nothing = { text: '', coordinating_units: [], due_on: '', as_note: false }
  return {
    action,
    hidden: [
      { name: 'id', value: id },
      { name: 'slide', value: unit?.code ?? '' },
    ],
    typed: state.typed ?? { ...nothing, lead_unit: unit?.code ?? '' },
    units: agenda.signed.length > MOST_TO_CHOOSE ? null : agenda.signed.map(named),
    errors: state.errors,
    isConflict: state.isConflict,
  }
}

const named = ({ code, name }: Agenda['signed'][number]) => ({ code, name })
