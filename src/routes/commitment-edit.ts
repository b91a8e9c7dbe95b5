import { Hono } from 'hono'
import { EditCommitmentPage, type OutsideTarget } from '../../views/commitments/edit.tsx'
import { mayDraft } from '../domain/access.ts'
import { periodOfDraft } from '../domain/draft-terms.ts'
import { isDueOutside } from '../domain/promise.ts'
import { writeDay } from '../i18n/days.ts'
import { type BothTerms, editTerms, termsOf } from '../storage/commitments/terms.ts'
import type { FoundCommitment } from '../storage/commitments.ts'
import { redirect, refuse, show } from './answers.ts'
import { findHere, pathOf } from './commitment-page.ts'
import { type Note, notes, readBothTerms } from './commitment-terms.ts'
import { type Form, formOf, isAbout, keptForm, readForm } from './forms.ts'
import { queryText } from './queries.ts'
import { answerMoved } from './target-form.ts'
import type { House, Visit } from './visit.ts'

/** What a draft says beside its targets: mended until it is put forward, by those who write its targets. */
export const commitmentEditRoutes = new Hono<House>()

commitmentEditRoutes.get('/:code/edit', async (c) => {
  const found = await findDraft(c)
  if (!found) return await c.notFound()
  const form = keptForm(c) ?? typedTerms(c, found)
  return await show(c, pageOf(c, found), formPage(c, found, form, {}))
})

commitmentEditRoutes.post('/:code/edit', async (c) => {
  const found = await findDraft(c)
  if (!found) return await answerMoved(c)
  const form = await readForm(c)
  if (!form) return await c.notFound()
  const { db, actor, now, zone } = c.var
  const { errors, note } = notes()
  const terms = readBothTerms(c, form, found.campaign, note)
  const outside = errors.length ? [] : leftOutside(c, found, terms, note)
  if (errors.length)
    return await refuse(c, pageOf(c, found), formPage(c, found, form, { errors, outside, terms }))
  // Sent a second time, it stands there already.
  if (changedIn(termsOf(found.row), terms).length === 0) return redirect(c, donePath(found))
  const done =
    isAbout(form, found.row.version) &&
    (await db.tx((tx) => editTerms(tx, actor, found.row, terms, { now, zone })))
  if (done) return redirect(c, donePath(found))
  const fresh = await findDraft(c)
  if (!fresh) return await answerMoved(c)
  return await refuse(c, pageOf(c, fresh), formPage(c, fresh, form, { terms, isMoved: true }), 409)
})

/** Told on the page of the commitment that follows. */
export function editedFlash(c: Visit) {
  if (queryText(c, 'done') !== 'terms') return {}
  return { flash: { kind: 'done' as const, text: c.var.reader.t('commitmentNew.edited') } }
}

const donePath = (found: FoundCommitment) => `${pathOf(found)}?done=terms`

async function findDraft(c: Visit): Promise<FoundCommitment | undefined> {
  const found = await findHere(c)
  return found?.row.state === 'draft' && mayDraft(c.var.actor, found.sides) ? found : undefined
}

const pageOf = (c: Visit, { row }: FoundCommitment) => ({
  title: c.var.reader.t('commitmentNew.editTitle', { code: row.code }),
  here: '/commitments',
  isForm: true,
})

/** The terms as they are typed, by the names of their fields. */
function textsOf(c: Visit, terms: BothTerms): [string, string][] {
  const { language } = c.var.reader
  return [
    ['party_kind', terms.partyKind],
    ['side_a_post', terms.sideAPost],
    ['side_a_name', terms.sideAName ?? ''],
    ['effective_from', writeDay(language, terms.effectiveFrom)],
    ['effective_to', writeDay(language, terms.effectiveTo)],
    ['place', terms.place ?? ''],
    ['side_b_post', terms.sideBPost],
    ['side_b_name', terms.sideBName ?? ''],
  ]
}

const typedTerms = (c: Visit, { row }: FoundCommitment): Form => formOf(textsOf(c, termsOf(row)))

const changedIn = (before: BothTerms, after: BothTerms) =>
  (Object.keys(after) as (keyof BothTerms)[]).filter((name) => before[name] !== after[name])

/** Targets whose deadlines the period would leave behind; where it stays as it was, they stay where they are. */
function leftOutside(c: Visit, { row, campaign, targets }: FoundCommitment, terms: BothTerms, note: Note) {
  const { reader } = c.var
  if (terms.effectiveFrom === row.effectiveFrom && terms.effectiveTo === row.effectiveTo) return []
  const { from, to } = periodOfDraft(terms, campaign)
  const outside = targets.filter(({ dueOriginal }) => isDueOutside(dueOriginal, { from, to }))
  const told = (field: string, rows: typeof targets) => {
    const codes = rows.map(({ code }) => code).join(', ')
    if (rows.length) note(field, reader.t('commitmentNew.problem.duesOutside', { codes }))
  }
  told(
    'effective_from',
    outside.filter(({ dueOriginal }) => dueOriginal! < from),
  )
  told(
    'effective_to',
    outside.filter(({ dueOriginal }) => dueOriginal! > to),
  )
  return outside.map(({ code, title, dueOriginal }): OutsideTarget => {
    const path = `/commitments/${encodeURIComponent(row.code)}/targets/${encodeURIComponent(code)}/edit`
    return { code, title, dueOn: dueOriginal!, href: reader.at(path) }
  })
}

interface State {
  errors?: ReturnType<typeof notes>['errors']
  outside?: OutsideTarget[]
  /** What was typed, as it was read. */
  terms?: BothTerms
  /** Somebody was faster. */
  isMoved?: boolean
}

function formPage(c: Visit, found: FoundCommitment, form: Form, state: State) {
  const { reader } = c.var
  const { row, unit } = found
  const stored = new Map(textsOf(c, termsOf(row)))
  const differs = state.isMoved && state.terms ? textsOf(c, state.terms) : []
  return EditCommitmentPage({
    reader,
    code: row.code,
    unitName: unit.name,
    hidden: [{ name: 'version', value: String(row.version) }],
    action: reader.at(`${pathOf(found)}/edit`),
    cancelHref: reader.at(pathOf(found)),
    typed: form.text,
    errors: state.errors ?? [],
    outside: state.outside ?? [],
    conflict: state.isMoved
      ? differs.flatMap(([field, typed]) =>
          typed === stored.get(field) ? [] : [{ field, typed, stored: stored.get(field) ?? '' }],
        )
      : null,
  })
}
