import { type PasswordFault, passwordFault } from '../domain/password.ts'
import type { Writer } from '../storage/client.ts'
import { verifyPassword } from '../storage/passwords.ts'
import { isStillOpen } from '../storage/sessions.ts'
import { findAccount, lockAccount } from '../storage/users.ts'
import type { Form } from './forms.ts'
import { type Outcome, tryPassword } from './throttling.ts'
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

/**
 * Whoever sits at a browser that somebody left open does not know the password; wrong ones are slowed as at the door.
 * What was proven is the hash that it fits.
 */
export async function provesPassword(c: Visit, password: string): Promise<Outcome<string>> {
  const { db, actor } = c.var
  return await tryPassword(c, actor.username, async () => {
    const account = await findAccount(db.read, actor.tenant, actor.username)
    const hash = account?.passwordHash ?? null
    return (await verifyPassword(hash, password)) && hash !== null ? hash : undefined
  })
}

/** A deed that rests on a password typed before: nothing is done where it was changed meanwhile, or the session ended. */
export async function provenDeed<Done>(
  c: Visit,
  hash: string | null,
  work: (tx: Writer) => Promise<Done>,
): Promise<{ done: Done } | 'changed' | 'ended'> {
  const { db, actor, session } = c.var
  return await db.tx(async (tx) => {
    const account = await lockAccount(tx, actor.tenant, actor.userId)
    if (!(await isStillOpen(tx, actor.tenant, session.tokenHash))) return 'ended'
    return account?.passwordHash === hash ? { done: await work(tx) } : 'changed'
  })
}
