import { CommitmentPage, type CommitmentPageProps } from '../../views/commitments/document.tsx'
import type { ShownFault } from '../../views/commitments/draft-faults.tsx'
import type { PromisedRow } from '../../views/commitments/rows.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { KinNote } from '../../views/units/kin.tsx'
import { mayAdminister, mayDraft, mayReadInside, mayRecordSigning, type Role } from '../domain/access.ts'
import {
  type CommitmentState,
  changedSince,
  deedsOf,
  isPending,
  isUnsigned,
  seenOf,
  stateOn,
  turnOf,
} from '../domain/commitment.ts'
import { compositeOf, shareOfRow } from '../domain/composite.ts'
import type { Day } from '../domain/day.ts'
import { faultsOfDraft } from '../domain/draft-terms.ts'
import { isToCome, onDay } from '../domain/standing.ts'
import { inTerms, mayBeDivided } from '../domain/years.ts'
import { listAsked } from '../storage/asked-extensions.ts'
import type { Campaign } from '../storage/campaigns.ts'
import { listFiles } from '../storage/commitments/files.ts'
import { listSteps } from '../storage/commitments/steps.ts'
import { type FoundCommitment, findCommitment } from '../storage/commitments.ts'
import { listRecipients } from '../storage/recipients.ts'
import type { TargetRow } from '../storage/targets.ts'
import { kinOfCommitment } from '../storage/unit-changes/kin.ts'
import { addressOf, plainText } from './queries.ts'
import type { Visit } from './visit.ts'

/** The commitment of the address, if this person may see it. */
export const findHere = (c: Visit): Promise<FoundCommitment | undefined> =>
  findCommitment(c.var.db.read, c.var.actor, plainText(c.req.param('code') ?? ''))

export const pathOf = ({ row }: FoundCommitment) => `/commitments/${encodeURIComponent(row.code)}`

export const pageOf = ({ row, unit }: FoundCommitment) => ({
  title: `${row.code} ${unit.name}`,
  here: '/commitments',
})

type Forms = CommitmentPageProps['forms']

export const nothingTyped: Forms = { deed: null, typed: () => '', errors: [], isMoved: false }

/** Scans are the evidence of the signature: they are read as reports' evidence is. */
export const mayReadScans = (c: Visit, { sides }: FoundCommitment): boolean =>
  mayReadInside(c.var.actor, sides)

export async function commitmentBody(
  c: Visit,
  found: FoundCommitment,
  forms: Forms = nothingTyped,
  fileErrors: FieldError[] = [],
) {
  const { db, actor, reader, today } = c.var
  const { row, campaign, targets, orders, sides, progress } = found
  const beside = { effectiveFrom: row.effectiveFrom, orders, asked: await askedFor(c, targets) }
  const rowsOf = (rows: TargetRow[]) => inTerms(rows).map((one) => rowOf(one, campaign, today, beside))
  const unsigned = isUnsigned(row.state)
  const path = pathOf(found)
  const life = await listSteps(db.read, row.tenant, row.id)
  return CommitmentPage({
    reader,
    document: { ...row, state: stateOn(row, today) },
    succession: KinNote({
      reader,
      kin: await kinOfCommitment(db.read, row.tenant, row.id),
    }),
    isUnsigned: unsigned,
    isOwn: sides.isOwn,
    unitName: found.unit.name,
    upperName: found.upper.name,
    campaign,
    groups: found.groups,
    rows: rowsOf(targets.filter(isPromised(orders))),
    orders: rowsOf(targets.filter((one) => !isPromised(orders)(one))),
    composite: unsigned
      ? null
      : compositeOf(
          targets.filter(isPromised(orders)).map((one) => ({ weight: one.weight, share: shareOfRow(one) })),
        ),
    life,
    turn: turnOf(life),
    nobody: await nobodyFor(c, found),
    files: mayReadScans(c, found) ? await listFiles(db.read, row.tenant, row.id) : [],
    filesHref: !unsigned && mayRecordSigning(actor, sides) ? reader.at(`${path}/files`) : null,
    fileErrors,
    amendmentsHref: unsigned ? null : reader.at(`${path}/amendments`),
    faults: draftFaults(c, found),
    mayWrite: mayWrite(c, found),
    deeds: deedsOf(actor, sides, progress, today),
    forms,
    seen: seenOf(targets),
    changes: forms.isMoved && forms.typed('seen') ? changedSince(forms.typed('seen'), targets) : [],
  })
}

