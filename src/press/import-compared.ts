import { type ReadImport, stillHolds } from '../imports/read-import.ts'
import type { Reader, Writer } from '../storage/client.ts'
import { loadKnownCodes } from '../storage/import/codes.ts'
import { type Comparison, compareImport } from '../storage/import/compare.ts'
import { type ImportOrder, importData } from '../storage/import.ts'
import { hasMovedSince } from '../storage/import-batches.ts'
import { holdDeeds } from '../storage/summaries/size.ts'

/** The house has changed since an import was compared with it, and something else would come of it now. */
export class MovedOn extends Error {
  constructor() {
    super('the house has changed while the files were read')
  }
}

/** What was read, what it would change, and the last deed before either was looked at. */
export interface ComparedImport {
  found: Pick<ReadImport, 'data' | 'given'>
  comparison: Comparison
  seq: number
}

/** Writes what was seen and nothing else: whoever did something meanwhile makes it compared once more. */
export async function importCompared(
  tx: Writer,
  order: ImportOrder,
  compared: ComparedImport,
  detail: Record<string, unknown>,
): Promise<void> {
  const { data, given } = compared.found
  await holdDeeds(tx, order.tenant)
  const isMoved = await hasMovedSince(tx, order.tenant, compared.seq)
  if (isMoved && !(await comesOut(tx, order, compared))) throw new MovedOn()
  await importData(tx, order, data, { given, detail })
}

async function comesOut(read: Reader, house: ImportOrder, { found, comparison }: ComparedImport) {
  const { data, given } = found
  if (!stillHolds(data, await loadKnownCodes(read, house.tenant))) return false
  return (await compareImport(read, house, data, given)).digest === comparison.digest
}
