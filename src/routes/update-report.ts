import type { UpdateProblem } from '../../views/updates/problems.ts'
import { maySubmit } from '../domain/access.ts'
import type { Finding } from '../domain/checks.ts'
import type { Day } from '../domain/day.ts'
import { goesOn } from '../domain/standing.ts'
import type { EvidenceFile, SendAs, UpdateContent } from '../domain/update.ts'
import { writeDay } from '../i18n/days.ts'
import type { FoundUpdate, UpdateRow } from '../storage/found-updates.ts'
import type { NewUpdate } from '../storage/updates.ts'
import { receiveFiles } from './files.ts'
import { type Form, readId, versionIn } from './forms.ts'
import { readUpdateForm } from './update-form.ts'
import { beforeOf, correctedBy, type Desk } from './update-page.ts'
import { storedFiles } from './update-props.ts'
import { readSame } from './update-same.ts'
import { asDraft, asStored, type Checked, checkEntry } from './update-warnings.ts'
import type { Visit } from './visit.ts'

interface ReadReport {
  /** Fit to be sent; undefined while there are problems. */
  update: NewUpdate | undefined
  problems: UpdateProblem[]
  /** What looks wrong and waits for its author's answer. */
  asked?: Finding[]
}

/** The report fit to be sent, or every problem of the form. */
export async function readReport(
  c: Visit,
  desk: Desk,
  form: Form,
  id: string,
  stored: FoundUpdate | undefined,
): Promise<ReadReport> {
  const sendAs = stepOf(c, desk, form)
  const corrected = correctedBy(desk, form)
  const isResend = stored !== undefined && stored.row.state !== 'draft'
  const before = isResend
    ? { ...beforeOf(desk, undefined), facts: nothingBefore(desk) }
    : beforeOf(desk, corrected)
  const { content, problems } =
    readSame(c, desk, form) ?? readUpdateForm(c, form, desk.found, before, sendAs === 'draft')
  problems.push(...formProblems(desk, form, stored, corrected))
  if (desk.behalf && !isResend) problems.push(...takenProblems(c, desk, content?.asOf, corrected))
  const checked = content && checkedBy(desk, form, content, corrected, isResend ? stored.row : sendAs)
  problems.push(...(checked?.problems ?? []))
  const received = await readFiles(c, form, id, corrected)
  problems.push(...received.problems)
  if (!checked || problems.length) return { update: undefined, problems, asked: checked?.asked }
  await received.store()
  const { files } = received
  return { update: newUpdate(desk, form, { id, checked, files, sendAs, corrected }), problems }
}

/** A report sent again is compared with what it said, not judged once more by what has come since. */
const nothingBefore = (desk: Desk) => ({ ...desk.facts, updates: [] })

function checkedBy(
  desk: Desk,
  form: Form,
  content: UpdateContent,
  corrected: UpdateRow | undefined,
  as: SendAs | UpdateRow,
): Checked {
  if (typeof as === 'object') return asStored(as, content)
  return as === 'draft' ? asDraft(form, content) : checkEntry(desk, form, content, corrected)
}

function formProblems(
  desk: Desk,
  form: Form,
  stored: FoundUpdate | undefined,
  corrected: UpdateRow | undefined,
): UpdateProblem[] {
  const isResend = stored !== undefined && stored.row.state !== 'draft'
  // What is done takes corrections of what was said, and nothing new.
  const isOver = !goesOn(desk.found.row) && !corrected && !isResend
  const isStrange = isForeign(stored, desk) || isStrangeForm(desk, form, isResend || corrected !== undefined)
  return isOver || isStrange ? [{ field: 'as_of', reason: 'sent_badly' }] : []
}

export const isForeign = (stored: FoundUpdate | undefined, { found }: Desk) =>
  stored !== undefined && stored.row.targetId !== found.row.id

/** An id, a step or a corrected report that this form never had. */
function isStrangeForm({ behalf }: Desk, form: Form, isCorrectsKnown: boolean): boolean {
  const id = form.text('id')
  if (id !== '' && !readId(id)) return true
  if (!['', 'submit', ...(behalf ? [] : ['draft'])].includes(form.text('do'))) return true
  if (!['', '1'].includes(form.text('same'))) return true
  return form.text('corrects') !== '' && !isCorrectsKnown
}

/** The office enters nothing for a day that the unit has reported on: what stands is the unit's to correct. */
function takenProblems(
  c: Visit,
  { taken }: Desk,
  asOf: Day | undefined,
  corrected: UpdateRow | undefined,
): UpdateProblem[] {
  const isTaken = taken.some((row) => row.asOf === asOf && row.id !== corrected?.id)
  return asOf && isTaken ? [dayTaken(c, asOf)] : []
}

export function dayTaken(c: Visit, asOf: Day): UpdateProblem {
  return { field: 'as_of', reason: 'day_taken', hint: writeDay(c.var.reader.language, asOf) }
}

/** What a head sends is submitted, and so is what the office enters; what a clerk sends awaits endorsement. */
function stepOf(c: Visit, { found, behalf }: Desk, form: Form): SendAs {
  if (behalf) return 'submitted'
  if (form.text('do') === 'draft') return 'draft'
  return maySubmit(c.var.actor, found.sides) ? 'submitted' : 'awaiting_endorsement'
}

/** The version of the draft that the form was filled in on. */
export const versionOf = (form: Form) => versionIn(form) ?? 0

function newUpdate(
  { found, behalf }: Desk,
  form: Form,
  sent: {
    id: string
    checked: Checked
    files: EvidenceFile[]
    sendAs: SendAs
    corrected: UpdateRow | undefined
  },
): NewUpdate {
  const { id, code, title, unitId, upperUnitId, campaignId, decimals } = found.row
  const { checked, corrected, ...rest } = sent
  return {
    ...rest,
    version: versionOf(form),
    target: { id, code, title, unitId, upperUnitId, campaignId, decimals },
    content: checked.content,
    warnings: checked.warnings,
    corrects: corrected?.id ?? null,
    typedValue: form.text('value'),
    onBehalf: behalf,
  }
}

/** The files that were sent beside those the form still wants of the stored ones. */
async function readFiles(c: Visit, form: Form, id: string, corrected: UpdateRow | undefined) {
  const wanted = new Set(form.texts('keep'))
  const kept: EvidenceFile[] = (await storedFiles(c, id, corrected))
    .filter((file) => wanted.has(file.hash))
    .map(({ hash, name, mediaType, size }) => ({ hash, name, mediaType, size }))
  return await receiveFiles(c, form.files('evidence'), kept)
}
