import type { FieldError } from '../../views/parts/form.tsx'
import { type Role, roles } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import { isEmail } from '../domain/email.ts'
import { readDay } from '../i18n/days.ts'
import type { Details, NewPost, PostWish } from '../storage/people/deeds.ts'
import { findUnits } from '../storage/people/units.ts'
import { choose, type Form } from './forms.ts'
import type { Visit } from './visit.ts'

/** The longest line of a form about people. */
export const LONGEST = 200

const line = (form: Form, name: string) => form.text(name).slice(0, LONGEST)

/** The unit that is meant: the one chosen from the list of what was typed, else the only one it can mean. */
export async function unitIn(c: Visit, form: Form) {
  const { db, actor, today } = c.var
  const typed = line(form, 'unit')
  const { exact, found, isMore } = await findUnits(db.read, actor.tenant, today, typed)
  const picked = found.find(({ code }) => code === form.text('unit_code'))
  return { unit: picked ?? exact, found, isMore, typed }
}

interface ReadPost {
  wish: Omit<PostWish, 'role'>
  errors: FieldError[]
}

/** Title, days and document of a post; `isActing` asks for an end and a document. */
export function readPost(c: Visit, form: Form, isActing = false): ReadPost {
  const { t } = c.var.reader
  const [from, to] = [form.text('from'), form.text('to')]
  const wish = {
    title: line(form, 'title'),
    fromOn: readDay(from) ?? null,
    toOn: readDay(to) ?? null,
    document: line(form, 'document') || null,
  }
  const { fromOn, toOn } = wish
  const checks: [isWrong: boolean, field: string, words: ProblemWord][] = [
    [wish.title === '', 'title', 'person.problem.titleMissing'],
    [from !== '' && !fromOn, 'from', 'person.problem.fromWrong'],
    [to !== '' && !toOn, 'to', 'person.problem.toWrong'],
    [to === '' && isActing, 'to', 'person.problem.toMissing'],
    [isBefore(toOn, fromOn), 'to', 'person.problem.toBefore'],
    [isActing && !wish.document, 'document', 'person.problem.documentMissing'],
  ]
  const errors = checks.flatMap(([isWrong, field, words]) => (isWrong ? [{ field, text: t(words) }] : []))
  return { wish, errors }
}

type ProblemWord =
  | `person.problem.${'title' | 'to' | 'document'}Missing`
  | `person.problem.${'from' | 'to'}Wrong`
  | 'person.problem.toBefore'

const isBefore = (to: Day | null, from: Day | null) => to !== null && from !== null && to < from

/** A whole new post, its unit and role too. */
export async function readNewPost(c: Visit, form: Form, id: string) {
  const { t } = c.var.reader
  const isActing = form.text('acting') === '1'
  const { unit } = await unitIn(c, form)
  const role: Role | null = isActing ? 'head' : choose(form.text('role'), roles)
  const { wish, errors } = readPost(c, form, isActing)
  const all: FieldError[] = [
    ...(unit ? [] : [{ field: 'unit', text: t('person.problem.unitMissing') }]),
    ...(role ? [] : [{ field: 'role', text: t('person.problem.roleMissing') }]),
    ...errors,
  ]
  const post: NewPost | undefined = unit && role && !all.length ? { id, unit, role, ...wish } : undefined
  return { post, unit, errors: all }
}

export function readDetails(c: Visit, form: Form): { details: Details; errors: FieldError[] } {
  const { reader } = c.var
  const email = form.text('email') || null
  const language = choose(form.text('language'), ['vi', 'en']) ?? 'vi'
  const isWrong = email !== null && !isEmail(email)
  return {
    details: { fullName: line(form, 'full_name') || null, email, language },
    errors: isWrong ? [{ field: 'email', text: reader.t('person.problem.emailWrong') }] : [],
  }
}

export const byOf = ({ var: { actor, now, today } }: Visit) => ({ actor, now, today })
