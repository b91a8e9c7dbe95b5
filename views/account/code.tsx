import { Icon } from '../parts/icon.tsx'
import { TextField } from '../parts/inputs.tsx'
import type { Reader } from '../reader.ts'
import { InterruptedForm } from './login.tsx'

export interface CodeProps {
  reader: Reader
  next: string
  /** The text fields of a form that is shown again after signing in. */
  kept: { name: string; value: string }[]
  isSent: boolean
  wrong?: boolean
  /** The code was left empty. */
  missing?: boolean
  waitSeconds?: number
}

/** The second step of signing in. */
export function CodePage({ reader, next, kept, isSent, wrong, missing, waitSeconds }: CodeProps) {
  const { t, at } = reader
  const problem = waitSeconds
    ? t('login.waitSeconds', { n: waitSeconds })
    : wrong
      ? t('code.wrong')
      : undefined
  return (
    <div class='login__b'>
      <div class='card'>
        <div class='card__p'>
          <h1>{t('code.title')}</h1>
          <p class='lead mb'>{t('code.lead')}</p>
          {problem && (
            <div class='errsum' role='alert' tabindex={-1} id='errors'>
              <p class='err'>
                <Icon reader={reader} name='octagon-alert' />
                <span>{problem}</span>
              </p>
            </div>
          )}
          <form method='post' action={at('/login/code')} novalidate>
            <input type='hidden' name='next' value={next} />
            <InterruptedForm isSent={isSent} kept={kept} />
            <TextField
              reader={reader}
              name='code'
              label={t('code.label')}
              hint={t('code.hint')}
              error={missing && t('code.missing')}
              attributes={{ autocomplete: 'one-time-code', autocapitalize: 'characters', required: true }}
            />
            <div class='field'>
              <button class='btn btn--p btn--w' type='submit'>
                {t('code.submit')}
              </button>
            </div>
          </form>
        </div>
        <div class='card__p sm'>
          <p class='muted'>{t('code.lost')}</p>
          <form method='post' action={at('/logout')}>
            <button class='btn btn--q btn--s' type='submit'>
              {t('code.other')}
            </button>
          </form>
        </div>
      </div>
    </div>
  )
}
