import type { DirectionProps } from '../../views/directions/direction.tsx'
import type { ShownDirection, ShownPart, ShownStep, TypedAssignment } from '../../views/directions/shapes.ts'
import { standingBadge } from '../../views/parts/status.ts'
import { mayReport, readablePaths } from '../domain/access.ts'
import { mayCarryOut, mayCloseTask, mayReturnTask, type TaskSides } from '../domain/access-follow-up.ts'
import { daysLateOfTask, dueOfTask, mayAssign, mayNote, statusOfTask } from '../domain/direction.ts'
import { onDay } from '../domain/standing.ts'
import { writeDay } from '../i18n/days.ts'
import { type Campaign, listCampaigns } from '../storage/campaigns.ts'
import {
  type FoundDirection,
  findDirection,
  type LeadChoice,
  listGroupsOf,
  listLeadChoices,
} from '../storage/directions/find.ts'
import { type DirectionPart, unitsOf } from '../storage/directions/rows.ts'
import { isOpenTo } from '../storage/directions/steps.ts'
import { listSteps } from '../storage/follow-up-steps.ts'
import { newId } from '../storage/ids.ts'
import { addressOf, plainText } from './queries.ts'
import type { Visit } from './visit.ts'

export const findAsked = (c: Visit) =>
  findDirection(c.var.db.read, c.var.actor, plainText(c.req.param('code') ?? ''), c.var.today)

/** Between whom a task stands. */
export const sidesOf = ({ row }: FoundDirection, part: DirectionPart): TaskSides => ({
  ownerUnitId: row.ownerUnitId,
  leadUnitId: part.row.leadUnitId,
})

/** What was typed, what is wrong with it, or what somebody else did meanwhile. */
export interface DirectionState {
  typed?: TypedAssignment
  typedStep?: DirectionProps['typedStep']
  typedNote?: string
  problems?: DirectionProps['problems']
  conflict?: DirectionProps['conflict']
}

export async function directionProps(
  c: Visit,
  found: FoundDirection,
  state: DirectionState,
): Promise<DirectionProps> {
  const { reader, actor } = c.var
  return {
    reader,
    direction: await shownDirection(c, found),
    assigning: mayAssign(actor, { ...found.row, status: found.status })
      ? await assigningOf(c, found, state.typed)
      : null,
    mayNote: mayNote(actor, found.row),
    typedStep: state.typedStep ?? null,
    typedNote: state.typedNote ?? '',
    problems: state.problems ?? [],
    conflict: state.conflict ?? null,
  }
}

async function assigningOf(c: Visit, found: FoundDirection, typed?: TypedAssignment) {
  const { db, actor, today } = c.var
  const units = await listLeadChoices(db.read, actor.tenant, found.owner!.id, today)
  const groups = await listGroupsOf(db.read, actor.tenant, found.owner!.id)
  return { units, groups, typed: typed ?? suggestion(c, found, units), wasTried: typed !== undefined }
}

/** The unit the office had in mind, its day, and the words of the direction; as a target where that can be. */
function suggestion(c: Visit, { row, parts }: FoundDirection, units: LeadChoice[]): TypedAssignment {
  const { reader, now } = c.var
  const intended = parts.length ? undefined : units.find(({ id }) => id === row.leadUnitId)
  return {
    id: newId(now),
    lead_unit: intended ? [intended.code] : [],
    text: row.body,
    due_on: row.dueOn ? writeDay(reader.language, row.dueOn) : '',
    as_target: intended?.hasCommitment ? 'yes' : 'no',
    group: '',
  }
}

async function shownDirection(c: Visit, found: FoundDirection): Promise<ShownDirection> {
  const { row, owner, helping, meeting, status, daysLate } = found
  const { db, actor } = c.var
  const campaigns = await listCampaigns(db.read, actor.tenant)
  const steps = await listSteps(db.read, actor.tenant, { kind: 'direction', id: row.id })
  return {
    code: row.code,
    version: row.version,
    issuedByPost: row.issuedByPost,
    issuedOn: row.issuedOn,
    occasion: row.occasion,
    document: row.document,
    body: row.body,
    ownerName: owner?.name ?? null,
    intended: found.parts.length ? null : (found.leads[0]?.name ?? null),
    dueOn: row.dueOn,
    helping: helping
      .filter(({ id }) => !found.parts.some((part) => part.row.leadUnitId === id))
      .map(({ name }) => name),
    meeting: meeting && readsOffice(c, found) ? shownMeeting(c, meeting) : null,
    status,
    daysLate,
    parts: found.parts.map((part) => shownPart(c, found, part, campaigns, steps)),
    steps: shownSteps(c, found, steps),
  }
}

