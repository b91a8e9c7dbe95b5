import { createHash, type Hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { hashedPart, type IssueWords, type Snapshot, wholeSnapshot } from '../../domain/snapshot.ts'

/** What is hashed as canonical JSON in its bytes, its SHA-256, and the same read from it again. */
export interface SealedSnapshot {
  bytes: Uint8Array
  hash: string
  snapshot: Snapshot
}

/**
 * The canonical JSON (RFC 8785) of what is hashed, put together item by item: as one text, that of a large campaign
 * takes twice the memory of its bytes.
 */
export function sealSnapshot(told: Snapshot): SealedSnapshot {
  const part: Record<string, unknown> = { ...hashedPart(told) }
  const [hash, pieces, read]: [Hash, Buffer[], Record<string, unknown>] = [createHash('sha256'), [], {}]
  const say = (text: string) => {
    const bytes = Buffer.from(text)
    hash.update(bytes)
    pieces.push(bytes)
  }
  const sayValue = (value: unknown) => {
    const text = canonicalize(value)!
    say(text)
    return JSON.parse(text)
  }
  const sayList = (items: readonly unknown[]) => {
    say('[')
    const all = items.map((item, n) => {
      if (n > 0) say(',')
      return sayValue(item)
    })
    say(']')
    return all
  }
  const names = Object.keys(part).filter((name) => part[name] !== undefined)
  for (const [n, name] of names.sort().entries()) {
    const value = part[name]
    say(`${n === 0 ? '{' : ','}${JSON.stringify(name)}:`)
    read[name] = Array.isArray(value) ? sayList(value) : sayValue(value)
  }
  say('}')
  const digest = hash.digest('hex')
  return {
    bytes: Buffer.concat(pieces),
    hash: digest,
    snapshot: wholeSnapshot(read as unknown as ReturnType<typeof hashedPart>, digest),
  }
}

export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex')

export const readSnapshot = (
  row: { snapshot: string; hash: string },
  issue: Partial<IssueWords> = {},
): Snapshot => wholeSnapshot(JSON.parse(row.snapshot), row.hash, issue)