const mayWrite = ({ var: { actor } }: Visit, { row, sides }: FoundCommitment): boolean =>
  row.state === 'draft' && mayDraft(actor, sides)

/** What does not go together in what nobody has signed, and where whoever writes it mends it. */
function draftFaults(c: Visit, found: FoundCommitment): ShownFault[] {
  const { row, campaign, targets } = found
  if (!isPending(row.state)) return []
  const pathTo = (code: string, end: string) =>
    c.var.reader.at(`${pathOf(found)}/targets/${encodeURIComponent(code)}/${end}`)
  return faultsOfDraft(row, campaign, targets).map((fault) => {
    if (fault.reason === 'weights' || !mayWrite(c, found)) return { fault, href: null }
    if (fault.reason === 'period') return { fault, href: c.var.reader.at(`${pathOf(found)}/edit`) }
    const row = targets.find(({ code }) => code === fault.code)!
    const isTerm = fault.reason !== 'due' && mayBeDivided({ ...row, dueOn: row.dueOriginal })
    return { fault, href: pathTo(fault.code, isTerm ? 'years' : 'edit') }
  })
}

/** The post whose step comes next. */
const awaited: Partial<Record<CommitmentState, Role>> = {
  draft: 'head',
  proposed: 'leader',
  agreed: 'supervisor',
}

/** Where nobody holds that post, it waits for ever: which post it is, at which unit, and where it is given. */
async function nobodyFor(c: Visit, { row, unit, upper, sides }: FoundCommitment) {
  const { db, actor, today } = c.var
  const role = awaited[row.state]
  if (!role) return null
  const office = [sides.upperUnitId, sides.ownerUnitId].filter((id) => id !== unit.id)
  const where = role === 'head' ? { ...unit, ids: [unit.id] } : { ...upper, ids: office }
  if ((await listRecipients(db.read, row.tenant, where.ids, [role], today)).length > 0) return null
  const href = addressOf(c, '/admin/users/new', { unit: where.code, role })
  return { role, unitName: where.name, href: mayAdminister(actor) ? href : null }
}

/** What was added later, by a direction or by an annex, was not there when it was signed. */
export const isSigned = ({ orderedAt }: TargetRow): boolean => orderedAt === null

/** What both sides signed, be it first or in an annex; what a direction added nobody did. */
export const isPromised =
  (orders: FoundCommitment['orders']) =>
  (row: TargetRow): boolean =>
    isSigned(row) || !orders.has(row.id)

/** What is told of a target besides its row. */
interface Beside {
  /** When its commitment comes into force. */
  effectiveFrom: Day
  asked: ReadonlyMap<string, Day>
  orders: FoundCommitment['orders']
}

/** Until when requests that wait ask for more time for these targets. */
export function askedFor({ var: { db, actor, now } }: Visit, rows: readonly TargetRow[]) {
  const ids = rows.map(({ id }) => id)
  return listAsked(db.read, actor.tenant, ids, now)
}

export function rowOf(
  row: TargetRow,
  campaign: Campaign,
  today: Day,
  { effectiveFrom, asked, orders }: Beside,
): PromisedRow {
  return {
    target: row,
    ordered: orders.get(row.id) ?? null,
    sortOrder: row.sortOrder,
    groupNumber: row.groupNumber,
    dueOn: row.dueOn,
    planNow: row.planNow ?? row.plan,
    latest: row.latestAsOf ? { low: row.latestLow, high: row.latestHigh } : null,
    expectedPercent: row.expectedPercent,
    onDay: onDay({ ...row, figureOn: row.latestAsOf }, today, campaign),
    isToCome: isToCome(row, today, effectiveFrom),
    askedUntil: row.baseClass === 'open' ? (asked.get(row.id) ?? null) : null,
  }
}
