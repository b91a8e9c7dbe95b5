import type { TypedOpinion, TypedRuling } from '../../views/extensions/decision.tsx'
import { ExtensionNote } from '../../views/extensions/note.tsx'
import type { ExtensionPageProps } from '../../views/extensions/page.tsx'
import type { ExtensionTarget, OtherRequest, Outcome } from '../../views/extensions/shapes.ts'
import type { Html } from '../../views/reader.ts'
import { mayDecideExtension, mayReadInside, mayRequestExtension, maySupervise } from '../domain/access.ts'
import { annexOf, barToAsking, dueBefore } from '../domain/extension.ts'
import { opinionStances } from '../domain/follow-up.ts'
import {
  type ExtensionRow,
  type FoundExtension,
  findPendingExtension,
  listExtensionsOf,
} from '../storage/found-extensions.ts'
import type { FoundTarget } from '../storage/targets.ts'
import { choose, type Form } from './forms.ts'
import type { Visit } from './visit.ts'

const rulings = ['grant', 'grant_other', 'refuse'] as const

export const typedRuling = (form: Form): TypedRuling => ({
  decision: choose(form.text('decision'), rulings) ?? '',
  due_on: form.text('due_on'),
  comment: form.text('comment'),
  document: form.text('document'),
})

export const typedOpinion = (form: Form): TypedOpinion => ({
  stance: choose(form.text('stance'), opinionStances) ?? '',
  opinion: form.text('opinion'),
})

export function briefOf({ row, unit, campaign }: FoundTarget): ExtensionTarget {
  const { code, title, dueOn, dueOriginal, extensionCount } = row
  const { maximumExtensions } = campaign
  return { code, title, unitName: unit.name, dueOn, dueOriginal, extensionCount, maximumExtensions }
}

/** What this person may do with a request, whether it still waits or not. */
export function mayWith(c: Visit, { row, found }: FoundExtension) {
  const { actor } = c.var
  return {
    decide: mayDecideExtension(actor, found.sides, row, found.campaign.supervisorMayExtend),
    advise: maySupervise(actor, found.sides),
    withdraw: mayRequestExtension(actor, found.sides),
  }
}

/** For the page of a target: the request that waits, and where the head of its unit may ask for more time. */
export async function extensionOf(
  c: Visit,
  { row, campaign, sides }: FoundTarget,
): Promise<{ note: Html | null; requestHref: string | null }> {
  const { db, actor, reader } = c.var
  if (!mayReadInside(actor, sides)) return { note: null, requestHref: null }
  const pending = await findPendingExtension(db.read, row.tenant, row.id)
  const mayAsk = mayRequestExtension(actor, sides) && !barToAsking(row, campaign, pending !== undefined)
  return {
    note: pending && row.baseClass === 'open' ? ExtensionNote({ reader, pending, dueOn: row.dueOn }) : null,
    requestHref: mayAsk ? reader.at(`/targets/${encodeURIComponent(row.code)}/extension`) : null,
  }
}

export type PageState = Pick<ExtensionPageProps, 'ruling' | 'advice' | 'problems' | 'conflict'>

export const untouched: PageState = {
  ruling: { decision: '', due_on: '', comment: '', document: '' },
  advice: { stance: '', opinion: '' },
  problems: [],
  conflict: null,
}

export async function pageProps(
  c: Visit,
  extension: FoundExtension,
  state: PageState,
): Promise<ExtensionPageProps> {
  const { row, found, opinionBy } = extension
  const all = await listExtensionsOf(c.var.db.read, row.tenant, row.targetId)
  const requests = all.map((one) => one.row)
  const isPending = row.decision === null
  const may = mayWith(c, extension)
  return {
    reader: c.var.reader,
    target: briefOf(found),
    body: found.campaign.ownerName,
    request: {
      id: row.id,
      version: row.version,
      by: extension.requestedBy.title,
      at: row.requestedAt,
      dueOn: dueBefore(found.row.dueOriginal, requests, row.decidedAt),
      proposedDueOn: row.proposedDueOn,
      reasonCode: row.reasonCode,
      reason: row.reason,
      files: extension.files,
    },
    opinion:
      row.opinionStance && row.opinionAt !== null
        ? {
            stance: row.opinionStance,
            text: row.opinion ?? '',
            by: opinionBy?.title ?? '',
            at: row.opinionAt,
          }
        : null,
    outcome: outcomeOf(row, extension.decidedBy?.title ?? null),
    others: all
      .filter((one) => one.row.id !== row.id && annexOf(one.row) === undefined)
      .map((one) => otherOf(one.row, one.decidedBy)),
    may: {
      decide: isPending && may.decide,
      advise: isPending && may.advise,
      withdraw: isPending && may.withdraw,
    },
    ...state,
  }
}

function outcomeOf(row: ExtensionRow, by: string | null): Outcome | null {
  if (!row.decision) return null
  return {
    decision: row.decision,
    newDueOn: row.newDueOn,
    by: by ?? '',
    at: row.decidedAt,
    comment: row.comment ?? '',
    document: row.document ?? '',
  }
}

function otherOf(row: ExtensionRow, decidedBy: string | null): OtherRequest {
  const { id, requestedAt: at, proposedDueOn, reasonCode, reason } = row
  return { id, at, proposedDueOn, reasonCode, reason, outcome: outcomeOf(row, decidedBy) }
}
