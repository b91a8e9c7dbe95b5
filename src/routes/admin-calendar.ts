import { Hono } from 'hono'
import { CalendarPage, type CalendarRow, type CalendarTyped } from '../../views/admin/calendar.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { mayAdminister, mayKeepCalendar, mayKeepCampaign } from '../domain/access.ts'
import { isDay } from '../domain/day.ts'
import { type MovedDue, movedDues, saysNothing } from '../domain/moved-dues.ts'
import { writeDay, writeDayShort, writeWeekday } from '../i18n/days.ts'
import {
  addDaysOff,
  type CalendarDay,
  listCalendar,
  listYears,
  removeDaysOff,
} from '../storage/campaigns/calendar.ts'
import { type Campaign, listCampaigns, loadCalendar } from '../storage/campaigns.ts'
import { type Page, redirect, refuse, show } from './answers.ts'
import { type ReadDays, readLines, readSpan } from './calendar-lines.ts'
import { choose, type Form, keptForm, readForm } from './forms.ts'
import { queryText } from './queries.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

/** Holidays and days worked in compensation, which every campaign shares. */
export const adminCalendarRoutes = new Hono<House>()

const home = '/admin/calendar'

adminCalendarRoutes.get('/', showCalendar)
// Who had to sign in again comes back to what was pasted.
adminCalendarRoutes.get('/lines', showCalendar)

adminCalendarRoutes.get('/remove', async (c) =>
  (await rightsIn(c)) ? redirect(c, home) : await c.notFound(),
)

async function showCalendar(c: Visit) {
  const rights = await rightsIn(c)
  if (!rights) return await c.notFound()
  const form = keptForm(c)
  const typed = form ? typedIn(form) : NOTHING_TYPED
  const page = pageOf(c)
  const done = choose(c.req.query('done') ?? '', ['added', 'removed'])
  if (done) page.flash = { kind: 'done', text: c.var.reader.t(`calendar.${done}`) }
  return await show(c, page, await calendarPage(c, rights, { typed, errors: [] }))
}

adminCalendarRoutes.post('/', async (c) => await add(c, 'span'))
adminCalendarRoutes.post('/lines', async (c) => await add(c, 'lines'))

adminCalendarRoutes.post('/remove', async (c) => {
  const rights = await rightsIn(c)
  if (!rights?.mayChange) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const days = [...new Set(form.texts('day').filter(isDay))].slice(0, 400)
  const { db, actor, now, zone } = c.var
  await db.tx((tx) => removeDaysOff(tx, actor, days, { now, zone }))
  return redirect(c, `${home}?year=${yearOf(c, form)}&done=removed`)
})

async function add(c: Visit, how: 'span' | 'lines') {
  const rights = await rightsIn(c)
  if (!rights?.mayChange) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { db, actor, now, zone, reader } = c.var
  const typed = typedIn(form)
  const read: ReadDays =
    how === 'span' ? readSpan(reader, typed, typed.kind) : readLines(reader, typed.lines, typed.lines_kind)
  const again = async (errors: FieldError[]) =>
    await refuse(c, pageOf(c), await calendarPage(c, rights, { typed, errors }, yearOf(c, form)))
  if (read.errors.length) return await again(read.errors)
  const added = await db.tx((tx) => addDaysOff(tx, actor, read.days, { now, zone }))
  if (added.kind === 'taken') {
    return await again(added.stored.map((one) => takenError(c, one, how === 'span' ? 'from' : 'lines')))
  }
  return redirect(c, `${home}?year=${read.days[0]!.day.slice(0, 4)}&done=added`)
}

function takenError(c: Visit, { day, name, kind }: CalendarDay, field: string): FieldError {
  const { t, language } = c.var.reader
  const words = { day: writeDay(language, day), name, kind: t(`calendar.kind.${kind}`).toLowerCase() }
  return { field, text: t('calendar.problem.taken', words) }
}

interface Rights {
  mayChange: boolean
  /** The running campaigns whose due days are shown. */
  campaigns: Campaign[]
}

