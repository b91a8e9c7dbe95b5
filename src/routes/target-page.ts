import { Hono } from 'hono'
import { DirectionOfTarget } from '../../views/directions/of-target.tsx'
import { TargetPage } from '../../views/targets/page.tsx'
import { KinNote } from '../../views/units/kin.tsx'
import {
  mayHandDown,
  mayReadInside,
  mayRecordSigning,
  mayRemind,
  mayReport,
  mayReview,
  reportsAs,
} from '../domain/access.ts'
import { mayRaiseProposal } from '../domain/access-follow-up.ts'
import { knownAt } from '../domain/actual.ts'
import type { Day } from '../domain/day.ts'
import { scheduleOf } from '../domain/marks.ts'
import { showReceipt } from '../domain/receipt.ts'
import { goesOn, isToCome, standingOf } from '../domain/standing.ts'
import { warningOf } from '../domain/warning.ts'
import { loadCalendar } from '../storage/campaigns.ts'
import { readCursor, writeCursor } from '../storage/cursors.ts'
import { findDirectionOfTarget } from '../storage/directions/find.ts'
import { loadFacts } from '../storage/facts.ts'
import { type Cascade, listCascade } from '../storage/targets/cascade.ts'
import { type Cursor, type Event, listHistory } from '../storage/targets/history.ts'
import { findMarks } from '../storage/targets/marks.ts'
import { type FoundTarget, findTarget } from '../storage/targets.ts'
import { kinOfTarget } from '../storage/unit-changes/kin.ts'
import { namesOn } from '../storage/unit-names.ts'
import { show } from './answers.ts'
import { extensionOf } from './extension-page.ts'
import { addressOf, askedDay, plainText } from './queries.ts'
import { isRevised } from './target-plan.ts'
import { mayDivideSigned } from './target-years.ts'
import type { House, Visit } from './visit.ts'

/** One target: its figures, its course, and everything that happened to it. */
export const targetPageRoutes = new Hono<House>()

targetPageRoutes.get('/:code', async (c) => {
  const { db, actor, reader, now, zone } = c.var
  const found = await findTarget(db.read, actor, plainText(c.req.param('code')))
  if (!found) return c.notFound()
  const asOf = askedDay(c)

  const facts = (await loadFacts(db.read, actor.tenant, { ids: [found.row.id] }, zone)).get(found.row.id)!
  const calendar = await loadCalendar(db.read, actor.tenant)
  const day = asOf ?? c.var.today
  const moment = { instant: now, zone, calendar, ...(asOf && { asOf }) }
  const history = await listHistory(db.read, found, actor, zone, readAfter(c))
  const standing = standingOf(facts, found.campaign, { ...moment, today: day })
  const known = knownAt(facts, now, asOf)
  const marks = await findMarks(db.read, found, actor, {
    accepted: standing.lastAccepted?.updateId ?? null,
    upTo: day,
  })
  const cascade = await listCascade(db.read, found, actor, asOf && moment)
  const body = TargetPage({
    reader,
    target: found.row,
    standing,
    isToCome: isToCome({ ...found.row, ...standing }, day, found.commitment.effectiveFrom),
    facts: known,
    warning: warningOf(known, standing),
    marks: { ...marks, schedule: scheduleOf(found.row, standing, day, found.campaign) },
    day,
    isPast: asOf !== undefined,
    group: found.group,
    behind: {
      unitName: asOf ? await nameOn(c, found, asOf) : found.unit.name,
      commitment: found.commitment,
      mayOpenCommitment: mayReadInside(actor, found.sides),
      coordinators: found.coordinators,
      weekly: { weekday: found.campaign.weeklyDueWeekday, time: found.campaign.weeklyDueTime },
    },
    cascade,
    partsHref: partsHrefOf(c, found, cascade, asOf),
    dueSoonDays: found.campaign.dueSoonDays,
    history: { events: history.events, ...pagesOf(c, found, history.next) },
    blocking: history.blocking.filter(({ raisedOn }) => raisedOn <= day),
    inside: mayReadInside(actor, found.sides),
    succession: KinNote({
      reader,
      kin: await kinOfTarget(db.read, actor.tenant, found.row.id),
    }),
    ...(asOf === undefined && (await deedsOf(c, found))),
    may: {
      update: mayUpdate(c, found, asOf) ? reader.at(`/targets/${found.row.code}/update`) : null,
      review: reviewOf(c, found, history.events),
    },
  })
  return await show(c, { title: `${found.row.code} ${found.row.title}`, here: '/commitments' }, body)
})

