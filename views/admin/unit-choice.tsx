import { ChoiceList } from '../parts/choices.tsx'
import { TextField } from '../parts/inputs.tsx'
import type { Reader } from '../reader.ts'

export interface UnitFound {
  code: string
  name: string
}

export interface UnitSearch {
  /** What was typed of a code or a name. */
  typed: string
  /** The one that is meant. */
  chosen: string | null
  found: UnitFound[]
  isMore: boolean
}

/** One unit out of thousands: typed in part, then chosen from what fits. Without script the list comes with the answer. */
export function UnitChoice({
  reader,
  search,
  error,
}: {
  reader: Reader
  search: UnitSearch
  error?: string | undefined
}) {
  const { t, at } = reader
  return (
    <>
      <TextField
        reader={reader}
        name='unit'
        label={t('person.unit')}
        hint={t('person.unitHint')}
        error={error}
        value={search.typed}
        attributes={{
          autocomplete: 'off',
          maxlength: 200,
          'hx-get': at('/admin/users/units'),
          'hx-trigger': 'input changed delay:300ms',
          'hx-target': '#unit-found',
          'hx-swap': 'outerHTML',
          'hx-sync': 'this:replace',
        }}
      />
      <UnitsFound reader={reader} search={search} />
    </>
  )
}

export function UnitsFound({ reader, search }: { reader: Reader; search: UnitSearch }) {
  const { t } = reader
  const { found, typed, chosen, isMore } = search
  return (
    <div id='unit-found' aria-live='polite'>
      {found.length > 0 && (
        <ChoiceList
          reader={reader}
          name='unit_code'
          type='radio'
          label={t('person.unitFound')}
          hint={isMore ? t('person.unitMore') : undefined}
          value={chosen}
          options={found.map(({ code, name }) => ({ value: code, label: name, note: code }))}
        />
      )}
      {typed !== '' && found.length === 0 && !chosen && <p class='hint'>{t('person.unitNone')}</p>}
    </div>
  )
}
