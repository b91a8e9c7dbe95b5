import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { hashedPart, type IssueWords, type Snapshot, wholeSnapshot } from '../../domain/snapshot.ts'

/** The canonical JSON (RFC 8785) of what is hashed, and its SHA-256. */
export function sealSnapshot(snapshot: Snapshot): { text: string; hash: string } {
  const text = canonicalize(hashedPart(snapshot))!
  return { text, hash: sha256(text) }
}

export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex')

export const readSnapshot = (
  row: { snapshot: string; hash: string },
  issue: Partial<IssueWords> = {},
): Snapshot => wholeSnapshot(JSON.parse(row.snapshot), row.hash, issue)
