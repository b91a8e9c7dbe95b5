import type { Judged, ReportContent, Review, Revision } from '../../views/updates/report.ts'
import { judge } from '../domain/judge.ts'
import type { TargetFacts } from '../domain/target.ts'
import type { FoundUpdate, UpdateRow } from '../storage/found-updates.ts'
import { spanOf } from './update-page.ts'

/** A stored report in the words of the pages that show one. */
export function contentOf({ row, files }: FoundUpdate, facts?: TargetFacts): ReportContent {
  return {
    value: spanOf(row),
    qualifier: row.qualifier,
    rangeKind: row.rangeKind,
    nullReason: row.nullReason,
    asOf: row.asOf,
    periodFrom: row.periodFrom,
    declared: row.declared,
    assessment: row.assessment,
    completedOn: row.completedOn,
    stepsDone: row.stepsDone,
    ...(facts?.milestones && { steps: facts.milestones }),
    results: row.results,
    difficulties: row.difficulties,
    cause: row.cause,
    nextSteps: row.nextSteps,
    proposal: row.proposal,
    correctionReason: row.correctionReason,
    warnings: row.warnings ?? [],
    warningAnswer: row.warningAnswer,
    source: row.source,
    capturedAt: row.capturedAt,
    evidence: files,
  }
}

export function reviewOf({ review }: FoundUpdate): Review | null {
  return (
    review && {
      decision: review.decision,
      comment: review.comment,
      by: review.reviewer.title,
      at: review.reviewedAt,
      dueOn: review.dueOn,
    }
  )
}

export function judgedOf({ row, found }: FoundUpdate, facts: TargetFacts): Judged {
  return judge(facts, found.campaign, {
    id: row.id,
    corrects: row.corrects,
    asOf: row.asOf,
    value: spanOf(row),
  })
}

/** The chain of revisions a report belongs to, newest first. */
export function chainOf(row: UpdateRow, all: UpdateRow[]): UpdateRow[] {
  const chain = new Map([[row.id, row]])
  for (let grew = true; grew; ) {
    grew = false
    for (const one of all) {
      const linked =
        (one.corrects !== null && chain.has(one.corrects)) ||
        [...chain.values()].some((known) => known.corrects === one.id)
      if (!chain.has(one.id) && linked) {
        chain.set(one.id, one)
        grew = true
      }
    }
  }
  return [...chain.values()].sort((a, b) => b.revision - a.revision)
}

export function revisionOf(found: FoundUpdate): Revision {
  const { row } = found
  return {
    receipt: row.receipt ?? '',
    revision: row.revision,
    state: row.state as Revision['state'],
    at: row.receivedAt ?? row.createdAt,
    review: reviewOf(found),
  }
}
