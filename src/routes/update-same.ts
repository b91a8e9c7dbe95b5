import type { UpdateProblem } from '../../views/updates/problems.ts'
import type { Day } from '../domain/day.ts'
import type { UpdateContent } from '../domain/update.ts'
import { writeDay } from '../i18n/days.ts'
import type { UpdateRow } from '../storage/found-updates.ts'
import { type Form, formOf } from './forms.ts'
import { fieldsOf } from './update-fields.ts'
import { type Desk, spanOf } from './update-page.ts'
import type { Visit } from './visit.ts'

/** The latest report of a unit's target, which "no change" says again; an amount that arose does not arise again. */
export function lastToRepeat({ standing, found, behalf }: Desk): UpdateRow | undefined {
  const isReturned = standing[0]?.state === 'returned'
  if (behalf || isReturned || found.row.valueKind === 'flow' || found.row.baseClass !== 'open')
    return undefined
  const [last] = standing
    .filter(({ state }) => state !== 'returned')
    .sort((a, b) => (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : 0))
  return last && last.declared !== 'done' ? last : undefined
}

/** One tap: nothing has changed since the last report. Undefined for every other form. */
interface Repeated {
  content: UpdateContent | undefined
  problems: UpdateProblem[]
}

export function readSame(c: Visit, desk: Desk, form: Form): Repeated | undefined {
  if (form.text('same') !== '1') return undefined
  const { today, reader } = c.var
  if (desk.standing.some(({ asOf }) => asOf === today)) {
    const hint = writeDay(reader.language, today)
    return { content: undefined, problems: [{ field: 'as_of', reason: 'same_today', hint }] }
  }
  const last = lastToRepeat(desk)
  if (!last) return { content: undefined, problems: [{ field: 'as_of', reason: 'sent_badly' }] }
  return { content: sameContent(last, today), problems: [] }
}

/** What stood before stands today; what was achieved and asked for then is not said twice. */
function sameContent(last: UpdateRow, today: Day): UpdateContent {
  return {
    asOf: today,
    value: spanOf(last),
    qualifier: last.qualifier,
    rangeKind: last.rangeKind,
    nullReason: last.nullReason,
    declared: last.declared,
    assessment: last.assessment,
    completedOn: null,
    ...(last.stepsDone && { stepsDone: last.stepsDone }),
    results: '',
    difficulties: last.difficulties,
    cause: last.cause,
    nextSteps: last.nextSteps,
    proposal: '',
    correctionReason: '',
    warningAnswer: '',
    source: '',
    capturedAt: null,
  }
}

const NOT_REPEATED = ['results', 'proposal', 'correction_reason', 'completed_on', 'as_of']

/** The form as it would have been filled in to say the same; any other form as it is. */
export function filledIn(c: Visit, desk: Desk, form: Form): Form {
  const last = form.text('same') === '1' ? lastToRepeat(desk) : undefined
  if (!last) return form
  const said = fieldsOf(c, last, desk.found.row.decimals).filter(([name]) => !NOT_REPEATED.includes(name))
  const sent: [string, string][] = [
    ['same', '1'],
    ['id', form.text('id')],
    ['as_of', writeDay(c.var.reader.language, c.var.today)],
  ]
  return { ...formOf([...said, ...sent]), files: form.files }
}