/** For whom the calendar is there: who keeps it, and who keeps one of the campaigns it moves. */
async function rightsIn(c: Visit): Promise<Rights | null> {
  const { db, actor } = c.var
  const active = (await listCampaigns(db.read, actor.tenant)).filter(({ state }) => state === 'active')
  const kept = active.filter(({ ownerUnitId }) => mayKeepCampaign(actor, ownerUnitId))
  if (!mayAdminister(actor) && kept.length === 0) return null
  const owners = active.map(({ ownerUnitId }) => ownerUnitId)
  return { mayChange: mayKeepCalendar(actor, owners), campaigns: kept }
}

const NOTHING_TYPED: CalendarTyped = {
  ...{ from: '', to: '', name: '', lines: '' },
  ...({ kind: 'holiday', lines_kind: 'holiday' } as const),
}

const typedIn = (form: Form): CalendarTyped => ({
  from: form.text('from'),
  to: form.text('to'),
  name: form.text('name'),
  kind: choose(form.text('kind'), ['holiday', 'working']) ?? 'holiday',
  lines: form.text('lines'),
  lines_kind: choose(form.text('lines_kind'), ['holiday', 'working']) ?? 'holiday',
})

const pageOf = (c: Visit): Page => ({ title: c.var.reader.t('calendar.name'), here: '/admin/campaigns' })

const readYear = (text: string): number | null => (/^(19|20)\d{2}$/.test(text) ? Number(text) : null)
const yearOf = (c: Visit, form: Form) => readYear(form.text('year')) ?? Number(c.var.today.slice(0, 4))

const MOST_YEARS = 6

async function calendarPage(
  c: Visit,
  rights: Rights,
  { typed, errors }: { typed: CalendarTyped; errors: FieldError[] },
  asked?: number,
) {
  const { reader, db, actor, today } = c.var
  const thisYear = Number(today.slice(0, 4))
  const year = asked ?? readYear(queryText(c, 'year')) ?? thisYear
  const known = await listYears(db.read, actor.tenant)
  const years = [...new Set([...known, thisYear, thisYear + 1, year])].sort((a, b) => b - a)
  const near = years.filter((one) => Math.abs(one - year) < MOST_YEARS)
  return CalendarPage({
    reader,
    year,
    years: near.slice(0, MOST_YEARS * 2),
    rows: await rowsOf(c, rights, year),
    mayChange: rights.mayChange,
    typed,
    errors,
  })
}

async function rowsOf(c: Visit, { campaigns }: Rights, year: number): Promise<CalendarRow[]> {
  const { db, actor } = c.var
  const days = await listCalendar(db.read, actor.tenant, year)
  const calendar = await loadCalendar(db.read, actor.tenant)
  const span = { from: `${year}-01-01`, to: `${year}-12-31` } as const
  const moves = campaigns.map((campaign) => ({
    code: campaign.code,
    moved: movedDues(campaign, calendar, span),
  }))
  return days.map((one) => ({
    ...one,
    isIdle: saysNothing(one.day, one.kind),
    effects: effectsOf(c, one, moves),
  }))
}

/** The due days that an entry moves; campaigns that it moves alike are told together. */
function effectsOf(c: Visit, { day, kind }: CalendarDay, moves: { code: string; moved: MovedDue[] }[]) {
  const byText = new Map<string, string[]>()
  for (const { code, moved } of moves) {
    const one = moved.find(({ week, usual, due }) => {
      if (day < week.from || day > week.to) return false
      return kind === 'working' ? day === due : day <= usual && (due === null || day > due)
    })
    if (!one) continue
    const text = effectText(c, one)
    byText.set(text, [...(byText.get(text) ?? []), code])
  }
  const { t } = c.var.reader
  return [...byText].map(([effect, codes]) =>
    codes.length === moves.length
      ? effect
      : t('calendar.forCampaigns', { campaigns: codes.join(', '), effect }),
  )
}

function effectText(c: Visit, { week, due }: MovedDue): string {
  const { t, language } = c.var.reader
  if (!due) return t('calendar.movedAway', { week: week.number })
  const weekday = writeWeekday(language, due)
  return t('calendar.moved', { week: week.number, weekday, day: writeDayShort(language, due) })
}
