import type { FormField, FormProblem } from '../../views/proposals/form.tsx'
import { amountText } from '../domain/amount.ts'
import type { Day } from '../domain/day.ts'
import { proposalKinds } from '../domain/follow-up.ts'
import { readDay } from '../i18n/days.ts'
import { readValue } from '../i18n/typing.ts'
import {
  type Addressee,
  type Addressees,
  type AskingUnit,
  findBlockable,
  type OwnTarget,
} from '../storage/proposals/addressees.ts'
import type { ProposalText } from '../storage/proposals/raise.ts'
import { choose, type Form } from './forms.ts'
import { plainText } from './queries.ts'
import type { Visit } from './visit.ts'

const LONGEST_LINE = 300
const LONGEST_MEASURE = 60
export const LONGEST_TEXT = 5000
/** How much each field takes. */
export const longestOf = { line: LONGEST_LINE, measure: LONGEST_MEASURE, text: LONGEST_TEXT }
export const OUTSIDE = 'outside'

/** Money and quantities in a proposal have at most so many decimals; then 1.850 can only mean thousands. */
const AMOUNT_DECIMALS = 2

export interface ReadProposal {
  text: ProposalText
  problems: FormProblem[]
}

/** A proposal as it was typed, and everything that keeps it from being recorded. */
export async function readProposal(
  c: Visit,
  form: Form,
  unit: AskingUnit,
  places: Addressees,
): Promise<ReadProposal> {
  const problems: FormProblem[] = []
  const note = (field: FormField, reason: FormProblem['reason'], fill?: string) =>
    void problems.push({ field, reason, ...(fill !== undefined && { fill }) })
  const kind = choose(form.text('kind'), proposalKinds)
  const title = readLine(form, 'title', note)
  if (title === '') note('title', 'title_missing')
  if (!kind) note('kind', 'kind_missing')
  const body = form.text('text')
  if (body === '') note('text', 'text_missing')
  if (body.length > LONGEST_TEXT) note('text', 'too_long', String(LONGEST_TEXT))
  const text: ProposalText = {
    title,
    kind: kind ?? 'other',
    body,
    ...readAddressee(form, places, note),
    amountText: readAmount(c, form, note),
    amountMeasure: readLine(form, 'amount_measure', note, LONGEST_MEASURE) || null,
    wantedBy: readWanted(c, form, note),
    targetIds: (await readTargets(c, form, unit, note)).map(({ id }) => id),
  }
  return { text, problems }
}

type Note = (field: FormField, reason: FormProblem['reason'], fill?: string) => void

export function readLine<Field extends string>(
  form: Form,
  name: Field,
  note: (field: Field, reason: 'too_long', fill: string) => void,
  longest = LONGEST_LINE,
): string {
  const text = form.text(name).replace(/\s+/g, ' ')
  if (text.length > longest) note(name, 'too_long', String(longest))
  return text
}

/** The unit that owes the answer: the one chosen, nobody in the house for an outside body, else the one above. */
function readAddressee(form: Form, places: Addressees, note: Note) {
  const typed = readLine(form, 'addressed_to', note)
  const chosen = form.text('addressed_unit')
  if (chosen === OUTSIDE || (chosen === '' && !places.above[0])) {
    if (typed === '') note('addressed_to', 'addressed_missing')
    return { addressedTo: typed, waitsForUnitId: null }
  }
  const unit = chosen === '' ? places.above[0] : findPlace(places, chosen)
  if (!unit) note('addressed_unit', 'unit_unknown')
  return { addressedTo: typed || (unit?.name ?? ''), waitsForUnitId: unit?.id ?? null }
}

/** The unit of this code among those that may be addressed. */
export function findPlace({ above, beside, below }: Addressees, code: string): Addressee | undefined {
  return [...above, ...beside, ...below].find((place) => place.code === code)
}

function readAmount(c: Visit, form: Form, note: Note): string | null {
  const typed = form.text('amount')
  const { language } = c.var.reader
  const read = readValue(typed, { language, decimals: AMOUNT_DECIMALS, measure: null })
  if (read.kind === 'blank') return null
  if (read.kind !== 'value' || read.span.low === null || read.span.low !== read.span.high) {
    note('amount', 'amount_unreadable')
    return null
  }
  return amountText(read.span.low, AMOUNT_DECIMALS).replace(/\.?0+$/, '')
}

function readWanted(c: Visit, form: Form, note: Note): Day | null {
  const typed = form.text('wanted_by')
  if (typed === '') return null
  const day = readDay(typed)
  if (!day) note('wanted_by', 'day_unreadable')
  else if (day < c.var.today) note('wanted_by', 'day_past')
  return day ?? null
}

const MOST_TARGETS = 40

/** Codes of targets, ticked or typed one after the other. */
export function targetCodes(form: Form): string[] {
  const codes = form.texts('target').flatMap((text) => text.split(/[\s,;]+/))
  return [...new Set(codes.map(plainText).filter((code) => code !== ''))].slice(0, MOST_TARGETS)
}

async function readTargets(c: Visit, form: Form, unit: AskingUnit, note: Note): Promise<OwnTarget[]> {
  const found: OwnTarget[] = []
  for (const code of targetCodes(form)) {
    const target = await findBlockable(c.var.db.read, c.var.actor, unit, code)
    if (target) found.push(target)
    else note('target', 'target_unknown', code)
  }
  return found
}
