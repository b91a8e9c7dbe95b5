import { setCookie } from 'hono/cookie'
import { record } from '../storage/audit.ts'
import type { Writer } from '../storage/client.ts'
import { createSession, endSession } from '../storage/sessions.ts'
import { cookieOptions, sessionCookieName } from './hall.ts'
import type { Visit } from './visit.ts'

interface Whom {
  id: string
  username: string
}

/** Opens a session, in place of the one that this browser held: the token changes at every step of signing in. */
export async function openSession(
  tx: Writer,
  c: Visit,
  { id: userId, username }: Whom,
  { awaitsCode = false, by }: { awaitsCode?: boolean; by?: 'recovery' | 'invite' | 'reset' } = {},
): Promise<string> {
  const { config, now, address, session, waiting } = c.var
  const { tenant } = config
  for (const old of [session, waiting]) if (old) await endSession(tx, tenant, old.tokenHash)
  if (!awaitsCode) {
    const detail = { address, ...(by && { by }) }
    const event = { deed: 'login', subjectKind: 'user', subject: username, detail }
    await record(tx, { tenant, at: now, actorId: userId, actor: username, ...event })
  }
  const userAgent = c.req.header('User-Agent') ?? ''
  return await createSession(tx, { tenant, userId, now, address, userAgent, awaitsCode })
}

export function giveCookie(c: Visit, token: string): void {
  setCookie(c, sessionCookieName(c), token, cookieOptions(c))
}
