import { and, asc, eq, isNull, max } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { EvidenceFile } from '../../domain/update.ts'
import { recordAs } from '../audit.ts'
import { forUpdate, type Reader, type Writer } from '../client.ts'
import { commitmentFiles, commitments } from '../schema.ts'
import type { Moment } from '../updates.ts'

export type CommitmentFile = Pick<
  typeof commitmentFiles.$inferSelect,
  'position' | 'hash' | 'name' | 'mediaType' | 'size' | 'addedAt'
>

const columns = {
  position: commitmentFiles.position,
  hash: commitmentFiles.hash,
  name: commitmentFiles.name,
  mediaType: commitmentFiles.mediaType,
  size: commitmentFiles.size,
  addedAt: commitmentFiles.addedAt,
}

/** The scans of the signed paper; those of its annexes stand with the annexes. */
export async function listFiles(
  read: Reader,
  tenant: string,
  commitmentId: string,
): Promise<CommitmentFile[]> {
  return await read
    .select(columns)
    .from(commitmentFiles)
    .where(
      and(
        eq(commitmentFiles.tenant, tenant),
        eq(commitmentFiles.commitmentId, commitmentId),
        isNull(commitmentFiles.amendmentId),
      ),
    )
    .orderBy(asc(commitmentFiles.position))
}

/** Any scan of a commitment, its own or of an annex, by its place. */
export async function findFile(
  read: Reader,
  tenant: string,
  commitmentId: string,
  position: number,
): Promise<CommitmentFile | undefined> {
  const [file] = await read
    .select(columns)
    .from(commitmentFiles)
    .where(
      and(
        eq(commitmentFiles.tenant, tenant),
        eq(commitmentFiles.commitmentId, commitmentId),
        eq(commitmentFiles.position, position),
      ),
    )
  return file
}

interface Whose {
  tenant: string
  id: string
  code: string
}

/** Keeps scans under a commitment; one that is there already is kept once. The first stands as its check code. */
export async function addFiles(
  tx: Writer,
  actor: Actor,
  { tenant, id }: Whose,
  files: readonly EvidenceFile[],
  at: Moment,
): Promise<number> {
  const [row] = await forUpdate(
    tx
      .select({ scanHash: commitments.scanHash })
      .from(commitments)
      .where(and(eq(commitments.tenant, tenant), eq(commitments.id, id))),
  )
  const there = await listFiles(tx, tenant, id)
  const [last] = await tx
    .select({ position: max(commitmentFiles.position) })
    .from(commitmentFiles)
    .where(and(eq(commitmentFiles.tenant, tenant), eq(commitmentFiles.commitmentId, id)))
  const fresh = files.filter(({ hash }) => !there.some((one) => one.hash === hash))
  if (fresh.length === 0) return 0
  const from = (last?.position ?? 0) + 1
  await tx.insert(commitmentFiles).values(
    fresh.map(({ hash, name, mediaType, size }, n) => ({
      ...{ tenant, commitmentId: id, position: from + n, hash, name, mediaType, size },
      addedBy: actor.userId,
      addedAt: at.now,
    })),
  )
  if (row?.scanHash === null) {
    await tx
      .update(commitments)
      .set({ scanHash: fresh[0]!.hash })
      .where(and(eq(commitments.tenant, tenant), eq(commitments.id, id)))
  }
  return fresh.length
}

/** Adds scans to what was signed before; those that are there already change nothing. */
export async function addScans(
  tx: Writer,
  actor: Actor,
  row: Whose,
  files: readonly EvidenceFile[],
  at: Moment,
): Promise<void> {
  const added = await addFiles(tx, actor, row, files, at)
  if (added === 0) return
  await recordAs(tx, actor, at.now, {
    deed: 'commitment.scanned',
    subjectKind: 'commitment',
    subject: row.code,
    detail: { files: files.map(({ hash, name }) => ({ hash, name })) },
  })
}
