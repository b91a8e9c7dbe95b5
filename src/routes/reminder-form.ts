import { frameLetter } from '../../views/letters/frame.ts'
import {
  defaultReminder,
  reminderMail,
  textFor,
  zaloForGroup,
  zaloForUnit,
} from '../../views/letters/reminder.ts'
import { NothingToRemind } from '../../views/reminders/list.tsx'
import { headingOf, NewReminderPage } from '../../views/reminders/new.tsx'
import type { ReminderProblem, TypedReminder, ZaloTexts } from '../../views/reminders/shapes.ts'
import { ZaloList } from '../../views/reminders/zalo.tsx'
import { hasDesk } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import { reminderChannels } from '../domain/follow-up.ts'
import { unknownBlanks } from '../domain/reminder.ts'
import { dueInstantOf, weekAfter, weekOf } from '../domain/week.ts'
import { readDay } from '../i18n/days.ts'
import { translator } from '../i18n/translate.ts'
import { loadCalendar } from '../storage/campaigns.ts'
import { signersOf } from '../storage/found-updates.ts'
import { newId } from '../storage/ids.ts'
import type { RemindedUnit } from '../storage/reminders/selection.ts'
import { findSent, type RoundOrder, sendRound, type WriteMail } from '../storage/reminders/sending.ts'
import { redirect, refuse, show, wantsPiece } from './answers.ts'
import { choose, type Form, keptForm, readForm, readId } from './forms.ts'
import { type Choice, chooseTargets, codesOf, shownUnits, type Ticked } from './reminder-choice.ts'
import { unreadable } from './trouble.ts'
import type { Visit } from './visit.ts'

const LONGEST_TEXT = 2000
const LONGEST_NUMBER = 60

interface Writing {
  id: string
  ticked: ReadonlySet<string>
  typed: TypedReminder
  problems: ReminderProblem[]
  conflictHref: string | null
}

/** The form over what was ticked; with nothing ticked it says so. */
export async function showNew(c: Visit) {
  const kept = keptForm(c)
  const codes = await codesOf(c, kept ? tickedIn(kept) : tickedInAddress(c))
  const shown = await chooseTargets(c, kept ? [...shownIn(kept), ...codes] : codes)
  if (!shown && codes.length > 0) return await c.notFound()
  if (!shown?.units.length) return await showNothing(c, 200)
  const writing: Writing = {
    id: (kept && readId(kept.text('id'))) ?? newId(c.var.now),
    ticked: new Set(codes),
    typed: kept ? typedIn(kept) : await begin(c, shown),
    problems: shown.problems,
    conflictHref: null,
  }
  return await show(c, pageOf(c, shown), NewReminderPage(propsOf(c, shown, writing)))
}

async function showNothing(c: Visit, status: 200 | 422) {
  const { reader, actor } = c.var
  if (!hasDesk(actor)) return await c.notFound()
  const title = reader.t('reminder.problem.none')
  return await show(c, { title, here: '/desk' }, NothingToRemind({ reader, isPage: true }), status)
}

/** The Zalo texts for the words in hand; nothing is written. */
export async function preview(c: Visit) {
  const form = wantsPiece(c) ? await readForm(c) : undefined
  const choice = form && (await chooseTargets(c, await codesOf(c, tickedIn(form))))
  if (!form || !choice) return await c.notFound()
  const texts = zaloOf(c, choice.units, typedIn(form).text, readId(form.text('id')) ?? newId(c.var.now))
  c.header('Cache-Control', 'private, no-cache')
  return c.html(ZaloList({ reader: c.var.reader, texts }))
}

