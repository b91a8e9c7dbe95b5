import type { Hono } from 'hono'
import { redirect } from './answers.ts'
import type { Form } from './forms.ts'
import { sessionCookieName } from './hall.ts'
import { localPath } from './queries.ts'
import type { House, Kept, Visit } from './visit.ts'

const KEPT_PREFIX = 'kept.'

/** Where somebody was going before signing in, and the form that they had sent, if they had. */
export interface Interrupted {
  next: string
  /** Its text fields; there may be none to keep. */
  kept: Kept
  isSent: boolean
}

export const interruptedBy = (c: Visit, form: Form): Interrupted => {
  const kept = form.fields
    .filter((field) => field.name.startsWith(KEPT_PREFIX))
    .map((field) => ({ name: field.name.slice(KEPT_PREFIX.length), value: field.value }))
  return { next: nextOf(c, form.text('next')), kept, isSent: kept.length > 0 || form.text('sent') === '1' }
}

/** Back to the sign-in would be no way on. */
export function nextOf(c: Visit, next = ''): string {
  const path = localPath(c, next)
  return path.startsWith('/log') ? '/' : path
}

/** What is shown after signing in. */
export async function comeIn(
  c: Visit,
  house: Hono<House>,
  interrupted: Interrupted,
  token: string,
): Promise<Response> {
  return interrupted.isSent ? await showAgain(c, house, interrupted, token) : redirect(c, interrupted.next)
}

/** Where the page that shows a form has another address than the form posts to, beyond an address above it. */
const formPages: [RegExp, string][] = [
  [/^\/targets\/([^/?]+)\/updates$/, '/targets/$1/update'],
  [/^\/(reminders|proposals|directions)$/, '/$1/new'],
  [/^\/admin\/settings\/letterhead\/([^/?]+)(\/picture)?$/, '/admin/settings?unit=$1'],
]

/** The page of the form that was sent without a session, filled in as it was; nothing is saved until it is sent again. */
async function showAgain(
  c: Visit,
  house: Hono<House>,
  { next, kept }: Interrupted,
  token: string,
): Promise<Response> {
  const ask = async (address: string) => {
    const request = new Request(new URL(address, c.req.url), {
      headers: { Cookie: `${sessionCookieName(c)}=${token}` },
    })
    return await house.fetch(request, { ...c.env, kept })
  }
  const take = async (answer: Response) =>
    c.body(await answer.arrayBuffer(), answer.status as 200, Object.fromEntries(answer.headers))

  for (const path of pagesOf(next)) {
    const answer = await ask(c.var.reader.at(path))
    if (answer.status !== 404 && answer.status !== 303) return await take(answer)
  }
  // No page belongs to it: where this person begins.
  const home = (await ask(c.var.reader.at('/'))).headers.get('location')
  return home === null ? redirect(c, '/') : await take(await ask(home))
}

const HIGHEST = 4

/** The addresses at which a form may be shown: its own, or one above it. */
function pagesOf(next: string): string[] {
  const [path = ''] = next.split('?')
  const known = formPages.find(([post]) => post.test(path))
  if (known) return [path.replace(...known)]
  const parts = path.split('/').filter(Boolean)
  return parts
    .map((_, n) => `/${parts.slice(0, parts.length - n).join('/')}`)
    .slice(0, HIGHEST)
    .map((one, n) => (n === 0 ? next : one))
}
