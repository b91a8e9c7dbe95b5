import { LetterPage, type LetterPageProps } from '../../views/reminders/paper.tsx'
import type { PartShown, ReminderProblem } from '../../views/reminders/shapes.ts'
import { mayRemind } from '../domain/access.ts'
import { dayOf } from '../domain/day.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import { numberLetter } from '../storage/reminders/answers.ts'
import type { FoundRound } from '../storage/reminders/rounds.ts'
import { loadLetterhead } from '../storage/summaries/letterhead.ts'
import { redirect, refuse, show } from './answers.ts'
import { keptForm, readForm } from './forms.ts'
import { letterProblems } from './reminder-form.ts'
import { shownParts } from './reminder-parts.ts'
import { unreadable } from './trouble.ts'
import type { Visit } from './visit.ts'

interface Typed {
  number: string
  on: string
  problems: ReminderProblem[]
}

/** The letters as they are printed; an office gives them their number here. */
export async function showLetter(c: Visit, found: FoundRound) {
  if (!found.row.channels.includes('letter')) return await c.notFound()
  const kept = keptForm(c)
  const typed = kept && { number: kept.text('letter_number'), on: kept.text('letter_on'), problems: [] }
  return await show(c, pageOf(c), LetterPage(await letterProps(c, found, typed)))
}

export async function saveNumber(c: Visit, found: FoundRound) {
  if (!found.row.channels.includes('letter') || !isOffice(c, found)) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { db, actor, now, today } = c.var
  const [number, on] = [form.text('letter_number'), form.text('letter_on')]
  const problems = letterProblems({ channels: ['letter'], letterNumber: number, letterOn: on })
  if (number === '') problems.unshift({ field: 'letter_number', reason: 'number_missing' })
  if (problems.length) return await askAgain(c, found, { number, on, problems }, 422)

  const letter = { number, on: readDay(on) ?? today }
  if (await db.tx((tx) => numberLetter(tx, actor, found.row, letter, now))) {
    return redirect(c, `/reminders/${found.row.id}/letter`)
  }
  return await askAgain(
    c,
    found,
    { number, on, problems: [{ field: 'letter_number', reason: 'numbered' }] },
    409,
  )
}

const isOffice = (c: Visit, { parts }: FoundRound) => parts.some(({ sides }) => mayRemind(c.var.actor, sides))

const pageOf = (c: Visit) => ({ title: c.var.reader.t('reminder.printTitle'), here: '/desk' })

async function askAgain(c: Visit, found: FoundRound, typed: Typed, status: 409 | 422) {
  return await refuse(c, pageOf(c), LetterPage(await letterProps(c, found, typed)), status)
}

async function letterProps(c: Visit, found: FoundRound, typed: Typed | undefined): Promise<LetterPageProps> {
  const { reader, db, actor, zone } = c.var
  const { row, campaign } = found
  const parts = await shownParts(c, found)
  const heads = new Map<string, Awaited<ReturnType<typeof loadLetterhead>>>()
  for (const { upperUnitId } of parts) {
    if (!heads.has(upperUnitId)) {
      heads.set(upperUnitId, await loadLetterhead(db.read, actor.tenant, upperUnitId))
    }
  }
  const fresh: Typed = {
    number: '',
    on: writeDay(reader.language, row.letterOn ?? dayOf(row.sentAt, zone)),
    problems: [],
  }
  const mayNumber = isOffice(c, found) && (row.letterNumber === null || typed !== undefined)
  return {
    reader,
    year: campaign.planYear,
    sentAt: row.sentAt,
    number: row.letterNumber,
    on: row.letterOn,
    backHref: reader.at(`/reminders/${row.id}`),
    parts: parts.map((part: PartShown & { upperUnitId: string }) => ({
      ...part,
      letterhead: heads.get(part.upperUnitId)!,
    })),
    numbering: mayNumber ? { action: reader.at(`/reminders/${row.id}/letter`), ...(typed ?? fresh) } : null,
  }
}
