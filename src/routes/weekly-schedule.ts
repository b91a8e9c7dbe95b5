import { Hono } from 'hono'
import { type ReaderForm, SchedulePage } from '../../views/weekly/schedule.tsx'
import { mayFreeze, maySeeSchedule } from '../domain/access.ts'
import { nextFreeze } from '../domain/next-freeze.ts'
import {
  LONGEST_NAME,
  MOST_RECIPIENTS,
  moments,
  type RecipientWish,
  recipientFaults,
} from '../domain/weekly-recipient.ts'
import type { Translate } from '../i18n/translate.ts'
import { listRuns, retryRun } from '../storage/job-runs.ts'
import { countLetters, listLetters, resendLetter } from '../storage/summaries/letters.ts'
import {
  addRecipient,
  changeRecipient,
  findRecipient,
  listRecipientsPage,
  removeRecipient,
} from '../storage/summaries/recipients.ts'
import { setFreezesItself } from '../storage/summaries/self-freezing.ts'
import { findLastFrozen } from '../storage/summaries/stored.ts'
import type { Asked } from '../storage/summaries.ts'
import { type Page, redirect, refuse, show } from './answers.ts'
import { choose, type Form, keptForm, readForm, readId } from './forms.ts'
import { addressOf } from './queries.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'
import { askedOf, here } from './weekly-asked.ts'

/** When the weeks of a campaign freeze, what ran, and to whom its summaries go. */
export const weeklyScheduleRoutes = new Hono<House>()

const home = '/weekly/schedule'

weeklyScheduleRoutes.get(home, async (c) => {
  const asked = await askedOf(c)
  if (!asked || !maySeeSchedule(c.var.actor, asked.campaign.ownerUnitId)) return await c.notFound()
  return await showSchedule(c, asked, await formOf(c, asked))
})

weeklyScheduleRoutes.post(`${home}/automatic`, async (c) => {
  const { asked, form, refusal } = await enter(c)
  if (refusal) return refusal
  const wish = choose(form.text('automatic'), ['on', 'off'])
  if (!wish) return await c.notFound()
  await setFreezesItself(c.var.db, c.var.actor, asked.campaign, asked.now, wish === 'on')
  return backTo(c, wish === 'on' ? 'turnedOn' : 'turnedOff')
})

weeklyScheduleRoutes.post(`${home}/retry`, async (c) => {
  const { asked, form, refusal } = await enter(c)
  if (refusal) return refusal
  const [job, period] = [choose(form.text('job'), jobsOf(asked)), form.text('period')]
  if (!job || period.length > 40) return await c.notFound()
  await retryRun(c.var.db, c.var.actor, { job, period, now: asked.now })
  return backTo(c, 'retried')
})

weeklyScheduleRoutes.post(`${home}/resend`, async (c) => {
  const { asked, form, refusal } = await enter(c)
  if (refusal) return refusal
  const id = readId(form.text('id'))
  if (!id) return await c.notFound()
  await resendLetter(c.var.db, c.var.actor, asked.campaign, asked.now, id)
  return backTo(c, 'resent')
})

/** Puts a reader on the list; with the id of one that is there, writes over it. */
weeklyScheduleRoutes.post(`${home}/readers`, async (c) => {
  const { asked, form, refusal } = await enter(c)
  if (refusal) return refusal
  const wish = wishIn(form)
  const id = readId(form.text('id')) ?? null
  const problems = recipientFaults(wish).map(({ field, fault }) => ({
    field,
    text: problemWords(c.var.reader.t, `${field}_${fault}`),
  }))
  if (problems.length > 0) return await showSchedule(c, asked, { id, typed: wish, problems })
  return await keepReader(c, asked, wish, id)
})

weeklyScheduleRoutes.post(`${home}/remove`, async (c) => {
  const { asked, form, refusal } = await enter(c)
  if (refusal) return refusal
  const id = readId(form.text('id'))
  if (!id) return await c.notFound()
  await removeRecipient(c.var.db, c.var.actor, asked.campaign, asked.now, id)
  return backTo(c, 'removed')
})

type Entered =
  | { asked: Asked; form: Form; refusal?: undefined }
  | { refusal: Response; asked?: never; form?: never }

/** Who sends a form here schedules the campaign it is about. */
async function enter(c: Visit): Promise<Entered> {
  const asked = await askedOf(c)
  if (!asked || !mayFreeze(c.var.actor, asked.campaign.ownerUnitId)) return { refusal: await c.notFound() }
  const form = await readForm(c)
  return form ? { asked, form } : { refusal: await unreadable(c) }
}

async function keepReader(c: Visit, asked: Asked, wish: RecipientWish, id: string | null) {
  const { db, actor, reader } = c.var
  const { campaign, now } = asked
  const done =
    id === null
      ? await addRecipient(db, actor, campaign, now, wish)
      : await changeRecipient(db, actor, campaign, now, { ...wish, id })
  if (done === 'added' || done === 'changed') return backTo(c, done)
  const text = problemWords(reader.t, done ?? 'gone')
  // What is gone is added anew when it is sent again.
  return await showSchedule(c, asked, {
    id: done ? id : null,
    typed: wish,
    problems: [{ field: 'address', text }],
  })
}

