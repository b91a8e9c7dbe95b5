import type { Writer } from '../client.ts'
import { weeklyFiles } from '../schema.ts'
import { sha256 } from './hash.ts'

export interface WeeklyFile {
  /** Such as 'xlsx', 'excel-csv' or 'pdf-en'. */
  format: string
  bytes: Uint8Array
}

/** Keeps the files of a summary for good; gives what the audit event says of them. */
export async function keepFiles(tx: Writer, tenant: string, summaryId: string, files: WeeklyFile[]) {
  const rows = files.map(({ format, bytes }) => ({ format, bytes: asBuffer(bytes), hash: sha256(bytes) }))
  for (const row of rows) await tx.insert(weeklyFiles).values({ tenant, summaryId, ...row })
  return rows.map(({ format, hash }) => ({ format, hash }))
}

/** The same bytes, not copied: those of a large week are many. */
const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, byteLength)
