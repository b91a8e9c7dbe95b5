import { Hono } from 'hono'
import {
  MyWorkPage,
  type MyWorkProps,
  type PendingCommitment,
  type Task,
  type UnitWork,
} from '../../views/work/my-work.tsx'
import { holds } from '../domain/access.ts'
import { addDays, type Day } from '../domain/day.ts'
import { expectedAt, planAt } from '../domain/plan.ts'
import { isToCome } from '../domain/standing.ts'
import { dueInstantOf, isReportingWeek, weekOf } from '../domain/week.ts'
import { isAsked } from '../domain/years.ts'
import { findCampaign, loadCalendar } from '../storage/campaigns.ts'
import { listPendingOf } from '../storage/commitments/pending.ts'
import {
  listAwaiting,
  listDirectionsOf,
  listOpenTargets,
  listProposalsOf,
  type OpenTarget,
  ownUnits,
} from '../storage/my-work.ts'
import { countReminders, type Reminded } from '../storage/reminders/selection.ts'
import { loadReports, weeksUpTo } from '../storage/week-reports.ts'
import { show } from './answers.ts'
import { briefOf } from './update-page.ts'
import type { House, Visit } from './visit.ts'

export const myWorkRoutes = new Hono<House>()

/** What must be reported this week, and by when. */
myWorkRoutes.get('/', async (c) => {
  if (!holds(c.var.actor, 'head', 'clerk')) return await c.notFound()
  const props = await workOf(c)
  const title = c.var.reader.t('nav.myWork')
  return await show(c, { title, here: '/my-work' }, MyWorkPage(props))
})

async function workOf(c: Visit): Promise<MyWorkProps> {
  const { db, actor, today, zone, reader } = c.var
  const week = weekOf(today)
  const campaign = await findCampaign(db.read, actor)
  const calendar = await loadCalendar(db.read, actor.tenant)
  const owed = campaign !== undefined && isReportingWeek(week, campaign, calendar)
  const own = ownUnits(actor)
  const units = []
  for (const unit of own) units.push(await unitWork(c, unit))
  const ids = own.map((unit) => unit.id)
  return {
    reader,
    week: {
      number: week.number,
      dueAt: owed ? dueInstantOf(week, campaign, calendar, zone) : null,
      nextOn: addDays(week.to, 1),
    },
    units,
    pending: (await listPendingOf(db.read, actor.tenant, ids)).map(pendingOf),
    directions: await eachOnce(ids, (id) => listDirectionsOf(db.read, actor.tenant, id)),
    proposals: await eachOnce(ids, (id) => listProposalsOf(db.read, actor.tenant, id)),
  }
}

type Pending = Awaited<ReturnType<typeof listPendingOf>>[number]

/** Whose turn it is: the unit's own where the office handed it over, or where the unit writes it itself. */
function pendingOf({ code, state, unitName, began }: Pending): PendingCommitment {
  const stage = state === 'draft' ? (began?.turn ?? (began?.isOwn ? 'own' : 'draft')) : state
  return { code, unitName, stage, isTheirs: state === 'draft' && (stage === 'hand' || began?.isOwn === true) }
}

/** What concerns several units of a person is told once. */
async function eachOnce<Item extends { code: string }>(ids: string[], list: (id: string) => Promise<Item[]>) {
  const found = new Map<string, Item>()
  for (const id of ids) for (const item of await list(id)) found.set(item.code, item)
  return [...found.values()]
}

