import { type Conflict, SettingsPage, type SettingsProps } from '../../views/admin/settings.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { ABSOLUTE_LIMIT_MS, IDLE_LIMIT_MS, roles } from '../domain/access.ts'
import { readLetterhead, type TypedLetterhead, typedOf } from '../domain/letterhead-lines.ts'
import { findOfficeHead, listOffices } from '../storage/letterheads.ts'
import { loadSetting } from '../storage/settings.ts'
import { refuse, show } from './answers.ts'
import { choose } from './forms.ts'
import type { Visit } from './visit.ts'

/** What of the page was typed, and why it was not kept. */
export interface Asking {
  unit?: string
  organisation?: string
  ticked?: readonly string[]
  typed?: TypedLetterhead
  /** Of what was typed, so long as nothing has been refused for it. */
  version?: number | null
  errors?: FieldError[]
  conflict?: Conflict
}

export async function showSettings(c: Visit, asked: Asking) {
  const { reader } = c.var
  const errors = asked.errors ?? []
  const conflict = asked.conflict ?? null
  const body = SettingsPage({
    reader,
    organisation: await organisationOf(c, asked),
    security: await securityOf(c, asked),
    ...(await headOf(c, asked)),
    facts: factsOf(c),
    errors,
    conflict,
  })
  const done = choose(c.req.query('done') ?? '', ['saved', 'reset'])
  const flash = done && { kind: 'done' as const, text: reader.t(`settings.${done}`) }
  const page = { title: reader.t('settings.title'), here: '/admin/settings', ...(flash && { flash }) }
  if (conflict) return await refuse(c, page, body, 409)
  return errors.length ? await refuse(c, page, body) : await show(c, page, body)
}

async function organisationOf({ var: { db, actor } }: Visit, { organisation, version }: Asking) {
  const found = await loadSetting<string>(db.read, actor.tenant, 'organisation.name')
  const standing = found.value ?? ''
  return { typed: organisation ?? standing, standing, version: versionOf(organisation, version, found) }
}

async function securityOf({ var: { db, actor } }: Visit, { ticked, version }: Asking) {
  const found = await loadSetting<string[]>(db.read, actor.tenant, 'security.second_factor')
  const standing = roles.filter((role) => found.value?.includes(role))
  return { ticked: ticked ?? standing, standing, version: versionOf(ticked, version, found) }
}

/** What was typed goes by the version that its form was opened with, so that nobody is overwritten unseen. */
const versionOf = (typed: unknown, version: Asking['version'], found: { version: number }): number =>
  typed === undefined ? found.version : (version ?? found.version)

async function headOf(
  { var: { db, actor } }: Visit,
  { unit, typed, version }: Asking,
): Promise<Pick<SettingsProps, 'head' | 'offices'>> {
  const offices = await listOffices(db.read, actor.tenant)
  const code =
    unit || offices.find((office) => actor.posts.some((post) => post.unitCode === office.code))?.code
  const head = await findOfficeHead(db.read, actor.tenant, code ?? offices[0]?.code ?? '')
  if (!head) return { head: null, offices }
  const shown = typed ?? typedOf(head.letterhead)
  const isOwn = JSON.stringify(head.letterhead) !== JSON.stringify(head.own)
  const { letterhead } = readLetterhead(shown, head.own)
  return {
    offices,
    head: {
      ...head,
      typed: shown,
      standing: head.letterhead,
      letterhead,
      isOwn,
      version: versionOf(typed, version, head),
    },
  }
}

const DAY_MS = 86_400_000

/** What only the environment can change. */
function factsOf({ var: { config, reader } }: Visit): SettingsProps['facts'] {
  const { t } = reader
  const mail = config.smtpUrl
    ? t('settings.fact.mailOn', { from: config.mailFrom.address })
    : t('settings.fact.mailOff')
  const session = { idle: IDLE_LIMIT_MS / DAY_MS, most: ABSOLUTE_LIMIT_MS / DAY_MS }
  return [
    { term: t('settings.fact.address'), detail: config.address },
    {
      term: t('settings.fact.secure'),
      detail: t(`settings.fact.${config.secure ? 'secureOn' : 'secureOff'}`),
    },
    { term: t('settings.fact.zone'), detail: config.zone },
    { term: t('settings.fact.upload'), detail: `${config.uploadLimitBytes / 1024 / 1024} MB` },
    { term: t('settings.fact.mail'), detail: mail },
    { term: t('settings.fact.session'), detail: t('settings.fact.sessionText', session) },
  ]
}