type Problem =
  | 'address_missing'
  | 'address_wrong'
  | 'name_missing'
  | 'name_long'
  | 'there_already'
  | 'too_many'
  | 'gone'

const problemWords = (t: Translate, problem: string) =>
  t(`schedule.problem.${problem as Problem}`, {
    n: problem === 'too_many' ? MOST_RECIPIENTS : LONGEST_NAME,
  })

/** An address is one whatever the case in which it is typed. */
const wishIn = (form: Form): RecipientWish => ({
  address: form.text('address').toLowerCase(),
  name: form.text('name').replace(/\s+/g, ' '),
  language: choose(form.text('language'), ['vi', 'en']) ?? 'vi',
  sends: choose(form.text('sends'), moments) ?? 'issued',
})

/** The form as it was typed before a sign-in, that of one reader on the list, or an empty one. */
async function formOf(c: Visit, asked: Asked): Promise<Omit<ReaderForm, 'action'>> {
  const kept = keptForm(c)
  if (kept?.fields.some(({ name }) => name === 'address')) {
    return { id: readId(kept.text('id')) ?? null, typed: wishIn(kept), problems: [] }
  }
  const id = readId(c.req.query('edit') ?? '')
  const there = id && (await findRecipient(c.var.db.read, asked.tenant, asked.campaign, id))
  if (there) return { id, typed: there, problems: [] }
  return { id: null, typed: { address: '', name: '', language: 'vi', sends: 'issued' }, problems: [] }
}

const jobsOf = ({ campaign: { code } }: Asked) => [`freeze:${code}`, `ladder:${code}`] as const

const deeds = ['turnedOn', 'turnedOff', 'retried', 'resent', 'added', 'changed', 'removed'] as const

/** An address of the page and its forms, within the campaign that is asked for. */
const at = (c: Visit, ending: string, parameters: Record<string, string | null | undefined> = {}) =>
  addressOf(c, `${home}${ending}`, { campaign: c.req.query('campaign'), ...parameters })

function backTo(c: Visit, done: (typeof deeds)[number]) {
  const query = new URLSearchParams({ done })
  const campaign = c.req.query('campaign')
  if (campaign !== undefined) query.set('campaign', campaign)
  return redirect(c, `${home}?${query}`)
}

async function showSchedule(c: Visit, asked: Asked, form: Omit<ReaderForm, 'action'>) {
  const { reader, db, actor, config } = c.var
  const { tenant, campaign, now, zone } = asked
  const maySet = mayFreeze(actor, campaign.ownerUnitId)
  const lastFrozen = await findLastFrozen(db.read, asked)
  const counts = await countLetters(db.read, tenant, campaign)
  const body = SchedulePage({
    reader,
    campaign: campaign.name,
    weeklyHref: addressOf(c, here, { campaign: c.req.query('campaign') }),
    automatic: {
      isOn: campaign.freezesItself,
      weekday: campaign.cutOffWeekday,
      time: campaign.cutOffTime,
      next: nextFreeze(campaign, lastFrozen, now, zone),
      action: maySet ? at(c, '/automatic') : null,
    },
    runs: {
      ...paged(c, 'runs-after', await listRuns(db.read, tenant, jobsOf(asked), c.req.query('runs-after'))),
      action: maySet ? at(c, '/retry') : null,
    },
    hasMailServer: config.smtpUrl !== null,
    counts,
    letters: maySet ? await lettersOf(c, asked) : null,
    readers: maySet ? await readersOf(c, asked, form) : null,
  })
  const done = choose(c.req.query('done') ?? '', deeds)
  const page: Page = { title: reader.t('schedule.title'), here }
  if (form.problems.length > 0) return await refuse(c, page, body)
  if (done && c.req.method === 'GET') page.flash = { kind: 'done', text: reader.t(`schedule.${done}`) }
  return await show(c, page, body)
}

async function lettersOf(c: Visit, { tenant, campaign, now }: Asked) {
  const found = await listLetters(c.var.db.read, tenant, campaign, now, c.req.query('letters-after'))
  return { ...paged(c, 'letters-after', found), action: at(c, '/resend') }
}

async function readersOf(c: Visit, { tenant, campaign }: Asked, form: Omit<ReaderForm, 'action'>) {
  const found = await listRecipientsPage(c.var.db.read, tenant, campaign, c.req.query('readers-after'))
  const { rows, ...pages } = paged(c, 'readers-after', found)
  return {
    ...pages,
    rows: rows.map((row) => ({ ...row, editHref: `${at(c, '', { edit: row.id })}#h-reader` })),
    removeAction: at(c, '/remove'),
    href: at(c, ''),
    form: { ...form, action: at(c, '/readers') },
  }
}

function paged<Row>(c: Visit, cursor: string, { rows, next }: { rows: Row[]; next: string | null }) {
  return {
    rows,
    next: next && at(c, '', { [cursor]: next }),
    first: c.req.query(cursor) ? at(c, '') : null,
  }
}