async function unitWork(c: Visit, unit: ReturnType<typeof ownUnits>[number]): Promise<UnitWork> {
  const { db, actor, today, zone } = c.var
  const all = await listOpenTargets(db.read, actor.tenant, unit.id, today, zone)
  const open = all.filter((one) => isWanted(one, all, today))
  const tasks = open.filter((one) => !one.isThisWeek || one.last?.state === 'returned')
  const reported = open.filter((one) => one.isThisWeek && isReported(one))
  const awaiting = await listAwaiting(db.read, actor.tenant, unit.id)
  const reminded = await countReminders(
    db.read,
    actor.tenant,
    tasks.map(({ row }) => row.id),
  )
  return {
    unit: { code: unit.code, name: unit.name },
    reported: reported.length,
    total: open.length,
    resting: all.length - open.length,
    tasks: tasks
      .sort((a, b) => urgency(a) - urgency(b) || b.standing.daysLate - a.standing.daysLate)
      .map((one) => taskOf(c, one, reminded.get(one.row.id))),
    done: reported.map((one) => ({
      code: one.row.code,
      title: one.row.title,
      receipt: one.last!.receipt!,
      status: one.last!.state === 'accepted' ? ('accepted' as const) : ('waiting' as const),
      at: one.review?.at ?? one.last!.receivedAt ?? one.last!.createdAt,
    })),
    awaiting,
    mayEndorse: unit.mayEndorse,
    // The record thanks those who are done; the others have work to see.
    record: tasks.length === 0 ? await recordOf(c, unit.id, open) : [],
  }
}

/** Asked for by now, or touched all the same: what was sent, returned or is late is never out of sight. */
const isWanted = (one: OpenTarget, all: readonly OpenTarget[], today: Day) =>
  one.isThisWeek ||
  one.last?.state === 'returned' ||
  one.standing.progress === 'overdue' ||
  (!isToCome(one.row, today, one.effectiveFrom) &&
    isAsked(
      one.row,
      all.map(({ row }) => row),
      today,
    ))

const isReported = (one: OpenTarget) => one.last?.state === 'submitted' || one.last?.state === 'accepted'

/** Returned first, then overdue, at risk or behind, and the rest. */
function urgency({ last, standing }: OpenTarget): number {
  if (last?.state === 'returned') return 0
  if (standing.progress === 'overdue') return 1
  return standing.progress === 'behind' || standing.progress === 'at_risk' ? 2 : 3
}

function taskOf(c: Visit, one: OpenTarget, reminded: Reminded | undefined): Task {
  const { row, facts, standing, latest, last, review } = one
  const isReturned = last?.state === 'returned' && review
  return {
    target: briefOf(row, '', planAt(facts, c.var.today)),
    standing,
    dueOn: row.dueOn,
    latest,
    expected: latest && row.kind === 'number' ? (expectedAt(facts, latest.asOf)?.share ?? null) : null,
    returned: isReturned ? { receipt: last.receipt!, asOf: last.asOf, review } : null,
    draftAt: one.draftAt,
    askedUntil: one.askedUntil,
    // What was reported since has answered it.
    reminded: reminded && reminded.lastAt > (last?.receivedAt ?? 0) ? reminded : null,
  }
}

/** The last eight weeks of the unit in the campaign that most of its targets belong to. */
async function recordOf(c: Visit, unitId: string, open: OpenTarget[]): Promise<UnitWork['record']> {
  const { db, actor, today, zone } = c.var
  const campaign = open[0]?.campaign ?? (await findCampaign(db.read, actor))
  if (!campaign) return []
  const calendar = await loadCalendar(db.read, actor.tenant)
  const weeks = weeksUpTo(today, campaign, calendar, zone)
  const reports = await loadReports(db.read, actor.tenant, campaign.id, weeks, [unitId])
  return reports.get(unitId)?.weeks ?? []
}

/** How much is left this week, for the page that follows a report. */
export async function leftOf(c: Visit) {
  const units = []
  for (const unit of ownUnits(c.var.actor)) units.push(await unitWork(c, unit))
  const tasks = units.flatMap((unit) => unit.tasks)
  const [next] = tasks
  return {
    count: units.reduce((sum, unit) => sum + unit.total - unit.reported, 0),
    next: next
      ? {
          code: next.target.code,
          title: next.target.title,
          status: next.returned ? ('returned' as const) : ('none' as const),
        }
      : null,
  }
}
