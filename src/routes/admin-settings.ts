import { Hono } from 'hono'
import { HeadPicture } from '../../views/admin/letterhead.tsx'
import { roles } from '../domain/access.ts'
import { ownWords, readLetterhead } from '../domain/letterhead-lines.ts'
import { setUpLimits } from '../domain/set-up.ts'
import { findOfficeHead, listOffices, settingOf } from '../storage/letterheads.ts'
import { saveSetting } from '../storage/settings.ts'
import { administratorsOnly } from './admin.ts'
import { redirect } from './answers.ts'
import { type Form, keptForm, readForm, versionIn } from './forms.ts'
import { headErrors, typedHead } from './letterhead-form.ts'
import { plainText, queryText } from './queries.ts'
import { type Asking, showSettings } from './settings-page.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

export const adminSettingsRoutes = new Hono<House>()

adminSettingsRoutes.use(administratorsOnly)

adminSettingsRoutes.get('/', async (c) => {
  const code = queryText(c, 'unit')
  if (code && !(await isOffice(c, code))) return await c.notFound()
  return await showSettings(c, { unit: code, ...typedIn(keptForm(c)) })
})

const nameIn = (form: Form) => form.text('organisation').replace(/\s+/g, ' ')
const tickedIn = (form: Form) => roles.filter((role) => form.texts('second_factor').includes(role))

/** Of the three forms of this page, the one that was sent after the session had ended. */
function typedIn(form: Form | undefined): Asking {
  if (!form) return {}
  const version = versionIn(form)
  const has = (name: string) => form.fields.some((field) => field.name === name)
  if (has('organisation')) return { organisation: nameIn(form), version }
  return has('issuer') ? { typed: typedHead(form), version } : { ticked: tickedIn(form), version }
}

adminSettingsRoutes.post('/organisation', async (c) => {
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const typed = nameIn(form)
  const { t } = c.var.reader
  if (typed.length > setUpLimits.name) {
    const field = t('settings.organisationName')
    const text = t('settings.problem.too_long', { field, n: setUpLimits.name })
    return await showSettings(c, {
      ...{ organisation: typed, version: versionIn(form) },
      errors: [{ field: 'organisation', text }],
    })
  }
  const change = { name: 'organisation.name', value: typed, deed: 'settings.organisation' }
  const saved = await save(c, { ...change, version: versionIn(form) })
  return saved
    ? redirect(c, '/admin/settings?done=saved')
    : await showSettings(c, { organisation: typed, conflict: 'organisation' })
})

adminSettingsRoutes.post('/security', async (c) => {
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const ticked = tickedIn(form)
  const change = { name: 'security.second_factor', value: ticked, deed: 'settings.second_factor' }
  const saved = await save(c, { ...change, version: versionIn(form) })
  return saved
    ? redirect(c, '/admin/settings?done=saved')
    : await showSettings(c, { ticked, conflict: 'security' })
})

adminSettingsRoutes.post('/letterhead/:code', async (c) => {
  const head = await officeOf(c)
  if (!head) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const unit = head.code
  const typed = typedHead(form)
  const { letterhead, faults } = readLetterhead(typed, head.own)
  const asked: Asking = { unit, typed, version: versionIn(form) }
  if (form.text('do') === 'preview') return await showSettings(c, asked)
  const isReset = form.text('do') === 'reset'
  if (faults.length && !isReset)
    return await showSettings(c, { ...asked, errors: headErrors(c.var.reader.t, faults) })

  const value = isReset ? {} : ownWords(letterhead, head.own)
  const change = { name: settingOf(unit), value, deed: 'settings.letterhead', version: versionIn(form) }
  if (!(await save(c, change))) return await showSettings(c, { unit, typed, conflict: 'letterhead' })
  const done = isReset ? 'reset' : 'saved'
  return redirect(c, `/admin/settings?${new URLSearchParams({ unit, done })}`)
})

adminSettingsRoutes.post('/letterhead/:code/picture', async (c) => {
  const head = await officeOf(c)
  if (!head) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { reader } = c.var
  const { letterhead } = readLetterhead(typedHead(form), head.own)
  const action = reader.at(`/admin/settings/letterhead/${encodeURIComponent(head.code)}/picture`)
  return c.html(HeadPicture({ reader, letterhead, action }))
})

async function isOffice(c: Visit, code: string): Promise<boolean> {
  const offices = await listOffices(c.var.db.read, c.var.actor.tenant)
  return offices.some((office) => office.code === code)
}

async function officeOf(c: Visit) {
  const code = plainText(c.req.param('code') ?? '')
  if (!(await isOffice(c, code))) return undefined
  return await findOfficeHead(c.var.db.read, c.var.actor.tenant, code)
}

interface Change {
  name: string
  value: unknown
  deed: string
  version: number | null
}

async function save(c: Visit, { version, ...change }: Change): Promise<boolean> {
  const { db, actor, now } = c.var
  if (version === null) return false
  return await db.tx((tx) => saveSetting(tx, actor, now, { ...change, version }))
}
