import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { type Actor, mayReadInside } from '../domain/access.ts'
import type { Day, Instant } from '../domain/day.ts'
import { prepared, type Reader, type RowOf } from './client.ts'
import type { EvidenceRow } from './evidence.ts'
import { type Signer, signersOf } from './found-updates.ts'
import { extensionFiles, extensions, targets } from './schema.ts'
import { type FoundTarget, findTarget } from './targets.ts'

export type ExtensionRow = typeof extensions.$inferSelect

/** One request for more time with everything its page shows. */
export interface FoundExtension {
  row: ExtensionRow
  found: FoundTarget
  requestedBy: Signer
  opinionBy: Signer | null
  /** Null while it waits, and where the house itself let it lapse. */
  decidedBy: Signer | null
  files: EvidenceRow[]
}

/** The request, if this person sees its unit from inside; a unit that only helps sees no more than the new deadline. */
export async function findExtension(
  read: Reader,
  actor: Actor,
  id: string,
): Promise<FoundExtension | undefined> {
  const [stored] = await read
    .select({ row: extensions, code: targets.code })
    .from(extensions)
    .innerJoin(targets, and(eq(targets.tenant, extensions.tenant), eq(targets.id, extensions.targetId)))
    .where(and(eq(extensions.tenant, actor.tenant), eq(extensions.id, id)))
  const found = stored && (await findTarget(read, actor, stored.code))
  if (!found || !mayReadInside(actor, found.sides)) return undefined
  const { row } = stored
  const people = await signersOf(read, row.tenant, [row.requestedBy, row.opinionBy, row.decidedBy])
  return {
    row,
    found,
    requestedBy: people(row.requestedBy)!,
    opinionBy: people(row.opinionBy),
    decidedBy: people(row.decidedBy),
    files: await listExtensionFiles(read, row.tenant, row.id),
  }
}

export async function listExtensionFiles(read: Reader, tenant: string, id: string): Promise<EvidenceRow[]> {
  return await read
    .select({
      position: extensionFiles.position,
      hash: extensionFiles.hash,
      name: extensionFiles.name,
      mediaType: extensionFiles.mediaType,
      size: extensionFiles.size,
    })
    .from(extensionFiles)
    .where(and(eq(extensionFiles.tenant, tenant), eq(extensionFiles.extensionId, id)))
    .orderBy(asc(extensionFiles.position))
}

/** A request among the others of its target. */
export interface ListedExtension {
  row: ExtensionRow
  decidedBy: string | null
}

/** Everything ever requested for a target, the newest first. */
export async function listExtensionsOf(
  read: Reader,
  tenant: string,
  targetId: string,
): Promise<ListedExtension[]> {
  const rows = await read
    .select()
    .from(extensions)
    .where(and(eq(extensions.tenant, tenant), eq(extensions.targetId, targetId)))
    .orderBy(desc(extensions.requestedAt), desc(extensions.id))
    .limit(50)
  const people = await signersOf(
    read,
    tenant,
    rows.map(({ decidedBy }) => decidedBy),
  )
  return rows.map((row) => ({ row, decidedBy: people(row.decidedBy)?.title ?? null }))
}

/** What a page says of a request that waits. */
export interface PendingRequest {
  id: string
  requestedAt: Instant
  proposedDueOn: Day
}

/** The request of a target that waits for its decision; there is one at most. */
export async function findPendingExtension(
  read: Reader,
  tenant: string,
  targetId: string,
): Promise<PendingRequest | undefined> {
  const values = { tenant, target: targetId }
  const [row] = await prepared<RowOf<typeof selectPending>>(read, 'extension-pending', selectPending, values)
  return row
}

function selectPending(read: Reader) {
  return read
    .select({
      id: extensions.id,
      requestedAt: extensions.requestedAt,
      proposedDueOn: extensions.proposedDueOn,
    })
    .from(extensions)
    .where(
      and(
        eq(extensions.tenant, sql.placeholder('tenant')),
        eq(extensions.targetId, sql.placeholder('target')),
        isNull(extensions.decision),
      ),
    )
    .orderBy(asc(extensions.requestedAt), asc(extensions.id))
    .limit(1)
}
