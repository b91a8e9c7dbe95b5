import { type Actor, holdsAt, readablePaths } from './access.ts'

/** Where a proposal stands: who asks, and which unit of the tree owes the answer. */
export interface ProposalSides {
  unitId: string
  unitPath: string
  /** Null where the answer comes from outside the tree. */
  waitsForUnitId: string | null
  waitsForPath: string | null
  /** The unit asking owns a campaign: its own office keeps the register of what it asks of the level above. */
  isOwner: boolean
}

/** A unit's head raises its proposals; for the owner of a campaign its supervisors keep the register. */
export function mayRaiseProposal(actor: Actor, unit: { id: string; isOwner: boolean }): boolean {
  return holdsAt(actor, unit.id, 'head', ...(unit.isOwner ? (['supervisor'] as const) : []))
}

export function mayReadProposal(actor: Actor, sides: ProposalSides): boolean {
  const { waitsForUnitId } = sides
  return (
    readablePaths(actor).some((path) => sides.unitPath.startsWith(path)) ||
    actor.posts.some((post) => post.role !== 'admin' && post.unitId === waitsForUnitId)
  )
}

/** Acknowledges, forwards and answers: the office of the unit that owes the answer, or the head of it; never who asks. */
export function mayAnswerProposal(actor: Actor, { unitId, waitsForUnitId }: ProposalSides): boolean {
  return (
    waitsForUnitId !== null &&
    holdsAt(actor, waitsForUnitId, 'supervisor', 'leader', 'head') &&
    !holdsAt(actor, unitId, 'head', 'clerk')
  )
}

/** Sends on, withdraws, takes an answer as settling it, and records what came back on paper. */
export function mayKeepProposal(actor: Actor, sides: ProposalSides): boolean {
  return mayRaiseProposal(actor, { id: sides.unitId, isOwner: sides.isOwner })
}

/** The office of a campaign's owner records what was ordered and hands it out. */
export function mayRecordDirection(actor: Actor, ownerUnitId: string): boolean {
  return holdsAt(actor, ownerUnitId, 'supervisor')
}

/** The head of the lead unit takes note of a task and reports on it. */
export function mayCarryOut(actor: Actor, leadUnitId: string): boolean {
  return holdsAt(actor, leadUnitId, 'head')
}

/** A leader closes what was ordered, or sends it back. */
export function mayCloseDirection(actor: Actor, ownerUnitId: string): boolean {
  return holdsAt(actor, ownerUnitId, 'leader')
}

/** The office that keeps a direction; one that nobody keeps is handed out and noted by nobody. */
export function keepsDirection(actor: Actor, ownerUnitId: string | null): boolean {
  return ownerUnitId !== null && mayRecordDirection(actor, ownerUnitId)
}

/** The office that keeps a direction, and the unit that leads a task of it. */
export interface TaskSides {
  ownerUnitId: string | null
  leadUnitId: string
}

/** Nobody closes what is theirs to report. */
export function mayCloseTask(actor: Actor, { ownerUnitId, leadUnitId }: TaskSides): boolean {
  return ownerUnitId !== null && mayCloseDirection(actor, ownerUnitId) && !mayCarryOut(actor, leadUnitId)
}

/** Sends back what was reported here: the office, or a leader of it. What a target reported is sent back there. */
export function mayReturnTask(actor: Actor, sides: TaskSides): boolean {
  const isOffice = keepsDirection(actor, sides.ownerUnitId) && !mayCarryOut(actor, sides.leadUnitId)
  return isOffice || mayCloseTask(actor, sides)
}
