import type { Day } from './day.ts'

export const roles = ['head', 'clerk', 'supervisor', 'leader', 'inspector', 'admin'] as const
export type Role = (typeof roles)[number]

/** A post somebody holds today. */
export interface Post {
  role: Role
  unitId: string
  unitPath: string
  unitCode: string
  unitName: string
  title: string
}

/** Who asks: a person with all posts of today. Rights are the union of the posts, each at its own unit. */
export interface Actor {
  tenant: string
  userId: string
  username: string
  posts: Post[]
  /** The day on which their posts were looked up. */
  today?: Day
}

/** Where a target stands between its two sides. */
export interface Sides {
  unitId: string
  unitPath: string
  upperUnitId: string
  ownerUnitId: string
  coordinatorIds?: readonly string[]
}

/** Holds one of these roles, anywhere. */
export function holds(actor: Actor, ...wanted: Role[]): boolean {
  return actor.posts.some((post) => wanted.includes(post.role))
}

/** Holds one of these roles at this very unit. */
export function holdsAt(actor: Actor, unitId: string, ...wanted: Role[]): boolean {
  return actor.posts.some((post) => post.unitId === unitId && wanted.includes(post.role))
}

/** The subtrees a person may read; an administrator's post alone opens none of the business. */
export function readablePaths(actor: Actor): string[] {
  return [...new Set(actor.posts.filter((post) => post.role !== 'admin').map((post) => post.unitPath))]
}

export function mayRead(actor: Actor, sides: Sides): boolean {
  return (
    readablePaths(actor).some((path) => sides.unitPath.startsWith(path)) ||
    actor.posts.some((post) => post.role !== 'admin' && sides.coordinatorIds?.includes(post.unitId))
  )
}

/**
 * Drafts, reviews' comments and evidence: the unit itself, and everybody above it who may read the unit by scope.
 * A coordinating unit reads the figures only.
 */
export function mayReadInside(actor: Actor, sides: Sides): boolean {
  return readablePaths(actor).some((path) => sides.unitPath.startsWith(path))
}

/** Drafts belong to the unit that writes them. */
export function mayReadDraft(actor: Actor, sides: Sides): boolean {
  return holdsAt(actor, sides.unitId, 'head', 'clerk')
}

export function mayReport(actor: Actor, sides: Pick<Sides, 'unitId'>): boolean {
  return holdsAt(actor, sides.unitId, 'head', 'clerk')
}

/** What a head sends is submitted at once; what a clerk sends first awaits endorsement. */
export function maySubmit(actor: Actor, sides: Sides): boolean {
  return holdsAt(actor, sides.unitId, 'head')
}

/** The head takes a clerk's report for the unit's own; the clerk may too where the campaign allows it. */
export function mayEndorse(actor: Actor, sides: Sides, clerkMaySubmit: boolean): boolean {
  return holdsAt(actor, sides.unitId, 'head', ...(clerkMaySubmit ? (['clerk'] as const) : []))
}

/** A post at side A or at the campaign's owner; where the owner is side B itself, its posts decide nothing. */
function actsFor(actor: Actor, { unitId, upperUnitId, ownerUnitId }: Sides, role: Role): boolean {
  return [upperUnitId, ownerUnitId].some((id) => id !== unitId && holdsAt(actor, id, role))
}

/** A supervisor of side A or of the campaign's owner; never side B, never a level above. */
export function maySupervise(actor: Actor, sides: Sides): boolean {
  return actsFor(actor, sides, 'supervisor') && !holdsAt(actor, sides.unitId, 'head', 'clerk')
}

/** The rule of two: whoever entered, endorsed or submitted an update can never decide on it. */
export function mayReview(
  actor: Actor,
  update: { enteredBy: string; endorsedBy: string | null },
  sides: Sides,
): boolean {
  return maySupervise(actor, sides) && update.enteredBy !== actor.userId && update.endorsedBy !== actor.userId
}

export function mayRecall(actor: Actor, sides: Sides): boolean {
  return holdsAt(actor, sides.unitId, 'head')
}

/** A leader of side A voids an update, with a document. */
export function mayVoid(actor: Actor, sides: Sides): boolean {
  return actsFor(actor, sides, 'leader')
}

export function mayFreeze(actor: Actor, ownerUnitId: string): boolean {
  return holdsAt(actor, ownerUnitId, 'supervisor')
}

/** When a campaign's weeks freeze and what became of its letters: the supervisors and leaders of its owner. */
export function maySeeSchedule(actor: Actor, ownerUnitId: string): boolean {
  return holdsAt(actor, ownerUnitId, 'supervisor', 'leader')
}

/** The desk is for those who act for side A: who follows up, and who decides. */
export function hasDesk(actor: Actor): boolean {
  return holds(actor, 'supervisor', 'leader')
}

/** A head asks for more time; a clerk does not. */
export function mayRequestExtension(actor: Actor, sides: Sides): boolean {
  return holdsAt(actor, sides.unitId, 'head')
}

/** A leader of side A decides on more time, or a supervisor where the campaign says so; never who asked. */
export function mayDecideExtension(
  actor: Actor,
  sides: Sides,
  extension: { requestedBy: string },
  supervisorMayExtend: boolean,
): boolean {
  const roles: Role[] = supervisorMayExtend ? ['leader', 'supervisor'] : ['leader']
  return (
    roles.some((role) => actsFor(actor, sides, role)) &&
    extension.requestedBy !== actor.userId &&
    !holdsAt(actor, sides.unitId, 'head', 'clerk')
  )
}

