import type { Cell, Section } from '../../../src/domain/paper.ts'
import type { SnapshotDirection, SnapshotProposal } from '../../../src/domain/snapshot/follow-up.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { count, dayCell, type Scribe } from '../scribe.ts'

/** Biểu 05: what waits for an answer first, the longest first. */
export function proposalsTable(scribe: Scribe, { proposals }: Snapshot): Section {
  const { t } = scribe
  const sorted = proposals.toSorted((a, b) => (b.waiting_days ?? -1) - (a.waiting_days ?? -1))
  return {
    name: t('weekly.sheet.table', { n: '05' }),
    heading: t('weekly.table.proposals'),
    columns: [
      { key: 'no', heading: t('weekly.col.no'), kind: 'count', width: 5 },
      { key: 'code', heading: t('weekly.col.code'), kind: 'text', width: 15 },
      { key: 'unit', heading: t('weekly.col.unit'), kind: 'text', width: 22 },
      { key: 'addressed_to', heading: t('weekly.col.addressedTo'), kind: 'text', width: 22 },
      { key: 'text', heading: t('weekly.col.content'), kind: 'text', width: 48 },
      { key: 'raised_on', heading: t('weekly.col.raisedOn'), kind: 'day', width: 11 },
      { key: 'waiting_days', heading: t('weekly.col.waitingDays'), kind: 'count', width: 8 },
      { key: 'wanted_by', heading: t('weekly.col.wantedBy'), kind: 'day', width: 11 },
      { key: 'status', heading: t('weekly.col.status'), kind: 'text', width: 14 },
      { key: 'answered_on', heading: t('weekly.col.answeredOn'), kind: 'day', width: 11 },
      { key: 'answer', heading: t('weekly.col.answer'), kind: 'text', width: 40 },
      { key: 'targets', heading: t('weekly.col.blocked'), kind: 'text', width: 17 },
    ],
    rows: sorted.map((proposal, n) => ({ cells: [count(n + 1), ...proposalCells(scribe, proposal)] })),
  }
}

function proposalCells({ t }: Scribe, proposal: SnapshotProposal): Cell[] {
  return [
    proposal.code,
    proposal.unit_name,
    proposal.addressed_to,
    `${proposal.title}. ${proposal.text}`,
    dayCell(proposal.raised_on),
    proposal.waiting_days === null ? null : count(proposal.waiting_days),
    dayCell(proposal.wanted_by),
    t(`proposal_status.${proposal.status}`),
    dayCell(proposal.answered_on),
    proposal.answer,
    proposal.targets.join('; ') || null,
  ]
}

/** Biểu 06: what is not carried out first. */
export function directionsTable(scribe: Scribe, { directions, units }: Snapshot): Section {
  const { t } = scribe
  const names = new Map(units.map((unit) => [unit.code, unit.short_name]))
  const isOver = ({ status }: SnapshotDirection) => Number(status === 'closed' || status === 'noted')
  const sorted = directions.toSorted((a, b) => isOver(a) - isOver(b))
  return {
    name: t('weekly.sheet.table', { n: '06' }),
    heading: t('weekly.table.directions'),
    columns: [
      { key: 'no', heading: t('weekly.col.no'), kind: 'count', width: 5 },
      { key: 'code', heading: t('weekly.col.code'), kind: 'text', width: 13 },
      { key: 'issued_by', heading: t('weekly.col.issuedBy'), kind: 'text', width: 20 },
      { key: 'issued_on', heading: t('weekly.col.issuedOn'), kind: 'day', width: 11 },
      { key: 'occasion', heading: t('weekly.col.occasion'), kind: 'text', width: 28 },
      { key: 'text', heading: t('weekly.col.content'), kind: 'text', width: 48 },
      { key: 'lead', heading: t('weekly.col.lead'), kind: 'text', width: 22 },
      { key: 'coordinators', heading: t('weekly.col.coordinators'), kind: 'text', width: 26 },
      { key: 'due_on', heading: t('weekly.col.due'), kind: 'day', width: 11 },
      { key: 'status', heading: t('weekly.col.status'), kind: 'text', width: 14 },
      { key: 'days_late', heading: t('weekly.col.daysLate'), kind: 'count', width: 9 },
      { key: 'target', heading: t('weekly.col.target'), kind: 'text', width: 17 },
    ],
    rows: sorted.map((direction, n) => ({
      cells: [
        count(n + 1),
        direction.code,
        direction.issued_by_post,
        dayCell(direction.issued_on),
        [direction.occasion, direction.document].filter(Boolean).join('; '),
        direction.text,
        direction.lead_unit_name,
        direction.coordinating_units.map((code) => names.get(code) ?? code).join('; ') || null,
        dueCell(scribe, direction),
        t(`weekly.direction.${direction.status}`),
        direction.days_late ? count(direction.days_late) : null,
        direction.target,
      ],
    })),
  }
}

/** What is noted is no task, and has no deadline to speak of. */
function dueCell({ t }: Scribe, { status, due_on }: SnapshotDirection): Cell {
  if (status === 'noted') return null
  return due_on === null ? { none: t('clock.no_deadline') } : dayCell(due_on)
}
