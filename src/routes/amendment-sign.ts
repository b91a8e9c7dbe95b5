import { Hono } from 'hono'
import { AnnexMoved, SignPage, StaleLines, WeightsOff } from '../../views/amendments/forms.tsx'
import type { Html } from '../../views/reader.ts'
import { isInForce } from '../domain/commitment.ts'
import type { Day } from '../domain/day.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import { type AnnexSigning, signAnnex } from '../storage/amendments/sign.ts'
import type { TargetRow } from '../storage/targets.ts'
import { readEffect } from './amendment-effect.ts'
import { BASE } from './amendment-line.ts'
import { annexPath, faultsOf, findDraft, findOne, type Here, pageOf, weightsOf } from './amendment-place.ts'
import { redirect, refuse, show } from './answers.ts'
import { readScans } from './commitment-scans.ts'
import { type Note, notes, readLine } from './commitment-terms.ts'
import { type Form, formOf, isAbout, keptForm, readForm } from './forms.ts'
import type { House, Visit } from './visit.ts'
import { suggestionFor } from './year-end-words.ts'

/** An annex that both sides signed is recorded: all of its changes are made at once. */
export const amendmentSignRoutes = new Hono<House>()

const PATH = `${BASE}/sign` as const

amendmentSignRoutes.get(PATH, async (c) => {
  const here = await findDraft(c)
  if (!here) return await c.notFound()
  const day = writeDay(c.var.reader.language, here.annex.effectiveFrom)
  const form = keptForm(c) ?? formOf([['effective_from', day]])
  return await show(
    c,
    pageOf(c, here, true),
    signPage(c, here, form, { errors: [], notice: await staleOf(c, here) }),
  )
})

amendmentSignRoutes.post(PATH, async (c) => {
  const here = await findOne(c)
  const form = await readForm(c)
  if (!here?.keeps || !form) return await c.notFound()
  const { annex, found } = here
  const { errors, note } = notes()
  const read = readSigning(c, here, form, note)
  if (isSame(here, read)) return redirect(c, annexPath(here))
  if (annex.state !== 'draft' || !isAbout(form, annex.version)) return await answerMoved(c, here, form)
  const { files, store } = await readScans(c, form, note)
  if (annex.lines.length === 0) note('document', c.var.reader.t('amendment.noLinesYet'))
  const page = pageOf(c, here, true)
  if (errors.length) return await refuse(c, page, signPage(c, here, form, { errors, notice: null }))
  await store()
  const { db, actor, now, zone, reader } = c.var
  const asked = {
    ...{ commitment: found.row, unitName: found.unit.name, annex, signing: { ...read, files } },
    suggest: (row: TargetRow) => suggestionFor(reader, row),
  }
  const done = await db.tx((tx) => signAnnex(tx, actor, asked, { now, zone }))
  if (done === 'done') return redirect(c, annexPath(here))
  if (done === 'moved') return await answerMoved(c, here, form)
  const notice =
    done.kind === 'weights'
      ? WeightsOff({ reader, sum: done.sum, href: reader.at(annexPath(here)) })
      : StaleLines({ reader, codes: [...done.faults.keys()] })
  const status = done.kind === 'weights' ? 422 : 409
  return await refuse(c, page, signPage(c, here, form, { errors: [], notice }), status)
})

/** The same signing sent twice stands once. */
const isSame = ({ annex }: Here, { document, signedOn, effectiveFrom }: Omit<AnnexSigning, 'files'>) =>
  annex.state === 'signed' &&
  annex.document === document &&
  annex.signedOn === signedOn &&
  annex.effectiveFrom === effectiveFrom

function readSigning(c: Visit, { found }: Here, form: Form, note: Note): Omit<AnnexSigning, 'files'> {
  const { reader, today } = c.var
  const document = readLine(c, form, 'document', note)
  if (document === '') note('document', reader.t('amendment.problem.missing'))
  const signedOn = readPast(c, form, note)
  const effectiveFrom = readEffect(c, found.row, form, note) ?? today
  if (effectiveFrom > today) note('effective_from', reader.t('amendment.problem.notYet'))
  return { document, signedOn, effectiveFrom }
}

function readPast(c: Visit, form: Form, note: Note): Day {
  const { reader, today } = c.var
  const typed = form.text('signed_on')
  const day = readDay(typed)
  if (!day) note('signed_on', reader.t(typed === '' ? 'amendment.problem.missing' : 'amendment.problem.day'))
  else if (day > today) note('signed_on', reader.t('amendment.problem.future'))
  return day ?? today
}

async function staleOf(c: Visit, here: Here): Promise<Html | null> {
  const faults = await faultsOf(c, here)
  const { reader } = c.var
  if (faults.size) return StaleLines({ reader, codes: [...faults.keys()] })
  const sum = weightsOf(here)
  return sum === null ? null : WeightsOff({ reader, sum, href: reader.at(annexPath(here)) })
}

async function answerMoved(c: Visit, before: Here, form: Form) {
  const here = (await findOne(c)) ?? before
  const notice = AnnexMoved({
    ...{ reader: c.var.reader, state: here.annex.state, hasEnded: !isInForce(here.found.row.state) },
  })
  return await refuse(c, pageOf(c, here, true), signPage(c, here, form, { errors: [], notice }), 409)
}

interface State {
  errors: { field: string; text: string }[]
  notice: Html | null
}

function signPage(c: Visit, here: Here, form: Form, { errors, notice }: State) {
  const { reader } = c.var
  const { found, annex } = here
  return SignPage({
    ...{ reader, errors, notice, typed: form.text, number: annex.number },
    code: found.row.code,
    unitName: found.unit.name,
    hidden: [{ name: 'version', value: String(annex.version) }],
    action: reader.at(`${annexPath(here)}/sign`),
    back: reader.at(annexPath(here)),
  })
}
