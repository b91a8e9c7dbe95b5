import { ChangeFormPage } from '../../views/admin/unit-change-form.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { writeDay } from '../i18n/days.ts'
import { newId } from '../storage/ids.ts'
import { findUnitByCode, listAbove, searchUnits } from '../storage/unit-admin.ts'
import { refuse, show } from './answers.ts'
import { type Form, formOf, keptForm, readId } from './forms.ts'
import { plainText, queryText } from './queries.ts'
import { type ChangeKind, chosenUnits, rowsOf, versionName, versionOf } from './unit-change-fields.ts'
import type { Visit } from './visit.ts'

/** An empty form, or one about the unit whose page led here. */
export async function beginForm(c: Visit, kind: ChangeKind): Promise<Form> {
  const kept = keptForm(c)
  if (kept) return kept
  const { db, actor, reader, today } = c.var
  const unit = await findUnitByCode(db.read, actor.tenant, queryText(c, 'unit'))
  const fields: [string, string][] = [['date', writeDay(reader.language, today)]]
  if (!unit) return formOf(fields)
  fields.push(['from', unit.code])
  if (kind === 'rename') {
    fields.push(['name', unit.name], ['short_name', unit.shortName], ['kind_of', unit.kind])
  }
  if (kind === 'reparent') {
    const above = (await listAbove(db.read, actor.tenant, unit.path)).at(-1)
    fields.push(['parent', above?.code ?? ''], ['block', unit.block ?? ''])
    fields.push(['sort_order', String(unit.sortOrder)])
  }
  return formOf(fields)
}

interface Shown {
  errors: FieldError[]
  hasLooked?: boolean
  /** What somebody changed meanwhile, and the version that stands now. */
  notice?: { title: string; text: string }
  version?: number
}

export async function showChangeForm(c: Visit, kind: ChangeKind, form: Form, shown: Shown) {
  const { db, actor, reader, now, today } = c.var
  const chosen = []
  for (const code of chosenUnits(form)) {
    const unit = await findUnitByCode(db.read, actor.tenant, code)
    if (unit) chosen.push(unit)
  }
  const looked = plainText(form.text('find'))
  const found = await searchUnits(db.read, actor.tenant, looked, today)
  const body = ChangeFormPage({
    reader,
    kind,
    hidden: hiddenOf(form, newId(now), [...chosen, ...found], shown.version),
    typed: (name) => form.text(name),
    chosen: chosen.map(({ code, name }) => ({ code, name })),
    found,
    hasLooked: Boolean(shown.hasLooked) && looked !== '',
    rows: rowsOf(kind),
    errors: shown.errors,
    notice: shown.notice ?? null,
  })
  const title = reader.t(`succession.newTitle.${kind}`)
  const page = { title, here: '/admin/units', isForm: true }
  if (shown.notice) return await refuse(c, page, body, 409)
  return shown.errors.length ? await refuse(c, page, body) : await show(c, page, body)
}

/** What was decided on the preview goes back along with the form. */
function hiddenOf(
  form: Form,
  fresh: string,
  offered: readonly { code: string; version: number }[],
  fixed: number | undefined,
) {
  const decided = form.fields.filter(({ name }) => /^(fate\.|head\.|overrides$|end_reason$)/.test(name))
  // Each unit with the version that was seen of it, for somebody may change it meanwhile.
  const versions = new Map(
    offered.map(({ code, version }) => [versionName(code), versionOf(form, code) ?? version]),
  )
  return [
    ...decided,
    { name: 'id', value: readId(form.text('id')) ?? fresh },
    ...[...versions].map(([name, version]) => ({ name, value: String(fixed ?? version) })),
  ]
}
