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
import {
  beginSecondFactor,
  confirmSecondFactor,
  dropSecondFactor,
  findSecondFactor,
  renewRecoveryCodes,
  takeCode,
} from '../storage/second-factor.ts'
import { endSessions, isStillOpen } from '../storage/sessions.ts'
import { keyUri } from '../storage/totp.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, readForm } from './forms.ts'
import { provenDeed, provesPassword, rawOf } from './new-password.ts'
import { neverKept } from './secret-forms.ts'
import { tryCode } from './throttling.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

/** One's own one-time codes, under /account. */
export const secondFactorRoutes = new Hono<House>()

const here = '/second-factor'
const page = '/account/second-factor'

secondFactorRoutes.get(here, async (c) => await showPage(c))

secondFactorRoutes.post(`${here}/begin`, async (c) => {
  const { actor } = c.var
  const begun = await withPassword(c, 'begin', async (tx) => {
    await beginSecondFactor(tx, actor.tenant, actor.userId)
    return true
  })
  return begun instanceof Response ? begun : redirect(c, page)
})

secondFactorRoutes.post(`${here}/confirm`, async (c) => {
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { db, actor, session, reader } = c.var
  const factor = await findSecondFactor(db.read, actor.tenant, actor.userId)
  if (!factor?.secret || factor.confirmedAt !== null) return redirect(c, page)
  const tried = await db.tx(async (tx) => {
    const isOpen = await isStillOpen(tx, actor.tenant, session.tokenHash)
    return isOpen ? await tryCode(c, tx, actor.username, () => switchOn(c, tx, form)) : undefined
  })
  if (!tried) return redirect(c, '/login')
  if ('wait' in tried) return await showPage(c, [slow(c, 'code', tried.wait)], 'confirm')
  if (!tried.found) return await showPage(c, [{ field: 'code', text: reader.t('code.wrong') }], 'confirm')
  return await showCodes(c, tried.found, false)
})

async function switchOn(c: Visit, tx: Writer, form: Form): Promise<string[] | undefined> {
  const { actor, session, now } = c.var
  const codes = await confirmSecondFactor(tx, actor.tenant, actor.userId, form.text('code'), now)
  if (!codes) return undefined
  await endSessions(tx, actor.tenant, actor.userId, session.tokenHash)
  await note(tx, c, 'user.second_factor.on')
  return codes
}

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
  const { db, actor, now, reader } = c.var
  const factor = await findSecondFactor(db.read, actor.tenant, actor.userId)
  if (!factor || factor.confirmedAt === null) return redirect(c, page)
  const held = await withPassword(c, deed, (tx, form) =>
    tryCode(c, tx, actor.username, async () => {
      const taken = await takeCode(tx, actor.tenant, actor.userId, form.text('code'), now)
      return taken && { made: await work(tx) }
    }),
  )
  if (held instanceof Response) return held
  if ('wait' in held) return await showPage(c, [slow(c, 'code', held.wait)], deed)
  if (held.found) return held.found.made
  return await showPage(c, [{ field: 'code', text: reader.t('code.wrong') }], deed)
}

/** What the password opens, or the page that says why it did not. */
async function withPassword<Done>(
  c: Visit,
  deed: NonNullable<SecondFactorProps['at']>,
  work: (tx: Writer, form: Form) => Promise<Done>,
): Promise<Done | Response> {
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const proof = await provesPassword(c, rawOf(form, 'password'))
  if ('wait' in proof) return await showPage(c, [slow(c, 'password', proof.wait)], deed)
  const { found: hash } = proof
  const held = hash === undefined ? 'changed' : await provenDeed(c, hash, (tx) => work(tx, form))
  if (held === 'ended') return redirect(c, '/login')
  if (held !== 'changed') return held.done
  return await showPage(c, [{ field: 'password', text: c.var.reader.t('factor.wrongPassword') }], deed)
}

const slow = (c: Visit, field: 'code' | 'password', n: number): FieldError => ({
  field,
  text: c.var.reader.t('login.waitSeconds', { n }),
})

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
