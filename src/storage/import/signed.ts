import type { ImportFile } from '../../domain/import.ts'
import type { Holdings } from './holdings.ts'

/** Columns that no signature stands below: where a row is shown, and what became of it since. */
const unsignedColumns: Partial<Record<ImportFile, readonly string[]>> = {
  commitments: ['state'],
  targets: ['sort_order', 'headline', 'evidence_required', 'state', 'state_on', 'state_document'],
  plan_revisions: [],
}

/**
 * Tells whether a change of a row that is there changes what was signed, and whether a new row is added to it: only an
 * amendment should. The first targets of a document are what it was signed with, whichever file brings them, and a new
 * version of a plan names the decision by which it counts.
 */
export function signedIn({ commitments, targets }: Holdings, file: ImportFile) {
  const unsigned = unsignedColumns[file]
  if (!unsigned) return { isChanged: () => false, isAdded: () => false }
  const signed = new Set([...commitments.values()].filter((row) => row.isSigned).map((row) => row.code))
  const commitmentOf = new Map(
    [...targets.values()].map(({ code, commitmentId }) => [code, commitments.get(commitmentId)!.code]),
  )
  const documentOf = (row: Naming) => {
    if (file === 'commitments') return row.code
    return file === 'targets' ? row.commitment : commitmentOf.get(row.target ?? '')
  }
  const isOfSigned = (row: object) => signed.has(documentOf(row) ?? '')
  const filled = new Set(file === 'targets' ? commitmentOf.values() : [])
  return {
    isChanged: (there: object, row: object, columns: readonly string[]) =>
      [there, row].some(isOfSigned) && columns.some((column) => !unsigned.includes(column)),
    isAdded: (row: object) => isOfSigned(row) && filled.has((row as Naming).commitment ?? ''),
  }
}

interface Naming {
  code?: string
  commitment?: string
  target?: string
}
