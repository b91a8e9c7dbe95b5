import { dayOf, instantOf } from '../domain/day.ts'
import { behalfSources } from '../domain/follow-up.ts'
import { readSource, type UpdateContent, writeSource } from '../domain/update.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import type { UpdateRow } from '../storage/found-updates.ts'
import { choose, type Form } from './forms.ts'
import type { Note } from './update-form.ts'
import type { Visit } from './visit.ts'

const LONGEST_NOTE = 200

/** Where a report came from: a device's own time, or how and when the unit told it to the office. */
export function originOf(
  c: Visit,
  form: Form,
  isBehalf: boolean,
  note: Note,
): Pick<UpdateContent, 'source' | 'capturedAt'> {
  if (isBehalf) return readTold(c, form, note)
  const captured = Date.parse(form.text('captured_at'))
  return { source: '', capturedAt: Number.isNaN(captured) ? null : captured }
}

function readTold(c: Visit, form: Form, note: Note): Pick<UpdateContent, 'source' | 'capturedAt'> {
  const { today, zone, reader } = c.var
  const source = choose(form.text('source'), behalfSources)
  const told = form.text('source_note').replace(/\s+/g, ' ')
  if (form.text('source') === '') note('source', 'source_missing')
  else if (!source) note('source', 'not_an_option')
  if (told.length > LONGEST_NOTE) note('source_note', 'too_long', String(LONGEST_NOTE))
  const typed = form.text('captured_at')
  const day = typed === '' ? undefined : readDay(typed)
  if (typed !== '' && !day) note('captured_at', 'day_unreadable')
  else if (day && day > today) note('captured_at', 'day_future', writeDay(reader.language, today))
  return {
    source: source ? writeSource({ source, note: told }) : '',
    capturedAt: day ? instantOf(day, '00:00', zone) : null,
  }
}

/** The same as the fields of the form would have it typed. */
export function toldFields(c: Visit, row: UpdateRow): [string, string][] {
  const told = readSource(row.source)
  if (!row.onBehalf || !told) return []
  const { reader, zone } = c.var
  const day = row.capturedAt === null ? '' : writeDay(reader.language, dayOf(row.capturedAt, zone))
  return [
    ['source', told.source],
    ['source_note', told.note],
    ['captured_at', day],
  ]
}
