import { LONGEST_TEXT, type TypedAssignment } from '../../views/directions/shapes.ts'
import type { FieldError } from '../../views/parts/form.tsx'
import type { Day } from '../domain/day.ts'
import { readDay } from '../i18n/days.ts'
import type { Handing } from '../storage/directions/assign.ts'
import {
  type FoundDirection,
  type LeadChoice,
  listGroupsOf,
  listLeadChoices,
} from '../storage/directions/find.ts'
import { newId } from '../storage/ids.ts'
import { choose, type Form, readId, versionIn } from './forms.ts'
import type { Visit } from './visit.ts'

/** The version of what was on the screen; one that never was where none came along. */
export const seenVersion = (form: Form) => versionIn(form) ?? -1

export function typedAssignment(c: Visit, form: Form): TypedAssignment {
  return {
    id: readId(form.text('id')) ?? newId(c.var.now),
    lead_unit: form.texts('lead_unit').filter(Boolean),
    text: form.text('text'),
    due_on: form.text('due_on'),
    as_target: choose(form.text('as_target'), ['yes', 'no']) ?? '',
    group: form.text('group'),
  }
}

type Fault = (field: string, text: string) => void

/** What was typed as a handing, or why it is none yet. */
export async function readHanding(c: Visit, found: FoundDirection, form: Form, typed: TypedAssignment) {
  const { db, actor, today } = c.var
  const office = found.owner!.id
  const problems: FieldError[] = []
  const fault: Fault = (field, text) => problems.push({ field, text })

  const leads = leadsIn(c, typed, await listLeadChoices(db.read, actor.tenant, office, today), fault)
  readWords(c, typed, fault)
  const dueOn = dueIn(c, typed, fault)
  const groupNumber =
    typed.as_target === 'yes'
      ? groupIn(c, typed, leads, await listGroupsOf(db.read, actor.tenant, office), fault)
      : null
  if (problems.length) return { handing: null, problems }
  const handing: Handing = {
    id: typed.id,
    version: seenVersion(form),
    leadUnitIds: leads.map(({ id }) => id),
    body: typed.text,
    dueOn,
    groupNumber,
  }
  return { handing, problems }
}

function leadsIn({ var: { reader } }: Visit, typed: TypedAssignment, choices: LeadChoice[], fault: Fault) {
  const codes = [...new Set(typed.lead_unit)]
  const leads = choices.filter(({ code }) => codes.includes(code))
  if (codes.length === 0) fault('lead_unit', reader.t('direction.problem.lead_missing'))
  else if (leads.length < codes.length) fault('lead_unit', reader.t('direction.problem.unit_unknown'))
  return leads
}

function readWords({ var: { reader } }: Visit, typed: TypedAssignment, fault: Fault) {
  if (typed.text === '') fault('task', reader.t('direction.problem.text_missing'))
  if (typed.text.length > LONGEST_TEXT) fault('task', reader.t('direction.problem.too_long'))
  if (typed.as_target === '') fault('as_target', reader.t('direction.problem.choice_missing'))
}

function dueIn({ var: { reader, today } }: Visit, typed: TypedAssignment, fault: Fault): Day | null {
  if (typed.due_on === '') return null
  const dueOn = readDay(typed.due_on)
  if (!dueOn) fault('due_on', reader.t('direction.problem.due_unreadable'))
  else if (dueOn < today) fault('due_on', reader.t('direction.problem.due_past'))
  return dueOn ?? null
}

/** A target needs a group of the campaign, and a commitment to stand in. */
function groupIn(
  { var: { reader } }: Visit,
  typed: TypedAssignment,
  leads: LeadChoice[],
  groups: { number: number }[],
  fault: Fault,
): number | null {
  const unsigned = leads.filter(({ hasCommitment }) => !hasCommitment).map(({ name }) => name)
  if (unsigned.length) {
    fault('as_target', reader.t('direction.problem.no_commitment', { units: unsigned.join('; ') }))
  }
  const group = groups.find(({ number }) => String(number) === typed.group)
  if (!group) fault('group', reader.t('direction.problem.group_missing'))
  return group?.number ?? null
}
