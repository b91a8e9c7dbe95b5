import { and, eq, max } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { EvidenceFile } from '../../domain/update.ts'
import type { Annex } from '../amendments.ts'
import type { Writer } from '../client.ts'
import { commitmentFiles } from '../schema.ts'
import type { Moment } from '../updates.ts'

/** Keeps the scans of an annex after those that the commitment has. */
export async function addScans(
  tx: Writer,
  actor: Actor,
  { tenant, id }: { tenant: string; id: string },
  annex: Annex,
  files: readonly EvidenceFile[],
  at: Moment,
) {
  if (files.length === 0) return
  const [last] = await tx
    .select({ position: max(commitmentFiles.position) })
    .from(commitmentFiles)
    .where(and(eq(commitmentFiles.tenant, tenant), eq(commitmentFiles.commitmentId, id)))
  await tx.insert(commitmentFiles).values(
    files.map(({ hash, name, mediaType, size }, n) => ({
      ...{ tenant, commitmentId: id, amendmentId: annex.id, hash, name, mediaType, size },
      position: (last?.position ?? 0) + n + 1,
      addedBy: actor.userId,
      addedAt: at.now,
    })),
  )
}
