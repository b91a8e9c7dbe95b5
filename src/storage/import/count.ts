import { and, eq, inArray } from 'drizzle-orm'
import { type ImportFile, importFiles } from '../../domain/import.ts'
import type { Reader } from '../client.ts'
import {
  calendarDays,
  campaigns,
  commitments,
  directions,
  extensions,
  planVersions,
  posts,
  proposals,
  referenceValues,
  reminders,
  targets,
  taskGroups,
  units,
  updates,
} from '../schema.ts'

const tables = {
  campaigns,
  task_groups: taskGroups,
  units,
  users: posts,
  commitments,
  targets,
  plan_revisions: planVersions,
  reference_values: referenceValues,
  updates,
  extensions,
  proposals,
  directions,
  reminders,
  calendar: calendarDays,
} as const satisfies Record<ImportFile, unknown>

/** Rows by file, as an export would write them. */
export async function countHeld(read: Reader, tenant: string): Promise<Record<ImportFile, number>> {
  const counts = {} as Record<ImportFile, number>
  for (const file of importFiles) {
    const table = tables[file]
    const mine = eq(table.tenant, tenant)
    const isTold = inArray(updates.state, ['submitted', 'accepted', 'returned'])
    counts[file] = await read.$count(table, file === 'updates' ? and(mine, isTold)! : mine)
  }
  return counts
}
