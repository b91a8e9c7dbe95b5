import type { Role } from '../../src/domain/access.ts'
import { dayOf } from '../../src/domain/day.ts'
import { LEAST_PASSWORD } from '../../src/domain/password.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { SegmentedRadios } from '../parts/choices.tsx'
import { ErrorSummary } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { PageHead, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { deviceWords } from './device.ts'
import { MailForm, type MailFormProps } from './mail.tsx'

export type PasswordProblem =
  | { field: 'present' | 'new' | 'again'; reason: 'wrong' | 'short' | 'common' | 'differs' }
  /** Too many wrong ones: seconds to wait. */
  | { field: 'present'; wait: number }

export interface AccountProps {
  reader: Reader
  username: string
  posts: { title: string; unitName: string; role: Role }[]
  theme: 'system' | 'light' | 'dark'
  sessions: { createdAt: number; lastSeenAt: number; address: string; userAgent: string; isThis: boolean }[]
  mail: Omit<MailFormProps, 'reader'>
  secondFactor: { since: number; recoveryLeft: number } | null
  problems?: PasswordProblem[]
}

/** One's own account: posts, password, language, theme, and where one is signed in. */
export function AccountPage(props: AccountProps) {
  const { reader, username, posts } = props
  const { t } = reader
  return (
    <div class='narrow flow-l'>
      <PageHead eyebrow={username} title={t('account.title')} />
      <Section id='h-posts' title={t('account.posts')} card>
        <SummaryList
          items={posts.map((post) => ({
            term: t(`role.${post.role}`),
            detail: `${post.title}, ${post.unitName}`,
          }))}
        />
      </Section>
      <PasswordForm {...props} />
      <Codes {...props} />
      <MailForm reader={reader} {...props.mail} />
      <PreferenceForms {...props} />
      <Sessions {...props} />
    </div>
  )
}

function PasswordForm({ reader, problems = [] }: AccountProps) {
  const { t } = reader
  const errorOf = (field: 'present' | 'new' | 'again') => {
    const problem = problems.find((one) => one.field === field)
    if (problem && 'wait' in problem) return t('login.waitSeconds', { n: problem.wait })
    return problem && t(`account.password.${problem.reason}`, { least: LEAST_PASSWORD } as never)
  }
  const fields = ['present', 'new', 'again'] as const
  return (
    <Section id='h-password' title={t('account.password')} card>
      <ErrorSummary
        reader={reader}
        isSecret
        errors={fields.flatMap((field) => {
          const text = errorOf(field)
          return text ? [{ field, text }] : []
        })}
      />
      <form method='post' action={reader.at('/account/password')} class='flow' novalidate>
        {fields.map((field) => (
          <TextField
            reader={reader}
            name={field}
            type='password'
            label={t(`account.password.${field}`)}
            hint={field === 'new' ? t('account.password.rule', { least: LEAST_PASSWORD }) : undefined}
            error={errorOf(field)}
            attributes={{
              autocomplete: field === 'present' ? 'current-password' : 'new-password',
              required: true,
            }}
          />
        ))}
        <button class='btn btn--p' type='submit'>
          {t('account.password.save')}
        </button>
      </form>
    </Section>
  )
}

function Codes({ reader, secondFactor }: AccountProps) {
  const { t, at, language, zone } = reader
  return (
    <Section id='h-codes' title={t('factor.section')} card>
      <p>
        {secondFactor
          ? t('factor.on', {
              day: writeDay(language, dayOf(secondFactor.since, zone)),
              n: secondFactor.recoveryLeft,
            })
          : t('factor.off')}
      </p>
      <p class='btns mt'>
        <a class='btn' href={at('/account/second-factor')}>
          {t(secondFactor ? 'factor.change' : 'factor.manage')}
        </a>
      </p>
    </Section>
  )
}

function PreferenceForms({ reader, theme }: AccountProps) {
  const { t, language } = reader
  return (
    <Section id='h-look' title={t('account.look')} card>
      <form method='post' action={reader.at('/account/language')} class='flow'>
        <input type='hidden' name='next' value='/account' />
        <SegmentedRadios
          reader={reader}
          name='language'
          label={t('account.language')}
          value={language}
          options={[
            { value: 'vi', label: 'Tiếng Việt' },
            { value: 'en', label: 'English' },
          ]}
        />
        <button class='btn' type='submit'>
          {t('account.language.save')}
        </button>
      </form>
      <form method='post' action={reader.at('/account/theme')} class='flow mt'>
        <input type='hidden' name='next' value='/account' />
        <SegmentedRadios
          reader={reader}
          name='theme'
          label={t('account.theme')}
          value={theme}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: t(`account.theme.${value}`),
          }))}
        />
        <button class='btn' type='submit'>
          {t('account.theme.save')}
        </button>
      </form>
    </Section>
  )
}

function Sessions({ reader, sessions }: AccountProps) {
  const { t, language, zone } = reader
  return (
    <Section id='h-sessions' title={t('account.sessions')} card>
      <ul class='plain flow'>
        {sessions.map((session) => (
          <li>
            <b>
              {session.isThis ? t('account.sessions.this') : session.address || t('account.sessions.other')}
            </b>
            <p class='sub'>
              {t('account.sessions.since', {
                from: writeInstant(language, session.createdAt, zone),
                seen: writeInstant(language, session.lastSeenAt, zone),
              })}
            </p>
            <p class='sub' title={session.userAgent}>
              {deviceWords(reader, session.userAgent)}
            </p>
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method='post' action={reader.at('/account/sessions')} class='mt'>
          <button class='btn' type='submit'>
            {t('account.sessions.end')}
          </button>
        </form>
      )}
    </Section>
  )
}
