import { and, asc, eq } from 'drizzle-orm'
import type { Day, Instant } from '../domain/day.ts'
import type { FollowUpStep } from '../domain/follow-up.ts'
import type { Reader, Writer } from './client.ts'
import { signersOf } from './found-updates.ts'
import { newId } from './ids.ts'
import { followUpSteps } from './schema.ts'

export type Subject = { kind: 'proposal' | 'direction'; id: string }

export interface NewStep {
  step: FollowUpStep
  partId?: string | null
  /** The day on the document, where that is another one than today. */
  onDay?: Day | null
  toWhom?: string
  document?: string
  body?: string
}

/** Writes one step of a proposal or a direction beside the change that it made. */
export async function addStep(
  tx: Writer,
  tenant: string,
  subject: Subject,
  step: NewStep,
  by: { userId: string; now: Instant },
): Promise<void> {
  await tx.insert(followUpSteps).values({
    tenant,
    id: newId(by.now),
    subjectKind: subject.kind,
    subjectId: subject.id,
    at: by.now,
    byUserId: by.userId,
    ...step,
  })
}

/** Its whole life in the order in which it was lived, people by post. One has a few dozen steps at most. */
export async function listSteps(read: Reader, tenant: string, subject: Subject) {
  const rows = await read
    .select()
    .from(followUpSteps)
    .where(
      and(
        eq(followUpSteps.tenant, tenant),
        eq(followUpSteps.subjectKind, subject.kind),
        eq(followUpSteps.subjectId, subject.id),
      ),
    )
    .orderBy(asc(followUpSteps.at), asc(followUpSteps.id))
    .limit(500)
  const names = await signersOf(
    read,
    tenant,
    rows.map((row) => row.byUserId),
  )
  return rows.map((row) => ({ ...row, by: names(row.byUserId)?.title ?? '' }))
}
