import type { Day } from '../../domain/day.ts'
import type { ExtensionDecision, OpinionStance } from '../../domain/follow-up.ts'
import {
  amount,
  day,
  foreignKey,
  id,
  index,
  instant,
  int,
  primaryKey,
  table,
  tenant,
  text,
} from '../columns.ts'
import { targets } from './targets.ts'

/** A request to move a due date, and its decision. */
export const extensions = table(
  'extensions',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    targetId: id('target_id').notNull(),
    requestedBy: id('requested_by').notNull(),
    requestedAt: instant('requested_at').notNull(),
    proposedDueOn: day('proposed_due_on').$type<Day>().notNull(),
    reasonCode: text('reason_code').notNull(),
    reason: text('reason').notNull(),
    decision: text('decision').$type<ExtensionDecision>(),
    decidedBy: id('decided_by'),
    decidedAt: instant('decided_at'),
    newDueOn: day('new_due_on').$type<Day>(),
    /** What the office advises, before the leader decides. */
    opinionStance: text('opinion_stance').$type<OpinionStance>(),
    opinion: text('opinion'),
    opinionBy: id('opinion_by'),
    opinionAt: instant('opinion_at'),
    /** The words of the decision, and the document it rests on. */
    comment: text('comment'),
    document: text('document'),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.targetId], foreignColumns: [targets.tenant, targets.id] }),
    index('extensions_target').on(t.tenant, t.targetId, t.requestedAt),
    index('extensions_pending').on(t.tenant, t.decision, t.requestedAt),
  ],
)

/** A file that came with a request for more time, under the SHA-256 of its bytes. */
export const extensionFiles = table(
  'extension_files',
  {
    tenant: tenant(),
    extensionId: id('extension_id').notNull(),
    position: int('position').notNull(),
    hash: text('hash').notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    size: amount('size').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.extensionId, t.position] }),
    foreignKey({ columns: [t.tenant, t.extensionId], foreignColumns: [extensions.tenant, extensions.id] }),
  ],
)
