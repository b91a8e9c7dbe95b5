import { Hono } from 'hono'
import {
  RecoveryCodesPage,
  SecondFactorPage,
  type SecondFactorProps,
} from '../../views/account/second-factor.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { qrOf } from '../exports/qr.ts'
import { recordAs } from '../storage/audit.ts'
import type { Writer } from '../storage/client.ts'
import { forgetFailures } from '../storage/login-attempts.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  dropSecondFactor,
  findSecondFactor,
  renewRecoveryCodes,
  takeCode,
} from '../storage/second-factor.ts'
import { endSessions } from '../storage/sessions.ts'
import { keyUri } from '../storage/totp.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, readForm } from './forms.ts'
import { provesPassword, rawOf } from './new-password.ts'
import { noteFailure, secondsToWait } from './throttling.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

/** One's own one-time codes, under /account. */
export const secondFactorRoutes = new Hono<House>()

const here = '/second-factor'
const page = '/account/second-factor'

secondFactorRoutes.get(here, async (c) => await showPage(c))

secondFactorRoutes.post(`${here}/begin`, async (c) => {
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const error = await passwordError(c, form)
  if (error) return await showPage(c, [error], 'begin')
  const { db, actor, now } = c.var
  await db.tx(async (tx) => {
    await beginSecondFactor(tx, actor.tenant, actor.userId)
    await forgetFailures(tx, actor.tenant, `account:${actor.username}`, now)
  })
  return redirect(c, page)
})

secondFactorRoutes.post(`${here}/confirm`, async (c) => {
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { db, actor, session, now } = c.var
  const factor = await findSecondFactor(db.read, actor.tenant, actor.userId)
  if (!factor?.secret || factor.confirmedAt !== null) return redirect(c, page)
  const slow = await slowness(c)
  if (slow) return await showPage(c, [slow], 'confirm')
  const codes = await db.tx(async (tx) => {
    const made = await confirmSecondFactor(tx, actor.tenant, actor.userId, form.text('code'), now)
    if (!made) return undefined
    await endSessions(tx, actor.tenant, actor.userId, session.tokenHash)
    await note(tx, c, 'user.second_factor.on')
    return made
  })
  if (!codes) {
    await noteFailure(c, `code:${actor.username}`)
    return await showPage(c, [{ field: 'code', text: c.var.reader.t('code.wrong') }], 'confirm')
  }
  return await showCodes(c, codes, false)
})

secondFactorRoutes.post(`${here}/codes`, async (c) => {
  const { actor } = c.var
  const done = await proven(c, 'codes', async (tx) => {
    const codes = await renewRecoveryCodes(tx, actor.tenant, actor.userId)
    await note(tx, c, 'user.second_factor.codes')
    return codes
  })
  return done instanceof Response ? done : await showCodes(c, done, true)
})

secondFactorRoutes.post(`${here}/off`, async (c) => {
  const { actor } = c.var
  const done = await proven(c, 'off', async (tx) => {
    await dropSecondFactor(tx, actor.tenant, actor.userId)
    await note(tx, c, 'user.second_factor.off')
    return true
  })
  return done instanceof Response ? done : redirect(c, '/account?changed=factor')
})

/** What weakens the account asks for the password and for a code; both in the transaction of the deed. */
async function proven<Done>(
  c: Visit,
  deed: 'codes' | 'off',
  work: (tx: Writer) => Promise<Done>,
): Promise<Done | Response> {
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { db, actor, now, reader } = c.var
  const factor = await findSecondFactor(db.read, actor.tenant, actor.userId)
  if (!factor || factor.confirmedAt === null) return redirect(c, page)
  const error = (await passwordError(c, form)) ?? (await slowness(c))
  if (error) return await showPage(c, [error], deed)
  const done = await db.tx(async (tx) => {
    const taken = await takeCode(tx, actor.tenant, actor.userId, form.text('code'), now)
    if (!taken) return undefined
    await forgetFailures(tx, actor.tenant, `code:${actor.username}`, now)
    return { made: await work(tx) }
  })
  if (done) return done.made
  await noteFailure(c, `code:${actor.username}`)
  return await showPage(c, [{ field: 'code', text: reader.t('code.wrong') }], deed)
}

async function passwordError(c: Visit, form: Form): Promise<FieldError | undefined> {
  const { t } = c.var.reader
  const proof = await provesPassword(c, rawOf(form, 'password'))
  if (proof === 'right') return undefined
  const text = proof === 'wrong' ? t('factor.wrongPassword') : t('login.waitSeconds', { n: proof })
  return { field: 'password', text }
}

async function slowness(c: Visit): Promise<FieldError | undefined> {
  const n = await secondsToWait(c, `code:${c.var.actor.username}`)
  return n > 0 ? { field: 'code', text: c.var.reader.t('login.waitSeconds', { n }) } : undefined
}

const note = (tx: Writer, c: Visit, deed: string) =>
  recordAs(tx, c.var.actor, c.var.now, {
    ...{ deed, subjectKind: 'user', subject: c.var.actor.username, detail: {} },
  })

async function showPage(c: Visit, errors: FieldError[] = [], at?: SecondFactorProps['at']) {
  const { db, actor, session, reader } = c.var
  const factor = await findSecondFactor(db.read, actor.tenant, actor.userId)
  const isOn = factor !== undefined && factor.confirmedAt !== null
  const secret = isOn ? null : (factor?.secret ?? null)
  const issuer = reader.t('app.name')
  const body = SecondFactorPage({
    reader,
    isRequired: session.mustSetUpCodes,
    on: isOn ? { since: factor.confirmedAt!, recoveryLeft: factor.recovery?.length ?? 0 } : null,
    begun: secret ? { key: secret, qr: qrOf(keyUri(secret, { issuer, account: actor.username })) } : null,
    errors,
    ...(at && { at }),
  })
  const head = { title: reader.t('factor.title'), here: '/account', isForm: true }
  return neverKept(errors.length ? await refuse(c, head, body) : await show(c, head, body))
}

async function showCodes(c: Visit, codes: string[], isNew: boolean) {
  const { reader, actor } = c.var
  const body = RecoveryCodesPage({ reader, username: actor.username, codes, isNew })
  return neverKept(await show(c, { title: reader.t('factor.codesTitle'), isForm: true }, body))
}

/** Secrets are kept by no browser. */
function neverKept(answer: Response): Response {
  answer.headers.set('Cache-Control', 'no-store')
  return answer
}
