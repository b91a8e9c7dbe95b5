import { Icon } from '../parts/icon.tsx'
import { HiddenFields, TextField } from '../parts/inputs.tsx'
import { LanguageLink } from '../parts/menu.tsx'
import { Callout } from '../parts/notes.tsx'
import type { Reader } from '../reader.ts'

export interface LoginProps {
  reader: Reader
  /** Where to go afterwards, as in ?next=. */
  next: string
  username: string
  /** Somebody has just signed out. */
  isOut?: boolean
  /** The name or the password was. */
  wrong?: boolean
  /** What was left empty: nothing was tried. */
  missing?: readonly ('username' | 'password')[]
  /** Too many failures: how long to wait. */
  waitSeconds?: number
  /** The session has ended. */
  expired?: boolean
  /** A form came after it had. */
  isSent?: boolean
  /** The text fields of that form; they travel as `kept.<name>` and are shown again after signing in. */
  kept?: { name: string; value: string }[]
}

/** Signing in. Never says which of the two words was wrong. */
export function LoginPage(props: LoginProps) {
  const { reader, next, username, expired, isSent, kept = [], missing = [] } = props
  const { t } = reader
  const isAgain = expired || isSent
  const problem = problemOf(props)
  return (
    <div class='login__b'>
      <div class='card'>
        <div class='card__p'>
          <h1>{t(isAgain ? 'login.againTitle' : 'login.title')}</h1>
          <p class='lead mb'>{t('login.lead')}</p>
          {props.isOut && (
            <div class='mb'>
              <Callout reader={reader} tone='done'>
                <p>{t('login.out')}</p>
              </Callout>
            </div>
          )}
          {isAgain && (
            <div class='mb'>
              <Callout reader={reader} tone='info' icon='lock'>
                <p>{t('login.expired')}</p>
              </Callout>
            </div>
          )}
          {problem && (
            <div class='errsum' role='alert' tabindex={-1} id='errors'>
              <p class='err'>
                <Icon reader={reader} name='octagon-alert' />
                <span>{problem}</span>
              </p>
            </div>
          )}
          <form method='post' action={reader.at('/login')} novalidate>
            <input type='hidden' name='next' value={next} />
            <InterruptedForm isSent={isSent} kept={kept} />
            <TextField
              reader={reader}
              name='username'
              label={t('login.username')}
              value={username}
              error={missing.includes('username') && t('login.usernameMissing')}
              attributes={{
                autocomplete: 'username',
                autocapitalize: 'none',
                spellcheck: 'false',
                required: true,
              }}
            />
            <TextField
              reader={reader}
              name='password'
              type='password'
              label={t('login.password')}
              error={missing.includes('password') && t('login.passwordMissing')}
              attributes={{ autocomplete: 'current-password', required: true }}
            />
            <div class='field'>
              <button class='btn btn--p btn--w' type='submit'>
                {t('login.submit')}
              </button>
            </div>
          </form>
        </div>
        <div class='card__p sm'>
          <p class='muted'>{t('login.forgot')}</p>
        </div>
      </div>
      {isAgain || (
        <p class='sm mt'>
          <LanguageLink reader={reader} self={`${reader.at('/login')}?${new URLSearchParams({ next })}`} />
        </p>
      )}
    </div>
  )
}

/** A form that was sent without a session, carried over the steps of signing in. */
export function InterruptedForm({
  isSent,
  kept,
}: Required<Pick<LoginProps, 'kept'>> & Pick<LoginProps, 'isSent'>) {
  const fields = kept.map(({ name, value }) => ({ name: `kept.${name}`, value }))
  return <HiddenFields fields={isSent ? [{ name: 'sent', value: '1' }, ...fields] : fields} />
}

function problemOf({ reader, wrong, waitSeconds }: LoginProps): string | undefined {
  const { t } = reader
  if (waitSeconds && waitSeconds >= 120) return t('login.waitMinutes', { n: Math.ceil(waitSeconds / 60) })
  if (waitSeconds) return t('login.waitSeconds', { n: waitSeconds })
  return wrong ? t('login.wrong') : undefined
}
