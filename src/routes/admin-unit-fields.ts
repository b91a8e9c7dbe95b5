import type { FieldError } from '../../views/parts/form.tsx'
import { unitKinds } from '../domain/unit.ts'
import { readDay } from '../i18n/days.ts'
import { findUnitByCode, searchUnits, type UnitFault, type UnitWords } from '../storage/unit-admin.ts'
import { choose, type Form } from './forms.ts'
import { plainText } from './queries.ts'
import type { Visit } from './visit.ts'

const LINE = 200
const LINES = ['code', 'name', 'short_name', 'block', 'official_code', 'reason'] as const

export const lineIn = (form: Form, name: string): string => form.text(name).replace(/\s+/g, ' ')

/** Faults that any form about a unit can have. */
export function longLines(c: Visit, form: Form): FieldError[] {
  const { t } = c.var.reader
  return LINES.flatMap((field) =>
    lineIn(form, field).length > LINE ? [{ field, text: t('unitAdmin.problem.too_long', { n: LINE }) }] : [],
  )
}

/** A place in the order of the office; null where what was typed is none. */
export function orderIn(form: Form, name = 'sort_order'): number | null {
  const text = form.text(name)
  return /^\d{1,6}$/.test(text) ? Number(text) : null
}

type Above = { code: string | null; matches: { code: string; name: string }[]; isUnknown: boolean }

/** The unit above, as its code or a part of its name says; several that fit are offered. */
export async function aboveIn(c: Visit, form: Form): Promise<Above> {
  const { db, actor, today } = c.var
  const typed = plainText(form.text('parent'))
  if (typed === '') return { code: null, matches: [], isUnknown: false }
  const matches = await searchUnits(db.read, actor.tenant, typed, today)
  const picked = matches.find(({ code }) => code === form.text('parent_code'))
  const exact = await findUnitByCode(db.read, actor.tenant, typed)
  const only = picked ?? exact ?? (matches.length === 1 ? matches[0] : undefined)
  if (only) return { code: only.code, matches: picked ? matches : [], isUnknown: false }
  return { code: null, matches, isUnknown: matches.length === 0 }
}

/** A new unit as it was typed, and what is wrong with it. */
export async function readUnit(c: Visit, form: Form) {
  const above = await aboveIn(c, form)
  const order = form.text('sort_order') === '' ? 1 : orderIn(form)
  const typedDay = form.text('valid_from')
  const validFrom = typedDay === '' ? null : readDay(typedDay)
  const name = lineIn(form, 'name')
  const kind = choose(form.text('kind'), unitKinds)
  const words: UnitWords = {
    code: lineIn(form, 'code'),
    name,
    shortName: lineIn(form, 'short_name') || name,
    kind: kind ?? 'agency',
    block: lineIn(form, 'block') || null,
    parent: above.code,
    sortOrder: order ?? 1,
    officialCode: lineIn(form, 'official_code') || null,
    validFrom: validFrom ?? null,
  }
  const errors = [
    ...longLines(c, form),
    ...(kind ? [] : [fieldError(c, 'kind', 'kind_missing')]),
    ...aboveErrors(c, above),
    ...(order === null ? [fieldError(c, 'sort_order', 'order_wrong')] : []),
    ...(validFrom === undefined ? [fieldError(c, 'valid_from', 'day_wrong')] : []),
  ]
  return { words, errors, matches: above.matches }
}

type Problem = 'kind_missing' | 'unknown_parent' | 'many_parents' | 'order_wrong' | 'day_wrong'

const fieldError = (c: Visit, field: string, problem: Problem): FieldError => ({
  field,
  text: c.var.reader.t(`unitAdmin.problem.${problem}`),
})

function aboveErrors(c: Visit, { code, matches, isUnknown }: Above): FieldError[] {
  if (isUnknown) return [fieldError(c, 'parent', 'unknown_parent')]
  return code === null && matches.length ? [fieldError(c, 'parent_code', 'many_parents')] : []
}

const fieldOf: Record<UnitFault, string> = {
  code_shape: 'code',
  code_taken: 'code',
  name_missing: 'name',
  unknown_parent: 'parent',
  reason_missing: 'reason',
}

export const faultErrors = (c: Visit, faults: readonly UnitFault[]): FieldError[] =>
  faults.map((fault) => ({ field: fieldOf[fault], text: c.var.reader.t(`unitAdmin.problem.${fault}`) }))
