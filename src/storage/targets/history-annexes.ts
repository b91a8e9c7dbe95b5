import type { AmendmentLine } from '../../domain/amendment.ts'
import type { Day, Instant } from '../../domain/day.ts'
import { prepared, type Reader, type RowOf } from '../client.ts'
import type { FoundTarget } from '../targets.ts'
import { selectAnnexes } from './history-queries.ts'

/** What a signed annex made of a target, beside its plan and its deadline, which are decisions of their own. */
export interface AnnexEvent {
  commitment: string
  number: number
  document: string
  signedOn: Day | null
  line: AmendmentLine
}

/** Of every signed annex that says something of a target. */
export async function listAnnexed(
  read: Reader,
  { row, commitment }: FoundTarget,
): Promise<(AnnexEvent & { id: string; at: Instant })[]> {
  const values = { tenant: row.tenant, commitment: row.commitmentId }
  const annexes = await prepared<RowOf<typeof selectAnnexes>>(read, 'history-annexes', selectAnnexes, values)
  return annexes.flatMap(({ number, document, signedOn, signedAt, lines }) => {
    const line = lines.find(({ code }) => code === row.code)
    const told = line && beside(line)
    if (!told) return []
    const event = { commitment: commitment.code, number, document: document ?? '', signedOn, line: told }
    return [{ id: `annex-${number}`, at: signedAt ?? 0, ...event }]
  })
}

/** A line without its plan and its deadline; null where nothing else is left. */
function beside(line: AmendmentLine): AmendmentLine | null {
  if (line.kind !== 'change') return line
  const { plan: _, plan_from: __, due_on: ___, ...after } = line.after
  return Object.keys(after).length > 0 ? { ...line, after } : null
}
