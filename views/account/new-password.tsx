import { LEAST_PASSWORD, type PasswordFault } from '../../src/domain/password.ts'
import { ErrorSummary } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { PageHead } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

export interface NewPasswordProblem {
  field: 'new' | 'again'
  reason: PasswordFault | 'differs' | 'same'
}

export interface NewPasswordProps {
  reader: Reader
  title: string
  lead: string
  /** Ready-made. */
  action: string
  username: string
  submit: string
  problems: NewPasswordProblem[]
}

/** A password chosen where there is none to be typed first: by a link, or in place of the one on a slip. */
export function NewPasswordPage(props: NewPasswordProps) {
  const { reader, problems, username } = props
  const { t } = reader
  const fields = ['new', 'again'] as const
  const errorOf = (field: 'new' | 'again') => {
    const problem = problems.find((one) => one.field === field)
    if (!problem) return undefined
    return problem.reason === 'same'
      ? t('first.same')
      : t(`account.password.${problem.reason}`, { least: LEAST_PASSWORD } as never)
  }
  return (
    <div class='narrow'>
      <ErrorSummary
        reader={reader}
        isSecret
        errors={fields.flatMap((field) => {
          const text = errorOf(field)
          return text ? [{ field, text }] : []
        })}
      />
      <PageHead eyebrow={username} title={props.title} lead={props.lead} />
      <form class='card card__p flow' method='post' action={props.action} novalidate>
        <input type='hidden' name='username' value={username} autocomplete='username' />
        {fields.map((field) => (
          <TextField
            reader={reader}
            name={field}
            type='password'
            label={t(`account.password.${field}`)}
            hint={field === 'new' ? t('account.password.rule', { least: LEAST_PASSWORD }) : undefined}
            error={errorOf(field)}
            attributes={{ autocomplete: 'new-password', required: true }}
          />
        ))}
        <button class='btn btn--p' type='submit'>
          {props.submit}
        </button>
      </form>
    </div>
  )
}

/** A link that was used, is too old, or never was one. */
export function LinkOverPage({ reader, waitSeconds }: { reader: Reader; waitSeconds?: number }) {
  const { t, at } = reader
  const isSlow = waitSeconds !== undefined
  return (
    <EmptyState
      reader={reader}
      icon={isSlow ? 'hourglass' : 'link'}
      title={t(isSlow ? 'link.wait' : 'link.over')}
      text={isSlow ? t('login.waitSeconds', { n: waitSeconds }) : t('link.overText')}
      isPage
    >
      <a class='btn' href={at('/login')}>
        {t('link.toLogin')}
      </a>
    </EmptyState>
  )
}
