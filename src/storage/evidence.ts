import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { and, asc, eq } from 'drizzle-orm'
import { fileTypeFromBuffer } from 'file-type'
import type { EvidenceFile } from '../domain/update.ts'
import type { Reader } from './client.ts'
import { evidence } from './schema.ts'

/** What may stand as evidence, told by its content and never by its name: pictures, PDF, Word and Excel. */
const KINDS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  // Word and Excel before 2007 share one container; its name tells which it is.
  'application/x-cfb': 'doc',
}

export type EvidenceFault = 'empty' | 'too_large' | 'wrong_kind'

/** A file that may be kept, or why it may not. */
export async function inspectFile(
  file: File,
  limitBytes: number,
): Promise<{ bytes: Buffer; kept: EvidenceFile } | { fault: EvidenceFault }> {
  if (file.size > limitBytes) return { fault: 'too_large' }
  const bytes = Buffer.from(await file.arrayBuffer())
  if (bytes.length === 0) return { fault: 'empty' }
  const kind = await fileTypeFromBuffer(bytes)
  if (!kind || !KINDS[kind.mime]) return { fault: 'wrong_kind' }
  const hash = createHash('sha256').update(bytes).digest('hex')
  return {
    bytes,
    kept: { hash, name: safeName(file.name, KINDS[kind.mime]!), mediaType: kind.mime, size: bytes.length },
  }
}

/** Writes the bytes under their hash and has them on disk before anybody is told; the same file is kept once. */
export async function storeFile(dataDir: string, hash: string, bytes: Buffer): Promise<void> {
  const path = pathOf(dataDir, hash)
  if (await stat(path).catch(() => undefined)) return
  await mkdir(join(dataDir, 'evidence', hash.slice(0, 2)), { recursive: true })
  const part = `${path}.${randomUUID()}.part`
  try {
    const handle = await open(part, 'wx')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, path)
  } catch (error) {
    await unlink(part).catch(() => {})
    throw error
  }
}

/** The bytes of a stored file, checked against the hash they are kept under. */
export async function readStored(dataDir: string, hash: string): Promise<Buffer | undefined> {
  const bytes = await readFile(pathOf(dataDir, hash)).catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (bytes && createHash('sha256').update(bytes).digest('hex') !== hash) {
    throw new Error(`the evidence ${hash} was changed on disk`)
  }
  return bytes
}

export interface EvidenceRow extends EvidenceFile {
  position: number
}

export async function listEvidence(read: Reader, tenant: string, updateId: string): Promise<EvidenceRow[]> {
  return await read
    .select({
      position: evidence.position,
      hash: evidence.hash,
      name: evidence.name,
      mediaType: evidence.mediaType,
      size: evidence.size,
    })
    .from(evidence)
    .where(and(eq(evidence.tenant, tenant), eq(evidence.updateId, updateId)))
    .orderBy(asc(evidence.position))
}

const pathOf = (dataDir: string, hash: string) => join(dataDir, 'evidence', hash.slice(0, 2), hash)

/** The last part of a name without what a file system or a header could take amiss, ending as its content says. */
function safeName(name: string, extension: string): string {
  const base = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = base
    // Marks that turn the direction of writing would let a name show another ending than it has.
    .replace(/[\p{Cc}\p{Bidi_Control}"<>|:*?]/gu, '')
    .replace(/^\.+/, '')
    .slice(-120)
    .toWellFormed()
  const isOldOffice = extension === 'doc' && /\.(doc|xls)$/i.test(plain)
  const fits =
    isOldOffice || new RegExp(`\\.(${extension}${extension === 'jpg' ? '|jpeg' : ''})$`, 'i').test(plain)
  return fits ? plain : `${plain || 'minh-chung'}.${extension}`
}
