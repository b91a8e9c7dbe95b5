import { Hono } from 'hono'
import { HeadsList, HeadsPage, type HeadsProps, WaitingPage } from '../../views/admin/picks.tsx'
import { usernameFrom } from '../domain/person.ts'
import { headTitles } from '../domain/unit.ts'
import { newId } from '../storage/ids.ts'
import { hashPassword, newInitialPassword } from '../storage/passwords.ts'
import { addPerson, giveInitialPassword } from '../storage/people/deeds.ts'
import { findPerson, listUsernames, lockPerson } from '../storage/people/find.ts'
import { findHeadless, listHeadless } from '../storage/people/units.ts'
import { listPeople } from '../storage/people.ts'
import { redraw, refuse, show } from './answers.ts'
import { type Form, formOf, readForm } from './forms.ts'
import { byOf, LONGEST } from './person-fields.ts'
import { addressOf, plainText, queryText } from './queries.ts'
import { type SlipOf, showSlips } from './slip-pages.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

/** First passwords on paper for many at once. */
export const slipRoutes = new Hono<House>()

/** As many as stand on one page; every password is made slow to guess, which takes its time. */
const MOST_AT_ONCE = 50

slipRoutes.get('/heads', async (c) => {
  const props = await headsOf(c, formOf([]), false)
  const page = { title: c.var.reader.t('heads.title'), here: '/admin/users' }
  return await redraw(c, page, HeadsList(props), () => HeadsPage(props))
})

slipRoutes.post('/heads', async (c) => {
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const wanted = wantedIn(form, 'unit', 'title.')
  const slips: SlipOf[] = []
  for (const code of wanted) {
    const slip = await makeHead(c, code, form.text(`title.${code}`).slice(0, LONGEST))
    if (slip) slips.push(slip)
  }
  if (slips.length) return await showSlips(c, slips, '/admin/users')
  const page = { title: c.var.reader.t('heads.title'), here: '/admin/users', hasErrors: false }
  return await refuse(c, page, HeadsPage(await headsOf(c, form, true)))
})

slipRoutes.get('/slips', async (c) => await show(c, slipsPage(c), WaitingPage(await waitingOf(c, false))))

slipRoutes.post('/slips', async (c) => {
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { db, actor, today } = c.var
  const wanted = form.texts(form.text('all') === '1' ? 'shown' : 'person')
  const slips: SlipOf[] = []
  for (const username of [...new Set(wanted)].slice(0, MOST_AT_ONCE)) {
    const person = await findPerson(db.read, actor.tenant, plainText(username), today)
    if (person?.state !== 'waiting' || person.id === actor.userId) continue
    const password = newInitialPassword()
    const hash = await hashPassword(password)
    const isGiven = await db.tx(async (tx) => {
      // Whoever chose a password meanwhile keeps it.
      if ((await lockPerson(tx, byOf(c), person.username))?.state !== 'waiting') return false
      await giveInitialPassword(tx, byOf(c), person, hash)
      return true
    })
    if (!isGiven) continue
    const post = person.posts.find(({ isHeld }) => isHeld) ?? person.posts[0]
    slips.push({
      username: person.username,
      title: post?.title ?? '',
      unitName: post?.unitName ?? '',
      password,
    })
  }
  if (slips.length) return await showSlips(c, slips, '/admin/users')
  return await refuse(c, { ...slipsPage(c), hasErrors: false }, WaitingPage(await waitingOf(c, true)))
})

const slipsPage = (c: Visit) => ({ title: c.var.reader.t('slips.title'), here: '/admin/users' })

/** The ticked ones; with the tick for all, every one that the page showed, told by the fields that came along. */
function wantedIn(form: Form, name: string, field: string): string[] {
  const shown = form.fields.flatMap((one) =>
    one.name.startsWith(field) ? [one.name.slice(field.length)] : [],
  )
  const wanted = form.text('all') === '1' ? shown : form.texts(name)
  return [...new Set(wanted.map(plainText))].slice(0, MOST_AT_ONCE)
}

/** An account for the head of a unit that has none, each in a transaction of its own. */
async function makeHead(c: Visit, code: string, typed: string): Promise<SlipOf | undefined> {
  const { db, actor, reader, today, now } = c.var
  if (!(await findHeadless(db.read, actor.tenant, today, code))) return undefined
  const password = newInitialPassword()
  const passwordHash = await hashPassword(password)
  return await db.tx(async (tx) => {
    const unit = await findHeadless(tx, actor.tenant, today, code)
    if (!unit) return undefined
    const taken = await listUsernames(tx, actor.tenant)
    const username = usernameFrom(unit.code, (name) => taken.has(name))
    const title = typed || headTitles[unit.kind]
    const added = await addPerson(tx, byOf(c), {
      ...{ id: newId(now), username, fullName: null, email: null, language: reader.language, passwordHash },
      post: { id: newId(now), unit, role: 'head', title, fromOn: null, toOn: null, document: null },
    })
    return added === 'added' ? { username, title, unitName: unit.name, password } : undefined
  })
}

/** 'qt/cl/vp/' lies below 'qt/' and 'qt/cl/'. */
const ancestorsOf = (path: string): string[] => {
  const codes = path.split('/').slice(0, -2)
  return codes.map((_, n) => `${codes.slice(0, n + 1).join('/')}/`)
}

async function headsOf(c: Visit, form: Form, isEmptyHanded: boolean): Promise<HeadsProps> {
  const { db, actor, reader, today } = c.var
  const [query, after] = [queryText(c, 'q'), queryText(c, 'after')]
  // The bodies above an office stand in its tree, but their heads do not report to it.
  const own = actor.posts.map(({ unitPath }) => unitPath)
  const above = own.flatMap(ancestorsOf).filter((path) => !own.includes(path))
  const { units, next } = await listHeadless(db.read, actor.tenant, today, { q: query, after, above })
  const taken = await listUsernames(db.read, actor.tenant)
  return {
    ...{ reader, query, isEmptyHanded },
    next: next && addressOf(c, '/admin/users/heads', { q: query, after: next }),
    first: after ? addressOf(c, '/admin/users/heads', { q: query }) : null,
    units: units.map(({ code, name, kind }) => ({
      ...{ code, name },
      username: usernameFrom(code, (one) => taken.has(one)),
      title: form.text(`title.${code}`) || headTitles[kind],
    })),
  }
}

async function waitingOf(c: Visit, isEmptyHanded: boolean) {
  const { db, actor, reader, today } = c.var
  const after = queryText(c, 'after')
  const filter = { q: '', role: null, unit: '', state: 'waiting' as const }
  const { people, next } = await listPeople(db.read, actor.tenant, filter, { today, after })
  return {
    ...{ reader, query: '', isEmptyHanded },
    next: next && addressOf(c, '/admin/users/slips', { after: next }),
    first: after ? addressOf(c, '/admin/users/slips', {}) : null,
    people: people.map(({ username, posts: [post] }) => ({
      ...{ username, title: post?.title ?? '', unitName: post?.unitName ?? '' },
    })),
  }
}
