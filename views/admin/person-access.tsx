import type { Child } from 'hono/jsx'
import { dayOf } from '../../src/domain/day.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { deviceWords } from '../account/device.ts'
import { errorIn, type FieldError, More } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Callout } from '../parts/notes.tsx'
import { Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

export interface Access {
  /** One's own account. */
  isSelf: boolean
  seenAt: number | null
  passwordAt: number | null
  hasPassword: boolean
  mustChange: boolean
  disabledAt: number | null
  openLink: { expiresAt: number } | null
  /** Typed so far: why the account is closed, or its one-time codes are switched off. */
  reasons: Record<'reason' | 'factor_reason', string>
  secondFactor: { since: number; recoveryLeft: number } | null
  sessions: { name: string; createdAt: number; lastSeenAt: number; address: string; userAgent: string }[]
}

interface Props {
  reader: Reader
  username: string
  access: Access
  errors: readonly FieldError[]
}

/** How somebody signs in, and what an administrator may do about it. */
export function PersonAccess(props: Props) {
  const { reader, access } = props
  const { t } = reader
  return (
    <>
      <Section id='h-access' title={t('person.access')} card>
        <Facts {...props} />
        {access.isSelf ? (
          <p class='hint mt'>{t('person.self')}</p>
        ) : (
          access.disabledAt === null && <Passwords {...props} />
        )}
      </Section>
      <Sessions {...props} />
      {!access.isSelf && access.secondFactor && <DropCodes {...props} />}
      {!access.isSelf && <Closing {...props} />}
    </>
  )
}

function Facts({ reader, access }: Props) {
  const { t, language, zone } = reader
  const day = (at: number) => writeDay(language, dayOf(at, zone))
  const { secondFactor, openLink } = access
  const items: { term: string; detail: Child }[] = [
    {
      term: t('person.seenAt'),
      detail: access.seenAt === null ? t('person.never') : writeInstant(language, access.seenAt, zone),
    },
    {
      term: t('person.password'),
      detail: (
        <>
          {passwordWords(reader, access)}
          {openLink && (
            <p class='sub'>
              {t('person.linkOpen', { at: writeInstant(language, openLink.expiresAt, zone) })}
            </p>
          )}
        </>
      ),
    },
    {
      term: t('person.factor'),
      detail: secondFactor
        ? t('person.factorOn', { day: day(secondFactor.since), n: secondFactor.recoveryLeft })
        : t('person.factorOff'),
    },
  ]
  return (
    <div class='cq'>
      <SummaryList items={items} />
    </div>
  )
}

function passwordWords({ t, language, zone }: Reader, access: Access): string {
  if (!access.hasPassword) return t('person.passwordNone')
  if (access.mustChange) return t('person.passwordFirst')
  return access.passwordAt === null
    ? '–'
    : t('person.passwordOn', { day: writeDay(language, dayOf(access.passwordAt, zone)) })
}

const actionOf = ({ reader, username }: Props, deed: string) =>
  reader.at(`/admin/users/${encodeURIComponent(username)}/${deed}`)

function Passwords(props: Props) {
  const { reader, access } = props
  const { t } = reader
  const hours = t(`person.hours.${access.hasPassword ? 'reset' : 'invite'}`)
  return (
    <div class='flow mt'>
      <form method='post' action={actionOf(props, 'link')}>
        <p class='hint'>{t('person.giveLinkText', { hours })}</p>
        <button class='btn mt-s' type='submit'>
          {t('person.giveLink')}
        </button>
      </form>
      <More reader={reader} summary={t('person.giveSlip')}>
        <form method='post' action={actionOf(props, 'slip')}>
          <p class='hint'>{t('person.giveSlipText')}</p>
          <button class='btn btn--d mt-s' type='submit'>
            {t('person.giveSlip')}
          </button>
        </form>
      </More>
    </div>
  )
}

function Sessions(props: Props) {
  const { reader, access } = props
  const { t, language, zone } = reader
  const { sessions } = access
  return (
    <Section id='h-sessions' title={t('person.sessions')} card>
      {sessions.length === 0 && <p class='muted'>{t('person.sessionsNone')}</p>}
      <ul class='plain flow'>
        {sessions.map((session) => (
          <li>
            <b>{session.address || t('account.sessions.other')}</b>
            <p class='sub'>
              {t('account.sessions.since', {
                from: writeInstant(language, session.createdAt, zone),
                seen: writeInstant(language, session.lastSeenAt, zone),
              })}
            </p>
            <p class='sub' title={session.userAgent}>
              {deviceWords(reader, session.userAgent)}
            </p>
            {!access.isSelf && (
              <form method='post' action={actionOf(props, 'sessions')}>
                <input type='hidden' name='session' value={session.name} />
                <button class='btn btn--s mt-s' type='submit'>
                  {t('person.sessionEnd')}
                  <span class='sr'> {session.address}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {!access.isSelf && sessions.length > 1 && (
        <form class='mt' method='post' action={actionOf(props, 'sessions')}>
          <input type='hidden' name='session' value='all' />
          <button class='btn' type='submit'>
            {t('person.sessionsEnd')}
          </button>
        </form>
      )}
    </Section>
  )
}

function DropCodes(props: Props) {
  const { reader } = props
  const { t } = reader
  return (
    <Section id='h-factor' title={t('person.factor')} card>
      <More reader={reader} summary={t('person.factorDrop')} open={isTyped(props, 'factor_reason')}>
        <form class='flow' method='post' action={actionOf(props, 'second-factor')}>
          <p class='hint'>{t('person.factorDropText')}</p>
          <Reason {...props} name='factor_reason' />
          <button class='btn btn--d' type='submit'>
            {t('person.factorDrop')}
          </button>
        </form>
      </More>
    </Section>
  )
}

function Closing(props: Props) {
  const { reader, access } = props
  const { t, language, zone } = reader
  if (access.disabledAt !== null) {
    return (
      <Section id='h-closed' title={t('people.state.disabled')} card>
        <p>{t('person.disabledSince', { at: writeInstant(language, access.disabledAt, zone) })}</p>
        <form class='mt' method='post' action={actionOf(props, 'enable')}>
          <button class='btn' type='submit'>
            {t('person.enable')}
          </button>
        </form>
      </Section>
    )
  }
  return (
    <Section id='h-close' title={t('person.disable')} card>
      <p class='hint'>{t('person.disableText')}</p>
      <More reader={reader} summary={t('person.disable')} open={isTyped(props, 'reason')}>
        <form class='flow' method='post' action={actionOf(props, 'disable')}>
          <Reason {...props} name='reason' />
          <button class='btn btn--d' type='submit'>
            {t('person.disable')}
          </button>
        </form>
      </More>
    </Section>
  )
}

type WhichReason = keyof Access['reasons']

const isTyped = ({ access, errors }: Props, name: WhichReason) =>
  access.reasons[name] !== '' || errorIn(errors, name) !== undefined

function Reason({ reader, access, errors, name }: Props & { name: WhichReason }) {
  return (
    <TextField
      reader={reader}
      name={name}
      label={reader.t('person.reason')}
      error={errorIn(errors, name)}
      value={access.reasons[name]}
      attributes={{ autocomplete: 'off', maxlength: 200 }}
    />
  )
}

/** Whoever gives themselves a post is told that it will be seen. */
export function OwnPostNote({ reader }: { reader: Reader }) {
  return (
    <Callout reader={reader} tone='risk'>
      <p>{reader.t('person.own')}</p>
    </Callout>
  )
}
