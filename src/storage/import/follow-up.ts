import { fold } from '../../domain/fold.ts'
import type { ImportData } from '../../domain/import.ts'
import type { Writer } from '../client.ts'
import { directions, directionUnits, extensions, proposals, proposalTargets, reminders } from '../schema.ts'
import type { Codes } from './codes.ts'
import { addMissing, stableId, upsert } from './upsert.ts'

/** Extensions, proposals, directions and reminders. */
export async function importFollowUp(tx: Writer, tenant: string, data: ImportData, codes: Codes) {
  await upsert(
    tx,
    extensions,
    [extensions.tenant, extensions.id],
    data.extensions.map((row) => ({
      tenant,
      id: stableId(tenant, 'extension', row.target, row.requested_at),
      targetId: codes.targets.of(row.target),
      requestedBy: codes.users.of(row.requested_by),
      requestedAt: row.requested_at,
      proposedDueOn: row.proposed_due_on,
      reasonCode: row.reason_code,
      reason: row.reason,
      decision: row.decision,
      decidedBy: row.decided_by ? codes.users.of(row.decided_by) : null,
      decidedAt: row.decided_at,
      newDueOn: row.new_due_on,
    })),
  )
  await importProposals(tx, tenant, data, codes)
  await importDirections(tx, tenant, data, codes)
  await addMissing(
    tx,
    reminders,
    data.reminders.map((row) => ({
      tenant,
      id: stableId(tenant, 'reminder', row.target, row.sent_at, row.channel),
      targetId: codes.targets.of(row.target),
      sentBy: codes.users.of(row.sent_by),
      sentAt: row.sent_at,
      channel: row.channel,
      body: row.text,
    })),
  )
}

async function importProposals(tx: Writer, tenant: string, data: ImportData, codes: Codes) {
  await upsert(
    tx,
    proposals,
    [proposals.tenant, proposals.id],
    data.proposals.map((row) => ({
      tenant,
      id: codes.proposals.of(row.code),
      code: row.code,
      unitId: codes.units.of(row.unit),
      addressedTo: row.addressed_to,
      raisedOn: row.raised_on,
      kind: row.kind,
      title: row.title,
      body: row.text,
      amountText: row.amount,
      amountMeasure: row.amount_measure,
      wantedBy: row.wanted_by,
      status: row.status,
      answeredOn: row.answered_on,
      answer: row.answer,
      folded: fold(`${row.code} ${row.title} ${row.text}`),
    })),
  )
  await addMissing(
    tx,
    proposalTargets,
    data.proposals.flatMap((row) =>
      row.blocked_targets.map((target) => ({
        tenant,
        proposalId: codes.proposals.of(row.code),
        targetId: codes.targets.of(target),
      })),
    ),
  )
}

async function importDirections(tx: Writer, tenant: string, data: ImportData, codes: Codes) {
  await upsert(
    tx,
    directions,
    [directions.tenant, directions.id],
    data.directions.map((row) => ({
      tenant,
      id: codes.directions.of(row.code),
      code: row.code,
      issuedByPost: row.issued_by_post,
      issuedOn: row.issued_on,
      occasion: row.occasion,
      document: row.document,
      body: row.text,
      leadUnitId: codes.units.of(row.lead_unit),
      dueOn: row.due_on,
      status: row.status,
      targetId: row.target ? codes.targets.of(row.target) : null,
    })),
  )
  await addMissing(
    tx,
    directionUnits,
    data.directions.flatMap((row) =>
      row.coordinating_units.map((unit) => ({
        tenant,
        directionId: codes.directions.of(row.code),
        unitId: codes.units.of(unit),
      })),
    ),
  )
}