async function nameOn({ var: { db, actor } }: Visit, { unit }: FoundTarget, day: Day): Promise<string> {
  return (await namesOn(db.read, actor.tenant, [unit.id], day)).get(unit.id)?.name ?? unit.name
}

/** What can be begun from a target today, and what waits about it. */
async function deedsOf(c: Visit, found: FoundTarget) {
  const { db, actor, reader } = c.var
  const { row, sides } = found
  const code = encodeURIComponent(row.code)
  const isOpen = row.baseClass === 'open'
  const hasBegun = !isToCome(row, c.var.today, found.commitment.effectiveFrom)
  // Who only helps with the target does not read what was ordered of its unit.
  const direction = mayReadInside(actor, sides)
    ? await findDirectionOfTarget(db.read, actor.tenant, row.id)
    : undefined
  return {
    extension: await extensionOf(c, found),
    directionNote: direction ? DirectionOfTarget({ reader, direction }) : null,
    proposalHref:
      isOpen && mayRaiseProposal(actor, { id: sides.unitId, isOwner: false })
        ? reader.at(`/proposals/new?target=${code}`)
        : null,
    planHref: planHrefOf(c, found),
    yearsHref: yearsHrefOf(c, found),
    remindHref:
      isOpen && hasBegun && mayRemind(actor, sides) ? reader.at(`/reminders/new?target=${code}`) : null,
    behalfHref:
      goesOn(row) && hasBegun && reportsAs(actor, sides) === 'office'
        ? reader.at(`/targets/${code}/update`)
        : null,
  }
}

/** The plan of what was signed is revised by decision. */
function planHrefOf(c: Visit, { row, sides, commitment }: FoundTarget) {
  const { actor, reader } = c.var
  const path = `/commitments/${encodeURIComponent(commitment.code)}/targets/${encodeURIComponent(row.code)}`
  return isRevised(commitment.state, row) && mayRecordSigning(actor, sides) ? reader.at(`${path}/plan`) : null
}

/** A term that is signed is divided by an annex. */
function yearsHrefOf(c: Visit, { row, sides, commitment }: FoundTarget) {
  const { actor, reader } = c.var
  const path = `/commitments/${encodeURIComponent(commitment.code)}/targets/${encodeURIComponent(row.code)}`
  return mayDivideSigned(actor, { row: commitment, sides }, row) ? reader.at(`${path}/years`) : null
}

/** Where what is below stands in full; also for whoever may hand a target down of which nothing is below yet. */
function partsHrefOf(
  c: Visit,
  { row, sides }: FoundTarget,
  { children, sum }: Cascade,
  asOf: Day | undefined,
) {
  const isThere = children.length > 0 || sum !== null || (!asOf && mayHandDown(c.var.actor, sides))
  return isThere ? addressOf(c, `/targets/${encodeURIComponent(row.code)}/parts`, { 'as-of': asOf }) : null
}

function readAfter(c: Visit): Cursor | undefined {
  const [at, id] = readCursor(c.req.query('after'), ['instant', 'text']) ?? []
  return at === undefined ? undefined : { at: Number(at), id: String(id) }
}

function pagesOf(c: Visit, { row }: FoundTarget, next: Cursor | null) {
  const address = (after?: string) => addressOf(c, `/targets/${row.code}`, { 'as-of': askedDay(c), after })
  return {
    next: next && address(writeCursor([next.at, next.id])),
    first: c.req.query('after') ? address() : null,
  }
}

/** What is done, stopped or yet to begin is not reported on; the past is only looked at. */
function mayUpdate(
  { var: { actor, today } }: Visit,
  { row, sides, commitment }: FoundTarget,
  asOf: Day | undefined,
): boolean {
  const isDue = goesOn(row) && !isToCome(row, today, commitment.effectiveFrom)
  return asOf === undefined && isDue && mayReport(actor, sides)
}

/** The report of this target that waits for this person's decision. */
function reviewOf(c: Visit, { sides }: FoundTarget, events: Event[]): string | null {
  for (const event of events) {
    if (event.kind !== 'update' || event.row.state !== 'submitted' || !event.row.receipt) continue
    if (!mayReview(c.var.actor, event.row, sides)) continue
    return c.var.reader.at(`/updates/${showReceipt(event.row.receipt)}/review`)
  }
  return null
}
