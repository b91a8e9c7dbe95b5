import { and, eq } from 'drizzle-orm'
import { amendments, commitments } from '../../src/storage/schema.ts'
import type { House } from './house.ts'

export const ANNEXES = '/commitments/CK-H-A/amendments'

export const signed = { document: '01-PL/HU', signed_on: '5/9/2022', effective_from: '1/9/2022' }

export const annexId = (n: number) => `0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f1${String(n).padStart(2, '0')}`

/** A draft with the next number; its address. */
export async function draft(house: House, n = 1): Promise<string> {
  const fields = { id: annexId(n), reason: 'Tỉnh giao bổ sung dự toán', effective_from: '1/9/2022' }
  const sent = await house.as('supervisor').post(`${ANNEXES}/new`, fields)
  if (sent.status !== 303) throw new Error(`${sent.status}: ${await sent.text()}`)
  return sent.headers.get('location')!
}

export async function storedAnnex(house: House, number: number) {
  const [row] = await house.db.read
    .select({ annex: amendments, version: commitments.version, state: commitments.state })
    .from(amendments)
    .innerJoin(
      commitments,
      and(eq(commitments.tenant, amendments.tenant), eq(commitments.id, amendments.commitmentId)),
    )
    .where(eq(amendments.number, number))
  return row!
}
