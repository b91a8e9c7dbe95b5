import type { ImportFile } from '../../domain/import.ts'
import type { Holdings } from './holdings.ts'

/** Columns that no signature stands below: where a row is shown, and what became of it since. */
const unsignedColumns: Partial<Record<ImportFile, readonly string[]>> = {
  commitments: ['state'],
  targets: ['sort_order', 'headline', 'evidence_required', 'state', 'state_on', 'state_document'],
  plan_revisions: [],
}

/** Tells whether a change of a row that is there changes what was signed: only an amendment should. */
export function signedIn({ commitments, targets }: Holdings, file: ImportFile) {
  const unsigned = unsignedColumns[file]
  if (!unsigned) return () => false
  const signed = new Set([...commitments.values()].filter((row) => row.isSigned).map((row) => row.code))
  const commitmentOf = new Map(
    [...targets.values()].map(({ code, commitmentId }) => [code, commitments.get(commitmentId)!.code]),
  )
  const documentOf = (row: { code?: string; target?: string }) =>
    file === 'commitments' ? row.code : commitmentOf.get((file === 'targets' ? row.code : row.target) ?? '')
  return (row: object, columns: readonly string[]) =>
    signed.has(documentOf(row) ?? '') && columns.some((column) => !unsigned.includes(column))
}
