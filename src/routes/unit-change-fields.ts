import type { FieldError } from '../../views/parts/form.tsx'
import { ratio } from '../domain/ratio.ts'
import { readShare } from '../domain/share.ts'
import { fates, type Override } from '../domain/succession.ts'
import { unitKinds } from '../domain/unit.ts'
import { readDay } from '../i18n/days.ts'
import { type FileProblem, readFates, readUnitTable } from '../imports/succession-file.ts'
import type { NewUnit, OrderFault, SuccessionOrder } from '../storage/unit-changes/order.ts'
import type { SimpleOrder } from '../storage/unit-changes/simple.ts'
import { aboveIn, lineIn, orderIn } from './admin-unit-fields.ts'
import { choose, type Form } from './forms.ts'
import { plainText } from './queries.ts'
import type { Visit } from './visit.ts'

export const changeKinds = ['rename', 'reparent', 'merge', 'split', 'dissolve'] as const
export type ChangeKind = (typeof changeKinds)[number]
export type SuccessionKind = SuccessionOrder['kind']

/** So many new units have fields of their own; more come as a table. */
export const rowsOf = (kind: ChangeKind): number => (kind === 'split' ? 3 : kind === 'merge' ? 1 : 0)

const MOST_UNITS = 500

/** Codes of the units that were chosen. */
export function chosenUnits(form: Form): string[] {
  const codes = form.texts('from').flatMap((text) => text.split(/[\s,;]+/))
  return [...new Set(codes.map(plainText).filter(Boolean))].slice(0, MOST_UNITS)
}

export const versionName = (code: string): string => `seen_${code}`

