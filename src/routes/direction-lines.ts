import type { DirectionLine } from '../../views/directions/shapes.ts'
import type { Actor } from '../domain/access.ts'
import { keepsDirection } from '../domain/access-follow-up.ts'
import type { ListedDirection } from '../storage/directions/rows.ts'

/** A direction as one row of `DirectionTable`. */
export function lineOf(
  actor: Actor,
  { row, leads, helpers, dueOn, status, daysLate }: ListedDirection,
): DirectionLine {
  return {
    code: row.code,
    body: row.body,
    issuedByPost: row.issuedByPost,
    issuedOn: row.issuedOn,
    leads: leads.map(({ name }) => name),
    helpers,
    dueOn,
    status,
    daysLate,
    mayAssign: status === 'recorded' && keepsDirection(actor, row.ownerUnitId),
  }
}
