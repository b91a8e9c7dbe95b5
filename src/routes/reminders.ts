import { Hono } from 'hono'
import { zaloForGroup } from '../../views/letters/reminder.ts'
import { LONGEST_ANSWER } from '../../views/reminders/answer.tsx'
import { RoundListPage } from '../../views/reminders/list.tsx'
import { RoundPage, type RoundPageProps, roundTitle } from '../../views/reminders/round.tsx'
import type { Answering } from '../../views/reminders/shapes.ts'
import { hasDesk, mayRemind, mayReport } from '../domain/access.ts'
import { dayOf } from '../domain/day.ts'
import { findCampaign } from '../storage/campaigns.ts'
import { answerRound } from '../storage/reminders/answers.ts'
import { type FoundRound, findRound, listRounds, type RoundPart } from '../storage/reminders/rounds.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, keptForm, readForm, readId } from './forms.ts'
import { addressOf } from './queries.ts'
import { preview, send, showNew } from './reminder-form.ts'
import { saveNumber, showLetter } from './reminder-letter.ts'
import { shownParts } from './reminder-parts.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

export const reminderRoutes = new Hono<House>()

reminderRoutes.get('/', async (c) => {
  const { db, actor, reader } = c.var
  const campaign = hasDesk(actor) ? await findCampaign(db.read, actor, c.req.query('campaign')) : undefined
  if (!campaign) return await c.notFound()
  const { rounds, next } = await listRounds(db.read, actor, campaign, c.req.query('after'))
  const address = (after?: string) => addressOf(c, '/reminders', { campaign: c.req.query('campaign'), after })
  const body = RoundListPage({
    reader,
    campaignName: campaign.name,
    rounds,
    next: next && address(next),
    first: c.req.query('after') ? address() : null,
  })
  return await show(c, { title: reader.t('reminder.listTitle'), here: '/desk' }, body)
})

reminderRoutes.post('/', send)
reminderRoutes.get('/new', showNew)
reminderRoutes.post('/preview', preview)

reminderRoutes.get('/:round', async (c) => {
  const found = await roundOf(c)
  if (!found) return await c.notFound()
  const kept = keptForm(c)
  const answers = kept ? keptAnswers(c, found, kept) : new Map<string, Answering>()
  const props = await roundProps(c, found, answers)
  return await show(c, pageOf(c, props), RoundPage(props))
})

reminderRoutes.get('/:round/letter', async (c) => {
  const found = await roundOf(c)
  return found ? await showLetter(c, found) : await c.notFound()
})

reminderRoutes.post('/:round/letter', async (c) => {
  const found = await roundOf(c)
  return found ? await saveNumber(c, found) : await c.notFound()
})

reminderRoutes.post('/:round/answer', async (c) => {
  const found = await roundOf(c)
  return found ? await answer(c, found) : await c.notFound()
})

async function answer(c: Visit, found: FoundRound) {
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const part = ownPart(c, found, form.text('unit'))
  if (!part) return await c.notFound()

  const text = form.text('text')
  const problem = text === '' ? 'answer_missing' : text.length > LONGEST_ANSWER ? 'answer_long' : null
  if (problem) return await askAgain(c, found, part, { text, problem, isConflict: false }, 422)

  const { db, actor, now } = c.var
  const answering = { text, seenAt: seenIn(form, part) }
  if (await db.tx((tx) => answerRound(tx, actor, found, part, answering, now))) {
    return redirect(c, `/reminders/${found.row.id}`)
  }
  const fresh = (await roundOf(c)) ?? found
  return await askAgain(c, fresh, part, { text, problem: null, isConflict: true }, 409)
}

async function roundOf(c: Visit): Promise<FoundRound | undefined> {
  const id = readId(c.req.param('round') ?? '')
  return id ? await findRound(c.var.db.read, c.var.actor, id) : undefined
}

/** The part this person answers for: of the unit that the form names, else of their first. */
function ownPart(c: Visit, { parts }: FoundRound, unit: string): RoundPart | undefined {
  return parts.find((part) => mayReport(c.var.actor, part.sides) && (unit === '' || part.unit.code === unit))
}

/** When the answer was given that the form showed; a form that says nothing of it is about what stands there now. */
function seenIn(form: Form, { answer }: RoundPart): number | null {
  const [seen] = form.texts('seen')
  if (seen === undefined) return answer?.at ?? null
  return seen === '' ? null : Number(seen)
}

function keptAnswers(c: Visit, found: FoundRound, kept: Form): Map<string, Answering> {
  const part = ownPart(c, found, kept.text('unit'))
  return new Map(part && [[part.unit.id, { text: kept.text('text'), problem: null, isConflict: false }]])
}

async function askAgain(
  c: Visit,
  found: FoundRound,
  { unit }: RoundPart,
  answering: Answering,
  status: 409 | 422,
) {
  const props = await roundProps(c, found, new Map([[unit.id, answering]]))
  return await refuse(c, pageOf(c, props), RoundPage(props), status)
}

const pageOf = (c: Visit, { sentAt, parts, office }: RoundPageProps) => ({
  title: roundTitle(c.var.reader, sentAt, parts),
  here: office ? '/desk' : '/my-work',
})

async function roundProps(
  c: Visit,
  found: FoundRound,
  typed: Map<string, Answering>,
): Promise<RoundPageProps> {
  const { reader, actor, config, zone } = c.var
  const { row, parts, by } = found
  const shown = await shownParts(c, found, typed)
  const isOffice = parts.some(({ sides }) => mayRemind(actor, sides))
  const units = shown.map(({ unit, items }) => ({ name: unit.name, items }))
  const link = `${config.address}/reminders/${row.id}`
  const hasGroup = units.length > 1 && row.channels.includes('zalo')
  return {
    reader,
    sentAt: row.sentAt,
    by,
    parts: shown,
    office: isOffice
      ? {
          text: row.body,
          group: hasGroup ? zaloForGroup(row.body, units, dayOf(row.sentAt, zone), link) : null,
        }
      : null,
    letterHref: row.channels.includes('letter') ? reader.at(`/reminders/${row.id}/letter`) : null,
    answerAction: reader.at(`/reminders/${row.id}/answer`),
  }
}
