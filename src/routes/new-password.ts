import { type PasswordFault, passwordFault } from '../domain/password.ts'
import { verifyPassword } from '../storage/passwords.ts'
import { findAccount } from '../storage/users.ts'
import type { Form } from './forms.ts'
import { noteFailure, secondsToWait } from './throttling.ts'
import type { Visit } from './visit.ts'

/** A password is taken letter by letter, spaces too. */
export const rawOf = (form: Form, name: string): string =>
  form.fields.find((field) => field.name === name)?.value ?? ''

interface ChosenProblem {
  field: 'new' | 'again'
  reason: PasswordFault | 'differs'
}

/** What is wrong with a password typed twice; `own` are words that say too much of whose it is. */
export function newPasswordProblems(form: Form, own: string[]): ChosenProblem[] {
  const fault = passwordFault(rawOf(form, 'new'), own)
  if (fault) return [{ field: 'new', reason: fault }]
  return rawOf(form, 'new') === rawOf(form, 'again') ? [] : [{ field: 'again', reason: 'differs' }]
}

/** Whoever sits at a browser that somebody left open does not know the password; wrong ones are slowed as at the door. */
export async function provesPassword(c: Visit, password: string): Promise<'right' | 'wrong' | number> {
  const { db, actor } = c.var
  const tried = `account:${actor.username}` as const
  const wait = await secondsToWait(c, tried)
  if (wait > 0) return wait
  const account = await findAccount(db.read, actor.tenant, actor.username)
  if (await verifyPassword(account?.passwordHash ?? null, password)) return 'right'
  await noteFailure(c, tried)
  return 'wrong'
}
