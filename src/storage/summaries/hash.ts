import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { hashedPart, type Snapshot, wholeSnapshot } from '../../domain/snapshot.ts'

/** The canonical JSON (RFC 8785) of what is hashed, and its SHA-256. */
export function sealSnapshot(snapshot: Snapshot): { text: string; hash: string } {
  const text = canonicalize(hashedPart(snapshot))!
  return { text, hash: createHash('sha256').update(text).digest('hex') }
}

export function readSnapshot(row: { snapshot: string; hash: string; number: string | null }): Snapshot {
  return wholeSnapshot(JSON.parse(row.snapshot), row.hash, { number: row.number })
}
