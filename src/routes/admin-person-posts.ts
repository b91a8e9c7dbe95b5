import { Hono } from 'hono'
import { PostFormPage } from '../../views/admin/person-post.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { isDay } from '../domain/day.ts'
import { writeDay } from '../i18n/days.ts'
import { newId } from '../storage/ids.ts'
import { addPost, changePost } from '../storage/people/deeds.ts'
import { findPerson, type PersonFound, type PostFound } from '../storage/people/find.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, formOf, isAbout, keptForm, readForm, readId } from './forms.ts'
import { byOf, readNewPost, readPost, unitIn } from './person-fields.ts'
import { plainText, queryText } from './queries.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

/** Posts of one person: added, renamed, ended; never deleted. */
export const personPostRoutes = new Hono<House>()

personPostRoutes.get('/:username/posts/new', async (c) => {
  const person = await personOf(c)
  if (!person) return await c.notFound()
  const asked = formOf([
    ['acting', queryText(c, 'acting')],
    ['unit', queryText(c, 'unit')],
  ])
  return await showNew(c, person, keptForm(c) ?? asked)
})

personPostRoutes.post('/:username/posts/new', async (c) => {
  const person = await personOf(c)
  if (!person) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { db, now } = c.var
  const { post, errors } = await readNewPost(c, form, readId(form.text('id')) ?? newId(now))
  if (!post) return await showNew(c, person, form, errors)
  await db.tx((tx) => addPost(tx, byOf(c), person, post))
  return redirect(c, `${pathOf(person)}?done=post_added`)
})

personPostRoutes.get('/:username/posts/:id', async (c) => {
  const found = await postOf(c)
  return found ? await showPost(c, found, keptForm(c) ?? storedForm(c, found.post)) : await c.notFound()
})

personPostRoutes.post('/:username/posts/:id', async (c) => {
  const found = await postOf(c)
  if (!found) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { person, post } = found
  const { wish, errors } = readPost(c, form)
  if (errors.length) return await showPost(c, found, form, errors)
  if (!isAbout(form, post.version)) return await showPost(c, found, form, [], post)
  const done = await c.var.db.tx((tx) => changePost(tx, byOf(c), person, post, wish))
  if (done === 'changed') return redirect(c, `${pathOf(person)}?done=post_changed`)
  if (done === 'last_admin') {
    const field = wish.toOn === null ? 'from' : 'to'
    return await showPost(c, found, form, [{ field, text: c.var.reader.t('person.problem.lastAdmin') }])
  }
  const fresh = await postOf(c)
  return fresh ? await showPost(c, fresh, form, [], fresh.post) : await c.notFound()
})

const personOf = (c: Visit) =>
  findPerson(c.var.db.read, c.var.actor.tenant, plainText(c.req.param('username') ?? ''), c.var.today)

const pathOf = ({ username }: PersonFound) => `/admin/users/${encodeURIComponent(username)}`

async function postOf(c: Visit) {
  const id = readId(c.req.param('id') ?? '')
  const person = id && (await personOf(c))
  const post = person ? person.posts.find((one) => one.id === id) : undefined
  return person && post ? { person, post } : undefined
}

const typedOf = (form: Form) => ({
  role: form.text('role'),
  title: form.text('title'),
  from: form.text('from'),
  to: form.text('to'),
  document: form.text('document'),
})

function storedForm(c: Visit, { title, fromOn, toOn, document, version }: PostFound): Form {
  const day = (one: string | null) => (one && isDay(one) ? writeDay(c.var.reader.language, one) : '')
  return formOf([
    ['title', title],
    ['from', day(fromOn)],
    ['to', day(toOn)],
    ['document', document ?? ''],
    ['version', String(version)],
  ])
}

async function showNew(c: Visit, person: PersonFound, form: Form, errors: FieldError[] = []) {
  const { reader, actor, now } = c.var
  const isActing = form.text('acting') === '1'
  const { unit, found, isMore, typed } = await unitIn(c, form)
  const body = PostFormPage({
    reader,
    username: person.username,
    typed: typedOf(form),
    errors,
    isSelf: person.id === actor.userId,
    added: {
      id: readId(form.text('id')) ?? newId(now),
      search: { typed, chosen: unit?.code ?? null, found, isMore },
      isActing,
    },
    edited: null,
    action: reader.at(`${pathOf(person)}/posts/new`),
    conflict: null,
  })
  const title = reader.t(isActing ? 'person.acting' : 'person.postAdd')
  const page = { title, here: '/admin/users', isForm: true }
  return errors.length ? await refuse(c, page, body) : await show(c, page, body)
}

type FoundPost = NonNullable<Awaited<ReturnType<typeof postOf>>>

async function showPost(
  c: Visit,
  { person, post }: FoundPost,
  form: Form,
  errors: FieldError[] = [],
  stored?: PostFound,
) {
  const { reader, actor } = c.var
  const { t } = reader
  const kept = stored && typedOf(storedForm(c, stored))
  const body = PostFormPage({
    reader,
    username: person.username,
    typed: typedOf(form),
    errors,
    isSelf: person.id === actor.userId,
    added: null,
    edited: {
      title: post.title,
      unitName: post.unitName,
      roleWord: t(`role.${post.role}`),
      version: stored ? String(stored.version) : form.text('version'),
    },
    action: reader.at(`${pathOf(person)}/posts/${post.id}`),
    conflict: kept ? [kept.title, kept.from, kept.to, kept.document].filter(Boolean).join(' · ') : null,
  })
  const page = { title: t('person.postEditTitle', { title: post.title }), here: '/admin/users', isForm: true }
  if (stored) return await refuse(c, page, body, 409)
  return errors.length ? await refuse(c, page, body) : await show(c, page, body)
}
