import type { Role } from '../../domain/access.ts'
import type { CommitmentDeed, CommitmentSides } from '../../domain/commitment.ts'
import { dayOf } from '../../domain/day.ts'
import type { Writer } from '../client.ts'
import { tell } from '../notices.ts'
import { recipientIds } from '../recipients.ts'
import type { commitments } from '../schema.ts'
import type { Moment } from '../updates.ts'

export const commitmentPath = (code: string) => `/commitments/${encodeURIComponent(code)}`

/** Who hears of a step: posts of the unit, posts of side A. */
const heard: Record<CommitmentDeed | 'close', { unit: Role[]; sideA: Role[] }> = {
  hand: { unit: ['head', 'clerk'], sideA: [] },
  ask: { unit: ['clerk'], sideA: ['supervisor'] },
  propose: { unit: ['clerk'], sideA: ['leader', 'supervisor'] },
  return: { unit: ['head', 'clerk'], sideA: ['supervisor'] },
  agree: { unit: ['head', 'clerk'], sideA: ['supervisor'] },
  sign: { unit: ['head', 'clerk'], sideA: ['leader'] },
  close: { unit: ['head', 'clerk'], sideA: ['leader'] },
  withdraw: { unit: ['head', 'clerk'], sideA: ['leader', 'supervisor'] },
}

interface Told {
  row: typeof commitments.$inferSelect
  unitName: string
  /** `close` is the end of it, after its campaign. */
  deed: CommitmentDeed | 'close'
  note: string
  sides: CommitmentSides
}

/** Tells the other side of a step; what a unit kept to itself is told to nobody above. */
export async function tellStep(
  tx: Writer,
  { row, unitName, deed, note, sides }: Told,
  at: Moment & { except: string },
): Promise<void> {
  const { tenant, code } = row
  const today = dayOf(at.now, at.zone)
  const { unit, sideA } = heard[deed]
  const isKnown = !sides.isOwn || sides.wasProposed || deed === 'propose'
  const people = [
    ...(await recipientIds(tx, tenant, [row.unitId], unit, today)),
    ...(isKnown && sideA.length ? await recipientIds(tx, tenant, [row.upperUnitId], sideA, today) : []),
  ]
  const detail = { code, title: code, unit: unitName, deed, words: note }
  await tell(tx, tenant, people, { kind: 'commitment_moved', path: commitmentPath(code), detail }, at)
}
