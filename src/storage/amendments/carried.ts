import { and, eq, inArray } from 'drizzle-orm'
import { type AmendmentLine, carriedCodes } from '../../domain/amendment.ts'
import type { Reader, Writer } from '../client.ts'
import { lockCommitment } from '../commitments/held.ts'
import { targets } from '../schema.ts'
import type { TargetRow } from '../targets.ts'
import { findFollowers } from '../year-end/find.ts'

/** The targets of years before that lines go on from, by their codes, without those that went on elsewhere. */
export async function findCarried(
  read: Reader,
  tenant: string,
  lines: readonly AmendmentLine[],
): Promise<Map<string, TargetRow>> {
  const codes = carriedCodes(lines)
  if (codes.length === 0) return new Map()
  const rows = await read
    .select()
    .from(targets)
    .where(and(eq(targets.tenant, tenant), inArray(targets.code, codes)))
  const followers = await findFollowers(
    read,
    tenant,
    rows.map(({ id }) => id),
  )
  return new Map(rows.filter(({ id }) => !followers.has(id)).map((row) => [row.code, row]))
}

/** The target that one line goes on from. */
export async function findCarriedOf(read: Reader, tenant: string, line: AmendmentLine) {
  const [row] = (await findCarried(read, tenant, [line])).values()
  return row
}

/** Whoever carries over from the same commitments meanwhile comes before this, or after. */
export async function lockCarried(tx: Writer, tenant: string, lines: readonly AmendmentLine[]) {
  const rows = [...(await findCarried(tx, tenant, lines)).values()]
  const ids = [...new Set(rows.map(({ commitmentId }) => commitmentId))].sort()
  for (const id of ids) await lockCommitment(tx, { tenant, id })
}
