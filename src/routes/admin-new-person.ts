import { Hono } from 'hono'
import { NewPersonPage } from '../../views/admin/new-person.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { isUsername, usernameFrom } from '../domain/person.ts'
import { newId } from '../storage/ids.ts'
import { hashPassword, newInitialPassword } from '../storage/passwords.ts'
import { addPerson, giveLink, type NewPerson } from '../storage/people/deeds.ts'
import { listUsernames } from '../storage/people/find.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, formOf, keptForm, readForm, readId } from './forms.ts'
import { byOf, readDetails, readNewPost, unitIn } from './person-fields.ts'
import { queryText } from './queries.ts'
import { showLink, showSlips } from './slip-pages.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

export const newPersonRoutes = new Hono<House>()

newPersonRoutes.get('/new', async (c) => {
  const asked = queryText(c, 'unit')
  const form =
    keptForm(c) ??
    formOf([
      ['unit', asked],
      ['role', queryText(c, 'role')],
    ])
  return await showForm(c, form)
})

newPersonRoutes.post('/new', async (c) => {
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { db, actor } = c.var
  const id = readId(form.text('id')) ?? newId(c.var.now)
  const read = await readPerson(c, form, id)
  if (!read.person) return await showForm(c, form, read.errors)
  const { person } = read
  const password = form.text('way') === 'slip' ? newInitialPassword() : null
  const passwordHash = password === null ? null : await hashPassword(password)
  const done = await db.tx(async (tx) => {
    const added = await addPerson(tx, byOf(c), { ...person, passwordHash })
    if (added !== 'added' || password !== null) return { added, link: null }
    return { added, link: await giveLink(tx, byOf(c), person, 'invite') }
  })
  if (done.added === 'taken') {
    const taken = await listUsernames(db.read, actor.tenant)
    return await showForm(c, form, [usernameTaken(c, person.username, taken)])
  }
  const whom = { username: person.username, title: person.post.title, unitName: person.post.unit.name }
  const page = `/admin/users/${encodeURIComponent(person.username)}`
  if (done.link) return await showLink(c, whom, done.link)
  // The same form once more: what it showed is shown only once.
  if (done.added === 'again' || password === null) return redirect(c, page)
  return await showSlips(c, [{ ...whom, password }], page)
})

async function readPerson(c: Visit, form: Form, id: string) {
  const { db, actor, reader } = c.var
  const taken = await listUsernames(db.read, actor.tenant)
  const { post, unit, errors } = await readNewPost(c, form, postIdOf(id))
  const { details, errors: detailErrors } = readDetails(c, form)
  const typed = form.text('username').toLowerCase()
  const username = typed || (unit ? usernameFrom(unit.code, (name) => taken.has(name)) : '')
  const nameErrors: FieldError[] =
    username !== '' && !isUsername(username)
      ? [{ field: 'username', text: reader.t('person.problem.usernameWrong') }]
      : []
  const all = [...errors, ...nameErrors, ...detailErrors]
  const person: Omit<NewPerson, 'passwordHash'> | undefined =
    post && all.length === 0 ? { id, username, ...details, post } : undefined
  return { person, errors: all }
}

/** The first post goes by the account's id but for one bit: the same form twice makes one of each. */
const postIdOf = (id: string) => id.slice(0, -1) + (Number.parseInt(id.at(-1)!, 16) ^ 1).toString(16)

function usernameTaken(c: Visit, username: string, taken: Set<string>): FieldError {
  const free = usernameFrom(username, (name) => taken.has(name))
  return { field: 'username', text: c.var.reader.t('person.problem.usernameTaken', { username, free }) }
}

async function showForm(c: Visit, form: Form, errors: FieldError[] = []) {
  const { reader, now, db, actor } = c.var
  const { unit, found, isMore, typed } = await unitIn(c, form)
  const taken = unit && form.text('username') === '' ? await listUsernames(db.read, actor.tenant) : undefined
  const names = ['role', 'title', 'from', 'to', 'document', 'full_name', 'email'] as const
  const body = NewPersonPage({
    reader,
    id: readId(form.text('id')) ?? newId(now),
    typed: {
      ...(Object.fromEntries(names.map((name) => [name, form.text(name)])) as Record<
        (typeof names)[number],
        string
      >),
      role: form.text('role') || (errors.length ? '' : 'head'),
      username: unit && taken ? usernameFrom(unit.code, (name) => taken.has(name)) : form.text('username'),
      language: form.text('language') || 'vi',
      way: form.text('way') || 'link',
    },
    search: { typed, chosen: unit?.code ?? null, found, isMore },
    errors,
  })
  const page = { title: reader.t('person.new'), here: '/admin/users', isForm: true }
  return errors.length ? await refuse(c, page, body) : await show(c, page, body)
}
