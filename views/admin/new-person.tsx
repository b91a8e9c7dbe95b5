import { ChoiceList, SegmentedRadios } from '../parts/choices.tsx'
import { ErrorSummary, errorIn, type FieldError } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { PostFields, type TypedPost, WhichPost } from './post-fields.tsx'
import type { UnitSearch } from './unit-choice.tsx'

export interface NewPersonProps {
  reader: Reader
  id: string
  typed: TypedPost & { username: string; full_name: string; email: string; language: string; way: string }
  search: UnitSearch
  errors: FieldError[]
}

/** An account with its first post and its first password. */
export function NewPersonPage(props: NewPersonProps): Html {
  const { reader, id, typed, errors, search } = props
  const { t, at } = reader
  return (
    <div class='narrow flow-l'>
      <ErrorSummary reader={reader} errors={errors} />
      <Crumbs
        reader={reader}
        items={[{ href: at('/admin/users'), label: t('users.title') }]}
        here={t('person.new')}
      />
      <PageHead title={t('person.new')} lead={t('person.newLead')} />
      <form class='flow-l' method='post' action={at('/admin/users/new')} novalidate>
        <input type='hidden' name='id' value={id} />
        <section class='card card__p flow' aria-labelledby='h-post'>
          <h2 id='h-post'>{t('person.firstPost')}</h2>
          <WhichPost reader={reader} typed={typed} errors={errors} search={search} />
          <PostFields reader={reader} typed={typed} errors={errors} />
        </section>
        <Account {...props} />
        <section class='card card__p' aria-label={t('person.way')}>
          <ChoiceList
            reader={reader}
            name='way'
            type='radio'
            label={t('person.way')}
            value={typed.way}
            options={(['link', 'slip'] as const).map((way) => ({
              value: way,
              label: t(`person.way.${way}`),
              note: t(`person.way.${way}Note`),
            }))}
          />
        </section>
        <div class='btns'>
          <button class='btn btn--p' type='submit'>
            {t('person.add')}
          </button>
          <a class='btn' href={at('/admin/users')}>
            {t('common.cancel')}
          </a>
        </div>
      </form>
    </div>
  )
}

function Account({ reader, typed, errors }: NewPersonProps) {
  const { t } = reader
  return (
    <section class='card card__p flow' aria-labelledby='h-account'>
      <h2 id='h-account'>{t('person.account')}</h2>
      <TextField
        reader={reader}
        name='username'
        label={t('person.username')}
        hint={t('person.usernameHint')}
        error={errorIn(errors, 'username')}
        value={typed.username}
        attributes={{ autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', maxlength: 61 }}
        optional
      />
      <DetailFields reader={reader} typed={typed} errors={errors} />
    </section>
  )
}

/** Name, e-mail and language of an account. */
export function DetailFields(props: {
  reader: Reader
  typed: { full_name: string; email: string; language: string }
  errors: readonly FieldError[]
}) {
  const { reader, typed, errors } = props
  const { t } = reader
  return (
    <>
      <TextField
        reader={reader}
        name='full_name'
        label={t('person.fullName')}
        hint={t('person.fullNameHint')}
        value={typed.full_name}
        attributes={{ autocomplete: 'off', maxlength: 200 }}
        optional
      />
      <TextField
        reader={reader}
        name='email'
        type='email'
        label={t('person.email')}
        error={errorIn(errors, 'email')}
        value={typed.email}
        attributes={{ autocomplete: 'off', maxlength: 254 }}
        optional
      />
      <SegmentedRadios
        reader={reader}
        name='language'
        label={t('person.language')}
        value={typed.language}
        options={[
          { value: 'vi', label: 'Tiếng Việt' },
          { value: 'en', label: 'English' },
        ]}
      />
    </>
  )
}
