import { roles } from '../../src/domain/access.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Select } from '../parts/choices.tsx'
import { errorIn, type FieldError } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import type { Reader } from '../reader.ts'
import { UnitChoice, type UnitSearch } from './unit-choice.tsx'

export interface TypedPost {
  role: string
  title: string
  from: string
  to: string
  document: string
}

interface Props {
  reader: Reader
  typed: TypedPost
  errors: readonly FieldError[]
  /** Begins the ids where two of these forms stand on one page. */
  idPrefix?: string
}

/** Which unit, which role. */
export function WhichPost(props: Props & { search: UnitSearch; isActing?: boolean }) {
  const { reader, typed, errors, search, isActing } = props
  const { t } = reader
  return (
    <>
      <UnitChoice reader={reader} search={search} error={errorIn(errors, 'unit')} />
      {isActing ? (
        <input type='hidden' name='acting' value='1' />
      ) : (
        <Select
          reader={reader}
          name='role'
          label={t('person.role')}
          error={errorIn(errors, 'role')}
          value={typed.role}
          items={[
            { value: '', label: '–' },
            ...roles.map((role) => ({ value: role, label: t(`role.${role}`) })),
          ]}
        />
      )}
    </>
  )
}

/** What it is called, from when to when, and by which document. */
export function PostFields({ reader, typed, errors, isActing }: Props & { isActing?: boolean }) {
  const { t, language, today } = reader
  const dayHint = t('person.dayHint', { example: writeDay(language, today) })
  const day = (name: 'from' | 'to') => (
    <TextField
      reader={reader}
      name={name}
      label={t(`person.${name}`)}
      hint={dayHint}
      error={errorIn(errors, name)}
      value={typed[name]}
      attributes={{ autocomplete: 'off', maxlength: 20 }}
      optional={!(isActing && name === 'to')}
    />
  )
  return (
    <>
      <TextField
        reader={reader}
        name='title'
        label={t('person.title')}
        hint={t('person.titleHint')}
        error={errorIn(errors, 'title')}
        value={typed.title}
        attributes={{ autocomplete: 'off', maxlength: 200 }}
      />
      <div class='pair'>
        {day('from')}
        {day('to')}
      </div>
      <TextField
        reader={reader}
        name='document'
        label={t('person.document')}
        hint={t('person.documentHint')}
        error={errorIn(errors, 'document')}
        value={typed.document}
        attributes={{ autocomplete: 'off', maxlength: 200 }}
        optional={!isActing}
      />
    </>
  )
}
