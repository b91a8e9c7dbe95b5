import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Reader } from './client.ts'
import type { directions, proposals } from './schema.ts'

/** Read from the highest down: past those that an import brought with something else than a number behind the stem. */
const CODES_READ = 50

/** The number after the highest that follows the stem in the codes of a register: 8 after KN-2022-09-07. */
export async function nextNumber(
  read: Reader,
  register: typeof proposals | typeof directions,
  tenant: string,
  stem: string,
): Promise<number> {
  // Both have the columns that are asked for here.
  const table = register as typeof proposals
  const rows = await read
    .select({ code: table.code })
    .from(table)
    .where(and(eq(table.tenant, tenant), gte(table.code, stem), lt(table.code, `${stem}~`)))
    .orderBy(desc(sql`length(${table.code})`), desc(table.code))
    .limit(CODES_READ)
  const numbers = rows.map(({ code }) => code.slice(stem.length)).filter((text) => /^\d{1,6}$/.test(text))
  return Math.max(0, ...numbers.map(Number)) + 1
}

/** CD-2022-07, KN-2022-09-112. */
export const numbered = (stem: string, number: number): string => stem + String(number).padStart(2, '0')
