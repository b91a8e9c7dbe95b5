import { Hono } from 'hono'
import { StartPage, type StartStep, startSteps } from '../../views/admin/home.tsx'
import { holds, maySeeSchedule } from '../domain/access.ts'
import { listKept } from '../storage/campaigns/keep.ts'
import { loadOrganisation } from '../storage/settings.ts'
import { countStart, type StartCounts } from '../storage/start.ts'
import { administratorsOnly } from './admin.ts'
import { runningOf } from './admin-campaigns.ts'
import { show } from './answers.ts'
import type { House, Visit } from './visit.ts'

export const adminHomeRoutes = new Hono<House>()

/** What comes next in a new house; the other rooms under /admin have doors of their own. */
adminHomeRoutes.get('/', administratorsOnly, async (c) => {
  const { db, actor, today, reader } = c.var
  const counts = await countStart(db.read, actor.tenant, today)
  const name = await loadOrganisation(db.read, actor.tenant)
  const steps = startSteps.map((step) => ({
    step,
    isDone: isDone(step, counts),
    note: noteOf(c, step, counts, name) + ownerOf(c, step),
    ...placesOf(c, step),
  }))
  const weekly = steps.every((one) => one.isDone) ? await weeklyOf(c) : null
  const flash = { kind: 'done' as const, text: reader.t('setup.done') }
  const page = {
    title: reader.t('start.title'),
    here: '/admin',
    ...(c.req.query('done') === '1' && { flash }),
  }
  return await show(c, page, StartPage({ reader, steps, weekly }))
})

/** What the campaign that runs does by itself each week. */
async function weeklyOf(c: Visit) {
  const { db, actor, reader } = c.var
  const kept = runningOf(c, await listKept(db.read, actor))
  if (!kept) return null
  const { row, owner } = kept
  const href = `/weekly/schedule?campaign=${encodeURIComponent(row.code)}`
  return { row, ownerName: owner.name, href: maySeeSchedule(actor, owner.id) ? reader.at(href) : null }
}

function isDone(step: StartStep, counts: StartCounts): boolean {
  const done: Record<StartStep, boolean> = {
    organisation: counts.isNamed,
    // The office itself, and the body above it, were there from the first page on.
    units: counts.units > 2,
    people: counts.heads > 0 && counts.leaders > 0,
    campaign: counts.campaigns > 0,
    groups: counts.groups > 0,
    calendar: counts.calendarDays > 0,
    drawn: counts.drawn > 0,
    signed: counts.signed > 0,
    update: counts.hasUpdate,
    week: counts.hasWeek,
  }
  return done[step]
}

function noteOf({ var: { reader } }: Visit, step: StartStep, counts: StartCounts, name: string): string {
  const { t, today } = reader
  const year = today.slice(0, 4)
  const notes: Record<StartStep, string> = {
    organisation: name || t('start.organisationNone'),
    units: t('start.unitsNote', { n: counts.units }),
    people:
      t('start.peopleNote', { n: counts.people, heads: counts.heads }) +
      (counts.leaders > 0 ? '' : `. ${t('start.peopleNoLeader')}`),
    campaign: t('start.campaignNote', { n: counts.campaigns }),
    groups: t('start.groupsNote', { n: counts.groups }),
    calendar: t('start.calendarNote', { n: counts.calendarDays, year }),
    drawn: t('start.drawnNote', { n: counts.drawn }),
    signed: t('start.signedNote', { n: counts.signed }),
    update: t(counts.hasUpdate ? 'start.updateNote' : 'start.updateNone'),
    week: t(counts.hasWeek ? 'start.weekNote' : 'start.weekNone'),
  }
  return notes[step]
}

/** Whose work it is, where an administrator's post alone does not open the page. */
function ownerOf({ var: { reader, actor } }: Visit, step: StartStep): string {
  if (step === 'update') return ` · ${reader.t('start.byUnit')}`
  const isTheirs = step in ofSupervisors && !holds(actor, 'supervisor')
  return isTheirs ? ` · ${reader.t('start.bySupervisor')}` : ''
}

const rooms: Partial<Record<StartStep, string>> = {
  organisation: '/admin/settings',
  units: '/admin/units',
  people: '/admin/users',
  campaign: '/admin/campaigns',
  groups: '/admin/campaigns',
  calendar: '/admin/calendar',
}
const imported: readonly StartStep[] = ['units', 'people', 'campaign', 'drawn']
const ofSupervisors: Partial<Record<StartStep, string>> = {
  drawn: '/commitments/new',
  signed: '/commitments',
  update: '/desk',
  week: '/weekly',
}

/** Where each step is done, as far as this person may go there. */
function placesOf({ var: { reader, actor } }: Visit, step: StartStep) {
  const { at } = reader
  const room = rooms[step] ?? (holds(actor, 'supervisor') ? ofSupervisors[step] : undefined)
  const importHref = imported.includes(step) ? at('/admin/import') : null
  // Where the file is the only way, it is the step's own.
  return room ? { href: at(room), importHref } : { href: importHref, importHref: null }
}
