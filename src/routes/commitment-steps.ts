import { Hono } from 'hono'
import type { DeedForms } from '../../views/commitments/deeds.tsx'
import { FAULTS_ID } from '../../views/commitments/draft-faults.tsx'
import { type CommitmentDeed, commitmentDeeds, commitmentRules, hindranceOf } from '../domain/commitment.ts'
import { readDay } from '../i18n/days.ts'
import { type Signing, type Step, takeStep, wasTaken } from '../storage/commitments/steps.ts'
import type { FoundCommitment } from '../storage/commitments.ts'
import { redirect, refuse, show } from './answers.ts'
import { commitmentBody, findHere, pageOf, pathOf } from './commitment-page.ts'
import { readScans } from './commitment-scans.ts'
import { type Note, notes, readLine } from './commitment-terms.ts'
import { choose, type Form, isAbout, keptForm, readForm } from './forms.ts'
import type { House, Visit } from './visit.ts'

/** What is done with a commitment from its draft to its end. */
export const commitmentStepRoutes = new Hono<House>()

/** The form that an expired session interrupted stands on the commitment's page, filled in. */
commitmentStepRoutes.get('/:code/steps/:deed', async (c) => {
  const found = await findFor(c)
  if (!found) return await c.notFound()
  const kept = keptForm(c)
  if (!kept) return redirect(c, pathOf(found.here))
  const forms = { deed: found.deed, typed: kept.text, errors: [], isMoved: false }
  return await show(c, pageOf(found.here), await commitmentBody(c, found.here, forms))
})

commitmentStepRoutes.post('/:code/steps/:deed', async (c) => {
  const found = await findFor(c)
  const form = found && (await readForm(c))
  if (!found || !form) return await c.notFound()
  const { here, deed } = found
  const { errors, note } = notes()
  const read = await readStep(c, deed, form, note)
  const forms = { deed, typed: form.text, errors, isMoved: false }
  const hindrance = hindranceOf(deed, here.progress, c.var.today)
  if (hindrance === 'state' || !isAbout(form, here.row.version)) {
    return await answerMoved(c, here, forms, read.step)
  }
  if (hindrance) {
    note(hindrance === 'terms' ? FAULTS_ID : 'note', c.var.reader.t(`commitmentStep.hindrance.${hindrance}`))
  }
  if (errors.length) return await refuse(c, pageOf(here), await commitmentBody(c, here, forms))
  await read.store()
  const { db, actor, now, zone } = c.var
  const done = await db.tx((tx) => takeStep(tx, actor, here, read.step, { now, zone }))
  return done ? redirect(c, pathOf(here)) : await answerMoved(c, here, forms, read.step)
})

/** The commitment, where a step is this person's to take, be it now or at another time. */
async function findFor(c: Visit): Promise<{ here: FoundCommitment; deed: CommitmentDeed } | undefined> {
  const deed = choose(c.req.param('deed') ?? '', commitmentDeeds)
  const here = deed && (await findHere(c))
  return deed && here && commitmentRules[deed].may(c.var.actor, here.sides) ? { here, deed } : undefined
}

const LONGEST_NOTE = 2000
const NEEDS_WORDS: readonly CommitmentDeed[] = ['ask', 'return', 'withdraw']

interface Read {
  step: Step
  /** Writes the files that came along. */
  store: () => Promise<void>
}

async function readStep(c: Visit, deed: CommitmentDeed, form: Form, note: Note): Promise<Read> {
  const { t } = c.var.reader
  const words = form.text('note')
  if (words === '' && NEEDS_WORDS.includes(deed))
    note('note', t(deed === 'ask' ? 'commitmentStep.problem.missing' : 'commitmentStep.problem.reason'))
  if (words.length > LONGEST_NOTE) note('note', t('commitmentStep.problem.long', { n: LONGEST_NOTE }))
  if (deed !== 'sign') return { step: { deed, note: words }, store: async () => {} }
  const signing = readSigning(c, form, note)
  const { files, store } = await readScans(c, form, note)
  return { step: { deed, note: words, signing: { ...signing, files } }, store }
}

function readSigning(c: Visit, form: Form, note: Note): Signing {
  const { reader, today } = c.var
  const line = (field: string, needed = true) => {
    const text = readLine(c, form, field, note)
    if (needed && text === '') note(field, reader.t('commitmentStep.problem.missing'))
    return text
  }
  const typed = form.text('signed_on')
  const signedOn = readDay(typed)
  if (!signedOn)
    note(
      'signed_on',
      reader.t(typed === '' ? 'commitmentStep.problem.missing' : 'commitmentStep.problem.day'),
    )
  else if (signedOn > today) note('signed_on', reader.t('commitmentStep.problem.future'))
  return {
    number: line('number'),
    signedOn: signedOn ?? today,
    place: line('place'),
    sideAPost: line('side_a_post'),
    sideAName: line('side_a_name', false) || null,
    sideBPost: line('side_b_post'),
    sideBName: line('side_b_name', false) || null,
  }
}

/** Somebody was faster: the page says how it stands now. Where this very step was taken, that is its answer. */
async function answerMoved(c: Visit, before: FoundCommitment, forms: DeedForms, step: Step) {
  const { db, actor, today } = c.var
  const found = (await findHere(c)) ?? before
  if (await wasTaken(db.read, actor, found, step, today)) return redirect(c, pathOf(found))
  const body = await commitmentBody(c, found, { ...forms, errors: [], isMoved: true })
  return await refuse(c, pageOf(found), body, 409)
}