export async function send(c: Visit) {
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const id = readId(form.text('id')) ?? newId(c.var.now)
  const typed = typedIn(form)
  const codes = await codesOf(c, tickedIn(form))
  if (await isRepeated(c, id, typed, codes)) return redirect(c, `/reminders/${id}`)

  const again = { id, ticked: new Set(codes), typed, conflictHref: null }
  const shown = shownIn(form)
  if (codes.length === 0) {
    const problems: ReminderProblem[] = [{ field: 'targets', reason: 'none' }]
    return await askAgain(c, shown, { ...again, problems }, 422)
  }
  const choice = await chooseTargets(c, codes)
  if (!choice) return await c.notFound()
  const { problems, letterOn } = readTyped(typed)
  problems.unshift(...choice.problems)
  if (problems.length) return await askAgain(c, [...shown, ...codes], { ...again, problems }, 422)

  const order = orderOf(c, choice, id, typed, letterOn)
  const { db, actor, now } = c.var
  const writeMail = await mailWriter(c, id)
  if (await db.tx((tx) => sendRound(tx, actor, order, writeMail, now))) return redirect(c, `/reminders/${id}`)
  if (await isRepeated(c, id, typed, codes)) return redirect(c, `/reminders/${id}`)
  // What stands there was sent; what is shown is not, and would be a reminder of its own.
  const conflictHref = c.var.reader.at(`/reminders/${id}`)
  return await askAgain(
    c,
    [...shown, ...codes],
    { ...again, id: newId(now), problems: [], conflictHref },
    409,
  )
}

/** The same form sent twice by the same person stands once. */
async function isRepeated(c: Visit, id: string, typed: TypedReminder, codes: string[]): Promise<boolean> {
  const { db, actor } = c.var
  const sent = await findSent(db.read, actor.tenant, id)
  if (!sent || sent.round.sentBy !== actor.userId) return false
  const { round } = sent
  const isLetter = typed.channels.includes('letter')
  return (
    round.body === typed.text &&
    sent.codes.join() === [...codes].sort().join() &&
    round.channels.join() === typed.channels.join() &&
    (!isLetter || typed.letterNumber === '' || round.letterNumber === typed.letterNumber)
  )
}

function tickedIn(form: Form): Ticked {
  return {
    targets: form.texts('target'),
    units: form.texts('unit'),
    campaign: form.text('campaign') || undefined,
  }
}

/** Everything that stood on the form, ticked or not. */
const shownIn = (form: Form) => form.text('shown').split(',').filter(Boolean)

function tickedInAddress(c: Visit): Ticked {
  return {
    targets: c.req.queries('target') ?? [],
    units: c.req.queries('unit') ?? [],
    campaign: c.req.query('campaign'),
  }
}

/** A notice in the system goes along with every other channel. */
function typedIn(form: Form): TypedReminder {
  const chosen = ['app', ...form.texts('channel')]
  return {
    text: form.text('text'),
    channels: reminderChannels.filter((channel) => chosen.includes(channel)),
    strangeChannel: chosen.find((one) => choose(one, reminderChannels) === null) ?? null,
    letterNumber: form.text('letter_number'),
    letterOn: form.text('letter_on'),
  }
}

function readTyped(typed: TypedReminder): { problems: ReminderProblem[]; letterOn: Day | null } {
  const problems: ReminderProblem[] = []
  const [blank] = unknownBlanks(typed.text)
  if (typed.text === '') problems.push({ field: 'text', reason: 'text_missing' })
  else if (typed.text.length > LONGEST_TEXT) {
    problems.push({ field: 'text', reason: 'text_long', n: LONGEST_TEXT })
  } else if (blank) problems.push({ field: 'text', reason: 'blank_unknown', blank })
  if (typed.strangeChannel !== null) {
    problems.push({ field: 'channel', reason: 'channel_unknown', channel: typed.strangeChannel })
  }
  return { problems: [...problems, ...letterProblems(typed)], letterOn: readDay(typed.letterOn) ?? null }
}

/** The number and the day are looked at only where there is a letter. */
export function letterProblems({
  channels,
  letterNumber,
  letterOn,
}: Pick<TypedReminder, 'channels' | 'letterNumber' | 'letterOn'>): ReminderProblem[] {
  const problems: ReminderProblem[] = []
  if (!channels.includes('letter')) return problems
  if (letterNumber.length > LONGEST_NUMBER) problems.push({ field: 'letter_number', reason: 'number_long' })
  if (letterOn !== '' && !readDay(letterOn)) problems.push({ field: 'letter_on', reason: 'day_unreadable' })
  return problems
}