/** Supervisors and leaders of side A remind. */
export function mayRemind(actor: Actor, sides: Sides): boolean {
  return (actsFor(actor, sides, 'supervisor') || actsFor(actor, sides, 'leader')) && !mayReport(actor, sides)
}

/** Whether the lists of a campaign are to be reminded from: a supervisor or leader of its owner. */
export function mayRemindIn(actor: Actor, ownerUnitId: string): boolean {
  return holdsAt(actor, ownerUnitId, 'supervisor', 'leader')
}

/** The office enters what a unit told it by telephone, on paper or by Zalo; somebody else accepts it. */
function mayEnterOnBehalf(actor: Actor, sides: Sides): boolean {
  return maySupervise(actor, sides)
}

/** The unit reports for itself; the office above enters what the unit told it. */
export function reportsAs(actor: Actor, sides: Sides): 'unit' | 'office' | null {
  if (mayReport(actor, sides)) return 'unit'
  return mayEnterOnBehalf(actor, sides) ? 'office' : null
}

/** What an office entered and another of it returned. */
export const isReturnedBehalf = (update: { onBehalf: boolean; state: string }) =>
  update.onBehalf && update.state === 'returned'

/** What the office entered and another of it returned is mended by the office; the unit's own words are the unit's. */
export function mayCorrect(
  actor: Actor,
  update: { onBehalf: boolean; state: string },
  sides: Sides,
): boolean {
  const as = reportsAs(actor, sides)
  return as === 'unit' || (as === 'office' && isReturnedBehalf(update))
}

/** Reads a campaign with everything in it: a post at its owner or above. An administrator's is none. */
export function mayReadCampaign(actor: Actor, { ownerPath }: { ownerPath: string }): boolean {
  return readablePaths(actor).some((path) => ownerPath.startsWith(path))
}

/** Whether a page of all units may be shown: to everybody above them, to a unit only if the campaign says so. */
export function maySeeLeagueTable(
  actor: Actor,
  campaign: { ownerPath: string; leagueTableOpen: boolean },
): boolean {
  const isBelow = readablePaths(actor).some((path) => path.startsWith(campaign.ownerPath))
  return (campaign.leagueTableOpen && isBelow) || mayReadCampaign(actor, campaign)
}

const DAY_MS = 86_400_000

/** Phones of communes stay signed in for a reporting cycle or two; nobody for ever. */
export const IDLE_LIMIT_MS = 14 * DAY_MS
export const ABSOLUTE_LIMIT_MS = 60 * DAY_MS

/** Accounts, units, imports and settings; no right in the business itself. */
export const mayAdminister = (actor: Actor): boolean => holds(actor, 'admin')

/** Sets up a campaign, its groups and its calendar: the administrator, or a supervisor of the unit that owns it. */
export function mayKeepCampaign(actor: Actor, ownerUnitId: string): boolean {
  return mayAdminister(actor) || holdsAt(actor, ownerUnitId, 'supervisor')
}

/** Opens drafts for the units of a campaign: a supervisor of the unit that owns it. */
export function mayOpenDrafts(actor: Actor, ownerUnitId: string): boolean {
  return holdsAt(actor, ownerUnitId, 'supervisor')
}

/** Draws up the commitment of a unit: the office of side A, never of the unit itself. */
export function mayDrawUp(actor: Actor, sides: Sides): boolean {
  return actsFor(actor, sides, 'supervisor')
}

/** Registers what its own unit promises, and puts it forward. */
export function mayRegister(actor: Actor, unitId: string): boolean {
  return holdsAt(actor, unitId, 'head')
}

/** Agrees to what a unit puts forward: a leader of side A; never who promises. */
export function mayAgree(actor: Actor, sides: Sides): boolean {
  return actsFor(actor, sides, 'leader') && !holdsAt(actor, sides.unitId, 'head', 'clerk')
}

/** Records that the paper was signed, and later its annexes: a supervisor of side A; never who promises. */
export function mayRecordSigning(actor: Actor, sides: Sides): boolean {
  return maySupervise(actor, sides)
}

/** Writes the targets of a draft: the office where it drew it up, the unit where it began it itself. */
export function mayDraft(actor: Actor, sides: Sides & { isOwn: boolean }): boolean {
  return sides.isOwn ? mayRegister(actor, sides.unitId) : mayDrawUp(actor, sides)
}

/** The days off count for every campaign at once: the administrator, or who keeps all that are running. */
export function mayKeepCalendar(actor: Actor, ownerUnitIds: readonly string[]): boolean {
  return (
    mayAdminister(actor) ||
    (ownerUnitIds.length > 0 && ownerUnitIds.every((id) => holdsAt(actor, id, 'supervisor')))
  )
}

/** Says at the end of the year what became of a promise: the unit's head, and the supervisors of side A. */
export function mayEvaluate(actor: Actor, sides: Sides): boolean {
  return holdsAt(actor, sides.unitId, 'head') || maySupervise(actor, sides)
}

/** Takes what is not done into next year's draft: who draws drafts up, and the unit itself. */
export function mayCarryOver(actor: Actor, sides: Sides): boolean {
  return mayRegister(actor, sides.unitId) || maySupervise(actor, sides)
}

/** Hands a target down to units below: a supervisor of its own unit, or of those to whom that unit promised it. */
export function mayHandDown(actor: Actor, sides: Sides): boolean {
  return holdsAt(actor, sides.unitId, 'supervisor') || maySupervise(actor, sides)
}

/** The units whose office this person is: what they draw up and keep for the units below. */
export const supervisedFrom = (actor: Actor): string[] => [
  ...new Set(actor.posts.filter(({ role }) => role === 'supervisor').map(({ unitId }) => unitId)),
]
