import { clearBatches, hasOldBatches } from '../storage/import-batches.ts'
import type { Office } from './office.ts'

/** What was brought for an import and not confirmed within a day goes. */
export async function clearImports({ db, config, now }: Office): Promise<void> {
  const { tenant } = config
  if (!(await hasOldBatches(db.read, tenant, now()))) return
  await db.tx((tx) => clearBatches(tx, tenant, now()))
}
