import { dayOf } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { ErrorSummary, errorIn, type FieldError, More, PrintButton } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'

export interface SecondFactorProps {
  reader: Reader
  /** A post asks for it, and nothing else opens before. */
  isRequired: boolean
  on: { since: number; recoveryLeft: number } | null
  /** A key that waits for its first code. */
  begun: { key: string; qr: { size: number; path: string } } | null
  errors: FieldError[]
  /** The deed whose fields the errors are about. */
  at?: 'begin' | 'confirm' | 'codes' | 'off'
}

/** One-time codes: set up, confirm, new paper, switch off. */
export function SecondFactorPage(props: SecondFactorProps): Html {
  const { reader, on, begun, isRequired, errors } = props
  const { t, at } = reader
  return (
    <div class='narrow flow-l'>
      <ErrorSummary reader={reader} errors={errors} isSecret />
      {isRequired || (
        <Crumbs
          reader={reader}
          items={[{ href: at('/account'), label: t('account.title') }]}
          here={t('factor.section')}
        />
      )}
      <PageHead title={t('factor.title')} lead={t('factor.lead')} />
      {isRequired && !on && (
        <Callout reader={reader} tone='wait' icon='lock'>
          <p>{t('factor.required')}</p>
        </Callout>
      )}
      {on && <InUse {...props} on={on} />}
      {!on && begun && <Confirm {...props} begun={begun} />}
      {!on && !begun && (
        <section class='card card__p' aria-label={t('factor.begin')}>
          <Begin {...props} label={t('factor.begin')} />
        </section>
      )}
    </div>
  )
}

const secret = { autocomplete: 'current-password', required: true }
const code = { autocomplete: 'one-time-code', autocapitalize: 'characters', required: true }

function Begin({ reader, errors, at, label }: SecondFactorProps & { label: string }) {
  const { t } = reader
  return (
    <form class='flow' method='post' action={reader.at('/account/second-factor/begin')} novalidate>
      <p>{t('factor.beginHint')}</p>
      <TextField
        reader={reader}
        name='password'
        type='password'
        label={t('factor.password')}
        error={at === 'begin' ? errorIn(errors, 'password') : undefined}
        attributes={secret}
      />
      <button class='btn btn--p' type='submit'>
        {label}
      </button>
    </form>
  )
}

function Confirm(props: SecondFactorProps & { begun: NonNullable<SecondFactorProps['begun']> }) {
  const { reader, begun, errors, at } = props
  const { t } = reader
  const { qr, key } = begun
  return (
    <Section id='h-scan' title={t('factor.scan')} card>
      <p>{t('factor.scanText')}</p>
      <figure class='qr mt'>
        <svg viewBox={`0 0 ${qr.size} ${qr.size}`} role='img' aria-label={t('factor.qr')}>
          <rect width={qr.size} height={qr.size} class='qr__paper' />
          <path d={qr.path} class='qr__ink' />
        </svg>
      </figure>
      <p class='mt'>{t('factor.key')}:</p>
      <p class='row'>
        <code class='code' id='key'>
          {key.replace(/(.{4})(?=.)/g, '$1 ')}
        </code>
        <CopyButton reader={reader} from='#key' />
      </p>
      <form class='flow mt' method='post' action={reader.at('/account/second-factor/confirm')} novalidate>
        <TextField
          reader={reader}
          name='code'
          label={t('factor.first')}
          error={at === 'confirm' ? errorIn(errors, 'code') : undefined}
          attributes={{ ...code, inputmode: 'numeric' }}
        />
        <button class='btn btn--p' type='submit'>
          {t('factor.confirm')}
        </button>
      </form>
      <div class='mt'>
        <More reader={reader} summary={t('factor.again')} open={at === 'begin'}>
          <Begin {...props} label={t('factor.again')} />
        </More>
      </div>
    </Section>
  )
}

function InUse(props: SecondFactorProps & { on: NonNullable<SecondFactorProps['on']> }) {
  const { reader, on, at } = props
  const { t, language, zone } = reader
  return (
    <Section id='h-on' title={t('factor.section')} card>
      <p>{t('factor.on', { day: writeDay(language, dayOf(on.since, zone)), n: on.recoveryLeft })}</p>
      <div class='flow mt'>
        <More reader={reader} summary={t('factor.renew')} open={at === 'codes'}>
          <p class='hint'>{t('factor.renewText')}</p>
          <Proof {...props} deed='codes' label={t('factor.renew')} />
        </More>
        <More reader={reader} summary={t('factor.drop')} open={at === 'off'}>
          <p class='hint'>{t('factor.dropText')}</p>
          <Proof {...props} deed='off' label={t('factor.drop')} />
        </More>
      </div>
    </Section>
  )
}

/** Password and code, for what weakens the account. */
function Proof(props: SecondFactorProps & { deed: 'codes' | 'off'; label: string }) {
  const { reader, deed, label, errors, at } = props
  const { t } = reader
  // Two forms stand on the page; the one that was refused has the plain names that its errors lead to.
  const idOf = (name: string) => (at === deed ? name : `${deed}-${name}`)
  const errorOf = (name: string) => (at === deed ? errorIn(errors, name) : undefined)
  return (
    <form class='flow' method='post' action={reader.at(`/account/second-factor/${deed}`)} novalidate>
      <TextField
        reader={reader}
        name='password'
        id={idOf('password')}
        type='password'
        label={t('factor.password')}
        error={errorOf('password')}
        attributes={secret}
      />
      <TextField
        reader={reader}
        name='code'
        id={idOf('code')}
        label={t('factor.code')}
        error={errorOf('code')}
        attributes={code}
      />
      <button class={deed === 'off' ? 'btn btn--d' : 'btn'} type='submit'>
        {label}
      </button>
    </form>
  )
}

/** Shown once, to be printed or copied. */
export function RecoveryCodesPage(props: {
  reader: Reader
  username: string
  codes: string[]
  isNew: boolean
}): Html {
  const { reader, codes, username } = props
  const { t, at } = reader
  return (
    <div class='narrow flow-l'>
      <PageHead
        title={t('factor.codesTitle')}
        lead={t(props.isNew ? 'factor.codesNew' : 'factor.codesLead')}
        actions={<PrintButton reader={reader} />}
      />
      <section class='card card__p' aria-label={t('factor.codesTitle')}>
        <p>
          <b>
            {t('app.name')} · {t('factor.codesOf', { username })}
          </b>
        </p>
        <ul class='plain codes mt' id='codes'>
          {codes.map((one) => (
            <li>
              <code class='code'>{one}</code>
            </li>
          ))}
        </ul>
        <p class='hint mt'>{t('factor.codesUse')}</p>
        <div class='btns mt no-print'>
          <CopyButton reader={reader} from='#codes' />
          <a class='btn btn--p' href={at('/')}>
            {t('factor.codesDone')}
          </a>
        </div>
      </section>
    </div>
  )
}
