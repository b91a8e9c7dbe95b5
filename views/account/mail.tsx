import { SegmentedRadios } from '../parts/choices.tsx'
import { ErrorSummary } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

export interface MailFormProps {
  reader: Reader
  /** As it is kept, or as it was typed. */
  email: string
  isOff: boolean
  isWrong?: boolean
}

/** Where letters go and whether: on the account page. */
export function MailForm({ reader, email, isOff, isWrong }: MailFormProps) {
  const { t, at } = reader
  const error = isWrong ? t('mail.addressWrong') : undefined
  return (
    <Section id='h-mail' title={t('mail.title')} card>
      <ErrorSummary reader={reader} errors={error ? [{ field: 'email', text: error }] : []} />
      <form method='post' action={at('/account/mail')} class='flow' novalidate>
        <TextField
          reader={reader}
          name='email'
          type='email'
          label={t('mail.address')}
          hint={t('mail.addressHint')}
          value={email}
          error={error}
          optional
          attributes={{ autocomplete: 'email', maxlength: 254 }}
        />
        <SegmentedRadios
          reader={reader}
          name='mail'
          label={t('mail.want')}
          value={isOff ? 'off' : 'on'}
          options={[
            { value: 'on', label: t('mail.on') },
            { value: 'off', label: t('mail.off') },
          ]}
        />
        <button class='btn' type='submit'>
          {t('mail.save')}
        </button>
      </form>
    </Section>
  )
}

/** Where a letter's last line leads: it says how things stand and nothing of whose they are. */
export function MailPage({ reader, action, isOff }: { reader: Reader; action: string; isOff: boolean }) {
  const { t } = reader
  return (
    <div class='narrow'>
      <form method='post' action={action} class='card card__p'>
        <h1>{t(isOff ? 'mail.isOff' : 'mail.isOn')}</h1>
        <p class='mt'>{t(isOff ? 'mail.isOffText' : 'mail.isOnText')}</p>
        <div class='btns mt'>
          <button class='btn btn--p' type='submit' name='do' value={isOff ? 'on' : 'off'}>
            {t(isOff ? 'mail.turnOn' : 'mail.turnOff')}
          </button>
        </div>
      </form>
    </div>
  )
}
