import type { EvidenceFile } from '../domain/update.ts'
import { inspectFile, readStored, storeFile } from '../storage/evidence.ts'
import type { Visit } from './visit.ts'

/** A stored file for whoever may see what it stands behind; it is saved, never opened inside the house. */
export async function sendFile(c: Visit, file: EvidenceFile | undefined) {
  const bytes = file && (await readStored(c.var.config.dataDir, file.hash))
  if (!file || !bytes) return await c.notFound()

  c.header('Content-Type', file.mediaType)
  c.header('Content-Disposition', attachment(file.name))
  c.header('Cache-Control', 'private, no-store')
  return c.body(new Uint8Array(bytes))
}

/** RFC 6266: the name in ASCII for old browsers, and as it is, Vietnamese kept. */
function attachment(name: string): string {
  const ascii = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .replace(/[^\x20-\x7e]|["\\%;]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/** A form carries no more, together with the ones it keeps. */
export const MOST_FILES = 5

const reasons = { empty: 'file_empty', too_large: 'file_too_large', wrong_kind: 'file_kind' } as const

/** Why files were refused; `hint` is the file's name, or how many there may be. */
interface FileProblem {
  field: 'evidence'
  reason: (typeof reasons)[keyof typeof reasons] | 'too_many_files'
  hint: string
}

export interface Received {
  /** The kept ones, and after them those that came. */
  files: EvidenceFile[]
  problems: FileProblem[]
  /** Writes what was received; only once the whole form is well. */
  store: () => Promise<void>
}

/** Files that came with a form, told by their content, beside stored ones that it keeps; the same one twice is one. */
export async function receiveFiles(c: Visit, sent: File[], kept: EvidenceFile[] = []): Promise<Received> {
  const bytes = new Map<string, Buffer>()
  const files = [...kept]
  const problems: FileProblem[] = []
  const isTooMany = kept.length + sent.length > MOST_FILES
  if (isTooMany) problems.push({ field: 'evidence', reason: 'too_many_files', hint: String(MOST_FILES) })
  for (const file of isTooMany ? [] : sent) {
    const inspected = await inspectFile(file, c.var.config.uploadLimitBytes)
    if ('fault' in inspected) {
      problems.push({ field: 'evidence', reason: reasons[inspected.fault], hint: file.name.slice(0, 100) })
      continue
    }
    if (!files.some(({ hash }) => hash === inspected.kept.hash)) files.push(inspected.kept)
    bytes.set(inspected.kept.hash, inspected.bytes)
  }
  const store = async () => {
    for (const [hash, content] of bytes) await storeFile(c.var.config.dataDir, hash, content)
  }
  return { files, problems, store }
}