const shownMeeting = (c: Visit, { week, campaign }: NonNullable<FoundDirection['meeting']>) => ({
  week,
  href: addressOf(c, `/meetings/${week}`, { campaign }),
})

type Steps = Awaited<ReturnType<typeof listSteps>>

function shownPart(
  c: Visit,
  found: FoundDirection,
  part: DirectionPart,
  campaigns: Campaign[],
  steps: Steps,
): ShownPart {
  const { actor, today, reader } = c.var
  const { row, task, unit } = part
  const status = statusOfTask(task)
  const sides = sidesOf(found, part)
  const heads = mayCarryOut(actor, row.leadUnitId)
  return {
    id: row.id,
    version: row.version,
    position: row.position,
    unitName: unit.name,
    body: row.body === found.row.body ? '' : row.body,
    dueOn: dueOfTask(task),
    status,
    daysLate: daysLateOfTask(task, today),
    target: shownTarget(c, found, part, campaigns),
    said: readsInside(c, found, row.leadUnitId) ? lastSaid(steps, row.id) : null,
    isByTarget: status === 'reported' && row.status !== 'reported',
    may: {
      acknowledge: heads && status === 'assigned' && isOpenTo('acknowledged', row.status),
      report: heads && !row.targetId && isOpenTo('reported', row.status),
      reportOnTarget: reportsOnTarget(c, part) ? reader.at(`/targets/${part.target!.code}/update`) : null,
      return: mayReturnTask(actor, sides) && isOpenTo('returned', row.status),
      close: mayCloseTask(actor, sides) && isOpenTo('closed', row.status),
    },
  }
}

const reportsOnTarget = (c: Visit, { target }: DirectionPart): boolean =>
  target?.baseClass === 'open' && mayReport(c.var.actor, target)

function shownTarget(
  c: Visit,
  found: FoundDirection,
  { target, row }: DirectionPart,
  campaigns: Campaign[],
): ShownPart['target'] {
  const rules = target && campaigns.find(({ id }) => id === target.campaignId)
  if (!target || !rules) return null
  const isOpen = readsInside(c, found, row.leadUnitId)
  return {
    code: target.code,
    title: target.title,
    href: isOpen ? c.var.reader.at(`/targets/${encodeURIComponent(target.code)}`) : null,
    mark: standingBadge(onDay({ ...target, figureOn: target.latestAsOf }, c.var.today, rules)),
  }
}

function readsOffice(c: Visit, { ownerPath }: FoundDirection): boolean {
  return readablePaths(c.var.actor).some((path) => ownerPath.startsWith(path))
}

/** Of a task of another unit, a unit reads that it is there and where it stands, but not what is said of it. */
const readsInside = (c: Visit, found: FoundDirection, leadUnitId: string): boolean =>
  readsOffice(c, found) || unitsOf(c.var.actor).includes(leadUnitId)

/** The last words on a task; an older report gave way to what was said of it. */
function lastSaid(steps: Steps, partId: string): ShownPart['said'] {
  const last = steps.findLast(
    ({ partId: of, step, body }) =>
      of === partId && body !== '' && step !== 'assigned' && step !== 'acknowledged',
  )
  const step = last?.step
  if (!last || (step !== 'reported' && step !== 'returned' && step !== 'closed')) return null
  return { step, body: last.body }
}

function shownSteps(c: Visit, found: FoundDirection, steps: Steps): ShownStep[] {
  return steps.flatMap(({ step, at, by, body, partId }) => {
    const part = found.parts.find(({ row }) => row.id === partId)
    if (part && step !== 'assigned' && !readsInside(c, found, part.row.leadUnitId)) return []
    // The words of a task stand on the task itself.
    const words = step === 'assigned' ? '' : body
    return [{ step, at, by, unit: part?.unit.name ?? '', body: words }]
  })
}
