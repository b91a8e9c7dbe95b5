import type { UpdateProblem } from '../../views/updates/problems.ts'
import {
  type EntryWarning,
  entryWarningKinds,
  type Finding,
  figureFindings,
  type Said,
  unchangedFinding,
} from '../domain/checks.ts'
import type { UpdateContent } from '../domain/update.ts'
import type { UpdateRow } from '../storage/found-updates.ts'
import type { Form } from './forms.ts'
import { type Desk, spanOf } from './update-page.ts'

/** What looks wrong with a report before it is taken, figures first. */
export function findingsOf(desk: Desk, said: Said, corrected: UpdateRow | undefined): Finding[] {
  const entry = { asOf: said.asOf, value: said.value, corrects: corrected?.id ?? null }
  const before = desk.standing.filter(({ id }) => id !== corrected?.id).map(saidBy)
  const unchanged = unchangedFinding(desk.facts, said, before)
  return [...figureFindings(desk.facts, entry), ...(unchanged ? [unchanged] : [])]
}

function saidBy(row: UpdateRow): Said {
  return {
    asOf: row.asOf,
    value: spanOf(row),
    declared: row.declared,
    results: row.results,
    stepsDone: row.stepsDone,
  }
}

/** A cumulative that falls has its own question, the reason for the correction. */
export const isAsked = ({ warning }: Finding) => warning !== 'falls'

/** The warnings that the answer in the form is about. */
export function seenWarnings(form: Form): EntryWarning[] {
  const seen = form.text('warnings_seen').split(' ')
  return entryWarningKinds.filter((kind) => seen.includes(kind))
}

export interface Checked {
  content: UpdateContent
  warnings: EntryWarning[]
  /** What waits for an answer before the report is taken. */
  asked: Finding[]
  problems: UpdateProblem[]
}

/** Asks once why what looks wrong is right; other warnings than those that were answered ask again. */
export function checkEntry(
  desk: Desk,
  form: Form,
  content: UpdateContent,
  corrected: UpdateRow | undefined,
): Checked {
  const findings = findingsOf(desk, content, corrected)
  const asked = findings.filter(isAsked)
  const warnings = findings.map(({ warning }) => warning)
  if (asked.length === 0) {
    // An answer to what is not asked any more says nothing.
    return { content: { ...content, warningAnswer: '' }, warnings, asked, problems: [] }
  }
  const seen = seenWarnings(form)
  const isAnswered = content.warningAnswer !== '' && asked.every(({ warning }) => seen.includes(warning))
  if (isAnswered) return { content, warnings, asked: [], problems: [] }
  return { content, warnings, asked, problems: [{ field: 'warning_answer', reason: 'warning_unanswered' }] }
}

/** A report sent again says what it said, with its answer if it had one to give. */
export function asStored(row: UpdateRow, content: UpdateContent): Checked {
  const warningAnswer = row.warningAnswer === '' ? '' : content.warningAnswer
  return { content: { ...content, warningAnswer }, warnings: row.warnings ?? [], asked: [], problems: [] }
}

/** A draft is not asked; what was asked before it was put aside is kept with it. */
export function asDraft(form: Form, content: UpdateContent): Checked {
  return { content, warnings: seenWarnings(form), asked: [], problems: [] }
}
