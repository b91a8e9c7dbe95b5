import type { DeedProblem } from '../../views/proposals/shapes.ts'
import type { Day } from '../domain/day.ts'
import { type ProposalDeed, proposalOutcomes } from '../domain/proposal.ts'
import { readDay } from '../i18n/days.ts'
import { listAddressees } from '../storage/proposals/addressees.ts'
import type { FoundProposal } from '../storage/proposals/find.ts'
import type { Paper, Step } from '../storage/proposals/steps.ts'
import { choose, type Form } from './forms.ts'
import { findPlace, LONGEST_TEXT, OUTSIDE, readLine } from './proposal-form.ts'
import type { Visit } from './visit.ts'

type StepDeed = Exclude<ProposalDeed, 'edit' | 'merge'>

export interface ReadStep {
  /** Absent where something keeps it from being taken. */
  step: Step | undefined
  problems: DeedProblem[]
}

type Note = (field: string, reason: DeedProblem['reason'], fill?: string) => void

/** A step as it was typed, and everything that keeps it from being taken. */
export async function readStep(
  c: Visit,
  found: FoundProposal,
  deed: StepDeed,
  form: Form,
): Promise<ReadStep> {
  const problems: DeedProblem[] = []
  const note: Note = (field, reason, fill) =>
    void problems.push({ field, reason, ...(fill !== undefined && { fill }) })
  const step = await stepIn(c, found, deed, form, note)
  return { step: problems.length ? undefined : step, problems }
}

async function stepIn(c: Visit, found: FoundProposal, deed: StepDeed, form: Form, note: Note): Promise<Step> {
  const body = readText(form, note)
  if (deed === 'resolve') return { deed, body }
  if (deed === 'close' || deed === 'withdraw') {
    if (body === '') note('text', 'reason_missing')
    return { deed, body }
  }
  const paper = { ...readPaper(c, found, form, note), body }
  if (deed === 'forward') return { deed, ...paper, ...(await readPlace(c, found, form, note)) }
  if (deed === 'acknowledge') return { deed, ...paper }
  if (deed === 'transmit') return { deed, ...paper, toWhom: readTo(form, note) }
  return { deed, ...paper, outcome: readOutcome(form, body, note) }
}

function readTo(form: Form, note: Note): string {
  const toWhom = readLine(form, 'to_whom', note)
  if (toWhom === '') note('to_whom', 'to_missing')
  return toWhom
}

function readOutcome(form: Form, body: string, note: Note) {
  const outcome = choose(form.text('outcome'), proposalOutcomes)
  if (!outcome) note('outcome', 'outcome_missing')
  if (body === '') note('text', 'answer_missing')
  return outcome ?? 'answered'
}

function readText(form: Form, note: Note): string {
  const text = form.text('text')
  if (text.length > LONGEST_TEXT) note('text', 'too_long', String(LONGEST_TEXT))
  return text
}

/** The paper a step rests on: today's, where no day is given. */
function readPaper(c: Visit, found: FoundProposal, form: Form, note: Note): Omit<Paper, 'body'> {
  return { document: readLine(form, 'document', note), onDay: readOnDay(c, found, form, note) }
}

function readOnDay(c: Visit, { row }: FoundProposal, form: Form, note: Note): Day {
  const typed = form.text('day')
  const { today } = c.var
  if (typed === '') return today
  const day = readDay(typed)
  if (!day) note('day', 'day_unreadable')
  else if (day > today) note('day', 'day_future')
  else if (day < row.raisedOn) note('day', 'day_before')
  return day ?? today
}

async function readPlace(c: Visit, { waitsFor, unit }: FoundProposal, form: Form, note: Note) {
  const typed = readLine(form, 'to_whom', note)
  const chosen = form.text('to_unit')
  if (chosen === '' || chosen === OUTSIDE) {
    if (typed === '') note('to_whom', 'to_missing')
    return { toWhom: typed, unitId: null }
  }
  const places = await listAddressees(c.var.db.read, c.var.actor.tenant, waitsFor ?? unit, c.var.today)
  const place = findPlace(places, chosen)
  if (!place) note('to_unit', 'unit_unknown')
  return { toWhom: place?.name ?? '', unitId: place?.id ?? null }
}
