import type { UpdateFormPageProps } from '../../views/updates/form.tsx'
import type { Amount } from '../domain/target.ts'
import { writeDay } from '../i18n/days.ts'
import { writeAmount } from '../i18n/numbers.ts'
import type { UpdateRow } from '../storage/found-updates.ts'
import { newId } from '../storage/ids.ts'
import type { Form } from './forms.ts'
import { toldFields } from './update-behalf.ts'
import type { Desk } from './update-page.ts'
import type { Visit } from './visit.ts'

const FIELDS = [
  'value',
  'range_kind',
  'null_reason',
  'as_of',
  'progress',
  'completed_on',
  'assessment',
  'results',
  'difficulties',
  'cause',
  'next_steps',
  'proposal',
  'correction_reason',
  'warning_answer',
  'source',
  'source_note',
  'captured_at',
] as const

/** What was typed, field by field. */
export function typedOf(form: Form): UpdateFormPageProps['typed'] {
  const typed = Object.fromEntries(
    FIELDS.map((name) => [name, form.text(name)]),
  ) as UpdateFormPageProps['typed']
  return typed.as_of === 'other' ? { ...typed, as_of: form.text('as_of_other') } : typed
}

/** A stored report as the fields of the form would have it typed. */
export function fieldsOf(c: Visit, row: UpdateRow, decimals: number): [string, string][] {
  const { language } = c.var.reader
  const exact =
    row.valueLow !== null && row.valueLow === row.valueHigh
      ? writeAmount(language, row.valueLow, decimals)
      : ''
  return [
    ['value', row.typedValue || exact || rangeText(c, row, decimals)],
    ['range_kind', row.rangeKind ?? ''],
    ['null_reason', row.nullReason ?? ''],
    ['as_of', writeDay(language, row.asOf)],
    ['progress', row.declared],
    ['completed_on', row.completedOn ? writeDay(language, row.completedOn) : ''],
    ['assessment', row.assessment ?? ''],
    ['results', row.results],
    ['difficulties', row.difficulties],
    ['cause', row.cause ?? ''],
    ['next_steps', row.nextSteps],
    ['proposal', row.proposal],
    ['correction_reason', row.state === 'draft' ? row.correctionReason : ''],
    ['warning_answer', row.state === 'draft' ? row.warningAnswer : ''],
    ['warnings_seen', row.state === 'draft' ? (row.warnings ?? []).join(' ') : ''],
    ...toldFields(c, row),
    ...stepsOf(row),
  ]
}

const stepsOf = ({ stepsDone }: UpdateRow) =>
  (stepsDone ?? []).map((number): [string, string] => ['step', String(number)])

function rangeText(c: Visit, row: UpdateRow, decimals: number): string {
  if (row.valueLow === null || row.valueHigh === null) return ''
  const write = (amount: Amount) => writeAmount(c.var.reader.language, amount, decimals)
  return `${write(row.valueLow)} – ${write(row.valueHigh)}`
}

/** A form nobody has typed in yet: the draft, the report to correct, or what is sensible today. */
export function startingForm(
  c: Visit,
  desk: Desk,
  corrected: UpdateRow | undefined,
): { fields: [string, string][]; id: string; version: number } {
  const { draft, found } = desk
  const { decimals } = found.row
  if (draft && (!corrected || draft.corrects === corrected.id)) {
    const corrects: [string, string][] = draft.corrects ? [['corrects', draft.corrects]] : []
    return { fields: [...fieldsOf(c, draft, decimals), ...corrects], id: draft.id, version: draft.version }
  }
  const id = newId(c.var.now)
  if (corrected) {
    return { fields: [...fieldsOf(c, corrected, decimals), ['corrects', corrected.receipt!]], id, version: 0 }
  }
  const [last] = desk.standing
  const fields: [string, string][] = [
    ['as_of', writeDay(c.var.reader.language, c.var.today)],
    ['progress', last?.declared === 'done' ? 'in_progress' : (last?.declared ?? 'in_progress')],
    ['assessment', last?.assessment ?? ''],
    // What was done stays done.
    ...(last ? stepsOf(last) : []),
  ]
  return { fields, id, version: 0 }
}
