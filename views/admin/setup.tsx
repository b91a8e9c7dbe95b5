import type { Letterhead } from '../../src/domain/letterhead.ts'
import type { TypedLetterhead } from '../../src/domain/letterhead-lines.ts'
import { LEAST_PASSWORD } from '../../src/domain/password.ts'
import { setUpLimits } from '../../src/domain/set-up.ts'
import { writeInstant } from '../../src/i18n/days.ts'
import { SegmentedRadios } from '../parts/choices.tsx'
import { ErrorSummary, errorIn, type FieldError, More } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { LanguageLink } from '../parts/menu.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { HeadPicture, LetterheadLines } from './letterhead.tsx'

export interface TypedSetUp extends TypedLetterhead {
  organisation: string
  upper: string
  code: string
  username: string
  full_name: string
  title: string
  starter: string
  supervisor_title: string
}

export interface SetUpProps {
  reader: Reader
  action: string
  typed: TypedSetUp
  /** What the name says, and what of it was changed. */
  own: Letterhead
  letterhead: Letterhead
  errors: FieldError[]
}

/** The first page of a house in which nobody can sign in yet. */
export function SetUpPage(props: SetUpProps): Html {
  const { reader, action, errors } = props
  const { t } = reader
  return (
    <>
      <ErrorSummary reader={reader} errors={errors} />
      <PageHead
        title={t('setup.title')}
        lead={t('setup.lead')}
        actions={<LanguageLink reader={reader} self={action} />}
      />
      <form id='head-form' method='post' action={action} novalidate>
        <div class='split'>
          <div class='flow-l'>
            <Office {...props} />
            <Person {...props} />
          </div>
          <aside class='flow-l' aria-label={t('settings.picture')}>
            <HeadPicture reader={reader} letterhead={props.letterhead} action={`${action}/picture`} />
          </aside>
        </div>
        <p class='hint mt'>{t('setup.once')}</p>
        <div class='btns mt'>
          <button class='btn btn--p' type='submit' name='do' value='save'>
            {t('setup.submit')}
          </button>
          <button class='btn' type='submit' name='do' value='preview'>
            {t('setup.preview')}
          </button>
        </div>
      </form>
    </>
  )
}

/** A field that may be as long as a name. */
const named = { maxlength: setUpLimits.name, autocomplete: 'off' }

function Office(props: SetUpProps) {
  const { reader, typed, errors } = props
  const { t } = reader
  return (
    <section class='card card__p' aria-labelledby='h-office'>
      <h2 class='mb' id='h-office'>
        {t('setup.office')}
      </h2>
      <TextField
        reader={reader}
        name='organisation'
        label={t('setup.organisation')}
        hint={t('setup.organisationHint')}
        error={errorIn(errors, 'organisation')}
        value={typed.organisation}
        attributes={named}
      />
      <SegmentedRadios
        reader={reader}
        name='form'
        label={t('setup.form')}
        error={errorIn(errors, 'form')}
        value={typed.form}
        options={(['party', 'state'] as const).map((form) => ({
          value: form,
          label: t(`setup.form.${form}`),
        }))}
      />
      <TextField
        reader={reader}
        name='upper'
        label={t('setup.upper')}
        hint={t('setup.upperHint')}
        error={errorIn(errors, 'upper')}
        value={typed.upper}
        attributes={named}
        optional
      />
      <TextField
        reader={reader}
        name='code'
        label={t('setup.code')}
        hint={t('setup.codeHint')}
        error={errorIn(errors, 'code')}
        value={typed.code}
        attributes={{ maxlength: 40, autocomplete: 'off', autocapitalize: 'characters' }}
        optional
      />
      <div class='field cq'>
        <SummaryList
          items={[
            {
              term: t('setup.zone'),
              detail: t('setup.zoneNow', {
                zone: reader.zone,
                now: writeInstant(reader.language, reader.now, reader.zone),
              }),
            },
          ]}
        />
      </div>
      <div class='field'>
        <More reader={reader} summary={t('setup.headMore')} open={hasOwnLines(props)}>
          <p class='hint'>{t('setup.headHint')}</p>
          <LetterheadLines reader={reader} typed={typed} own={props.own} errors={errors} />
        </More>
      </div>
    </section>
  )
}

const lines = ['upper_line', 'issuer', 'number', 'place', 'asks', 'signature', 'recipients'] as const
const hasOwnLines = ({ typed }: SetUpProps) => lines.some((line) => typed[line] !== '')

function Person({ reader, typed, errors }: SetUpProps) {
  const { t } = reader
  return (
    <section class='card card__p' aria-labelledby='h-person'>
      <h2 class='mb' id='h-person'>
        {t('setup.person')}
      </h2>
      <TextField
        reader={reader}
        name='username'
        label={t('setup.username')}
        hint={t('setup.usernameHint')}
        error={errorIn(errors, 'username')}
        value={typed.username}
        attributes={{ autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', maxlength: 61 }}
      />
      <TextField
        reader={reader}
        name='full_name'
        label={t('setup.fullName')}
        error={errorIn(errors, 'full_name')}
        value={typed.full_name}
        attributes={{ autocomplete: 'name', maxlength: setUpLimits.name }}
        optional
      />
      <TextField
        reader={reader}
        name='title'
        label={t('setup.post')}
        hint={t('setup.postHint')}
        error={errorIn(errors, 'title')}
        value={typed.title}
        attributes={{ autocomplete: 'off', maxlength: setUpLimits.title }}
      />
      <Passwords reader={reader} errors={errors} />
      <SegmentedRadios
        reader={reader}
        name='starter'
        label={t('setup.starter')}
        hint={t('setup.starterHint')}
        error={errorIn(errors, 'starter')}
        value={typed.starter}
        options={[
          { value: 'admin', label: t('setup.starter.admin') },
          { value: 'supervisor', label: t('setup.starter.supervisor'), reveals: true },
        ]}
        reveal={
          <TextField
            reader={reader}
            name='supervisor_title'
            label={t('setup.supervisorTitle')}
            error={errorIn(errors, 'supervisor_title')}
            value={typed.supervisor_title}
            attributes={{ autocomplete: 'off', maxlength: setUpLimits.title }}
          />
        }
      />
    </section>
  )
}

function Passwords({ reader, errors }: Pick<SetUpProps, 'reader' | 'errors'>) {
  const { t } = reader
  return (
    <>
      <TextField
        reader={reader}
        name='password'
        type='password'
        label={t('setup.password')}
        hint={t('account.password.rule', { least: LEAST_PASSWORD })}
        error={errorIn(errors, 'password')}
        attributes={{ autocomplete: 'new-password' }}
      />
      <TextField
        reader={reader}
        name='again'
        type='password'
        label={t('setup.again')}
        error={errorIn(errors, 'again')}
        attributes={{ autocomplete: 'new-password' }}
      />
    </>
  )
}

/** For a link that is wrong, used, too old, or no longer needed. */
export function SetUpOverPage({ reader, waitSeconds }: { reader: Reader; waitSeconds?: number }): Html {
  const { t } = reader
  return (
    <div class='narrow'>
      <EmptyState
        reader={reader}
        icon='key-round'
        tone='risk'
        title={t(waitSeconds === undefined ? 'setup.over' : 'setup.wait')}
        text={waitSeconds === undefined ? t('setup.overText') : t('login.waitSeconds', { n: waitSeconds })}
        isPage
      >
        <a class='btn btn--p' href={reader.at('/login')}>
          {t('login.submit')}
        </a>
      </EmptyState>
      <p class='mt'>{t('setup.overHow')}</p>
    </div>
  )
}