/** The version of a unit that was on the screen. */
export function versionOf(form: Form, code: string): number | null {
  const text = form.text(versionName(code))
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

export interface ReadOrder {
  order: SuccessionOrder
  errors: FieldError[]
  /** Of what becomes of single targets: mended beside the preview. */
  fateErrors: FieldError[]
}

/** A merger, a split or an end as it was typed. */
export async function readOrder(c: Visit, form: Form, kind: SuccessionKind, id: string): Promise<ReadOrder> {
  const { t } = c.var.reader
  const errors: FieldError[] = []
  const effectiveOn = readDay(form.text('date'))
  if (!effectiveOn) errors.push({ field: 'date', text: t('succession.problem.date_wrong') })
  const table = kind === 'dissolve' ? '' : form.text('table')
  const told = table === '' ? readRows(c, form, kind, errors) : readUnitTable(table)
  if (table !== '') errors.push(...tableErrors(c, 'table', readUnitTable(table).problems))
  const links =
    kind === 'dissolve' ? chosenUnits(form).map((from) => ({ from, to: null, share: ratio(1) })) : told.links
  const single = readFates(form.text('overrides'))
  const overrides = [...fieldFates(form), ...single.fates]
  const fateErrors = tableErrors(c, 'overrides', single.problems)
  const order = {
    id,
    kind,
    effectiveOn: effectiveOn ?? c.var.today,
    decision: lineIn(form, 'decision').slice(0, 500),
    successors: told.successors,
    links,
    overrides,
    people: readPeople(form),
    leaveWaiting: false,
    reason: lineIn(form, 'reason').slice(0, 500),
  }
  return { order, errors, fateErrors }
}

function tableErrors(c: Visit, field: string, problems: readonly FileProblem[]): FieldError[] {
  const key = field === 'table' ? 'succession.problem.table' : 'succession.problem.fates'
  return problems.slice(0, 20).map((problem) => ({ field, text: c.var.reader.t(key, { ...problem }) }))
}

/** The new units of the fields: each takes all the chosen ones, or its share of the one that is split. */
function readRows(c: Visit, form: Form, kind: SuccessionKind, errors: FieldError[]) {
  const successors: NewUnit[] = []
  const links: SuccessionOrder['links'] = []
  for (let n = 1; n <= rowsOf(kind); n++) {
    const unit = rowUnit(form, n)
    if (n > 1 && !unit.code && !unit.name) continue
    const share = kind === 'split' ? readShare(lineIn(form, `new_${n}_share`)) : ratio(1)
    const text = c.var.reader.t('succession.problem.share_range', { fill: unit.code })
    if (!share) errors.push({ field: `new_${n}_share`, text })
    links.push(...chosenUnits(form).map((from) => ({ from, to: unit.code, share: share ?? ratio(1) })))
    successors.push(unit)
  }
  return { successors, links }
}

function rowUnit(form: Form, n: number): NewUnit {
  const text = (name: string) => lineIn(form, `new_${n}_${name}`)
  return {
    code: text('code'),
    name: text('name'),
    shortName: text('short_name') || text('name'),
    kind: choose(text('kind'), unitKinds) ?? 'commune',
    block: null,
    parent: null,
    sortOrder: orderIn(form, `new_${n}_sort_order`),
    officialCode: text('official_code') || null,
  }
}

/** What was chosen beside single targets: 'continue', 'end', or 'with:CODE'; nothing where the proposal stands. */
function fieldFates(form: Form): Override[] {
  return form.fields.flatMap(({ name, value }): Override[] => {
    const [, target, successor] = /^fate\.([^|]+)\|(.+)$/.exec(name) ?? []
    if (!target || !successor || value === '') return []
    const wish = fateOf(value)
    const reason = wish?.fate === 'end' ? lineIn(form, 'end_reason').slice(0, 500) : ''
    const place = { target: plainText(target), successor: plainText(successor), share: null, reason }
    return wish ? [{ ...place, ...wish }] : []
  })
}

function fateOf(value: string): Pick<Override, 'fate' | 'with'> | null {
  if (value.startsWith('with:')) return { fate: 'combine', with: plainText(value.slice('with:'.length)) }
  const fate = choose(value, fates)
  return fate && { fate, with: null }
}

/** Who was chosen to lead each new unit. */
function readPeople(form: Form): SuccessionOrder['people'] {
  return form.fields.flatMap(({ name, value }) => {
    const successor = name.startsWith('head.') ? plainText(name.slice('head.'.length)) : ''
    return successor && value ? [{ username: plainText(value), successor, role: 'head' as const }] : []
  })
}

/** A new name, or another place, as it was typed. */
export async function readSimple(
  c: Visit,
  form: Form,
  kind: SimpleOrder['kind'],
  id: string,
): Promise<{ order: SimpleOrder; errors: FieldError[] }> {
  const errors: FieldError[] = []
  const effectiveOn = readDay(form.text('date'))
  if (!effectiveOn) errors.push({ field: 'date', text: c.var.reader.t('succession.problem.date_wrong') })
  const unit = chosenUnits(form)[0] ?? ''
  const order: SimpleOrder = {
    id,
    kind,
    unit,
    version: versionOf(form, unit) ?? -1,
    effectiveOn: effectiveOn ?? c.var.today,
    decision: lineIn(form, 'decision').slice(0, 500),
    rename: kind === 'rename' ? readName(form) : null,
    reparent: kind === 'reparent' ? await readPlace(c, form, errors) : null,
  }
  return { order, errors }
}

const readName = (form: Form): SimpleOrder['rename'] => ({
  name: lineIn(form, 'name'),
  shortName: lineIn(form, 'short_name'),
  kind: choose(form.text('kind_of'), unitKinds) ?? 'commune',
})

async function readPlace(c: Visit, form: Form, errors: FieldError[]): Promise<SimpleOrder['reparent']> {
  const { t } = c.var.reader
  const { code, matches, isUnknown } = await aboveIn(c, form)
  const fill = form.text('parent')
  if (isUnknown) errors.push({ field: 'parent', text: t('succession.problem.unknown_parent', { fill }) })
  else if (code === null && matches.length)
    errors.push({ field: 'parent', text: t('succession.problem.many_parents', { fill }) })
  return { parent: code, block: lineIn(form, 'block') || null, sortOrder: orderIn(form) ?? 1 }
}

const fieldOfFault: Partial<Record<OrderFault, string>> = {
  decision_missing: 'decision',
  no_units: 'find',
  unknown_unit: 'find',
  ended_unit: 'find',
  unit_twice: 'find',
  too_early: 'date',
  has_children: 'find',
  owns_campaign: 'find',
  nested: 'find',
  no_successor: 'new_1_code',
  code_shape: 'new_1_code',
  code_taken: 'new_1_code',
  code_twice: 'new_1_code',
  name_missing: 'new_1_name',
  share_sum: 'new_1_share',
  share_range: 'new_1_share',
  reason_missing: 'reason',
  unknown_parent: 'table',
  parent_ends: 'table',
  below_own: 'table',
  last_admin: 'find',
}

/** The field where a fault of an order is mended; only a table names a unit above. */
export function faultField(why: OrderFault, form: Form): string {
  const field = fieldOfFault[why] ?? 'find'
  return form.text('table') !== '' && field.startsWith('new_') ? 'table' : field
}