/** A good text to begin with, by every way that costs nothing to take. */
async function begin(c: Visit, { campaign, units, people }: Choice): Promise<TypedReminder> {
  const { db, actor, today, zone, now } = c.var
  const calendar = await loadCalendar(db.read, actor.tenant)
  const week = weekOf(today)
  const thisWeek = dueInstantOf(week, campaign, calendar, zone)
  const due = now < thisWeek ? thisWeek : dueInstantOf(weekAfter(week), campaign, calendar, zone)
  const items = units.flatMap(({ targets }) => targets.map(({ item }) => item))
  const hasMail = [...people.values()].flat().some(({ email }) => email !== null)
  return {
    text: defaultReminder(items, due, zone),
    channels: hasMail ? ['app', 'email', 'zalo'] : ['app', 'zalo'],
    strangeChannel: null,
    letterNumber: '',
    letterOn: '',
  }
}

const addressed = ({ name, targets }: RemindedUnit) => ({ name, items: targets.map(({ item }) => item) })

/** Where the reader of a message for this unit is led. */
const pathOf = (unit: RemindedUnit, roundId: string) =>
  unit.targets.length === 1
    ? `/targets/${encodeURIComponent(unit.targets[0]!.item.code)}`
    : `/reminders/${roundId}`

function zaloOf(c: Visit, units: RemindedUnit[], typed: string, id: string): ZaloTexts {
  const { config, today } = c.var
  // Every unit's text is made of it, however long it is before it is refused.
  const text = typed.slice(0, LONGEST_TEXT)
  return {
    group:
      units.length > 1
        ? zaloForGroup(text, units.map(addressed), today, `${config.address}/reminders/${id}`)
        : null,
    units: units.map((unit) => ({
      name: unit.name,
      text: zaloForUnit(text, addressed(unit), today, config.address + pathOf(unit, id)),
    })),
  }
}

function orderOf(
  c: Visit,
  { campaign, units, people }: Choice,
  id: string,
  typed: TypedReminder,
  letterOn: Day | null,
): RoundOrder {
  const isLetter = typed.channels.includes('letter')
  const { units: texts } = zaloOf(c, units, typed.text, id)
  return {
    id,
    campaignId: campaign.id,
    channels: typed.channels,
    text: typed.text,
    letterNumber: isLetter ? typed.letterNumber || null : null,
    letterOn: isLetter ? (letterOn ?? c.var.today) : null,
    units: units.map((unit, n) => ({
      unit,
      body: textFor(typed.text, addressed(unit)),
      zalo: texts[n]!.text,
      path: pathOf(unit, id),
      people: people.get(unit.id) ?? [],
    })),
  }
}

async function mailWriter(c: Visit, roundId: string): Promise<WriteMail> {
  const { db, actor, config, today } = c.var
  const by = (await signersOf(db.read, actor.tenant, [actor.userId]))(actor.userId)?.title ?? ''
  return ({ language }, units, token) => {
    const told = units.map(({ unit, body }) => ({ ...addressed(unit), body }))
    const { subject, lines } = reminderMail(language, told, { by, day: today })
    const path = units.length === 1 ? units[0]!.path : `/reminders/${roundId}`
    return {
      subject,
      body: frameLetter(translator(language), {
        lines,
        link: config.address + path,
        off: `${config.address}/mail/${token}`,
      }),
    }
  }
}

const pageOf = (c: Visit, choice: Choice) => ({
  title: headingOf(c.var.reader, shownUnits(c, choice)),
  here: '/desk',
  isForm: true,
})

/** The form once more, with everything that stood on it and the ticks and words that came. */
async function askAgain(c: Visit, codes: string[], writing: Writing, status: 409 | 422) {
  const shown = await chooseTargets(c, [...new Set(codes)])
  if (!shown?.units.length) return await showNothing(c, 422)
  return await refuse(c, pageOf(c, shown), NewReminderPage(propsOf(c, shown, writing)), status)
}

function propsOf(c: Visit, shown: Choice, writing: Writing) {
  const { ticked } = writing
  const units = shown.units
    .map((unit) => ({ ...unit, targets: unit.targets.filter(({ item }) => ticked.has(item.code)) }))
    .filter(({ targets }) => targets.length > 0)
  return {
    reader: c.var.reader,
    units: shownUnits(c, shown),
    zalo: zaloOf(c, units, writing.typed.text, writing.id),
    longest: LONGEST_TEXT,
    ...writing,
  }
}
